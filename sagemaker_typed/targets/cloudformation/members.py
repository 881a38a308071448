"""The property of a resource type for a member of a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from .rows import RENAMED, RESPELT, TOKENS
from .schema import is_structure, properties_of

__all__ = ["Target", "is_list_of_pairs", "is_token", "target_of"]

_PAIR: Final = ["Key", "Value"]


class Target(NamedTuple):
    """The place of a member in the properties of a structure."""

    steps: tuple[str, ...]
    """The names of the properties, outermost first; more than one where CloudFormation nests it."""
    type: str
    """The type of the innermost property."""
    spellings: Mapping[str, str]
    """CloudFormation's spelling of values, where it is another."""


def target_of(structure: str, wire: str) -> Target | None:
    """Return where a member belongs; ``None`` if CloudFormation has no property for it.

    Args:
        structure: The resource type, or the structure in it, that has the member.
        wire: The wire name of the member.
    """
    steps = RENAMED.get(structure, {}).get(wire, (wire,))
    kind = structure
    for step in steps:
        found = properties_of(kind).get(step)
        if found is None:
            return None
        kind = found.type
    return Target(steps, kind, RESPELT.get(structure, {}).get(wire, {}))


def is_token(structure: str, wire: str) -> bool:
    """Return whether a member is the idempotency token of a call, not a part of the resource."""
    return wire in TOKENS.get(structure, ())


def is_list_of_pairs(item: str) -> bool:
    """Return whether the items of a list are the entries of a map."""
    return is_structure(item) and [*properties_of(item)] == _PAIR
