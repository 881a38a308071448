"""botocore's errors for the errors of aiohttp."""

from __future__ import annotations

import logging
from typing import Any, Final

import aiohttp
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ProxyConnectionError,
    ReadTimeoutError,
    SSLError,
)
from botocore.httpsession import mask_proxy_url

__all__ = ["CLOSED", "translated"]

_LOG: Final = logging.getLogger("botocore.httpsession")
CLOSED: Final = "the client was closed while this call was running"


def translated(
    error: Exception, request: Any, proxy_url: str | None, *, is_sending: bool
) -> Exception:
    """Return botocore's error.

    Args:
        error: The error of aiohttp.
        request: botocore's request.
        proxy_url: The URL of the proxy, if there is one.
        is_sending: Whether the body of the request was being sent.
    """
    url = request.url
    match error:
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return SSLError(endpoint_url=url, error=error)
        case aiohttp.ClientProxyConnectionError() | aiohttp.ClientHttpProxyError():
            return ProxyConnectionError(proxy_url=mask_proxy_url(proxy_url or ""), error=error)
        case aiohttp.ClientConnectorDNSError() if proxy_url is not None:
            return ProxyConnectionError(proxy_url=mask_proxy_url(proxy_url), error=error)
        case aiohttp.ConnectionTimeoutError():
            return ConnectTimeoutError(endpoint_url=url, error=error)
        case aiohttp.ClientConnectorError():
            return EndpointConnectionError(endpoint_url=url, error=error)
        case TimeoutError() if not is_sending:
            return ReadTimeoutError(endpoint_url=url, error=error)
        case (
            TimeoutError()
            | aiohttp.ServerDisconnectedError()
            | aiohttp.ClientOSError()
            | aiohttp.ClientPayloadError()
            | aiohttp.ClientResponseError()  # what arrived is not HTTP
        ):
            return ConnectionClosedError(error=error, request=request, endpoint_url=url)
        case _:
            _LOG.debug("Exception received when sending an HTTP request", exc_info=True)
            return HTTPClientError(error=error)
