"""The hyperparameters that a tuning job chooses, spread over the ranges of its request."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

__all__ = ["chosen", "fraction", "grid_size"]

_CATEGORIES: Final = "CategoricalParameterRanges"


def fraction(number: int, place: int) -> float:
    """Return a number from 0 to 1 that is well spread over jobs; the same for the same job."""
    return round((number * 0.6180339887498949 + place * 0.3247179572447461 + 0.5) % 1.0, 6)


def _ranges(config: Mapping[str, Any], definition: Mapping[str, Any], kind: str) -> list[Any]:
    ranges: Mapping[str, Any] = (
        definition.get("HyperParameterRanges") or config.get("ParameterRanges") or {}
    )
    return [*ranges.get(kind, [])]


def grid_size(config: Mapping[str, Any], definition: Mapping[str, Any]) -> int | None:
    """Return the number of combinations of a grid; ``None`` if the strategy is another."""
    if config.get("Strategy") != "Grid":
        return None
    return math.prod(len(one["Values"]) for one in _ranges(config, definition, _CATEGORIES))


def chosen(
    config: Mapping[str, Any], definition: Mapping[str, Any], number: int
) -> Iterator[tuple[str, str]]:
    """Yield the hyperparameters that a tuning job chooses for a job."""
    categories = _ranges(config, definition, _CATEGORIES)
    if config.get("Strategy") == "Grid":
        grid = itertools.product(*(one["Values"] for one in categories))
        values = next(itertools.islice(grid, number, None), ())
        yield from zip((one["Name"] for one in categories), values, strict=False)
        return
    place = 0
    for one in categories:
        place += 1
        options = one["Values"]
        yield one["Name"], options[int(fraction(number, place) * len(options)) % len(options)]
    for kind in ("Integer", "Continuous"):
        for one in _ranges(config, definition, f"{kind}ParameterRanges"):
            place += 1
            value = _between(one, fraction(number, place))
            yield one["Name"], str(round(value) if kind == "Integer" else round(value, 6))
    for one in _ranges(config, definition, "AutoParameters"):
        yield one["Name"], one["ValueHint"]


def _between(one: Mapping[str, Any], share: float) -> float:
    try:
        low, high = float(one["MinValue"]), float(one["MaxValue"])
    except ValueError:
        return 0.0
    if one.get("ScalingType") == "Logarithmic" and 0 < low <= high:
        return float(low * (high / low) ** share)
    return low + share * (high - low)
