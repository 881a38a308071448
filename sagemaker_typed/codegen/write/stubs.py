"""What people and type checkers read of a generated module, as a stub beside it.

A stub has names, types and documentation. It has nothing of what only runs: wire names,
constraints, bodies of methods. Another module is imported as one, not its names one by one, because
mypy looks for a file behind every name.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Final

from sagemaker_typed.codegen.errors import GenerationError

from .literals import docstring

_NOTHING: Final = ast.Expr(ast.Constant(...))
_WORD: Final = re.compile(r"\w+")
_PLACE: Final = re.compile(r"\b__doc_(\d+)__$", re.MULTILINE)


def stubs(sources: Mapping[str, str]) -> dict[str, str]:
    """The stubs of these modules by path, unformatted; packages have stubs of their own."""
    return {
        f"{path}i": stub(source)
        for path, source in sources.items()
        if path.endswith(".py") and not path.endswith("__init__.py")
    }


def stub(source: str) -> str:
    """The stub of one generated module; it opens with the same line."""
    marker = source.partition("\n")[0]
    stubber = _Stubber()
    module = stubber.visit(ast.parse(source))
    module = _Qualifier(module).visit(module)
    module.body = list(_used_imports(module.body))
    text = ast.unparse(ast.fix_missing_locations(module))
    # Written by `ast`, the documentation of a field would be one line, whatever its length.
    text = _PLACE.sub(lambda place: f'"""{docstring(stubber.docs[int(place[1])])}"""', text)
    return f"{marker}\n{text}\n"


class _Stubber(ast.NodeTransformer):
    """Leaves names, types and documentation, and takes away the rest."""

    def __init__(self) -> None:
        self.docs: list[str] = []
        """Documentation, by the number in the name that holds its place."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        match node.value:
            case ast.Constant(value=str(text)):
                self.docs.append(text)
                return ast.Expr(ast.Name(f"__doc_{len(self.docs) - 1}__"))
            case _:
                return node

    def visit_If(self, node: ast.If) -> list[ast.stmt]:
        # `if TYPE_CHECKING:`, which is all that a stub is for.
        self.generic_visit(node)
        return node.body

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        node.keywords = []  # what only runs
        node.body = [
            statement for statement in node.body if not _is_class_variable_of_ours(statement)
        ]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
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
    """Imports the modules of the same service, instead of names from them."""

    def __init__(self, module: ast.Module) -> None:
        imports = [node for node in module.body if isinstance(node, ast.ImportFrom) and node.level]
        self._modules = {alias.name: _alias(node) for node in imports for alias in node.names}
        by_alias = {_alias(node): (node.level, node.module) for node in imports}
        if len(by_alias) < len({(node.level, node.module) for node in imports}):
            raise GenerationError(f"two modules have one name in a stub: {sorted(by_alias)}")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom:
        if not node.level or node.module is None:
            return node
        package, _, module = node.module.rpartition(".")
        return ast.ImportFrom(package or None, [ast.alias(module, _alias(node))], node.level)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        module = self._modules.get(node.id)
        return node if module is None else ast.Attribute(ast.Name(module), node.id)


def _alias(node: ast.ImportFrom) -> str:
    """A private name, which is not exported and which no field or argument has."""
    return f"_{(node.module or '').replace('.', '_')}"


def _is_class_variable_of_ours(statement: ast.stmt) -> bool:
    """Whether it is a value such as ``__wire_names__``, whose type the base class declares."""
    if not isinstance(statement, ast.Assign):
        return False
    (target,) = statement.targets
    return isinstance(target, ast.Name) and target.id.startswith("__")


def _used_imports(body: Iterable[ast.stmt]) -> Iterable[ast.stmt]:
    """The statements, without imports of what none of them uses."""
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
    """The names that one node, not what is below it, stands for or has in quotes."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # It may be a forward reference, which is an annotation in quotes.
        yield from _WORD.findall(node.value)
