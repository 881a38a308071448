"""Sent requests: URL, headers and body of botocore's request, as aiohttp takes them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from typing import Any, Final

import aiohttp
from urllib3.util import parse_url
from yarl import URL

__all__ = ["Sending", "body_of", "headers_of", "url_of"]

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


class Sending:
    """The sending of one request: what it has reached, and a limit for each piece of the body.

    Args:
        limit: Sets the seconds from now after which the request ends; ``None`` means no limit.
        seconds: The seconds that a piece may take; ``None`` means no limit.
    """

    def __init__(self, limit: Callable[[float | None], None], seconds: float | None) -> None:
        self._limit = limit
        self._seconds = seconds
        self._transport: Any = None
        self.is_running = False
        """Whether the body is being sent."""

    def begin_piece(self, writer: Any) -> None:
        """Note that the next piece is sent."""
        self._transport = writer.transport
        self.is_running = True
        self._limit(self._seconds)

    def end(self) -> None:
        """Note that everything was sent."""
        self.is_running = False
        self._limit(None)

    def abort(self) -> None:
        """Drop the connection if the body was not sent: to close it would wait for the server."""
        if self.is_running and self._transport is not None:
            self._transport.abort()


def body_of(body: Any, sending: Sending) -> Any:
    """Return the body of a request: as it is if it is small, or in pieces.

    aiohttp closes the files that it gets, which would break a retry, and it does not limit the time
    that sending takes.
    """
    if isinstance(body, bytes | bytearray):
        return body if len(body) <= _PIECE else _Pieces(io.BytesIO(body), sending)
    return _Pieces(body, sending) if hasattr(body, "read") else body


class _Pieces(aiohttp.Payload):
    """A file that is sent in pieces, and stays open."""

    def __init__(self, file: Any, sending: Sending) -> None:
        super().__init__(file)
        self._file = file
        self._sending = sending

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Not supported; aiohttp does not need it to send."""
        raise TypeError("the body of a request is not text")

    async def write(self, writer: Any) -> None:
        """Send the file."""
        await self.write_with_length(writer, None)

    async def write_with_length(self, writer: Any, content_length: int | None) -> None:
        """Send the file; botocore has made sure that it has this length."""
        is_in_memory = isinstance(self._file, io.BytesIO)
        while True:
            if is_in_memory:
                piece: Any = self._file.read(_PIECE)
            else:
                piece = await asyncio.to_thread(self._file.read, _PIECE)
            if not piece:
                break
            self._sending.begin_piece(writer)
            await writer.write(piece.encode() if isinstance(piece, str) else piece)
        self._sending.end()
