"""Let all boto3 clients that are created in a block send their requests to a responder."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from threading import RLock
from typing import Any, Final
from unittest import mock
from urllib.parse import urlsplit

import attrs
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

_lock: Final = RLock()


@attrs.frozen(eq=False)
class _Layer:
    """A block that is active."""

    services: frozenset[str]
    responder: Responder | None
    region_name: str
    variables: dict[str, str]


_layers: Final[list[_Layer]] = []
_originals: Final[dict[tuple[type, str], Any]] = {}
_outside: Final[dict[str, str | None]] = {}
"""The variables of the environment outside of all blocks."""


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
    variables: Mapping[str, str] | None = None,
) -> Generator[None]:
    """Connect the clients of services to a responder, and let no request leave this machine.

    Blocks of several threads or fixtures may end in any order; the last one that began answers.

    Args:
        services: botocore's names of the services.
        responder: Answers the requests; ``None`` if servers on this machine answer all.
        region_name: The region of clients for which the program names none.
        clients: Clients of the services that exist already, of boto3 or of this package.
        variables: Variables of the environment in the block.

    Raises:
        TypeError: one of ``clients`` is not a client of the services.
    """
    existing = [_boto_client(client, services) for client in clients]
    layer = _Layer(frozenset(services), responder, region_name, dict(variables or {}))
    with ExitStack() as stack:
        stack.callback(_remove, layer)
        _add(layer)
        for client in existing:
            if responder is not None:
                stack.callback(connect(client, responder))
            signer = client._request_signer
            stack.enter_context(mock.patch.object(signer, "_credentials", _credentials()))
        yield


def _add(layer: _Layer) -> None:
    with _lock:
        if not _layers:
            for cls, name, replacement in _replacements():
                _originals[cls, name] = vars(cls)[name]
                setattr(cls, name, replacement)
        for name in layer.variables:
            if not any(name in one.variables for one in _layers):
                _outside[name] = os.environ.get(name)
        _layers.append(layer)
        os.environ.update(layer.variables)


def _remove(layer: _Layer) -> None:
    with _lock:
        _layers.remove(layer)
        for name in layer.variables:
            values = [one.variables[name] for one in _layers if name in one.variables]
            value = values[-1] if values else _outside.pop(name)
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        if not _layers:
            for (cls, name), original in _originals.items():
                setattr(cls, name, original)
            _originals.clear()


def _replacements() -> list[tuple[type, str, Any]]:
    return [
        (Session, "create_client", _create_client),
        (Session, "full_config", property(_no_profiles)),
        (Session, "get_credentials", _credentials),
        (Session, "get_scoped_config", _no_config),
        (Endpoint, "_send", _send_on_loopback),
    ]


def _create_client(
    self: Any, service_name: str, region_name: str | None = None, *args: Any, **options: Any
) -> Any:
    with _lock:
        layers = [*_layers]
        create: Callable[..., Any] = _originals.get(
            (Session, "create_client"), Session.create_client
        )
    if is_fake(self) or not layers:
        return create(self, service_name, region_name, *args, **options)
    region = region_name or self.get_config_variable("region") or layers[-1].region_name
    client = create(self, service_name, region, *args, **options)
    for layer in layers:  # the last one answers
        if layer.responder is not None and service_name in layer.services:
            connect(client, layer.responder)
    return client


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


def _no_profiles(_: Any) -> dict[str, Any]:
    return {"profiles": {}}


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
