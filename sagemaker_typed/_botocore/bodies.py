"""Botocore's body of an answer. It imports nothing of ours: ``streaming`` uses it."""

from __future__ import annotations

from typing import Any


def arrived(body: Any, size: int) -> bytes:
    """At most ``size`` bytes of a ``StreamingBody``, as soon as there are any.

    Its own ``read`` waits for all of them. There are none at the end, and where botocore or urllib3
    has other parts than these.
    """
    raw: Any = getattr(body, "_raw_stream", None)
    if not hasattr(raw, "read1") or not hasattr(body, "_amount_read"):
        return b""
    piece: bytes = raw.read1(size)
    # It compares that with the announced length, at the end.
    body._amount_read += len(piece)
    return piece
