"""The clock of a fake, in which waiting takes no time."""

from __future__ import annotations

from contextvars import ContextVar
from threading import Lock
from typing import Final

__all__ = ["FakeClock"]

_now: Final[ContextVar[tuple[FakeClock, float] | None]] = ContextVar("_now", default=None)


class FakeClock:
    """A clock that advances when something waits.

    Each thread and each task has its own time, as waits of several threads overlap.
    """

    def __init__(self) -> None:
        self._longest = 0.0
        self._lock = Lock()

    @property
    def elapsed(self) -> float:
        """The seconds that the thread or task that waited longest has waited."""
        return self._longest

    def monotonic(self) -> float:
        """Return the seconds that this thread or task has waited."""
        clock, now = _now.get() or (None, 0.0)
        return now if clock is self else 0.0

    def advance(self, seconds: float) -> None:
        """Advance the time of this thread or task."""
        now = self.monotonic() + max(seconds, 0.0)
        _now.set((self, now))
        with self._lock:
            self._longest = max(self._longest, now)
