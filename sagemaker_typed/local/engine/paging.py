"""Pages of lists, with tokens."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, Final

from .context import Call
from .errors import invalid

__all__ = ["page"]

_PAGED: Final = {"MaxResults", "NextToken"}


def page(call: Call, member: str, items: Sequence[Any]) -> dict[str, Any]:
    """Return a page of a list, as ``MaxResults`` and ``NextToken`` ask for.

    Raises:
        EngineError: the token is not one of this engine, or of another request.
    """
    token = call.members.get("NextToken")
    offset = _offset(call, token) if token is not None else 0
    size = call.members.get("MaxResults")
    most = call.model.input_shape.members.get("MaxResults")
    if size is None:
        # reference: "This value defaults to 10"; tags have pages of at least 50.
        least = int(most.metadata.get("min", 1)) if most is not None else len(items)
        size = max(10, least)
    answer: dict[str, Any] = {member: [*items[offset : offset + size]]}
    if offset + size < len(items):
        answer["NextToken"] = _token(call, offset + size)
    return answer


def _filters(call: Call) -> str:
    given = {name: str(value) for name, value in call.members.items() if name not in _PAGED}
    return f"{binascii.crc32(json.dumps(given, sort_keys=True).encode()):08x}"


def _token(call: Call, offset: int) -> str:
    content = json.dumps([call.operation, _filters(call), offset])
    return base64.urlsafe_b64encode(content.encode()).decode()


def _offset(call: Call, token: str) -> int:
    try:
        operation, filters, offset = json.loads(base64.urlsafe_b64decode(token.encode()))
    except (ValueError, TypeError, RecursionError):
        operation, filters, offset = None, None, -1
    is_own = operation == call.operation and filters == _filters(call)
    if not is_own or not isinstance(offset, int) or offset < 0:
        raise invalid('Invalid pagination token because "{0}".')
    return offset
