"""Encode messages of ``application/vnd.amazon.eventstream``, written from its specification.

A message consists of its length, the length of its headers, the CRC32 of these two, the headers
(each with a name, a type and a value), the payload, and the CRC32 of everything before it. All
numbers are big-endian.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable
from typing import Final

CONTENT_TYPE: Final = "application/vnd.amazon.eventstream"
_STRING: Final = 7


def message(payload: bytes = b"", **headers: str) -> bytes:
    """Encode a message; header names get a colon as prefix, and hyphens for underscores."""
    encoded = b"".join(
        _header(f":{name.replace('_', '-')}", value) for name, value in headers.items()
    )
    prelude = struct.pack("!II", 12 + len(encoded) + len(payload) + 4, len(encoded))
    head = prelude + struct.pack("!I", zlib.crc32(prelude)) + encoded + payload
    return head + struct.pack("!I", zlib.crc32(head))


def _header(name: str, value: str) -> bytes:
    key, content = name.encode(), value.encode()
    return struct.pack("!B", len(key)) + key + struct.pack("!BH", _STRING, len(content)) + content


def event(kind: str, payload: bytes, content_type: str = "application/octet-stream") -> bytes:
    """Encode an event."""
    return message(payload, message_type="event", event_type=kind, content_type=content_type)


def parts(*payloads: bytes) -> bytes:
    """Encode a response as events, in this number of parts."""
    return b"".join(event("PayloadPart", payload) for payload in payloads)


def exception(kind: str, **members: str) -> bytes:
    """Encode an error that is in the service model."""
    return message(
        json.dumps(members).encode(),
        message_type="exception",
        exception_type=kind,
        content_type="application/json",
    )


def failure(code: str, text: str) -> bytes:
    """Encode an error that is not in the service model."""
    return message(message_type="error", error_code=code, error_message=text)


def chunked(pieces: Iterable[bytes], *, is_whole: bool = True) -> bytes:
    """Encode a body in HTTP chunks; without the last chunk, it is incomplete."""
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces if piece)
    return body + b"0\r\n\r\n" * is_whole
