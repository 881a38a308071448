"""Lines of a stream whose pieces end anywhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeAlias

Take: TypeAlias = Callable[[], bytes]
"""The next bytes of the stream, as many as there are; none at its end."""


class ReadAhead:
    """Bytes that were taken from a stream in order to find the end of a line.

    It does not hold the stream, which would live on then: only the next collection of garbage would
    close a connection that nobody reads any more.
    """

    def __init__(self) -> None:
        # Lines that are whole, without the newline that each has; then what comes after them.
        self._lines: deque[bytes] = deque()
        self._rest = b""

    def __len__(self) -> int:
        return sum(map(len, self._lines)) + len(self._lines) + len(self._rest)

    def __bool__(self) -> bool:
        return bool(self._lines or self._rest)

    def cut(self, size: int | None = None) -> bytes:
        """The first ``size`` bytes, or all of them."""
        if not self:
            return b""
        whole = b"\n".join([*self._lines, self._rest])
        self._lines.clear()
        self._rest = b"" if size is None else whole[size:]
        return whole[:size]

    def line(self, take: Take, limit: int = -1) -> bytes:
        r"""The next line with the ``\n`` that ends it, if one does; at most ``limit`` bytes of it.

        Empty at the end of the stream.
        """
        if not self._lines:
            self._find(take, limit)
        if not self._lines:
            return self.cut(None if limit < 0 else limit)
        line = self._lines.popleft()
        if 0 <= limit <= len(line):
            self._lines.appendleft(line[limit:])
            return line[:limit]
        return line + b"\n"

    def lines(self, take: Take, *, keepends: bool) -> Iterator[bytes]:
        """The lines; others may take from here meanwhile."""
        found = self._lines
        while True:
            while found:
                line = found.popleft()
                yield line + b"\n" if keepends else line.removesuffix(b"\r")
            self._find(take)
            if not found:
                break
        if self._rest:
            yield self.cut()

    def _find(self, take: Take, limit: int = -1) -> None:
        """Take until there is the end of a line, or enough of one, or the end of the stream."""
        pieces, length = [self._rest], len(self._rest)
        try:
            while b"\n" not in pieces[-1] and not 0 <= limit <= length:
                piece = take()
                if not piece:
                    break
                pieces.append(piece)
                length += len(piece)
        finally:  # what came before a failure stays
            *lines, self._rest = b"".join(pieces).split(b"\n")
            self._lines.extend(lines)
