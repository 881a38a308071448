"""The clock of the engine, which tests move."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

from .moments import moment

__all__ = ["LAST", "EngineClock"]

LAST: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""The last time of a clock. Statuses of the future need times after it."""


class EngineClock:
    """A clock that runs faster than the system's, and that can be advanced.

    Args:
        speed: The seconds that pass in each real second. With 0, only :meth:`advance` moves the
            clock. With infinity, changes of status take no time.
        start: The time at which it starts, in UTC if it has no time zone; default: now.

    Raises:
        ValueError: ``speed`` is negative or NaN, or ``start`` is after the year 8999.
    """

    def __init__(self, speed: float = 1.0, start: datetime | None = None) -> None:
        if not speed >= 0:
            raise ValueError(f"speed= must be at least 0, got {speed!r}")
        self.speed = speed
        self.is_instant: bool = speed == math.inf
        first = moment(start or datetime.now(UTC))
        if first > LAST:
            raise ValueError(f"start= must be before {LAST:%Y}, got {first.isoformat()}")
        self._start = first.replace(microsecond=first.microsecond // 1000 * 1000)
        self._origin = time.monotonic()
        self._advanced = 0.0
        self._lock = Lock()

    def now(self) -> datetime:
        """Return the current time of the engine, in whole milliseconds, as answers have it."""
        elapsed = time.monotonic() - self._origin
        passed = elapsed * (1.0 if self.is_instant else self.speed) + self._advanced
        left = (LAST - self._start).total_seconds()
        return self._start + timedelta(milliseconds=math.floor(min(passed, left) * 1000))

    def advance(self, seconds: float) -> None:
        """Advance the clock.

        Raises:
            ValueError: the number is negative or not finite, or leads past the year 8999.
        """
        if not 0 <= seconds < math.inf:
            raise ValueError(f"seconds must be a finite number of at least 0, got {seconds!r}")
        with self._lock:
            left = (LAST - self.now()).total_seconds()
            if seconds > left:
                raise ValueError(
                    f"the clock ends in {LAST:%Y}, in {left:g} seconds; got {seconds!r}"
                )
            self._advanced += seconds

    def set(self, now: datetime) -> None:
        """Set the clock, for a state that was loaded."""
        self._start += now - self.now()
