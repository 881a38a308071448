"""The error for a name that a lazy namespace does not have.

``from module import name`` discards the message of an ``AttributeError`` that the module's
``__getattr__`` raises, and no class can inherit from both ``AttributeError`` and ``ImportError``:
their layouts conflict. So this module inspects the calling frame for the bytecode instruction of
``from ... import``. Without that, a misspelt import would have no hint: Python 3.11 gives none,
later versions give none for a module with more than 750 names, and no version names the module
that has the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import FrameType, ModuleType
from typing import Final

from .names import either, nearest
from .newer import newer_class, newer_error, newer_service

__all__ = ["no_name"]

_LIKENESS: Final = 0.75
_NOT_FOR_USERS: Final = ("_", "codegen")
_SHORT: Final = {"sagemaker": "sm"}
"""The names that examples give to packages; such a package is searched first."""


def no_name(
    namespace: str, name: str, names: Iterable[str], asking: FrameType
) -> ImportError | AttributeError:
    """Return the error for a name that a lazy namespace does not have.

    Args:
        namespace: The name of the module.
        name: The missing name.
        names: The names that the module has.
        asking: The frame that accesses the name. If it is executing ``from ... import``, the error
            is an ``ImportError``.
    """
    import sys

    module = sys.modules[namespace]
    text = f"module {namespace!r} has no attribute {name!r}"
    if name.startswith("_") or f"{namespace}.{name}" in sys.modules:
        return AttributeError(text, name=name, obj=module)
    newer = _newer(namespace, name, names)
    near = newer or _near(name, [*names])
    if not _is_from_import(asking):
        errors = _near_errors(module, name)
        error = f"did you mean {either(errors)}?" if errors else ""
        near = newer or (error if errors == [f"errors.{name}"] else near or error)
        return AttributeError(f"{text}; {near}" if near else text, name=name)
    hint = newer or _other_place(namespace, name) or near or _near_error(namespace, name)
    text = f"cannot import name {name!r} from {namespace!r}"
    return ImportError(f"{text}; {hint}" if hint else text, name=namespace, path=module.__file__)


def _is_from_import(asking: FrameType) -> bool:
    """Return whether the frame is executing ``from ... import``."""
    from dis import opmap

    return asking.f_code.co_code[asking.f_lasti] == opmap["IMPORT_FROM"]


def _near(name: str, names: list[str]) -> str:
    # boto3 and its stubs have other names for the same classes.
    base = name.removesuffix("TypeDef")
    for suffix, ours in (("Input", "Request"), ("Output", "Response"), ("", "Request"), ("", "")):
        other = base.removesuffix(suffix) + ours
        if base.endswith(suffix) and other in names:
            return f"did you mean {other}?"
    near = nearest(base, names, _LIKENESS)
    return f"did you mean {either(near)}?" if near else ""


def _newer(namespace: str, name: str, names: Iterable[str]) -> str:
    """Return a hint if the installed botocore has the class, the error or the service."""
    root, *path = namespace.split(".")
    if root != __name__.partition(".")[0]:  # generated elsewhere, from another model
        return ""
    match path:
        case []:
            return "" if _other_place(namespace, name) else newer_service(name, names)
        case [package]:
            is_here = any(name in _exported(module) for module in _errors(namespace))
            return newer_class(package, name) or ("" if is_here else newer_error(package, name))
        case [package, "errors"]:
            return newer_error(package, name)
        case _:
            return ""


def _other_place(namespace: str, name: str) -> str:
    """Return a hint that names the public module with this name, or an empty string."""
    for place in (*_inside(namespace), *_places(namespace)):
        if name in _exported(place):
            root, _, package = place.partition(".")
            if namespace == root and (short := _SHORT.get(package)):
                use = f"{short}.{name}, after 'from {root} import {package} as {short}'"
                return f"it is in {place}: use {use}"
            return f"it is in {place}"
    return ""


def _places(namespace: str) -> Iterator[str]:
    """Yield the public modules to search for a name that ``namespace`` does not have."""
    root = import_module(__name__.partition(".")[0])
    found = [*iter_modules(root.__path__, f"{root.__name__}.")]
    modules = [
        each for each in found if not each.name.rpartition(".")[2].startswith(_NOT_FOR_USERS)
    ]
    packages = [each.name for each in modules if each.ispkg]
    packages.sort(key=lambda package: package.rpartition(".")[2] not in _SHORT)
    errors = [module for package in packages for module in _errors(package)]
    yield from errors if namespace in errors else _errors(namespace)
    yield from packages
    yield from (each.name for each in modules if not each.ispkg)
    if namespace == root.__name__:
        yield from errors


def _inside(namespace: str) -> Iterator[str]:
    """Yield the public packages inside one that was written by hand, such as ``targets``."""
    root = __name__.partition(".")[0]
    path = getattr(import_module(namespace), "__path__", None)
    if namespace == root or path is None or _errors(namespace):
        return
    for each in iter_modules(path, f"{namespace}."):
        is_public = each.ispkg and not each.name.rpartition(".")[2].startswith(_NOT_FOR_USERS)
        try:
            if is_public and _exported(each.name):
                yield each.name
        except ImportError:
            pass  # it needs an extra that is not installed


def _errors(namespace: str) -> list[str]:
    """Return the name of a namespace's ``errors`` module in a list, which is empty without one."""
    name = f"{namespace}.errors"
    is_package = hasattr(import_module(namespace), "__path__")
    return [name] if is_package and find_spec(name) else []


def _exported(module: str) -> list[str]:
    names: list[str] = getattr(import_module(module), "__all__", [])
    return names


def _near_errors(module: ModuleType, name: str) -> list[str]:
    """Return the errors, as attributes of a package, of which one was probably meant."""
    found = _errors(module.__name__) if "errors" in dir(module) else []
    for each in found:
        exported = _exported(each)
        near = [name] if name in exported else nearest(name, exported, _LIKENESS)
        if near:
            return [f"errors.{error}" for error in near]
    return []


def _near_error(namespace: str, name: str) -> str:
    for module in _errors(namespace):
        near = nearest(name, _exported(module), _LIKENESS)
        if near:
            return f"did you mean {either(near)} from {module}?"
    return ""
