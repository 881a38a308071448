"""Conversion between typed objects and boto3's dicts, based on cattrs.

:func:`to_boto` and :func:`from_boto` use the package's own converter. To add hooks, create a
converter with :func:`make_converter`, or configure your own with :func:`configure_converter`.
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
from ._conversion.registry import Hook, RequestHooks
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

# mypy shows the default in its error for an argument that is not a shape.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)


class BotoConverter(Converter):
    """A cattrs converter with hooks for this package's shapes and enums."""

    blobs_as_base64 = False
    """Whether blobs are base64 strings in dicts; set by :func:`configure_converter`."""

    def to_boto(self, obj: Shape, *, unknown_members: bool | None = None) -> dict[str, Any]:
        """Convert an object to the dict that boto3 takes. Fields that are ``None`` are omitted.

        Args:
            obj: A request, a response or another structure.
            unknown_members: Whether to include members that this release does not know. By default
                they are included, except in a request, where a warning is logged instead. An
                unknown branch of a union is always included.

        Raises:
            ConversionError: the value of a field does not fit the field's type.
            TypeError: ``obj`` is a dict or a class.
        """
        if unknown_members is None:
            unknown_members = not isinstance(obj, Request)
            untyped: object = obj
            if unknown_members and isinstance(untyped, dict | type):
                check_object("to_boto", untyped)
        converter = self if unknown_members else self._variant(unknown_members=False)
        return cast("dict[str, Any]", converter.get_unstructure_hook(type(obj))(obj))

    def from_boto(
        self,
        cls: type[ShapeT],
        value: Mapping[str, Any],
        *,
        unknown_members: bool | None = None,
        open_enums: bool | None = None,
    ) -> ShapeT:
        """Convert a dict that boto3 returns or takes to an instance of ``cls``.

        Args:
            cls: The class of the result.
            value: boto3's dict. It is not changed; lists and maps in it are copied.
            unknown_members: Whether members that this release does not know are kept (``True``) or
                an error (``False``). By default they are kept, except in a request, where an
                unknown name is probably a typo.
            open_enums: Whether a value that its enum does not have becomes an open member
                (``True``), which is sent, or stays a ``str`` (``False``), which is refused before
                sending. By default it becomes an open member, except in a request, where it is
                probably a typo.

        Raises:
            ConversionError: a required member is missing, a member has the wrong type, or a member
                is unknown. In a request, the types of strings, numbers, bools and blobs are checked
                only before sending. A response without a required member is corrected, not refused:
                see ``ResponseMetadata.corrected``.
            TypeError: ``cls`` is not a class.
        """
        try:
            is_request = issubclass(cls, Request)
        except TypeError:
            raise not_a_class("from_boto", cls) from None
        if unknown_members is None:
            unknown_members = not is_request
        is_default = unknown_members and open_enums is None
        converter = self if is_default else self._variant(unknown_members, open_enums)
        return cast("ShapeT", converter.get_structure_hook(cls)(value, cls))

    @cached_property
    def _variants(self) -> dict[tuple[bool, bool | None], Converter]:
        return {}

    def _variant(self, unknown_members: bool, open_enums: bool | None = None) -> Converter:
        """Return a copy of this converter with other options.

        The copy has the hooks that this converter has when the copy is first needed.
        """
        options = unknown_members, open_enums
        if options not in self._variants:
            variant = self.copy()
            configure_converter(
                variant,
                unknown_members=unknown_members,
                blobs_as_base64=self.blobs_as_base64,
                open_enums=open_enums,
            )
            self._variants[options] = variant
        return self._variants[options]


def configure_converter(
    converter: BaseConverter,
    *,
    unknown_members: bool = True,
    blobs_as_base64: bool = False,
    open_enums: bool | None = None,
) -> None:
    """Add hooks for this package's shapes and enums to a cattrs converter.

    Args:
        converter: Your converter. Nothing else in it changes.
        unknown_members: Whether members that this release does not know are preserved. If not, they
            are an error when structuring and omitted when unstructuring.
        blobs_as_base64: Whether blobs are base64 strings in dicts, as in JSON.
        open_enums: As in :meth:`BotoConverter.from_boto`.
    """
    mode = Mode(unknown_members, blobs_as_base64, open_enums=open_enums is not False)
    of_request = mode._replace(checked=False, open_enums=open_enums is True)
    compiled: dict[type[Shape], Hook] = {}
    if isinstance(converter, BotoConverter):
        converter.blobs_as_base64 = blobs_as_base64

    def structure(cls: type[Shape]) -> Hook:
        parent: type = Request  # a narrowed type would be partially unknown
        if issubclass(cls, parent):
            return structure_hook(cls, RequestHooks(converter, compiled, of_request), of_request)
        compiled[cls] = structure_hook(cls, converter, mode)
        return compiled[cls]

    def unstructure(cls: type[Shape]) -> Callable[[Any], Any]:
        return unstructure_hook(cls, converter, mode)

    converter.register_structure_hook_factory(is_shape_type, structure)
    converter.register_unstructure_hook_factory(is_shape_type, unstructure)
    # By class, not by predicate: cattrs would leave the enums unchanged, because they are str.
    converter.register_structure_hook(OpenEnum, structure_enum)
    converter.register_unstructure_hook(OpenEnum, unstructure_enum)


def make_converter(**kwargs: Any) -> BotoConverter:
    """Return a new converter.

    Args:
        kwargs: The arguments of ``cattrs.Converter``.
    """
    converter = BotoConverter(**kwargs)
    configure_converter(converter)
    return converter


_default = make_converter()


def to_boto(obj: Shape, *, unknown_members: bool | None = None) -> dict[str, Any]:
    """Convert an object to the dict that boto3 takes, with the package's own converter.

    See :meth:`BotoConverter.to_boto` for arguments and errors.
    """
    return _default.to_boto(obj, unknown_members=unknown_members)


def from_boto(
    cls: type[ShapeT],
    value: Mapping[str, Any],
    *,
    unknown_members: bool | None = None,
    open_enums: bool | None = None,
) -> ShapeT:
    """Convert boto3's dict to an instance of ``cls``, with the package's own converter.

    See :meth:`BotoConverter.from_boto` for arguments and errors.
    """
    return _default.from_boto(cls, value, unknown_members=unknown_members, open_enums=open_enums)


_from_boto_hooks: dict[object, Hook] = {}


def from_boto_hook(cls: type[Shape]) -> Hook:
    """Return the function that converts boto3's dict to ``cls`` in the package's own converter.

    The function raises :class:`ConversionError` for a dict that does not fit.
    """
    hook = _from_boto_hooks.get(cls)
    if hook is None:
        hook = _from_boto_hooks[cls] = _default.get_structure_hook(cls)
    return hook
