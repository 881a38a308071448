"""Suggestions for scalars in JSON and YAML that are not of the type of their field."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, TypeAlias

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import Step

__all__ = ["Written", "in_json", "to_write", "to_write_keys"]

Written: TypeAlias = Callable[[tuple[Step, ...], object], str | None]
"""Returns how the text spells the number, bool or null at a path; ``None`` if it is not known."""

_MAX_SHOWN: Final = 40
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})  # a tag can make any text null
# The booleans of YAML 1.1, which many people still write, are strings in YAML 1.2.
_BOOLEANS: Final = {
    **dict.fromkeys(("true", "yes", "on"), "true"),
    **dict.fromkeys(("false", "no", "off"), "false"),
}


def in_json(_: tuple[Step, ...], value: object) -> str | None:
    """Return how JSON spells a number or bool, apart from the notation of floats."""
    return None if value is None else json.dumps(value)


def to_write(content: Content, value: object, text: str | None) -> str:
    """Suggest what to write instead of ``value``; empty if there is no suggestion.

    Args:
        content: The content of the field.
        value: The value.
        text: The spelling of the value, or ``None`` if it must not be shown.
    """
    match content:
        case kinds.Text() if isinstance(value, int | float):
            return f"; quote it{_quoted(text)}"
        case kinds.Text() if value is None and text in _NULLS:
            return f"; for a str, quote it{_quoted(text)}"
        case kinds.Number() if isinstance(value, str) and _is_number(content.type, value):
            return "; write it without quotes"
        case kinds.Boolean() if isinstance(value, str) and text is not None:
            word = _BOOLEANS.get(value.lower())
            return f"; write {word} without quotes" if word else ""
        case _:
            return ""


def to_write_keys(key: object) -> str:
    """Suggest how to write the keys of a map, such as ``key``, which may be shown."""
    if isinstance(key, int | float):
        return f"; quote them, such as{_quoted(json.dumps(key))[1:]}"
    return ""


def _quoted(text: str | None) -> str:
    return "" if text is None or len(text) > _MAX_SHOWN else f': "{text}"'


def _is_number(wanted: type, text: str) -> bool:
    try:
        wanted(text)
    except ValueError:
        return False
    return True
