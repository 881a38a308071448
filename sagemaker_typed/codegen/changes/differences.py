"""Find the differences between two service models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar, cast

from sagemaker_typed.codegen.model.shapes import (
    BODY,
    Acceptor,
    Enum,
    List,
    Map,
    Operation,
    Scalar,
    Service,
    ShapeModel,
    Structure,
)

from .facts import Change, Difference, Kind, Value

_T = TypeVar("_T")

_OPERATION: Final = ("input", "output", "deprecated", "readonly", "idempotent")
_MEMBER: Final = (
    *("shape", "required", "idempotency_token", "deprecated", "json_value"),
    *("location", "location_name", "is_payload"),
)
_PAGINATOR: Final = (
    *("input_tokens", "output_tokens", "result_keys", "limit_key", "more_results"),
    "non_aggregate_keys",
)
_WAITER: Final = ("operation", "delay", "max_attempts", "acceptors")
_SHAPES: Final[Mapping[type, tuple[str, ...]]] = {
    Scalar: ("minimum", "maximum", "pattern", "sensitive"),
    Enum: ("sensitive",),
    List: ("member", "minimum", "maximum", "sensitive"),
    Map: ("key", "value", "minimum", "maximum", "sensitive"),
    Structure: ("union", "exception", "sensitive", "document", "event_stream"),
}


def differences(old: Service, new: Service) -> Iterator[Difference]:
    """Yield the differences of two models of the same service, sorted within each kind.

    What is in a shape or operation that is new or was removed is part of that difference.
    """
    yield from _changed("service", new.name, "", old, new, ("full_name", "api_version"))
    for name, before, after in _pairs(old.operations, new.operations):
        if before is None or after is None:
            yield _whole("operation", name, before)
        else:
            yield from _changed("operation", name, "", before, after, _OPERATION)
            yield from _errors(before, after)
    for name, first, second in _pairs(old.shapes, new.shapes):
        if first is None or second is None:
            yield _whole("shape", name, first)
        else:
            yield from _shape(first, second)
    for name, pages, other_pages in _pairs(old.paginators, new.paginators):
        if pages is None or other_pages is None:
            yield _whole("paginator", name, pages)
        else:
            yield from _changed("paginator", name, "", pages, other_pages, _PAGINATOR)
    old_waiters, new_waiters = ({w.name: w for w in side.waiters} for side in (old, new))
    for name, waiter, other in _pairs(old_waiters, new_waiters):
        if waiter is None or other is None:
            yield _whole("waiter", name, waiter)
        else:
            yield from _changed("waiter", name, "", waiter, other, _WAITER)


def kind_of(shape: ShapeModel) -> str:
    """Return the type of a shape: ``string``, ``enum``, ``list`` ..."""
    if isinstance(shape, Scalar):
        return "blob" if shape.kind == BODY else shape.kind
    return type(shape).__name__.lower()


def members_of(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield the differences between the members of two structures."""
    before, after = ({member.name: member for member in side.members} for side in (old, new))
    for name, member, other in _pairs(before, after):
        if member is None:
            assert other is not None
            yield Difference("member", "added", new.name, name, new=other.shape)
        elif other is None:
            yield Difference("member", "removed", new.name, name, old=member.shape)
        else:
            yield from _changed("member", new.name, name, member, other, _MEMBER)


def _shape(old: ShapeModel, new: ShapeModel) -> Iterator[Difference]:
    if kind_of(old) != kind_of(new):
        yield Difference(
            "shape", "changed", new.name, aspect="kind", old=kind_of(old), new=kind_of(new)
        )
    if type(old) is not type(new):
        return
    yield from _changed("shape", new.name, "", old, new, _SHAPES[type(new)])
    if isinstance(old, Structure) and isinstance(new, Structure):
        yield from members_of(old, new)
    if isinstance(old, Enum) and isinstance(new, Enum):
        added = tuple(value for value in new.values if value not in old.values)
        removed = tuple(value for value in old.values if value not in new.values)
        if added:
            yield Difference("values", "added", new.name, new=added)
        if removed:
            yield Difference("values", "removed", new.name, old=removed)


def _errors(old: Operation, new: Operation) -> Iterator[Difference]:
    for error in sorted({*old.errors} ^ {*new.errors}):
        change: Change = "added" if error in new.errors else "removed"
        yield Difference("error", change, new.name, error)


def _pairs(
    old: Mapping[str, _T], new: Mapping[str, _T]
) -> Iterator[tuple[str, _T | None, _T | None]]:
    for name in sorted(old.keys() | new.keys()):
        yield name, old.get(name), new.get(name)


def _whole(kind: Kind, subject: str, old: object) -> Difference:
    return Difference(kind, "added" if old is None else "removed", subject)


def _changed(
    kind: Kind, subject: str, part: str, old: object, new: object, aspects: tuple[str, ...]
) -> Iterator[Difference]:
    for aspect in aspects:
        before, after = (_value(getattr(side, aspect)) for side in (old, new))
        if before != after:
            yield Difference(kind, "changed", subject, part, aspect, before, after)


def _value(value: object) -> Value:
    if isinstance(value, Acceptor):
        return (value.state, value.matcher, value.expected, value.argument)
    if isinstance(value, tuple):
        return tuple(map(_value, cast("tuple[object, ...]", value)))
    return cast("str | float | bool | None", value)
