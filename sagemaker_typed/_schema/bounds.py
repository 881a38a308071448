"""Bounds: the constraints on a value, read from ``Annotated``."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from annotated_types import Interval, Len

from sagemaker_typed.constraints import Pattern

__all__ = ["NO_BOUNDS", "Bounds", "bounds_of"]


class Bounds(NamedTuple):
    """The constraints on one value. Ranges include both ends."""

    minimum: float | None = None
    """The minimum of a number."""
    maximum: float | None = None
    """The maximum of a number."""
    min_length: int = 0
    """The minimum length of a str, bytes, list or map."""
    max_length: int | None = None
    """The maximum length of a str, bytes, list or map."""
    pattern: str | None = None
    """The Java regular expression that the whole str must match."""


NO_BOUNDS: Final[Bounds] = Bounds()


def bounds_of(markers: tuple[Any, ...]) -> Bounds:
    """Return the bounds that the markers of an ``Annotated`` define."""
    bounds = NO_BOUNDS
    for marker in markers:
        match marker:
            case Len(min_length, max_length):
                bounds = bounds._replace(min_length=min_length, max_length=max_length)
            case Interval(ge=minimum, le=maximum):
                bounds = bounds._replace(minimum=_number(minimum), maximum=_number(maximum))
            case Pattern(regex, is_checked=True):
                bounds = bounds._replace(pattern=regex)
            case _:  # a user's own marker, which is not a rule of the service
                pass
    return bounds


def _number(bound: Any) -> float | None:
    return bound if isinstance(bound, int | float) else None
