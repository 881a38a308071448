"""Copies of compared values, which differences keep."""

from __future__ import annotations

import copy
from typing import Any, Final

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.operation import Shape

__all__ = ["HIDDEN_VALUE", "kept"]

HIDDEN_VALUE: Final = "<sensitive>"
"""What a difference has in place of a sensitive value."""
_SHOWABLE: Final = (str, int, float, bytes, bytearray)


def kept(content: Content, value: Any) -> Any:
    """Return a deep copy of a value.

    A value of the wrong type may contain anything, also secrets. Its type takes its place.
    """
    match content:
        case kinds.Structure():
            return copy.deepcopy(value) if isinstance(value, Shape) else _plain(value)
        case kinds.List():
            if is_list(value):
                return [kept(content.member, item) for _, item in numbered(value)]
        case kinds.Map():
            if is_map(value):
                return {key: kept(content.value, item) for key, item in entries(value)}
        case kinds.Document() | kinds.Other() | kinds.Timestamp():
            return _copied(value)
        case _:
            pass
    return _plain(value)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, _SHOWABLE) else _type(value)


def _copied(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - a value of a user's type may raise anything
        return _type(value)


def _type(value: object) -> str:
    return f"<{type(value).__name__}>"
