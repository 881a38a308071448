"""Synchronous code within an event loop: it runs in a greenlet, which is left while it waits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar, cast

from greenlet import getcurrent, greenlet

__all__ = ["is_current", "result_of", "run"]

Parameters = ParamSpec("Parameters")
ResultT = TypeVar("ResultT")


class _Task(greenlet):
    """A greenlet that runs the code of an asynchronous call."""


def is_current() -> bool:
    """Return whether the current code runs for an asynchronous call."""
    return isinstance(getcurrent(), _Task)


async def run(
    function: Callable[Parameters, ResultT],
    /,
    *arguments: Parameters.args,
    **options: Parameters.kwargs,
) -> ResultT:
    """Call a function that may use :func:`result_of`, and return its result."""
    around = getcurrent()
    task = _Task(partial(function, *arguments, **options), around)
    # The function sees and changes the context variables of the asyncio task, as a coroutine does.
    task.gr_context = around.gr_context
    waited_for = task.switch()
    while not task.dead:
        try:
            result = await waited_for
        except BaseException as error:  # noqa: BLE001 - also a cancellation goes to the function
            task.parent = getcurrent()
            waited_for = task.throw(error)
        else:
            task.parent = getcurrent()
            waited_for = task.switch(result)
    return cast("ResultT", waited_for)


def result_of(awaitable: Awaitable[ResultT]) -> ResultT:
    """Return the result of an awaitable, while the event loop runs.

    Raises:
        RuntimeError: the current code does not run for an asynchronous call.
    """
    task = getcurrent()
    parent: Any = task.parent
    if not isinstance(task, _Task):
        close: Callable[[], None] | None = getattr(awaitable, "close", None)
        if close is not None:
            close()  # Python would warn that it was never awaited
        raise RuntimeError("an awaitable can be awaited only within an asynchronous call")
    result: ResultT = parent.switch(awaitable)
    return result
