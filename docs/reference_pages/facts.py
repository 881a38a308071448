"""The whole package: its services, their modules, and the users of each class."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Self, TypeAlias

import attrs

import sagemaker_typed
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.model.services import ServiceEntry

from .source import Alias, Class, Definition, Enum, Method, Module, read_module

ROOT = "sagemaker_typed"
INSTANCE_TYPES = f"{ROOT}.instance_types"
_FOLDER = Path(sagemaker_typed.__file__).parent

Token: TypeAlias = "str | Symbol"
"""A part of a type: punctuation, the name of a builtin, or a documented symbol."""


@attrs.frozen
class Symbol:
    """A class, an enum or a named type, and the module that defines it."""

    module: str
    name: str


@attrs.frozen
class Operation:
    """An operation: its client method, request and response."""

    method: Method
    request: Symbol
    response: Symbol


@attrs.define(slots=False)
class Package:
    """All generated modules, by full name."""

    services: tuple[ServiceEntry, ...]
    modules: dict[str, Module]

    @classmethod
    def read(cls) -> Self:
        """Read the source code of the generated packages."""
        services = tuple(read_lock(_FOLDER).services.values())
        folders = [*(service.package for service in services), "instance_types"]
        modules = {
            module.name: module
            for folder in folders
            for path in sorted((_FOLDER / folder).rglob("*.py"))
            for module in [read_module(path, _module_name(path))]
        }
        return cls(services, modules)

    def of_service(self, service: ServiceEntry) -> Iterator[Module]:
        """Iterate over the modules of a service."""
        prefix = f"{ROOT}.{service.package}"
        for name, module in self.modules.items():
            if name == prefix or name.startswith(prefix + "."):
                yield module

    def definition(self, symbol: Symbol) -> Definition:
        """Return the definition of a symbol."""
        return self.modules[symbol.module].definitions[symbol.name]

    def class_of(self, symbol: Symbol) -> Class:
        """Return the class of a symbol."""
        found = self.definition(symbol)
        assert isinstance(found, Class), symbol
        return found

    def resolve(self, name: str, module: str) -> Symbol | None:
        """Return the symbol of a name in a module, or ``None`` if it is not documented."""
        here = self.modules[module]
        if name in here.definitions:
            return Symbol(module, name)
        origin = here.imports.get(name)
        if (
            origin
            and origin[0] in self.modules
            and origin[1] in self.modules[origin[0]].definitions
        ):
            return Symbol(*origin)
        return None

    def type_tokens(self, annotation: ast.expr, module: str) -> Iterator[Token]:
        """Iterate over the parts of an annotation, replacing named types by their definitions."""
        match annotation:
            case ast.Name(id=name):
                symbol = self.resolve(name, module)
                found = self.definition(symbol) if symbol else None
                if symbol and isinstance(found, Alias):
                    yield from self.type_tokens(found.annotation, symbol.module)
                else:
                    yield symbol or name
            case ast.Constant(value=str(text)):
                yield from self.type_tokens(ast.parse(text, mode="eval").body, module)
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
                yield from self.type_tokens(first, module)
            case ast.Subscript(value=outer, slice=inner):
                yield from self.type_tokens(outer, module)
                yield "["
                parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                for number, part in enumerate(parts):
                    if number:
                        yield ", "
                    yield from self.type_tokens(part, module)
                yield "]"
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                yield from self.type_tokens(left, module)
                yield " | "
                yield from self.type_tokens(right, module)
            case _:
                yield ast.unparse(annotation)

    def named_type(self, annotation: ast.expr, module: str) -> Symbol | None:
        """Return the named type in an annotation, if there is one."""
        for node in ast.walk(annotation):
            if isinstance(node, ast.Name):
                symbol = self.resolve(node.id, module)
                if symbol and isinstance(self.definition(symbol), Alias):
                    return symbol
        return None

    @cached_property
    def users(self) -> dict[Symbol, list[Symbol]]:
        """The classes that have a field of each structure or enum."""
        found: dict[Symbol, dict[Symbol, None]] = {}
        for module in self.modules.values():
            for definition in module.definitions.values():
                if isinstance(definition, Class):
                    user = Symbol(module.name, definition.name)
                    for field in definition.fields:
                        for token in self.type_tokens(field.annotation, module.name):
                            if isinstance(token, Symbol):
                                found.setdefault(token, {})[user] = None
        return {
            symbol: sorted(users, key=lambda user: user.name) for symbol, users in found.items()
        }

    def operations(self, service: ServiceEntry) -> list[Operation]:
        """Return the operations of a service, sorted by method name."""
        modules = list(self.of_service(service))
        methods = {method.name: method for module in modules for method in module.methods}
        found: list[Operation] = []
        for module in modules:
            for definition in module.definitions.values():
                if not isinstance(definition, Class):
                    continue
                method = definition.variable("__method__")
                if method:
                    response = self.resolve(definition.variable("__response__") or "", module.name)
                    assert response, definition
                    request = Symbol(module.name, definition.name)
                    found.append(Operation(methods[method], request, response))
        return sorted(found, key=lambda operation: operation.method.name)

    def waiters(self, service: ServiceEntry) -> dict[str, list[Method]]:
        """Return the waiters of a service, by the name of their request."""
        found: dict[str, list[Method]] = {}
        for module in self.of_service(service):
            for method in module.methods:
                request = method.doc.partition("with the fields of :class:`")[2].partition("`")[0]
                if method.doc.startswith("Wait ") and request:
                    found.setdefault(request, []).append(method)
        return found


def kind_of(definition: Definition) -> str:
    """Return the kind of a definition, such as "enum"."""
    match definition:
        case Enum():
            return "enum"
        case Alias():
            return "named type"
        case Class():
            if definition.variable("__method__"):
                return "request"
            if definition.variable("__shape_name__") is not None and "Response" in "".join(
                definition.bases
            ):
                return "response"
            return "tagged union" if "TaggedUnion" in definition.bases else "structure"


def _module_name(path: Path) -> str:
    parts = path.relative_to(_FOLDER.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
