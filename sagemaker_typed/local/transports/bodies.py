"""Reads the bodies of HTTP requests, and refuses those whose end is not certain."""

from __future__ import annotations

import re
from email.message import Message
from typing import Final, Protocol

__all__ = ["RefusedBodyError", "body_size", "read_body"]

_MOST_BYTES: Final = 64 * 1024 * 1024
_SIZE: Final = re.compile(r"[0-9]{1,15}")
_CHUNK: Final = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(;[^\r\n]*)?\r?\n")
_LINE: Final = 8192
_TRAILERS: Final = 100


class _Reader(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...
    def readline(self, size: int = ..., /) -> bytes: ...


class RefusedBodyError(Exception):
    """A body that is not read. The connection cannot be used again.

    Args:
        status: The HTTP status.
        text: The reason.
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def read_body(headers: Message, file: _Reader) -> bytes:
    """Return the body of a request.

    Args:
        headers: The headers of the request.
        file: What the client sends after them.

    Raises:
        RefusedBodyError: its length is unclear, it is too large, or it is not complete.
        TimeoutError: the client sends nothing for too long.
    """
    size = body_size(headers)
    if size is None:
        return _chunks(file)
    body = file.read(size)
    if len(body) < size:
        raise RefusedBodyError(400, f"the body has {len(body)} of {size} bytes")
    return body


def body_size(headers: Message) -> int | None:
    """Return the length of a body, before it is read; ``None`` if it is in chunks.

    Raises:
        RefusedBodyError: its length is unclear, or it is too large.
    """
    codings = headers.get_all("Transfer-Encoding", [])
    sizes = {text.strip() for text in headers.get_all("Content-Length", [])}
    if codings:
        if [text.strip().lower() for text in codings] != ["chunked"]:
            raise RefusedBodyError(501, "the only transfer coding is chunked")
        if sizes:
            raise RefusedBodyError(400, "the request has two lengths")
        return None
    if len(sizes) > 1 or not all(_SIZE.fullmatch(text) for text in sizes):
        raise RefusedBodyError(400, "the request has no valid length")
    size = int(sizes.pop()) if sizes else 0
    if size > _MOST_BYTES:
        raise _too_large()
    return size


def _too_large() -> RefusedBodyError:
    return RefusedBodyError(413, f"a body has at most {_MOST_BYTES} bytes")


def _chunks(file: _Reader) -> bytes:
    parts: list[bytes] = []
    total = 0
    while True:
        match = _CHUNK.fullmatch(file.readline(_LINE))
        if match is None:
            raise RefusedBodyError(400, "the body has a chunk without a valid length")
        size = int(match[1], 16)
        total += size
        if total > _MOST_BYTES:
            raise _too_large()
        if size == 0:
            break
        part = file.read(size)
        if len(part) < size or file.readline(3) not in {b"\r\n", b"\n"}:
            raise RefusedBodyError(400, "the body has a chunk of another length")
        parts.append(part)
    for _ in range(_TRAILERS):
        line = file.readline(_LINE)
        if line in {b"\r\n", b"\n"}:
            return b"".join(parts)
        if not line.endswith(b"\n"):
            break
    raise RefusedBodyError(400, "the body does not end")
