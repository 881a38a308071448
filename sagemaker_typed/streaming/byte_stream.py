"""A body that is read while it arrives."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, NoReturn, Protocol, Self, TypeAlias

from sagemaker_typed._lazy import exported_from

from .read_ahead import ReadAhead

__all__ = ["Body", "ByteStream", "File", "Readable"]

_PIECE = 65536
_CHUNK = 1024  # as botocore has it


@exported_from("sagemaker_typed.streaming")
class Readable(Protocol):
    """A file, or what can be read like one, in bytes."""

    def read(self, size: int = ..., /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


@exported_from("sagemaker_typed.streaming")
class File(Readable, Protocol):
    """A file in bytes: botocore reads it to sign a request, goes back, and reads it to send it."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Go to a place."""
        ...

    def tell(self) -> int:
        """The place."""
        ...


Body: TypeAlias = bytes | bytearray | File
"""What may be sent as a body."""


@exported_from("sagemaker_typed.streaming")
class ByteStream(io.BufferedIOBase):
    """The body of an answer: a file in bytes that can be read once, from its start to its end.

    Iterating gives pieces as they arrive, as large as they are. The connection goes back to
    botocore's pool once the end is reached; leaving the ``with``, or ``close()``, drops it before.
    Its ``repr`` shows no content. It cannot be copied or pickled; two are equal that read the same.

    Args:
        body: botocore's ``StreamingBody`` or another file in bytes; or the bytes themselves, for
            tests.

    Raises:
        UnreadableStreamError: it was read to its end, was closed, or has failed.
            A ``read(size)`` at the end gives ``b""``, as of any file.
        IncompleteStreamError: it ended before the length that the answer announces, or broke off.
        botocore.exceptions.ReadTimeoutError: nothing came for the client's ``read_timeout``.
    """

    name = "<body>"
    """What ``io.TextIOWrapper`` shows."""

    def __init__(self, body: bytes | bytearray | Readable) -> None:
        if isinstance(body, bytes | bytearray):
            body = _as_botocore_has_it(bytes(body))
        elif not callable(getattr(body, "read", None)):
            raise TypeError(f"a body is bytes or a file in bytes, not {type(body).__name__}")
        self._body: Any = body
        self._ahead = ReadAhead()
        self._received = 0
        self._is_over = False
        self._failure = ""

    @property
    def raw(self) -> Any:
        """What boto3 returns for it.

        Where bytes were read ahead, in search of the end of a line, it is this stream itself.
        """
        return self if self._ahead else self._body

    # --- whole, and in parts ----------------------------------------------------------------------

    def read(self, size: int | None = -1, /) -> bytes:
        """The rest; or the next ``size`` bytes, fewer at the end, and none after it."""
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
        """The rest: what ``io.BufferedReader`` asks for, which would read twice otherwise."""
        return self.read()

    def read1(self, size: int = -1, /) -> bytes:
        """What has arrived: at least one byte, at most ``size``; none at the end."""
        self._check_is_readable()
        size = _PIECE if size < 0 else size
        return self._ahead.cut(size) or self._taken(self._arrived, size)

    def readline(self, size: int | None = -1, /) -> bytes:
        r"""The next line with the ``\n`` that ends it, at most ``size`` bytes; none at the end."""
        self._check_is_readable()
        return self._ahead.line(self._next, -1 if size is None else size)

    def readlines(self, hint: int | None = -1, /) -> list[bytes]:
        """The remaining lines, or as many as have ``hint`` bytes together."""
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
        """Chunks of ``chunk_size`` bytes; the last may have fewer."""
        if chunk_size < 1:
            raise ValueError(f"chunk_size must be 1 or more: {chunk_size}")
        self._check_has_more()
        return iter(lambda: self.read(chunk_size), b"")

    def iter_lines(self, *, keepends: bool = False) -> Iterator[bytes]:
        r"""The lines, each as soon as it has arrived.

        Args:
            keepends: Whether to leave the ``\n`` or ``\r\n`` that ends a line.
        """
        self._check_has_more()
        return self._ahead.lines(self._next, keepends=keepends)

    # --- as a file --------------------------------------------------------------------------------

    def readable(self) -> bool:
        """``True``."""
        return True

    def tell(self) -> int:
        """How many bytes were read."""
        return self._received - len(self._ahead)

    def seek(self, offset: int, whence: int = 0, /) -> NoReturn:
        """Refused: what was read is gone.

        Raises:
            io.UnsupportedOperation: always.
        """
        raise io.UnsupportedOperation("a ByteStream cannot go back: read it, and use what it gives")

    def close(self) -> None:
        """Close the connection, if the end is not reached; what was not read is lost."""
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
        """Nothing: what boto3 returned may be in use elsewhere, and closes itself."""

    def __repr__(self) -> str:
        reached = "read to its end" if self._is_over else "open"
        state = "closed" if self.closed else reached
        return f"<{type(self).__name__}, {state}, {self.tell()} bytes read>"

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

    # --- inside -----------------------------------------------------------------------------------

    def _taken(self, read: Callable[..., bytes], *size: int) -> bytes:
        """Bytes from the body, and the end noticed."""
        self._check_is_readable()
        try:
            piece = read(*size)
        except Exception as error:
            from .errors import translated

            failure = translated(error, "the body")
            self._failure = str(failure)
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
        """At most ``size`` bytes, as soon as there are any."""
        from botocore.response import StreamingBody

        from sagemaker_typed._botocore.bodies import arrived

        body, piece = self._body, b""
        if isinstance(body, StreamingBody):
            piece = arrived(body, size)
        elif isinstance(body, io.BufferedIOBase):
            piece = body.read1(size)
        return piece or body.read(size)

    def _check_is_readable(self) -> None:
        from .errors import UnreadableStreamError

        if self._failure:
            raise UnreadableStreamError(f"reading the body has failed: {self._failure}")
        if self.closed:
            raise UnreadableStreamError("the body is closed; read it before, or within its `with`")

    def _check_has_more(self) -> None:
        self._check_is_readable()
        if self._is_over and not self._ahead:
            from .errors import UnreadableStreamError

            raise UnreadableStreamError(
                "the body was read to its end already, and can be read once only; keep what it gave"
            )


def not_copied(stream: object) -> TypeError:
    return TypeError(
        f"{type(stream).__name__} reads from a connection, so it cannot be copied or pickled; "
        "read it, and copy what it gave"
    )


def _as_botocore_has_it(content: bytes) -> Any:
    from botocore.response import StreamingBody

    return StreamingBody(io.BytesIO(content), len(content))
