"""Bounds: the constraints that ``Annotated`` puts on a value."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from annotated_types import Interval, Len

from sagemaker_typed.constraints import Pattern

__all__ = ["NO_BOUNDS", "Bounds", "bounds_of"]


class Bounds(NamedTuple):
    """The constraints of one value; both ends of a range are allowed."""

    least: float | None = None
    """The minimum of a number."""
    most: float | None = None
    """The maximum of a number."""
    shortest: int = 0
    """The minimum length of a str, bytes, list or map."""
    longest: int | None = None
    """The maximum length of a str, bytes, list or map."""
    pattern: str | None = None
    """What the whole str must match, in the dialect of Java."""


NO_BOUNDS: Final[Bounds] = Bounds()


def bounds_of(markers: tuple[Any, ...]) -> Bounds:
    """The bounds that the markers of an ``Annotated`` set."""
    bounds = NO_BOUNDS
    for marker in markers:
        match marker:
            case Len(shortest, longest):
                bounds = bounds._replace(shortest=shortest, longest=longest)
            case Interval(ge=least, le=most):
                bounds = bounds._replace(least=_number(least), most=_number(most))
            case Pattern(regex):
                bounds = bounds._replace(pattern=regex)
            case _:  # one of the user's own: the service has no such rule
                pass
    return bounds


def _number(bound: Any) -> float | None:
    return bound if isinstance(bound, int | float) else None
