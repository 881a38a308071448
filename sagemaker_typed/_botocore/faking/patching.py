"""Let all boto3 clients that are created in a block send their requests to a responder."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import Any, Final
from unittest import mock
from urllib.parse import urlsplit

import botocore.waiter
from botocore.credentials import Credentials
from botocore.endpoint import Endpoint
from botocore.session import Session

from sagemaker_typed._botocore.retries import Time
from sagemaker_typed._conversion.fixes import kind as kind_of

from .errors import NetworkError
from .seam import Responder, connect
from .sessions import CREDENTIALS, is_fake

__all__ = ["patched_botocore", "waiters_follow_clock"]

_lock: Final = Lock()


def waiters_follow_clock() -> None:
    """Let botocore's own waiters pause with this package's clock."""
    waiter: Any = botocore.waiter
    with _lock:
        if not isinstance(waiter.time, Time):
            waiter.time = Time()


@contextmanager
def patched_botocore(
    services: Collection[str],
    responder: Responder | None,
    region_name: str,
    clients: Iterable[Any] = (),
) -> Generator[None]:
    """Connect the clients of services to a responder, and let no request leave this machine.

    Args:
        services: botocore's names of the services.
        responder: Answers the requests; ``None`` if servers on this machine answer all.
        region_name: The region of clients for which the program names none.
        clients: Clients of the services that exist already, of boto3 or of this package.

    Raises:
        TypeError: one of ``clients`` is not a client of the services.
    """
    existing = [_boto_client(client, services) for client in clients]
    create: Callable[..., Any] = Session.create_client

    def create_client(
        self: Any, service_name: str, region_name: str | None = None, *args: Any, **options: Any
    ) -> Any:
        if is_fake(self):
            return create(self, service_name, region_name, *args, **options)
        region = region_name or self.get_config_variable("region") or default_region
        client = create(self, service_name, region, *args, **options)
        if responder is not None and service_name in services:
            connect(client, responder)
        return client

    default_region = region_name
    no_profiles: Any = property(lambda _: {"profiles": {}})
    with ExitStack() as stack:
        for name, replacement in {
            "create_client": create_client,
            "full_config": no_profiles,
            "get_credentials": _credentials,
            "get_scoped_config": _no_config,
        }.items():
            stack.enter_context(mock.patch.object(Session, name, replacement))
        stack.enter_context(mock.patch.object(Endpoint, "_send", _send_on_loopback))
        for client in existing:
            if responder is not None:
                stack.callback(connect(client, responder))
            signer = client._request_signer
            stack.enter_context(mock.patch.object(signer, "_credentials", _credentials()))
        yield


def _boto_client(client: Any, services: Collection[str]) -> Any:
    """Return the boto3 client of a client, which may be one."""
    given: object = client
    found = getattr(client, "boto_client", client)
    name = getattr(getattr(getattr(found, "meta", None), "service_model", None), "service_name", "")
    if name not in services:
        what = f"one of {name!r}" if name else kind_of(given)
        raise TypeError(f"patched takes clients of {', '.join(map(repr, services))}, got {what}")
    return found


def _credentials(*_: Any) -> Credentials:
    return Credentials(
        CREDENTIALS["aws_access_key_id"], CREDENTIALS["aws_secret_access_key"], method="fake"
    )


def _no_config(_: Any) -> dict[str, Any]:
    return {}


def _send_on_loopback(self: Any, request: Any) -> Any:
    """Send a request as botocore does, but only to this machine."""
    host = urlsplit(str(request.url)).hostname or ""
    if not _is_loopback(host):
        raise NetworkError(
            f"{request.method} {request.url} would reach a network: use a FakeService or moto for "
            "this service; pass clients that were created before to patched(client)"
        )
    return self.http_session.send(request)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
