"""Bodies and events that are read bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .errors import ServiceError

__all__ = ["Body", "ByteStream", "EventStream"]

Body: TypeAlias = bytes | BinaryIO
"""The body of a request: bytes, or a file that is read when the request is sent."""

EventT = TypeVar("EventT")


class ByteStream:
    """The body of a response.

    Args:
        raw: What botocore has in its place: a ``StreamingBody``, or bytes.
    """

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        """What the stream was made of, as boto3 has it."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ByteStream):
            return NotImplemented
        return bool(self.raw == other.raw)

    def read(self) -> bytes:
        """All of it."""
        whole: bytes = self.raw if isinstance(self.raw, bytes) else self.raw.read()
        return whole


class EventStream(Generic[EventT]):
    """The events of a response, each as an ``EventT``.

    Args:
        raw: What botocore has in its place: its ``EventStream``, which gives dicts.
        event: Makes an event from botocore's dict.
        errors: The service's errors by their code; asked when one came.
    """

    def __init__(
        self,
        raw: Any,
        event: Callable[[Mapping[str, Any]], EventT],
        errors: Callable[[], Mapping[str, type[ServiceError]]],
    ) -> None:
        self.raw = raw
        """What the stream was made of, as boto3 has it."""
        self._event = event
        self._errors = errors

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EventStream):
            return NotImplemented
        return bool(self.raw == other.raw)

    def __iter__(self) -> Iterator[EventT]:
        return map(self._event, self.raw)
