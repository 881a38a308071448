"""The TLS settings of botocore's session, for aiohttp."""

from __future__ import annotations

import ssl
from typing import Any

from botocore.exceptions import SSLError
from botocore.httpsession import get_cert_path

__all__ = ["ssl_context"]


def ssl_context(settings: Any, url: str, proxy_url: str | None) -> ssl.SSLContext:
    """Return the TLS settings for a request, also for a proxy that uses TLS.

    aiohttp has one context for both. This reads the files of the certificates.

    Args:
        settings: botocore's session.
        url: The URL of the request.
        proxy_url: The URL of the proxy, if there is one.

    Raises:
        botocore.exceptions.SSLError: a file of certificates cannot be read.
        botocore.exceptions.InvalidProxiesConfigError: one of the proxy cannot be read.
    """
    if proxy_url is not None and proxy_url.lower().startswith("https"):
        proxy_context: Any = settings._setup_proxy_ssl_context(proxy_url)
        if proxy_context is not None:
            return _completed(proxy_context, settings, url)
    return _completed(settings._get_ssl_context(), settings, url)


def _completed(context: ssl.SSLContext, settings: Any, url: str) -> ssl.SSLContext:
    try:
        if settings._verify:
            context.check_hostname = True
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(cafile=get_cert_path(settings._verify))
        else:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if settings._cert_file:
            context.load_cert_chain(settings._cert_file, settings._key_file)
    except OSError as error:
        raise SSLError(endpoint_url=url, error=error) from error
    return context
