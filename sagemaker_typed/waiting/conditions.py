"""Whether an answer is what was waited for, as the arguments of ``client.wait`` say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar, cast

from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Request, Response

from .outcome import Evaluate, Outcome
from .status import status_field, status_fields

ResponseT = TypeVar("ResponseT", bound=Response)
Condition: TypeAlias = str | Iterable[str] | Callable[[ResponseT], bool]
"""A status, several, or a function of the response."""
_Checked: TypeAlias = frozenset[str] | Callable[[ResponseT], bool]


def status_reader(
    request: Request[ResponseT], status: str | Callable[[ResponseT], str | None] | None
) -> Callable[[ResponseT], str | None]:
    """The function that takes the status from a response.

    Raises:
        ValueError: ``status`` is no field of the response with a text.
    """
    if callable(status):
        return status
    cls = request.__response__
    field = status_field(type(request)) if status is None else status
    if status is not None and status not in status_fields(cls):
        known = ", ".join(status_fields(cls)) or "none"
        raise ValueError(
            f"{cls.__name__} has no status field {status!r} (it has {known}); "
            "status= takes a function of the response as well"
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
) -> tuple[Callable[[ResponseT], str | None], Evaluate[ResponseT]]:
    """The functions for the status and the outcome that the arguments of ``client.wait`` ask for.

    Raises:
        ValueError: what is wrong with the arguments.
    """
    read = status_reader(request, status)
    wanted = until if callable(until) else _statuses(request, until, status, "until")
    if not callable(wanted) and not wanted:
        raise ValueError("until= has no status in it")
    failed: _Checked[ResponseT] | None = None
    if fail_on is not None:
        failed = fail_on if callable(fail_on) else _statuses(request, fail_on, status, "fail_on")
    if not callable(wanted) and failed is not None and not callable(failed):
        both = wanted & failed
        if both:
            raise ValueError(f"until= and fail_on= both have {', '.join(sorted(both))}")

    def holds(condition: _Checked[ResponseT], response: ResponseT) -> bool:
        return condition(response) if callable(condition) else read(response) in condition

    def evaluate(response: ResponseT | None, error: Exception | None) -> Outcome:
        if response is None:
            return Outcome.NONE
        if holds(wanted, response):
            return Outcome.SUCCESS
        if failed is None:
            is_failure = "fail" in (read(response) or "").lower()
        else:
            is_failure = holds(failed, response)
        return Outcome.FAILURE if is_failure else Outcome.RETRY

    return read, evaluate


def _statuses(
    request: Request[ResponseT],
    given: str | Iterable[str],
    status: str | Callable[[ResponseT], str | None] | None,
    argument: str,
) -> frozenset[str]:
    if not hasattr(given, "__iter__"):  # from callers without types
        raise TypeError(
            f"{argument}= takes a status, several, or a function of the response, "
            f"not {type(given).__name__}"
        )
    values = [given] if isinstance(given, str) else [*given]
    cls = request.__response__
    field = status_field(type(request)) if status is None else status
    if values and field is None:
        fields = ", ".join(status_fields(cls))
        which = f"it has {fields}" if fields else "it has none of its own"
        raise ValueError(
            f"{argument}= is a status, but it is not clear which field of {cls.__name__} that is: "
            f"{which}. Name it with status=, or give a function of the response"
        )
    enum = None if callable(field) or field is None else status_fields(cls)[field]
    for value in values:
        _check(value, enum, argument)
    return frozenset(str.__str__(value) for value in values)


def _check(value: object, enum: type[OpenEnum] | None, argument: str) -> None:
    # Callers without types come here too.
    if not isinstance(value, str):
        raise ValueError(f"{argument}= takes texts or a function, not {type(value).__name__}")
    if enum is not None and value not in enum and not isinstance(value, enum):
        try:
            enum(value)
        except ValueError as error:
            raise ValueError(f"{argument}=: {cast('str', error.args[0])}") from None
