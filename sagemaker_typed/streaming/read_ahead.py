"""Lines of a stream whose pieces end anywhere."""

from __future__ import annotations

from collections.abc import Callable


class ReadAhead:
    """Bytes that were taken from a stream in order to find the end of a line.

    Args:
        take: The next bytes of the stream, as many as there are; none at its end.
    """

    def __init__(self, take: Callable[[], bytes]) -> None:
        self._take = take
        self._bytes = bytearray()

    def __len__(self) -> int:
        return len(self._bytes)

    def cut(self, size: int | None = None) -> bytes:
        """The first ``size`` bytes, or all of them."""
        taken = bytes(self._bytes[:size])
        del self._bytes[:size]
        return taken

    def line(self, limit: int = -1) -> bytes:
        r"""The next line with the ``\n`` that ends it, if one does; at most ``limit`` bytes of it.

        Empty at the end of the stream.
        """
        seen = end = 0
        while not end and not 0 <= limit <= len(self._bytes):
            end = self._bytes.find(b"\n", seen) + 1
            if end:
                break
            seen = len(self._bytes)
            piece = self._take()
            if not piece:
                end = seen
                break
            self._bytes += piece
        if limit >= 0:
            end = min(limit, end or (self._bytes.find(b"\n", seen) + 1) or limit)
        return self.cut(end)


def without_end(line: bytes) -> bytes:
    r"""A line without the ``\n`` or ``\r\n`` that ends it."""
    if not line.endswith(b"\n"):
        return line
    return line[: -2 if line.endswith(b"\r\n") else -1]
