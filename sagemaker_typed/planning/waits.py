"""How the waits and pauses of one call share a timeout."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any, cast

from sagemaker_typed import _time as time
from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import ServiceError
from sagemaker_typed.operation import Response
from sagemaker_typed.waiting import Cancel, OnProgress, Poll, WaitCancelled, WaitTimeout
from sagemaker_typed.waiting.schedule import Schedule
from sagemaker_typed.waiting.status import failure_reason

__all__ = ["Pauses", "Waits"]


class Waits:
    """How to wait; see ``client.wait`` for the arguments.

    Args:
        timeout: The maximum for all waits together.
        poll: See ``client.wait``; each wait uses it from the start.
        on_progress: See ``client.wait``.
        cancel: See ``client.wait``.

    Raises:
        TypeError: ``timeout`` or ``poll`` is not a number.
        ValueError: ``timeout`` or ``poll`` is out of range.
    """

    def __init__(
        self,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[Any] | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        self._seconds = timeout
        self._poll: Any = poll
        self._on_progress = on_progress
        self._cancel = cancel
        self._start = time.monotonic()
        Schedule(0 if timeout is None else timeout, 0 if poll is None else poll, cancel)

    def options(self) -> dict[str, Any]:
        """Return the arguments of ``client.wait`` for the next wait."""
        poll: Any = self._poll
        if isinstance(poll, Iterator):
            self._poll, poll = itertools.tee(cast("Iterator[float]", poll))
        return {
            "timeout": self._remaining(),
            "poll": poll,
            "on_progress": self._on_progress,
            "cancel": self._cancel,
        }

    def pauses(self) -> Pauses:
        """Return the pauses between repeated calls, which are no waits for a status."""
        return Pauses(self._seconds, self._remaining(), self._cancel)

    def _remaining(self) -> float | None:
        if self._seconds is None:
            return None
        return max(0.0, self._seconds - (time.monotonic() - self._start))


class Pauses:
    """Pauses that get longer, until the deadline of all waits. The last call is made then.

    Args:
        timeout: The maximum for all waits together.
        remaining: The rest of it.
        cancel: See ``client.wait``.
    """

    def __init__(
        self, timeout: float | None, remaining: float | None, cancel: Cancel | None
    ) -> None:
        self._seconds = timeout
        limit = math.inf if remaining is None else remaining
        self._schedule = Schedule(limit, lambda attempts: 2.0 ** (attempts - 1), cancel)

    def pause(
        self, operation: str, resource: str, result: Response | ServiceError, why: str
    ) -> None:
        """Pause before an operation is called again.

        Args:
            operation: The operation.
            resource: The resource, such as ``Endpoint 'churn'``.
            result: The response or the error of the last call.
            why: Why this is not the last call.

        Raises:
            WaitTimeout: there is no time for another call.
            WaitCancelled: the pause was cancelled.
        """
        schedule = self._schedule
        is_over = schedule.is_over
        if not (is_over or schedule.is_cancelled):
            schedule.pause()
        facts: dict[str, Any] = {"name": operation, "resource": resource}
        cause: ServiceError | None = None
        if isinstance(result, ServiceError):
            facts |= {"reason": result.message, "last_response": result.response}
            cause = result
        else:
            facts |= {"reason": failure_reason(result), "last_response": to_boto(result)}
            facts["response"] = result
        if schedule.is_cancelled:
            raise WaitCancelled(explanation=why, **facts) from cause
        if is_over:
            expired = f"the timeout of {float(self._seconds or 0):g} s has expired"
            raise WaitTimeout(explanation=f"{expired}; {why}", **facts) from cause
