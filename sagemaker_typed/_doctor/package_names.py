"""Names of this package that service models do not have; only this package is imported."""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

_ROOT: Final = __name__.partition(".")[0]
_MISSING: Final = object()


@cache
def is_module(path: str) -> bool:
    """Return whether the package has a module."""
    try:
        return find_spec(path) is not None
    except ImportError:
        return False


def has_name(module: str, name: str) -> bool:
    """Return whether a module of this package has a name; also if that cannot be known."""
    return _find(module, name) is not _MISSING


def names_of(module: str) -> list[str]:
    """Return the names that a module of this package has."""
    try:
        return dir(import_module(module))
    except ImportError:
        return []


def deprecated_name(module: str, name: str) -> str:
    """Return the message of a deprecated name of a module; empty if it is not deprecated."""
    return _message(_find(module, name))


def client_has(service: str, method: str, *, is_async: bool = False) -> bool:
    """Return whether the client of a service has a method or an attribute."""
    return hasattr(_client(service, is_async=is_async), method)


def deprecated_method(service: str, method: str) -> str:
    """Return the message of a deprecated method; empty if it is not deprecated."""
    return _message(getattr(_client(service), method, None))


@cache
def _client(service: str, *, is_async: bool = False) -> Any:
    from sagemaker_typed._clients import CLIENTS
    from sagemaker_typed.async_client import AsyncBaseClient

    for module, name in CLIENTS.items():
        found: Any = getattr(import_module(module, _ROOT), name)
        if issubclass(found, AsyncBaseClient) is is_async:
            sync: Any = found.__sync__ if is_async else found
            if sync.__service__ == service:
                return found
    return None


def _find(module: str, name: str) -> object:
    """Return a name of a module; ``None`` if that cannot be known."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            return getattr(import_module(module), name, _MISSING)
    except ImportError:  # an extra is not installed
        return None


def _message(found: object) -> str:
    message = getattr(found, "__deprecated__", "")
    return message if isinstance(message, str) else ""
