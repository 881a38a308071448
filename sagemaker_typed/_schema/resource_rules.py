"""Which operations and members belong to a resource, by their names: rules for two descriptions.

``planning.resources`` describes resources by the classes of this package, because it makes requests
and reads responses of them, also of subclasses. ``local.engine.kinds`` describes them by botocore's
shapes, because the engine answers each operation that the installed botocore has, without building
a class. Their contents differ with their uses. A plan needs what a create request alone tells: the
members that it shares with the describe request, and the listing that finds the rest. The engine
makes the ids and ARNs itself, so its identity is all that a describe request requires. It also has
jobs that are started, and resources that are imported or registered, which a plan cannot create
again. The rules that both follow are here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar

__all__ = ["READING", "described_part", "first_operation"]

T = TypeVar("T")
READING: Final = ("Describe", "Get")
"""The verbs of operations that describe a resource, the most usual first."""


def first_operation(verbs: Collection[str], noun: str, find: Callable[[str], T | None]) -> T | None:
    """Return the first operation of a noun with one of the verbs; ``None`` if there is none.

    Args:
        verbs: The verbs, the best first.
        noun: The noun, such as ``TrainingJob``.
        find: Returns an operation by its name, in any form; ``None`` if there is none.
    """
    return next((found for verb in verbs if (found := find(verb + noun)) is not None), None)


def described_part(
    required: Collection[str],
    own: Collection[str],
    response: Collection[str],
    parts: Mapping[str, Collection[str]],
) -> str | None:
    """Return the structure in a response that describes a resource; ``None`` for the response.

    It is the one with most members of the create request, unless the response has a required one.

    Args:
        required: The required members of the create request.
        own: All members of the create request.
        response: The members of the response.
        parts: The members of each structure in the response.
    """
    if {*required} & {*response}:
        return None
    members = {*own}
    best = max(parts, key=lambda name: len(members & {*parts[name]}), default=None)
    if best is None or len(members & {*parts[best]}) <= len(members & {*response}):
        return None
    return best
