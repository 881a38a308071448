"""Responses with many items: a page of 100, and how the cost grows from 1 to 100,000."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import botocore.session
from helpers.samples import sample, service_model

from sagemaker_typed.sagemaker import ListTrainingJobsRequest

from . import jobs
from .calls import Clients
from .method import Call, Scale, ratios, spread, take_turns
from .payloads import wire
from .report import Part, Row, row
from .sides import AGAIN, PARSED, RAW, TYPED, WRAPPED

GROUP = "pages"
OPERATION = "ListTrainingJobs"
_CALLS_AT_LEAST = 3


def measure(scale: Scale) -> Part:
    """Measure a page of training jobs, a page of every list operation, and growth."""
    rows = _page_of_jobs(scale)
    every, data = _every_page(scale)
    growth_rows, growth = _growth(scale)
    return Part(rows + every + growth_rows, data | {"growth": growth})


def page_sides(count: int = jobs.PAGE) -> dict[str, Call]:
    """Return a call that lists ``count`` training jobs, for every side."""
    clients = Clients({OPERATION: jobs.body(0, count)})
    sides: dict[str, Call] = {
        RAW: lambda: clients.raw.list_training_jobs(MaxResults=100),
        TYPED: lambda: clients.typed.list_training_jobs(max_results=100),
        WRAPPED: lambda: clients.wrapped.list_training_jobs(max_results=100),
        AGAIN: lambda: clients.raw.list_training_jobs(MaxResults=100),
    }
    if clients.parsed is not None:
        parsed = clients.parsed
        sides[PARSED] = lambda: parsed.list_training_jobs(max_results=100)
    return sides


def _page_of_jobs(scale: Scale) -> list[Row]:
    seconds = take_turns(page_sides(), scale)
    return [
        row(GROUP, "page of 100 training jobs", side, RAW, spread(ratios(seconds, side, RAW)))
        for side in seconds
        if side != RAW
    ]


def listing_operations() -> dict[str, tuple[str, str]]:
    """Return the members with the items and the next token, of every paginated operation."""
    session: Any = botocore.session.Session()
    config = session.get_paginator_model("sagemaker")._paginator_config
    found: dict[str, tuple[str, str]] = {}
    for name, pages in config.items():
        key, token = pages["result_key"], pages["output_token"]
        if name.startswith("List") and isinstance(key, str) and isinstance(token, str):
            found[name] = (key, token)
    return found


def _every_page(scale: Scale) -> tuple[list[Row], dict[str, Any]]:
    bodies: dict[str, bytes] = {}
    parameters: dict[str, dict[str, Any]] = {}
    for name, (key, _) in sorted(listing_operations().items())[: scale.operations]:
        model = service_model().operation_model(name)
        answer = sample(model.output_shape)
        answer[key] = answer[key] * 100
        bodies[name] = wire(answer)
        parameters[name] = sample(model.input_shape, "required")
    clients = Clients(bodies)
    medians: dict[str, float] = {}
    for name in bodies:
        sides = _list_sides(clients, name, parameters[name])
        medians[name] = spread(ratios(take_turns(sides, scale), TYPED, RAW)).median
    over = spread(list(medians.values()))
    worst = max(medians, key=lambda name: medians[name])
    count, name = f"{len(medians)} list operations", "page of 100 full summaries"
    rows = [
        row(GROUP, f"{name}, median", TYPED, RAW, over, count),
        row(GROUP, f"{name}, worst", TYPED, RAW, over.worst, f"{worst}, of {count}"),
    ]
    slowest = sorted(medians.items(), key=lambda pair: -pair[1])[:10]
    return rows, {"pages": medians, "slowest": slowest}


def _list_sides(clients: Clients, name: str, parameters: dict[str, Any]) -> dict[str, Call]:
    import sagemaker_typed.sagemaker
    from sagemaker_typed import from_boto

    request: Any = from_boto(getattr(sagemaker_typed.sagemaker, f"{name}Request"), parameters)
    raw = getattr(clients.raw, request.__method__)
    return {RAW: lambda: raw(**parameters), TYPED: lambda: clients.typed.send(request)}


def items_of(client: Any) -> Iterable[Any]:
    """Iterate over all training jobs with the typed client."""
    items: Iterable[Any] = client.items(ListTrainingJobsRequest())
    return items


def items_of_raw(client: Any) -> Iterable[Any]:
    """Iterate over all training jobs with boto3's paginator."""
    for page in client.get_paginator("list_training_jobs").paginate():
        yield from page["TrainingJobSummaries"]


def _exhaust(items: Callable[[Any], Iterable[Any]], client: Any) -> None:
    deque(items(client), maxlen=0)


def _growth(scale: Scale) -> tuple[list[Row], dict[str, Any]]:
    rows: list[Row] = []
    data: dict[str, Any] = {"in pages of 100": {}, "in one response": {}}
    count = 1
    while count <= scale.items:
        rounds = max(_CALLS_AT_LEAST, min(scale.rounds, 30_000 // count))
        clients = Clients(jobs.pages(count))
        in_pages: dict[str, Call] = {
            RAW: partial(_exhaust, items_of_raw, clients.raw),
            TYPED: partial(_exhaust, items_of, clients.typed),
        }
        seconds = take_turns(in_pages, scale, rounds=rounds)
        together = page_sides(count)
        seconds_together = take_turns(
            {side: together[side] for side in (RAW, TYPED)}, scale, rounds=rounds
        )
        for how, found in zip(data, (seconds, seconds_together), strict=True):
            over = spread(ratios(found, TYPED, RAW))
            items = "1 item" if count == 1 else f"{count:,} items"
            rows.append(row(GROUP, f"{items} {how}", TYPED, RAW, over))
            data[how][count] = {side: spread(values).median for side, values in found.items()}
        count *= 10
    return rows, json.loads(json.dumps(data))
