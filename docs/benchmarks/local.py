"""The local engine: calls in this process, and how their cost grows with the resources."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from helpers.prepared import Prepared, prepared
from helpers.samples import Operation, client_class, namespace, operations

from sagemaker_typed import from_boto
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.engine.engine import REGION, Engine
from sagemaker_typed.local.transports.answering import answer_call

from .method import Call, Scale, Seconds, ratios, spread, take_turns
from .report import Part, Row, row
from .sides import FEW, LOCAL, MANY, STUB
from .stub import CREDENTIALS, Raw

GROUP = "local"
_ROUNDS = 5
_TIMES = 10
_WORST = 20
_FACTOR = 4
_FEW, _MANY = 100, 10_000
_ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@dataclass(frozen=True)
class Sides:
    """A call of two clients: of the engine, and with a stub that returns the engine's answer."""

    calls: Mapping[str, Call]
    restore: Call
    """Brings the engine to the state before the call."""
    is_repeatable: bool
    """Whether the call leaves the engine as it is."""


class Clients:
    """An engine and its clients, and clients with a stub transport."""

    def __init__(self) -> None:
        self.local = LocalEngine(speed=0)
        self._made: dict[str, tuple[Any, Any]] = {}
        self._answer: Any = None
        self._body = b""

    @cached_property
    def engine(self) -> Engine:
        """The engine behind the clients."""
        return engine_of(self.local)

    def sides(self, one: Operation, call: Prepared) -> Sides:
        """Return the call of an operation for both sides."""
        self.engine.restore(call.state)
        before = self.engine.dump()
        answer = answer_call(self.engine, one.service, one.name, call.members, REGION)
        is_repeatable = self.engine.dump() == before
        request = from_boto(getattr(namespace(one.service), f"{one.name}Request"), call.members)
        local, stub = self._clients(one.service)

        body = b"".join(piece for piece in answer.body if isinstance(piece, bytes))

        def restore() -> None:
            self._answer, self._body = answer, body
            self.engine.restore(call.state)

        calls = {LOCAL: partial(_send, local, request), STUB: partial(_send, stub, request)}
        return Sides(calls, restore, is_repeatable)

    def _clients(self, service: str) -> tuple[Any, Any]:
        if service not in self._made:
            cls: Any = client_class(service)
            stub = cls(region_name=REGION, **CREDENTIALS)
            stub.boto_client.meta.events.register_first("before-send", self._respond)
            self._made[service] = (self.local.typed(cls), stub)
        return self._made[service]

    def _respond(self, request: Any, **_: Any) -> Any:
        answer = self._answer
        raw: Any = Raw(self._body)
        headers: Any = dict(answer.headers)
        return AWSResponse(request.url, answer.status, headers, raw)


def _send(client: Any, request: Any) -> None:
    with contextlib.suppress(ClientError):
        client.send(request)


def measure(scale: Scale) -> Part:
    """Measure every operation of every service, and then some calls with many resources."""
    found = operations()
    found = found[:: max(1, len(found) // scale.operations)] if scale.operations else found
    clients = Clients()
    calls = prepared(Engine(speed=0), found)
    sides = {one: clients.sides(one, call) for one, call in calls.items()}
    with _frozen():
        seconds = {one: _turns(each, scale, 1) for one, each in sides.items()}
        # The maximum of many noisy medians is mostly noise: measure the worst again.
        for one in _slowest(_medians(seconds))[:_WORST]:
            seconds[one] = _turns(sides[one], scale, _FACTOR)
    medians = _medians(seconds)
    slowest = _slowest(medians)
    answered = sum(not call.error for call in calls.values())
    note = f"{len(medians)} operations, of which {answered} succeeded"
    over, at_worst = spread([*medians.values()]), spread(ratios(seconds[slowest[0]], LOCAL, STUB))
    rows = [
        row(GROUP, "call in this process, median", LOCAL, STUB, over, note),
        row(GROUP, "call in this process, worst", LOCAL, STUB, at_worst, str(slowest[0])),
        *_growth(scale),
    ]
    data = {
        "ratios": {str(one): ratio for one, ratio in medians.items()},
        "slowest": [(str(one), medians[one]) for one in slowest[:10]],
        "refused": {str(one): call.error for one, call in calls.items() if call.error},
    }
    return Part(rows, data)


def _medians(seconds: Mapping[Operation, Seconds]) -> dict[Operation, float]:
    return {one: spread(ratios(found, LOCAL, STUB)).median for one, found in seconds.items()}


def _slowest(medians: Mapping[Operation, float]) -> list[Operation]:
    return sorted(medians, key=lambda one: -medians[one])


@contextlib.contextmanager
def _frozen() -> Generator[None]:
    """Let the garbage collector ignore the objects that exist now."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _turns(sides: Sides, scale: Scale, factor: int) -> Seconds:
    """Return the CPU seconds of one call of both sides, in turn.

    A call that changes the engine is made once in each turn, from the same state.
    """
    times, rounds = 1, factor * _ROUNDS
    if not scale.block:
        rounds = 1
    elif sides.is_repeatable:
        times = _TIMES
    else:
        rounds *= 2
    seconds: Seconds = {name: [] for name in sides.calls}
    for number in range(-1, rounds):  # the first round is the warm-up
        order = [*sides.calls.items()]
        for name, call in order if number % 2 else reversed(order):
            sides.restore()
            gc.collect(0)
            start = time.process_time()
            for _ in range(times):
                call()
            if number >= 0:
                seconds[name].append((time.process_time() - start) / times)
    return seconds


def _growth(scale: Scale) -> list[Row]:
    """Measure calls of an engine with many resources, against one with few."""
    many = _MANY if scale.block else 2 * _FEW
    few_calls, many_calls = _calls_with(_FEW), _calls_with(many)
    rows: list[Row] = []
    for name, call in many_calls.items():
        turns = take_turns({MANY: call, FEW: few_calls[name]}, scale)
        rows.append(row(GROUP, name, MANY, FEW, spread(ratios(turns, MANY, FEW))))
    return rows


def _calls_with(count: int) -> dict[str, Call]:
    client = LocalEngine(speed=0).client("sagemaker")
    for number in range(count):
        client.create_model(ModelName=f"churn-{number:05d}", ExecutionRoleArn=_ROLE)
    token = client.list_models(MaxResults=40)["NextToken"]
    name = "churn-00050"
    arn: str = client.describe_model(ModelName=name)["ModelArn"]

    def create() -> None:
        client.create_model(ModelName="new", ExecutionRoleArn=_ROLE)
        client.delete_model(ModelName="new")

    return {
        "describe a model": partial(client.describe_model, ModelName=name),
        "create and delete a model": create,
        "tags of a model": partial(client.list_tags, ResourceArn=arn),
        "page of models": partial(client.list_models, MaxResults=40, NextToken=token),
        "page of models by name": partial(client.list_models, MaxResults=40, SortBy="Name"),
        "page of models with a filter": partial(
            client.list_models, MaxResults=40, NameContains="churn"
        ),
        "search of models": partial(client.search, Resource="Model", MaxResults=40),
    }
