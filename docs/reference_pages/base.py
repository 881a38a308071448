"""What the directives of the generated pages have in common."""

from __future__ import annotations

from functools import cache
from typing import cast

from sphinx.domains.python import PythonDomain
from sphinx.util.docutils import SphinxDirective

from sagemaker_typed.codegen.model.services import ServiceEntry

from .facts import ROOT, Operation, Package


@cache
def the_package() -> Package:
    """The package, read once."""
    return Package.read()


@cache
def operations_of(service: ServiceEntry) -> list[Operation]:
    """The service's operations, gathered once."""
    return the_package().operations(service)


def service_of(module: str) -> ServiceEntry:
    """The service that a module, or a package below ``sagemaker_typed``, belongs to."""
    package = module.removeprefix(f"{ROOT}.").partition(".")[0]
    return next(service for service in the_package().services if service.package == package)


def client_of(service: ServiceEntry) -> str:
    """The full name of the service's client class."""
    return f"{ROOT}.{service.package}.{service.client}"


class ReferenceDirective(SphinxDirective):
    """A directive whose argument is a module or a service's package."""

    required_arguments = 1

    def note(self, name: str, kind: str, anchor: str) -> None:
        """Make a name a target of links; the search finds it by its heading."""
        domain = cast("PythonDomain", self.env.get_domain("py"))
        domain.note_object(name, kind, anchor, aliased=True, location=self.get_location())
