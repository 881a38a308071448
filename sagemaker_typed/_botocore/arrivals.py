"""Responses that were cut within their HTTP headers: an empty body is then no proof of success.

The headers of such a response announce neither the length of a body nor chunks, so that botocore
takes the end of the connection for the end of an empty body. Only a response that came over a
socket can be cut: those of hooks, stubs and mocks are as they were made.
"""

from __future__ import annotations

from functools import partial
from http.client import HTTPResponse
from typing import Any

from .call_context import CallContext, call_being_sent
from .layers import layers_of
from .session import BotoClient


def note_arrivals(client: BotoClient) -> None:
    """Note the HTTP responses of typed calls that come over a socket; once for each client.

    This uses undocumented attributes of botocore. If they do not exist, nothing is noted.
    """
    from botocore.httpsession import URLLib3Session

    endpoint: Any = getattr(client, "_endpoint", None)
    session: Any = getattr(endpoint, "http_session", None)
    if not isinstance(session, URLLib3Session):
        return
    send: Any = session.send
    if not any(isinstance(layer, partial) and layer.func is _sent for layer in layers_of(send)):
        noting: Any = partial(_sent, send)
        noting.__wrapped__ = send
        setattr(session, "send", noting)  # noqa: B010 - mypy refuses an assignment


def is_cut(call: CallContext, body: Any) -> bool:
    """Return whether the last response of ``call`` was cut within its headers.

    Args:
        call: The call.
        body: The body that botocore has received: bytes, or a stream.
    """
    arrived, call.arrived = call.arrived, None
    if arrived is None or (body and isinstance(body, bytes)):
        return False
    if "content-length" in arrived.headers or "transfer-encoding" in arrived.headers:
        return False
    original = getattr(arrived.raw, "_original_response", None)
    # A subclass is not from a socket: vcrpy's has lost its header ``Transfer-Encoding``.
    if type(original) is not HTTPResponse:
        return False
    if isinstance(body, bytes):
        return True
    is_empty = _is_empty(original)
    if is_empty:
        arrived.raw.close()
    return is_empty


def _sent(send: Any, request: Any) -> Any:
    response = send(request)
    call = call_being_sent()
    if call is not None:
        call.arrived = response
    return response


def _is_empty(stream: HTTPResponse) -> bool:
    """Return whether a stream has no bytes; this waits for the first one."""
    try:
        return not stream.peek(1)
    except OSError:  # reading the stream will fail too
        return False
