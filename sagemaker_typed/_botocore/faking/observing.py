"""Observe the calls of a boto3 client without changing them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, Final, Protocol

import attrs
from botocore.response import StreamingBody

from sagemaker_typed._botocore.call_context import current_call

from .http import HttpAnswer, Piece, memory_body
from .seam import BotoCall, boto_call

__all__ = ["Observer", "Outcome", "observe"]

_KEY: Final = "sagemaker_typed_observed_call"
_ID: Final = "sagemaker-typed-observer"


@attrs.frozen(eq=False)
class Outcome:
    """The outcome of a call."""

    parsed: Mapping[str, Any] | None
    """The members, an error among them; ``None`` if there was no response."""
    is_wire: bool = False
    """Whether the members are those of the JSON, which botocore has not parsed."""
    is_rest: bool = False
    """Whether they are those of the protocol rest-json."""
    status: int | None = None
    """The HTTP status."""
    error: Exception | None = None
    """The error of the connection, if there was no response."""
    attempts: int = 1
    """The number of HTTP requests."""
    body: bytes | None = None
    """The streamed body."""
    events: Any = None
    """A copy of botocore's stream of events, to read."""


class Observer(Protocol):
    """Notes calls."""

    def begin(self, call: BotoCall) -> Any:
        """Note a call, and return a handle for it."""
        ...

    def end(self, handle: Any, outcome: Outcome) -> None:
        """Note the outcome of a call."""
        ...


def observe(client: Any, observer: Observer) -> Callable[[], None]:
    """Tell ``observer`` of the calls of a client, and return the function that ends this.

    Streams are read completely before the call returns.
    """
    hooks = _Hooks(client.meta.service_model.service_name, observer)
    events: Any = client.meta.events
    names = {
        "before-parameter-build": hooks.begin,
        "response-received": hooks.count,
        "after-call": hooks.end,
        "after-call-error": hooks.fail,
    }
    for name, hook in names.items():
        events.register_first(name, hook, f"{_ID}-{id(observer)}-{name}")

    def stop() -> None:
        for name, hook in names.items():
            events.unregister(name, hook, f"{_ID}-{id(observer)}-{name}")

    return stop


class _Observed:
    def __init__(self, handle: Any) -> None:
        self.handle = handle
        self.attempts = 0


class _Hooks:
    def __init__(self, service: str, observer: Observer) -> None:
        self._service = service
        self._observer = observer

    def begin(self, params: Any, model: Any, context: Any, **_: Any) -> None:
        call = boto_call(self._service, params, model, context)
        context[_KEY] = _Observed(self._observer.begin(call))

    def count(self, context: Any, **_: Any) -> None:
        if _KEY in context:
            context[_KEY].attempts += 1

    def end(self, http_response: Any, parsed: Any, model: Any, context: Any, **_: Any) -> None:
        observed = context.pop(_KEY, None)
        if observed is None:
            return
        call = current_call(model.name)
        body: bytes | None = None
        events: Any = None
        payload: Any = model.output_shape and model.output_shape.serialization.get("payload")
        if http_response.status_code < 300 and payload in parsed:
            if model.has_event_stream_output:
                events = _copied_events(parsed[payload])
            elif model.has_streaming_output:
                content: bytes = parsed[payload].read()
                parsed[payload] = StreamingBody(io.BytesIO(content), len(content))
                body = content
        outcome = Outcome(
            parsed=parsed,
            is_wire=call is not None and call.was_read,
            is_rest=call is not None and call.is_rest,
            status=http_response.status_code,
            attempts=max(observed.attempts, 1),
            body=body,
            events=events,
        )
        self._observer.end(observed.handle, outcome)

    def fail(self, exception: Any, context: Any, **_: Any) -> None:
        observed = context.pop(_KEY, None)
        if observed is not None:
            outcome = Outcome(None, error=exception, attempts=max(observed.attempts, 1))
            self._observer.end(observed.handle, outcome)


def _copied_events(stream: Any) -> Any:
    """Read the stream, let it start again, and return a copy of it."""
    raw = stream._raw_stream
    pieces: list[Piece] = []
    try:
        pieces.extend(raw.stream())
    except Exception as error:  # noqa: BLE001 - it is raised when the stream is read
        pieces.append(error)
    headers = {str(name): str(value) for name, value in dict(raw.headers).items()}
    kept = {name: text for name, text in headers.items() if name.lower() != "content-length"}
    answer = HttpAnswer(raw.status, kept, pieces)
    copied = copy(stream)
    stream._raw_stream, copied._raw_stream = memory_body(answer), memory_body(answer)
    return copied
