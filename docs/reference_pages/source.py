"""The definitions of one module, read from its source code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import attrs

from .docstrings import entries

_LINK = re.compile(r"^\s*API reference: (\S+)\s*$", re.MULTILINE)
_ERRORS = re.compile(r"^\s*Errors in the service model: (.+)\.$", re.MULTILINE)


@attrs.frozen
class Field:
    """A field of a class."""

    name: str
    annotation: ast.expr = attrs.field(eq=False)
    required: bool
    wire_name: str
    doc: str


@attrs.frozen
class Class:
    """A structure, a request or a response."""

    name: str
    bases: tuple[str, ...]
    doc: str
    fields: tuple[Field, ...]
    items: ast.expr | None = attrs.field(default=None, eq=False)
    """The type of an item, for a paginated request."""
    variables: tuple[tuple[str, str], ...] = ()
    """Class variables such as ``__method__``, with the names of related objects."""

    @property
    def link(self) -> str | None:
        """The address of AWS's page about the class."""
        found = _LINK.search(self.doc)
        return found[1] if found else None

    @property
    def errors(self) -> tuple[str, ...]:
        """The errors in the service model."""
        found = _ERRORS.search(self.doc)
        return tuple(re.findall(r"``(\w+)``", found[1])) if found else ()

    def variable(self, name: str) -> str | None:
        """Return the string or name that is assigned to a class variable."""
        return dict(self.variables).get(name)


@attrs.frozen
class Enum:
    """An enum and its values, by member name."""

    name: str
    bases: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


@attrs.frozen
class Alias:
    """A named type."""

    name: str
    annotation: ast.expr = attrs.field(eq=False)


@attrs.frozen
class Method:
    """A method of a client."""

    name: str
    owner: str
    doc: str

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """The errors that it raises, each with what to do about it."""
        return tuple(entries(self.doc, "Raises"))


Definition: TypeAlias = Class | Enum | Alias


@attrs.frozen
class Module:
    """A module; ``name`` is the full one."""

    name: str
    doc: str
    definitions: dict[str, Definition]
    methods: tuple[Method, ...]
    imports: dict[str, tuple[str, str]]
    """The module and the original name of each imported name."""


def read_module(path: Path, name: str) -> Module:
    """Read the source code of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    definitions: dict[str, Definition] = {}
    methods: list[Method] = []
    for node in tree.body:
        match node:
            case ast.ClassDef():
                found = _enum(node) if _is_enum(node) else _class(node)
                if found:
                    definitions[node.name] = found
                methods += _methods(node)
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if _is_type(value):
                definitions[target] = Alias(target, value)
            case _:
                pass
    return Module(
        name=name,
        doc=ast.get_docstring(tree) or "",
        definitions=definitions,
        methods=tuple(methods),
        imports=dict(_imports(tree, package)),
    )


def _is_type(value: ast.expr) -> bool:
    return isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name)


def _bases(node: ast.ClassDef) -> tuple[str, ...]:
    return tuple(ast.unparse(base).partition("[")[0] for base in node.bases)


def _is_enum(node: ast.ClassDef) -> bool:
    return any(base.endswith("Enum") for base in _bases(node))


def _enum(node: ast.ClassDef) -> Enum:
    values = [
        (target.id, str(value.value))
        for statement in node.body
        if isinstance(statement, ast.Assign)
        for target, value in [(statement.targets[0], statement.value)]
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant)
    ]
    return Enum(node.name, _bases(node), tuple(values))


def _class(node: ast.ClassDef) -> Class | None:
    variables = dict(_variables(node))
    # A response without members has a shape name, but no wire names.
    if not {"__wire_names__", "__shape_name__"} & variables.keys():
        return None
    wire_names: dict[str, str] = ast.literal_eval(variables.pop("__wire_names__", ast.Dict([], [])))
    fields = [
        Field(
            name=statement.target.id,
            annotation=statement.annotation,
            required=_is_required(statement.value),
            wire_name=wire_names[statement.target.id],
            doc=_text_of(following),
        )
        for statement, following in zip(node.body, [*node.body[1:], None], strict=True)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and statement.target.id in wire_names
    ]
    return Class(
        name=node.name,
        bases=_bases(node),
        doc=ast.get_docstring(node) or "",
        fields=tuple(fields),
        items=_item_type(node),
        variables=tuple((name, _name_of(value)) for name, value in variables.items()),
    )


def _variables(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            # The same with an annotation.
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                if name.startswith("__"):
                    yield name, value
            case _:
                pass


def _is_required(default: ast.expr | None) -> bool:
    if isinstance(default, ast.Call):
        return not {"default", "factory"} & {keyword.arg for keyword in default.keywords}
    return default is None


def _text_of(statement: ast.stmt | None) -> str:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
        case _:
            return ""


def _name_of(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else ast.unparse(value)


def _item_type(node: ast.ClassDef) -> ast.expr | None:
    for base in node.bases:
        match base:
            case ast.Subscript(value=ast.Name(id="PagedRequest"), slice=ast.Tuple(elts=[_, item])):
                return item
            case _:
                pass
    return None


def _methods(node: ast.ClassDef) -> Iterator[Method]:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and not statement.name.startswith("_"):
            yield Method(statement.name, node.name, ast.get_docstring(statement) or "")


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            start = parents[: len(parents) - node.level + 1] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            for imported in node.names:
                yield imported.asname or imported.name, (module, imported.name)
