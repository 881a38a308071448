"""The values that differences keep: copies, without what must not be shown."""

from __future__ import annotations

import copy
from typing import Any, Final

from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.operation import Shape

__all__ = ["HIDDEN_VALUE", "kept", "visible"]

HIDDEN_VALUE: Final = "<sensitive>"
"""The placeholder for a sensitive value."""
_SHOWABLE: Final = (str, int, float, bytes, bytearray, Placeholder)


def kept(content: Content, value: Any) -> Any:
    """Return a deep copy of a value, which later changes to the object do not affect."""
    value = visible(content, value)
    try:
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - a value of a user's type may raise anything
        return _type(value)


def visible(content: Content, value: Any) -> Any:
    """Return a value, with the types of those inside that do not fit in place of them.

    A value of the wrong type can contain anything, also secrets, such as a dict in place of an
    object with sensitive fields.
    """
    match content:
        case kinds.Structure() if isinstance(value, Shape):
            return value
        case kinds.List() if is_list(value):
            return [visible(content.member, item) for _, item in numbered(value)]
        case kinds.Map() if is_map(value):
            return {key: visible(content.value, item) for key, item in entries(value)}
        case kinds.Document() | kinds.Other() | kinds.Timestamp():
            return value
        case _:
            return value if value is None or isinstance(value, _SHOWABLE) else _type(value)


def _type(value: object) -> str:
    return f"<{type(value).__name__}>"
