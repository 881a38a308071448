"""Single values of a copy."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.enums import OpenEnum

__all__ = ["deep_copy", "is_refused", "text", "word"]

_WORDS: Final[Mapping[type[kinds.Kind], str]] = {
    kinds.Text: "a str",
    kinds.Enum: "a str",
    kinds.Boolean: "a bool",
    kinds.Blob: "bytes",
    kinds.Document: "a JSON value",
    kinds.Events: "a stream",
    kinds.Other: "another type",
}


def is_refused(content: Content, value: Any) -> bool:
    """Return whether a value is empty or zero, and the service refuses such a value.

    Descriptions have such values for what was not set.
    """
    match content:
        case kinds.Text() | kinds.Blob() | kinds.List() | kinds.Map():
            is_empty = isinstance(value, str | bytes | list | tuple | Mapping) and not value
            return is_empty and content.bounds.min_length > 0
        case kinds.Number():
            minimum = content.bounds.minimum
            return isinstance(value, int | float) and value == 0 and (minimum or 0) > 0
        case _:
            return False


def text(content: Content, value: Any) -> Any:
    """Return the member of an enum for its value; for other content, a plain str.

    A value that the enum does not have is refused before sending, unless the service has returned
    it, and this release does not know it.
    """
    if not isinstance(value, str):
        return deep_copy(value)
    plain = str.__str__(value)
    if not isinstance(content, kinds.Enum):
        return plain
    if isinstance(value, OpenEnum) and not value.is_known:
        return content.type.open(plain)
    return content.type._value2member_map_.get(plain, plain)


def word(content: Content) -> str:
    """Return the name of a content, with its article."""
    return _WORDS.get(type(content), f"a {type(content).__name__.lower()}")


def deep_copy(value: Any) -> Any:
    """Return a deep copy of a value, or the value, if it cannot be copied."""
    try:
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - files, for example, cannot be copied
        return value
