"""Spellings of the names of resources and members."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["kebab", "spaced", "squeezed", "words_of"]

_WORD: Final = re.compile(r"AutoML|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: ``training job`` for ``TrainingJob``."""
    return tuple(word.lower() for word in _WORD.findall(name))


def kebab(name: str) -> str:
    """Return a name as ARNs have it: ``training-job``."""
    return "-".join(words_of(name))


def spaced(name: str) -> str:
    """Return a name as messages have it: ``training job``."""
    return " ".join(words_of(name))


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Return only letters and digits in lower case, to compare spellings of one word."""
    return "".join(filter(str.isalnum, text)).lower()
