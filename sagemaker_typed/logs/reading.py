"""Reading a log group: everything that is there, and later what has arrived since."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias, cast

from botocore.exceptions import ClientError

from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, Response
from sagemaker_typed.waiting.outcome import is_transient
from sagemaker_typed.waiting.schedule import Poll, Schedule
from sagemaker_typed.waiting.status import is_final, status_field

from .event import LogEvent
from .groups import log_group_of

__all__ = ["LogReader", "read_logs"]

Since: TypeAlias = datetime | timedelta | None

_INTERVAL: Final = 5.0
_LATE: Final = timedelta(seconds=30)
"""How much later than its timestamp an event may arrive, and still be found while following."""
_SKEW: Final = timedelta(minutes=2)
"""How far the clock of one instance may be behind that of another."""
_TEMPORARY: Final = {"LimitExceededException", "ServiceUnavailableException"}
_QUIET_READS: Final = 2
"""So many reads without an event end the logs of a job that has ended. Events arrive late."""
_ERRORS_IN_A_ROW: Final = 5


def read_logs(
    reader: LogReader, send: Callable[[Request[Any]], Response], *, follow: bool, poll: Poll | None
) -> Iterator[LogEvent]:
    """Return the events of a resource; see ``client.logs`` for the arguments and errors.

    Args:
        reader: Reads the events.
        send: Sends a request to SageMaker.
        follow: Whether to continue until the resource has ended.
        poll: Seconds between two reads.
    """
    schedule = Schedule(math.inf, _INTERVAL if poll is None else poll, None)
    if follow:
        reader.start_now_unless_it_is_a_job()
        return _followed(reader, _Resource(send, reader.request), schedule)
    return reader.new_events()


def _start(since: Since) -> datetime | None:
    given = cast("object", since)
    if isinstance(given, timedelta):
        return datetime.now(UTC) - given
    if given is not None and not isinstance(given, datetime):
        raise TypeError(f"since must be a datetime or a timedelta, got {type(given).__name__}")
    if given is not None and given.tzinfo is None:
        return given.replace(tzinfo=UTC)  # as botocore takes it
    return given


def _followed(reader: LogReader, resource: _Resource, schedule: Schedule) -> Iterator[LogEvent]:
    has_ended = resource.has_ended(may_be_gone=False)
    # The last events of a resource that has just ended arrive later.
    needed = 1 if has_ended else _QUIET_READS
    quiet = 0
    errors_in_a_row = 0
    while True:
        count = 0
        try:
            for event in reader.new_events():
                count += 1
                yield event
            errors_in_a_row = 0
        except Exception as error:
            errors_in_a_row += 1
            if not _may_pass(error) or errors_in_a_row == _ERRORS_IN_A_ROW:
                raise
            count += 1  # there may be events
        quiet = quiet + 1 if has_ended and not count else 0
        if quiet == needed:
            return
        schedule.pause()
        has_ended = has_ended or resource.has_ended(may_be_gone=True)


def _may_pass(error: Exception) -> bool:
    """Return whether an error of CloudWatch Logs or of the network is temporary."""
    if isinstance(error, ClientError):
        answer: Any = error.response
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        code = answer.get("Error", {}).get("Code", "")
        return status >= 500 or "Throttl" in code or code in _TEMPORARY
    return is_transient(error)


class _Resource:
    """Finds out whether a resource has ended."""

    def __init__(self, send: Callable[[Request[Any]], Response], request: Request[Any]) -> None:
        self._send = send
        self._request = request
        self._status_field = status_field(type(request))
        self._errors_in_a_row = 0

    def has_ended(self, *, may_be_gone: bool) -> bool:
        """Return whether the resource is in a final status, or gone."""
        try:
            response = self._send(self._request)
        except Exception as error:
            self._errors_in_a_row += 1
            if may_be_gone and isinstance(error, ServiceError) and error.is_not_found:
                return True
            if is_transient(error) and self._errors_in_a_row < _ERRORS_IN_A_ROW:
                return False
            raise
        self._errors_in_a_row = 0
        return is_final(getattr(response, self._status_field) if self._status_field else None)


class LogReader:
    """Reads the events of a resource, each of them once.

    Args:
        send: Sends a request to SageMaker.
        logs_client: A boto3 client for CloudWatch Logs.
        request: The request that describes the resource.
        since: The time of the first event, or how long before now it is.
        filter_pattern: A filter pattern of CloudWatch Logs.

    Raises:
        TypeError: ``since`` is not a time.
        ValueError: the resource has no logs.
    """

    def __init__(
        self,
        send: Callable[[Request[Any]], Response],
        logs_client: Any,
        request: Request[Any],
        *,
        since: Since,
        filter_pattern: str | None,
    ) -> None:
        self.request = request
        self._send = send
        self._client = logs_client
        self._group = log_group_of(request)
        self._is_filled = not self._group.is_described
        if self._is_filled:
            self._group = self._group.filled(request)
        self._start = _start(since)
        self._pattern = filter_pattern
        self._latest: dict[str, datetime] = {}
        """The timestamp of the last event of each stream."""
        self._seen: dict[str, datetime] = {}
        """The events that the next read may return again, with their timestamps."""

    def start_now_unless_it_is_a_job(self) -> None:
        """Omit what is there already, which may be very long, unless a start was given."""
        if self._start is None and not self._group.is_job:
            self._start = datetime.now(UTC)

    def new_events(self) -> Iterator[LogEvent]:
        """Yield the events that were not there at the last call, in order."""
        for page in self._pages():
            found = [
                (event["eventId"], _event(event))
                for event in page
                if self._group.has(event["logStreamName"])
            ]
            for identifier, event in sorted(found, key=lambda pair: pair[1].timestamp):
                if identifier not in self._seen:
                    self._seen[identifier] = event.timestamp
                    last = self._latest.get(event.stream, event.timestamp)
                    self._latest[event.stream] = max(last, event.timestamp)
                    yield event
            self._forget()

    def _forget(self) -> None:
        """Forget the events that the next read does not return again."""
        again = self._again()
        if again is not None:
            self._seen = {name: time for name, time in self._seen.items() if time >= again}

    def _again(self) -> datetime | None:
        """Return the time from which to read again: some events arrive late or have old times."""
        if not self._latest:
            return None
        times = self._latest.values()
        return max(min(times), max(times) - _SKEW) - _LATE

    def _pages(self) -> Iterator[Iterable[Any]]:
        if not self._is_filled:
            self._group, self._is_filled = self._group.filled(self._send(self.request)), True
        start = self._start
        again = self._again()
        if again is not None:
            start = again if start is None else max(start, again)
        given = {
            "logGroupName": self._group.name,
            "logStreamNamePrefix": self._group.streams or None,
            "filterPattern": self._pattern,
            "startTime": None if start is None else math.floor(start.timestamp() * 1000),
        }
        parameters = {name: value for name, value in given.items() if value is not None}
        while True:
            try:
                answer = self._client.filter_log_events(**parameters)
            except self._client.exceptions.ResourceNotFoundException:
                return  # nothing was logged yet
            yield answer["events"]
            token = answer.get("nextToken")
            if not token:
                return
            parameters["nextToken"] = token


def _event(event: Any) -> LogEvent:
    return LogEvent(
        timestamp=_time(event["timestamp"]),
        message=event["message"],
        stream=event["logStreamName"],
        ingestion_time=_time(event["ingestionTime"]),
    )


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
