"""The pages about a whole service: overview, all operations, classes, waiters, errors."""

from __future__ import annotations

import importlib
import inspect
from collections import Counter
from collections.abc import Iterator

from docutils import nodes

from sagemaker_typed import BaseClient
from sagemaker_typed.codegen.model.services import ServiceEntry

from .base import ReferenceDirective, client_of, imported, operations_of, service_of, the_package
from .docstrings import before_sections, entries
from .facts import ROOT, Operation, Symbol
from .markup import (
    all_symbols,
    bullets,
    code,
    definition_list,
    link,
    page_link,
    paragraph,
    reference,
    section,
    table,
    type_nodes,
    words,
)
from .sections import error_list
from .source import Method
from .titles import sentence, title_of


class ServicePage(ReferenceDirective):
    """The overview of a service."""

    def run(self) -> list[nodes.Node]:
        """Return the start of the page."""
        service = service_of(self.arguments[0])
        module = the_package().modules.get(f"{ROOT}.{service.package}")
        count = len(operations_of(service))
        first = (module.doc if module else "").partition(":")[0] or service.client
        statement = f"from {ROOT} import {service.client}, {imported(service)}"
        self.note(client_of(service), "class", "client")
        self.note(f"{ROOT}.{service.package}.{service.async_client}", "class", "async-client")
        return [
            nodes.target("", "", ids=["client"]),
            paragraph(f"{first}: {count} operation{'' if count == 1 else 's'}."),
            nodes.literal_block(statement, statement, language="python"),
            nodes.target("", "", ids=["async-client"]),
            paragraph(
                "The asynchronous client ",
                *code(service.async_client),
                " has the same methods as coroutines.",
            ),
            _arguments(service),
        ]


def _arguments(service: ServiceEntry) -> nodes.section:
    """Return the section about the arguments of the clients' constructors."""
    parameters = inspect.signature(BaseClient.__init__).parameters
    items: list[tuple[list[nodes.Node], list[nodes.Node]]] = []
    for name, text in entries(BaseClient.__doc__ or "", "Args"):
        term = [nodes.strong("", "", *code(name)), nodes.Text(" ")]
        items.append(([*term, *code(parameters[name].annotation)], [*words(text)]))
    title = f"Arguments of {service.client} and {service.async_client}"
    lead = paragraph("All are optional keywords.")
    return section(title, "arguments", lead, definition_list(items, "fields"))


class AllOperations(ReferenceDirective):
    """An index of all operations of a service."""

    def run(self) -> list[nodes.Node]:
        """Return a table for each area."""
        service = service_of(self.arguments[0])
        areas: dict[str, list[Operation]] = {}
        for operation in operations_of(service):
            _, *inner = operation.request.module.removeprefix(f"{ROOT}.").split(".")
            areas.setdefault(inner[0] if len(inner) > 1 else "", []).append(operation)
        if "" in areas:  # the service has no areas
            return [_table(service, areas[""])]
        return [
            section(sentence(area), f"area-{area}", _table(service, found, resources=True))
            for area, found in sorted(areas.items())
        ]


def _table(
    service: ServiceEntry, operations: list[Operation], *, resources: bool = False
) -> nodes.table:
    """Return a table of operations; with ``resources``, each is named once, before its own."""
    rows: list[list[list[nodes.Node]]] = []
    before = ""
    for operation in sorted(operations, key=lambda one: (one.request.module, one.method.name)):
        name = operation.method.name
        row = [[reference(f"{client_of(service)}.{name}", name)], [*_returned(service, operation)]]
        if resources:
            module = the_package().modules[operation.request.module]
            title = title_of(module, the_package())
            row.insert(0, [nodes.Text(title)] if title != before else [])
            before = title
        rows.append(row)
    headings = ["operation", "returns"]
    if resources:
        return table(["resource", *headings], rows, "operations by-resource")
    return table(headings, rows, "operations")


def _returned(service: ServiceEntry, operation: Operation) -> Iterator[nodes.Node]:
    """Yield the items of a paginated operation, or the response; then the waiters."""
    package = the_package()
    request = package.class_of(operation.request)
    if request.items is None:
        yield link(operation.response)
    else:
        yield nodes.Text("pages of ")
        yield from type_nodes(package.type_tokens(request.items, operation.request.module))
    for waiter in package.waiters(service).get(operation.request.name, []):
        yield nodes.Text(", ")
        yield reference(f"{client_of(service)}.{waiter.name}", waiter.name)


class AllClasses(ReferenceDirective):
    """An index of all classes, enums and named types of a service."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each letter."""
        letters: dict[str, list[Symbol]] = {}
        prefix = f"{ROOT}.{self.arguments[0]}."
        for symbol in sorted(all_symbols(the_package(), prefix), key=lambda s: s.name.lower()):
            letters.setdefault(symbol.name[0].upper(), []).append(symbol)
        return [
            section(
                letter,
                f"letter-{letter.lower()}",
                bullets(([link(symbol, code=False)] for symbol in symbols), "names"),
            )
            for letter, symbols in letters.items()
        ]


class AllWaiters(ReferenceDirective):
    """The waiters of a service, with their end conditions."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each waiter."""
        service = service_of(self.arguments[0])
        waiters = [one for found in the_package().waiters(service).values() for one in found]
        sections: list[nodes.Node] = []
        for waiter in waiters:
            self.note(f"{client_of(service)}.{waiter.name}", "method", waiter.name)
            sections.append(section(waiter.name, waiter.name, *_said(waiter), is_code=True))
        fullest = max(waiters, key=lambda waiter: sum(len(text) for _, text in waiter.errors))
        lead = paragraph(page_link("waiting", "Waiting"), " has examples. Each waiter raises:")
        return [lead, error_list(fullest.errors, f"{ROOT}.waiting"), *sections]


def _said(waiter: Method) -> Iterator[nodes.Node]:
    for block in before_sections(waiter.doc).strip().split("\n\n"):
        if block.startswith("- "):
            lines = block.removeprefix("- ").split("\n- ")
            yield bullets((words(line) for line in lines), "plain")
        else:
            yield paragraph(*words(block.replace("\n", " ")))


class AllErrors(ReferenceDirective):
    """The errors of a service."""

    def run(self) -> list[nodes.Node]:
        """Return the list, with the base of each error."""
        name = f"{ROOT}.{self.arguments[0]}.errors"
        service = service_of(self.arguments[0])
        requests = [the_package().class_of(found.request) for found in operations_of(service)]
        raised = Counter(error for request in requests for error in request.errors)
        advice = {n: text for found in operations_of(service) for n, text in found.method.errors}
        items: list[tuple[list[nodes.Node], list[nodes.Node]]] = []
        for error in _errors(name):
            self.note(f"{name}.{error.__name__}", "exception", error.__name__)
            term = nodes.strong("", "", *code(error.__name__), ids=[error.__name__])
            first = (error.__doc__ or "").strip().partition("\n")[0]
            base = error.__bases__[0].__name__
            said = [*words(advice.get(error.__name__, first))]
            if count := raised[error.__name__]:
                named = f" Listed by {count} operation{'' if count == 1 else 's'}."
                said.append(nodes.Text(named))
            items.append(([term, nodes.Text(" "), *code(base)], said))
        lead = paragraph("Import from ", *code(name), ". Each name is followed by its base class.")
        return [lead, definition_list(items, "fields")]


def _errors(module: str) -> list[type[Exception]]:
    return sorted(
        (
            value
            for name, value in vars(importlib.import_module(module)).items()
            if isinstance(value, type) and issubclass(value, Exception) and value.__name__ == name
        ),
        key=lambda error: error.__name__,
    )
