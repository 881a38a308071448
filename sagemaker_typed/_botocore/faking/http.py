"""The HTTP responses of a fake service, and the bodies that botocore reads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import attrs
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError
from urllib3.exceptions import ProtocolError
from urllib3.exceptions import ReadTimeoutError as BodyTimeoutError

__all__ = ["HttpAnswer", "Piece", "boto_response", "memory_body"]

Piece: TypeAlias = bytes | Exception
"""A part of a body, or the error that ends it."""
_LENGTH: Final = "content-length"


def _pieces(pieces: Iterable[Piece]) -> Iterable[Piece]:
    return pieces if isinstance(pieces, Iterator) else tuple(pieces)


@attrs.frozen
class HttpAnswer:
    """An HTTP response: status, headers and body.

    The pieces of a body that is an iterator are made while they are read, once.
    """

    status: int = 200
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])
    body: Iterable[Piece] = attrs.field(default=(), converter=_pieces)

    def with_headers(self, headers: Mapping[str, str]) -> HttpAnswer:
        """Return the response with more headers; it keeps its own headers of the same name."""
        own = {name.lower() for name in self.headers}
        added = {name: text for name, text in headers.items() if name.lower() not in own}
        return attrs.evolve(self, headers={**added, **self.headers})


def boto_response(request: Any, answer: HttpAnswer) -> Any:
    """Return botocore's response, as its HTTP session would.

    Args:
        request: botocore's request.
        answer: The response.

    Raises:
        botocore.exceptions.HTTPClientError: the body ends with an error, and is not a stream.
    """
    headers: Any = HTTPHeaders()
    for name, value in answer.headers.items():
        headers[name] = value
    raw = _Body(answer, request.url)
    response: Any = AWSResponse(request.url, answer.status, headers, raw)
    if not request.stream_output:
        try:
            response._content = raw.read()
        except ProtocolError as error:
            raise ConnectionClosedError(
                error=error, request=request, endpoint_url=request.url
            ) from error
        except BodyTimeoutError as error:
            raise ReadTimeoutError(endpoint_url=request.url, error=error) from error
    return response


def memory_body(answer: HttpAnswer, url: str = "") -> Any:
    """Return the body of a response as botocore gets it from urllib3."""
    return _Body(answer, url)


class _Body:
    """A body with the methods of urllib3's response that are used for streams."""

    def __init__(self, answer: HttpAnswer, url: str) -> None:
        self._url = url
        self._pieces = iter(answer.body)
        self._rest = io.BytesIO()
        self.status = answer.status
        self.headers = {name.lower(): value for name, value in answer.headers.items()}
        # Pieces are then returned as they are.
        self.chunked = _LENGTH not in self.headers
        self.closed = False

    def readable(self) -> bool:
        return True

    def read(self, amt: int | None = None) -> bytes:
        """Return the next ``amt`` bytes, or all that remain."""
        pieces: list[bytes] = []
        left = amt
        while left is None or left > 0:
            piece = self.read1(-1 if left is None else left)
            if not piece:
                break
            pieces.append(piece)
            left = None if left is None else left - len(piece)
        return b"".join(pieces)

    def read1(self, amt: int = -1) -> bytes:
        """Return at most ``amt`` bytes of one piece; none at the end."""
        found = b"" if self.closed else self._rest.read(amt)
        while not found and not self.closed and amt:
            piece = next(self._pieces, None)
            if piece is None:
                break
            if isinstance(piece, Exception):
                self.closed = True
                raise self._error(piece) from piece
            self._rest = io.BytesIO(piece)
            found = self._rest.read(amt)
        return found

    def stream(self, amt: int = 65536, **_: Any) -> Iterator[bytes]:
        """Yield the pieces."""
        return iter(lambda: self.read1(amt), b"")

    def close(self) -> None:
        self.closed = True

    def release_conn(self) -> None:
        """Do nothing: there is no connection."""

    def _error(self, error: Exception) -> Exception:
        if isinstance(error, TimeoutError):
            pool: Any = None
            return BodyTimeoutError(pool, self._url, str(error) or "Read timed out.")
        if isinstance(error, OSError):
            return ProtocolError(f"Connection broken: {error!r}", error)
        return error
