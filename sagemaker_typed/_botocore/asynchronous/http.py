"""HTTP requests of asynchronous calls, by aiohttp, with the settings and the errors of botocore."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from functools import partial
from typing import Any, Final
from weakref import WeakSet

import aiohttp
from botocore.exceptions import BotoCoreError

from sagemaker_typed._botocore.layers import layers_of
from sagemaker_typed._event_loop import SharedWork
from sagemaker_typed._tasks import is_in_task, result_of

from .body import AsyncBody
from .failures import CLOSED, translated
from .receiving import content_of, response_of
from .sending import Sending, body_of, headers_of, url_of
from .tls import ssl_context

__all__ = ["Connections"]

_NOT_ADDED: Final = frozenset({"Accept", "Content-Type", "User-Agent"})
"""Headers that aiohttp would add."""
_LONGEST_HEADER: Final = 65536
"""As http.client has it."""
_IDLE: Final = 0.01
"""Seconds without a request after which a connection that is reused is checked."""


class Connections:
    """The connections of one client in one event loop.

    Args:
        client: The boto3 client.
    """

    def __init__(self, client: Any) -> None:
        self._settings: Any = client._endpoint.http_session
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._contexts: dict[bool, SharedWork[ssl.SSLContext]] = {}
        self._known_contexts: dict[bool, ssl.SSLContext] = {}
        self._inside: Counter[int] = Counter()
        """The number of open ``async with`` blocks of each client."""
        self._is_open = False
        self._responses: WeakSet[aiohttp.ClientResponse] = WeakSet()
        """The responses that may not have been read to their end."""
        self._last_use = 0.0

    @classmethod
    def of(cls, client: Any) -> Connections:
        """Return the connections of a client, whose asynchronous calls use them."""
        session: Any = client._endpoint.http_session
        for layer in layers_of(session.send):
            if isinstance(layer, _Sender):
                return layer.connections
        connections = cls(client)
        session.send = _Sender(session.send, connections)
        return connections

    def open(self) -> None:
        """Note that a call begins. Calls that began before the connections were closed end."""
        self._is_open = True

    def enter(self, user: object) -> None:
        """Note the start of an ``async with`` block of a client; others may use the connections."""
        self._inside[id(user)] += 1

    def leave(self, user: object) -> bool:
        """Note the end of a block, and return whether it was the last one of this client."""
        left = self._inside[id(user)] - 1
        if left > 0:
            self._inside[id(user)] = left
        else:  # it may be one whose block began before these connections were used
            del self._inside[id(user)]
        return left <= 0

    async def close(self, user: object) -> None:
        """Close the connections, unless the blocks of others are open; a later call opens new ones.

        Calls that run, and streams that are read, end with an error.
        """
        del self._inside[id(user)]
        session = self._session
        if session is not None and not self._inside:
            self._session, self._is_open = None, False
            for response in [*self._responses]:
                if not response.content.at_eof():
                    response.content.set_exception(aiohttp.ServerDisconnectedError(CLOSED))
            self._responses.clear()
            await session.close()

    async def send(self, request: Any) -> Any:
        """Send botocore's request and return botocore's response.

        Raises:
            botocore.exceptions.HTTPClientError: the request was not answered.
            RuntimeError: the client belongs to another event loop, or was closed.
        """
        settings = self._settings
        proxy_url = settings._proxy_config.proxy_url_for(request.url)
        timeout = self._timeout(request)
        sending: Sending | None = None
        try:
            # No limit but while the body is sent, and while a proxy connects.
            async with asyncio.timeout(None) as limit:
                sending = Sending(partial(self._limit, limit), timeout.sock_read)
                context = await self._ssl_context(request.url, proxy_url)
                session = await self._opened()
                response = await session.request(
                    request.method,
                    url_of(request.url),
                    data=body_of(request.body, sending),
                    headers=headers_of(request),
                    proxy=proxy_url,
                    proxy_headers=proxy_url and settings._proxy_config.proxy_headers_for(proxy_url),
                    timeout=timeout,
                    ssl=context,
                    allow_redirects=False,
                    trace_request_ctx=partial(self._limit, limit),
                )
                sending.end()
            self._responses.add(response)
            if request.stream_output:
                return response_of(request, response, AsyncBody(response, request.url))
            async with response:
                content = await content_of(response)
            self._responses.discard(response)
            self._last_use = self._now()
            found = response_of(request, response, None)
            found._content = content
            return found
        except (BotoCoreError, RuntimeError):
            raise
        except asyncio.CancelledError:
            self._check_is_cancelled()
            raise
        except Exception as error:
            is_sending = sending is not None and sending.is_running
            raise translated(error, request, proxy_url, is_sending=is_sending) from error
        finally:
            if sending is not None:
                sending.abort()

    async def _opened(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is not None and self._loop is not loop:
            raise RuntimeError(
                "this client belongs to another event loop: create one client in each loop, or "
                "close it before its loop ends"
            )
        if not self._is_open:
            raise RuntimeError(CLOSED)
        session = self._session
        if session is None or session.closed:
            self._loop = loop
            session = self._session = self._new_session()
        elif loop.time() - self._last_use > _IDLE:
            # The loop then notices the connections that the server has closed.
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        return session

    def _new_session(self) -> aiohttp.ClientSession:
        # aiohttp does not limit the time that a proxy takes to connect.
        trace = aiohttp.TraceConfig()
        trace.on_connection_create_start.append(self._begin_connecting)
        trace.on_connection_create_end.append(_end_connecting)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._settings._max_pool_connections),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=_NOT_ADDED,
            trust_env=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
            trace_configs=[trace] if self._has_proxy() else [],
        )

    def _has_proxy(self) -> bool:
        proxy_url_for = self._settings._proxy_config.proxy_url_for
        return any(proxy_url_for(f"{scheme}://host") for scheme in ("http", "https"))

    async def _begin_connecting(self, _: Any, trace: Any, __: Any) -> None:
        timeout = self._timeout(None)
        trace.trace_request_ctx((timeout.sock_connect or 0) + (timeout.sock_read or 0) or None)

    def _timeout(self, request: Any) -> aiohttp.ClientTimeout:
        settings = self._settings._timeout
        connect = getattr(settings, "connect_timeout", settings)
        read = getattr(settings, "read_timeout", settings)
        context: Any = getattr(request, "context", None) or {}
        return aiohttp.ClientTimeout(
            total=None,
            sock_connect=connect,
            sock_read=context.get("read_timeout") or read,
        )

    def _limit(self, limit: asyncio.Timeout, seconds: float | None) -> None:
        """Let ``limit`` end after so many seconds from now; ``None`` means no limit."""
        if seconds is not None or limit.when() is not None:
            limit.reschedule(None if seconds is None else self._now() + seconds)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _check_is_cancelled(self) -> None:
        """Raise another error if it was the closed client that cancelled the current task."""
        task = asyncio.current_task()
        if self._session is None and task is not None and not task.cancelling():
            raise RuntimeError(CLOSED) from None

    async def _ssl_context(self, url: str, proxy_url: str | None) -> ssl.SSLContext | bool:
        is_for_proxy = proxy_url is not None and proxy_url.lower().startswith("https")
        if not is_for_proxy and not url.lower().startswith("https"):
            return True
        context = self._known_contexts.get(is_for_proxy)
        if context is None:

            async def create() -> ssl.SSLContext:
                # In a thread, because it reads the file of the certificates.
                return await asyncio.to_thread(ssl_context, self._settings, url, proxy_url)

            work = self._contexts.setdefault(is_for_proxy, SharedWork(create))
            context = self._known_contexts[is_for_proxy] = await work.done()
        return context


async def _end_connecting(_: Any, trace: Any, __: Any) -> None:
    trace.trace_request_ctx(None)


class _Sender:
    """Sends a request, as botocore's ``send`` does."""

    def __init__(self, original: Any, connections: Connections) -> None:
        self.__wrapped__ = original
        self.connections = connections

    def __call__(self, request: Any) -> Any:
        if is_in_task():
            return result_of(self.connections.send(request))
        return self.__wrapped__(request)
