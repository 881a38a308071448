"""JSON values: what a service takes and returns without saying what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Document", "JsonValue"]

if TYPE_CHECKING:
    JsonValue: TypeAlias = (
        "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
    )
    """Whatever JSON can hold, ``null`` included."""

    Document: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool"
    """What a field holds that may be any JSON value: ``None`` is a field that is absent."""
else:
    from typing_extensions import TypeAliasType

    # No unions here: a name within one could not be looked up from another module.
    JsonValue = TypeAliasType(
        "JsonValue", "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
    )
    Document = TypeAliasType(
        "Document", "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool"
    )
