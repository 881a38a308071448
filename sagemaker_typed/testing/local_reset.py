"""Removes the resources of a local server between tests."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

__all__ = ["remove_resources"]


def remove_resources(endpoint_url: str) -> None:
    """Remove all resources of moto's server."""
    host = urlsplit(endpoint_url)
    connection = HTTPConnection(str(host.hostname), host.port, timeout=60)
    try:
        connection.request("POST", "/moto-api/reset")
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"the local server did not reset: HTTP status {response.status}")
    finally:
        connection.close()
