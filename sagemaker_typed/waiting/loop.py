"""The loop of a wait: send the request until the outcome is final, or time is up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar, cast

import attrs
from botocore.exceptions import BotoCoreError

from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import InvalidResponse, ServiceError
from sagemaker_typed.operation import Request, Response

from .acceptors import Waiter, as_modelled
from .conditions import Condition, by_status, status_reader
from .errors import WaitCancelled, WaitError, WaitFailed, WaitTimeout
from .outcome import Evaluate, Outcome, is_transient
from .progress import OnProgress, Progress
from .schedule import Cancel, Poll, Schedule
from .status import failure_reason, resource_name

ResponseT = TypeVar("ResponseT", bound=Response)
WaitErrorT = TypeVar("WaitErrorT", bound=WaitError)

_INTERVAL: Final = 30.0
_TIMEOUT: Final = 3600.0
_ERRORS_IN_A_ROW: Final = 5


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
    read, evaluate = by_status(request, until, fail_on, status)
    found = _Wait(request.__operation__, send, request, evaluate, read, on_progress).run(
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
    """Run a waiter of the model whose success is a response."""
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
    """Run a waiter of the model for which an error can mean success, such as "not found".

    Returns:
        The last response; ``None`` where the first attempt was the error.
    """
    read = status_reader(request, None)
    schedule = Schedule(
        waiter.delay * waiter.max_attempts if timeout is None else timeout,
        waiter.delay if poll is None else poll,
        cancel,
    )
    evaluate = as_modelled(waiter)
    return _Wait(waiter.name, send, request, evaluate, read, on_progress).run(schedule)


@attrs.define
class _Wait(Generic[ResponseT]):
    name: str
    send: Callable[[Request[ResponseT]], ResponseT]
    request: Request[ResponseT]
    evaluate: Evaluate[ResponseT]
    read_status: Callable[[ResponseT], str | None]
    on_progress: OnProgress[ResponseT] | None
    response: ResponseT | None = None
    error: Exception | None = None
    """What came in the place of a response at the last attempt."""
    errors_in_a_row: int = 0

    def run(self, schedule: Schedule) -> ResponseT | None:
        while not schedule.is_cancelled:
            self.poll()
            schedule.attempts += 1
            outcome = self.evaluate(self.response if self.error is None else None, self.error)
            is_answered = outcome is not Outcome.NONE
            gives_up = not is_answered and self.error is not None and not self.is_patient()
            is_over = schedule.is_over
            self.report(schedule, done=outcome.is_final or gives_up or is_over)
            if outcome is Outcome.SUCCESS:
                return self.response
            if outcome is Outcome.FAILURE:
                raise self.failure() from self.error
            if gives_up and self.error is not None:
                raise self.error
            if is_over:
                after = f"after {schedule.elapsed:.0f} s and {_counted(schedule.attempts, 'look')}"
                raise self.problem(WaitTimeout, f"{self.state()} {after}") from self.error
            schedule.pause()
        raise self.problem(WaitCancelled, self.state())

    def poll(self) -> None:
        try:
            self.response = self.send(self.request)
        except (ServiceError, BotoCoreError, InvalidResponse) as error:
            self.error = error
            self.errors_in_a_row += 1
        else:
            self.error = None
            self.errors_in_a_row = 0

    def is_patient(self) -> bool:
        """Whether to go on after an error: it may pass, and the request itself was right."""
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
                    schedule.attempts,
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


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
