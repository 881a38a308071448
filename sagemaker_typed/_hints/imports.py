"""What to say of a name that a lazy namespace does not have."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from .names import either, nearest

__all__ = ["no_name"]

_LIKENESS: Final = 0.75


def no_name(namespace: str, name: str, names: Iterable[str]) -> ImportError | AttributeError:
    """The error for a name that a lazy namespace does not have.

    It is an ``ImportError`` where the name stands in ``from ... import``: of an ``AttributeError``
    Python would leave nothing there.
    """
    import sys

    module = sys.modules[namespace]
    text = f"module {namespace!r} has no attribute {name!r}"
    if name.startswith("_") or f"{namespace}.{name}" in sys.modules:
        return AttributeError(text, name=name, obj=module)
    near = _near(name, [*names])
    if not _is_from_import():
        return AttributeError(f"{text}; {near}" if near else text, name=name)
    hint = _other_place(namespace, name) or near or _near_error(namespace, name)
    text = f"cannot import name {name!r} from {namespace!r}"
    return ImportError(f"{text}; {hint}" if hint else text, name=namespace, path=module.__file__)


def _is_from_import() -> bool:
    """Whether the code that asks a module for a name is a ``from ... import``."""
    import sys
    from dis import opmap

    # From here: no_name, the module's __getattr__, and who asks.
    asking = sys._getframe(3)  # pyright: ignore[reportPrivateUsage]
    return asking.f_code.co_code[asking.f_lasti] == opmap["IMPORT_FROM"]


def _near(name: str, names: list[str]) -> str:
    # boto3 and its stubs call the same things otherwise.
    base = name.removesuffix("TypeDef")
    for suffix, ours in (("Input", "Request"), ("Output", "Response"), ("", "Request"), ("", "")):
        other = base.removesuffix(suffix) + ours
        if base.endswith(suffix) and other in names:
            return f"did you mean {other}?"
    near = nearest(base, names, _LIKENESS)
    return f"did you mean {either(near)}?" if near else ""


def _other_place(namespace: str, name: str) -> str:
    """Where in this package there is such a name."""
    import pkgutil

    package = import_module("sagemaker_typed")
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if found.ispkg and found.name.rpartition(".")[2] not in {"codegen", "local"}:
            if name in dir(import_module(found.name)):
                return f"it is in {found.name}"
            if namespace in {found.name, package.__name__} and name in _errors(found.name):
                return f"it is in {found.name}.errors"
    return ""


def _near_error(namespace: str, name: str) -> str:
    near = nearest(name, _errors(namespace), _LIKENESS)
    return f"did you mean {either(near)} of {namespace}.errors?" if near else ""


def _errors(namespace: str) -> list[str]:
    if find_spec(f"{namespace}.errors") is None:
        return []
    names: list[str] = import_module(f"{namespace}.errors").__all__
    return names
