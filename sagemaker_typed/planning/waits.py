"""How the waits of one call share a timeout."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any, cast

from sagemaker_typed.waiting import Cancel, OnProgress, Poll
from sagemaker_typed.waiting.schedule import Schedule

__all__ = ["Waits"]


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
        self._others = {"on_progress": on_progress, "cancel": cancel}
        self._start = time.monotonic()
        Schedule(0 if timeout is None else timeout, 0 if poll is None else poll, cancel)

    def options(self) -> dict[str, Any]:
        """Return the arguments of ``client.wait`` for the next wait."""
        timeout: float | None = self._seconds
        poll: Any = self._poll
        if timeout is not None:
            timeout = max(0.0, timeout - (time.monotonic() - self._start))
        if isinstance(poll, Iterator):
            self._poll, poll = itertools.tee(cast("Iterator[float]", poll))
        return {"timeout": timeout, "poll": poll, **self._others}
