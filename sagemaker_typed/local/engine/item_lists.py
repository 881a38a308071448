"""Lists of items that are not resources, such as nodes: filter, sort and page them by a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from . import rows
from .context import Call
from .listing import ENDINGS, NOT_FILTERS, field_of
from .ordering import place_of
from .paging import page
from .words import squeezed

__all__ = ["list_items"]

_NO_FIELDS: Final[Mapping[str, str]] = {}


def list_items(
    call: Call,
    member: str,
    items: Sequence[dict[str, Any]],
    members: Mapping[str, Any] | None = None,
    *,
    fields: Mapping[str, str] = _NO_FIELDS,
    sort_by: str = "CreationTime",
) -> dict[str, Any]:
    """Return a page of the items that a list request asks for.

    Args:
        call: The call.
        member: The member of the response with the items.
        items: All items, in order of creation.
        members: The members of the request that select; default: all.
        fields: The member of the items that a filter or an order is about, where its name does not
            say it.
        sort_by: The default order.
    """
    given = call.members if members is None else members
    found = [one for one in items if all(_fits(one, *pair, fields) for pair in given.items())]
    by = str(call.members.get("SortBy") or sort_by)
    by = fields.get(by, by)
    names = {squeezed(name): name for one in found for name in one}
    field = names.get(squeezed(by), by)
    order = call.members.get("SortOrder") or (
        "Descending" if call.operation in rows.DESCENDING else "Ascending"
    )
    places = sorted(range(len(found)), key=lambda place: (place_of(found[place].get(field)), place))
    if squeezed(str(order)) == "descending":
        places.reverse()
    return page(call, member, [found[place] for place in places])


def _fits(item: Mapping[str, Any], member: str, wanted: Any, fields: Mapping[str, str]) -> bool:
    if wanted is None or member in NOT_FILTERS:
        return True
    for ending, test in ENDINGS:
        stem = member.removesuffix(ending)
        if stem not in {member, ""}:
            value = item.get(fields.get(member) or field_of(stem, ending))
            return value is not None and test(value, wanted)
    return bool(item.get(fields.get(member, member)) == wanted)
