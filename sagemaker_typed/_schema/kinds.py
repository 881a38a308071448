"""The kinds of content that a field can have.

Conversion, validation and diagnosis all use this one description. Code that handles every kind is a
``match`` over :data:`Content` that ends in ``assert_never``. To add a kind, add a class here and to
``Content``: type checkers then report every ``match`` that does not handle it. Let
``fields.content`` recognize its annotation.

The kinds are plain classes because they are defined during the first call of a process: defining
named tuples takes 8 times as long, attrs classes 40 times. They are not compared with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from .bounds import NO_BOUNDS, Bounds

if TYPE_CHECKING:
    import builtins

    from sagemaker_typed.enums import OpenEnum
    from sagemaker_typed.operation import Shape, TaggedUnion


class Kind:
    """Base of the kinds."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, vars(self).values()))})"


class Text(Kind):
    """A ``str``."""

    type: ClassVar[builtins.type[str]] = str

    def __init__(self, bounds: Bounds = NO_BOUNDS) -> None:
        self.bounds = bounds


class Number(Kind):
    """An ``int`` or a ``float``, depending on ``type``."""

    def __init__(self, type: type[int | float], bounds: Bounds = NO_BOUNDS) -> None:
        self.type = type
        self.bounds = bounds


class Boolean(Kind):
    """A ``bool``."""

    type: ClassVar[builtins.type[bool]] = bool


class Blob(Kind):
    """``bytes``."""

    type: ClassVar[builtins.type[bytes]] = bytes

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
    """A map. Its keys are ``Text`` or ``Enum``."""

    def __init__(self, key: Content, value: Content, bounds: Bounds = NO_BOUNDS) -> None:
        self.key = key
        self.value = value
        self.bounds = bounds


class Document(Kind):
    """Any JSON value."""


class Stream(Kind):
    """A streamed response body."""


class Events(Kind):
    """A stream of events in a response. ``type`` is the class of the events."""

    def __init__(self, type: type[TaggedUnion]) -> None:
        self.type = type


class Other(Kind):
    """A type from outside this package, in a user's subclass. Converted by cattrs."""

    def __init__(self, type: Any) -> None:
        self.type = type


Plain: TypeAlias = Text | Number | Boolean | Blob
"""The kinds whose values are plain builtins."""
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
