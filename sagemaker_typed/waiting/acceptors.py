"""Whether an answer is what was waited for: by a waiter of the model, or by a status."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeAlias, TypeVar, cast

import attrs
from botocore.exceptions import ConnectionError as BotoConnectionError
from botocore.exceptions import HTTPClientError, SSLError

from sagemaker_typed._botocore.matchers import matcher
from sagemaker_typed.converter import to_boto
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.errors import InvalidResponse, ServiceError
from sagemaker_typed.operation import Request, Response

from .status import status_field, status_fields

ResponseT = TypeVar("ResponseT", bound=Response)
_Condition: TypeAlias = frozenset[str] | Callable[[ResponseT], bool]

# What a service says of a request that it refused before it looked for the resource.
_REFUSED_ITSELF = re.compile(r"\d+ validation errors? detected")


class Judgement(Enum):
    """What an answer says of the wait."""

    SUCCESS = "success"
    FAILURE = "failure"
    RETRY = "retry"
    """To look again; for an error, too."""
    NONE = ""
    """Nothing; an error must be dealt with."""

    @property
    def is_final(self) -> bool:
        """Whether the wait is over."""
        return self in {Judgement.SUCCESS, Judgement.FAILURE}


Judge: TypeAlias = Callable[[ResponseT | None, Exception | None], Judgement]
"""A function of the response, or of the error that came in its place."""


@attrs.frozen
class Acceptor:
    """A row of the waiter model."""

    state: str
    matcher: str
    expected: str | int | bool
    argument: str | None = None


@attrs.frozen
class Waiter:
    """A waiter of the waiter model; the operation is the request's."""

    name: str
    delay: float = attrs.field(kw_only=True)
    """Seconds between two looks."""
    max_attempts: int = attrs.field(kw_only=True)
    acceptors: tuple[Acceptor, ...] = attrs.field(kw_only=True)


def as_modelled(waiter: Waiter) -> Judge[Any]:
    """The judge of a waiter: botocore's own matchers, on what boto3 would return."""
    rows = [(Judgement(row.state), row, matcher(attrs.asdict(row))) for row in waiter.acceptors]

    def judge(response: Response | None, error: Exception | None) -> Judgement:
        if response is not None:
            answer = to_boto(response)
        elif isinstance(error, ServiceError):
            answer = error.response
        else:
            return Judgement.NONE
        for judgement, row, matches in rows:
            if matches(answer) and not (
                judgement is Judgement.SUCCESS and row.matcher == "error" and _is_refusal(error)
            ):
                return judgement
        if error is None:
            return Judgement.RETRY
        return Judgement.NONE if is_transient(error) else Judgement.FAILURE

    return judge


def _is_refusal(error: Exception | None) -> bool:
    """Whether an error is about the request alone, and says nothing of the resource."""
    return isinstance(error, ServiceError) and _REFUSED_ITSELF.match(error.message) is not None


def is_transient(error: Exception | None) -> bool:
    """Whether an error may pass by itself: throttling, the service's own fault, the network.

    An answer that cannot be read, too: cut short, or of something in between.
    """
    if isinstance(error, ServiceError):
        return error.is_retryable
    is_network = isinstance(error, HTTPClientError | BotoConnectionError | InvalidResponse)
    return is_network and not isinstance(error, SSLError)


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
    until: str | Iterable[str] | Callable[[ResponseT], bool],
    fail_on: str | Iterable[str] | Callable[[ResponseT], bool] | None,
    status: str | Callable[[ResponseT], str | None] | None,
) -> tuple[Callable[[ResponseT], str | None], Judge[ResponseT]]:
    """The reader of the status, and the judge, of ``client.wait``.

    Raises:
        ValueError: what is wrong with the arguments.
    """
    read = status_reader(request, status)
    wanted = until if callable(until) else _statuses(request, until, status, "until")
    if not callable(wanted) and not wanted:
        raise ValueError("until= has no status in it")
    failed: _Condition[ResponseT] | None = None
    if fail_on is not None:
        failed = fail_on if callable(fail_on) else _statuses(request, fail_on, status, "fail_on")
    if not callable(wanted) and failed is not None and not callable(failed):
        both = wanted & failed
        if both:
            raise ValueError(f"until= and fail_on= both have {', '.join(sorted(both))}")

    def holds(condition: _Condition[ResponseT], response: ResponseT) -> bool:
        return condition(response) if callable(condition) else read(response) in condition

    def judge(response: ResponseT | None, error: Exception | None) -> Judgement:
        if response is None:
            return Judgement.NONE
        if holds(wanted, response):
            return Judgement.SUCCESS
        if failed is None:
            is_failure = "fail" in (read(response) or "").lower()
        else:
            is_failure = holds(failed, response)
        return Judgement.FAILURE if is_failure else Judgement.RETRY

    return read, judge


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
