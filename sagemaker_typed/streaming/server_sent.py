"""Server-sent events, the format in which many language models send their tokens.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any, Protocol

import attrs

from sagemaker_typed._lazy import exported_from

__all__ = ["HasLines", "ServerSentEvent", "async_server_sent_events", "server_sent_events"]

_DONE = "[DONE]"
"""The data of the last event of many models; not part of the standard."""


@exported_from("sagemaker_typed.streaming")
@attrs.frozen
class ServerSentEvent:
    """One event."""

    data: str
    """The data; several lines are joined by newlines."""
    event: str = "message"
    """The type of the event."""
    id: str = ""
    """The id of this event, or of the last event that has one."""
    retry: int | None = None
    """Milliseconds to wait before connecting again, if the event says so."""

    def json(self) -> Any:
        """Return the data read as JSON.

        Raises:
            ValueError: the data is not JSON.
        """
        return json.loads(self.data)


@exported_from("sagemaker_typed.streaming")
class HasLines(Protocol):
    """A ``ByteStream`` or an ``EventStream``."""

    def iter_lines(self) -> Iterator[bytes]:
        """Yield the lines as they arrive."""
        ...


@exported_from("sagemaker_typed.streaming")
def server_sent_events(body: HasLines) -> Iterator[ServerSentEvent]:
    """Yield the server-sent events of a body, each as soon as it arrives.

    An event with the data ``[DONE]`` ends the iteration and is not yielded. Comments and events
    without data are skipped. The blank line at the end of the last event is optional.

    Args:
        body: The body of a response.

    Raises the errors of ``body.iter_lines()``.
    """
    parser = _Parser()
    for number, line in enumerate(body.iter_lines()):
        text = line.decode("utf-8-sig" if number == 0 else "utf-8", "replace").rstrip("\r")
        event = parser.feed(text)
        if event is not None:
            if event.data == _DONE:
                return
            yield event
    event = parser.feed("")
    if event is not None and event.data != _DONE:
        yield event


@exported_from("sagemaker_typed.streaming")
def async_server_sent_events(body: HasLines) -> AsyncIterator[ServerSentEvent]:
    """Yield the server-sent events of a body of an asynchronous client.

    It is :func:`server_sent_events` for ``async for``.
    """
    from .asynchronous import steps

    return steps(lambda: server_sent_events(body))


class _Parser:
    """Collects the lines of an event."""

    def __init__(self) -> None:
        self._id = ""
        self._start()

    def _start(self) -> None:
        self._data: list[str] = []
        self._event = ""
        self._retry: int | None = None

    def feed(self, line: str) -> ServerSentEvent | None:
        """Return the event that a line ends, if any."""
        if line:
            self._field(*line.partition(":")[::2])
            return None
        event = None
        if self._data:
            event = ServerSentEvent(
                "\n".join(self._data), self._event or "message", self._id, self._retry
            )
        self._start()
        return event

    def _field(self, name: str, value: str) -> None:
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdigit():
                self._retry = int(value)
            case _:  # a comment has an empty name
                pass
