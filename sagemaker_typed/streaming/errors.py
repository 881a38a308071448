"""Errors while a stream is read, and the translation of urllib3's errors into them."""

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
    """A body or an event stream ended early, because the connection was closed or broken.

    It derives from both of the errors that botocore raises for this.
    """

    if TYPE_CHECKING:
        kwargs: Any
    fmt = (
        "{what} ended early, so the data read so far is incomplete ({error}); "
        "send the request again if it is safe to repeat"
    )


@exported_from("sagemaker_typed.streaming")
class UnreadableStreamError(ValueError):
    """A stream cannot be read any more: it was read to its end, was closed, or has failed."""


def translated(error: Exception, what: str) -> Exception:
    """Return an error of urllib3 or botocore as one that callers of boto3 can catch.

    Other errors are returned unchanged.

    Args:
        error: The error that was raised while reading.
        what: The name of the stream for the message, such as ``the body``.
    """
    # botocore's ReadTimeoutError also derives from urllib3's.
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
    """Return the urllib3 error that a botocore error wraps, or the error itself."""
    kwargs: dict[str, Any] = getattr(error, "kwargs", {})
    inner = kwargs.get("error", error)
    return inner if isinstance(inner, Exception) else error


def _reason(error: Exception) -> str:
    """Return the error's message, without any content of the stream."""
    is_quoted = isinstance(error, urllib3.InvalidChunkLength)
    return "invalid chunk length" if is_quoted else str(error)


def _place(error: Exception) -> str:
    """Return the address that urllib3 was connected to."""
    pool: Any = getattr(error, "pool", None)
    host = getattr(pool, "host", None)
    return f"{pool.scheme}://{host}:{pool.port}" if host else "unknown"
