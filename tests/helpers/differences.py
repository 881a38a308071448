"""Compare two values more strictly than ``==``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sagemaker_typed import ByteStream, EventStream, Shape


def class_of(value: object) -> type:
    """Return the class of a value, without narrowing its type for checkers."""
    return type(value)


def differences(value: Any, other: Any, path: str = "") -> list[str]:
    """Yield the differences between two values, including those that ``==`` ignores.

    ``==`` does not distinguish an enum member from its value, ``True`` from 1 and 1.0, and -0.0
    from 0.0. It ignores the zone of a datetime and the metadata of a response.
    """
    parts, other_parts = parts_of(value), parts_of(other)
    if type(value) is not type(other) or list(parts) != list(other_parts):
        return [f"{path}: {value!r} is not {other!r}"]
    if isinstance(value, datetime):
        same = value.astimezone(UTC) == other.astimezone(UTC)
    else:
        same = bool(parts) or repr(value) == repr(other)
    if not same:
        return [f"{path}: {value!r} is not {other!r}"]
    return [
        difference
        for name, part in parts.items()
        for difference in differences(part, other_parts[name], path + name)
    ]


def parts_of(value: Any) -> dict[str, Any]:
    """Return the direct parts of a structure, a list or a map."""
    kind = class_of(value)
    if issubclass(kind, Shape):
        names = (*kind.__wire_names__, "unknown_members")
        return {f".{name}": getattr(value, name) for name in names}
    if kind is list:
        return {f"[{number}]": item for number, item in enumerate(value)}
    if kind is dict:
        return {f"[{key!r}]": item for key, item in value.items()}
    return {".raw": value.raw} if issubclass(kind, ByteStream | EventStream) else {}
