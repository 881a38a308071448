"""Response bodies that are read as they arrive."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from types import TracebackType
from typing import Any, NoReturn, Protocol, Self, TypeAlias

from sagemaker_typed._hints.counts import counted
from sagemaker_typed._lazy import exported_from

from .asynchronous import AsyncMethods, in_task, steps
from .read_ahead import ReadAhead

__all__ = ["Body", "ByteStream", "File", "Readable"]

_PIECE = 65536
_CHUNK = 1024  # the same as in botocore


@exported_from("sagemaker_typed.streaming")
class Readable(Protocol):
    """A binary file, or an object that can be read like one."""

    def read(self, size: int = ..., /) -> bytes:
        """Return at most ``size`` bytes; empty at the end."""
        ...


@exported_from("sagemaker_typed.streaming")
class File(Readable, Protocol):
    """A seekable binary file: botocore reads it to sign a request, and again to send it."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Change the position and return it."""
        ...

    def tell(self) -> int:
        """Return the position."""
        ...


Body: TypeAlias = bytes | bytearray | str | File
"""The types that can be sent as a body; a str is sent as UTF-8."""


@exported_from("sagemaker_typed.streaming")
class ByteStream(AsyncMethods[bytes], io.BufferedIOBase):
    """A response body: a binary file that can be read once, from start to end.

    Iteration yields chunks of any size, as they arrive. At the end, the connection returns to
    botocore's pool; ``close()``, or leaving the ``with`` block, before the end closes the
    connection. The ``repr`` shows no content. A stream cannot be copied or pickled. Two streams are
    equal if they read from the same body.

    In the response of an asynchronous client, use ``async for``, ``async with``, ``aread``,
    ``aiter_lines`` and ``aiter_chunks``.

    Args:
        body: botocore's ``StreamingBody`` or another binary file; for tests, also bytes.

    Raises:
        UnreadableStreamError: the body was read to its end, was closed, or reading it failed.
            At the end, ``read(size)`` returns ``b""``, as for any file.
        IncompleteStreamError: the connection was lost, or the body is shorter than announced.
        botocore.exceptions.ReadTimeoutError: no data arrived within the client's
            ``read_timeout``.
    """

    name = "<body>"
    """The name that ``io.TextIOWrapper`` shows."""

    def __init__(self, body: bytes | bytearray | Readable) -> None:
        if isinstance(body, bytes | bytearray):
            body = _as_streaming_body(bytes(body))
        elif not callable(getattr(body, "read", None)):
            raise TypeError(f"a body must be bytes or a binary file, got {type(body).__name__}")
        self._body: Any = body
        self._ahead = ReadAhead()
        self._received = 0
        self._is_over = False
        self._failure = ""

    @property
    def raw(self) -> Any:
        """The body as boto3 returns it.

        If this stream has read ahead to find the end of a line, it is this stream itself, so that
        no bytes are lost.
        """
        return self if self._ahead else self._body

    # --- reading ----------------------------------------------------------------------------------

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next ``size`` bytes, or all that remain; fewer or none at the end."""
        if size is None or size < 0:
            self._check_has_more()
            rest = self._ahead.cut() + self._taken(self._body.read)
            self._is_over = True
        else:
            self._check_is_readable()
            rest = self._ahead.cut(size)
            if len(rest) < size:
                rest += self._taken(self._body.read, size - len(rest))
        return rest

    def readall(self) -> bytes:
        """Return all remaining bytes. ``io.BufferedReader`` needs it to read only once."""
        return self.read()

    def read1(self, size: int = -1, /) -> bytes:
        """Return the available bytes: at least one, at most ``size``; empty at the end."""
        self._check_is_readable()
        size = _PIECE if size < 0 else size
        return self._ahead.cut(size) or self._taken(self._arrived, size)

    def readline(self, size: int | None = -1, /) -> bytes:
        r"""Return the next line, including ``\n``; at most ``size`` bytes, empty at the end."""
        self._check_is_readable()
        return self._ahead.line(self._next, -1 if size is None else size)

    def readlines(self, hint: int | None = -1, /) -> list[bytes]:
        """Return the remaining lines; stop once they have at least ``hint`` bytes in total."""
        lines: list[bytes] = []
        total = 0
        for line in self.iter_lines(keepends=True):
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def __iter__(self) -> Self:
        self._check_has_more()
        return self

    def __next__(self) -> bytes:
        piece = self.read1()
        if not piece:
            raise StopIteration
        return piece

    def iter_chunks(self, chunk_size: int = _CHUNK) -> Iterator[bytes]:
        """Iterate over chunks of ``chunk_size`` bytes; the last may be shorter."""
        if chunk_size < 1:
            raise ValueError(f"chunk_size must be at least 1, got {chunk_size}")
        self._check_has_more()
        return iter(lambda: self.read(chunk_size), b"")

    def iter_lines(self, *, keepends: bool = False) -> Iterator[bytes]:
        r"""Iterate over the lines, each as soon as it has arrived.

        Args:
            keepends: Whether to keep the ``\n`` or ``\r\n`` at the end of a line.
        """
        self._check_has_more()
        return self._ahead.lines(self._next, keepends=keepends)

    async def aread(self, size: int | None = -1, /) -> bytes:
        """Return the next ``size`` bytes, or all that remain, as ``read()`` does."""
        return await in_task(self.read, size)

    def aiter_chunks(self, chunk_size: int = _CHUNK) -> AsyncIterator[bytes]:
        """Iterate over chunks of ``chunk_size`` bytes with ``async for``."""
        return steps(partial(self.iter_chunks, chunk_size))

    # --- other methods of a file ------------------------------------------------------------------

    def readable(self) -> bool:
        """Return ``True``."""
        return True

    def tell(self) -> int:
        """Return the number of bytes read so far."""
        return self._received - len(self._ahead)

    def seek(self, offset: int, whence: int = 0, /) -> NoReturn:
        """Not supported, because the stream does not keep the bytes that were read.

        Raises:
            io.UnsupportedOperation: always.
        """
        raise io.UnsupportedOperation("a ByteStream cannot seek: read it, and use the result")

    def close(self) -> None:
        """Close the stream; before the end, also close the connection and discard the rest."""
        if not self.closed:
            super().close()
            self._ahead.cut()
            close: Callable[[], object] | None = getattr(self._body, "close", None)
            if close is not None:
                close()

    def __enter__(self) -> Self:
        self._check_is_readable()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        """Do not close: boto3's body may be in use elsewhere, and closes itself."""

    def __repr__(self) -> str:
        reached = "read to its end" if self._is_over else "open"
        state = "closed" if self.closed else reached
        return f"<{type(self).__name__}, {state}, {counted(self.tell(), 'byte')} read>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ByteStream):
            return NotImplemented
        return self._body is other._body

    def __hash__(self) -> int:
        return hash(id(self._body))

    def __copy__(self) -> NoReturn:
        raise not_copied(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> NoReturn:
        raise not_copied(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise not_copied(self)

    # --- internals --------------------------------------------------------------------------------

    def _taken(self, read: Callable[..., bytes], *size: int) -> bytes:
        """Read bytes from the body, and record its end or failure."""
        self._check_is_readable()
        try:
            piece = read(*size)
        except BaseException as error:  # a cancelled read loses bytes, too
            from .errors import translated

            failure = translated(error, "the body") if isinstance(error, Exception) else error
            self._failure = str(failure) or type(failure).__name__
            self.close()
            if failure is error:
                raise
            raise failure from None
        self._received += len(piece)
        if not piece and size != (0,):
            self._is_over = True
        return piece

    def _next(self) -> bytes:
        return self._taken(self._arrived, _PIECE)

    def _arrived(self, size: int) -> bytes:
        """Return at most ``size`` bytes, as soon as any are available."""
        from botocore.response import StreamingBody

        from sagemaker_typed._botocore.bodies import read_available

        body, piece = self._body, b""
        if isinstance(body, StreamingBody):
            piece = read_available(body, size)
        elif isinstance(body, io.BufferedIOBase):
            piece = body.read1(size)
        return piece or body.read(size)

    def _check_is_readable(self) -> None:
        from .errors import UnreadableStreamError

        if self._failure:
            raise UnreadableStreamError(f"reading the body failed: {self._failure}")
        if self.closed:
            raise UnreadableStreamError(
                "the body is closed; read it before closing, inside its `with` block"
            )

    def _check_has_more(self) -> None:
        self._check_is_readable()
        if self._is_over and not self._ahead:
            from .errors import UnreadableStreamError

            raise UnreadableStreamError(
                "the body was already read to its end, and can be read only once; keep the result"
            )


def not_copied(stream: object) -> TypeError:
    return TypeError(
        f"{type(stream).__name__} reads from a connection, so it cannot be copied or pickled; "
        "read it, and copy the result"
    )


def _as_streaming_body(content: bytes) -> Any:
    from botocore.response import StreamingBody

    return StreamingBody(io.BytesIO(content), len(content))
