"""JSON values: what a service takes and returns without saying what is in it."""

from __future__ import annotations

from typing_extensions import TypeAliasType

__all__ = ["Document", "JsonValue"]

# Not plain unions: what a union mentions by name, nobody could look up from another module.
JsonValue = TypeAliasType(
    "JsonValue", "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
)
"""Whatever JSON can hold, ``null`` included."""

Document = TypeAliasType(
    "Document", "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool"
)
"""What a field holds that may be any JSON value: ``None`` is a field that is absent."""
