"""Strategies for texts within bounds that match a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, islice
from typing import Final, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sagemaker_typed._examples.expressions import (
    EXOTIC,
    alphabet,
    examples,
    without_positions,
)
from sagemaker_typed._examples.texts import Wanted, fits, readable_texts
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.patterns import translated

__all__ = ["ENCODABLE", "edges", "mixed", "texts", "texts_for", "warm_up"]

T = TypeVar("T")

_USUAL: Final = 16
"""The maximum number of characters above the minimum, except for strings of the maximum length."""
_LONGEST: Final = 1024
"""The maximum length of strings that the service allows to be longer."""
ENCODABLE: Final[st.SearchStrategy[str]] = st.characters(exclude_categories=["Cs"])
"""The characters of UTF-8. By category, since Hypothesis tries out those of a codec one by one."""


@cache
def warm_up() -> None:
    """Let Hypothesis build its tables of characters, and import what it uses for patterns.

    Otherwise the first example does it, and is slow for Hypothesis' health check.
    """
    st.from_regex(re.compile(r"[^\s]\w", re.ASCII), alphabet=ENCODABLE).validate()


@lru_cache(maxsize=4096)
def texts_for(wanted: Wanted, bounds: Bounds, simplest: str) -> SearchStrategy[str]:
    """Return a strategy for the strings of a field.

    Most are one of a few: strings that people would write, and the shortest and longest ones. They
    need one draw, which is faster than matching a pattern.

    Args:
        wanted: The field.
        bounds: The minimum and maximum length, and the pattern.
        simplest: The text to which others are reduced.
    """
    few = {simplest: None}
    for text in chain(_readable(wanted, bounds), edges(bounds)):
        if fits(text, bounds):
            few[text] = None
    return mixed([*few], texts(bounds))


def mixed(few: Sequence[T], others: SearchStrategy[T]) -> SearchStrategy[T]:
    """Return a strategy for one of a few values, or in a quarter of the cases for another."""
    numbers = st.integers(0, len(few) + max(len(few) // 3, 1) - 1)

    @st.composite
    def drawn(draw: st.DrawFn) -> T:
        number = draw(numbers)
        return few[number] if number < len(few) else draw(others)

    return drawn()


def _readable(wanted: Wanted, bounds: Bounds) -> Iterator[str]:
    return islice(readable_texts(wanted, bounds), 12)


@lru_cache(maxsize=1024)
def edges(bounds: Bounds) -> tuple[str, ...]:
    """Return short and long texts, and some with characters of other scripts, if they fit."""
    longest = bounds.max_length if bounds.max_length is not None else _LONGEST
    if bounds.pattern is None:
        made = ["x" * bounds.min_length, *(c * min(longest, _LONGEST) for c in "x\u00e9\U0001f600")]
        return (*made, EXOTIC, "", " ", '"\\', "null", "a\nb")
    found = alphabet(bounds.pattern)
    if found is not None:
        characters, least, most = found
        least, most = max(least, bounds.min_length), min(most, longest, _LONGEST)
        ends = {characters[:1], characters[-1:]}
        return tuple(character * length for length in (least, most) for character in sorted(ends))
    return tuple(islice(examples(bounds.pattern, bounds.min_length), 24))


@lru_cache(maxsize=1024)
def texts(bounds: Bounds) -> SearchStrategy[str]:
    """Return a strategy for the strings that the service accepts.

    Args:
        bounds: The minimum and maximum length, and the pattern.
    """
    if bounds.pattern is None:
        return _of_characters(ENCODABLE, bounds.min_length, bounds.max_length)
    found = alphabet(bounds.pattern)
    if found is None:
        return _matching(bounds.pattern, bounds)
    characters, least, most = found
    least = max(least, bounds.min_length)
    if bounds.max_length is not None:
        most = min(most, bounds.max_length)
    made = _of_characters(st.sampled_from(characters), least, most)
    return made.filter(partial(_fits, bounds))


def _of_characters(
    characters: SearchStrategy[str], least: int, most: int | None
) -> SearchStrategy[str]:
    longest = max(min(most if most is not None else _LONGEST, _LONGEST), least)
    usual = st.text(characters, min_size=least, max_size=min(longest, least + _USUAL))
    if longest <= least + _USUAL:
        return usual
    # One of the maximum length, which is not drawn by characters.
    return usual | st.builds(_repeated, characters, st.just(longest))


def _repeated(character: str, length: int) -> str:
    return character * length


def _matching(pattern: str, bounds: Bounds) -> SearchStrategy[str]:
    # Hypothesis does not know ``\p{L}``: the translation lists some characters of each category.
    expression = re.compile(translated(without_positions(pattern), EXOTIC), re.ASCII)
    found = st.from_regex(expression, fullmatch=True, alphabet=ENCODABLE)
    return found.filter(partial(_fits, bounds))


def _fits(bounds: Bounds, text: str) -> bool:
    return fits(text, bounds)
