"""Splitting of a stream into lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeAlias

Take: TypeAlias = Callable[[], bytes]
"""A function that returns the available bytes of a stream; empty at its end."""


class ReadAhead:
    """Bytes that were read from a stream to find the end of a line.

    It has no reference to the stream. That would be a cycle, and an abandoned connection would stay
    open until the next garbage collection.
    """

    def __init__(self) -> None:
        # Complete lines, without their newlines, and the incomplete rest after them.
        self._lines: deque[bytes] = deque()
        self._rest = b""

    def __len__(self) -> int:
        return sum(map(len, self._lines)) + len(self._lines) + len(self._rest)

    def __bool__(self) -> bool:
        return bool(self._lines or self._rest)

    def cut(self, size: int | None = None) -> bytes:
        """Remove and return the first ``size`` bytes, or all of them."""
        if not self:
            return b""
        whole = b"\n".join([*self._lines, self._rest])
        self._lines.clear()
        self._rest = b"" if size is None else whole[size:]
        return whole[:size]

    def line(self, take: Take, limit: int = -1) -> bytes:
        r"""Return the next line, including ``\n`` if it has one; at most ``limit`` bytes of it.

        The result is empty at the end of the stream.
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
        """Iterate over the lines; other methods may be called in between."""
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
        """Read up to the end of a line, ``limit`` bytes, or the end of the stream."""
        pieces, length = [self._rest], len(self._rest)
        try:
            while b"\n" not in pieces[-1] and not 0 <= limit <= length:
                piece = take()
                if not piece:
                    break
                pieces.append(piece)
                length += len(piece)
        finally:  # after a failure, keep what was read before it
            *lines, self._rest = b"".join(pieces).split(b"\n")
            self._lines.extend(lines)
