"""How a wait is going."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

import attrs

from sagemaker_typed.operation import Response

ResponseT = TypeVar("ResponseT", bound=Response)
ResponseT_co = TypeVar("ResponseT_co", bound=Response, covariant=True)


@attrs.frozen
class Progress(Generic[ResponseT_co]):
    """How a wait is going, after an attempt."""

    resource: str
    """What is waited for, such as ``Endpoint 'churn'``."""
    attempt: int
    """The number of attempts so far."""
    elapsed: float
    """Seconds since the start."""
    remaining: float
    """Seconds until the deadline; ``math.inf`` without one."""
    status: str | None
    """The status, as far as the response has one."""
    response: ResponseT_co | None
    """The last response; ``None`` where there was none yet."""
    error: Exception | None = None
    """What came in the place of a response at this attempt."""
    done: bool = False
    """Whether the wait is over, in whichever way."""


OnProgress: TypeAlias = Callable[[Progress[ResponseT]], object]
"""A function that is called after each attempt; what it raises ends the wait."""
