"""The times of many calls: at most so many per second, and fewer while the service throttles."""

from __future__ import annotations

import math
from threading import Lock
from typing import Final

from sagemaker_typed import _time as time

__all__ = ["Pace"]

_FIRST_INTERVAL: Final = 0.1
_LONGEST_INTERVAL: Final = 5.0
_RECOVERY: Final = 0.95


class Pace:
    """Gives each call its time. It is thread-safe.

    Args:
        rate: The maximum number of calls per second; ``None`` means no maximum.

    Raises:
        TypeError: ``rate`` is not a number.
        ValueError: ``rate`` is not positive.
    """

    def __init__(self, rate: float | None) -> None:
        self._shortest = 0.0 if rate is None else 1 / _checked(rate)
        self._interval = self._shortest
        self._next = -math.inf
        self._slowed_until = -math.inf
        self._lock = Lock()

    def turn(self) -> float:
        """Reserve the next time for a call, and return the seconds until then."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._interval
            return at - now

    def slow_down(self) -> None:
        """Double the interval between calls, because the service throttled one.

        Calls that were throttled together count once.
        """
        with self._lock:
            now = time.monotonic()
            if now >= self._slowed_until:
                longer = max(self._interval * 2, _FIRST_INTERVAL)
                self._interval = max(min(longer, _LONGEST_INTERVAL), self._shortest)
                self._slowed_until = now + self._interval
            self._next = max(self._next, now + self._interval)

    def speed_up(self) -> None:
        """Shorten the interval a little, because the service answered a call."""
        if self._interval > self._shortest:
            with self._lock:
                shorter = self._interval * _RECOVERY
                self._interval = max(shorter, self._shortest)
                if self._interval < _FIRST_INTERVAL / 10:
                    self._interval = self._shortest


def _checked(rate: float) -> float:
    given: object = rate
    if isinstance(given, bool) or not hasattr(given, "__float__"):
        got = f"{given!r} (str)" if isinstance(given, str) else type(given).__name__
        raise TypeError(f"rate must be a number of calls per second, got {got}")
    if not (math.isfinite(rate) and rate > 0):
        raise ValueError(f"rate must be a positive number of calls per second, got {rate!r}")
    return float(rate)
