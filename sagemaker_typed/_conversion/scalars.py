"""Scalars between boto3's dicts and objects: what is not exactly the builtin that it should be."""

from __future__ import annotations

import base64
from typing import Any

from sagemaker_typed._schema.fields import entries, numbered
from sagemaker_typed.enums import OpenEnum


def structure_enum(value: Any, cls: type[OpenEnum]) -> OpenEnum:
    """The member for a text; a text that this release does not know becomes an open value."""
    return cls.open(value)


def unstructure_enum(value: Any) -> Any:
    """The value of a member, as a plain text."""
    return plain_text(value)


def plain_text(value: Any) -> Any:
    """Any kind of text as a ``str`` proper; what is not a text passes, for botocore to refuse."""
    return str.__str__(value) if isinstance(value, str) else value


def plain_number(value: Any) -> Any:
    """A number of a class of its own, such as an ``IntEnum``'s, as a builtin; the rest passes."""
    if value.__class__ not in (int, float, bool):
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return float(value)
    return value


def plain(value: Any) -> Any:
    """A scalar as the builtin that it is one of."""
    return plain_number(plain_text(value))


def secret_text(value: Any) -> str:
    """A sensitive text; anything else is refused here, as botocore's error would show it."""
    if not isinstance(value, str):
        raise TypeError(f"expected a text, got {type(value).__name__}")
    return str.__str__(value)


def as_list(value: Any) -> Any:
    """A list or tuple; a text must not be taken for a list of characters."""
    if not issubclass(type(value), list | tuple):
        raise TypeError(f"expected a list, got {type(value).__name__}")
    return value


def document(value: Any) -> Any:
    """A copy of a JSON value, of builtins; what has no place in JSON passes."""
    if isinstance(value, dict):
        return {plain(key): document(member) for key, member in entries(value)}
    if isinstance(value, list):
        return [document(item) for _, item in numbered(value)]
    return plain(value)


def to_bytes(value: Any) -> Any:
    """A blob; botocore takes a text for one, as UTF-8."""
    if isinstance(value, bytearray):
        return bytes(value)
    return value.encode() if isinstance(value, str) else value


def from_base64(value: Any) -> Any:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def to_base64(value: Any) -> str:
    return base64.b64encode(value.encode() if isinstance(value, str) else value).decode("ascii")
