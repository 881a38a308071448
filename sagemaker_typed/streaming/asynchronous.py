"""The asynchronous methods of streams, for the responses of asynchronous clients."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Generic, Protocol, Self, TypeVar

from sagemaker_typed._lazy import exported_from

__all__ = ["AsyncEvents", "AsyncMethods", "in_task", "steps"]

ItemT = TypeVar("ItemT")
ItemT_co = TypeVar("ItemT_co", covariant=True)

_END: Any = object()


class _Stream(Protocol[ItemT_co]):
    def __iter__(self) -> Iterator[ItemT_co]: ...

    def __enter__(self) -> Any: ...

    def read(self) -> bytes: ...

    def close(self) -> None: ...

    def iter_chunks(self) -> Iterator[bytes]: ...

    def iter_lines(self, *, keepends: bool = False) -> Iterator[bytes]: ...


@exported_from("sagemaker_typed.streaming")
class AsyncMethods(Generic[ItemT]):
    """The methods of a stream that a response of an asynchronous client has.

    The stream of a synchronous client has them too; there, they block the event loop.
    """

    def __aiter__(self: _Stream[ItemT]) -> AsyncIterator[ItemT]:
        return steps(self.__iter__)

    async def aread(self: _Stream[Any]) -> bytes:
        """Return all remaining bytes, as ``read()`` does."""
        return await in_task(self.read)

    def aiter_chunks(self: _Stream[Any]) -> AsyncIterator[bytes]:
        """Iterate over the chunks with ``async for``, as ``iter_chunks`` does."""
        return steps(self.iter_chunks)

    def aiter_lines(self: _Stream[Any], *, keepends: bool = False) -> AsyncIterator[bytes]:
        """Iterate over the lines with ``async for``, as ``iter_lines`` does."""
        return steps(lambda: self.iter_lines(keepends=keepends))

    async def aclose(self: _Stream[Any]) -> None:
        """Close the stream, as ``close()`` does; leaving the ``async with`` block does this."""
        self.close()

    async def __aenter__(self) -> Self:
        stream: Any = self
        stream.__enter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        stream: Any = self
        stream.close()


@exported_from("sagemaker_typed.streaming")
class AsyncEvents:
    """The events of an operation that is called by its name, as botocore returns them.

    Use it with ``async with`` and ``async for``. Each event is a dict.

    Args:
        events: botocore's event stream.
    """

    def __init__(self, events: Any) -> None:
        self.raw = events

    def __aiter__(self) -> AsyncIterator[dict[str, Any]]:
        return steps(lambda: iter(self.raw))

    async def aclose(self) -> None:
        """Close the stream; leaving the ``async with`` block does this."""
        self.raw.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        self.raw.close()


async def steps(make: Callable[[], Iterator[ItemT]]) -> AsyncIterator[ItemT]:
    """Yield the items of a synchronous iterator, each as soon as the event loop has it."""
    items = await in_task(make)
    while True:
        item: ItemT = await in_task(next, items, _END)
        if item is _END:
            return
        yield item


async def in_task(function: Callable[..., ItemT], *arguments: Any) -> ItemT:
    """Call a method of a stream, whose reading waits for the event loop."""
    from sagemaker_typed._greenlets import run

    return await run(function, *arguments)
