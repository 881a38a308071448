"""The properties that a template can set, from the table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from .table import ROWS, SOURCE

__all__ = ["FREE", "SCHEMAS", "Property", "is_structure", "item_of", "properties_of", "value_of"]

FREE: Final = "object"
"""The type of a value whose parts CloudFormation's schema does not describe."""
SCHEMAS: Final = f"CloudFormation's schemas in {SOURCE.partition(',')[0]}"
"""The source of the table, for messages."""


class Property(NamedTuple):
    """A property of a resource type, or of a structure in it."""

    type: str
    """``string``, ``integer``, ``number``, ``boolean``, ``object``, ``[type]``, ``{type}`` or the
    name of a structure, such as ``EndpointConfig.Tag``."""
    is_required: bool


@cache
def properties_of(structure: str) -> Mapping[str, Property]:
    """Return the properties of a resource type, such as ``Model``, or of a structure, by name."""
    return {
        name.removesuffix("!"): Property(_whole(kind, structure), name.endswith("!"))
        for name, _, kind in (part.partition(":") for part in ROWS[structure].split())
    }


def is_structure(kind: str) -> bool:
    """Return whether a type is a structure."""
    return kind in ROWS


def item_of(kind: str) -> str | None:
    """Return the type of the items of a list; ``None`` for another type."""
    return kind[1:-1] if kind.startswith("[") else None


def value_of(kind: str) -> str | None:
    """Return the type of the values of a map; ``None`` for another type."""
    return kind[1:-1] if kind.startswith("{") else None


def _whole(kind: str, structure: str) -> str:
    """Return a type with the whole names of structures, which the table shortens."""
    return kind.replace(".", f"{structure.partition('.')[0]}.", 1)
