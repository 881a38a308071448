"""Encodes messages of ``application/vnd.amazon.eventstream``.

A message consists of its length, the length of its headers, the CRC32 of these two, the headers
(each with a name, a type and a value), the payload, and the CRC32 of everything before it. All
numbers are big-endian.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

__all__ = ["BYTES_TYPE", "CONTENT_TYPE", "JSON_TYPE", "HeaderValue", "message"]

CONTENT_TYPE: Final = "application/vnd.amazon.eventstream"
BYTES_TYPE: Final = "application/octet-stream"
JSON_TYPE: Final = "application/json"
HeaderValue: TypeAlias = str | bool | int | bytes | datetime
_INT32: Final = 1 << 31


def message(headers: Mapping[str, HeaderValue], payload: bytes = b"") -> bytes:
    """Encode a message."""
    encoded = b"".join(_header(name, value) for name, value in headers.items())
    prelude = struct.pack("!II", 12 + len(encoded) + len(payload) + 4, len(encoded))
    head = prelude + struct.pack("!I", zlib.crc32(prelude)) + encoded + payload
    return head + struct.pack("!I", zlib.crc32(head))


def _header(name: str, value: Any) -> bytes:
    key = name.encode()
    return struct.pack("!B", len(key)) + key + _value(value)


def _value(value: Any) -> bytes:
    match value:
        case True:
            return b"\x00"
        case False:
            return b"\x01"
        case int():
            is_small = -_INT32 <= value < _INT32
            return struct.pack("!Bi", 4, value) if is_small else struct.pack("!Bq", 5, value)
        case bytes():
            return struct.pack("!BH", 6, len(value)) + value
        case datetime():
            return struct.pack("!Bq", 8, int(value.timestamp() * 1000))
        case _:
            content = str(value).encode()
            return struct.pack("!BH", 7, len(content)) + content
