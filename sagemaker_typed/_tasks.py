"""Whether the code that runs now belongs to an asynchronous call, and how it waits there.

The code of a call is synchronous. For an asynchronous client it runs in a greenlet: where it waits,
it hands an awaitable to the event loop, and the greenlet is resumed with the result. This module
does not import greenlet, because only asynchronous clients need it.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any, TypeVar

from sagemaker_typed import _time as time
from sagemaker_typed._time import skipped

__all__ = ["event_loop", "is_in_task", "off_the_loop", "pause", "result_of"]

ResultT = TypeVar("ResultT")
_GREENLETS = f"{__package__}._greenlets"


def is_in_task() -> bool:
    """Return whether the current code runs for an asynchronous call."""
    greenlets: Any = sys.modules.get(_GREENLETS)
    return greenlets is not None and greenlets.is_current()


def result_of(awaitable: Awaitable[ResultT]) -> ResultT:
    """Wait for an awaitable without blocking the event loop; only within an asynchronous call."""
    greenlets: Any = sys.modules[_GREENLETS]
    result: ResultT = greenlets.result_of(awaitable)
    return result


def event_loop() -> Any:
    """Return the module of this package that imports asyncio, which few programs need."""
    return import_module(f"{__package__}._event_loop")


def off_the_loop(function: Callable[..., ResultT], **options: Any) -> ResultT:
    """Call a function that takes long; within an asynchronous call, in a thread."""
    if not is_in_task():
        return function(**options)
    result: ResultT = result_of(event_loop().in_thread(function, **options)())
    return result


def pause(seconds: float) -> None:
    """Wait, without blocking the event loop within an asynchronous call."""
    if is_in_task():
        result_of(event_loop().sleep(skipped(seconds)))
    else:
        time.sleep(seconds)
