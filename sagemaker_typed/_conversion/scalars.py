"""Conversion of scalars that are not exactly of the builtin type that is expected."""

from __future__ import annotations

import base64
from typing import Any

from sagemaker_typed._schema.fields import entries, numbered
from sagemaker_typed.enums import OpenEnum


def structure_enum(value: Any, cls: type[OpenEnum]) -> OpenEnum:
    """Return the member for a str; a value that this release does not know is opened."""
    return cls.open(value)


def unstructure_enum(value: Any) -> Any:
    """Return the value of a member as a plain str."""
    return plain_text(value)


def plain_text(value: Any) -> Any:
    """Return a plain ``str`` for any str. Leave other values to botocore, which refuses them."""
    return str.__str__(value) if isinstance(value, str) else value


def plain_number(value: Any) -> Any:
    """Return a builtin for an instance of a number subclass, such as ``IntEnum``."""
    if value.__class__ not in (int, float, bool):
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return float(value)
    return value


def plain(value: Any) -> Any:
    """Return a builtin for an instance of a str or number subclass."""
    return plain_number(plain_text(value))


def secret_text(value: Any) -> str:
    """Return a sensitive str. Refuse other values, because botocore's error would show them."""
    if not isinstance(value, str):
        raise TypeError(f"expected str, got {type(value).__name__}")
    return str.__str__(value)


def as_list(value: Any) -> Any:
    """Return a list or tuple. Refuse other values: a str must not become a list of characters."""
    if not issubclass(type(value), list | tuple):
        raise TypeError(f"expected list, got {type(value).__name__}")
    return value


def document(value: Any) -> Any:
    """Return a copy of a JSON value, made of builtins; other values are unchanged."""
    if isinstance(value, dict):
        return {plain(key): document(member) for key, member in entries(value)}
    if isinstance(value, list):
        return [document(item) for _, item in numbered(value)]
    return plain(value)


def to_bytes(value: Any) -> Any:
    """Return a blob as bytes. A str is encoded as UTF-8, as botocore does."""
    if isinstance(value, bytearray):
        return bytes(value)
    return value.encode() if isinstance(value, str) else value


def from_base64(value: Any) -> Any:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def to_base64(value: Any) -> str:
    return base64.b64encode(value.encode() if isinstance(value, str) else value).decode("ascii")
