"""The outcome of an attempt, according to the arguments of ``client.wait``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import iscoroutinefunction
from typing import TypeAlias, TypeVar, cast

from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Request, Response

from .outcome import Evaluate, Outcome
from .status import is_deletion, status_field, status_fields

ResponseT = TypeVar("ResponseT", bound=Response)
Condition: TypeAlias = str | Iterable[str] | Callable[[ResponseT], bool]
"""A status, several of them, or a function of the response."""
_Checked: TypeAlias = frozenset[str] | Callable[[ResponseT], bool]


def status_reader(
    request: Request[ResponseT], status: str | Callable[[ResponseT], str | None] | None
) -> Callable[[ResponseT], str | None]:
    """Return the function that reads the status from a response.

    Raises:
        ValueError: ``status`` is not a status field of the response.
    """
    if callable(status):
        return status
    cls = request.__response__
    field = status_field(type(request)) if status is None else status
    if status is not None and status not in status_fields(cls):
        known = ", ".join(status_fields(cls)) or "none"
        raise ValueError(
            f"status= must be a status field of {cls.__name__} ({known}) or a function of the "
            f"response, got {status!r}"
        )

    def read(response: ResponseT) -> str | None:
        value = None if field is None else getattr(response, field)
        return value if isinstance(value, str) else None

    return read


def by_status(
    request: Request[ResponseT],
    until: Condition[ResponseT],
    fail_on: Condition[ResponseT] | None,
    status: str | Callable[[ResponseT], str | None] | None,
) -> tuple[Callable[[ResponseT], str | None], Evaluate[ResponseT], frozenset[str]]:
    """Return what the arguments of ``client.wait`` mean.

    Returns:
        A function for the status, one for the outcome, and the statuses that no other final status
        can become; empty if a final status does not end the wait.

    Raises:
        TypeError: ``until`` or ``fail_on`` is neither a status nor a function, or a coroutine
            function is given.
        ValueError: an argument is invalid, or two of them contradict each other.
    """
    for argument, given in (("until", until), ("fail_on", fail_on), ("status", status)):
        check_function(argument, given)
    read = status_reader(request, status)
    wanted = until if callable(until) else _statuses(request, until, status, "until")
    if not callable(wanted) and not wanted:
        raise ValueError("until= must have at least one status, got none")
    failed: _Checked[ResponseT] | None = None
    if fail_on is not None:
        failed = fail_on if callable(fail_on) else _statuses(request, fail_on, status, "fail_on")
    if not callable(wanted) and failed is not None and not callable(failed):
        both = wanted & failed
        if both:
            raise ValueError(f"until= and fail_on= both contain {', '.join(sorted(both))}")

    def is_met(condition: _Checked[ResponseT], response: ResponseT) -> bool:
        return condition(response) if callable(condition) else read(response) in condition

    def evaluate(response: ResponseT | None, error: Exception | None) -> Outcome:
        if response is None:
            return Outcome.NONE
        if is_met(wanted, response):
            return Outcome.SUCCESS
        if failed is None:
            is_failure = "fail" in (read(response) or "").lower()
        else:
            is_failure = is_met(failed, response)
        return Outcome.FAILURE if is_failure else Outcome.RETRY

    awaited = frozenset[str]() if callable(wanted) or failed == frozenset() else wanted
    return read, evaluate, frozenset() if any(map(is_deletion, awaited)) else awaited


def check_function(argument: str, function: object) -> None:
    """Check that a callback is an ordinary function: a coroutine would be true, and never run.

    Raises:
        TypeError: it is a coroutine function.
    """
    if iscoroutinefunction(function):
        raise TypeError(f"{argument}= must be an ordinary function, got a coroutine function")


def _statuses(
    request: Request[ResponseT],
    given: str | Iterable[str],
    status: str | Callable[[ResponseT], str | None] | None,
    argument: str,
) -> frozenset[str]:
    if not hasattr(given, "__iter__"):  # only untyped code can pass this
        raise TypeError(
            f"{argument}= must be a status, several of them, or a function of the response, "
            f"got {type(given).__name__}"
        )
    values = [given] if isinstance(given, str) else [*given]
    cls = request.__response__
    field = status_field(type(request)) if status is None else status
    if values and field is None:
        fields = status_fields(cls)
        if fields:
            raise ValueError(
                f"{argument}= is a status, but {cls.__name__} has several status fields: pass "
                f"status= with one of {', '.join(fields)}"
            )
        raise ValueError(
            f"{argument}= is a status, but {cls.__name__} has no status field: pass a function of "
            f"the response as {argument}=, or a function that returns the status as status="
        )
    enum = None if callable(field) or field is None else status_fields(cls)[field]
    for value in values:
        _check(value, enum, argument)
    return frozenset(str.__str__(value) for value in values)


def _check(value: object, enum: type[OpenEnum] | None, argument: str) -> None:
    # Untyped code can pass anything.
    if not isinstance(value, str):
        raise ValueError(
            f"{argument}= must contain only statuses as str, got {type(value).__name__}"
        )
    if enum is not None and value not in enum and not isinstance(value, enum):
        try:
            enum(value)
        except ValueError as error:
            raise ValueError(f"{argument}=: {cast('str', error.args[0])}") from None
