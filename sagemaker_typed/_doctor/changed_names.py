"""The names whose values the code changes in place or replaces, wherever it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

_CHANGING: Final = frozenset(
    {"__setitem__", "add", "append", "appendleft", "clear", "extend", "extendleft", "insert"}
    | {"pop", "popitem", "remove", "setdefault", "update"}
)
"""Methods after which a list or a dict may have other items."""
_CHANGING_FIRST: Final = frozenset({"heappush", "heapreplace", "insort", "insort_left", "setitem"})
"""Functions that change their first argument."""


def global_names(tree: ast.Module) -> frozenset[str]:
    """Return the names that functions declare as ``global`` or ``nonlocal``."""
    return frozenset(
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    )


def changed_containers(tree: ast.Module) -> frozenset[str]:
    """Return the names of variables and attributes whose items the code changes."""
    found = {name for node in ast.walk(tree) for name in _changed(node)}
    others = [*_other_names(tree)]
    while more := {name for pair in others if found & pair for name in pair} - found:
        found |= more
    return frozenset(found)


def replaced_attributes(tree: ast.Module) -> frozenset[str]:
    """Return the names of attributes that ``patch`` and ``setattr`` replace."""
    return frozenset(name for node in ast.walk(tree) for name in _replaced(node))


def assigned_attributes(tree: ast.Module) -> frozenset[str]:
    """Return the names of attributes that the code assigns, other than those of ``self``."""
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if not (isinstance(node.value, ast.Name) and node.value.id == "self")
    )


def _changed(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in _CHANGING:
            yield from _name_of(owner)
        case ast.Subscript(value=owner, ctx=ast.Store() | ast.Del()):
            yield from _name_of(owner)
        case ast.AugAssign(target=target):
            yield from _name_of(target)
        case (
            ast.Call(func=ast.Name(id=name), args=[first, *_])
            | ast.Call(func=ast.Attribute(attr=name), args=[first, *_])
        ) if name in _CHANGING_FIRST:
            yield from _name_of(first)
        case _:
            pass


def _replaced(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(args=[ast.Constant(value=str(path)), *_]) if _is_patching(node.func):
            yield path.rpartition(".")[2]
        case ast.Call(args=[_, ast.Constant(value=str(name)), *_]) if _is_patching(node.func):
            yield name
        case ast.Call(func=ast.Attribute(value=function, attr="multiple")) if _is_patching(
            function
        ):
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)
        case _:
            pass


def _is_patching(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in {"patch", "setattr"}:
            return True
        case ast.Attribute(value=inner, attr="object"):
            return _is_patching(inner)
        case _:
            return False


def _other_names(tree: ast.Module) -> Iterator[set[str]]:
    """Yield names that may have the same value."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                names = [name for each in (*targets, value) for name in _name_of(each)]
            case ast.NamedExpr(target=target, value=value):
                names = [name for each in (target, value) for name in _name_of(each)]
            case _:
                continue
        if len(names) > 1:
            yield {*names}


def _name_of(node: ast.expr) -> Iterator[str]:
    """Yield the name of a variable, of an attribute, or of what they contain."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Subscript(value=owner):
            yield from _name_of(owner)
        case _:
            pass
