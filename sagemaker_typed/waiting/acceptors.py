"""Whether an answer is what was waited for, as a waiter of the service's model says it."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from sagemaker_typed._botocore.matchers import matcher
from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Response

from .outcome import Evaluate, Outcome, is_transient

# What a service says of a request that it refused before it looked for the resource.
_REFUSED_ITSELF: Final = re.compile(r"\d+ validation errors? detected")


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
    """Seconds between two attempts."""
    max_attempts: int = attrs.field(kw_only=True)
    acceptors: tuple[Acceptor, ...] = attrs.field(kw_only=True)


def as_modelled(waiter: Waiter) -> Evaluate[Any]:
    """The outcomes of a waiter's acceptors: botocore's own matchers, on what boto3 would return."""
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
                outcome is Outcome.SUCCESS and row.matcher == "error" and _is_refusal(error)
            ):
                return outcome
        if error is None:
            return Outcome.RETRY
        return Outcome.NONE if is_transient(error) else Outcome.FAILURE

    return evaluate


def _is_refusal(error: Exception | None) -> bool:
    """Whether an error is about the request alone, and says nothing of the resource."""
    return isinstance(error, ServiceError) and _REFUSED_ITSELF.match(error.message) is not None
