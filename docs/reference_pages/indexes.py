"""The pages about a whole service: overview, all operations, classes, waiters, errors."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator

from docutils import nodes

from .base import ReferenceDirective, client_of, operations_of, service_of, the_package
from .facts import ROOT, Symbol
from .markup import (
    all_symbols,
    bullets,
    code,
    definition_list,
    link,
    paragraph,
    reference,
    section,
    words,
)
from .source import Method


class ServicePage(ReferenceDirective):
    """The overview of a service."""

    def run(self) -> list[nodes.Node]:
        """Return the start of the page."""
        service = service_of(self.arguments[0])
        module = the_package().modules.get(f"{ROOT}.{service.package}")
        count = len(operations_of(service))
        first = (module.doc if module else "").partition(":")[0] or service.client
        statement = f"from {ROOT}.{service.package} import {service.client}"
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
        ]


class AllOperations(ReferenceDirective):
    """An index of all operations of a service."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        service = service_of(self.arguments[0])
        client = client_of(service)
        items = (
            [
                reference(f"{client}.{operation.method.name}", operation.method.name),
                nodes.Text(" "),
                link(operation.request, code=False),
                nodes.Text(" "),
                link(operation.response, code=False),
            ]
            for operation in operations_of(service)
        )
        return [bullets(items, "operations")]


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
        found: list[nodes.Node] = []
        for waiters in the_package().waiters(service).values():
            for waiter in waiters:
                self.note(f"{client_of(service)}.{waiter.name}", "method", waiter.name)
                found.append(section(waiter.name, waiter.name, *_said(waiter), is_code=True))
        return found


def _said(waiter: Method) -> Iterator[nodes.Node]:
    for block in waiter.doc.split("\n\n"):
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
        items: list[tuple[list[nodes.Node], list[nodes.Node]]] = []
        for error in _errors(name):
            self.note(f"{name}.{error.__name__}", "exception", error.__name__)
            term = nodes.strong("", "", *code(error.__name__), ids=[error.__name__])
            first = (error.__doc__ or "").strip().partition("\n")[0]
            base = error.__bases__[0].__name__
            said = [*words(first)]
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
