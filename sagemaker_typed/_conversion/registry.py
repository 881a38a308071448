"""The compiled functions of our own classes, by class: calls need no cattrs converter.

Only a field with a type of the user's own needs cattrs, which is imported then.
"""

from __future__ import annotations

from collections.abc import Callable
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

__all__ = ["Hook", "Registry", "wire_hook"]

Hook: TypeAlias = Callable[[Any, Any], Any]


class Registry:
    """The functions of one direction and mode, each compiled when it is first asked for.

    It has the methods of a cattrs converter that compiled functions use (``Hooks``).

    Args:
        compiled: Compiles the function of a class, which finds those of other classes in the
            registry that is given to it.
    """

    def __init__(self, compiled: Callable[[type[Shape], Hooks], Callable[..., Any]]) -> None:
        self._compiled = compiled
        self._functions: dict[object, Any] = {}

    def function(self, cls: type[Shape]) -> Any:
        """The function of a class."""
        found = self._functions.get(cls)
        if found is None:
            found = self._functions[cls] = self._compiled(cls, self)
        return found

    def get_structure_hook(self, cls: Any) -> Any:
        """The function that structures a ``cls``."""
        return self.function(cls) if is_shape_type(cls) else self._cattrs.get_structure_hook(cls)

    def get_unstructure_hook(self, cls: Any) -> Any:
        """The function that unstructures a ``cls``."""
        return self.function(cls) if is_shape_type(cls) else self._cattrs.get_unstructure_hook(cls)

    def structure(self, value: Any, cls: Any) -> Any:
        """A ``cls`` from ``value``."""
        return self.get_structure_hook(cls)(value, cls)

    def unstructure(self, value: Any, cls: Any) -> Any:
        """A plain value from ``value``, a ``cls``."""
        return self.get_unstructure_hook(cls)(value)

    @cached_property
    def _cattrs(self) -> Converter:
        """What converts the types that are not ours."""
        from cattrs import Converter

        converter = Converter()
        converter.register_structure_hook_factory(is_shape_type, self.function)
        converter.register_unstructure_hook_factory(is_shape_type, self.function)
        converter.register_structure_hook(OpenEnum, structure_enum)
        converter.register_unstructure_hook(OpenEnum, unstructure_enum)
        return converter


def _of_wire(*, rest: bool) -> Registry:
    mode = Mode(wire=True, rest=rest)
    return Registry(lambda cls, hooks: structure_hook(cls, hooks, mode))


_wire, _rest_wire = _of_wire(rest=False), _of_wire(rest=True)


def wire_hook(cls: type[Shape], *, rest: bool = False) -> Hook:
    """The function that makes a ``cls`` from JSON as the service sends it.

    It may keep parts of the JSON, and raises ``ConversionError`` where that does not fit.

    Args:
        cls: The class to make.
        rest: Whether the service speaks rest-json.
    """
    hook: Hook = (_rest_wire if rest else _wire).function(cls)
    return hook
