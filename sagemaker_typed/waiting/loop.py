"""The polling loop: send the request until the outcome is final, or the time is up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar, cast

import attrs
from botocore.exceptions import BotoCoreError

from sagemaker_typed._hints.counts import counted
from sagemaker_typed._hints.names import either
from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import InvalidResponse, ServiceError
from sagemaker_typed.operation import Request, Response

from .acceptors import Waiter, awaited_statuses, by_acceptors
from .conditions import Condition, by_status, check_function, status_reader
from .errors import WaitCancelled, WaitError, WaitFailed, WaitTimeout
from .outcome import Evaluate, Outcome, is_transient
from .progress import OnProgress, Progress
from .schedule import Cancel, Poll, Schedule
from .status import failure_reason, is_final, resource_name, status_field

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
    """Wait; see ``client.wait`` for the arguments and errors."""
    read, evaluate, awaited = by_status(request, until, fail_on, status)
    found = wait_by(
        send,
        request,
        evaluate,
        read,
        awaited,
        timeout=timeout,
        poll=poll,
        on_progress=on_progress,
        cancel=cancel,
    )
    return cast("ResponseT", found)


def wait_by(
    send: Callable[[Request[ResponseT]], ResponseT],
    request: Request[ResponseT],
    evaluate: Evaluate[ResponseT],
    read: Callable[[ResponseT], str | None],
    awaited: frozenset[str],
    *,
    timeout: float | None,
    poll: Poll | None,
    on_progress: OnProgress[ResponseT] | None,
    cancel: Cancel | None,
) -> ResponseT | None:
    """Wait for an outcome; ``None`` if the first attempt raised an error that is a success.

    Args:
        send: Sends the request.
        request: The request.
        evaluate: Returns the outcome of an attempt.
        read: Returns the status in a response.
        awaited: The statuses that no other final status can become.
        timeout: See ``client.wait``, also for the other arguments.
        poll: See ``client.wait``.
        on_progress: See ``client.wait``.
        cancel: See ``client.wait``.
    """
    schedule = Schedule(
        _TIMEOUT if timeout is None else timeout, _INTERVAL if poll is None else poll, cancel
    )
    found = _Wait(request.__operation__, send, request, evaluate, read, awaited, on_progress)
    return found.run(schedule)


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
    """Run a waiter of the waiter model whose success is always a response."""
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
    """Run a waiter of the waiter model for which an error can be a success, such as "not found".

    Returns:
        The last response; ``None`` if the first attempt raised that error.
    """
    read = status_reader(request, None)
    schedule = Schedule(
        waiter.delay * waiter.max_attempts if timeout is None else timeout,
        waiter.delay if poll is None else poll,
        cancel,
    )
    field = status_field(type(request))
    argument = request.__response__.__wire_names__[field] if field is not None else None
    awaited = awaited_statuses(waiter, argument)
    evaluate = by_acceptors(waiter)
    return _Wait(waiter.name, send, request, evaluate, read, awaited, on_progress).run(schedule)


@attrs.define
class _Wait(Generic[ResponseT]):
    name: str
    send: Callable[[Request[ResponseT]], ResponseT]
    request: Request[ResponseT]
    evaluate: Evaluate[ResponseT]
    read_status: Callable[[ResponseT], str | None]
    awaited: frozenset[str]
    """The statuses that no final status can become; empty if a final one does not end the wait."""
    on_progress: OnProgress[ResponseT] | None
    response: ResponseT | None = None
    error: Exception | None = None
    """The error of the last attempt, if it failed."""
    errors_in_a_row: int = 0

    def __attrs_post_init__(self) -> None:
        check_function("on_progress", self.on_progress)

    def run(self, schedule: Schedule) -> ResponseT | None:
        while not schedule.is_cancelled:
            self.poll()
            schedule.attempts += 1
            outcome = self.evaluate(self.response if self.error is None else None, self.error)
            if not outcome.is_final and self.error is None and self.is_pointless():
                outcome = Outcome.FAILURE
            is_answered = outcome is not Outcome.NONE
            gives_up = not is_answered and self.error is not None and not self.can_continue()
            is_over = schedule.is_over
            self.report(schedule, done=outcome.is_final or gives_up or is_over)
            if outcome is Outcome.SUCCESS:
                return self.response
            if outcome is Outcome.FAILURE:
                raise self.failure() from self.error
            if gives_up and self.error is not None:
                raise self.error
            if is_over:
                attempts = counted(schedule.attempts, "attempt")
                after = f"after {schedule.elapsed:.0f} s and {attempts}"
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

    def can_continue(self) -> bool:
        """Return whether to continue after an error, which must be temporary.

        Before the first response, an error ends the wait, because the request may be wrong.
        """
        return (
            is_transient(self.error)
            and self.response is not None
            and self.errors_in_a_row < _ERRORS_IN_A_ROW
        )

    def is_pointless(self) -> bool:
        """Return whether the status is final, so that the awaited one cannot follow."""
        return bool(self.awaited) and is_final(self.status())

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
        """Describe the resource and its status."""
        status, reason = self.status(), failure_reason(self.response)
        words = resource_name(self.request)
        if status is not None:
            words += f" is {status}"
            if self.is_pointless() and "fail" not in status.lower():
                words += f", so it cannot become {either(sorted(self.awaited))}"
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
