"""The hooks of a call, found by class. Only types that are not ours need cattrs: a user's own.

A call is spared the import of cattrs, and all that it looks up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from sagemaker_typed._schema.fields import is_shape_type
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape

from .compiler import Converting, Mode
from .scalars import structure_enum, unstructure_enum
from .structure import structure_hook

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["Hook", "OwnHooks", "wire_hook"]

Hook: TypeAlias = Callable[[Any, Any], Any]


class OwnHooks:
    """What hooks use of a cattrs converter, for conversion in one direction.

    Args:
        make: The function that makes the hook of a shape, which looks for others here.
    """

    def __init__(self, make: Callable[[type[Shape], Converting], Callable[..., Any]]) -> None:
        self._make = make
        self._made: dict[object, Any] = {}

    def of_shape(self, cls: type[Shape]) -> Any:
        """The hook of a shape."""
        hook = self._made.get(cls)
        if hook is None:
            hook = self._made[cls] = self._make(cls, self)
        return hook

    def get_structure_hook(self, cls: Any) -> Any:
        """The hook that makes a ``cls``."""
        return self.of_shape(cls) if is_shape_type(cls) else self._others.get_structure_hook(cls)

    def get_unstructure_hook(self, cls: Any) -> Any:
        """The hook that makes a plain value of a ``cls``."""
        return self.of_shape(cls) if is_shape_type(cls) else self._others.get_unstructure_hook(cls)

    def structure(self, value: Any, cls: Any) -> Any:
        """A ``cls`` from ``value``."""
        return self.get_structure_hook(cls)(value, cls)

    def unstructure(self, value: Any, cls: Any) -> Any:
        """A plain value from ``value``, a ``cls``."""
        return self.get_unstructure_hook(cls)(value)

    @cached_property
    def _others(self) -> Converter:
        from cattrs import Converter

        converter = Converter()
        converter.register_structure_hook_factory(is_shape_type, self.of_shape)
        converter.register_unstructure_hook_factory(is_shape_type, self.of_shape)
        converter.register_structure_hook(OpenEnum, structure_enum)
        converter.register_unstructure_hook(OpenEnum, unstructure_enum)
        return converter


_wire = OwnHooks(lambda cls, hooks: structure_hook(cls, hooks, Mode(wire=True)))
_rest_wire = OwnHooks(lambda cls, hooks: structure_hook(cls, hooks, Mode(wire=True, rest=True)))


def wire_hook(cls: type[Shape], *, rest: bool = False) -> Hook:
    """The function that makes a ``cls`` from JSON as the service sends it.

    It may keep parts of the JSON, and raises ``ConversionError`` where that does not fit.

    Args:
        cls: The class to make.
        rest: Whether the service speaks rest-json.
    """
    hook: Hook = (_rest_wire if rest else _wire).of_shape(cls)
    return hook
