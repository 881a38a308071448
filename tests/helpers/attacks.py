"""Strings on which a regular expression may backtrack for a long time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import chain, islice, pairwise
from typing import Any

# Any, because these modules have no types.
ops: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

# What follows the repeated part: nothing, or a character that few patterns accept at the end.
_ENDS = ("!", "/\n\n", "-\u2028", "")
_MEMBERS = 4
# The characters that patterns treat differently.
_CANDIDATES = "-a0A./:_,=@+ \n"


def attacks(pattern: str, length: int) -> Iterator[str]:
    """Yield strings of at most ``length`` characters that repeat a part of a pattern.

    Each repetition in the pattern is repeated as often as possible, with several strings that it
    matches, after a string that matches what precedes it.
    """
    tree = parser.parse(pattern, re.ASCII)
    for target in _repeats(tree):
        for prefix in islice(_up_to(tree, target), 2):
            bodies = [*islice(_strings(target[1][2]), 6)]
            pairs = [first + second for first, second in pairwise(bodies)]
            for body in (*bodies, *pairs[:3]):
                if body:
                    times = max(1, (length - len(prefix) - 1) // len(body))
                    for end in _ENDS:
                        yield (prefix + body * times)[: length - len(end)] + end
    for pump in (*_CANDIDATES, "a-", "a.", "a/", "0.", "a "):
        for end in _ENDS:
            yield (pump * length)[: length - len(end)] + end


def _repeats(tree: Any) -> Iterator[Any]:
    for node in tree:
        if node[0] in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            yield node
        for inner in _inside(node):
            yield from _repeats(inner)


def _inside(node: Any) -> Iterator[Any]:
    op, argument = node
    match op:
        case ops.SUBPATTERN:
            yield argument[3]
        case ops.MAX_REPEAT | ops.MIN_REPEAT | ops.POSSESSIVE_REPEAT:
            yield argument[2]
        case ops.BRANCH:
            yield from argument[1]
        case ops.ASSERT:
            yield argument[1]
        case ops.ATOMIC_GROUP:
            yield argument
        case _:
            pass


def _up_to(tree: Any, target: Any) -> Iterator[str]:
    """Yield strings that match what precedes ``target``."""
    before = [""]
    for node in tree:
        if node is target:
            yield from before
            return
        for inner in _inside(node):
            if any(node is target for node in _repeats(inner)):
                found = islice(_up_to(inner, target), 3)
                yield from (start + rest for rest in found for start in before[:2])
                return
        before = [start + part for start in before for part in islice(_node(node), 2)][:3]


def _strings(tree: Any) -> Iterator[str]:
    """Yield strings that a pattern matches."""
    found = [""]
    for node in tree:
        parts = list(islice(_node(node), _MEMBERS + 2))
        found = [start + part for part in parts for start in found][:16]
    yield from found


def _node(node: Any) -> Iterator[str]:
    op, argument = node
    match op:
        case ops.LITERAL:
            yield chr(argument)
        case ops.NOT_LITERAL:
            yield from (c for c in _CANDIDATES if ord(c) != argument)
        case ops.ANY:
            yield from "a-/"
        case ops.IN:
            matches = re.compile(_source(argument), re.ASCII).fullmatch
            found = [c for c in _CANDIDATES if matches(c)] or _first(matches)
            yield from found[:_MEMBERS]
        case ops.MAX_REPEAT | ops.MIN_REPEAT | ops.POSSESSIVE_REPEAT:
            low, high, body = argument
            bodies = list(islice(_strings(body), _MEMBERS)) or [""]
            for part in bodies:
                yield part * max(low, 1 if int(high) else 0)
            if low == 0:
                yield ""
        case ops.SUBPATTERN:
            yield from _strings(argument[3])
        case ops.ATOMIC_GROUP:
            yield from _strings(argument)
        case ops.BRANCH:
            yield from chain.from_iterable(islice(_strings(branch), 2) for branch in argument[1])
        case _:
            yield ""


def _first(matches: Any) -> list[str]:
    return list(islice((chr(n) for n in range(0x3000) if matches(chr(n))), _MEMBERS))


def _source(items: Any) -> str:
    """Return the source of a set of characters."""
    parts: list[str] = []
    classes = {
        ops.CATEGORY_DIGIT: r"\d",
        ops.CATEGORY_NOT_DIGIT: r"\D",
        ops.CATEGORY_SPACE: r"\s",
        ops.CATEGORY_NOT_SPACE: r"\S",
        ops.CATEGORY_WORD: r"\w",
        ops.CATEGORY_NOT_WORD: r"\W",
    }
    for op, argument in items:
        match op:
            case ops.NEGATE:
                parts.append("^")
            case ops.LITERAL:
                parts.append(re.escape(chr(argument)))
            case ops.RANGE:
                parts.append("-".join(re.escape(chr(end)) for end in argument))
            case ops.CATEGORY:
                parts.append(classes[argument])
            case other:
                raise AssertionError(other)
    return f"[{''.join(parts)}]"
