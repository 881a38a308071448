"""Events that are read while they arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, Protocol, Self, TypeVar

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._log import logger

from .byte_stream import not_copied
from .read_ahead import ReadAhead

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

__all__ = ["EventStream"]


class Event(Protocol):
    """What a stream asks of its events.

    A :class:`~sagemaker_typed.stream_event.StreamEvent` also says how its events are read from
    botocore, in ``__typed__``, and what their payload is, in ``__payload__``.
    """

    @property
    def branch(self) -> str | None:
        """The kind of event."""
        ...


EventT = TypeVar("EventT", bound=Event)

_AT_END: Final = (
    "the events were read to their end already, and can be read once only; keep what they gave"
)


@exported_from("sagemaker_typed.streaming")
class EventStream(Generic[EventT]):
    """The events of an answer, as they arrive: an iterator that can be read once.

    An event is a tagged union, of which ``branch`` is the kind of event. One that this release does
    not know is kept: ``unknown_members`` has its headers and payload, under the service's name of
    it. The connection goes back to botocore's pool once the end is reached; leaving the ``with``,
    or ``close()``, drops it before. It cannot be copied or pickled; two are equal that read
    the same.

    Args:
        events: botocore's ``EventStream``; or the events themselves, for tests: typed, as boto3's
            dicts, and errors to be raised in their place.
        event_class: The class of an event. Of your own classes, those that derive from
            :class:`~sagemaker_typed.stream_event.StreamEvent` are read like the package's.
        convert: Makes an event from boto3's dict, where that is not the package's own converter.

    Raises:
        ServiceError: what the service sends in the place of an event, as the service's own error;
            also a ``botocore.exceptions.EventStreamError``.
        UnreadableStreamError: it was read to its end, was closed, or has failed.
        IncompleteStreamError: it broke off.
        InvalidResponse: an event is damaged.
        botocore.exceptions.ReadTimeoutError: nothing came for the client's ``read_timeout``.
    """

    def __init__(
        self,
        events: Iterable[Any],
        event_class: type[EventT],
        convert: Callable[[Any, Any], EventT] | None = None,
    ) -> None:
        self._source: Any = events
        self._hide: Callable[[ClientError], ClientError] | None = None
        self._event_class = event_class
        self._convert = convert
        self._events: Iterator[EventT] | None = None
        self._ahead = ReadAhead()
        self._count = 0
        self._end = ""

    def hide(self, hide: Callable[[ClientError], ClientError]) -> None:
        """Let errors pass through ``hide`` first, which takes out what must not be shown."""
        self._hide = hide

    @property
    def raw(self) -> Any:
        """What boto3 returns for it; once an event was read, this stream itself."""
        return self if self._events else self._source

    # --- events -----------------------------------------------------------------------------------

    def __iter__(self) -> Self:
        self._check()
        return self

    def __next__(self) -> EventT:
        events = self._events
        if self._end or events is None:
            events = self._started()
        try:
            event = next(events)
        except StopIteration:
            self._end = _AT_END
            raise
        except BaseException as error:
            self._close(f"reading the events has failed: {type(error).__name__}")
            raise
        self._count += 1
        return event

    def _started(self) -> Iterator[EventT]:
        if self._end == _AT_END:
            return iter(())
        self._check()
        # One event: botocore's ``Stubber`` takes nothing else.
        is_one = self._source.__class__ is dict
        source: Iterable[Any] = [self._source] if is_one else self._source
        typed: Any = getattr(self._event_class, "__typed__", self._plain)
        events: Iterator[EventT] = typed(source, self._convert, self._hide)
        self._events = events
        return events

    def _plain(
        self,
        source: Iterable[Any],
        convert: Callable[[Any, Any], EventT] | None,
        hide: Callable[[ClientError], ClientError] | None,
    ) -> Iterator[EventT]:
        """The events of ``source``, where their class does not say how they are read."""
        from botocore.exceptions import ClientError

        cls = self._event_class
        try:
            for event in source:
                if isinstance(event, Exception):
                    raise event
                if isinstance(event, cls):
                    yield event
                elif convert:
                    yield convert(event, None)
                else:
                    raise TypeError(
                        f"{cls.__name__} cannot be made from {type(event).__name__}: give "
                        f"convert=, or derive {cls.__name__} from "
                        "sagemaker_typed.stream_event.StreamEvent"
                    )
        except ClientError as error:
            raise hide(error) if hide else error from None

    # --- payloads ---------------------------------------------------------------------------------

    def read(self) -> bytes:
        """The payload of all events that are left, put together."""
        return b"".join(self.iter_chunks())

    def iter_chunks(self) -> Iterator[bytes]:
        """The payload of each event, as it arrives: where it is split says nothing.

        Events of kinds that have no payload, or that are not known, are left out and logged.
        """
        self._check(self._ahead)
        return iter(lambda: self._ahead.cut() or self._next_payload(), b"")

    def iter_lines(self, *, keepends: bool = False) -> Iterator[bytes]:
        r"""The lines of the payloads put together, each as soon as it has arrived.

        Args:
            keepends: Whether to leave the ``\n`` or ``\r\n`` that ends a line.
        """
        self._check(self._ahead)
        return self._ahead.lines(self._next_payload, keepends=keepends)

    def _next_payload(self) -> bytes:
        """The next payload that is not empty; empty at the end."""
        for event in iter(lambda: next(self, None), None):
            payload = self._payload(event)
            if payload:
                return payload
        return b""

    def _payload(self, event: EventT) -> bytes:
        own: Any = getattr(event, "__payload__", None)
        payload: bytes | None = own() if own else _bytes_in(event)
        if payload is None:
            logger.warning(
                "%s: an event of the kind %s has no payload that is known; it was left out",
                self._event_class.__name__,
                event.branch,
            )
            return b""
        return payload

    # --- the connection ---------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        """Whether nothing more can be read: it is at its end, was closed, or has failed."""
        return bool(self._end)

    def close(self) -> None:
        """Close the connection, if the end is not reached; what was not read is lost."""
        if not self._end:
            self._close("the events are closed; read them before, or within their `with`")

    def _close(self, why: str) -> None:
        self._end = why
        for part in (self._events, self._source):
            close = getattr(part, "close", None)
            if close is not None:
                close()

    def _check(self, ahead: ReadAhead | None = None) -> None:
        if self._end and not ahead:
            from .errors import UnreadableStreamError

            raise UnreadableStreamError(self._end)

    def __enter__(self) -> Self:
        self._check()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- as an object -----------------------------------------------------------------------------

    def __repr__(self) -> str:
        name = f"{type(self).__name__}[{self._event_class.__name__}]"
        state = "open" if not self._end else "read to its end" if self._end == _AT_END else "closed"
        return f"<{name}, {state}, {self._count} events read>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EventStream):
            return NotImplemented
        return self._source is other._source

    def __hash__(self) -> int:
        return hash(id(self._source))

    def __copy__(self) -> NoReturn:
        raise not_copied(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> NoReturn:
        raise not_copied(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise not_copied(self)


def _bytes_in(event: Event) -> bytes | None:
    """The bytes that an event brings, in the first field that has some."""
    content: Any = getattr(event, event.branch or "", None)
    values = (getattr(content, name) for name in getattr(content, "__wire_names__", ()))
    return next((value for value in values if isinstance(value, bytes)), None)
