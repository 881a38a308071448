"""Bounds: the constraints on a value, read from ``Annotated``."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from sagemaker_typed._markers import length_in, range_in
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
        if lengths := length_in(marker):
            bounds = bounds._replace(min_length=lengths.minimum, max_length=lengths.maximum)
        elif ends := range_in(marker):
            minimum, maximum = map(_number, ends)
            bounds = bounds._replace(minimum=minimum, maximum=maximum)
        elif isinstance(marker, Pattern) and marker.is_checked:
            bounds = bounds._replace(pattern=marker.regex)
        # Other markers are a user's own, and not rules of the service.
    return bounds


def _number(bound: Any) -> float | None:
    return bound if isinstance(bound, int | float) else None
