"""The replies of a rule, in sequence."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, Protocol

import attrs
from botocore.exceptions import ReadTimeoutError

from sagemaker_typed import _time as time
from sagemaker_typed._botocore.faking.http import HttpAnswer

from .calls import FakeCall

__all__ = ["Computed", "Fixed", "Raised", "Replies", "Reply"]


class Reply(Protocol):
    """Answers an attempt."""

    def answer(self, call: FakeCall) -> HttpAnswer:
        """Return the HTTP response, or raise the error of the transport."""
        ...


@attrs.frozen
class Fixed:
    """Always the same HTTP response."""

    http: HttpAnswer

    def answer(self, call: FakeCall) -> HttpAnswer:
        """Return it."""
        return self.http


@attrs.frozen
class Raised:
    """An error of the transport."""

    error: Callable[[str], BaseException]
    """Returns the error for a URL."""

    def answer(self, call: FakeCall) -> HttpAnswer:
        """Raise it."""
        raise self.error(call.attempts[-1].url)


@attrs.frozen
class Computed:
    """A function of the call."""

    compute: Callable[[FakeCall], HttpAnswer]

    def answer(self, call: FakeCall) -> HttpAnswer:
        """Return its result."""
        return self.compute(call)


@attrs.define
class _Step:
    reply: Reply
    times: int | None
    """How often it is used; ``None`` means once, or always for the last one."""
    delay: float
    used: int = 0


class Replies:
    """Replies in sequence. It is thread-safe."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._delay = 0.0
        self._lock = Lock()

    def add(self, reply: Reply, times: int | None = None) -> None:
        """Add a reply.

        Raises:
            ValueError: ``times`` is less than 1.
        """
        if times is not None and times < 1:
            raise ValueError(f"times must be at least 1, got {times!r}")
        with self._lock:
            self._steps.append(_Step(reply, times, self._delay))
            self._delay = 0.0

    def delay(self, seconds: float) -> None:
        """Delay the reply that is added next."""
        if not seconds >= 0:
            raise ValueError(f"seconds must be at least 0, got {seconds!r}")
        with self._lock:
            self._delay += seconds

    def take(self) -> Reply | None:
        """Return the next reply, and count it as used; ``None`` if all are used up."""
        with self._lock:
            for number, step in enumerate(self._steps):
                limit = self._limit(number)
                if limit is None or step.used < limit:
                    step.used += 1
                    return _Delayed(step.reply, step.delay) if step.delay else step.reply
        return None

    def is_empty(self) -> bool:
        """Return whether there are no replies."""
        return not self._steps

    def has_more(self) -> bool:
        """Return whether a reply is left."""
        limits = [self._limit(number) for number in range(len(self._steps))]
        return any(
            limit is None or step.used < limit
            for step, limit in zip(self._steps, limits, strict=True)
        )

    def left(self) -> tuple[int, int]:
        """Return how many replies were never used, and how many there are.

        A reply that is repeated without a limit counts once.
        """
        counts = [self._limit(number) or 1 for number in range(len(self._steps))]
        used = [min(step.used, most) for step, most in zip(self._steps, counts, strict=True)]
        return sum(counts) - sum(used), sum(counts)

    def _limit(self, number: int) -> int | None:
        times = self._steps[number].times
        return times if times is not None or number == len(self._steps) - 1 else 1


@attrs.frozen
class _Delayed:
    reply: Any
    seconds: float

    def answer(self, call: FakeCall) -> HttpAnswer:
        """Advance the clock; a client that does not wait so long gets an error."""
        limit = call.read_timeout
        if limit is not None and self.seconds > limit:
            time.skipped(limit)
            url = call.attempts[-1].url
            error = f"no response within {limit:g} seconds, but after {self.seconds:g}"
            raise ReadTimeoutError(endpoint_url=url, error=error)
        time.skipped(self.seconds)
        found: HttpAnswer = self.reply.answer(call)
        return found
