"""Find the types that annotations name, and check the names in them."""

from __future__ import annotations

import ast
from collections.abc import Callable

import attrs

from .typed_uses import TypedUses
from .values import (
    Class,
    Client,
    ClientClass,
    Many,
    Mapped,
    Object,
    Raw,
    RawClass,
    Session,
    SessionClass,
    UserClass,
    UserObject,
    Value,
    joined,
)

_LISTS = frozenset(
    {"AsyncIterable", "AsyncIterator", "Collection", "Generator", "Items", "Iterable", "Iterator"}
    | {"List", "Pages", "Sequence", "Set", "Tuple", "list", "set", "tuple"}
)
_TUPLES = frozenset({"Tuple", "tuple"})
_DICTS = frozenset({"Dict", "Mapping", "MutableMapping", "dict"})
_WRAPPERS = frozenset({"ClassVar", "Final", "Optional", "Required", "NotRequired"})


@attrs.frozen
class Annotations:
    """Reads annotations in one file."""

    value: Callable[[ast.expr | None], Value | None]
    """Returns what is known about an expression, and checks it."""
    typed: TypedUses

    def of(self, node: ast.expr | None) -> Value | None:
        """Return an object of the type that an annotation names, and check the names in it."""
        match node:
            case ast.Constant(value=str(text)):
                try:
                    inner = ast.parse(text.strip(), mode="eval").body
                except (SyntaxError, ValueError):
                    return None
                for part in ast.walk(inner):  # report at the place of the annotation
                    if isinstance(part, ast.expr):
                        ast.copy_location(part, node)
                        part.end_col_offset = node.col_offset + len(getattr(part, "attr", ""))
                return self.of(inner)
            case ast.BinOp(op=ast.BitOr()):
                found = [self.of(side) for side in (node.left, node.right)]
                sides = [
                    value
                    for value, side in zip(found, (node.left, node.right), strict=True)
                    if not (isinstance(side, ast.Constant) and side.value is None)
                ]
                return joined(sides)
            case ast.Subscript():
                return self._generic(node)
            case ast.Name() | ast.Attribute():
                return self.object_of(self.value(node))
            case _:
                self.value(node)
                return None

    def object_of(self, value: Value | None) -> Value | None:
        """Return an object of a class."""
        match value:
            case Class(service, name):
                return Object(service, name) if self.typed.is_structure(value) else None
            case ClientClass(service, is_async):
                return Client(service, is_async)
            case UserClass(node):
                return UserObject(node)
            case RawClass(service):
                return Raw(service)
            case SessionClass():
                return Session()
            case _:
                return None

    def _generic(self, node: ast.Subscript) -> Value | None:
        base = node.value
        name = base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")
        self.value(base)
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":  # its strings are not types
            return None
        if name == "Annotated":
            found = [self.of(each) for each in inner[:1]]
            for each in inner[1:]:
                self.value(each)
            return joined(found)
        found = [self.of(each) for each in inner] or [None]
        if name in _TUPLES and not _is_ellipsis(inner[-1:]):
            item = joined(found)
            return Many(item) if item else None
        if name in _WRAPPERS:
            return found[0]
        if name in _LISTS and found[0]:
            return Many(found[0])
        if name in _DICTS and len(found) == 2 and found[1]:
            return Mapped(found[1])
        return None


def _is_ellipsis(nodes: list[ast.expr]) -> bool:
    return any(isinstance(node, ast.Constant) and node.value is ... for node in nodes)
