"""The raw body of a streaming response, with the methods of urllib3's response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import aiohttp
from botocore.eventstream import EventStream
from botocore.response import StreamingBody
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from sagemaker_typed._tasks import is_in_task, result_of
from sagemaker_typed.streaming import AsyncEvents, ByteStream

_PIECE: Final = 65536


def with_async_methods(stream: Any) -> Any:
    """Return a stream of botocore with the asynchronous methods of this package."""
    if isinstance(stream, StreamingBody):
        return ByteStream(stream)
    return AsyncEvents(stream) if isinstance(stream, EventStream) else stream


class AsyncBody:
    """A body that can be read within asynchronous calls.

    Args:
        response: The response of aiohttp.
        url: The URL of the request.
    """

    chunked = False
    """Whether ``stream`` must be used instead of ``read1``."""

    def __init__(self, response: aiohttp.ClientResponse, url: str) -> None:
        self._response = response
        self._url = url
        self.status = response.status
        self.headers = response.headers
        self.closed = False

    def readable(self) -> bool:
        """Return ``True``."""
        return True

    def read(self, amt: int | None = None) -> bytes:
        """Return the next ``amt`` bytes, or all that remain; fewer or none at the end."""
        if amt is None:
            return self._taken(self._response.content.read())
        pieces: list[bytes] = []
        while amt > 0:
            piece = self.read1(amt)
            if not piece:
                break
            pieces.append(piece)
            amt -= len(piece)
        return b"".join(pieces)

    def read1(self, amt: int = -1) -> bytes:
        """Return at most ``amt`` bytes, as soon as any are available; none at the end."""
        size = _PIECE if amt < 0 else amt
        return self._taken(self._response.content.read(size)) if size else b""

    def stream(self, amt: int = _PIECE, **_: Any) -> Iterator[bytes]:
        """Yield the bytes as they arrive."""
        return iter(lambda: self.read1(amt), b"")

    def close(self) -> None:
        """Close the connection, unless the body was read to its end."""
        if not self.closed:
            self.closed = True
            self._response.close()

    def release_conn(self) -> None:
        """Return the connection to the pool."""
        self._response.release()

    def _taken(self, reading: Any) -> bytes:
        if not is_in_task():
            reading.close()
            raise TypeError(
                "this body belongs to an asynchronous client: read it with `await body.aread()` or "
                "`async for`"
            )
        pool: Any = None
        try:
            piece: bytes = result_of(reading)
        except TimeoutError as error:
            raise ReadTimeoutError(pool, self._url, str(error)) from error
        except (aiohttp.ClientError, RuntimeError) as error:  # it is closed
            raise ProtocolError(str(error), error) from error
        return piece
