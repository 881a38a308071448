"""Taking bodies, documentation and private members out of a module that is written by hand."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import Final

from .errors import GenerationError
from .stubs import NOTHING, is_text

_DECORATORS: Final = frozenset(
    {
        "abstractmethod",
        "cache",
        "cached_property",
        "classmethod",
        "contextmanager",
        "overload",
        "property",
        "setter",
        "staticmethod",
    }
)
_WITHOUT_EFFECT_ON_TYPES: Final = frozenset({"recursive_repr"})
_ATTRS: Final = frozenset({"define", "frozen"})
_OF_CLASSES: Final = _ATTRS | {"final", "runtime_checkable"}
_OF_FIELDS: Final = frozenset({"alias", "default", "factory", "init", "kw_only"})
_IRRELEVANT_TO_TYPES: Final = frozenset({"eq", "hash", "on_setattr", "repr", "validator"})
_KNOWN: Final = (
    *(ast.AnnAssign, ast.Assign, ast.ClassDef, ast.Expr, ast.FunctionDef, ast.If),
    *(ast.Import, ast.ImportFrom, ast.Pass),
)


def strip(tree: ast.Module, path: str, asked: Collection[str]) -> None:
    """Take bodies, documentation and private members away from a module.

    Args:
        tree: The module, which is changed.
        path: Where it is, for errors.
        asked: Names that stay though they are private, as other modules use them.

    Raises:
        GenerationError: something would be lost, or has its type only from code.
    """
    _Stripper(path, asked).visit(tree)


class _Stripper(ast.NodeTransformer):
    def __init__(self, path: str, asked: Collection[str]) -> None:
        self._path = path
        self._asked = asked
        self._has_fields = False

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if is_text(node.value) else node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom | None:
        return None if node.module == "__future__" else node

    def visit_If(self, node: ast.If) -> list[ast.stmt]:
        """What checkers read of ``if TYPE_CHECKING:``, and of its opposite."""
        test = ast.unparse(node.test)
        if test == "TYPE_CHECKING":
            chosen = node.body
        elif test.startswith("not TYPE_CHECKING"):
            chosen = node.orelse
        else:
            raise refused(self._path, node, f"a stub cannot have `if {test}`")
        block = ast.Module(chosen, [])
        self.generic_visit(block)
        return block.body

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Module | ast.ClassDef):
            for part in node.body:
                self._check(part)
        return super().generic_visit(node)

    def _check(self, part: ast.stmt) -> None:
        """Refuse what would be lost."""
        if isinstance(part, ast.Assign) and not all(map(_is_name, part.targets)):
            raise refused(self._path, part, "a stub takes one name for each `=`")
        if isinstance(part, _KNOWN):
            return
        defined = {name for node in ast.walk(part) for name in _defined(node)}
        if shown := sorted(filter(is_shown, defined)):
            raise refused(self._path, part, f"a stub cannot have this, which defines {shown[0]}")

    def visit_Try(self, node: ast.Try) -> None:
        """What is tried is private."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        for decorator in node.decorator_list:
            if _last(decorator) not in _OF_CLASSES:
                raise refused(self._path, node, f"a stub with `@{ast.unparse(decorator)}`")
        before = self._has_fields
        is_attrs_class = any(_last(decorator) in _ATTRS for decorator in node.decorator_list)
        self._has_fields = is_attrs_class or "NamedTuple" in map(_last, node.bases)
        attributes = list(self._attributes(node))
        self.generic_visit(node)
        self._has_fields = before
        body = [
            part
            for part in node.body
            if all(is_shown(name) or name in self._asked for name in bound(part))
            or (is_attrs_class and isinstance(part, ast.AnnAssign))
        ]
        there = {name for part in body for name in bound(part)}
        node.body = [
            *(part for part in attributes if there.isdisjoint(bound(part))), *body
        ] or [NOTHING]  # fmt: skip
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        for decorator in node.decorator_list:
            if _last(decorator) not in _DECORATORS | _WITHOUT_EFFECT_ON_TYPES:
                raise refused(self._path, node, f"a stub with `@{ast.unparse(decorator)}`")
        node.decorator_list = [d for d in node.decorator_list if _last(d) in _DECORATORS]
        for defaults in (node.args.defaults, node.args.kw_defaults):
            for place, value in enumerate(defaults):
                if value is not None and not _is_plain(value):
                    defaults[place] = ast.Constant(...)
        node.body = [NOTHING]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.Assign | None:
        return None if bound(node) == ["__slots__"] else node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        value = node.value
        if isinstance(value, ast.Call) and _last(value) == "field":
            for word in value.keywords:
                if word.arg not in _OF_FIELDS | _IRRELEVANT_TO_TYPES:
                    raise refused(self._path, node, f"a stub with `{word.arg}=` of a field")
            value.keywords = [word for word in value.keywords if word.arg in _OF_FIELDS]
            if not value.keywords:
                node.value = None
        elif value is not None and not isinstance(value, ast.Constant) and not _is_alias(node):
            # It is the default of a field, or the value of an attribute.
            node.value = ast.Constant(...) if self._has_fields else None
        return node

    def _attributes(self, node: ast.ClassDef) -> Iterator[ast.AnnAssign]:
        """The public attributes that ``__init__`` sets."""
        for method in node.body:
            if not (isinstance(method, ast.FunctionDef) and method.name == "__init__"):
                continue
            arguments = [*method.args.posonlyargs, *method.args.args, *method.args.kwonlyargs]
            types = {argument.arg: argument.annotation for argument in arguments}
            annotation: ast.expr | None
            for part in ast.walk(method):
                match part:
                    case ast.AnnAssign(
                        target=ast.Attribute(ast.Name("self"), name), annotation=annotation
                    ):
                        pass
                    case ast.Assign(targets=[ast.Attribute(ast.Name("self"), name)], value=value):
                        annotation = types.get(value.id) if isinstance(value, ast.Name) else None
                    case _:
                        continue
                if not is_shown(name):
                    continue
                if annotation is None:
                    raise refused(self._path, part, f"self.{name} needs an annotation for its stub")
                yield ast.AnnAssign(ast.Name(name), annotation, None, 1)


def bound(statement: ast.stmt) -> list[str]:
    """The names that a statement defines or imports."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [statement.name]
        case ast.Assign():
            return [target.id for target in statement.targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Import() | ast.ImportFrom():
            return [alias.asname or alias.name for alias in statement.names]
        case _:
            return []


def is_import(statement: ast.stmt) -> bool:
    """Whether it imports something."""
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _defined(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id] if isinstance(node.ctx, ast.Store) else []
    return bound(node) if isinstance(node, ast.stmt) else []


def _is_plain(node: ast.expr) -> bool:
    """Whether it is a value such as ``1``, ``-1`` or ``"utf-8"``, which editors show."""
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


def is_shown(name: str) -> bool:
    """Whether users may use the name: it is not private, or Python's own."""
    return not name.startswith("_") or name.startswith("__")


def refused(path: str, node: ast.stmt, why: str) -> GenerationError:
    """The error for a statement in the module at ``path``."""
    return GenerationError(f"{path}:{node.lineno}: {why}")


def _is_alias(node: ast.AnnAssign) -> bool:
    return "TypeAlias" in ast.unparse(node.annotation)


def _last(node: ast.expr) -> str:
    """``field`` of ``attrs.field(...)``."""
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)
