"""HTTP requests of asynchronous calls, by aiohttp, with the settings and the errors of botocore."""

from __future__ import annotations

import asyncio
import logging
import ssl
from functools import cache
from typing import Any, Final, cast

import aiohttp
from aiohttp.http_exceptions import ContentLengthError
from botocore.awsrequest import AWSResponse
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ProxyConnectionError,
    ReadTimeoutError,
    SSLError,
)
from botocore.httpsession import URLLib3Session, get_cert_path, mask_proxy_url
from yarl import URL

from sagemaker_typed._tasks import is_in_task, result_of

from .body import AsyncBody

_LOG: Final = logging.getLogger("botocore.httpsession")
_NOT_ADDED: Final = frozenset({"Accept", "Content-Type", "User-Agent"})
"""Headers that aiohttp would add."""


class Connections:
    """The connections of one client in one event loop.

    Args:
        client: The boto3 client.
    """

    def __init__(self, client: Any) -> None:
        self._settings: Any = client._endpoint.http_session
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: ssl.SSLContext | None = None
        self._users: set[object] = set()

    @classmethod
    def of(cls, client: Any) -> Connections:
        """Return the connections of a client, whose asynchronous calls use them."""
        session: Any = client._endpoint.http_session
        sender: Any = session.send
        if not isinstance(sender, _Sender):
            sender = session.send = _Sender(sender, cls(client))
        connections: Connections = sender.connections
        return connections

    def use(self, user: object) -> None:
        """Note a client that makes calls: clients with other headers share the connections."""
        self._users.add(user)

    async def close(self, user: object) -> None:
        """Close the connections, unless others use them; a later call opens new ones."""
        self._users.discard(user)
        session = self._session
        if session is not None and not self._users:
            self._session = None
            await session.close()

    async def send(self, request: Any) -> Any:
        """Send botocore's request and return botocore's response.

        Raises:
            botocore.exceptions.HTTPClientError: the request was not answered.
        """
        settings = self._settings
        proxy_url = settings._proxy_config.proxy_url_for(request.url)
        try:
            response = await self._opened().request(
                request.method,
                URL(request.url, encoded=True),
                data=request.body,
                headers=_headers(request),
                proxy=proxy_url,
                proxy_headers=proxy_url and settings._proxy_config.proxy_headers_for(proxy_url),
                timeout=self._timeout(request),
                ssl=await self._ssl_context(request.url),
                allow_redirects=False,
            )
            if request.stream_output:
                return _response(request, response, AsyncBody(response, request.url))
            async with response:
                content = await _content(response)
            found = _response(request, response, None)
            found._content = content
            return found
        except (HTTPClientError, RuntimeError):
            raise
        except Exception as error:
            raise _translated(error, request, proxy_url) from error

    def _opened(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is not None and self._loop is not loop:
            raise RuntimeError(
                "this client belongs to another event loop: create one client in each loop, and "
                "close it there"
            )
        if self._session is None or self._session.closed:
            limit = self._settings._max_pool_connections
            self._loop = loop
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=limit),
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=_NOT_ADDED,
                trust_env=False,
            )
        return self._session

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

    async def _ssl_context(self, url: str) -> ssl.SSLContext | bool:
        if not url.lower().startswith("https"):
            return True
        if self._context is None:
            # In a thread, because it reads the file of the certificates.
            self._context = await asyncio.to_thread(_context, self._settings)
        return self._context


def _context(settings: Any) -> ssl.SSLContext:
    """Return the TLS settings of botocore's session."""
    context: ssl.SSLContext = settings._get_ssl_context()
    if settings._verify:
        context.check_hostname = True
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cafile=get_cert_path(settings._verify))
    else:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if settings._cert_file:
        context.load_cert_chain(settings._cert_file, settings._key_file)
    return context


class _Sender:
    """Sends a request, as botocore's ``send`` does."""

    def __init__(self, original: Any, connections: Connections) -> None:
        self._original = original
        self.connections = connections

    def __call__(self, request: Any) -> Any:
        if is_in_task():
            return result_of(self.connections.send(request))
        return self._original(request)


def _headers(request: Any) -> list[tuple[str, str]]:
    names = {name.lower() for name in request.headers}
    found = [(str(name), _text(value)) for name, value in request.headers.items()]
    # As urllib3 does.
    return found if "accept-encoding" in names else [("Accept-Encoding", "identity"), *found]


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8")


def _response(request: Any, response: aiohttp.ClientResponse, raw: Any) -> Any:
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.raw_headers:
        # As http.client decodes them.
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return AWSResponse(request.url, response.status, cast("Any", headers), raw)


@cache
def _accepts_truncated() -> bool:
    """Return whether botocore accepts a body that is shorter than announced; old ones do not."""
    constants: Any = URLLib3Session.send.__code__.co_consts
    names: list[Any] = [one for one in constants if isinstance(one, tuple)]
    return any("enforce_content_length" in one for one in names)


async def _content(response: aiohttp.ClientResponse) -> bytes:
    """Return the body; what arrived of it, if the connection was closed too early.

    As with urllib3 under botocore: whoever reads the content then finds that it is incomplete.
    """
    pieces: list[bytes] = []
    try:
        async for piece in response.content.iter_any():
            pieces.append(piece)  # noqa: PERF401 - the pieces before an error are kept
    except aiohttp.ClientPayloadError as error:
        # After a reset, the text continues with the error of the connection.
        text = str(error)
        is_closed = ContentLengthError.__name__ in text and text.endswith(">")
        if not is_closed or not _accepts_truncated():
            raise
        rest: Any = getattr(response.content, "_buffer", ())
        pieces += map(bytes, rest)
    return b"".join(pieces)


def _translated(error: Exception, request: Any, proxy_url: str | None) -> Exception:
    """Return botocore's error for an error of aiohttp."""
    url = request.url
    match error:
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return SSLError(endpoint_url=url, error=error)
        case aiohttp.ClientProxyConnectionError() | aiohttp.ClientHttpProxyError():
            return ProxyConnectionError(proxy_url=mask_proxy_url(proxy_url or ""), error=error)
        case aiohttp.ConnectionTimeoutError():
            return ConnectTimeoutError(endpoint_url=url, error=error)
        case aiohttp.ClientConnectorError():
            return EndpointConnectionError(endpoint_url=url, error=error)
        case TimeoutError():
            return ReadTimeoutError(endpoint_url=url, error=error)
        case (
            aiohttp.ServerDisconnectedError()
            | aiohttp.ClientOSError()
            | aiohttp.ClientPayloadError()
            | aiohttp.ClientResponseError()  # what arrived is not HTTP
        ):
            return ConnectionClosedError(error=error, request=request, endpoint_url=url)
        case _:
            _LOG.debug("Exception received when sending an HTTP request", exc_info=True)
            return HTTPClientError(error=error)
