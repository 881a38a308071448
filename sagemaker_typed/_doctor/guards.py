"""The names whose presence the code tests, and where it does."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

import attrs

from .facts_of_code import Function

_ASSIGNED = ast.Assign | ast.AnnAssign | ast.NamedExpr


@attrs.frozen
class Guards:
    """The lines in which the code may use a name, because it has tested whether the name is there.

    A test in a function is for this function. A test outside functions is for the code outside
    functions, for the ``if`` that it is in, and for the whole file if a variable has its result.
    """

    lines: defaultdict[str, set[int]]

    def cover(self, name: str, node: ast.AST) -> bool:
        """Return whether a use of a name is tested."""
        return getattr(node, "lineno", 1) in self.lines.get(name, ())


def guards_in(tree: ast.Module, count: int) -> Guards:
    """Return the tests in a module with a number of lines."""
    whole = range(1, count + 1)
    functions = {
        line for node in ast.walk(tree) if isinstance(node, Function) for line in _lines(node)
    }
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name, around in _tests(tree):
        of_function = [node for node in around if isinstance(node, Function)]
        if of_function:
            found[name].update(_lines(of_function[-1]))
        elif any(isinstance(node, _ASSIGNED) for node in around):
            found[name].update(whole)
        else:
            found[name].update({*whole} - functions, *map(_lines, around))
    return Guards(found)


def _tests(tree: ast.AST) -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    """Yield each tested name, with the nodes around the test that matter."""
    waiting: list[tuple[ast.AST, tuple[ast.AST, ...]]] = [(tree, ())]
    while waiting:
        node, around = waiting.pop()
        name = _tested(node)
        if name is not None:
            yield name, around
        if isinstance(node, Function | ast.If | _ASSIGNED):
            around = (*around, node)
        waiting += [(child, around) for child in ast.iter_child_nodes(node)]


def _tested(node: ast.AST) -> str | None:
    match node:
        case (
            ast.Call(func=ast.Name("hasattr"), args=[_, ast.Constant(value=str(name))])
            | ast.Call(func=ast.Name("getattr"), args=[_, ast.Constant(value=str(name)), _])
        ):
            return name
        case _:
            return None


def _lines(node: ast.AST) -> range:
    first: int = getattr(node, "lineno", 1)
    return range(first, (getattr(node, "end_lineno", None) or first) + 1)
