"""The services in the package and their names."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping, Set
from typing import Final

import attrs

from .store import SAGEMAKER, ServiceModels

_WORDS: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]*|[A-Z]+|[a-z0-9]+")


@attrs.frozen
class ServiceEntry:
    """One service: its names in botocore and in this package."""

    name: str
    """botocore's name for the service."""
    package: str
    """The name of the subpackage of ``sagemaker_typed``."""
    client: str
    """The name of the client class."""

    @property
    def async_client(self) -> str:
        """The name of the asynchronous client class."""
        return f"Async{self.client}"


def entry_by_rule(name: str, service_id: str) -> ServiceEntry:
    """Return the names of a service, from the ``serviceId`` of its model.

    The package is named after the words of the id that follow ``SageMaker``, and the client after
    all of them: ``SageMaker Gateway Runtime`` becomes ``gateway_runtime`` and
    ``SageMakerGatewayRuntime``.
    """
    rest = re.sub(r"(?i)^(amazon\s*)?sagemaker\s*", "", service_id)
    rest = re.sub(r"[^A-Za-z0-9]+", " ", rest).strip()
    words = rest.split() if " " in rest else _WORDS.findall(rest)
    package = "_".join(words).lower() or SAGEMAKER
    if not package.isidentifier():
        package = f"service_{package}"
    if keyword.iskeyword(package):
        package += "_service"
    client = "SageMaker" + "".join(word[0].upper() + word[1:] for word in words)
    return ServiceEntry(name, package, client)


def entries(
    found: Iterable[ServiceModels],
    locked: Mapping[str, ServiceEntry],
    *,
    taken: Set[str] = frozenset(),
) -> dict[str, ServiceEntry]:
    """Return the names of services: the locked names, and for new services those by rule.

    Args:
        found: The services.
        locked: The names of the services that have packages.
        taken: The names of other packages and modules. A package by rule has ``_service`` after a
            name that is taken, and a client ``Service``.
    """
    names: dict[str, ServiceEntry] = {}
    packages = {*taken, *(entry.package for entry in locked.values())}
    clients = {entry.client for entry in locked.values()}
    for models in sorted(found, key=lambda one: (one.name != SAGEMAKER, one.name)):
        entry = locked.get(models.name)
        if entry is None:
            entry = entry_by_rule(models.name, models.service_id)
            while entry.package in packages:
                entry = attrs.evolve(entry, package=f"{entry.package}_service")
            while entry.client in clients:
                entry = attrs.evolve(entry, client=f"{entry.client}Service")
            packages.add(entry.package)
            clients.add(entry.client)
        names[models.name] = entry
    return names
