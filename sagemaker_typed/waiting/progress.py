"""The progress of a wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

import attrs

from sagemaker_typed.operation import Response

ResponseT = TypeVar("ResponseT", bound=Response)
ResponseT_co = TypeVar("ResponseT_co", bound=Response, covariant=True)


@attrs.frozen
class Progress(Generic[ResponseT_co]):
    """The progress of a wait after an attempt."""

    resource: str
    """The resource, such as ``Endpoint 'churn'``."""
    attempt: int
    """The number of attempts so far."""
    elapsed: float
    """Seconds since the start."""
    remaining: float
    """Seconds until the deadline; ``math.inf`` without one."""
    status: str | None
    """The last status; ``None`` if the response has none."""
    response: ResponseT_co | None
    """The last response; ``None`` if there was none yet."""
    error: Exception | None = None
    """The error of this attempt, if it failed."""
    done: bool = False
    """Whether the wait is over, with or without success."""


OnProgress: TypeAlias = Callable[[Progress[ResponseT]], object]
"""A function that is called after each attempt; an exception that it raises ends the wait."""
