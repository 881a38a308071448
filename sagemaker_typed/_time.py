"""The clock of waits and pauses. A fake service replaces it, so that they take no time.

Modules import it as ``time``, in place of the standard library's.
"""

from __future__ import annotations

import time
from typing import Final, Protocol

__all__ = ["Clock", "active", "current", "monotonic", "remove", "replace", "skipped", "sleep"]


class Clock(Protocol):
    """A clock in which waiting takes no time."""

    def monotonic(self) -> float:
        """Return the seconds since an arbitrary start."""
        ...

    def advance(self, seconds: float) -> None:
        """Advance the clock."""
        ...


_clocks: Final[list[Clock]] = []


def replace(clock: Clock) -> None:
    """Use a clock in place of the system's, until it is removed; the last one is used."""
    _clocks.append(clock)


def remove(clock: Clock) -> None:
    """Stop using a clock; once, if it is used several times."""
    _clocks.remove(clock)


def current() -> Clock | None:
    """Return the clock that is used in place of the system's, if any."""
    return _clocks[-1] if _clocks else None


def active() -> list[Clock]:
    """Return the clocks that are used in place of the system's."""
    return [*_clocks]


def monotonic() -> float:
    """Return the seconds since an arbitrary start."""
    clock = current()
    return time.monotonic() if clock is None else clock.monotonic()


def skipped(seconds: float) -> float:
    """Return the seconds that a wait really takes: none if a clock is replaced, which advances."""
    clock = current()
    if clock is None:
        return seconds
    clock.advance(seconds)
    return 0.0


def sleep(seconds: float) -> None:
    """Wait."""
    time.sleep(skipped(seconds))
