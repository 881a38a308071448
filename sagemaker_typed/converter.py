"""Between typed objects and boto3's dicts, on cattrs.

:func:`to_boto` and :func:`from_boto` use one converter of the package. For a converter with more
in it, make one with :func:`make_converter`, or teach yours with :func:`configure_converter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from cattrs import BaseConverter, Converter

from ._diagnosis import ConversionError
from ._hooks import structure_enum, structure_hook, unstructure_enum, unstructure_hook
from ._types import is_shape_type
from .enums import OpenEnum
from .operation import Shape

__all__ = [
    "BotoConverter",
    "ConversionError",
    "configure_converter",
    "from_boto",
    "make_converter",
    "to_boto",
]

ShapeT = TypeVar("ShapeT", bound=Shape)


class BotoConverter(Converter):
    """A cattrs converter that knows our shapes and enums."""

    def to_boto(self, obj: Shape) -> dict[str, Any]:
        """The dict that boto3 takes for ``obj``. Members that are ``None`` are absent.

        Raises:
            ConversionError: a field holds something that its type does not allow.
        """
        return cast("dict[str, Any]", self.get_unstructure_hook(type(obj))(obj))

    def from_boto(self, cls: type[ShapeT], value: Mapping[str, Any]) -> ShapeT:
        """A ``cls`` from the dict that boto3 returns, or takes, for it.

        Args:
            cls: The class to make.
            value: boto3's dict; it is not changed, and lists and maps in it are copied.

        Raises:
            ConversionError: a required member is absent, or a member is of the wrong kind.
        """
        return cast("ShapeT", self.get_structure_hook(cls)(value, cls))


def configure_converter(converter: BaseConverter) -> None:
    """Teach a cattrs converter our shapes and enums; nothing else of it changes."""
    converter.register_structure_hook_factory(is_shape_type, structure_hook)
    converter.register_unstructure_hook_factory(is_shape_type, unstructure_hook)
    # By class, not by predicate: cattrs would take the enums, which are texts, as they are.
    converter.register_structure_hook(OpenEnum, structure_enum)
    converter.register_unstructure_hook(OpenEnum, unstructure_enum)


def make_converter(**kwargs: Any) -> BotoConverter:
    """A new converter; ``kwargs`` are those of ``cattrs.Converter``."""
    converter = BotoConverter(**kwargs)
    configure_converter(converter)
    return converter


_default = make_converter()


def to_boto(obj: Shape) -> dict[str, Any]:
    """The dict that boto3 takes for ``obj``. Members that are ``None`` are absent.

    Raises:
        ConversionError: a field holds something that its type does not allow.
    """
    return _default.to_boto(obj)


def from_boto(cls: type[ShapeT], value: Mapping[str, Any]) -> ShapeT:
    """A ``cls`` from the dict that boto3 returns, or takes, for it.

    Args:
        cls: The class to make.
        value: boto3's dict; it is not changed, and lists and maps in it are copied.

    Raises:
        ConversionError: a required member is absent, or a member is of the wrong kind.
    """
    return _default.from_boto(cls, value)
