"""Event streams that are read as they arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, NoReturn, Protocol, Self, TypeVar

from sagemaker_typed._hints.counts import counted
from sagemaker_typed._lazy import exported_from
from sagemaker_typed._log import logger

from .asynchronous import AsyncMethods
from .byte_stream import not_copied
from .read_ahead import ReadAhead

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

__all__ = ["EventStream"]


class Event(Protocol):
    """The interface that a stream needs of its events.

    A :class:`~sagemaker_typed.stream_event.StreamEvent` also has ``__typed__``, which reads its
    events from botocore, and ``__payload__``, which returns an event's payload.
    """

    @property
    def branch(self) -> str | None:
        """The type of event."""
        ...


EventT = TypeVar("EventT", bound=Event)

_AT_END: Final = (
    "the events were already read to their end, and can be read only once; keep the results"
)


@exported_from("sagemaker_typed.streaming")
class EventStream(AsyncMethods[EventT], Generic[EventT]):
    """The events of a response, as they arrive: an iterator that can be read once.

    An event is a tagged union; its ``branch`` is the type of event. Events of unknown types are
    preserved: ``unknown_members`` has their headers and payload, under the service's name of the
    type. At the end, the connection returns to botocore's pool; ``close()``, or leaving the
    ``with`` block, before the end closes the connection. A stream cannot be copied or pickled. Two
    streams are equal if they read from the same source.

    In the response of an asynchronous client, use ``async for``, ``async with``, ``aread``,
    ``aiter_lines`` and ``aiter_chunks``.

    Args:
        events: botocore's ``EventStream``. For tests, also an iterable of typed events, boto3's
            dicts, and errors to raise.
        event_class: The class of the events. Your own event classes should derive from
            :class:`~sagemaker_typed.stream_event.StreamEvent`, to be read like the package's.
        convert: A function that makes an event from boto3's dict; default: the package's converter.

    Raises:
        ServiceError: the service sent an error instead of an event. It is also a
            ``botocore.exceptions.EventStreamError``.
        UnreadableStreamError: the stream was read to its end, was closed, or reading it failed.
        IncompleteStreamError: the connection was lost before the end.
        InvalidResponse: an event is corrupted, or does not match the service model.
        botocore.exceptions.ReadTimeoutError: no data arrived within the client's
            ``read_timeout``.
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
        """Pass errors through ``hide``, which removes sensitive values, before they are raised."""
        self._hide = hide

    @property
    def raw(self) -> Any:
        """The stream as boto3 returns it. Once an event has been read, it is this stream itself."""
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
            self._close(f"reading the events failed: {type(error).__name__}")
            raise
        self._count += 1
        return event

    def _started(self) -> Iterator[EventT]:
        if self._end == _AT_END:
            return iter(())
        self._check()
        # A single event, because botocore's ``Stubber`` accepts only a dict here.
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
        """Yield the events of ``source``, for a class without ``__typed__``."""
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
                        f"cannot make {cls.__name__} from {type(event).__name__}: pass "
                        f"convert=, or derive {cls.__name__} from "
                        "sagemaker_typed.stream_event.StreamEvent"
                    )
        except ClientError as error:
            raise hide(error) if hide else error from None

    # --- payloads ---------------------------------------------------------------------------------

    def read(self) -> bytes:
        """Return the payloads of all remaining events, joined."""
        return b"".join(self.iter_chunks())

    def iter_chunks(self) -> Iterator[bytes]:
        """Iterate over the payloads of the events, as they arrive.

        A payload may end within a line or a character. Events without a payload and events of
        unknown types are skipped and logged.
        """
        self._check(self._ahead)
        return iter(lambda: self._ahead.cut() or self._next_payload(), b"")

    def iter_lines(self, *, keepends: bool = False) -> Iterator[bytes]:
        r"""Iterate over the lines of the joined payloads, each as soon as it has arrived.

        Args:
            keepends: Whether to keep the ``\n`` or ``\r\n`` at the end of a line.
        """
        self._check(self._ahead)
        return self._ahead.lines(self._next_payload, keepends=keepends)

    def _next_payload(self) -> bytes:
        """Return the next payload that is not empty; empty at the end."""
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
                "%s: skipped an event of type %s, which has no known payload",
                self._event_class.__name__,
                event.branch,
            )
            return b""
        return payload

    # --- the connection ---------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        """Whether the stream was read to its end, was closed, or has failed."""
        return bool(self._end)

    def close(self) -> None:
        """Close the stream; before the end, also close the connection and discard the rest."""
        if not self._end:
            self._close(
                "the event stream is closed; read it before closing, inside its `with` block"
            )

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

    # --- special methods --------------------------------------------------------------------------

    def __repr__(self) -> str:
        name = f"{type(self).__name__}[{self._event_class.__name__}]"
        state = "open" if not self._end else "read to its end" if self._end == _AT_END else "closed"
        return f"<{name}, {state}, {counted(self._count, 'event')} read>"

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
    """Return the bytes in the first field of an event that has any."""
    content: Any = getattr(event, event.branch or "", None)
    values = (getattr(content, name) for name in getattr(content, "__wire_names__", ()))
    return next((value for value in values if isinstance(value, bytes)), None)
