"""The markers ``Len`` and ``Interval`` of annotated-types, without its import.

The generated modules create hundreds of markers, and importing annotated-types takes longer than
all of these modules' own code. The markers here are equal to those of annotated-types, are
instances of its classes, and import it when somebody asks for its class or its parts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

__all__ = ["Ends", "Interval", "Len", "length_in", "range_in"]

_set = object.__setattr__


class _Marker:
    __slots__ = ()
    _names: ClassVar[tuple[str, ...]] = ()
    """The names of the bounds, in the order of annotated-types."""
    __is_annotated_types_grouped_metadata__: ClassVar = True
    """The mark of annotated-types for a marker that consists of others."""

    # Hidden from type checkers, which would consider every marker an object of any class.
    if not TYPE_CHECKING:

        @property
        def __class__(self) -> type:
            return type(self._original())

        def __getattr__(self, name: str) -> Any:
            if name in self._names:  # of an object without its bounds
                raise AttributeError(name)
            return getattr(self._original(), name)

    def _original(self) -> Any:
        """Return the marker of annotated-types."""
        import annotated_types

        return getattr(annotated_types, type(self).__name__)(**self._bounds())

    def _bounds(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._names}

    def __iter__(self) -> Iterator[Any]:
        """Yield the parts of the marker, such as ``annotated_types.MinLen``."""
        return iter(self._original())

    def __eq__(self, other: object) -> bool:
        if type(other) is type(self):
            return self._bounds() == other._bounds()
        return bool(self._original() == other)

    def __hash__(self) -> int:
        return hash((*self._bounds().values(),))  # as a dataclass does

    def __repr__(self) -> str:
        bounds = (f"{name}={value!r}" for name, value in self._bounds().items())
        return f"{type(self).__name__}({', '.join(bounds)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (*self._bounds().values(),)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")


class Len(_Marker):
    """``annotated_types.Len``: the length of a str, bytes, list or map; both ends are included."""

    __slots__ = ("max_length", "min_length")
    _names = ("min_length", "max_length")
    min_length: int
    max_length: int | None

    def __init__(self, min_length: int = 0, max_length: int | None = None) -> None:
        _set(self, "min_length", min_length)
        _set(self, "max_length", max_length)


class Interval(_Marker):
    """``annotated_types.Interval``: the range of a number; both ends are included."""

    __slots__ = ("ge", "gt", "le", "lt")
    _names = ("gt", "ge", "lt", "le")
    gt: float | None
    ge: float | None
    lt: float | None
    le: float | None

    def __init__(
        self,
        gt: float | None = None,
        ge: float | None = None,
        lt: float | None = None,
        le: float | None = None,
    ) -> None:
        _set(self, "gt", gt)
        _set(self, "ge", ge)
        _set(self, "lt", lt)
        _set(self, "le", le)


class Ends(NamedTuple):
    """The ends of a range, which includes them."""

    minimum: Any
    maximum: Any


def length_in(marker: object) -> Ends | None:
    """Return the lengths that a marker allows; ``None`` if it is not about a length."""
    given: Any = marker
    return Ends(given.min_length, given.max_length) if _is_a(marker, Len) else None


def range_in(marker: object) -> Ends | None:
    """Return the numbers that a marker allows; ``None`` if it is not about a number."""
    given: Any = marker
    return Ends(given.ge, given.le) if _is_a(marker, Interval) else None


def _is_a(marker: object, cls: type[_Marker]) -> bool:
    """Return whether a marker is of a class here, or of the class of annotated-types."""
    if type(marker) is cls:
        return True
    # If somebody has a marker of annotated-types, it has been imported.
    theirs: Any = sys.modules.get("annotated_types")
    return theirs is not None and isinstance(marker, getattr(theirs, cls.__name__))
