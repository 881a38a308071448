"""The page of a module, with everything that it defines."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

from docutils import nodes

from .base import ReferenceDirective, client_of, imported, operations_of, service_of, the_package
from .facts import INSTANCE_TYPES, ROOT, Symbol
from .markup import code, full_name, paragraph, section
from .sections import alias_list, class_section, enum_nodes, enum_section, operation_section
from .source import Alias, Class, Enum, Module


class ModulePage(ReferenceDirective):
    """Everything that a module defines."""

    def run(self) -> list[nodes.Node]:
        """Return the sections of the page."""
        module = the_package().modules[self.arguments[0]]
        file = importlib.util.find_spec(module.name)
        if file and file.origin:
            self.env.note_dependency(file.origin)
        for name, definition in module.definitions.items():
            kind = "data" if isinstance(definition, Alias) else "class"
            self.note(full_name(Symbol(module.name, name)), kind, name)
        if module.name.startswith(INSTANCE_TYPES):
            return list(_instance_types(module))
        return [_where(module), *self._operations(module), *_definitions(module)]

    def _operations(self, module: Module) -> Iterator[nodes.Node]:
        service = service_of(module.name)
        client, errors = client_of(service), f"{ROOT}.{service.package}.errors"
        waiters = the_package().waiters(service)
        shown: list[nodes.Node] = []
        for operation in operations_of(service):
            if operation.request.module == module.name:
                name = operation.method.name
                self.note(f"{client}.{name}", "method", name)
                own = waiters.get(operation.request.name, [])
                shown.append(operation_section(the_package(), operation, client, errors, own))
        if shown:
            yield section("Operations", "operations", *shown)


def _where(module: Module) -> nodes.Node:
    statement = f"from {ROOT} import {imported(service_of(module.name))}"
    name = statement.rpartition(" ")[2]
    return paragraph(
        *code(statement), ", then ", *code(f"{name}."), " and a name of this page; defined in ",
        *code(module.name), ". Each field is shown with boto3's name and its constraints.",
        classes=["facts"],
    )  # fmt: skip


def _definitions(module: Module) -> Iterator[nodes.Node]:
    package = the_package()
    of_operations = {
        symbol
        for operation in operations_of(service_of(module.name))
        for symbol in (operation.request, operation.response)
    }
    symbols = sorted(
        {Symbol(module.name, name) for name in module.definitions} - of_operations,
        key=lambda symbol: (symbol.name.lower(), symbol.name),
    )
    classes = [symbol for symbol in symbols if isinstance(package.definition(symbol), Class)]
    enums = [symbol for symbol in symbols if isinstance(package.definition(symbol), Enum)]
    aliases = [symbol for symbol in symbols if isinstance(package.definition(symbol), Alias)]
    if classes:
        yield section("Classes", "classes", *(class_section(package, s) for s in classes))
    if enums:
        yield section("Enums", "enums", *(enum_section(package, s) for s in enums))
    if aliases:
        yield section("Named types", "named-types", alias_list(package, aliases))


def _instance_types(module: Module) -> Iterator[nodes.Node]:
    for name in module.definitions:
        statement = f"from {INSTANCE_TYPES} import {name}"
        yield nodes.target("", "", ids=[name])
        yield nodes.literal_block(statement, statement, language="python")
        yield from enum_nodes(the_package(), Symbol(module.name, name))
