"""A call of every operation with full payloads: the typed client against raw boto3."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import boto3

from sagemaker_typed import SageMaker

from .method import FULL, Call, Scale, Seconds, Spread, ratios, spread, spread_json, take_turns
from .payloads import Operation, operations
from .report import Part, Row, row
from .sides import AGAIN, PARSED, RAW, SENT, TYPED, WRAPPED
from .stub import CREDENTIALS, REGION, Answer, Stub

GROUP = "calls"
_WORST = 20
_FIRST_ROUNDS = 5
_FACTOR = 4


def raw_client(**options: Any) -> Any:
    """Return boto3's own client with default settings, including validation."""
    make: Any = boto3.client  # whether it is typed depends on the installed stubs
    return make("sagemaker", region_name=REGION, **CREDENTIALS, **options)


def typed_client(**options: Any) -> Any:
    """Return a typed client that makes its own boto3 client."""
    return SageMaker(region_name=REGION, **CREDENTIALS, **options)


def has_option(name: str) -> bool:
    """Return whether the typed client accepts a keyword."""
    return name in inspect.signature(SageMaker.__init__).parameters


class Clients:
    """The clients of all sides, all attached to one stub."""

    def __init__(self, answer: Answer | Mapping[str, bytes]) -> None:
        self.stub = Stub(answer)
        self.raw = self.stub.attach(raw_client())
        self.typed = self._attached(typed_client())
        self.wrapped = SageMaker(client=self.stub.attach(raw_client()))
        self.parsed = None
        if has_option("shortcuts"):
            self.parsed = self._attached(typed_client(shortcuts=False))

    def _attached(self, client: Any) -> Any:
        self.stub.attach(client.boto_client)
        return client

    def sides(self, operation: Operation) -> dict[str, Call]:
        """Return a call of an operation for every side."""
        raw = getattr(self.raw, operation.method)
        parameters, fields, request = operation.parameters, operation.fields, operation.request
        typed, wrapped = (getattr(c, operation.method) for c in (self.typed, self.wrapped))
        send = self.typed.send
        sides: dict[str, Call] = {
            RAW: lambda: raw(**parameters),
            TYPED: lambda: typed(**fields),
            WRAPPED: lambda: wrapped(**fields),
            SENT: lambda: send(request),
            AGAIN: lambda: raw(**parameters),
        }
        if self.parsed is not None:
            parsed = getattr(self.parsed, operation.method)
            sides[PARSED] = lambda: parsed(**fields)
        return sides


def measure(scale: Scale) -> Part:
    """Measure every operation in a few rounds, and the worst again in more rounds."""
    first_rounds = min(scale.rounds, _FIRST_ROUNDS)
    found = operations(scale.operations)
    clients = Clients({operation.name: operation.body for operation in found})
    by_name = {operation.name: operation for operation in found}
    seconds = {
        name: take_turns(clients.sides(by_name[name]), scale, rounds=first_rounds)
        for name in by_name
    }
    # The maximum of many noisy medians is mostly noise: measure the worst again.
    for side in (TYPED, WRAPPED, SENT, AGAIN):
        for name in _worst(seconds, side)[:_WORST]:
            if len(seconds[name][RAW]) == first_rounds:
                sides = clients.sides(by_name[name])
                seconds[name] = take_turns(sides, scale, rounds=_FACTOR * first_rounds)
    return _part(seconds)


def _part(seconds: Mapping[str, Seconds]) -> Part:
    medians = {side: _medians(seconds, side) for side in next(iter(seconds.values()))}
    rows: list[Row] = []
    for side, values in medians.items():
        if side == RAW:
            continue
        over = spread(list(values.values()))
        count = f"{len(values)} operations"
        rows.append(row(GROUP, "call, median", side, RAW, over, count))
        worst = max(values, key=lambda name: values[name])
        at_worst = spread(ratios(seconds[worst], side, RAW))
        rows.append(row(GROUP, "call, worst", side, RAW, at_worst, f"{worst}, of {count}"))
    data = {
        "ratios": medians,
        "microseconds": {
            name: {side: 1e6 * spread(values).median for side, values in sides.items()}
            for name, sides in seconds.items()
        },
        "spread": {side: spread_json(_over(values)) for side, values in medians.items()},
        "slowest": [(name, medians[TYPED][name]) for name in _worst(seconds, TYPED)[:10]],
    }
    return Part(rows, data)


def _over(values: Mapping[str, float]) -> Spread:
    return spread(list(values.values()))


def _medians(seconds: Mapping[str, Seconds], side: str) -> dict[str, float]:
    return {name: spread(ratios(found, side, RAW)).median for name, found in seconds.items()}


def _worst(seconds: Mapping[str, Seconds], side: str) -> list[str]:
    medians = _medians(seconds, side)
    return sorted(medians, key=lambda name: -medians[name])


def one_call(name: str) -> dict[str, Call]:
    """Return both sides of one operation, for a profile."""
    (operation,) = [o for o in operations(FULL.operations) if o.name == name]
    sides = Clients({name: operation.body}).sides(operation)
    return {RAW: sides[RAW], TYPED: sides[TYPED]}
