"""Write a stub beside each generated module, for people and type checkers.

A stub has names, types and documentation. It does not have wire names, constraints and method
bodies, which matter only at run time. A stub imports modules rather than names, because mypy checks
for every imported name whether it is a module.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from sagemaker_typed.codegen.errors import GenerationError

from .literals import docstring

_NOTHING: Final = ast.Expr(ast.Constant(...))
_WORD: Final = re.compile(r"\w+")
_Function = TypeVar("_Function", ast.FunctionDef, ast.AsyncFunctionDef)
_PLACE: Final = re.compile(r"\b__doc_(\d+)__$", re.MULTILINE)


def stubs(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the unformatted stubs of these modules by path; packages have their own stubs."""
    return {
        f"{path}i": stub(source)
        for path, source in sources.items()
        if path.endswith(".py") and not path.endswith("__init__.py")
    }


def stub(source: str) -> str:
    """Return the stub of one generated module; it has the same first line."""
    marker = source.partition("\n")[0]
    stubber = _Stubber()
    module = stubber.visit(ast.parse(source))
    module = _Qualifier(module).visit(module)
    module.body = list(_used_imports(module.body))
    text = ast.unparse(module)
    # `ast.unparse` would write the docstring of a field on one line, whatever its length.
    text = _PLACE.sub(lambda place: f'"""{docstring(stubber.docs[int(place[1])])}"""', text)
    return f"{marker}\n{text}\n"


class _Stubber(ast.NodeTransformer):
    """Keeps names, types and documentation, and removes everything else."""

    def __init__(self) -> None:
        self.docs: list[str] = []
        """The docstrings, by the number in their placeholder."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        match node.value:
            case ast.Constant(value=str(text)):
                self.docs.append(text)
                return ast.Expr(ast.Name(f"__doc_{len(self.docs) - 1}__"))
            case _:
                return node

    def visit_If(self, node: ast.If) -> list[ast.stmt]:
        # `if TYPE_CHECKING:`, which is always true for a stub.
        self.generic_visit(node)
        return node.body

    def visit_Assign(self, node: ast.Assign) -> ast.Assign | None:
        # Checkers would accept every name of a module that has `__getattr__`.
        if ast.unparse(node.targets[0]) == "__getattr__":
            return None
        self.generic_visit(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        node.keywords = []  # class keywords matter only at run time
        node.body = [statement for statement in node.body if not _is_dunder_assignment(statement)]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        return self._function(node)

    def _function(self, node: _Function) -> _Function:
        node.args = self.visit(node.args)
        node.returns = node.returns and self.visit(node.returns)
        has_doc = ast.get_docstring(node, clean=False) is not None
        node.body = [self.visit(node.body[0]) if has_doc else _NOTHING]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        node.annotation = self.visit(node.annotation)
        if isinstance(node.value, ast.Call):  # attrs.field(...)
            defaults = [word.value for word in node.value.keywords if word.arg == "default"]
            node.value = defaults[0] if defaults else None
        elif not isinstance(node.value, ast.Constant):
            node.value = None
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "Annotated":
            assert isinstance(node.slice, ast.Tuple)
            return node.slice.elts[0]
        return node


class _Qualifier(ast.NodeTransformer):
    """Replaces imported names of the same service with attributes of imported modules."""

    def __init__(self, module: ast.Module) -> None:
        imports = [node for node in module.body if isinstance(node, ast.ImportFrom) and node.level]
        self._modules = {alias.name: _alias(node) for node in imports for alias in node.names}
        by_alias = {_alias(node): (node.level, node.module) for node in imports}
        if len(by_alias) < len({(node.level, node.module) for node in imports}):
            raise GenerationError(f"two modules have the same name in a stub: {sorted(by_alias)}")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom:
        if not node.level or node.module is None:
            return node
        package, _, module = node.module.rpartition(".")
        return ast.ImportFrom(package or None, [ast.alias(module, _alias(node))], node.level)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        module = self._modules.get(node.id)
        return node if module is None else ast.Attribute(ast.Name(module), node.id)


def _alias(node: ast.ImportFrom) -> str:
    """Return a private name, which is not exported and which no field or argument has."""
    return f"_{(node.module or '').replace('.', '_')}"


def _is_dunder_assignment(statement: ast.stmt) -> bool:
    """Return whether it sets a value such as ``__wire_names__``, which the base class declares."""
    if not isinstance(statement, ast.Assign):
        return False
    (target,) = statement.targets
    return isinstance(target, ast.Name) and target.id.startswith("__")


def _used_imports(body: Iterable[ast.stmt]) -> Iterable[ast.stmt]:
    """Yield the statements, without unused imports."""
    body = list(body)
    used = {
        name
        for statement in body
        if not isinstance(statement, ast.Import | ast.ImportFrom)
        for node in ast.walk(statement)
        for name in _names_in(node)
    }
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            statement.names = [
                alias for alias in statement.names if (alias.asname or alias.name) in used
            ]
            if not statement.names:
                continue
        yield statement


def _names_in(node: ast.AST) -> Iterable[str]:
    """Yield the names in one node itself, including those in a string."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # The string may be a forward reference.
        yield from _WORD.findall(node.value)
