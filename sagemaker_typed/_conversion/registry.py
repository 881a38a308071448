"""The compiled functions of the package's classes, so that calls need no cattrs converter.

Only fields of a user's type need cattrs, which is imported on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from sagemaker_typed._schema.fields import is_shape_type
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape

from .compiler import Hooks, Mode
from .scalars import structure_enum, unstructure_enum
from .structure import structure_hook

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["Hook", "Registry", "RequestHooks", "wire_hook"]

Hook: TypeAlias = Callable[[Any, Any], Any]


class Registry:
    """The functions for one direction and mode, each compiled on first use.

    A registry has the methods of a cattrs converter that compiled functions use (``Hooks``).

    Args:
        compiled: Compiles the function of a class. It is called with the class and this registry,
            in which the function looks up those of other classes.
    """

    def __init__(self, compiled: Callable[[type[Shape], Hooks], Callable[..., Any]]) -> None:
        self._compiled = compiled
        self._functions: dict[object, Any] = {}

    def function(self, cls: type[Shape]) -> Any:
        """Return the function of a class."""
        found = self._functions.get(cls)
        if found is None:
            found = self._functions[cls] = self._compiled(cls, self)
        return found

    def get_structure_hook(self, cls: Any) -> Any:
        """Return the function that structures a ``cls``."""
        return self.function(cls) if is_shape_type(cls) else self._cattrs.get_structure_hook(cls)

    def get_unstructure_hook(self, cls: Any) -> Any:
        """Return the function that unstructures a ``cls``."""
        return self.function(cls) if is_shape_type(cls) else self._cattrs.get_unstructure_hook(cls)

    @cached_property
    def _cattrs(self) -> Converter:
        """The converter for types from outside this package."""
        from cattrs import Converter

        converter = Converter()
        converter.register_structure_hook_factory(is_shape_type, self.function)
        converter.register_unstructure_hook_factory(is_shape_type, self.function)
        converter.register_structure_hook(OpenEnum, structure_enum)
        converter.register_unstructure_hook(OpenEnum, unstructure_enum)
        return converter


class RequestHooks:
    """The functions of the parts of one class of requests, compiled in a mode of their own.

    Args:
        hooks: The functions of all classes. Those that users have registered are also used here.
        compiled: Those of ``hooks`` that this package compiled, which are compiled again.
        mode: The mode of the request.
    """

    def __init__(self, hooks: Hooks, compiled: Mapping[type[Shape], Hook], mode: Mode) -> None:
        self._hooks = hooks
        self._compiled = compiled
        self._mode = mode
        self._functions: dict[type[Shape], Hook] = {}

    def get_structure_hook(self, cls: Any) -> Any:
        """Return the function that structures a ``cls``."""
        if cls in self._functions:
            return self._functions[cls]
        hook = self._hooks.get_structure_hook(cls)
        if not is_shape_type(cls) or hook is not self._compiled.get(cls):
            return hook
        return self._functions.setdefault(cls, structure_hook(cls, self, self._mode))

    def get_unstructure_hook(self, cls: Any) -> Any:
        """Return the function that unstructures a ``cls``."""
        return self._hooks.get_unstructure_hook(cls)


def _of_wire(*, rest: bool) -> Registry:
    mode = Mode(wire=True, rest=rest)
    return Registry(lambda cls, hooks: structure_hook(cls, hooks, mode))


_wire, _rest_wire = _of_wire(rest=False), _of_wire(rest=True)


def wire_hook(cls: type[Shape], *, rest: bool = False) -> Hook:
    """Return the function that converts the service's JSON to a ``cls``.

    The result may share parts of the JSON. The function raises ``ConversionError`` for JSON that
    does not fit.

    Args:
        cls: The class.
        rest: Whether the protocol of the service is rest-json.
    """
    hook: Hook = (_rest_wire if rest else _wire).function(cls)
    return hook
