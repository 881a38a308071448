"""Find the names that a misspelt name was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["all_of", "either", "nearest", "nearest_values", "spelt"]

_NEAREST: Final = 3
_AS_GOOD: Final = 0.05
_LIKENESS_OF_VALUES: Final = 0.6


def nearest(
    name: str, names: Iterable[str], likeness: float = 0.65, *, spread: float = _AS_GOOD
) -> list[str]:
    """Return the names that are most similar to ``name``, at most three, the best one first.

    Case and underscores are ignored.

    Args:
        name: The misspelt name.
        names: The names to choose from.
        likeness: The minimum similarity ratio, from 0 to 1.
        spread: How far the ratio of a name may be below that of the best one.
    """
    import difflib

    by_spelling: dict[str, str] = {}
    for other in names:
        by_spelling.setdefault(_spelling(other), other)
    matcher = difflib.SequenceMatcher(b=_spelling(name))
    ratios: dict[str, float] = {}
    for spelling in difflib.get_close_matches(_spelling(name), by_spelling, _NEAREST, likeness):
        matcher.set_seq1(spelling)
        ratios[spelling] = matcher.ratio()
    best = max(ratios.values(), default=0)
    return [by_spelling[s] for s, ratio in ratios.items() if ratio > best - spread]


def nearest_values(value: str, values: Iterable[str]) -> list[str]:
    """Return the values of an enum that are most similar to ``value``, as :func:`nearest` does.

    The first is the instance type that ``value`` is without ``ml.``, if there is one.
    """
    values = [*values]
    near = nearest(value, values, _LIKENESS_OF_VALUES, spread=1)
    whole = [known for known in values if known.lower() == f"ml.{value.lower()}"]
    return [*dict.fromkeys(whole + near)][:_NEAREST]


def spelt(name: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that differs from ``name`` in case and underscores only."""
    return next((other for other in names if _spelling(other) == _spelling(name)), None)


def _spelling(name: str) -> str:
    return name.lower().replace("_", "")


def either(names: Iterable[str]) -> str:
    """Join names with "or"."""
    return " or ".join(names)


def all_of(names: Iterable[str]) -> str:
    """Join names with commas and "and"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
