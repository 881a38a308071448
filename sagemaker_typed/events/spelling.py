"""The spellings of enum values in events: ``IN_SERVICE`` for ``InService``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sagemaker_typed.enums import OpenEnum

__all__ = ["known_value", "spellings"]

_NOT_A_LETTER: Final = re.compile(r"[\W_]+")


def known_value(enum: type[OpenEnum], text: str) -> str | None:
    """Return the value of an enum that a str spells, ignoring case, underscores and hyphens.

    ``None`` if there is none, or more than one.
    """
    if text in enum:
        return text
    return _values(enum).get(_folded(text))


def spellings(enum: type[OpenEnum], value: str, how: str | None) -> list[str]:
    """Return how events spell a value of an enum.

    Args:
        enum: The enum.
        value: The value.
        how: ``names`` for the names of members, ``any`` if it differs from page to page, ``None``
            for the values themselves.
    """
    name = enum._value2member_map_[value].name if value in enum else value
    if how is None:
        return [value]
    if how == "names":
        return [name]
    words = name.split("_")
    camel = "".join(word.capitalize() for word in words)
    return list(dict.fromkeys([value, name, "".join(words), camel]))


def _folded(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).casefold()


@lru_cache(maxsize=256)
def _values(enum: Any) -> Mapping[str, str]:
    """Return the values of an enum by their folded form; ambiguous ones are left out."""
    found: dict[str, str] = {}
    ambiguous: set[str] = set()
    for member in enum:
        form = _folded(member.value)
        if form in found:
            ambiguous.add(form)
        found[form] = str.__str__(member)
    return {form: value for form, value in found.items() if form not in ambiguous}
