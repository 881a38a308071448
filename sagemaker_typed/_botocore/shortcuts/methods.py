"""Methods of one object that take precedence over its class, and detection of replaced methods."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, Final, cast

from botocore import xform_name


def override(owner: Any, base: type[Any], mixin: Any) -> None:
    """Let the methods of ``mixin`` take precedence for one object; once.

    The object gets a subclass of its class. So its copies, ``isinstance``, and methods that
    somebody replaces in the class or in the object keep their meaning; ``super()`` finds them.

    Args:
        owner: The object. Nothing happens if it is not a ``base``, such as a mock.
        base: The class of botocore.
        mixin: The methods.
    """
    if isinstance(owner, base) and not isinstance(owner, mixin):
        cls: Any = owner.__class__
        owner.__class__ = _subclass(cls, mixin)


@cache
def _subclass(cls: Any, mixin: Any) -> type[Any]:
    names = {"__module__": cls.__module__, "__qualname__": cls.__qualname__}
    return type(cls.__name__, (mixin, cls), names)


class OwnMethods:
    """Methods of a class of botocore, to find out later whether somebody has replaced one.

    Args:
        cls: The class.
        names: The names of the methods.
    """

    def __init__(self, cls: Any, *names: str) -> None:
        self._now: Mapping[str, Any] = cls.__dict__
        found = {name: self._now.get(name) for name in names}
        self._methods = {
            name: method if _is_of_botocore(method) else object() for name, method in found.items()
        }

    def are_used(self, owner: Any = None) -> bool:
        """Return whether the class still has these methods, and ``owner`` has none of its own."""
        now, own = self._now, _NOTHING if owner is None else owner.__dict__
        # Loops are quick here. By identity, because the wrappers of some libraries are equal to the
        # functions that they wrap.
        for name, method in self._methods.items():
            if now.get(name) is not method or name in own:
                return False
        return True


def is_exactly(owner: Any, cls: type[Any], mixin: type[Any]) -> bool:
    """Return whether the class of an object is ``cls`` with the methods of ``mixin``."""
    own: type[Any] = owner.__class__
    return own.__bases__ == (mixin, cls)


def _is_of_botocore(method: object) -> bool:
    return type(method) is FunctionType and _folder_of(method) == _BOTOCORE


def _folder_of(function: FunctionType) -> Path:
    return Path(function.__code__.co_filename).parent


_NOTHING: Final[Mapping[str, Any]] = {}
# Of a function, not of the module: bytecode may have been compiled elsewhere.
_BOTOCORE: Final = _folder_of(cast("FunctionType", xform_name))
