r"""Translation of the service model's Java patterns to the dialect of JSON Schema, ECMA-262.

The result means the same in ECMAScript with the flag ``u`` and in Python's ``re``, which Python's
validators use. So ``\w`` and ``.``, which differ, are written as sets; Unicode categories, which
``re`` does not have, have no translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sagemaker_typed._schema.patterns import TOKEN, code_point, linear

__all__ = ["ecma"]

_DOT: Final = r"[^\n\r\u0085\u2028\u2029]"
_SPECIAL: Final = frozenset("^$\\.*+?()[]{}|/")
_SPECIAL_IN_SET: Final = frozenset("^\\[]-")
_CLASSES: Final[Mapping[str, str]] = {
    "d": "0-9",
    "w": "A-Za-z0-9_",
    "s": r" \t\n\x0b\f\r",
    "Alnum": "0-9A-Za-z",
    "ASCII": r"\x00-\x7f",
    "Print": " -~",
}
_ASSERTIONS: Final = {"A": "^", "z": "$"}
_QUANTIFIER: Final = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})\??")
_GROUP: Final = re.compile(r"\((?:\?(?::|=|!|<=|<!))?(?!\?)")


def ecma(pattern: str) -> str | None:
    """Return an equivalent that finds only a whole str; ``None`` if there is none.

    Args:
        pattern: A pattern of the service model, which the whole str must match.
    """
    try:
        parts = [*_parts(linear(pattern))]
    except _UntranslatableError:
        return None
    if _has_alternatives(parts):
        return f"^(?:{''.join(parts)})$"
    start, end = parts[:1] == ["^"], parts[-1:] == ["$"]
    return f"^{''.join(parts[start : len(parts) - end])}$"


class _UntranslatableError(Exception):
    """The pattern has no translation."""


class _Item(NamedTuple):
    """A part of a set: a character, a class such as ``0-9``, or the range operator."""

    text: str
    is_class: bool = False


_HYPHEN: Final = _Item("-", is_class=True)


def _has_alternatives(parts: Iterable[str]) -> bool:
    depth = 0
    for part in parts:
        depth += part.startswith("(") - (part == ")")
        if part == "|" and depth == 0:
            return True
    return False


def _parts(pattern: str) -> Iterator[str]:
    """Yield the translation of each token; a set is one part, and so is a quantifier."""
    start = 0
    previous = ""
    while start < len(pattern):
        quantifier = _QUANTIFIER.match(pattern, start)
        if quantifier is not None:
            # A quantifier of another one is possessive, which ECMAScript does not have.
            if previous in {"", "^", "$", "|", "quantifier"} or previous.startswith("("):
                raise _UntranslatableError
            yield quantifier.group()
            start, previous = quantifier.end(), "quantifier"
            continue
        previous, start = _part(pattern, start)
        yield previous


def _part(pattern: str, start: int) -> tuple[str, int]:
    """Return the translation of the token at an index, and the index after it."""
    if pattern[start] == "[":
        return _set(pattern, start + 1)
    if pattern[start] == "(":
        group = _GROUP.match(pattern, start)
        if group is None:
            raise _UntranslatableError
        return group.group(), group.end()
    token = TOKEN.match(pattern, start)
    if token is None:
        raise _UntranslatableError
    end, escape, other = token.end(), token["escape"], token["other"]
    if other is not None:
        return {".": _DOT}.get(other, rf"\{other}" if other in "]{}" else other), end
    if token["end"] or escape == "A":
        return _ASSERTIONS[token["end"] or escape], end
    if escape is not None and escape in "DSW":
        return f"[^{_CLASSES[escape.lower()]}]", end
    item = _item(token)
    if item.is_class:
        return f"[{item.text}]", end
    return rf"\{item.text}" if item.text in _SPECIAL else item.text, end


def _item(token: re.Match[str]) -> _Item:
    """Return a character or a class, without the escape that one of the two dialects refuses."""
    name = token["category"] or token["escape"]
    if token["other"]:
        return _HYPHEN if token["other"] == "-" else _Item(token["other"])
    if token["high"]:
        return _Item(chr(code_point(token)))
    if token["unit"]:
        return _Item(token.group())
    if name in _CLASSES:
        return _Item(_CLASSES[name], is_class=True)
    if token["escape"] is None or name.isdigit() or name in "bADSW":
        raise _UntranslatableError
    return _Item(token.group() if name.isalnum() else name)


def _set(pattern: str, start: int) -> tuple[str, int]:
    """Return the translation of the set after a ``[``, and the index after it."""
    negation = "^" if pattern.startswith("^", start) else ""
    start += len(negation)
    items: list[_Item] = []
    classes: list[str] = []
    """The classes as they are written."""
    while not pattern.startswith("]", start):
        token = TOKEN.match(pattern, start)
        if token is None or token["other"] in {"[", "]"} or pattern.startswith("&&", start):
            raise _UntranslatableError
        if token["escape"] and token["escape"] in "DSW":
            classes.append(token["escape"])
        else:
            item = _item(token)
            items.append(item)
            if item.text == _CLASSES.get(token["escape"] or ""):
                classes.append(token["escape"])
        start = token.end()
    if any(name.isupper() for name in classes):
        return _set_of_classes(negation, classes, len(items)), start + 1
    return f"[{negation}{''.join(_members(items))}]", start + 1


def _set_of_classes(negation: str, classes: list[str], size: int) -> str:
    """Return a set with a class of other characters: alone, or with its complement."""
    if len(classes) == 1 and size == 0 and not negation:
        return f"[^{_CLASSES[classes[0].lower()]}]"
    if len(classes) == 2 and size == 1 and classes[0] == classes[1].swapcase() and not negation:
        return r"[\s\S]"
    raise _UntranslatableError


def _members(items: list[_Item]) -> Iterator[str]:
    """Yield the members of a set. A ``-`` beside a class, or at an end, is a character."""
    is_end = is_operator = False
    for number, item in enumerate(items):
        if item is _HYPHEN:
            beside = items[max(number - 1, 0) : number] + items[number + 1 : number + 2]
            if _HYPHEN in beside:
                raise _UntranslatableError
            is_operator = len(beside) == 2 and not is_end and not any(i.is_class for i in beside)
            is_end = False
            yield "-" if is_operator else r"\-"
        else:
            yield rf"\{item.text}" if item.text in _SPECIAL_IN_SET else item.text
            is_end, is_operator = is_operator, False
