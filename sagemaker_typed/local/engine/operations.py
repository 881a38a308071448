"""The operations of the engine, and how completely each is implemented."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeAlias

from . import lifecycle, rows
from .behaviour.empty import WHY_EMPTY
from .context import Call
from .kinds import Kind, kinds, listed_kind
from .listing import list_member, list_records, unfiltered
from .services import service_model, services
from .support import Operation, Support

__all__ = ["Handler", "Operation", "Support", "handler_of", "operations"]

Handler: TypeAlias = Callable[[Call], dict[str, Any]]


class _Entry:
    def __init__(
        self, handle: Handler, support: Support = "full", note: str = "", *, is_free: bool = False
    ) -> None:
        self.handle = handle
        self.support: Support = support
        self.note = note
        self.is_free = is_free
        """Whether it runs outside the lock, and takes it for what it reads and writes."""


def handler_of(service: str, name: str) -> _Entry:
    """Return the entry of an operation."""
    return _entries(service)[name]


@cache
def operations() -> tuple[Operation, ...]:
    """Return all operations of all services, in order of service and name."""
    return tuple(
        Operation(service, name, entry.support, entry.note)
        for service in services()
        for name, entry in sorted(_entries(service).items())
    )


@cache
def _entries(service: str) -> Mapping[str, _Entry]:
    found: dict[str, _Entry] = {}
    for kind in kinds(service).values():
        found.update(_of_kind(kind))
    for name in service_model(service).operation_names:
        listed = listed_kind(service, name)
        if listed is not None and list_member(service, name):
            found[name] = _listing(listed, name)
    found.update(_special(service))
    for name in service_model(service).operation_names:
        found.setdefault(name, _Entry(lifecycle.empty, "empty", WHY_EMPTY.get(name, _EMPTY)))
    return {name: found[name] for name in service_model(service).operation_names}


_EMPTY: Final = "not implemented yet"
"""The note for operations of a botocore that is newer than this release."""


def _of_kind(kind: Kind) -> Iterator[tuple[str, _Entry]]:
    def bound(function: Callable[[Call, Kind], dict[str, Any]]) -> Handler:
        return lambda call: function(call, kind)

    yield kind.create, _Entry(bound(lifecycle.create))
    for name in (kind.describe, *kind.more_describe):
        yield name, _Entry(bound(lifecycle.describe))
    for other, same in rows.SAME.items():
        if same == kind.noun and f"Create{other}" in _names(kind.service):
            yield f"Create{other}", _Entry(bound(lifecycle.create))
    for changing, function in (
        (kind.update, lifecycle.update),
        (kind.delete, lifecycle.delete),
        (kind.start, lifecycle.start),
        (kind.stop, lifecycle.stop),
    ):
        if changing is not None:
            yield changing, _Entry(bound(function))


@cache
def _names(service: str) -> frozenset[str]:
    return frozenset(service_model(service).operation_names)


def _listing(kind: Kind, name: str) -> _Entry:
    left_out = unfiltered(kind, name)
    note = f"without the filters {', '.join(left_out)}" if left_out else ""

    def handle(call: Call) -> dict[str, Any]:
        return list_records(call, kind)

    return _Entry(handle, "partial" if left_out else "full", note)


def _special(service: str) -> dict[str, _Entry]:
    """Return the operations of a service that no rule describes."""
    from .behaviour import special

    made = special.entries(service)
    known = _names(service)
    return {
        name: _Entry(handle, *more, is_free=name in special.FREE)
        for name, (handle, *more) in made.items()
        if name in known
    }
