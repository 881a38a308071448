"""Sending many requests: in order, and no more ahead of the consumer than there are workers."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, Final, TypeVar, cast

from sagemaker_typed._log import logger
from sagemaker_typed._pace import Pace
from sagemaker_typed._tasks import is_in_task, result_of
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Request, Response
from sagemaker_typed.waiting.status import resource_name

from .outcomes import Errors, FailedRequest, check_errors, check_workers, is_of_one_request
from .workers import Workers, workers_for

__all__ = ["check_options", "send_each"]

ResponseT = TypeVar("ResponseT", bound=Response)

_MOST_THROTTLED: Final = 20
"""The number of times after which a throttled request is given up, which takes minutes."""


def check_options(workers: int, rate: float | None, errors: Errors) -> None:
    """Check the options of ``client.each``, before anything is sent.

    Raises:
        TypeError: an option has the wrong type.
        ValueError: an option is out of range.
    """
    check_workers(workers)
    check_errors(errors)
    Pace(rate)


def send_each(
    send: Callable[[Request[ResponseT]], ResponseT],
    check: Callable[[Request[ResponseT]], object],
    requests: Iterable[Request[ResponseT]],
    *,
    workers: int,
    rate: float | None,
    errors: Errors,
) -> Generator[ResponseT | FailedRequest]:
    """Send requests; see ``client.each`` for the arguments and errors.

    Args:
        send: Sends one request.
        check: Raises an error for what is not a request of the service.
        requests: The requests, or an asynchronous iterable of them within an asynchronous call.
        workers: The maximum number of requests at a time.
        rate: The maximum number of calls per second.
        errors: What to do with the error of a request.
    """
    check_options(workers, rate, errors)
    source = _synchronous(requests)

    def checked() -> Iterator[Request[ResponseT]]:
        for request in source:
            check(request)
            yield request

    return _in_order(send, checked(), workers, Pace(rate), errors)


def _in_order(
    send: Callable[[Request[ResponseT]], ResponseT],
    requests: Iterator[Request[ResponseT]],
    workers: int,
    pace: Pace,
    errors: Errors,
) -> Generator[ResponseT | FailedRequest]:
    team = workers_for(workers)
    sent: deque[tuple[Request[ResponseT], Any]] = deque()
    """The requests whose results were not yet returned, and their handles."""
    problem: Exception | None = None
    number = 0

    def call(request: Request[ResponseT]) -> ResponseT:
        return _send_when_possible(send, request, pace, team)

    try:
        while True:
            # A result that is there is returned before the next request is asked for.
            while (
                problem is None and len(sent) < workers and not (sent and team.is_done(sent[0][1]))
            ):
                try:
                    request = next(requests)
                except StopIteration:
                    problem = _END
                except Exception as error:  # noqa: BLE001 - raised after the results of what was sent
                    problem = error
                else:
                    # A copy: a generator may change and yield one object again and again.
                    request = copy.copy(request)
                    sent.append((request, team.start(call, request)))
            if not sent:
                break
            request, handle = sent.popleft()
            number += 1
            try:
                result = team.result(handle)
            except Exception as error:
                if errors == "raise" or not is_of_one_request(error):
                    error.add_note(f"Request {number} of many: {resource_name(request)}")
                    raise
                if errors == "yield":
                    yield FailedRequest(request, cast("Any", error))
                else:
                    logger.warning("skipped %s: %s", resource_name(request), error)
            else:
                yield result
    finally:
        team.close()
    if problem is not _END and problem is not None:
        raise problem


_END: Final = Exception("the end of the requests")


def _send_when_possible(
    send: Callable[[Request[ResponseT]], ResponseT],
    request: Request[ResponseT],
    pace: Pace,
    team: Workers,
) -> ResponseT:
    """Send a request when it is its turn, and again later if it is throttled."""
    throttled = 0
    while True:
        team.pause(pace.turn())
        try:
            response = send(request)
        except ServiceError as error:
            if not error.is_throttled or throttled == _MOST_THROTTLED:
                raise
            throttled += 1
            pace.slow_down()
        else:
            if response.response_metadata.retry_attempts:  # botocore was throttled, most likely
                pace.slow_down()
            else:
                pace.speed_up()
            return response


def _synchronous(requests: Any) -> Iterator[Any]:
    """Return an iterator, also over an asynchronous iterable within an asynchronous call."""
    if hasattr(requests, "__aiter__"):
        return _awaited(requests)
    if isinstance(requests, Request) or not hasattr(requests, "__iter__"):
        raise TypeError(
            "requests must be an iterable of requests, got "
            f"{type(cast('object', requests)).__name__}; use send for a single one"
        )
    return iter(requests)


def _awaited(requests: Any) -> Iterator[Any]:
    if not is_in_task():
        raise TypeError(
            "requests is an asynchronous iterable, which only an asynchronous client can read: "
            "use AsyncSageMaker, or collect it in a list"
        )
    source = aiter(requests)
    while True:
        try:
            request = result_of(anext(source))
        except StopAsyncIteration:
            return
        yield request
