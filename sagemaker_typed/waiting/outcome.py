"""What an answer, or an error in its place, says of a wait."""

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
    """What an answer says of the wait."""

    SUCCESS = "success"
    FAILURE = "failure"
    RETRY = "retry"
    """Poll again; the same after an error."""
    NONE = ""
    """Nothing. After a response, poll again; the loop handles an error."""

    @property
    def is_final(self) -> bool:
        """Whether the wait is over."""
        return self in {Outcome.SUCCESS, Outcome.FAILURE}


Evaluate: TypeAlias = Callable[[ResponseT | None, Exception | None], Outcome]
"""A function of the response, or of the error that came in its place."""


def is_transient(error: Exception | None) -> bool:
    """Whether an error may pass by itself: throttling, the service's own fault, the network.

    An answer that cannot be read, too: cut short, or of something in between.
    """
    if isinstance(error, ServiceError):
        return error.is_retryable
    is_network = isinstance(error, HTTPClientError | BotoConnectionError | InvalidResponse)
    return is_network and not isinstance(error, SSLError)
