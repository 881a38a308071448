"""Reading from botocore's ``StreamingBody``.

This module imports no other module of this package, because ``streaming`` uses it.
"""

from __future__ import annotations

from typing import Any


def read_available(body: Any, size: int) -> bytes:
    """Return at most ``size`` bytes of a ``StreamingBody``, as soon as any are available.

    ``StreamingBody.read`` waits until it has all of them. The result is empty at the end of the
    body, and if botocore or urllib3 does not have the attributes that are used here.
    """
    raw: Any = getattr(body, "_raw_stream", None)
    if not hasattr(raw, "read1") or not hasattr(body, "_amount_read"):
        return b""
    piece: bytes = raw.read1(size)
    # At the end, botocore compares this count with the Content-Length.
    body._amount_read += len(piece)
    return piece
