"""Descriptions, summaries and search records of a record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

from botocore import xform_name

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.copying.moved import MOVED

from . import rows
from .kinds import Kind, member_role
from .records import Record
from .services import operation
from .values import fill

__all__ = ["ABSENT", "copied", "first_inside", "project", "reshaped", "value_named"]

ABSENT: Final[Any] = object()
"""The value of a member that is left out."""
Getter: TypeAlias = Callable[[Record, datetime], Any]
_USER: Final = "UserContext"
_NOBODY: Final[Mapping[str, Any]] = {}
"""The user of all calls, because signatures are not checked; moto has the same."""
_SCALARS: Final = {"string", "integer", "long", "float", "double", "boolean", "timestamp"}


def copied(value: Any) -> Any:
    """Return a copy of a value of boto3."""
    if is_map(value):
        entries: Mapping[Any, Any] = value
        return {key: copied(entry) for key, entry in entries.items()}
    if is_list(value):
        items: Iterable[Any] = value
        return [copied(item) for item in items]
    return value


def project(
    kind: Kind, record: Record, shape: Any, now: datetime, only: Collection[str] | None = None
) -> dict[str, Any]:
    """Return the members of a structure that a record has, and valid ones that it needs.

    Args:
        kind: The kind of the record.
        record: The record.
        shape: The botocore shape of the structure.
        now: The time at which the record is seen.
        only: The members to return; default: all.
    """
    found: dict[str, Any] = {}
    for name, get in _getters(kind, shape):
        if only is not None and name not in only:
            continue
        value = get(record, now)
        if value is not ABSENT:
            found[name] = value
    return found


def value_named(kind: Kind, record: Record, name: str, now: datetime) -> Any:
    """Return a member of a record, as filters name it; ``ABSENT`` if it has none."""
    return _plain(kind, name)(record, now)


def _getters(kind: Kind, shape: Any) -> list[tuple[str, Getter]]:
    kept: dict[str, Any] | None = getattr(shape, "_sagemaker_typed_getters", None)
    if kept is None:
        kept = shape._sagemaker_typed_getters = {}
    made = kept.get(kind.noun)
    if made is None:
        made = kept[kind.noun] = [*_made(kind, shape)]
    found: list[tuple[str, Getter]] = made
    return found


def _made(kind: Kind, shape: Any) -> Iterable[tuple[str, Getter]]:
    required = {*shape.required_members}
    for name, member in shape.members.items():
        yield name, _getter(kind, shape, name, member, name in required)


def _getter(kind: Kind, shape: Any, name: str, member: Any, is_required: bool) -> Getter:
    is_summary = shape.name != kind.output.name and not kind.part
    plain = _plain(kind, name, deep=is_summary or (is_required and member.type_name in _SCALARS))
    created = operation(kind.service, kind.create).input_shape.members
    is_same = name in created and created[name].name == member.name
    is_part = name == kind.part
    is_structure = member.type_name == "structure"
    is_outer = shape.name == kind.output.name
    is_required = is_required or (kind.noun, name) in rows.ADDED
    is_empty = is_outer and name in rows.EMPTY.get(kind.noun, ())
    if member.name == _USER and name in {"CreatedBy", "LastModifiedBy"}:
        return lambda record, now: record.added.get(name, {**_NOBODY})

    def get(record: Record, now: datetime) -> Any:
        if is_part and is_outer:
            return project(kind, record, member, now)
        value = plain(record, now)
        if value is not ABSENT and value is not None:
            if is_same and name not in record.added:
                return value
            value = reshaped(member, value, now)
            if value is not ABSENT:
                return value
        if is_empty:
            return [] if member.type_name == "list" else {}
        if not is_required:
            return ABSENT
        if is_structure and not getattr(member, "is_tagged_union", False):
            return project(kind, record, member, now)
        return fill(member, record.created, name, shape.name)

    return get


@lru_cache(maxsize=16384)
def _plain(kind: Kind, name: str, *, deep: bool = True) -> Getter:
    """Return a function with the value of a member of a record, in its own form."""
    role = member_role(kind.noun, name)
    place = _moved(kind).get(name)
    if (kind.noun, name) in rows.DEFAULTS:
        place = tuple(rows.DEFAULTS[kind.noun, name].split("."))
    by_role = _ROLES.get(role or "")
    is_detail = name == kind.detail
    is_status = role == "status" and (kind.status is not None)
    names = (name, f"{kind.noun}{name}", name.removeprefix(kind.noun), f"Desired{name}")

    def get(record: Record, now: datetime) -> Any:
        if is_detail:
            phase = record.phase(now)
            return phase.detail if phase and phase.detail else ABSENT
        if is_status and (status := record.status(now)):
            return status
        if name in record.added:
            return record.added[name]
        if name in record.given:
            return record.given[name]
        if by_role is not None:
            value = by_role(record, now)
            if value is not ABSENT:
                return value
        for source in (record.added, record.given):
            for other in names:
                if other in source:
                    return source[other]
        if place is not None:
            return _at(record.given, place)
        if role == "name":
            return _name(record)
        if deep and len(xform_name(name).split("_")) > 1:
            return _inside(record.given, name)
        return ABSENT

    return get


def _name(record: Record) -> Any:
    names = [v for n, v in record.given.items() if n.endswith("Name") and isinstance(v, str)]
    own = [
        value
        for name, value in record.given.items()
        if member_role(record.noun, name) == "name" and isinstance(value, str)
    ]
    found = [*own, *names]
    return found[0] if found else ABSENT


def _id(record: Record, _: datetime) -> Any:
    own = [v for n, v in record.added.items() if member_role(record.noun, n) == "id"]
    return own[0] if own else ABSENT


def _ended(record: Record, now: datetime) -> Any:
    return record.phases[-1].since if record.phases and record.is_settled(now) else ABSENT


def _started(record: Record, now: datetime) -> Any:
    return record.created if record.phases else ABSENT


def _failure(record: Record, now: datetime) -> Any:
    is_over = record.failure and record.is_settled(now)
    return record.failure if is_over else ABSENT


_ROLES: Final[Mapping[str, Getter]] = {
    "arn": lambda record, now: record.arn or ABSENT,
    "id": _id,
    "created": lambda record, now: record.created,
    "modified": lambda record, now: record.since(now),
    "started": _started,
    "ended": _ended,
    "failure": _failure,
}


@cache
def _moved(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Return the places in create requests of members that descriptions have elsewhere."""
    request, response = f"{kind.create}Request", f"{kind.describe}Response"
    names = {xform_name(name): name for name in kind.given}
    shown = {xform_name(name): name for name in kind.output.members}
    return {
        shown[row.path]: (names[row.member],)
        for row in MOVED
        if row.source == response
        and request in row.into
        and row.member in names
        and row.path in shown
    }


def _at(value: Any, place: tuple[str, ...]) -> Any:
    for name in place:
        value = value.get(name, ABSENT) if is_map(value) else ABSENT
    return value


def _inside(value: Any, name: str) -> Any:
    """Return the first member of a name inside structures and lists, the outer ones first."""
    level: list[Any] = [value]
    for _ in range(5):
        inner: list[Any] = []
        for one in level:
            if is_map(one):
                if one.get(name) is not None:
                    return one[name]
                inner.extend(one.values())
            elif is_list(one):
                inner.extend(one)
        level = inner
    return ABSENT


def first_inside(value: Any, name: str) -> Any:
    """Return the first member of a name inside structures and lists; ``None`` if there is none."""
    found = _inside(value, name)
    return None if found is ABSENT else found


def reshaped(shape: Any, value: Any, now: datetime) -> Any:
    """Return a value in another shape: what both have, and what the shape requires.

    ``ABSENT`` if it does not fit.
    """
    if getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            return _structure(shape, value, now) if is_map(value) else ABSENT
        case "list":
            if not is_list(value):
                return ABSENT
            items: Sequence[Any] = value
            made = [reshaped(shape.member, item, now) for item in items]
            return [item for item in made if item is not ABSENT]
        case "map":
            if not is_map(value):
                return ABSENT
            entries: Mapping[str, Any] = value
            both = {key: reshaped(shape.value, item, now) for key, item in entries.items()}
            return {key: item for key, item in both.items() if item is not ABSENT}
        case "string" | "character":
            is_known = isinstance(value, str) and (not shape.enum or value in shape.enum)
            return value if is_known else ABSENT
        case "integer" | "long":
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return value if is_number else ABSENT
        case "float" | "double":
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return float(value) if is_number else ABSENT
        case "boolean":
            return value if isinstance(value, bool) else ABSENT
        case _:
            return ABSENT if isinstance(value, dict | list) else value


def _structure(shape: Any, value: Mapping[str, Any], now: datetime) -> Any:
    members = shape.members
    made: dict[str, Any] = {}
    for name, entry in value.items():
        if name in members and entry is not None:
            inner = reshaped(members[name], entry, now)
            if inner is not ABSENT:
                made[name] = inner
    if getattr(shape, "is_tagged_union", False):
        return made if len(made) == 1 else ABSENT
    for name in shape.required_members:
        if name not in made:
            made[name] = fill(members[name], now, name, shape.name)
    return made
