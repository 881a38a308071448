"""The base class of the asynchronous service clients."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import AsyncIterator, Callable, Mapping
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ._hints.calls import like
from .client import BaseClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable
    from typing import Generic, Self

    from botocore.config import Config
    from typing_extensions import TypeVar

    from ._botocore.session import BotoClient, BotocoreSession, BotoSession
    from .operation import PagedRequest, Request, RequestOfPages, Response
    from .pagination import Items, Pages
    from .transport import RawResponse
    from .untyped import UntypedResponse
    from .waiting import Cancel, OnProgress, Poll

    ResponseT = TypeVar("ResponseT", bound=Response, default=Response)
    ItemT = TypeVar("ItemT", default=object)
    ServiceT = TypeVar("ServiceT", bound=str, default=Any)
    ResultT = TypeVar("ResultT")

    class _OfService(Generic[ServiceT]):
        """A client of the service with botocore's name ``ServiceT``."""

else:
    from typing import Generic, TypeVar

    ServiceT = str
    ItemT, ResultT = TypeVar("ItemT"), TypeVar("ResultT")

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

    Raises:
        ModuleNotFoundError: the extra ``async`` is not installed.
    """

    __sync__: ClassVar[type[BaseClient]]
    """The class of the synchronous client that this client uses."""

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
        }
        sync = type(self).__sync__

        async def create() -> BaseClient:
            return await asyncio.to_thread(sync, **options)

        self._create: Callable[[], Awaitable[BaseClient]] = create
        self._creating: asyncio.Future[BaseClient] | None = None
        self._client: BaseClient | None = None
        self._connections: Any = None

    def __init_subclass__(cls, *, of: type[BaseClient] | None = None, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if of is not None:
            cls.__sync__ = of
            for name in dir(of):
                method = getattr(of, name)
                is_own = not name.startswith("_") and not hasattr(BaseClient, name)
                if is_own and isinstance(method, FunctionType):
                    setattr(cls, name, _asynchronous(name, method))

    @property
    def boto_client(self) -> Any:
        """The underlying boto3 client, whose own calls are synchronous.

        Raises:
            RuntimeError: it has not been created yet: enter ``async with``, or make a call.
        """
        return self._connected_client().boto_client

    # --- the connection ---------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self._connected()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections of this client. ``async with`` does this at its end."""
        if self._connections is not None:
            await self._connections.close()
        if self._client is not None:
            self._client.close()

    async def _connected(self) -> BaseClient:
        """Return the synchronous client, once its boto3 client has been created in a thread."""
        if self._client is None:
            if self._creating is None:
                self._creating = asyncio.ensure_future(self._create())
            creating = self._creating
            try:
                # A call that is cancelled does not cancel the creation, for which others wait.
                client = await asyncio.shield(creating)
            finally:
                if creating.done() and creating is self._creating:
                    self._creating = None
            self._connect(client)
        return self._connected_client()

    def _connect(self, client: BaseClient) -> None:
        # By its name: otherwise type checkers read aiohttp for every user of the package.
        engine: Any = import_module("sagemaker_typed._botocore.asynchronous")
        self._connections = engine.make_asynchronous(client.boto_client)
        self._client = client

    def _connected_client(self) -> BaseClient:
        if self._client is None:
            raise RuntimeError(
                f"the boto3 client of this {type(self).__name__} is created by its first call: "
                "enter `async with client:`, or await a call"
            )
        return self._client

    async def _run(self, name: str, /, *arguments: Any, **options: Any) -> Any:
        """Call a method of the synchronous client."""
        from ._greenlets import run

        client = self._client or await self._connected()
        return await run(getattr(client, name), *arguments, **options)

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
        """Send a request of any operation of botocore; see :meth:`BaseClient.call`."""
        return cast("UntypedResponse", await self._run("call", operation, parameters))

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

    # --- listings ---------------------------------------------------------------------------------

    def pages(
        self,
        request: RequestOfPages[ResponseT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> AsyncPages[ResponseT]:
        """Iterate over the pages of a listing with ``async for``; see :meth:`BaseClient.pages`."""
        from .pagination import check_paged

        check_paged(request)
        return AsyncPages(
            self,
            lambda client: client.pages(
                request, max_items=max_items, page_size=page_size, starting_token=starting_token
            ),
        )

    def items(
        self,
        request: PagedRequest[ResponseT, ItemT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> AsyncItems[ItemT]:
        """Iterate over the items of a listing with ``async for``; see :meth:`BaseClient.items`."""
        from .pagination import check_items

        check_items(request)
        return AsyncItems(
            self,
            lambda client: client.items(
                request, max_items=max_items, page_size=page_size, starting_token=starting_token
            ),
        )

    def call_pages(
        self,
        operation: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> AsyncPages[UntypedResponse]:
        """Iterate over the pages of a listing by :meth:`call`.

        See :meth:`BaseClient.call_pages`.
        """
        return AsyncPages(
            self,
            lambda client: client.call_pages(
                operation,
                parameters,
                max_items=max_items,
                page_size=page_size,
                starting_token=starting_token,
            ),
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
        """Iterate over the items of a listing by :meth:`call`.

        See :meth:`BaseClient.call_items`.
        """
        return AsyncItems(
            self,
            lambda client: client.call_items(
                operation,
                parameters,
                max_items=max_items,
                page_size=page_size,
                starting_token=starting_token,
            ),
        )

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

        async def create() -> BaseClient:
            client = await self._connected()
            return await asyncio.to_thread(client.with_options, **options)

        other = copy.copy(self)
        other._create = create
        other._creating = other._client = other._connections = None
        return other

    def __repr__(self) -> str:
        if self._client is None:
            return f"<{type(self).__name__}, not connected>"
        meta = self._client.boto_client.meta
        return f"<{type(self).__name__} {meta.region_name} {meta.endpoint_url}>"


class _Listing(AsyncIterator[ItemT], Generic[ItemT]):
    """An asynchronous iterator over what a synchronous iterator of a client returns."""

    def __init__(self, owner: AsyncBaseClient[Any], make: Callable[[BaseClient], Any]) -> None:
        self._owner = owner
        self._make = make
        self._found: Any = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ItemT:
        from ._greenlets import run

        if self._found is None:
            client = await self._owner._connected()  # pyright: ignore[reportPrivateUsage] - ours
            self._found = self._make(client)
        found = await run(next, self._found, _END)
        if found is _END:
            raise StopAsyncIteration
        return cast("ItemT", found)


class AsyncPages(_Listing[ItemT]):
    """An asynchronous iterator over the pages of a listing, returned by ``client.pages``.

    Iteration can continue after an error: the next step sends the same request again.
    """

    @property
    def resume_token(self) -> str | None:
        """The ``starting_token`` to resume after the last page; ``None`` at the end."""
        found: Pages[Any] | None = self._found
        return None if found is None else found.resume_token


class AsyncItems(_Listing[ItemT]):
    """An asynchronous iterator over the items of a listing, returned by ``client.items``.

    Iteration can continue after an error: the next step sends the same request again.
    """

    @property
    def resume_token(self) -> str | None:
        """The ``starting_token`` to resume after the last item; ``None`` at the end."""
        found: Items[Any] | None = self._found
        return None if found is None else found.resume_token


def _asynchronous(name: str, method: FunctionType) -> Callable[..., Any]:
    """Return a coroutine function that calls a method of the synchronous client."""

    async def call(self: AsyncBaseClient[Any], /, *arguments: Any, **fields: Any) -> Any:
        run = self._run  # pyright: ignore[reportPrivateUsage] - a method made for the class
        return await run(name, *arguments, **fields)

    return like(call, method)


def _check_extra(owner: str) -> None:
    try:
        for module in ("aiohttp", "greenlet"):
            import_module(module)
    except ModuleNotFoundError as error:
        from ._hints.extras import needs_extra

        raise needs_extra(f"{owner} needs", "async", error) from None
