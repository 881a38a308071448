"""Differences as text."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from .kept import HIDDEN_VALUE
from .plain import shown

if TYPE_CHECKING:
    from .results import Difference, DifferenceKind

__all__ = ["colored", "is_colored", "line"]

_SIGNS: Final[Mapping[DifferenceKind, str]] = {"added": "+", "removed": "-", "changed": "~"}
_COLORS: Final[Mapping[DifferenceKind, int]] = {"added": 32, "removed": 31, "changed": 33}
_MOST: Final = 80
_BEFORE: Final = 16


def line(difference: Difference) -> str:
    """Return a difference as a line of text. Long values are shortened."""
    old, new = (
        HIDDEN_VALUE if difference.is_sensitive else shown(value)
        for value in (difference.old, difference.new)
    )
    match difference.kind:
        case "added":
            values = _cut(new, 0)
        case "removed":
            values = _cut(old, 0)
        case "changed":
            start = _start(old, new)
            values = f"{_cut(old, start)} -> {_cut(new, start)}"
    return f"{_SIGNS[difference.kind]} {difference.path}: {values}"


def colored(difference: Difference) -> str:
    """Return the line with the escape sequences of a terminal for its color."""
    return f"\x1b[{_COLORS[difference.kind]}m{line(difference)}\x1b[0m"


def is_colored() -> bool:
    """Return whether the standard output shows colors, and its user wants them."""
    is_wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return is_wanted and sys.stdout.isatty()


def _start(old: str, new: str) -> int:
    """Return where to start two texts, so that they show the first difference."""
    if max(len(old), len(new)) <= _MOST:
        return 0
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    return max(same - _BEFORE, 0)


def _cut(text: str, start: int) -> str:
    end = start + _MOST
    return f"{'...' if start else ''}{text[start:end]}{'...' if len(text) > end else ''}"
