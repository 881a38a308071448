"""The names that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["either", "nearest", "spelt"]

_NEAREST: Final = 3
_AS_GOOD: Final = 0.05


def nearest(
    name: str, names: Iterable[str], likeness: float = 0.65, *, spread: float = _AS_GOOD
) -> list[str]:
    """The names that are most like ``name``, at most three; the most like comes first.

    Case and underscores say little about likeness.

    Args:
        name: What somebody wrote.
        names: What there is.
        likeness: How much a name must be like it at least, from 0 to 1.
        spread: How much less like it than the first the others may be.
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


def spelt(name: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that is ``name`` in another spelling: ``ModelName``, ``model_name``."""
    return next((other for other in names if _spelling(other) == _spelling(name)), None)


def _spelling(name: str) -> str:
    return name.lower().replace("_", "")


def either(names: Iterable[str]) -> str:
    """Several names in a sentence."""
    return " or ".join(names)
