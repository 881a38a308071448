"""The times of the attempts: intervals, a deadline, and pauses that can be interrupted."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Protocol, TypeAlias

from sagemaker_typed import _time as time
from sagemaker_typed._tasks import is_in_task, pause
from sagemaker_typed._time import skipped

Poll: TypeAlias = float | Iterable[float] | Callable[[int], float]
"""Seconds between two attempts; an iterable of which the last is repeated; or a function of the
number of attempts so far."""

# The rounding error of summed delays: a pause that ends this close to the deadline is the last.
_ROUNDING_ERROR = 0.001
_CANCEL_POLL = 0.1
# Timers of some platforms do not support more.
_LONGEST_PAUSE = 30 * 24 * 3600.0


class Cancel(Protocol):
    """The part of a ``threading.Event`` that is used to cancel a wait."""

    def is_set(self) -> bool:
        """Return whether the wait should end."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set, for at most ``timeout`` seconds; return whether it is set."""
        ...


class Schedule:
    """The schedule of one wait: attempts, elapsed time, and the pauses in between.

    Raises:
        TypeError: ``timeout`` or ``poll`` is not a number.
        ValueError: ``timeout`` or ``poll`` is out of range.
    """

    def __init__(self, timeout: float, poll: Poll, cancel: Cancel | None) -> None:
        _check_number("timeout", timeout)
        if math.isnan(timeout) or timeout < 0:
            raise ValueError(f"timeout must be at least 0 seconds, got {timeout!r}")
        self._limit = timeout
        self._delays = _delays(poll)
        self._cancel = cancel
        self._start = time.monotonic()
        self.attempts: int = 0
        self._is_last = timeout == 0

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    @property
    def remaining(self) -> float:
        """Seconds until the deadline; ``math.inf`` without one."""
        return max(self._limit - self.elapsed, 0.0)

    @property
    def is_over(self) -> bool:
        """Whether the attempt just made was the last."""
        return self._is_last or self.remaining <= 0

    @property
    def is_cancelled(self) -> bool:
        """Whether the wait was cancelled."""
        return self._cancel is not None and self._cancel.is_set()

    def pause(self) -> None:
        """Pause until the next attempt, the deadline, or a cancellation."""
        remaining = self.remaining
        seconds = min(next(self._delays), _LONGEST_PAUSE)
        if seconds >= remaining - _ROUNDING_ERROR:
            self._is_last, seconds = True, remaining
        if is_in_task():
            self._pause_in_task(seconds)
        elif self._cancel is not None:
            self._cancel.wait(skipped(seconds))
        else:
            time.sleep(seconds)

    def _pause_in_task(self, seconds: float) -> None:
        """Pause without blocking the event loop; poll an event that another thread may set."""
        if self._cancel is None:
            pause(seconds)
            return
        end = time.monotonic() + seconds
        while not self._cancel.is_set() and (left := end - time.monotonic()) > 0:
            pause(min(left, _CANCEL_POLL))


def _delays(poll: Poll) -> Iterator[float]:
    if callable(poll):
        return (_checked(poll(attempts)) for attempts in itertools.count(1))
    given: object = poll
    if isinstance(given, str):  # an iterable too
        _check_number("poll", given)
    if isinstance(poll, Iterable):
        return _repeating_the_last(poll)
    return itertools.repeat(_checked(poll))


def _repeating_the_last(delays: Iterable[float]) -> Iterator[float]:
    last: float | None = None
    for delay in delays:
        last = _checked(delay)
        yield last
    if last is None:
        raise ValueError("poll must have at least one number of seconds, got none")
    yield from itertools.repeat(last)


def _checked(delay: float) -> float:
    _check_number("poll", delay)
    if not (math.isfinite(delay) and delay >= 0):
        raise ValueError(f"poll must be a finite number of seconds, at least 0, got {delay!r}")
    return delay


def _check_number(argument: str, value: object) -> None:
    # Not isinstance(value, float): NumPy's numbers and Fraction are numbers too.
    if hasattr(value, "__float__"):
        return
    kind = type(value).__name__
    got, fix = (f"{value!r} (str)", "float(...)") if isinstance(value, str) else (kind, "")
    if isinstance(value, timedelta):
        fix = "its .total_seconds()"
    then = f"; pass {fix}" if fix else ""
    raise TypeError(f"{argument} must be a number of seconds, got {got}{then}")
