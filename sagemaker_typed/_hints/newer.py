"""Hints about names that the installed botocore has and this release does not have.

``_botocore.newer`` compares the names. It is in a higher layer and reads a whole service model, so
it is imported by name, and only for an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

__all__ = ["newer_argument", "newer_class", "newer_error", "newer_member", "newer_service"]

_ROOT: Final = __name__.partition(".")[0]


def newer_service(name: str, clients: Iterable[str]) -> str:
    """Return a hint for the client class or the package of a service, if any.

    Args:
        name: The name of the class or the package.
        clients: The names of the client classes of this release, among others.
    """
    return _hint("newer_service", name, clients)


def newer_class(package: str, name: str) -> str:
    """Return a hint for a class of a generated package, if any."""
    owner = "sagemaker" if package == "instance_types" else package
    service = _service_of(owner)
    return _hint("newer_class", service, name) if service else ""


def newer_error(package: str, name: str) -> str:
    """Return a hint for an error of a generated package, if any."""
    service = _service_of(package)
    return _hint("newer_error", service, name) if service else ""


def newer_member(cls: Any, name: str) -> str:
    """Return a hint for a member of a shape, by its wire name or the name of its field, if any."""
    root, _, rest = cls.__module__.partition(".")
    service = _service_of(rest.partition(".")[0]) if root == _ROOT else ""
    return _hint("newer_member", service, cls.__name__, name, cls.__wire_names__) if service else ""


def newer_argument(client: Any, method: str, name: str) -> str:
    """Return a hint for a keyword argument of a client's method, if any."""
    return _hint("newer_argument", client, method, name)


def _hint(function: str, *args: object) -> str:
    found: str = getattr(import_module(f"{_ROOT}._botocore.newer"), function)(*args)
    return found


def _service_of(package: str) -> str:
    """Return botocore's name of the service of a package; empty if it is not a service."""
    found_package = find_spec(f"{_ROOT}.{package}")
    name = f"{_ROOT}.{package}.client"
    is_package = found_package is not None and found_package.submodule_search_locations is not None
    if not is_package or not find_spec(name):
        return ""
    clients = import_module(name)
    found: str = getattr(clients, clients.__all__[0]).__service__
    return found
