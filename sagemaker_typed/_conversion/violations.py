"""What is wrong with a typed object: the object walked, slowly, with a rule and a path for each.

The quick way is in ``validated``, which asks the ``Rules`` about each value that it does not know
to be right. When it refuses an object, this walk says why.
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


def violations_of(obj: Shape, *, everything: bool) -> tuple[Violation, ...]:
    """All that is wrong with ``obj``.

    Args:
        obj: A request, a response or another structure.
        everything: Whether to look at what botocore leaves to the service too.
    """
    rules = Rules(everything=everything, is_answer=isinstance(obj, Response))
    try:
        return tuple(violations_within(Place(kinds.Structure(type(obj)), obj), rules))
    except RecursionError:
        return (Violation("", "depth", "nested too deeply, or within itself"),)


def violations_within(place: Place, rules: Rules) -> Iterator[Violation]:
    """What is wrong with the value at a place, and with those within it."""
    yield from rules.broken(place)
    for inner in inside(place):
        yield from rules.broken_by_key(place, inner)
        if inner.value is DELETED:
            yield violation(inner, "required", "the field was deleted; None means absent")
        elif inner.value is not None:
            yield from violations_within(inner, rules)
        elif inner.required_by is not None:
            text = f"required by {inner.required_by.__name__}, but absent"
            yield violation(inner, "required", text)
        else:
            what = "item" if isinstance(place.content, kinds.List) else "entry"
            for found in rules.broken(inner):
                yield attrs.evolve(found, message=f"{found.message}: leave the {what} out")
