"""Let a boto3 client send its requests to a responder instead of a network."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from itertools import count
from typing import Any, Final, Protocol

import attrs

from sagemaker_typed._botocore.call_context import current_call
from sagemaker_typed._botocore.retries import follow_clock, pause_between_attempts
from sagemaker_typed.operation import Request

from .http import HttpAnswer, boto_response

__all__ = ["Attempt", "BotoCall", "Responder", "boto_call", "connect"]

_KEY: Final = "sagemaker_typed_fake_call"
_ID: Final = "sagemaker-typed-fake"
_numbers: Final = count()


@attrs.frozen(eq=False)
class BotoCall:
    """A call, before its first attempt."""

    service: str
    """botocore's name of the service."""
    model: Any
    """botocore's model of the operation."""
    parameters: Mapping[str, Any]
    """The parameters, as boto3 takes them; bodies that are files have been read."""
    request: Request[Any] | None
    """The request of a typed call, which is not a copy; ``None`` for a call of boto3."""
    read_timeout: float | None
    """The seconds that the client waits for a response; ``None`` means no limit."""


@attrs.frozen
class Attempt:
    """One HTTP request of a call."""

    method: str
    url: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)


class Responder(Protocol):
    """Answers calls."""

    def begin(self, call: BotoCall) -> Any:
        """Note a call, and return a handle for it."""
        ...

    def answer(self, handle: Any, attempt: Attempt) -> HttpAnswer:
        """Return the response to an attempt, or raise the error of the transport."""
        ...


_sending: Final[ContextVar[tuple[Responder, Any] | None]] = ContextVar("_sending", default=None)


def connect(client: Any, responder: Responder) -> Callable[[], None]:
    """Send the requests of ``client`` to ``responder``, and return the function that ends this.

    Args:
        client: The boto3 client.
        responder: Answers the requests.
    """
    events: Any = client.meta.events
    hooks = _Hooks(client.meta.service_model.service_name, responder)
    # A client can be connected to a responder twice; each connection ends by itself.
    unique_id = f"{_ID}-{id(responder)}-{next(_numbers)}"
    # Before botocore adds tokens to the parameters.
    events.register_first("before-parameter-build", hooks.note_call, f"{unique_id}-call")
    events.register_first("request-created", hooks.note_attempt, f"{unique_id}-attempt")
    # The first response wins, also over moto's.
    events.register_first("before-send", hooks.send, f"{unique_id}-send")
    pause_between_attempts(client)
    follow_clock(client)

    def disconnect() -> None:
        events.unregister("before-parameter-build", hooks.note_call, f"{unique_id}-call")
        events.unregister("request-created", hooks.note_attempt, f"{unique_id}-attempt")
        events.unregister("before-send", hooks.send, f"{unique_id}-send")

    return disconnect


class _Hooks:
    def __init__(self, service: str, responder: Responder) -> None:
        self._service = service
        self._responder = responder

    def note_call(self, params: Any, model: Any, context: Any, **_: Any) -> None:
        """Note the parameters, which botocore has not validated yet."""
        begun = boto_call(self._service, params, model, context)
        context[_KEY] = (self._responder, self._responder.begin(begun))

    def note_attempt(self, request: Any, **_: Any) -> None:
        """Remember the call whose request is sent next."""
        _sending.set(request.context.get(_KEY))

    def send(self, request: Any, **_: Any) -> Any:
        """Return the response to a request."""
        sending = _sending.get()
        if sending is None or sending[0] is not self._responder:  # several fakes share the client
            return None
        responder, handle = sending
        headers = {name: _text(value) for name, value in request.headers.items()}
        body = _bytes(request.body)
        attempt = Attempt(request.method, request.url, headers, body)
        return boto_response(request, responder.answer(handle, attempt))


def boto_call(service: str, params: Any, model: Any, context: Any) -> BotoCall:
    """Return the call of an event ``before-parameter-build``."""
    call = current_call(model.name)
    is_typed = call is not None and not call.is_untyped
    return BotoCall(
        service=service,
        model=model,
        parameters={name: _read(value) for name, value in params.items()},
        request=call.request if call is not None and is_typed else None,
        read_timeout=getattr(context.get("client_config"), "read_timeout", None),
    )


def _text(value: object) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def _read(value: Any) -> Any:
    """Return the content of a file from its position, which does not change."""
    if not hasattr(value, "read") or not hasattr(value, "seek"):
        return value
    position = value.tell()
    content = value.read()
    value.seek(position)
    return content


def _bytes(body: Any) -> bytes:
    """Return the body of a request; a file is read to its end, as sending does."""
    if body is None:
        return b""
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    if isinstance(body, io.BytesIO) or hasattr(body, "read"):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body)
