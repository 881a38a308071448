"""Equality of single values: by meaning, not by type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._timestamps import to_utc

__all__ = ["is_equal"]


def is_equal(content: Content, old: Any, new: Any) -> bool:
    """Return whether two values of one content mean the same.

    ``1`` equals ``1.0``, a datetime equals the same instant in another time zone and every other
    form of it, an enum member equals its str, and NaN equals itself.
    """
    if isinstance(content, kinds.Timestamp):
        old, new = _converted(to_utc, old), _converted(to_utc, new)
    elif isinstance(content, kinds.Blob):
        old, new = _converted(_as_bytes, old), _converted(_as_bytes, new)
    return _is_equal(old, new)


def _is_equal(old: Any, new: Any) -> bool:
    if old is new:
        return True
    if isinstance(old, bool) is not isinstance(new, bool):
        return False
    if isinstance(old, str) and isinstance(new, str):
        return str.__eq__(old, new)
    try:
        # The second test is true for NaN only.
        return bool(old == new) or bool(old != old and new != new)
    except Exception:  # noqa: BLE001 - a value of a user's type may raise anything
        return False


def _converted(convert: Callable[[Any], Any], value: Any) -> Any:
    try:
        return convert(value)
    except Exception:  # noqa: BLE001 - a value that does not fit is compared as it is
        return value


def _as_bytes(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    return bytes(value) if isinstance(value, bytearray) else value
