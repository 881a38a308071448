"""Between typed objects and boto3's dicts, on cattrs.

:func:`to_boto` and :func:`from_boto` use one converter of the package. For a converter with more
in it, make one with :func:`make_converter`, or teach yours with :func:`configure_converter`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, cast

from cattrs import BaseConverter, Converter
from typing_extensions import TypeVar

from ._conversion.arguments import check_object, not_a_class
from ._conversion.compiler import Mode
from ._conversion.misfits import ConversionError, Problem
from ._conversion.registry import Hook
from ._conversion.scalars import structure_enum, unstructure_enum
from ._conversion.structure import structure_hook
from ._conversion.unstructure import unstructure_hook
from ._schema.fields import is_shape_type
from ._schema.paths import Key, Step
from .enums import OpenEnum
from .operation import Request, Shape

__all__ = [
    "BotoConverter",
    "ConversionError",
    "Key",
    "Problem",
    "Step",
    "configure_converter",
    "from_boto",
    "from_boto_hook",
    "make_converter",
    "to_boto",
]

# The default is what mypy names when something else than a shape is given.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)


class BotoConverter(Converter):
    """A cattrs converter that knows our shapes and enums."""

    blobs_as_base64 = False
    """Whether blobs are base64 texts on the dict's side: as :func:`configure_converter` set it."""

    def to_boto(self, obj: Shape, *, unknown_members: bool | None = None) -> dict[str, Any]:
        """The dict that boto3 takes for ``obj``. Members that are ``None`` are absent.

        Args:
            obj: A request, a response or another structure.
            unknown_members: Whether members that this release does not know are included. Where it
                is not given, they are, but not in a request; a warning is logged for one that
                stays behind. An unknown branch of a union is always included.

        Raises:
            ConversionError: a field holds something that its type does not allow.
            TypeError: ``obj`` is a dict or a class.
        """
        if unknown_members is None:
            unknown_members = not isinstance(obj, Request)
            untyped: object = obj
            if unknown_members and isinstance(untyped, dict | type):
                check_object("to_boto", untyped)
        converter = self if unknown_members else self._without_unknown_members
        return cast("dict[str, Any]", converter.get_unstructure_hook(type(obj))(obj))

    def from_boto(
        self, cls: type[ShapeT], value: Mapping[str, Any], *, unknown_members: bool | None = None
    ) -> ShapeT:
        """A ``cls`` from the dict that boto3 returns, or takes, for it.

        Args:
            cls: The class to make.
            value: boto3's dict; it is not changed, and lists and maps in it are copied.
            unknown_members: Whether members that this release does not know are kept, or are an
                error. Where it is not given, they are kept, but an error in a request: there, a
                name that is not known is a misspelt one.

        Raises:
            ConversionError: a required member is absent, or a member is of the wrong kind or not
                known. A response without a required member is corrected instead, see
                ``ResponseMetadata.corrected``.
            TypeError: ``cls`` is no class.
        """
        try:
            is_request = issubclass(cls, Request)
        except TypeError:
            raise not_a_class("from_boto", cls) from None
        if unknown_members is None:
            unknown_members = not is_request
        converter = self if unknown_members else self._without_unknown_members
        return cast("ShapeT", converter.get_structure_hook(cls)(value, cls))

    @cached_property
    def _without_unknown_members(self) -> Converter:
        """A copy with all hooks that are registered on this one when it is first used."""
        twin = self.copy()
        configure_converter(twin, unknown_members=False, blobs_as_base64=self.blobs_as_base64)
        return twin


def configure_converter(
    converter: BaseConverter, *, unknown_members: bool = True, blobs_as_base64: bool = False
) -> None:
    """Teach a cattrs converter our shapes and enums; nothing else of it changes.

    Args:
        converter: A converter of yours.
        unknown_members: Whether members that this release does not know are kept, and given back;
            otherwise they are an error, and left behind.
        blobs_as_base64: Whether blobs are base64 texts on the dict's side, as in JSON.
    """
    mode = Mode(unknown_members=unknown_members, blobs_as_base64=blobs_as_base64)
    if isinstance(converter, BotoConverter):
        converter.blobs_as_base64 = blobs_as_base64

    def structure(cls: type[Shape]) -> Callable[[Any, Any], Any]:
        return structure_hook(cls, converter, mode)

    def unstructure(cls: type[Shape]) -> Callable[[Any], Any]:
        return unstructure_hook(cls, converter, mode)

    converter.register_structure_hook_factory(is_shape_type, structure)
    converter.register_unstructure_hook_factory(is_shape_type, unstructure)
    # By class, not by predicate: cattrs would take the enums, which are texts, as they are.
    converter.register_structure_hook(OpenEnum, structure_enum)
    converter.register_unstructure_hook(OpenEnum, unstructure_enum)


def make_converter(**kwargs: Any) -> BotoConverter:
    """A new converter; ``kwargs`` are those of ``cattrs.Converter``."""
    converter = BotoConverter(**kwargs)
    configure_converter(converter)
    return converter


_default = make_converter()


def to_boto(obj: Shape, *, unknown_members: bool | None = None) -> dict[str, Any]:
    """The dict that boto3 takes for ``obj``, by the package's own converter.

    Arguments and errors are those of :meth:`BotoConverter.to_boto`.
    """
    return _default.to_boto(obj, unknown_members=unknown_members)


def from_boto(
    cls: type[ShapeT], value: Mapping[str, Any], *, unknown_members: bool | None = None
) -> ShapeT:
    """A ``cls`` from boto3's dict, by the package's own converter.

    Arguments and errors are those of :meth:`BotoConverter.from_boto`.
    """
    return _default.from_boto(cls, value, unknown_members=unknown_members)


_from_boto_hooks: dict[object, Hook] = {}


def from_boto_hook(cls: type[Shape]) -> Hook:
    """The function of the package's own converter that makes a ``cls`` from boto3's dict.

    It raises :class:`ConversionError` where that does not fit.
    """
    hook = _from_boto_hooks.get(cls)
    if hook is None:
        hook = _from_boto_hooks[cls] = _default.get_structure_hook(cls)
    return hook
