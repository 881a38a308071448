"""Conversion of scalars that are not exactly of the builtin type that is expected."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, cast

from sagemaker_typed._placeholders import refuse
from sagemaker_typed._schema.fields import entries, numbered
from sagemaker_typed._timestamps import for_botocore, to_utc
from sagemaker_typed.enums import OpenEnum

NUMBERS_AS_STRINGS: Final = ("NaN", "Infinity", "-Infinity")
"""The strings that the service's JSON has for numbers that JSON does not support."""


def structure_enum(value: Any, cls: type[OpenEnum]) -> OpenEnum:
    """Return the member for a str; a value that this release does not know is opened."""
    return cls.open(value)


def closed_enum(enum: type[OpenEnum]) -> Callable[[Any], str]:
    """Return the reader of a value in a request that ``enum`` does not have.

    The value is probably a typo. It stays a str, which is refused before sending, unless it is
    already an open member.
    """
    known = enum._value2member_map_

    def read(value: Any) -> str:
        if isinstance(value, OpenEnum) and not value.is_known:
            return enum.open(value)
        text = str.__str__(read_str(value))
        return cast("str", known.get(text, text))  # "" is known, but false

    return read


def unstructure_enum(value: Any) -> Any:
    """Return the value of a member as a plain str."""
    return plain_text(value)


def plain_text(value: Any) -> Any:
    """Return a plain ``str`` for any str. Leave other values to botocore, which refuses them."""
    return str.__str__(value) if isinstance(value, str) else refuse(value)


def plain_number(value: Any) -> Any:
    """Return a builtin for an instance of a number subclass, such as ``IntEnum``."""
    if value.__class__ not in (int, float, bool):
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return float(value)
    return refuse(value)


def plain_timestamp(value: Any) -> Any:
    """Return a timestamp that botocore can read. Leave other values to botocore."""
    if isinstance(value, datetime):
        return value
    try:
        return plain(for_botocore(value))
    except (TypeError, ValueError, OverflowError):
        return plain(value)


def utc_timestamp(value: Any) -> Any:
    """Return a timestamp as a datetime; other values are unchanged."""
    if isinstance(value, datetime):
        return value
    try:
        return to_utc(value)
    except (TypeError, ValueError, OverflowError):
        return plain(value)


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


# --- values of a response, which must have the type of their field --------------------------------


def read_str(value: Any) -> str:
    """Return a str. Refuse other values."""
    if isinstance(value, str):
        return value
    raise _wrong_type("str", value)


def read_int(value: Any) -> int:
    """Return an int, also for a float without a fraction. Refuse other values."""
    value = whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _wrong_type("int", value)


def read_float(value: Any) -> Any:
    """Return a number, or the str that represents one in the service's JSON, unchanged."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value in NUMBERS_AS_STRINGS:
        return value
    raise _wrong_type("float", value)


def read_bool(value: Any) -> bool:
    """Return a bool. Refuse other values."""
    if isinstance(value, bool):
        return value
    raise _wrong_type("bool", value)


def read_bytes(value: Any) -> bytes:
    """Return a blob as bytes. Refuse values that are neither bytes nor str."""
    content = to_bytes(value)
    if isinstance(content, bytes):
        return content
    raise _wrong_type("bytes", value)


def whole(value: Any) -> Any:
    """Return the int for a float without a fraction, such as 1.0; other values are unchanged."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _wrong_type(expected: str, value: object) -> TypeError:
    if value is None:
        return TypeError("missing required member")
    return TypeError(f"expected {expected}, got {type(value).__name__}")


def from_base64(value: Any) -> Any:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def to_base64(value: Any) -> str:
    return base64.b64encode(value.encode() if isinstance(value, str) else value).decode("ascii")
