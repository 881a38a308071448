"""The common base of the directives of the generated pages."""

from __future__ import annotations

from functools import cache
from typing import cast

from sphinx.domains.python import PythonDomain
from sphinx.util.docutils import SphinxDirective

from sagemaker_typed.codegen.model.services import ServiceEntry

from .facts import ROOT, Operation, Package


@cache
def the_package() -> Package:
    """Return the package, which is read once."""
    return Package.read()


@cache
def operations_of(service: ServiceEntry) -> list[Operation]:
    """Return the operations of a service, which are collected once."""
    return the_package().operations(service)


def service_of(module: str) -> ServiceEntry:
    """Return the service of a module, or of a package inside ``sagemaker_typed``."""
    package = module.removeprefix(f"{ROOT}.").partition(".")[0]
    return next(service for service in the_package().services if service.package == package)


def client_of(service: ServiceEntry) -> str:
    """Return the full name of a service's client class."""
    return f"{ROOT}.{service.package}.{service.client}"


def imported(service: ServiceEntry) -> str:
    """Return how examples import the classes of a service: ``sagemaker as sm``."""
    return f"{service.package} as sm" if service.package == "sagemaker" else service.package


class ReferenceDirective(SphinxDirective):
    """A directive whose argument is a module or a service's package."""

    required_arguments = 1

    def note(self, name: str, kind: str, anchor: str) -> None:
        """Register a name as a target of links; the search finds it by its heading."""
        domain = cast("PythonDomain", self.env.get_domain("py"))
        domain.note_object(name, kind, anchor, aliased=True, location=self.get_location())
