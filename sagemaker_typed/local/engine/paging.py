"""Pages of lists, with tokens."""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from .context import Call
from .errors import EngineError, invalid

__all__ = ["page", "page_after"]

T = TypeVar("T")

_PAGED: Final = {"MaxResults", "NextToken"}


def page(call: Call, member: str, items: Sequence[Any]) -> dict[str, Any]:
    """Return a page of a list, as ``MaxResults`` and ``NextToken`` ask for.

    Raises:
        EngineError: the token is not one of this engine, or of another request.
    """
    offset = position(call)
    if offset is None:
        offset = 0
    if not isinstance(offset, int) or offset < 0:
        raise _wrong_token()
    size = page_size(call, len(items))
    answer: dict[str, Any] = {member: [*items[offset : offset + size]]}
    if offset + size < len(items):
        answer["NextToken"] = token(call, offset + size)
    return answer


def page_after(
    call: Call,
    member: str,
    items: Sequence[T],
    key: Callable[[T], tuple[Any, ...]],
    *,
    is_descending: bool,
    is_sorted: bool,
) -> dict[str, Any]:
    """Return a page of a list, whose token has the place of the last item in the order.

    Items that are created or deleted between two pages neither repeat others nor hide them.

    Args:
        call: The call.
        member: The member of the response with the items.
        items: All items.
        key: Returns the place of an item in the order, which no other item has: values of JSON.
        is_descending: Whether the last one in the order comes first.
        is_sorted: Whether the items are in ascending order, so that they need not be sorted.

    Raises:
        EngineError: the token is not one of this engine, or of another request.
    """
    ordered = items if is_sorted else sorted(items, key=key)
    low, high = 0, len(ordered)
    last: Any = position(call)
    if last is not None:
        try:
            place = tuple(last)
            if is_descending:
                high = bisect_left(ordered, place, key=key)
            else:
                low = bisect_right(ordered, place, key=key)
        except TypeError:
            raise _wrong_token() from None
    size = page_size(call, len(ordered))
    if is_descending:
        found = [*reversed(ordered[max(low, high - size) : high])]
    else:
        found = [*ordered[low : low + size]]
    answer: dict[str, Any] = {member: found}
    if high - low > size:
        answer["NextToken"] = token(call, key(found[-1]))
    return answer


def page_size(call: Call, count: int) -> int:
    """Return the number of items on a page of a list with this number of items.

    Raises:
        EngineError: the request asks for less than one.
    """
    size = call.members.get("MaxResults")
    if size is not None:
        if size < 1:  # a few models have no minimum
            raise invalid(
                f"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy "
                "constraint: Member must have value greater than or equal to 1"
            )
        return int(size)
    # reference: "This value defaults to 10"; tags have pages of at least 50.
    most = call.model.input_shape.members.get("MaxResults")
    return max(10, int(most.metadata.get("min", 1)) if most is not None else count)


def _filters(call: Call) -> str:
    given = {name: str(value) for name, value in call.members.items() if name not in _PAGED}
    return f"{binascii.crc32(json.dumps(given, sort_keys=True).encode()):08x}"


def token(call: Call, place: object) -> str:
    """Return the token of the next page."""
    content = json.dumps([call.operation, _filters(call), place])
    return base64.urlsafe_b64encode(content.encode()).decode()


def position(call: Call) -> Any:
    """Return where the page begins that a request asks for; ``None`` for the first one.

    Raises:
        EngineError: the token is not one of this engine, or of another request.
    """
    text = call.members.get("NextToken")
    if text is None:
        return None
    try:
        operation, filters, place = json.loads(base64.urlsafe_b64decode(text.encode()))
    except (ValueError, TypeError, RecursionError):
        raise _wrong_token() from None
    if operation != call.operation or filters != _filters(call):
        raise _wrong_token()
    return place


def _wrong_token() -> EngineError:
    return invalid('Invalid pagination token because "{0}".')
