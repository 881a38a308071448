"""The outcome of an attempt, according to a waiter of the service's waiter model."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from sagemaker_typed._botocore.matchers import matcher
from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Response

from .outcome import Evaluate, Outcome, is_transient

# The message of a service that rejected the request before it looked for the resource.
_REJECTED_REQUEST: Final = re.compile(r"\d+ validation errors? detected")


@attrs.frozen
class Acceptor:
    """An acceptor of the waiter model."""

    state: str
    matcher: str
    expected: str | int | bool
    argument: str | None = None


@attrs.frozen
class Waiter:
    """A waiter of the waiter model, without its operation, which the request has."""

    name: str
    delay: float = attrs.field(kw_only=True)
    """Seconds between two attempts."""
    max_attempts: int = attrs.field(kw_only=True)
    acceptors: tuple[Acceptor, ...] = attrs.field(kw_only=True)


def by_acceptors(waiter: Waiter) -> Evaluate[Any]:
    """Return a function for the outcome, which applies botocore's matchers to boto3's dicts."""
    rows = [(Outcome(row.state), row, matcher(attrs.asdict(row))) for row in waiter.acceptors]

    def evaluate(response: Response | None, error: Exception | None) -> Outcome:
        if response is not None:
            answer = to_boto(response)
        elif isinstance(error, ServiceError):
            answer = error.response
        else:
            return Outcome.NONE
        for outcome, row, matches in rows:
            if matches(answer) and not (
                outcome is Outcome.SUCCESS and row.matcher == "error" and _is_rejected(error)
            ):
                return outcome
        if error is None:
            return Outcome.RETRY
        return Outcome.NONE if is_transient(error) else Outcome.FAILURE

    return evaluate


def awaited_statuses(waiter: Waiter, argument: str | None) -> frozenset[str]:
    """Return the statuses that a waiter waits for; empty if it waits for anything else.

    Args:
        waiter: The waiter.
        argument: The wire name of the status in the response.
    """
    rows = [row for row in waiter.acceptors if row.state == Outcome.SUCCESS.value]
    if any(row.matcher != "path" or row.argument != argument for row in rows):
        return frozenset()
    return frozenset(str(row.expected) for row in rows)


def _is_rejected(error: Exception | None) -> bool:
    """Return whether an error is about the request itself, not about the resource."""
    return isinstance(error, ServiceError) and _REJECTED_REQUEST.match(error.message) is not None
