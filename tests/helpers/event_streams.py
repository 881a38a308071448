"""Messages as ``vnd.amazon.eventstream`` has them, written from its specification.

All numbers are big-endian: the message's length, the length of its headers, the CRC32 of these two;
the headers, each a name, a type and a value; the payload; the CRC32 of all before it.
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
    """A message; in a header's name, an underscore stands for a hyphen, and a colon goes first."""
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
    """An event."""
    return message(payload, message_type="event", event_type=kind, content_type=content_type)


def parts(*payloads: bytes) -> bytes:
    """The events of an answer in so many parts."""
    return b"".join(event("PayloadPart", payload) for payload in payloads)


def exception(kind: str, **members: str) -> bytes:
    """An error that the service model has."""
    return message(
        json.dumps(members).encode(),
        message_type="exception",
        exception_type=kind,
        content_type="application/json",
    )


def failure(code: str, text: str) -> bytes:
    """An error that it has not."""
    return message(message_type="error", error_code=code, error_message=text)


def chunked(pieces: Iterable[bytes], *, is_whole: bool = True) -> bytes:
    """A body in HTTP's chunks; without the last one, it is not whole."""
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces if piece)
    return body + b"0\r\n\r\n" * is_whole
