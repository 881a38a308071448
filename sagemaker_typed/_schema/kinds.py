"""The kinds of content that a field can have: the one description that everything visits.

Whatever must know every kind, such as a compiler of conversion functions or a validator, is
a ``match`` over :data:`Content` that ends in ``assert_never``. A new kind is one class here, which
also goes into ``Content``; then type checkers name every ``match`` that lacks it.
``fields.content`` recognizes its annotation.

Plain classes, as the first call of a process defines them: named tuples take eight times as long,
attrs classes forty times. They are not compared with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from .bounds import NO_BOUNDS, Bounds

if TYPE_CHECKING:
    from sagemaker_typed.enums import OpenEnum
    from sagemaker_typed.operation import Shape, TaggedUnion


class Kind:
    """Base of the kinds."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, vars(self).values()))})"


class Text(Kind):
    """A ``str``."""

    type: ClassVar = str

    def __init__(self, bounds: Bounds = NO_BOUNDS) -> None:
        self.bounds = bounds


class Number(Kind):
    """An ``int`` or a ``float``, as ``type`` says."""

    def __init__(self, type: type[int | float], bounds: Bounds = NO_BOUNDS) -> None:
        self.type = type
        self.bounds = bounds


class Boolean(Kind):
    """A ``bool``."""

    type: ClassVar = bool


class Blob(Kind):
    """``bytes``."""

    type: ClassVar = bytes

    def __init__(self, bounds: Bounds = NO_BOUNDS) -> None:
        self.bounds = bounds


class Timestamp(Kind):
    """A ``datetime``."""


class Enum(Kind):
    """A value of an open enum."""

    def __init__(self, type: type[OpenEnum]) -> None:
        self.type = type


class Structure(Kind):
    """Another shape."""

    def __init__(self, type: type[Shape]) -> None:
        self.type = type


class List(Kind):
    """A list."""

    def __init__(self, member: Content, bounds: Bounds = NO_BOUNDS) -> None:
        self.member = member
        self.bounds = bounds


class Map(Kind):
    """A map; its keys are of the kind ``Text`` or ``Enum``."""

    def __init__(self, key: Content, value: Content, bounds: Bounds = NO_BOUNDS) -> None:
        self.key = key
        self.value = value
        self.bounds = bounds


class Document(Kind):
    """Any JSON value."""


class Stream(Kind):
    """The body of a response, read in pieces."""


class Events(Kind):
    """The events of a response, read one by one; ``type`` is their class."""

    def __init__(self, type: type[TaggedUnion]) -> None:
        self.type = type


class Other(Kind):
    """A type that is not one of ours, in a user's own subclass: cattrs decides."""

    def __init__(self, type: Any) -> None:
        self.type = type


Plain: TypeAlias = Text | Number | Boolean | Blob
"""The kinds whose values are builtins with no structure."""
Content: TypeAlias = (
    Text
    | Number
    | Boolean
    | Blob
    | Timestamp
    | Enum
    | Structure
    | List
    | Map
    | Document
    | Stream
    | Events
    | Other
)
"""Every kind."""
