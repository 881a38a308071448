"""Parts of pages as docutils nodes: without markup as text, names need no escaping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes

from .facts import ROOT, Package, Symbol, Token

_LITERAL = re.compile(r"``(.+?)``")
_ROLE = re.compile(r":\w+:`([\w.]+)`")


def full_name(symbol: Symbol) -> str:
    """Return the import path of a class in its service's package."""
    first = symbol.module.removeprefix(f"{ROOT}.").partition(".")[0]
    return f"{ROOT}.{first}.{symbol.name}"


def reference(target: str, text: str, *, code: bool = True) -> nodes.Node:
    """Return a link to the object ``target`` of the Python domain."""
    inner: nodes.Node = nodes.literal(text, text) if code else nodes.Text(text)
    return addnodes.pending_xref(
        "", inner, refdomain="py", reftype="obj", reftarget=target, refexplicit=True, refwarn=True
    )


def page_link(page: str, text: str) -> nodes.Node:
    """Return a link to a page, whose path starts at the root of the site."""
    return addnodes.pending_xref(
        "", nodes.inline("", text), refdomain="std", reftype="doc", reftarget=f"/{page}",
        refexplicit=True, refwarn=True,
    )  # fmt: skip


def link(symbol: Symbol, *, code: bool = True) -> nodes.Node:
    """Return a link to a class, an enum or a named type."""
    return reference(full_name(symbol), symbol.name, code=code)


def type_nodes(tokens: Iterable[Token]) -> list[nodes.Node]:
    """Return a type with links to its classes."""
    found: list[nodes.Node] = []
    text = ""
    for token in tokens:
        if isinstance(token, str):
            text += token
            continue
        found += [*code(text), link(token)]
        text = ""
    return [nodes.inline("", "", *found, *code(text), classes=["type"])]


def code(text: str) -> list[nodes.Node]:
    """Return inline code."""
    return [nodes.literal(text, text)] if text else []


def words(text: str) -> Iterator[nodes.Node]:
    """Convert a sentence with ``code``, as in the generated docstrings, to nodes."""
    for number, part in enumerate(_LITERAL.split(_ROLE.sub(r"``\1``", text))):
        if number % 2:
            yield nodes.literal(part, part)
        elif part:
            yield nodes.Text(part)


def paragraph(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """Return a paragraph of strings and other nodes."""
    inner = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *inner, classes=list(classes))


def joined(parts: Iterable[nodes.Node], comma: str = ", ") -> Iterator[nodes.Node]:
    """Iterate over the parts with commas between them."""
    for number, part in enumerate(parts):
        if number:
            yield nodes.Text(comma)
        yield part


def external(text: str, address: str) -> nodes.reference:
    """Return a link to another site."""
    return nodes.reference("", text, refuri=address)


def section(title: str, anchor: str, *inner: nodes.Node, is_code: bool = False) -> nodes.section:
    """Return a section with a title and an anchor."""
    shown: nodes.Node = nodes.literal(title, title) if is_code else nodes.Text(title)
    return nodes.section("", nodes.title("", "", shown), *inner, ids=[anchor], names=[])


def index_entry(words: str, anchor: str) -> nodes.Node:
    """Return an entry of the index, which the search also covers."""
    return addnodes.index("", entries=[("single", words, anchor, "main", None)])


def definition_list(
    items: Iterable[tuple[list[nodes.Node], list[nodes.Node]]], name: str
) -> nodes.definition_list:
    """Return a list of terms and their definitions."""
    return nodes.definition_list(
        "",
        *(
            nodes.definition_list_item(
                "", nodes.term("", "", *term), nodes.definition("", paragraph(*said))
            )
            for term, said in items
        ),
        classes=name.split(),
    )


def table(
    headings: Iterable[str], rows: Iterable[Iterable[Iterable[nodes.Node]]], name: str
) -> nodes.table:
    """Return a table; each cell of a row has several nodes."""
    head = nodes.row("", *(nodes.entry("", paragraph(heading)) for heading in headings))
    body = [nodes.row("", *(nodes.entry("", paragraph(*cell)) for cell in row)) for row in rows]
    columns = [nodes.colspec(colwidth=1) for _ in head]
    group = nodes.tgroup(
        "", *columns, nodes.thead("", head), nodes.tbody("", *body), cols=len(columns)
    )
    return nodes.table("", group, classes=name.split())


def bullets(items: Iterable[Iterable[nodes.Node]], name: str) -> nodes.bullet_list:
    """Return a bullet list."""
    return nodes.bullet_list(
        "", *(nodes.list_item("", paragraph(*item)) for item in items), classes=[name]
    )


def all_symbols(package: Package, prefix: str) -> Iterator[Symbol]:
    """Iterate over everything that the modules inside a package define."""
    for module in package.modules.values():
        if module.name.startswith(prefix):
            for name in module.definitions:
                yield Symbol(module.name, name)
