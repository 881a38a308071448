"""JSON values that a service takes and returns without describing their structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Document", "JsonValue"]

if TYPE_CHECKING:
    JsonValue: TypeAlias = (
        "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
    )
    """Any JSON value, including ``null``."""

    Document: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool"
    """Any JSON value except ``null``: a field that is ``None`` is absent."""
else:
    from typing_extensions import TypeAliasType

    # As strings, because the names in a union could not be looked up from another module.
    JsonValue = TypeAliasType(
        "JsonValue", "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
    )
    Document = TypeAliasType(
        "Document", "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool"
    )
