"""Lists of resources: filters, order and pages, by the names of the request's members."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from sagemaker_typed._schema.fields import is_list

from . import rows
from .context import Call
from .kinds import Kind, member_role
from .moments import moment
from .ordering import place_of
from .paging import page_after
from .projection import ABSENT, project, value_named
from .records import Record
from .services import operation
from .words import squeezed

__all__ = [
    "ENDINGS",
    "NOT_FILTERS",
    "field_of",
    "filters_of",
    "list_member",
    "list_records",
    "sorted_page",
    "unfiltered",
]

Test: TypeAlias = Callable[[Any, Any], bool]


def _is_equal(value: Any, wanted: Any) -> bool:
    if is_list(value):
        return wanted in value
    return bool(value == wanted)


ENDINGS: Final[tuple[tuple[str, Test], ...]] = (
    ("Contains", lambda value, wanted: str(wanted).lower() in str(value).lower()),
    ("Prefix", lambda value, wanted: str(value).startswith(str(wanted))),
    ("Equals", _is_equal),
    ("After", lambda value, wanted: moment(value) >= moment(wanted)),
    ("Before", lambda value, wanted: moment(value) <= moment(wanted)),
)
NOT_FILTERS: Final = {"MaxResults", "NextToken", "SortBy", "SortOrder"}
_PAIRS: Final = "Filters"
"""The member of requests whose filters are names of members with their values."""


class Filter(NamedTuple):
    """A member of a list request that selects resources."""

    member: str
    field: str
    """The member of the resource."""
    test: Test


@cache
def list_member(service: str, name: str) -> str | None:
    """Return the member of a list answer with the items."""
    output = operation(service, name).output_shape
    if output is None:
        return None
    lists = [n for n, member in output.members.items() if member.type_name == "list"]
    return lists[0] if lists else None


@cache
def filters_of(kind: Kind, name: str) -> tuple[Filter, ...]:
    """Return the filters of a list operation."""
    shape = operation(kind.service, name).input_shape
    return tuple(_filter(kind, member) for member in shape.members if member not in NOT_FILTERS)


def _filter(kind: Kind, member: str) -> Filter:
    row = rows.FILTERS.get((kind.noun, member))
    for ending, test in ENDINGS:
        stem = member.removesuffix(ending)
        if stem != member and stem:
            return Filter(member, row or field_of(stem, ending), test)
    return Filter(member, row or member, _is_equal)


def field_of(stem: str, ending: str) -> str:
    """Return the member of a resource that a filter is about, by its name without the ending."""
    if ending in {"After", "Before"}:
        return {"Created": "CreationTime", "ModifiedTime": "LastModifiedTime"}.get(
            stem, stem if stem.endswith(("Time", "Heartbeat", "At")) else f"{stem}Time"
        )
    return stem


def list_records(call: Call, kind: Kind) -> dict[str, Any]:
    """Return a page of the resources that a list request asks for."""
    member = list_member(call.service, call.operation)
    assert member is not None
    late = rows.AFTER_PAGING.get(call.operation, ())
    records = selected(call, kind, late)
    shape = call.model.output_shape.members[member].member
    behaviour = call.engine.behaviours.get(kind.noun)
    found = sorted_page(call, kind, member, records)
    given = [one for one in _given(call, kind) if one.member in late] if late else []
    items: list[Any] = []
    for record in found[member]:
        if not all(_fits(call, kind, record, one) for one in given):
            continue
        item = project(kind, record, shape, call.now)
        if behaviour is not None:
            behaviour.listed(call, kind, record, item)
        items.append(item)
    return {**found, member: items}


def _given(call: Call, kind: Kind) -> list[Filter]:
    """Return the filters that a request has."""
    return [
        one for one in filters_of(kind, call.operation) if call.members.get(one.member) is not None
    ]


def selected(call: Call, kind: Kind, without: Collection[str] = ()) -> list[Record]:
    """Return the records that the filters of a request select, without some of the filters."""
    given = [one for one in _given(call, kind) if one.member not in without]
    found = call.records(kind)
    if given:
        found = [record for record in found if all(_fits(call, kind, record, one) for one in given)]
    if not found:
        for one in given:
            _check_parent(call, kind, one)
    return found


def _check_parent(call: Call, kind: Kind, one: Filter) -> None:
    """Check that a resource exists whose parts a request lists."""
    is_required = one.member in call.model.input_shape.required_members
    if not is_required or not call.engine.checks_references:
        return
    for reference in rows.REFERENCES.get(kind.noun, ()):
        name = call.members[one.member]
        if reference.path == one.field and call.by_name(reference.noun, name) is None:
            raise call.missing_named(reference.noun, name)


def _fits(call: Call, kind: Kind, record: Record, one: Filter) -> bool:
    if one.member == _PAIRS:
        pairs: Any = call.members[_PAIRS]
        return all(
            value_named(kind, record, pair["Name"], call.now) == pair["Value"] for pair in pairs
        )
    value = value_named(kind, record, one.field, call.now)
    wanted = call.members[one.member]
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        value = behaviour.filtered(call, kind, record, one.member, value)
    if value is ABSENT or value is None:
        return False
    if one.test(value, wanted):
        return True
    # A resource may be named by its ARN, or the other way round.
    if one.field.endswith(("Name", "Arn")) and isinstance(wanted, str) and isinstance(value, str):
        return wanted.startswith("arn:") and wanted.rpartition("/")[2] == value
    return False


@cache
def unfiltered(kind: Kind, name: str) -> tuple[str, ...]:
    """Return the members of a list request that no rule and no row understands."""
    item = list_member(kind.service, name)
    shape = operation(kind.service, name).output_shape.members[item].member
    known = {*kind.given, *kind.output.members, *getattr(shape, "members", ())}
    return tuple(
        one.member
        for one in filters_of(kind, name)
        if one.field not in known
        and one.member != _PAIRS
        and member_role(kind.noun, one.field) is None
        and (kind.noun, one.member) not in rows.FILTERS
    )


def sorted_page(call: Call, kind: Kind, member: str, records: Sequence[Record]) -> dict[str, Any]:
    """Return a page of records in the order that a request asks for, or in the default one.

    Args:
        call: The call.
        kind: The kind of the records.
        member: The member of the response with the items.
        records: The records in order of creation.
    """
    noun = call.operation
    by = str(call.members.get("SortBy") or rows.SORTED_BY.get(noun, "CreationTime"))
    order = call.members.get("SortOrder") or (
        "Descending" if noun in rows.DESCENDING else "Ascending"
    )
    names = {squeezed(name): name for name in (*kind.output.members, *kind.given)}
    field = names.get(squeezed(by)) or _BY_WORD.get(squeezed(by), by)
    value = _value_of(call, kind, field)
    is_by_age = member_role(kind.noun, field) == "created" and field not in kind.given

    def key(record: Record) -> tuple[Any, ...]:
        # Of those that are equal, the last one created comes first in descending order.
        return (*value(record), record.number)

    return page_after(
        call,
        member,
        records,
        key,
        is_descending=squeezed(str(order)) == "descending",
        is_sorted=is_by_age,
    )


def _value_of(call: Call, kind: Kind, field: str) -> Callable[[Record], tuple[int, Any]]:
    def value_of(record: Record) -> tuple[int, Any]:
        value = value_named(kind, record, field, call.now)
        return place_of(None if value is ABSENT else value)

    return value_of


_BY_WORD: Final[Mapping[str, str]] = {
    "name": "Name",
    "creationtime": "CreationTime",
    "createdate": "CreationTime",
    "lastmodifiedtime": "LastModifiedTime",
    "status": "Status",
}
