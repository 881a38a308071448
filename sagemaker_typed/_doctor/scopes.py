"""The names in a scope, and what is known about their values."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

import attrs

from .values import Value

Values: TypeAlias = dict[str, Value | None]


@attrs.define(eq=False)
class Scope:
    """The names of a module, a function or a class.

    Within the scope, a name has the value of its last assignment. A function runs later than the
    code around it: there, a name has a known value only if all its assignments agree.
    """

    parent: Scope | None = None
    names: Values = attrs.field(factory=Values)
    """The values at this point of the code."""
    everywhere: Values = attrs.field(factory=Values)
    """The values that all assignments in the scope agree about."""
    is_class: bool = False
    bound: list[tuple[str, Value | None]] = attrs.field(factory=list[tuple[str, "Value | None"]])
    """All assignments so far, in their order."""

    def bind(self, name: str, value: Value | None) -> None:
        """Assign a value to a name."""
        self.names[name] = value
        self.bound.append((name, value))
        same = self.everywhere.get(name, value) == value
        self.everywhere[name] = value if same else None

    def find(self, name: str) -> Value | None:
        """Return what is known about a name."""
        if name in self.names:
            return self.names[name]
        scope = self.parent
        while scope is not None:
            if not scope.is_class and name in scope.everywhere:
                return scope.everywhere[name]
            scope = scope.parent
        return None

    def has(self, name: str) -> bool:
        """Return whether the code binds a name, so that it is not a builtin."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.everywhere:
                return True
            scope = scope.parent
        return False


def merged(first: Mapping[str, Value | None], second: Mapping[str, Value | None]) -> Values:
    """Return the names after one of two branches; a name that only one binds has its value."""
    names = {**first, **second}
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            names[name] = None
    return names


def merged_with(
    names: Mapping[str, Value | None], bound: Iterable[tuple[str, Value | None]]
) -> Values:
    """Return the names after code that may have stopped after any of its assignments."""
    found = dict(names)
    for name, value in bound:
        found[name] = value if found.get(name, value) == value else None
    return found


def all_merged(branches: Sequence[Mapping[str, Value | None]]) -> Values:
    """Return the names after one of several branches."""
    return reduce(merged, branches[1:], dict(branches[0]))


def names_bound_in(*nodes: ast.AST) -> set[str]:
    """Return the names that code may bind, without those that are bound in its functions."""
    found: set[str] = set()
    waiting = [*nodes]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
                continue
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                found.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                found.add(name)
            case ast.alias():
                found.add(node.asname or node.name.partition(".")[0])
            case _:
                pass
        waiting += ast.iter_child_nodes(node)
    return found
