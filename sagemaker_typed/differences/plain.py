"""Values of differences as JSON values, and as strings for people. Neither shows secrets."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime
from math import isfinite
from typing import Any

from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.documents import JsonValue
from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive

from .kept import HIDDEN_VALUE, visible

__all__ = ["plain", "shown"]


def plain(value: Any) -> JsonValue:
    """Return a value as JSON: an object as a dict of its fields, a datetime as ISO 8601."""
    if isinstance(value, Shape):
        return {
            name: HIDDEN_VALUE if hidden else plain(member)
            for name, member, hidden in _parts(value)
        }
    if is_map(value):
        return {str(key): plain(item) for key, item in entries(value)}
    if is_list(value):
        return [plain(item) for _, item in numbered(value)]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return float(value) if isfinite(value) else str(value)
    if isinstance(value, int):
        return value if isinstance(value, bool) else int(value)
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    return None if value is None else _text(value)


def shown(value: Any) -> str:
    """Return a value as a line of a comparison shows it."""
    if isinstance(value, Shape):
        parts = (
            f"{name}={HIDDEN_VALUE if hidden else shown(member)}"
            for name, member, hidden in _parts(value)
        )
        return f"{type(value).__name__}({', '.join(parts)})"
    if is_map(value):
        parts = (f"{str(key)!r}: {shown(item)}" for key, item in entries(value))
        return f"{{{', '.join(parts)}}}"
    if is_list(value):
        return f"[{', '.join(shown(item) for _, item in numbered(value))}]"
    if isinstance(value, str):
        return repr(str.__str__(value))
    if isinstance(value, bytes | bytearray):
        return f"<{len(value):,} bytes>"
    return _text(value)


def _parts(shape: Shape) -> Iterator[tuple[str, Any, bool]]:
    """Yield the name and value of each member that is present, and whether it is hidden."""
    cls = type(shape)
    for name in cls.__wire_names__:
        value = getattr(shape, name, None)
        if value is not None:
            yield name, visible(contents_of(cls)[name], value), is_sensitive(cls, name)
    for wire in shape.unknown_members or ():
        yield wire, None, True


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - a value of a user's type may raise anything
        return f"<{type(value).__name__}>"
