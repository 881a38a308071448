"""The violations of an object, each with its rule and path, found by walking the object.

This is the slow path. ``validated`` has the fast one; this walk finds out why it refused an object.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.walk import DELETED, Place, inside
from sagemaker_typed.operation import Response, Shape

from .rules import Rules
from .violation import Violation, violation

__all__ = ["violations_of", "violations_within"]


def violations_of(
    obj: Shape, *, everything: bool, placeholders: bool = False
) -> tuple[Violation, ...]:
    """Return all violations of ``obj``.

    Args:
        obj: A request, a response or another structure.
        everything: Whether to check also the rules that only the service checks.
        placeholders: Whether a placeholder may take the place of any value.
    """
    rules = Rules(
        everything=everything, is_response=isinstance(obj, Response), placeholders=placeholders
    )
    try:
        return tuple(violations_within(Place(kinds.Structure(type(obj)), obj), rules))
    except RecursionError:
        return (Violation("", "depth", "nested too deeply, or contains itself"),)


def violations_within(place: Place, rules: Rules) -> Iterator[Violation]:
    """Yield the violations of a place and of the places inside it."""
    yield from rules.check(place)
    for inner in inside(place):
        yield from rules.check_key(place, inner)
        if inner.value is DELETED:
            yield violation(inner, "required", "the field was deleted; set it to None instead")
        elif inner.value is not None:
            yield from violations_within(inner, rules)
        elif inner.required_by is not None:
            text = f"required by {inner.required_by.__name__}, but missing"
            yield violation(inner, "required", text)
        else:
            what = "item" if isinstance(place.content, kinds.List) else "entry"
            for found in rules.check(inner):
                yield attrs.evolve(found, message=f"{found.message}; remove the {what}")
