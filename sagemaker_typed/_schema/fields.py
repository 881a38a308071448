"""Reading the annotations of shapes: what a field holds, without ``Annotated`` and ``None``."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from datetime import datetime
from typing import (
    Annotated,
    Any,
    Final,
    ForwardRef,
    NamedTuple,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

import attrs
from annotated_types import Interval, Len
from typing_extensions import TypeIs

from sagemaker_typed.constraints import Pattern
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape, TaggedUnion

# Named tuples, as these are in the way of every first call: attrs takes six times as long for one.


class Bounds(NamedTuple):
    """What ``Annotated`` says of a value; both ends of a bound are allowed."""

    least: float | None = None
    """The least value of a number."""
    most: float | None = None
    """The greatest value of a number."""
    shortest: int = 0
    """The least length of a text, list or map."""
    longest: int | None = None
    """The greatest length of a text, list or map."""
    pattern: str | None = None
    """What all of a text must match, in the dialect of Java."""


NO_BOUNDS: Final[Bounds] = Bounds()


class Plain(NamedTuple):
    """A value that is the same on both sides: text, number, boolean, bytes."""

    type: type
    bounds: Bounds = NO_BOUNDS


class Timestamp:
    """A ``datetime``."""

    __slots__ = ()


class EnumValue(NamedTuple):
    """A value of an open enum."""

    type: type[OpenEnum]


class Nested(NamedTuple):
    """Another shape."""

    type: type[Shape]


class ListOf(NamedTuple):
    """A list."""

    member: Content
    bounds: Bounds = NO_BOUNDS


class MapOf(NamedTuple):
    """A map; its keys are texts or enum values."""

    key: Content
    value: Content
    bounds: Bounds = NO_BOUNDS


class Document:
    """Any JSON value, which is the same on both sides."""

    __slots__ = ()


class Stream:
    """A response's body, which is read bit by bit."""

    __slots__ = ()


class Events(NamedTuple):
    """A response's events, which are read one by one."""

    type: type[TaggedUnion]


class Other(NamedTuple):
    """A type that is not one of ours, in a user's own subclass: cattrs decides."""

    type: Any


Single: TypeAlias = Plain | Timestamp | EnumValue | Nested | Document | Stream | Events | Other
Content: TypeAlias = Single | ListOf | MapOf

_TIMESTAMP: Final = Timestamp()
_DOCUMENT: Final = Document()
_STREAM: Final = Stream()
_PLAIN = frozenset({str, int, float, bool, bytes})


def is_shape_type(annotation: object) -> TypeIs[type[Shape]]:
    """Whether ``annotation`` is a class that mirrors a structure."""
    return isinstance(annotation, type) and issubclass(annotation, Shape)


def is_enum_type(annotation: object) -> TypeIs[type[OpenEnum]]:
    """Whether ``annotation`` is an open enum with values."""
    return isinstance(annotation, type) and issubclass(annotation, OpenEnum)


def field_contents(cls: type[Shape]) -> dict[str, Content]:
    """What each field with a wire name holds, by field name."""
    types = _wire_types(cls)
    if any(isinstance(annotation, str) for annotation in types.values()):
        types = _wire_types(attrs.resolve_types(cls))
    return {name: content(types[name], cls.__module__) for name in cls.__wire_names__}


def _wire_types(cls: type[Shape]) -> dict[str, Any]:
    names = cls.__wire_names__
    return {field.name: field.type for field in attrs.fields(cls) if field.name in names}


def numbered(value: Any) -> Iterator[tuple[int, Any]]:
    """The items of a list of anything, numbered."""
    yield from enumerate(value)


def entries(value: Any) -> Iterator[tuple[Any, Any]]:
    """The keys and values of a map of anything."""
    yield from value.items()


def required_fields(cls: type[Shape]) -> set[str]:
    """The names of the fields without a default."""
    return {field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING}


def _bounds(markers: tuple[Any, ...]) -> Bounds:
    bounds = NO_BOUNDS
    for marker in markers:
        match marker:
            case Len(shortest, longest):
                bounds = bounds._replace(shortest=shortest, longest=longest)
            case Interval(ge=least, le=most):
                bounds = bounds._replace(least=_number(least), most=_number(most))
            case Pattern(regex):
                bounds = bounds._replace(pattern=regex)
            case _:  # one of the user's own: the service has no such rule
                pass
    return bounds


def _number(bound: Any) -> float | None:
    return bound if isinstance(bound, int | float) else None


def content(annotation: Any, module: str) -> Content:
    """What an annotation says; ``module`` is where a forward reference is looked up."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        annotation = getattr(sys.modules[module], annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        bare = content(annotation.__origin__, module)
        if isinstance(bare, Plain | ListOf | MapOf):
            return bare._replace(bounds=_bounds(annotation.__metadata__))
        return bare
    if origin is Union or origin is types.UnionType:
        present = [part for part in get_args(annotation) if part is not type(None)]
        return content(present[0], module) if len(present) == 1 else _of_stream(annotation)
    if origin is list:
        return ListOf(content(get_args(annotation)[0], module))
    if origin is dict:
        key, value = get_args(annotation)
        return MapOf(content(key, module), content(value, module))
    if annotation in _PLAIN:
        return Plain(annotation)
    if annotation is datetime:
        return _TIMESTAMP
    if is_enum_type(annotation):
        return EnumValue(annotation)
    if is_shape_type(annotation):
        return Nested(annotation)
    return _of_stream(annotation)


def _of_stream(annotation: Any) -> Content:
    """What an annotation of few services says; most have none of these."""
    from sagemaker_typed.documents import Document as AnyJson
    from sagemaker_typed.streaming import Body, ByteStream, EventStream

    if annotation is AnyJson:
        return _DOCUMENT
    if annotation is ByteStream:
        return _STREAM
    if get_origin(annotation) is EventStream:
        return Events(get_args(annotation)[0])
    if set(get_args(annotation)) - {type(None)} == set(get_args(Body)):
        return Plain(bytes)
    return Other(annotation)
