"""The content of a shape's fields, read from its annotations."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, ForwardRef, Union, get_args, get_origin

import attrs
from typing_extensions import TypeIs

from sagemaker_typed._timestamps import real_datetime
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape

from . import kinds
from .bounds import NO_BOUNDS, Bounds, bounds_of
from .kinds import Content

_TIMESTAMP: Final = kinds.Timestamp()
_BOOLEAN: Final = kinds.Boolean()
_DOCUMENT: Final = kinds.Document()
_STREAM: Final = kinds.Stream()


def is_shape_type(annotation: object) -> TypeIs[type[Shape]]:
    """Return whether ``annotation`` is a class that mirrors a structure."""
    return isinstance(annotation, type) and issubclass(annotation, Shape)


def is_enum_type(annotation: object) -> TypeIs[type[OpenEnum]]:
    """Return whether ``annotation`` is an open enum."""
    return isinstance(annotation, type) and issubclass(annotation, OpenEnum)


def is_datetime_type(annotation: object) -> bool:
    """Return whether ``annotation`` is ``datetime``, or freezegun's class that replaces it.

    freezegun's class is a subclass and claims to be a base class. A user's subclass is only the
    first, and needs a hook.
    """
    real = real_datetime()
    return (
        isinstance(annotation, type)
        and issubclass(annotation, real)
        and issubclass(real, annotation)
    )


def field_contents(cls: type[Shape]) -> dict[str, Content]:
    """Return the content of each field that has a wire name, by field name."""
    types = _wire_types(cls)
    if any(isinstance(annotation, str) for annotation in types.values()):
        types = _wire_types(attrs.resolve_types(cls))
    return {name: content(types[name], cls.__module__) for name in cls.__wire_names__}


def _wire_types(cls: type[Shape]) -> dict[str, Any]:
    names = cls.__wire_names__
    return {field.name: field.type for field in attrs.fields(cls) if field.name in names}


def is_list(value: object) -> TypeIs[list[Any] | tuple[Any, ...]]:
    """Return whether a value is a list or tuple."""
    return isinstance(value, list | tuple)


def is_map(value: object) -> TypeIs[Mapping[Any, Any]]:
    """Return whether a value is a mapping."""
    return isinstance(value, Mapping)


def numbered(value: Any) -> Iterator[tuple[int, Any]]:
    """Yield the index and value of each item of a list."""
    yield from enumerate(value)


def entries(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the keys and values of a mapping."""
    yield from value.items()


def required_fields(cls: type[Shape]) -> set[str]:
    """Return the names of the fields without a default."""
    return {field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING}


def content(annotation: Any, module: str, bounds: Bounds = NO_BOUNDS) -> Content:
    """Return the content that an annotation describes.

    Args:
        annotation: The annotation of a field, or a part of it.
        module: The name of the module in which forward references are looked up.
        bounds: The bounds from an enclosing ``Annotated``.
    """
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        annotation = getattr(sys.modules[module], annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        return content(annotation.__origin__, module, bounds_of(annotation.__metadata__))
    if origin is Union or origin is types.UnionType:
        present = [part for part in get_args(annotation) if part is not type(None)]
        return (
            content(present[0], module, bounds) if len(present) == 1 else _rare(annotation, bounds)
        )
    if origin is list:
        return kinds.List(content(get_args(annotation)[0], module), bounds)
    if origin is dict:
        key, value = get_args(annotation)
        return kinds.Map(content(key, module), content(value, module), bounds)
    if annotation is str:
        return kinds.Text(bounds)
    if annotation is int or annotation is float:
        return kinds.Number(annotation, bounds)
    if annotation is bool:
        return _BOOLEAN
    if annotation is bytes:
        return kinds.Blob(bounds)
    if is_datetime_type(annotation):
        return _TIMESTAMP
    if is_enum_type(annotation):
        return kinds.Enum(annotation)
    if is_shape_type(annotation):
        return kinds.Structure(annotation)
    return _rare(annotation, bounds)


def _rare(annotation: Any, bounds: Bounds) -> Content:
    """Return the content of an annotation that few services have.

    Its imports are deferred, because most services do not need them.
    """
    from sagemaker_typed.documents import Document as AnyJson
    from sagemaker_typed.streaming import Body, ByteStream, EventStream

    if annotation is AnyJson:
        return _DOCUMENT
    if annotation is ByteStream:
        return _STREAM
    if get_origin(annotation) is EventStream:
        return kinds.Events(get_args(annotation)[0])
    if set(get_args(annotation)) - {type(None)} == set(get_args(Body)):
        return kinds.Blob(bounds)
    return kinds.Other(annotation)
