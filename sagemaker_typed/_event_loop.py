"""Work in the event loop and beside it. Imported by name, so that checkers do not read asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

__all__ = ["SharedWork", "gather", "in_thread", "sleep", "start"]

ResultT = TypeVar("ResultT")

gather = asyncio.gather
sleep = asyncio.sleep
start = asyncio.ensure_future


def in_thread(function: Callable[..., ResultT], **options: Any) -> Callable[[], Awaitable[ResultT]]:
    """Return a coroutine function that calls ``function`` in a thread."""

    async def call() -> ResultT:
        return await asyncio.to_thread(function, **options)

    return call


class SharedWork(Generic[ResultT]):
    """Work for which several tasks wait: it is done once for all that come while it runs.

    Args:
        work: Does the work.
    """

    def __init__(self, work: Callable[[], Awaitable[ResultT]]) -> None:
        self._work = work
        self._running: asyncio.Future[ResultT] | None = None

    async def done(self) -> ResultT:
        """Do the work, or wait for the work that runs now, and return its result."""
        running = self._running
        # The work of a loop that has ended never gets done.
        if (
            running is None
            or running.done()
            or running.get_loop() is not asyncio.get_running_loop()
        ):
            running = self._running = asyncio.ensure_future(self._work())
            running.add_done_callback(_note_error)
        # A task that is cancelled does not cancel the work, for which others wait.
        return await asyncio.shield(running)


def _note_error(work: asyncio.Future[Any]) -> None:
    """Look at the error of work that no task waits for any longer, so that asyncio is silent."""
    if not work.cancelled():
        work.exception()
