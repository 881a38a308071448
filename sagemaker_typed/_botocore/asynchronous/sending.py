"""What is sent: the URL, the headers and the body of botocore's request, as aiohttp takes them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

from urllib3.util import parse_url
from yarl import URL

__all__ = ["body_of", "headers_of", "url_of"]

_PIECE: Final = 65536


def url_of(url: str) -> URL:
    """Return the URL to request, without a user, which urllib3 does not send either."""
    if not url.isascii() or " " in url:
        url = parse_url(url).url
    found = URL(url, encoded=True)
    return found if found.raw_user is None else found.with_user(None)


def headers_of(request: Any) -> list[tuple[str, str]]:
    """Return the headers of a request."""
    names = {name.lower() for name in request.headers}
    found = [(str(name), _text(value)) for name, value in request.headers.items()]
    # As urllib3 does.
    return found if "accept-encoding" in names else [("Accept-Encoding", "identity"), *found]


def _text(value: object) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def body_of(body: Any, note: Callable[[bool], None]) -> Any:
    """Return the body of a request: small bytes, or an iterator over the pieces of others.

    aiohttp closes the files that it gets, which would break a retry, and it does not limit the time
    that sending takes.

    Args:
        body: The body of botocore's request.
        note: Is called with ``True`` before each piece is sent, and with ``False`` after the last.
    """
    if body is None or isinstance(body, str):
        return body
    if isinstance(body, bytes | bytearray):
        return body if len(body) <= _PIECE else _of_file(io.BytesIO(body), note)
    return _of_file(body, note) if hasattr(body, "read") else body


async def _of_file(file: Any, note: Callable[[bool], None]) -> AsyncIterator[bytes]:
    is_in_memory = isinstance(file, io.BytesIO)
    while True:
        piece = file.read(_PIECE) if is_in_memory else await asyncio.to_thread(file.read, _PIECE)
        if not piece:
            break
        note(True)
        yield piece.encode() if isinstance(piece, str) else piece
    note(False)
