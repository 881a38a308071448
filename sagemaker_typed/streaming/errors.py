"""What can go wrong while a body is read, and botocore's and urllib3's errors as one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    HTTPClientError,
    IncompleteReadError,
    ReadTimeoutError,
    ResponseStreamingError,
    SSLError,
)
from urllib3 import exceptions as urllib3

from sagemaker_typed._lazy import exported_from

__all__ = ["IncompleteStreamError", "UnreadableStreamError", "translated"]


@exported_from("sagemaker_typed.streaming")
class IncompleteStreamError(ResponseStreamingError, IncompleteReadError):
    """A body or a stream of events ended before its end: the connection was closed or broken.

    It is also what botocore raises for this, which is either of the two.
    """

    if TYPE_CHECKING:
        kwargs: Any
    fmt = (
        "{what} ends early, so what was read of it is not all ({error}); "
        "send the request again, if it does no harm twice"
    )


@exported_from("sagemaker_typed.streaming")
class UnreadableStreamError(ValueError):
    """A stream has nothing to give any more: it was read to its end, closed, or has failed."""


def translated(error: Exception, what: str) -> Exception:
    """``error`` as one that a caller of boto3 knows; those that are none of these as they are.

    Args:
        error: What botocore or urllib3 raised while reading.
        what: What was read.
    """
    # botocore's own is one of urllib3's too.
    if isinstance(error, ReadTimeoutError | urllib3.ReadTimeoutError):
        inner = _inner(error)
        return ReadTimeoutError(endpoint_url=_place(inner), error=inner)
    if isinstance(error, ResponseStreamingError | IncompleteReadError | urllib3.ProtocolError):
        return IncompleteStreamError(what=what, error=_reason(_inner(error)))
    if isinstance(error, urllib3.SSLError):
        return SSLError(endpoint_url=_place(error), error=error)
    if isinstance(error, urllib3.HTTPError):
        return HTTPClientError(error=error)
    return error


def _inner(error: Exception) -> Exception:
    """The error of urllib3 that botocore's is about."""
    kwargs: dict[str, Any] = getattr(error, "kwargs", {})
    inner = kwargs.get("error", error)
    return inner if isinstance(inner, Exception) else error


def _reason(error: Exception) -> str:
    """What urllib3 or botocore says: how many bytes there were, but none of them."""
    is_quoted = isinstance(error, urllib3.InvalidChunkLength)
    return "what should be a chunk's length is none" if is_quoted else str(error)


def _place(error: Exception) -> str:
    """Where urllib3 was connected to."""
    pool: Any = getattr(error, "pool", None)
    host = getattr(pool, "host", None)
    return f"{pool.scheme}://{host}:{pool.port}" if host else "unknown"
