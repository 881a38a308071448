"""The order of values of any type, in lists and searches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

__all__ = ["place_of"]


def place_of(value: Any) -> tuple[int, Any]:
    """Return the place of a value in an order, as values of JSON, which tokens of pages have.

    Absent values come first, then times and numbers, then all others by their text, whose case is
    ignored.
    """
    if value is None:
        return (0, "")
    if isinstance(value, datetime):
        return (1, value.timestamp())
    return (1, value) if isinstance(value, int | float) else (2, str(value).lower())
