"""Check that generated sources contain only definitions."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import EllipsisType
from typing import Final

_IMPORTED: Final = {
    "__future__",
    "sagemaker_typed._markers",
    "attrs",
    "builtins",
    "collections.abc",
    "datetime",
    "sagemaker_typed._lazy",
    "sagemaker_typed.async_client",
    "sagemaker_typed.client",
    "sagemaker_typed.constraints",
    "sagemaker_typed.enums",
    "sagemaker_typed.errors",
    "sagemaker_typed.operation",
    "typing",
}
_CALLED: Final = {
    "Interval",
    "Len",
    "Pattern",
    "Sensitive",
    "attrs.define",
    "attrs.field",
    "lazy_namespace",
    "only_names",
    "self.send",
}
_NODES: Final = (
    ast.Module,
    ast.Import,
    ast.ImportFrom,
    ast.alias,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.arguments,
    ast.arg,
    ast.Return,
    ast.If,
    ast.Expr,
    ast.Assign,
    ast.AnnAssign,
    ast.Call,
    ast.keyword,
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.Constant,
    ast.Tuple,
    ast.List,
    ast.Dict,
    ast.BinOp,
    ast.BitOr,
    ast.UnaryOp,
    ast.USub,
    ast.expr_context,
)
# Control characters, including those that make source code look different from what it does.
_HIDDEN: Final = {chr(code) for code in (*range(32), *range(127, 160))} - {"\n"} | set(
    "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def assert_inert(sources: Mapping[str, str]) -> None:
    """Check that every source only defines classes, methods, aliases and tables."""
    for path, source in sources.items():
        assert not _HIDDEN & set(source), path
        for node in ast.walk(ast.parse(source, path)):
            assert isinstance(node, _NODES), f"{path}: {ast.unparse(node)}"
            match node:
                case ast.Import():
                    assert {name.name for name in node.names} <= _IMPORTED, path
                case ast.ImportFrom(level=0):
                    assert node.module in _IMPORTED, path
                case ast.Call():
                    called = ast.unparse(node.func)
                    assert called in _CALLED or _is_request(called), f"{path}: {called}"
                case ast.If():
                    assert ast.unparse(node.test) == "TYPE_CHECKING", path
                case ast.Expr():
                    # Docstrings, and the bodies in stubs.
                    assert isinstance(node.value, ast.Constant), path
                    assert isinstance(node.value.value, str | EllipsisType), path
                case _:
                    pass


def _is_request(called: str) -> bool:
    return called.isidentifier() and called.endswith("Request")
