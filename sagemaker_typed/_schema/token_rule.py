"""The rule that finds the pagination of an operation without a paginator in botocore.

The generator applies it to the operations that have classes; calls by name apply it at run time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["TokenMembers", "token_members"]

_TOKEN: Final = re.compile(
    r"(next|page|pagination|continuation)_?token|(next)?marker", re.IGNORECASE
)
_LIMIT: Final = re.compile(r"max(imum)?_?(results|items|records)|page_?size|limit", re.IGNORECASE)


class TokenMembers(NamedTuple):
    """The members for the pages of an operation, by their wire names."""

    token: str
    """The request's member for the token of the page to return."""
    next_token: str
    """The response's member with the token of the next page."""
    lists: tuple[str, ...]
    """All lists of the response."""
    limit: str | None
    """The request's member for the page size."""


def token_members(given: Mapping[str, str], returned: Mapping[str, str]) -> TokenMembers | None:
    """Return the members for the pages of an operation; ``None`` if it has no pages.

    An operation is paginated if one token of its request is also in its response, with the same
    name or with ``Next`` before it, and its response has a list.

    Args:
        given: The types of the request's members, such as ``string``, by their wire names; without
            idempotency tokens.
        returned: The types of the response's members.
    """
    tokens = [
        (name, other)
        for name, kind in given.items()
        if _TOKEN.fullmatch(name) and kind == "string"
        for other in (name, f"Next{name}")
        if returned.get(other) == "string"
    ]
    lists = tuple(name for name, kind in returned.items() if kind == "list")
    if len(tokens) != 1 or not lists:
        return None
    limits = [
        name
        for name, kind in given.items()
        if _LIMIT.fullmatch(name) and kind in {"integer", "long"}
    ]
    return TokenMembers(*tokens[0], lists, limits[0] if len(limits) == 1 else None)
