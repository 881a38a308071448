"""The possible outcomes of one attempt of a wait."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias, TypeVar

from botocore.exceptions import ConnectionError as BotoConnectionError
from botocore.exceptions import HTTPClientError, SSLError

from sagemaker_typed.errors import InvalidResponse, ServiceError
from sagemaker_typed.operation import Response

ResponseT = TypeVar("ResponseT", bound=Response)


class Outcome(Enum):
    """The outcome of an attempt."""

    SUCCESS = "success"
    FAILURE = "failure"
    RETRY = "retry"
    """Poll again, also after an error."""
    NONE = ""
    """Undecided: poll again after a response; the loop handles an error."""

    @property
    def is_final(self) -> bool:
        """Whether the wait is over."""
        return self in {Outcome.SUCCESS, Outcome.FAILURE}


Evaluate: TypeAlias = Callable[[ResponseT | None, Exception | None], Outcome]
"""A function of the response, or of the error that was raised instead of one."""


def is_transient(error: Exception | None) -> bool:
    """Return whether an error is temporary: throttling, a failure of the service or the network.

    This includes responses that cannot be read, because they are truncated or from a proxy.
    """
    if isinstance(error, ServiceError):
        return error.is_retryable
    is_network = isinstance(error, HTTPClientError | BotoConnectionError | InvalidResponse)
    return is_network and not isinstance(error, SSLError)
