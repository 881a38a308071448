"""from_boto and to_boto against hand-written straight-line code, on the ten largest shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.samples import sample, service_model

from sagemaker_typed import Request, Response, from_boto, to_boto

from . import handwritten
from .method import Call, Scale, ratios, spread, take_turns
from .report import Part, Row, row
from .sides import BY_HAND

GROUP = "conversion"
OURS, THEIRS = "from_boto and to_boto", BY_HAND
_READ, _WRITE = "hand-written from_boto", "hand-written to_boto"
_PARTS = {OURS: THEIRS, "from_boto": _READ, "to_boto": _WRITE}


def largest(number: int = 10) -> list[tuple[str, type[Any]]]:
    """Return the requests and responses whose full samples have the most values."""
    sizes: list[tuple[int, str, type[Any]]] = []
    for name in sorted(service_model().operation_names):
        model = service_model().operation_model(name)
        for shape, kind in ((model.input_shape, Request), (model.output_shape, Response)):
            sizes.append((sum(1 for _ in _values(sample(shape))), name, kind))
    sizes.sort(key=lambda entry: -entry[0])
    return [(name, kind) for _, name, kind in sizes[:number]]


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    yield value


def sides_of(operation: str, kind: type[Any]) -> dict[str, Call]:
    """Return both directions for both sides, after checking that the results are equal."""
    cls, read, write = handwritten.functions(operation, kind)
    model = service_model().operation_model(operation)
    value = sample(model.input_shape if kind is Request else model.output_shape)
    shape = from_boto(cls, value)
    if read(value) != shape or _without_metadata(write(shape)) != to_boto(shape):
        raise AssertionError(f"{cls.__name__}: the two sides have different results")
    return {
        OURS: lambda: to_boto(from_boto(cls, value)),
        THEIRS: lambda: write(read(value)),
        "from_boto": lambda: from_boto(cls, value),
        _READ: lambda: read(value),
        "to_boto": lambda: to_boto(shape),
        _WRITE: lambda: write(shape),
    }


def _without_metadata(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "ResponseMetadata"}


def measure(scale: Scale) -> Part:
    """Measure the ten largest shapes."""
    medians: dict[str, dict[str, float]] = {ours: {} for ours in _PARTS}
    for operation, kind in largest()[: scale.operations]:
        name = f"{operation}{kind.__name__}"
        seconds = take_turns(sides_of(operation, kind), scale)
        for ours, theirs in _PARTS.items():
            medians[ours][name] = spread(ratios(seconds, ours, theirs)).median
    rows: list[Row] = []
    for ours, theirs in _PARTS.items():
        over = spread(list(medians[ours].values()))
        worst = max(medians[ours], key=lambda name: medians[ours][name])
        count = f"{len(medians[ours])} largest shapes"
        rows.append(row(GROUP, "conversion, median", ours, theirs, over, count))
        rows.append(row(GROUP, "conversion, worst", ours, theirs, over.worst, worst))
    slowest = sorted(medians[OURS].items(), key=lambda pair: -pair[1])
    return Part(rows, {"ratios": medians, "slowest": slowest})
