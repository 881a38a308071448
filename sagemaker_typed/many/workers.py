"""The workers: threads, or asyncio tasks if the current code runs for an asynchronous call."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Event
from typing import Any, Protocol

from sagemaker_typed._tasks import event_loop, is_in_task, pause, result_of
from sagemaker_typed._time import skipped

__all__ = ["Workers", "workers_for"]


class Workers(Protocol):
    """Workers that each run one call at a time."""

    def start(self, work: Callable[[Any], Any], request: Any) -> Any:
        """Start a call, and return a handle."""
        ...

    def is_done(self, handle: Any) -> bool:
        """Return whether a call has ended."""
        ...

    def result(self, handle: Any) -> Any:
        """Wait for a call, and return its result or raise its error."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait within a call; closing ends it."""
        ...

    def close(self) -> None:
        """Stop all workers, and wait until they have stopped."""
        ...


def workers_for(workers: int) -> Workers:
    """Return workers for the current code."""
    return _Tasks() if is_in_task() else _Threads(workers)


class _Threads:
    def __init__(self, workers: int) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="sagemaker-typed")
        self._closed = Event()

    def start(self, work: Callable[[Any], Any], request: Any) -> Future[Any]:
        # A call sees the context variables of the code that iterates, as a task does.
        return self._pool.submit(copy_context().run, work, request)

    def is_done(self, handle: Future[Any]) -> bool:
        return handle.done()

    def result(self, handle: Future[Any]) -> Any:
        return handle.result()

    def pause(self, seconds: float) -> None:
        seconds = skipped(seconds)
        if self._closed.wait(seconds) if seconds > 0 else self._closed.is_set():
            raise CancelledError

    def close(self) -> None:
        self._closed.set()
        self._pool.shutdown(cancel_futures=True)


class _Tasks:
    def __init__(self) -> None:
        self._tasks: set[Any] = set()

    def start(self, work: Callable[[Any], Any], request: Any) -> Any:
        from sagemaker_typed._greenlets import run

        task = event_loop().start(run(work, request))
        self._tasks.add(task)
        return task

    def is_done(self, handle: Any) -> bool:
        done: bool = handle.done()
        return done

    def result(self, handle: Any) -> Any:
        try:
            return result_of(handle)
        finally:
            if handle.done():
                self._tasks.discard(handle)

    def pause(self, seconds: float) -> None:
        if seconds > 0:
            pause(seconds)

    def close(self) -> None:
        tasks, self._tasks = self._tasks, set()
        with contextlib.suppress(RuntimeError):  # the event loop is closed
            for task in tasks:
                task.cancel()
        if tasks and is_in_task():
            result_of(event_loop().gather(*tasks, return_exceptions=True))
