"""Strings that match a regular expression, made from its syntax tree.

The result is the same for each call, short, and of plain characters. Parts that no tree describes,
such as lookaheads, are met by trying: each string is checked by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits, punctuation
from typing import Any, Final

from sagemaker_typed._schema.patterns import TOKEN, translated

__all__ = ["EXOTIC", "alphabet", "examples", "without_positions"]

EXOTIC: Final = "é日٣\u0301€«\u00a0😀"
"""Characters of the Unicode categories that patterns name, for strings that are not ASCII."""

_CHARACTERS: Final[tuple[str, ...]] = (
    *ascii_lowercase,
    *digits,
    *ascii_uppercase,
    *punctuation,
    " ",
    *EXOTIC,
)
_DIGITS: Final[tuple[str, ...]] = (*"1234567890", *_CHARACTERS)
_MOST: Final = 12
"""The number of alternatives that are tried."""
_MANY: Final = 1000
"""The number of strings with random repetitions that are tried."""


def examples(pattern: str, min_length: int = 0) -> Iterator[str]:
    """Yield strings that probably match all of a pattern of the service model.

    Args:
        pattern: The Java expression.
        min_length: The length from which on strings are wanted.
    """
    tree = _tree(pattern)
    for choice in range(_MOST):
        shortest = _Writer(choice, -1, 0)
        text = shortest.write(tree)
        yield text
        missing = max(min_length - len(text), 0)
        for extra in dict.fromkeys((missing, 1, 2, 3)):
            for place in (-1, *range(min(shortest.repeats, 8))):
                yield _Writer(choice, place, extra).write(tree)
    for seed in range(_MANY):
        yield _Dice(seed).write(tree)


def alphabet(pattern: str) -> tuple[str, int, int] | None:
    """Return the characters of a pattern that is one repeated set, and how often it is repeated.

    Lookaheads are left out. ``None`` for other patterns.
    """
    parts = _without_positions(_tree(pattern))
    while len(parts) == 1 and str(parts[0][0]) == "SUBPATTERN":
        parts = _without_positions(parts[0][1][3])
    if len(parts) != 1 or str(parts[0][0]) not in _REPEATS:
        return None
    least, most, inner = parts[0][1]
    if len(inner) != 1 or str(inner[0][0]) not in {"IN", "ANY"}:
        return None
    kind, members = inner[0]
    found = [c for c in _CHARACTERS if str(kind) == "ANY" or _is_in(members, c)]
    return "".join(found), least, min(int(most), _LONGEST)


def without_positions(pattern: str) -> str:
    """Return a pattern without ``^``, ``$`` and lookaheads, which it then allows to be wrong.

    Its strings are made more easily, and are checked against the pattern itself.
    """
    kept: list[str] = []
    in_set = False
    for token in TOKEN.finditer(_LOOKAHEAD.sub("", pattern)):
        text = token.group()
        if in_set or text not in {"^", "$"}:
            kept.append(text)
        in_set = text == "[" or (in_set and text != "]")
    return "".join(kept)


def _tree(pattern: str) -> Any:
    # CPython's parser of ``re``. Its name has been the same since Python 3.11.
    from importlib import import_module

    parser: Any = import_module("re._parser")
    return parser.parse(translated(pattern, EXOTIC), re.ASCII)


def _without_positions(tree: Any) -> list[Any]:
    return [part for part in tree if str(part[0]) not in {"AT", "ASSERT", "ASSERT_NOT"}]


_LOOKAHEAD: Final = re.compile(r"\(\?[=!][^()]*\)")
_REPEATS: Final = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_LONGEST: Final = 2**31


class _Writer:
    """Writes one string for a syntax tree.

    Args:
        choice: The alternative to take, counted from the first; modulo their number.
        place: The number of the repetition that is longer than needed; all of them if negative.
        extra: How many more times it is repeated.
    """

    def __init__(self, choice: int, place: int, extra: int) -> None:
        self.choice = choice
        self.place = place
        self.extra = extra
        self.repeats = 0
        self.groups: dict[int, str] = {}

    def write(self, tree: Any) -> str:
        return "".join(self._part(str(kind), value, 0) for kind, value in tree)

    def _part(self, kind: str, value: Any, number: int) -> str:
        match kind:
            case "LITERAL":
                return chr(value)
            case "ANY":
                return _CHARACTERS[number % len(ascii_lowercase)]
            case "NOT_LITERAL":
                return next(c for c in _CHARACTERS[number:] if ord(c) != value)
            case "IN":
                return _one_of(value, number)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeated(*value)
            case "SUBPATTERN":
                group, _, _, inner = value
                text = self.write(inner)
                if group is not None:
                    self.groups[group] = text
                return text
            case "BRANCH":
                _, options = value
                return self.write(options[self.option(len(options))])
            case "ATOMIC_GROUP":
                return self.write(value)
            case "GROUPREF":
                return self.groups.get(value, "")
            case _:  # a position, or a condition on what is before or after it
                return ""

    def option(self, count: int) -> int:
        """Return the index of the alternative to take, of so many."""
        return self.choice % count

    def more(self) -> int:
        """Return how many more times than needed a part is repeated."""
        return self.extra if self.place in (-1, self.repeats) else 0

    def _repeated(self, least: int, most: Any, inner: Any) -> str:
        count = min(least + self.more(), int(most))
        self.repeats += 1
        parts = [*inner]
        if len(parts) == 1:
            kind, value = parts[0]
            return "".join(self._part(str(kind), value, number) for number in range(count))
        return "".join(self.write(inner) for _ in range(count))


class _Dice(_Writer):
    """Takes random alternatives and repetitions, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        super().__init__(0, -1, 0)
        self.random = Random(seed)

    def option(self, count: int) -> int:
        return int(self.random.random() * count)

    def more(self) -> int:
        return int(self.random.random() * 3)


def _one_of(members: Any, number: int) -> str:
    """Return a character of a set; each number gives another one, until they start again."""
    allowed = _allowed(tuple(members))
    if not allowed:
        kind, value = members[-1]
        return chr(value if str(kind) == "LITERAL" else value[0])
    return allowed[number % len(allowed)]


@lru_cache(maxsize=1024)
def _allowed(members: tuple[Any, ...]) -> list[str]:
    allowed = [character for character in _CHARACTERS if _is_in(members, character)]
    if all(character.isdigit() for character in allowed):
        return [character for character in _DIGITS if character in allowed]
    return allowed


def _is_in(members: Any, character: str) -> bool:
    negated = False
    for kind, value in members:
        match str(kind):
            case "NEGATE":
                negated = True
            case "LITERAL":
                if ord(character) == value:
                    return not negated
            case "RANGE":
                if value[0] <= ord(character) <= value[1]:
                    return not negated
            case _:  # a category
                if re.match(_CATEGORIES[str(value)], character, re.ASCII):
                    return not negated
    return negated


_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
