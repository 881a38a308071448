"""Waiting for a resource: look again and again until it is as wanted, has failed, or is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeAlias, TypeVar, cast

import attrs
from botocore.exceptions import BotoCoreError, WaiterError

from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import InvalidResponse, ServiceError
from sagemaker_typed.operation import Request, Response

from .acceptors import (
    Acceptor,
    Judge,
    Judgement,
    Waiter,
    as_modelled,
    by_status,
    is_transient,
    status_reader,
)
from .schedule import Cancel, Poll, Schedule
from .status import failure_reason, resource_name

__all__ = [
    "Acceptor",
    "Cancel",
    "OnProgress",
    "Poll",
    "Progress",
    "WaitCancelled",
    "WaitError",
    "WaitFailed",
    "WaitTimeout",
    "Waiter",
]

ResponseT = TypeVar("ResponseT", bound=Response)
ResponseT_co = TypeVar("ResponseT_co", bound=Response, covariant=True)
Condition: TypeAlias = str | Iterable[str] | Callable[[ResponseT], bool]
"""A status, several, or a function of the response."""

_INTERVAL = 30.0
_TIMEOUT = 3600.0
_ERRORS_IN_A_ROW = 5


@attrs.frozen
class Progress(Generic[ResponseT_co]):
    """How a wait is going, after a look."""

    resource: str
    """What is waited for, such as ``Endpoint 'churn'``."""
    attempt: int
    """The number of looks so far."""
    elapsed: float
    """Seconds since the start."""
    remaining: float
    """Seconds until the deadline; ``math.inf`` without one."""
    status: str | None
    """The status, as far as the response has one."""
    response: ResponseT_co | None
    """The last response; ``None`` where there was none yet."""
    error: Exception | None = None
    """What came in the place of a response at this look."""
    done: bool = False
    """Whether the wait is over, in whichever way."""


OnProgress: TypeAlias = Callable[[Progress[ResponseT]], object]
"""A function that is called after each look; what it raises ends the wait."""


class WaitError(WaiterError):
    """A wait without what was waited for; botocore's ``WaiterError`` catches it too."""

    last_response: Any
    """The last answer as boto3 has it, an error's included."""

    def __init__(
        self,
        *,
        name: str,
        resource: str,
        explanation: str,
        response: Any = None,
        status: str | None = None,
        reason: str | None = None,
        last_response: Any = None,
    ) -> None:
        super().__init__(name=name, reason=explanation, last_response=last_response)
        self.name = name
        self.resource = resource
        """What was waited for, such as ``Endpoint 'churn'``."""
        self.explanation = explanation
        """What happened, in words."""
        self.response: Any = response
        """The last typed response; ``None`` where there was none."""
        self.status = status
        """The last status; ``None`` where the response has none."""
        self.reason = reason
        """The resource's own reason for its status, or an error's message."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self._arguments())

    def _arguments(self) -> dict[str, Any]:
        names = ("name", "resource", "explanation", "response", "status", "reason", "last_response")
        return {name: getattr(self, name) for name in names}


class WaitFailed(WaitError):  # noqa: N818 - it says what happened
    """What was waited for cannot come any more: the resource failed, or the service refused."""


class WaitTimeout(WaitError, TimeoutError):  # noqa: N818 - it says what happened
    """The time was over; Python's ``TimeoutError`` catches it too."""


class WaitCancelled(WaitError):  # noqa: N818 - it says what happened
    """Another thread set ``cancel``."""

    fmt = "Waiter {name} was cancelled: {reason}"


def _rebuilt(cls: type[WaitError], arguments: dict[str, Any]) -> WaitError:
    return cls(**arguments)


def wait(
    send: Callable[[Request[ResponseT]], ResponseT],
    request: Request[ResponseT],
    *,
    until: Condition[ResponseT],
    fail_on: Condition[ResponseT] | None,
    status: str | Callable[[ResponseT], str | None] | None,
    timeout: float | None,
    poll: Poll | None,
    on_progress: OnProgress[ResponseT] | None,
    cancel: Cancel | None,
) -> ResponseT:
    """``client.wait``, which describes the arguments and errors."""
    read, judge = by_status(request, until, fail_on, status)
    found = _Wait(request.__operation__, send, request, judge, read, on_progress).run(
        Schedule(
            _TIMEOUT if timeout is None else timeout, _INTERVAL if poll is None else poll, cancel
        )
    )
    return cast("ResponseT", found)


def wait_as_modelled(
    send: Callable[[Request[ResponseT]], ResponseT],
    request: Request[ResponseT],
    waiter: Waiter,
    *,
    timeout: float | None,
    poll: Poll | None,
    on_progress: OnProgress[ResponseT] | None,
    cancel: Cancel | None,
) -> ResponseT:
    """Wait as a waiter of the model does, for one that ends with an answer."""
    found = wait_until_gone(
        send,
        request,
        waiter,
        timeout=timeout,
        poll=poll,
        on_progress=on_progress,
        cancel=cancel,
    )
    return cast("ResponseT", found)


def wait_until_gone(
    send: Callable[[Request[ResponseT]], ResponseT],
    request: Request[ResponseT],
    waiter: Waiter,
    *,
    timeout: float | None,
    poll: Poll | None,
    on_progress: OnProgress[ResponseT] | None,
    cancel: Cancel | None,
) -> ResponseT | None:
    """Wait as a waiter of the model does, for one that an error may end with success.

    Returns:
        The last response; ``None`` where the first look was the error.
    """
    read = status_reader(request, None)
    schedule = Schedule(
        waiter.delay * waiter.max_attempts if timeout is None else timeout,
        waiter.delay if poll is None else poll,
        cancel,
    )
    judge = as_modelled(waiter)
    return _Wait(waiter.name, send, request, judge, read, on_progress).run(schedule)


@attrs.define
class _Wait(Generic[ResponseT]):
    name: str
    send: Callable[[Request[ResponseT]], ResponseT]
    request: Request[ResponseT]
    judge: Judge[ResponseT]
    read_status: Callable[[ResponseT], str | None]
    on_progress: OnProgress[ResponseT] | None
    response: ResponseT | None = None
    error: Exception | None = None
    """What came in the place of a response at the last look."""
    errors_in_a_row: int = 0

    def run(self, schedule: Schedule) -> ResponseT | None:
        while not schedule.is_cancelled:
            self.look()
            schedule.looks += 1
            verdict = self.judge(self.response if self.error is None else None, self.error)
            is_answered = verdict is not Judgement.NONE
            gives_up = not is_answered and self.error is not None and not self.is_patient()
            is_over = schedule.is_over
            self.report(schedule, done=verdict.is_final or gives_up or is_over)
            if verdict is Judgement.SUCCESS:
                return self.response
            if verdict is Judgement.FAILURE:
                raise self.failure() from self.error
            if gives_up and self.error is not None:
                raise self.error
            if is_over:
                after = f"after {schedule.elapsed:.0f} s and {_counted(schedule.looks, 'look')}"
                raise self.problem(WaitTimeout, f"{self.state()} {after}") from self.error
            schedule.rest()
        raise self.problem(WaitCancelled, self.state())

    def look(self) -> None:
        try:
            self.response = self.send(self.request)
        except (ServiceError, BotoCoreError, InvalidResponse) as error:
            self.error = error
            self.errors_in_a_row += 1
        else:
            self.error = None
            self.errors_in_a_row = 0

    def is_patient(self) -> bool:
        """Whether to look on after an error: it may pass, and the request itself was right."""
        return (
            is_transient(self.error)
            and self.response is not None
            and self.errors_in_a_row < _ERRORS_IN_A_ROW
        )

    def report(self, schedule: Schedule, *, done: bool) -> None:
        if self.on_progress is not None:
            self.on_progress(
                Progress(
                    resource_name(self.request),
                    schedule.looks,
                    schedule.elapsed,
                    schedule.remaining,
                    self.status(),
                    self.response,
                    self.error,
                    done,
                )
            )

    def status(self) -> str | None:
        return None if self.response is None else self.read_status(self.response)

    def state(self) -> str:
        """The resource and its status in words."""
        status, reason = self.status(), failure_reason(self.response)
        words = resource_name(self.request)
        if status is not None:
            words += f" is {status}"
        return f"{words}: {reason}" if reason else words

    def failure(self) -> WaitFailed:
        if isinstance(self.error, ServiceError):
            resource, message = resource_name(self.request), self.error.message
            words = f"{resource}: {self.error.code}: {message}"
            return self.problem(WaitFailed, words, reason=message)
        return self.problem(WaitFailed, self.state())

    def problem(
        self, cls: type[WaitErrorT], explanation: str, *, reason: str | None = None
    ) -> WaitErrorT:
        return cls(
            name=self.name,
            resource=resource_name(self.request),
            explanation=explanation,
            response=self.response,
            status=self.status(),
            reason=reason or failure_reason(self.response),
            last_response=self.raw(),
        )

    def raw(self) -> dict[str, Any]:
        if isinstance(self.error, ServiceError):
            answer: dict[str, Any] = self.error.response
            return answer
        return {} if self.response is None else to_boto(self.response)


WaitErrorT = TypeVar("WaitErrorT", bound=WaitError)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
