"""The directives of the generated pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final, cast

from docutils import nodes
from sphinx.domains.python import PythonDomain
from sphinx.util.docutils import SphinxDirective

from sagemaker_typed.codegen.services import ServiceEntry

from .facts import INSTANCE_TYPES, ROOT, Operation, Package, Symbol
from .markup import all_symbols, bullets, code, definition_list, full_name, link, paragraph, reference, section, words  # fmt: skip
from .sections import alias_list, class_section, enum_nodes, enum_section, operation_section
from .source import Alias, Class, Enum, Module

PACKAGE: Package
"""Set when the extension is set up."""


class _Directive(SphinxDirective):
    required_arguments = 1

    def note(self, name: str, kind: str, anchor: str) -> None:
        """Make a name a target of links; the search finds it by its heading."""
        domain = cast("PythonDomain", self.env.get_domain("py"))
        domain.note_object(name, kind, anchor, aliased=True, location=self.get_location())


class ModulePage(_Directive):
    """Everything that a module defines."""

    def run(self) -> list[nodes.Node]:
        module = PACKAGE.modules[self.arguments[0]]
        self.env.note_dependency(module_file(module))
        for name, definition in module.definitions.items():
            kind = "data" if isinstance(definition, Alias) else "class"
            self.note(full_name(Symbol(module.name, name)), kind, name)
        if module.name.startswith(INSTANCE_TYPES):
            return self._instance_types(module)
        return list(self._sections(module))

    def _instance_types(self, module: Module) -> list[nodes.Node]:
        (name,) = module.definitions
        inner = enum_nodes(PACKAGE, Symbol(module.name, name))
        statement = f"from {INSTANCE_TYPES} import {name}"
        target = nodes.target("", "", ids=[name])
        return [target, nodes.literal_block(statement, statement, language="python"), *inner]

    def _sections(self, module: Module) -> Iterator[nodes.Node]:
        service = service_of(module.name)
        namespace = f"{ROOT}.{service.package}"
        client = f"{namespace}.{service.client}"
        symbols = [Symbol(module.name, name) for name in module.definitions]
        shown: set[Symbol] = set()

        operations = [o for o in operations_of(service) if o.request.module == module.name]
        yield paragraph("Import from ", *code(namespace), "; defined in ", *code(module.name), ".", classes=["facts"])  # fmt: skip
        if operations:
            rows: list[nodes.Node] = []
            waiters = PACKAGE.waiters(service)
            for operation in operations:
                shown |= {operation.request, operation.response}
                self.note(f"{client}.{operation.method.name}", "method", operation.method.name)
                rows.append(
                    operation_section(
                        PACKAGE, operation, client, f"{namespace}.errors",
                        waiters.get(operation.request.name, []),
                    )
                )  # fmt: skip
            yield section("Operations", "operations", *rows)
        for title, kind in (("Classes", Class), ("Enums", Enum), ("Named types", Alias)):
            here = [s for s in symbols if s not in shown and isinstance(PACKAGE.definition(s), kind)]
            if not here:
                continue
            anchor = title.lower().replace(" ", "-")
            here.sort(key=lambda symbol: symbol.name.lower())
            if kind is Alias:
                yield section(title, anchor, alias_list(PACKAGE, here))
            else:
                make = class_section if kind is Class else enum_section
                yield section(title, anchor, *(make(PACKAGE, symbol) for symbol in here))


class ServicePage(_Directive):
    """What a service is."""

    def run(self) -> list[nodes.Node]:
        service = service_of(f"{ROOT}.{self.arguments[0]}")
        module = PACKAGE.modules.get(f"{ROOT}.{service.package}")
        count = len(operations_of(service))
        statement = f"from {ROOT}.{service.package} import {service.client}"
        first = (module.doc if module else "").partition(":")[0]
        self.note(f"{ROOT}.{service.package}.{service.client}", "class", "client")
        return [
            nodes.target("", "", ids=["client"]),
            paragraph(f"{first}: {count} operations." if first else f"{count} operations."),
            nodes.literal_block(statement, statement, language="python"),
        ]


class AllOperations(_Directive):
    """An index of all operations of a service."""

    def run(self) -> list[nodes.Node]:
        service = service_of(f"{ROOT}.{self.arguments[0]}")
        client = f"{ROOT}.{service.package}.{service.client}"
        return [
            bullets(
                (
                    [reference(f"{client}.{o.method.name}", o.method.name), nodes.Text(" "),
                     link(o.request), nodes.Text(" "), link(o.response)]
                    for o in operations_of(service)
                ),
                "operations",
            )
        ]  # fmt: skip


class AllClasses(_Directive):
    """An index of all classes, enums and named types of a service."""

    def run(self) -> list[nodes.Node]:
        letters: dict[str, list[Symbol]] = {}
        prefix = f"{ROOT}.{self.arguments[0]}."
        for symbol in sorted(all_symbols(PACKAGE, prefix), key=lambda s: s.name.lower()):
            letters.setdefault(symbol.name[0].upper(), []).append(symbol)
        return [
            section(letter, f"letter-{letter.lower()}", bullets(([link(s, code=False)] for s in found), "names"))
            for letter, found in letters.items()
        ]


class AllWaiters(_Directive):
    """The waiters of a service, with what ends each."""

    def run(self) -> list[nodes.Node]:
        service = service_of(f"{ROOT}.{self.arguments[0]}")
        client = f"{ROOT}.{service.package}.{service.client}"
        found: list[nodes.Node] = []
        for waiters in PACKAGE.waiters(service).values():
            for waiter in waiters:
                self.note(f"{client}.{waiter.name}", "method", waiter.name)
                blocks = [block.replace("\n", " ") for block in waiter.doc.split("\n\n")]
                inner: list[nodes.Node] = []
                for block in blocks:
                    if block.startswith("- "):
                        inner.append(bullets((words(line) for line in block[2:].split(" - ")), "plain"))
                    else:
                        inner.append(paragraph(*words(block)))
                found.append(section(waiter.name, waiter.name, *inner, is_code=True))
        return found


class AllErrors(_Directive):
    """The errors of a service."""

    def run(self) -> list[nodes.Node]:
        import importlib

        name = f"{ROOT}.{self.arguments[0]}.errors"
        module = importlib.import_module(name)
        items: list[tuple[list[nodes.Node], list[nodes.Node]]] = []
        for error in sorted(vars(module).values(), key=lambda value: getattr(value, "__name__", "")):
            if isinstance(error, type) and issubclass(error, Exception):
                self.note(f"{name}.{error.__name__}", "exception", error.__name__)
                term = nodes.strong("", "", *code(error.__name__), ids=[error.__name__])
                first = (error.__doc__ or "").strip().partition("\n")[0]
                items.append(([term, nodes.Text(" "), *code(error.__bases__[0].__name__)], [*words(first)]))  # fmt: skip
        return [paragraph("All of them are in ", *code(name), "."), definition_list(items, "fields")]


def service_of(module: str) -> ServiceEntry:
    """The service that a module belongs to."""
    package = module.split(".")[1]
    return next(service for service in PACKAGE.services if service.package == package)


def module_file(module: Module) -> str:
    """The file that a page is made from."""
    import importlib.util

    found = importlib.util.find_spec(module.name)
    assert found and found.origin
    return found.origin


_operations: dict[str, list[Operation]] = {}


def operations_of(service: ServiceEntry) -> list[Operation]:
    """The service's operations, gathered once."""
    if service.package not in _operations:
        _operations[service.package] = PACKAGE.operations(service)
    return _operations[service.package]


DIRECTIVES: Final = {
    "reference-module": ModulePage,
    "reference-service": ServicePage,
    "reference-operations": AllOperations,
    "reference-classes": AllClasses,
    "reference-waiters": AllWaiters,
    "reference-errors": AllErrors,
}
