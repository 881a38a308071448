"""Replacement of the methods of one object, and detection of methods that somebody has replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from botocore import xform_name


def replace_method(owner: Any, name: str, make: Callable[[Any], Any]) -> None:
    """Replace a method of one object.

    Nothing is replaced if the class of ``owner`` does not have the method, or if ``owner`` has its
    own: it is somebody else's, or already this one.

    Args:
        owner: The object; ``None`` if the installed botocore does not have it.
        name: The name of the method.
        make: A function that returns the new method for ``owner``.
    """
    cls: Any = owner.__class__
    if hasattr(cls, name) and name not in getattr(owner, "__dict__", {name}):
        setattr(owner, name, make(owner))


def own_methods(cls: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return methods of a class of botocore, to find out later whether somebody replaced one.

    For a method that is absent, or has been replaced already, this is another object.
    """
    found = {name: cls.__dict__.get(name) for name in names}
    return {
        name: method if _folder_of(method) == _BOTOCORE else object()
        for name, method in found.items()
    }


def are_unchanged(cls: type[Any], methods: Mapping[str, Any]) -> bool:
    """Return whether the class still has these methods."""
    # Views of items are compared in C.
    return methods.items() <= cls.__dict__.items()


def _folder_of(function: Any) -> Path | None:
    code = getattr(function, "__code__", None)
    return None if code is None else Path(code.co_filename).parent


# Of a function, not of the module: bytecode may have been compiled elsewhere.
_BOTOCORE: Final = _folder_of(xform_name)
