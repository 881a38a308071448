"""Which member of one class corresponds to a member of another: by name, by rule, by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias, cast

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import DELETED, contents_of
from sagemaker_typed.operation import Response, Shape
from sagemaker_typed.sensitive import is_sensitive

from .moved import moved

__all__ = ["Found", "Names", "is_same_kind", "look_up", "members"]

Names: TypeAlias = tuple[str, ...]
"""The field names on the way to a member: one, or more for a member of a structure inside."""

_DESIRED: Final = "desired_"
_moved = cache(moved)


class Found(NamedTuple):
    """A member of an object."""

    content: Content
    value: Any
    """The value, or ``None`` if it is absent."""
    is_hidden: bool
    """Whether it is sensitive."""


def _members(target: type[Shape], source: type[Shape]) -> Mapping[str, Names]:
    """Return the place in ``source`` of each member of ``target`` that ``source`` has.

    A member is found, in this order, by a row in ``moved``; by its name; by its name after
    ``desired_``, because descriptions that have a current and a desired value name it so; and, if
    the only member of a response is a structure, in this structure.
    """
    rows: dict[str, Names] = {}
    for base in reversed(target.__mro__):
        for other in reversed(source.__mro__):
            rows.update(_moved().get((base.__name__, other.__name__), {}))
    found: dict[str, Names] = {}
    for name in target.__wire_names__:
        if name in rows and _has(source, rows[name]):
            found[name] = rows[name]
        elif name in source.__wire_names__:
            found[name] = (name,)
        elif _DESIRED + name in source.__wire_names__:
            found[name] = (_DESIRED + name,)
    contents = contents_of(source)
    if issubclass(source, Response) and len(contents) == 1:
        ((only, content),) = contents.items()
        if isinstance(content, kinds.Structure):
            inner = members(target, content.type)
            found |= {name: (only, *names) for name, names in inner.items() if name not in found}
    return found


def _has(cls: type[Shape], names: Names) -> bool:
    """Return whether a class has a member at this place."""
    content: Content = kinds.Structure(cls)
    for name in names:
        if not isinstance(content, kinds.Structure) or name not in content.type.__wire_names__:
            return False
        content = contents_of(content.type)[name]
    return True


# The cast is needed because type checkers do not accept a class as a hashable argument.
members: Final = cast("Callable[[type[Shape], type[Shape]], Mapping[str, Names]]", cache(_members))


def look_up(value: Shape, names: Names) -> Found:
    """Return the member of an object at a place that :func:`members` returns."""
    cls, inner, hidden = type(value), cast("Any", value), False
    content: Content = kinds.Structure(cls)
    for name in names:
        cls = content.type if isinstance(content, kinds.Structure) else cls
        cls = type(inner) if isinstance(inner, Shape) else cls
        content, hidden = contents_of(cls)[name], hidden or is_sensitive(cls, name)
        inner = getattr(inner, name, DELETED)
        inner = None if inner is DELETED else inner
    return Found(content, inner, hidden)


def is_same_kind(content: Content, other: Content) -> bool:
    """Return whether values of one content can be values of another."""
    text = kinds.Text | kinds.Enum
    if isinstance(content, text):
        return isinstance(other, text)
    return type(content) is type(other)
