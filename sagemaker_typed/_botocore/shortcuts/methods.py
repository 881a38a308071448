"""Methods of one object that take precedence over its class, and detection of replaced methods."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from operator import is_
from pathlib import Path
from types import FunctionType
from typing import Any, Final, cast

from botocore import xform_name


def override(owner: Any, base: type[Any], mixin: type[Any]) -> None:
    """Let the methods of ``mixin`` take precedence for one object; once.

    The object gets a subclass of its class. So its copies, ``isinstance``, and methods that
    somebody replaces in the class or in the object keep their meaning; ``super()`` finds them.

    Args:
        owner: The object. Nothing happens if it is not a ``base``, such as a mock.
        base: The class of botocore.
        mixin: The methods.
    """
    if isinstance(owner, base) and not isinstance(owner, mixin):
        owner.__class__ = _subclass(owner.__class__, mixin)


@cache
def _subclass(cls: Any, mixin: Any) -> type[Any]:
    names = {"__module__": cls.__module__, "__qualname__": cls.__qualname__}
    return type(cls.__name__, (mixin, cls), names)


def own_methods(cls: Any, *names: str) -> dict[str, Any]:
    """Return methods of a class of botocore, to find out later whether somebody replaced one.

    For a method that is absent, or has been replaced already, this is another object.
    """
    return {name: _own(cls.__dict__.get(name)) for name in names}


def are_unchanged(cls: type[Any], methods: Mapping[str, Any], owner: object = None) -> bool:
    """Return whether a class still has these methods, and ``owner`` has none of its own."""
    # By identity: the wrappers of some libraries are equal to the functions that they wrap.
    return all(map(is_, map(cls.__dict__.get, methods), methods.values())) and (
        owner is None or methods.keys().isdisjoint(owner.__dict__)
    )


def is_exactly(owner: Any, cls: type[Any], mixin: type[Any]) -> bool:
    """Return whether the class of an object is ``cls`` with the methods of ``mixin``."""
    own: type[Any] = owner.__class__
    return own.__bases__ == (mixin, cls)


def _own(method: object) -> object:
    is_own = type(method) is FunctionType and _folder_of(method) == _BOTOCORE
    return method if is_own else object()


def _folder_of(function: FunctionType) -> Path:
    return Path(function.__code__.co_filename).parent


# Of a function, not of the module: bytecode may have been compiled elsewhere.
_BOTOCORE: Final = _folder_of(cast("FunctionType", xform_name))
