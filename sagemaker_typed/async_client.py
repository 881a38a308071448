"""The base class of the asynchronous service clients."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Callable, Mapping
from importlib import import_module
from operator import methodcaller
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, cast, overload

from ._hints.calls import explained_constructor, like
from ._tasks import event_loop
from .client import BaseClient

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Iterable, Iterator
    from datetime import datetime, timedelta
    from typing import Generic, Literal, Self

    from botocore.config import Config
    from typing_extensions import TypeVar

    from ._botocore.session import BotoClient, BotocoreSession, BotoSession
    from .defaults import AsyncDefaultsOfClient, Defaults
    from .logs import LogEvent
    from .logs.reading import LogReader
    from .many import Errors, FailedRequest
    from .operation import PagedRequest, Request, RequestOfPages, Response, Shape
    from .pagination import Items, Pages
    from .planning import Plan
    from .transport import RawResponse
    from .untyped import UntypedResponse
    from .waiting import Cancel, OnProgress, Poll

    ResponseT = TypeVar("ResponseT", bound=Response, default=Response)
    RequestT = TypeVar("RequestT", bound=Request[Any, Any])
    ItemT = TypeVar("ItemT", default=object)
    ServiceT = TypeVar("ServiceT", bound=str, default=Any)

    class _OfService(Generic[ServiceT]):
        """A client of the service with botocore's name ``ServiceT``."""

else:
    from typing import Generic, TypeVar

    ServiceT = str
    ItemT = TypeVar("ItemT")

    class _OfService:
        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = ["AsyncBaseClient", "AsyncItems", "AsyncPages"]

_END: Any = object()


class AsyncBaseClient(_OfService[ServiceT]):
    """An asynchronous typed client over a boto3 client, for ``asyncio``.

    It has the methods of the synchronous client as coroutines, with the same arguments, objects and
    errors. botocore prepares, signs, retries and parses as for a synchronous call; only sockets and
    pauses are asynchronous. The constructor does no I/O: the boto3 client is created, in a thread,
    by ``async with`` or by the first call. A client belongs to one event loop. It needs the extra
    ``async``.

    Args:
        region_name: See :class:`~sagemaker_typed.BaseClient`, also for the other arguments.
        client: See :class:`~sagemaker_typed.BaseClient`. Its own calls stay synchronous.
        session: See :class:`~sagemaker_typed.BaseClient`.
        profile_name: See :class:`~sagemaker_typed.BaseClient`.
        endpoint_url: See :class:`~sagemaker_typed.BaseClient`.
        config: See :class:`~sagemaker_typed.BaseClient`.
        verify: See :class:`~sagemaker_typed.BaseClient`.
        aws_access_key_id: See :class:`~sagemaker_typed.BaseClient`.
        aws_secret_access_key: See :class:`~sagemaker_typed.BaseClient`.
        aws_session_token: See :class:`~sagemaker_typed.BaseClient`.
        max_attempts: See :class:`~sagemaker_typed.BaseClient`.
        shortcuts: See :class:`~sagemaker_typed.BaseClient`.
        defaults: See :class:`~sagemaker_typed.BaseClient`.

    Raises:
        ModuleNotFoundError: the extra ``async`` is not installed.
    """

    __sync__: ClassVar[type[BaseClient]]
    """The class of the synchronous client that this client uses."""
    __service__: ClassVar[str]
    """botocore's name of the service."""
    __error_classes__: ClassVar[Any]
    """The function that returns the errors of the service model."""

    def __init__(
        self,
        *,
        region_name: str | None = None,
        client: BotoClient | None = None,
        session: BotoSession | BotocoreSession | None = None,
        profile_name: str | None = None,
        endpoint_url: str | None = None,
        config: Config | None = None,
        verify: bool | str | None = None,
        aws_access_key_id: str | None = None,
        aws_secret_access_key: str | None = None,
        aws_session_token: str | None = None,
        max_attempts: int | None = None,
        shortcuts: bool = True,
        defaults: Defaults | None = None,
    ) -> None:
        _check_extra(type(self).__name__)
        options: dict[str, Any] = {
            "region_name": region_name,
            "client": client,
            "session": session,
            "profile_name": profile_name,
            "endpoint_url": endpoint_url,
            "config": config,
            "verify": verify,
            "aws_access_key_id": aws_access_key_id,
            "aws_secret_access_key": aws_secret_access_key,
            "aws_session_token": aws_session_token,
            "max_attempts": max_attempts,
            "shortcuts": shortcuts,
            "defaults": defaults,
        }
        sync = type(self).__sync__

        loop = event_loop()
        self._creation = loop.SharedWork(loop.in_thread(sync, **options))
        self._client: BaseClient | None = None
        self._connections: list[Any] | None = None

    def __init_subclass__(cls, *, of: type[BaseClient] | None = None, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if of is not None:
            cls.__sync__ = of
            cls.__service__ = of.__service__
            cls.__error_classes__ = of.__error_classes__
            for name in dir(of):
                method = getattr(of, name)
                is_own = not name.startswith("_") and not hasattr(BaseClient, name)
                if is_own and isinstance(method, FunctionType):
                    setattr(cls, name, cls._asynchronous(name, method))

    @staticmethod
    def _asynchronous(name: str, method: FunctionType) -> Callable[..., Any]:
        """Return a coroutine function that calls a method of the synchronous client."""

        async def call(self: AsyncBaseClient[Any], /, *arguments: Any, **fields: Any) -> Any:
            if type(self).send is AsyncBaseClient.send or name.startswith("wait_until_"):
                return await self._run(name, *arguments, **fields)
            # A subclass has a `send` of its own.
            making = type(type(self).__name__, (_Making,), {})(self)
            return await self.send(method(making, *arguments, **fields))

        return like(call, method)

    # Hidden from type checkers, so that they report unknown names.
    if not TYPE_CHECKING:
        __init__ = explained_constructor(__init__)

        def __getattr__(self, name: str) -> Any:
            if hasattr(type(self), name):  # a property of a subclass raised AttributeError
                return object.__getattribute__(self, name)
            from ._hints.attributes import no_attribute

            raise no_attribute(self, name, "")

    @property
    def boto_client(self) -> Any:
        """The underlying boto3 client, whose own calls are synchronous.

        Raises:
            RuntimeError: it has not been created yet: enter ``async with``, or make a call.
        """
        return self._connected_client().boto_client

    @property
    def defaults(self) -> AsyncDefaultsOfClient:
        """The defaults for the requests of this client; its methods are coroutines."""
        from .defaults import AsyncDefaultsOfClient

        async def run_method(name: str, *arguments: Any, **fields: Any) -> Any:
            from ._greenlets import run

            client = await self._connected()
            return await run(getattr(client.defaults, name), *arguments, **fields)

        return AsyncDefaultsOfClient(run_method)

    async def prepared(self, request: RequestT) -> RequestT:
        """Return the request that :meth:`send` would send; see :meth:`BaseClient.prepared`."""
        return cast("RequestT", await self._run("prepared", request))

    # --- the connection ---------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self._connected()
        for connections in self._connections or []:
            connections.enter(self)
        return self

    async def __aexit__(self, *error: object) -> None:
        # All of them: each counts its blocks.
        left = [connections.leave(self) for connections in self._connections or []]
        if all(left):
            await self.aclose()

    async def aclose(self) -> None:
        """Close the connections of this client. ``async with`` does this at its end."""
        connections, self._connections = self._connections or [], None
        for one in connections:
            await one.close(self)
        if self._client is not None:
            self._client.close()

    async def _connected(self) -> BaseClient:
        """Return the synchronous client, once its boto3 client has been created in a thread."""
        if self._client is None:
            self._connect(await self._creation.done())
        elif self._connections is None:  # it was closed
            self._connect(self._client)
        for connections in self._connections or []:
            connections.open()
        return self._connected_client()

    def _connect(self, client: BaseClient) -> None:
        self._make_asynchronous(client.boto_client)
        own: Any = client  # its private attributes belong to this package
        own._connection.adapt = self._make_asynchronous
        self._client = client

    def _make_asynchronous(self, boto_client: BotoClient) -> None:
        connections = _engine().make_asynchronous(boto_client)
        if self._connections is None:
            self._connections = []
        if connections not in self._connections:
            self._connections.append(connections)
        connections.open()

    def _connected_client(self) -> BaseClient:
        if self._client is None:
            raise RuntimeError(
                f"the boto3 client of this {type(self).__name__} is created by its first call: "
                "enter `async with client:`, or await a call"
            )
        return self._client

    async def _run(self, name: str, /, *arguments: Any, **options: Any) -> Any:
        """Call a method of the synchronous client."""
        return await self._apply(methodcaller(name, *arguments, **options))

    async def _apply(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
        """Call a function with the synchronous client, whose calls wait for the event loop."""
        from ._greenlets import run

        client = await self._connected()
        return await run(function, client, *arguments, **options)

    # --- calls ------------------------------------------------------------------------------------

    async def send(self, request: Request[ResponseT, ServiceT]) -> ResponseT:
        """Send a request and return its typed response; see :meth:`BaseClient.send`."""
        return cast("ResponseT", await self._run("send", request))

    async def send_raw(self, request: Request[ResponseT, ServiceT]) -> RawResponse[ResponseT]:
        """Send a request and return the raw response; see :meth:`BaseClient.send_raw`."""
        return cast("RawResponse[ResponseT]", await self._run("send_raw", request))

    async def call(
        self, operation: str, parameters: Mapping[str, Any] | None = None
    ) -> UntypedResponse:
        """Send a request of any operation of botocore; see :meth:`BaseClient.call`.

        A streaming body is a ``ByteStream``, and a stream of events an ``AsyncEvents``.
        """
        response: UntypedResponse = await self._run("call", operation, parameters)
        for name, value in response.items():
            if hasattr(value, "close"):
                response[name] = _engine().with_async_methods(value)
        return response

    async def wait(
        self,
        request: Request[ResponseT, ServiceT],
        *,
        until: str | Iterable[str] | Callable[[ResponseT], bool],
        fail_on: str | Iterable[str] | Callable[[ResponseT], bool] | None = None,
        status: str | Callable[[ResponseT], str | None] | None = None,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[ResponseT] | None = None,
        cancel: Cancel | None = None,
    ) -> ResponseT:
        """Send a request repeatedly until its response meets a condition.

        See :meth:`BaseClient.wait`. To end the wait, cancel the task; ``cancel`` is for events of
        other threads.
        """
        options = {
            "until": until,
            "fail_on": fail_on,
            "status": status,
            "timeout": timeout,
            "poll": poll,
            "on_progress": on_progress,
            "cancel": cancel,
        }
        return cast("ResponseT", await self._run("wait", request, **options))

    async def plan(
        self,
        request: Request[Any, ServiceT] | Iterable[Request[Any, ServiceT]],
        *,
        left_open: bool = False,
        exact_tags: bool = False,
    ) -> Plan:
        """Return what :meth:`ensure` would do; see :meth:`BaseClient.plan`."""
        options = {"left_open": left_open, "exact_tags": exact_tags}
        return cast("Plan", await self._run("plan", request, **options))

    async def ensure(
        self,
        request: Request[Any, ServiceT] | Iterable[Request[Any, ServiceT]],
        *,
        describe: type[Request[ResponseT, ServiceT]] | None = None,
        wait: bool = True,
        allow_replace: bool = False,
        exact_tags: bool = False,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[Any] | None = None,
        cancel: Cancel | None = None,
    ) -> ResponseT:
        """Create or update a resource so that it is as requested.

        See :meth:`BaseClient.ensure`. A task that is cancelled can have made some of the calls;
        another call continues from there.
        """
        options = {
            "describe": describe,
            "wait": wait,
            "allow_replace": allow_replace,
            "exact_tags": exact_tags,
            "timeout": timeout,
            "poll": poll,
            "on_progress": on_progress,
            "cancel": cancel,
        }
        return cast("ResponseT", await self._run("ensure", request, **options))

    async def wait_until_gone(
        self,
        request: Request[ResponseT, ServiceT],
        *,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[ResponseT] | None = None,
        cancel: Cancel | None = None,
    ) -> ResponseT | None:
        """Send a request repeatedly until its resource no longer exists.

        See :meth:`BaseClient.wait_until_gone`, and :meth:`wait`.
        """
        options = {
            "timeout": timeout, "poll": poll, "on_progress": on_progress, "cancel": cancel
        }  # fmt: skip
        return cast("ResponseT | None", await self._run("wait_until_gone", request, **options))

    async def presigned_url(
        self,
        request: Request[ResponseT, ServiceT],
        *,
        expires_in: int = 3600,
        http_method: str | None = None,
    ) -> str:
        """Return a presigned URL; see :meth:`BaseClient.presigned_url`."""
        options = {"expires_in": expires_in, "http_method": http_method}
        return cast("str", await self._run("presigned_url", request, **options))

    async def logs(
        self,
        request: Request[Any, ServiceT],
        *,
        follow: bool = False,
        since: datetime | timedelta | None = None,
        filter_pattern: str | None = None,
        poll: Poll | None = None,
        logs_client: BotoClient | None = None,
    ) -> AsyncIterator[LogEvent]:
        """Iterate over the log of a resource with ``async for``; see :meth:`BaseClient.logs`.

        ``logs_client`` is a boto3 client too. The errors are raised by the first step.
        """
        from .logs.reading import read_logs
        from .streaming.asynchronous import steps

        options = {"since": since, "filter_pattern": filter_pattern, "logs_client": logs_client}

        def events() -> Iterator[LogEvent]:
            reader = self._log_reader(request, **options)
            return read_logs(reader, self._send_in_task, follow=follow, poll=poll)

        await self._connected()
        async for event in steps(events):
            yield event

    def _log_reader(self, request: Any, *, logs_client: Any, **options: Any) -> LogReader:
        """Return a reader of a log, within an asynchronous call."""
        client: Any = self._connected_client()
        if logs_client is not None:
            self._make_asynchronous(logs_client)
        reader: LogReader = client._log_reader(request, logs_client=logs_client, **options)
        return reader

    # --- listings ---------------------------------------------------------------------------------

    def pages(
        self,
        request: RequestOfPages[ResponseT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | Literal["largest"] | None = None,
        starting_token: str | None = None,
        rate: float | None = None,
    ) -> AsyncPages[ResponseT]:
        """Iterate over the pages of a listing with ``async for``; see :meth:`BaseClient.pages`."""
        from .pagination import Pages, check_paged

        check_paged(request)
        pages = Pages(
            self._send_in_task,
            request,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
            rate=rate,
        )
        return AsyncPages(self._connected, pages)

    def items(
        self,
        request: PagedRequest[ResponseT, ItemT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | Literal["largest"] | None = "largest",
        starting_token: str | None = None,
        rate: float | None = None,
    ) -> AsyncItems[ItemT]:
        """Iterate over the items of a listing with ``async for``; see :meth:`BaseClient.items`."""
        from .pagination import Items, Pages, check_items

        check_items(request)
        pages = Pages(
            self._send_in_task,
            request,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
            rate=rate,
        )
        return AsyncItems(self._connected, Items(pages, request))

    def call_pages(
        self,
        operation: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> AsyncPages[UntypedResponse]:
        """Iterate over the pages of a listing by :meth:`call`; see :meth:`BaseClient.call_pages`.

        The errors are raised by the first step, because only the boto3 client knows the operations.
        """
        options: dict[str, Any] = {
            "max_items": max_items, "page_size": page_size, "starting_token": starting_token
        }  # fmt: skip
        return AsyncPages(
            self._connected,
            make=lambda client: client.call_pages(operation, parameters, **options),
        )

    def call_items(
        self,
        operation: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> AsyncItems[Any]:
        """Iterate over the items of a listing by :meth:`call`; see :meth:`BaseClient.call_items`.

        The errors are raised by the first step, as for :meth:`call_pages`.
        """
        options: dict[str, Any] = {
            "max_items": max_items, "page_size": page_size, "starting_token": starting_token
        }  # fmt: skip
        return AsyncItems(
            self._connected,
            make=lambda client: client.call_items(operation, parameters, **options),
        )

    @overload
    def each(
        self,
        requests: Iterable[Request[ResponseT, ServiceT]]
        | AsyncIterable[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["raise", "skip"] = "raise",
    ) -> AsyncGenerator[ResponseT]: ...

    @overload
    def each(
        self,
        requests: Iterable[Request[ResponseT, ServiceT]]
        | AsyncIterable[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["yield"],
    ) -> AsyncGenerator[ResponseT | FailedRequest]: ...

    def each(
        self,
        requests: Iterable[Request[ResponseT, ServiceT]]
        | AsyncIterable[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Errors = "raise",
    ) -> AsyncGenerator[ResponseT | FailedRequest]:
        """Send many requests, several at a time, and iterate over their responses in order.

        See :meth:`BaseClient.each`. The requests can come from an asynchronous iterable. Use
        ``contextlib.aclosing`` to end the calls as soon as you leave the loop early.
        """
        options: dict[str, Any] = {"workers": workers, "rate": rate, "errors": errors}
        return self._many(lambda client: client.each(cast("Any", requests), **options), options)

    @overload
    def describe_each(
        self,
        items: Iterable[Shape | str] | AsyncIterable[Shape | str],
        request: type[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["raise", "skip"] = "raise",
    ) -> AsyncGenerator[ResponseT]: ...

    @overload
    def describe_each(
        self,
        items: Iterable[Shape | str] | AsyncIterable[Shape | str],
        request: type[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["yield"],
    ) -> AsyncGenerator[ResponseT | FailedRequest]: ...

    def describe_each(
        self,
        items: Iterable[Shape | str] | AsyncIterable[Shape | str],
        request: type[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Errors = "raise",
    ) -> AsyncGenerator[ResponseT | FailedRequest]:
        """Describe each object of a listing, several at a time; the order is kept.

        See :meth:`BaseClient.describe_each`, and :meth:`each`.
        """
        options: dict[str, Any] = {"workers": workers, "rate": rate, "errors": errors}
        return self._many(
            lambda client: client.describe_each(cast("Any", items), request, **options), options
        )

    def _many(
        self, make: Callable[[BaseClient], Any], options: Mapping[str, Any]
    ) -> AsyncGenerator[Any]:
        from .many.sending import check_options

        check_options(**options)
        return self._results(make)

    async def _results(self, make: Callable[[BaseClient], Any]) -> AsyncGenerator[Any]:
        """Yield what a generator of the synchronous client yields."""
        from ._greenlets import run

        found = await run(make, await self._connected())
        try:
            while (result := await run(next, found, _END)) is not _END:
                yield result
        finally:
            await run(found.close)

    def _send_in_task(self, request: Request[ResponseT]) -> ResponseT:
        """Send a request within a step of a listing, once this client is connected."""
        return self._connected_client().send(request)

    # --- options ----------------------------------------------------------------------------------

    def with_options(
        self,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float | tuple[float, float] | None = None,
        region_name: str | None = None,
        endpoint_url: str | None = None,
        config: Config | None = None,
    ) -> Self:
        """Return a client like this one, with the given options changed.

        See :meth:`BaseClient.with_options`. Errors in the options are raised by the first call.
        """
        options: dict[str, Any] = {
            "headers": headers,
            "timeout": timeout,
            "region_name": region_name,
            "endpoint_url": endpoint_url,
            "config": config,
        }

        loop = event_loop()

        async def create() -> BaseClient:
            client = await self._connected()
            created: BaseClient = await loop.in_thread(client.with_options, **options)()
            return created

        other = copy.copy(self)
        other._creation = loop.SharedWork(create)
        other._client = other._connections = None
        return other

    def __repr__(self) -> str:
        if self._client is None:
            return f"<{type(self).__name__}, not connected>"
        meta = self._client.boto_client.meta
        return f"<{type(self).__name__} {meta.region_name} {meta.endpoint_url}>"


class _Making:
    """Replaces a client in one of its methods, which then returns its request unsent."""

    def __init__(self, client: AsyncBaseClient[Any]) -> None:
        self._client = client

    def send(self, request: Any) -> Any:
        return request

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


class _Listing(AsyncIterator[ItemT], Generic[ItemT]):
    """An asynchronous iterator over what a synchronous iterator returns.

    Args:
        connected: Returns the synchronous client, once it is connected.
        found: The synchronous iterator.
        make: A function that creates the synchronous iterator, if that needs the client.
    """

    def __init__(
        self,
        connected: Callable[[], Awaitable[BaseClient]],
        found: Pages[Any] | Items[Any] | None = None,
        *,
        make: Callable[[BaseClient], Any] | None = None,
    ) -> None:
        self._connected = connected
        self._found = found
        self._make = make
        self._is_running = False

    @property
    def resume_token(self) -> str | None:
        """The ``starting_token`` to resume after what was returned last; ``None`` at the end.

        A listing by ``call_pages`` or ``call_items`` has none before its first step.
        """
        return None if self._found is None else self._found.resume_token

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ItemT:
        if self._is_running:
            raise RuntimeError(
                "another task is at the next step of this listing: iterate in one task, and pass "
                "what it returns to the others"
            )
        self._is_running = True
        try:
            found = await self._next()
        finally:
            self._is_running = False
        if found is _END:
            raise StopAsyncIteration
        return cast("ItemT", found)

    async def _next(self) -> Any:
        from ._greenlets import run

        client = await self._connected()
        if self._found is None and self._make is not None:
            self._found = self._make(client)
        return await run(next, cast("Any", self._found), _END)


class AsyncPages(_Listing[ItemT]):
    """An asynchronous iterator over the pages of a listing, returned by ``client.pages``.

    Iteration can continue after an error: the next step sends the same request again.
    """


class AsyncItems(_Listing[ItemT]):
    """An asynchronous iterator over the items of a listing, returned by ``client.items``.

    Iteration can continue after an error: the next step sends the same request again.
    """


def _engine() -> Any:
    # By its name: otherwise type checkers read aiohttp for every user of the package.
    return import_module("sagemaker_typed._botocore.asynchronous")


def _check_extra(owner: str) -> None:
    try:
        for module in ("aiohttp", "greenlet"):
            import_module(module)
    except ModuleNotFoundError as error:
        from ._hints.extras import needs_extra

        raise needs_extra(f"{owner} needs", "async", error) from None
