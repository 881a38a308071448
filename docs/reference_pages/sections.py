"""The sections of a module's page: operations, classes, enums, named types."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from docutils import nodes

from .facts import Operation, Package, Symbol, kind_of
from .markup import (
    bullets,
    code,
    definition_list,
    external,
    index_entry,
    joined,
    link,
    page_link,
    paragraph,
    reference,
    section,
    type_nodes,
    words,
)  # fmt: skip
from .source import Alias, Class, Enum, Field, Method


def operation_section(
    package: Package, operation: Operation, client: str, errors: str, waiters: list[Method]
) -> nodes.section:
    """Return the section of a client method, with its request and response."""
    request = package.class_of(operation.request)
    name = operation.method.name
    parts: list[nodes.Node] = [_signature(request.fields, name, link(operation.response))]
    facts: list[nodes.Node] = [paragraph(*_aws(request, request.variable("__operation__") or name))]
    if request.items is not None:
        item = type_nodes(package.type_tokens(request.items, operation.request.module))
        facts.append(paragraph("Paginated: ", *code("client.items(...)"), " yields ", *item, "."))
    if waiters:
        named = (reference(f"{client}.{waiter.name}", waiter.name) for waiter in waiters)
        facts.append(paragraph(f"Waiter{'s' if len(waiters) > 1 else ''}: ", *joined(named), "."))
    if operation.method.errors:
        general = page_link("errors", "errors of every operation")
        facts.append(paragraph("Raises, besides the ", general, ":"))
        facts.append(error_list(operation.method.errors, errors))
    inner = [
        class_section(package, symbol, facts=False)
        for symbol in (operation.request, operation.response)
    ]
    entry = index_entry(name.replace("_", " "), name)
    return section(name, name, entry, *parts, *facts, *inner, is_code=True)


def error_list(errors: Iterable[tuple[str, str]], module: str) -> nodes.definition_list:
    """Return a list of errors in a module, each with what to do about it."""
    items = (([reference(f"{module}.{name}", name)], [*words(text)]) for name, text in errors)
    return definition_list(items, "fields errors")


def _signature(fields: Iterable[Field], name: str, answer: nodes.Node) -> nodes.paragraph:
    required = [field for field in fields if field.required]
    optional = [field for field in fields if not field.required]
    shown: list[nodes.Node] = []
    for field in [*required, *optional]:
        # Lines may end only after a comma, not inside a keyword.
        classes = ["keyword", "required"] if field.required else ["keyword"]
        shown.append(nodes.inline("", f"{field.name}=", classes=classes))
    star = [nodes.Text("*, ")] if shown else []
    return paragraph(
        nodes.inline("", f"client.{name}", classes=["method"]), "(", *star, *joined(shown), ")",
        " \N{RIGHTWARDS ARROW}\N{NO-BREAK SPACE}", answer, classes=["signature"],
    )  # fmt: skip


def _aws(definition: Class, name: str) -> Iterator[nodes.Node]:
    if definition.link:
        yield nodes.Text("API reference: ")
        yield external(name, definition.link)


def class_section(package: Package, symbol: Symbol, *, facts: bool = True) -> nodes.section:
    """Return the section of a class, with its fields."""
    found = package.class_of(symbol)
    lead: list[nodes.Node] = [nodes.Text(kind_of(found).capitalize()), nodes.Text(". ")]
    if found.items is not None or "Generic" in found.bases:
        lead = [nodes.Text("Paginated request. ")]
    shape = found.variable("__shape_name__")
    if shape and shape != symbol.name:
        lead += [nodes.Text("In the service model: "), *code(shape), nodes.Text(". ")]
    if facts and found.link:
        lead += _aws(found, found.link.rpartition("API_")[2].removesuffix(".html"))
    inner: list[nodes.Node] = [paragraph(*lead, classes=["facts"])]
    inner += _used_in(package, symbol)
    if found.fields:
        fields = (_field(package, field, symbol.module) for field in found.fields)
        inner.append(definition_list(fields, "fields"))
    else:
        inner.append(paragraph("It has no fields of its own."))
    return section(symbol.name, symbol.name, *inner, is_code=True)


def _field(
    package: Package, field: Field, module: str
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    term: list[nodes.Node] = [
        nodes.strong("", "", nodes.literal(field.name, field.name)),
        nodes.Text(" "),
        *type_nodes(package.type_tokens(field.annotation, module)),
    ]
    if field.required:
        term += [nodes.Text(" "), nodes.inline("", "required", classes=["badge"])]
    doc = re.sub(r" Required\.(?= |$)", "", field.doc)
    said = list(words(doc))
    named = package.named_type(field.annotation, module)
    if named:
        said += [nodes.Text(" Type "), link(named), nodes.Text(".")]
    return term, said


def _used_in(package: Package, symbol: Symbol) -> list[nodes.Node]:
    users = package.users.get(symbol, [])
    if not users:
        return []
    return [paragraph("Used in ", *joined(map(link, users)), ".", classes=["facts"])]


def enum_section(package: Package, symbol: Symbol) -> nodes.section:
    """Return the section of an enum, with its values."""
    return section(symbol.name, symbol.name, *enum_nodes(package, symbol), is_code=True)


def enum_nodes(package: Package, symbol: Symbol) -> list[nodes.Node]:
    """Return the description of an enum and its values."""
    found = package.definition(symbol)
    assert isinstance(found, Enum)
    count = "1 value" if len(found.values) == 1 else f"{len(found.values)} values"
    values = ([*code(name), nodes.Text(" "), *_value(value)] for name, value in found.values)
    return [
        paragraph(f"Enum: {count}.", classes=["facts"]),
        *_used_in(package, symbol),
        bullets(values, "values"),
    ]


def _value(value: str) -> list[nodes.Node]:
    text = f'"{value}"'
    return [nodes.inline("", "", nodes.literal(text, text), classes=["value"])]


def alias_list(package: Package, symbols: Iterable[Symbol]) -> nodes.definition_list:
    """Return a list of named types and their definitions."""
    items: list[tuple[list[nodes.Node], list[nodes.Node]]] = []
    for symbol in symbols:
        found = package.definition(symbol)
        assert isinstance(found, Alias)
        name = nodes.literal(symbol.name, symbol.name)
        target = nodes.strong("", "", name, ids=[symbol.name])
        kind = type_nodes(package.type_tokens(found.annotation, symbol.module))
        items.append(([target, nodes.Text(" "), *kind], list(_constraints(found.annotation))))
    return definition_list(items, "fields")


def _constraints(annotation: ast.expr) -> Iterator[nodes.Node]:
    match annotation:
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[_, *markers])):
            yield from joined(code(ast.unparse(marker))[0] for marker in markers)
        case _:
            yield nodes.Text("No constraints.")
