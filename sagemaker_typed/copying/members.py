"""Which member of one class corresponds to a member of another: by name, by rule, by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias, cast

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Response, Shape
from sagemaker_typed.sensitive import is_sensitive

from .moved import EVERY, moved

__all__ = ["Found", "Names", "content_of", "is_same_kind", "look_up", "members", "targets"]

Names: TypeAlias = tuple[str, ...]
"""The field names on the way to a member: one, or more for a member of a structure inside."""

_DESIRED: Final = "desired_"
_MARKS: Final = ("_for_update", "_to_update", "_update")
"""Parts of names of update requests, such as ``domain_settings_for_update``."""
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
    ``desired_``, because descriptions that have a current and a desired value name it so; by its
    name without a mark such as ``_for_update``, which some members of update requests have; and
    inside the only member of a response, if this is a structure.
    """
    rows: dict[str, Names] = {}
    for base in reversed(target.__mro__):
        for other in reversed(source.__mro__):
            rows.update(_moved().get((base.__name__, other.__name__), {}))
    rows = {name: place for name, place in rows.items() if content_of(source, place) is not None}
    found: dict[str, Names] = {}
    for name in target.__wire_names__:
        for place in (rows.get(name), (name,), (_DESIRED + name,), _without_mark(name, target)):
            if place and place[0] in source.__wire_names__:
                found[name] = place
                break
    outer = rows.get(EVERY, tuple(source.__wire_names__))
    content = (
        content_of(source, outer) if len(outer) == 1 and issubclass(source, Response) else None
    )
    if isinstance(content, kinds.Structure):
        inner = members(target, content.type)
        found |= {name: (*outer, *place) for name, place in inner.items() if name not in found}
    return found


def _without_mark(name: str, target: type[Shape]) -> Names:
    """Return the name without its mark; nothing if it has none, or is beside the plain name."""
    for mark in _MARKS:
        plain = name.replace(mark, "")
        if plain != name and plain not in target.__wire_names__:
            return (plain,)
    return ()


def content_of(cls: type[Shape], place: Names) -> Content | None:
    """Return the content at a place in a class; ``None`` if the class has no such place."""
    content: Content = kinds.Structure(cls)
    for name in place:
        if not isinstance(content, kinds.Structure) or name not in content.type.__wire_names__:
            return None
        content = contents_of(content.type)[name]
    return content


# The cast is needed because type checkers do not accept a class as a hashable argument.
members: Final = cast("Callable[[type[Shape], type[Shape]], Mapping[str, Names]]", cache(_members))


def targets(target: type[Shape], source: type[Shape]) -> Mapping[str, str]:
    """Return the member of ``target`` that each member of ``source`` becomes, if there is one."""
    places = members(target, source).items()
    return {place[0]: name for name, place in places if len(place) == 1}


def look_up(value: Shape, names: Names) -> Found:
    """Return the member of an object at a place that :func:`members` returns."""
    content: Content = kinds.Structure(type(value))
    inner: Any = value
    is_hidden = False
    for name in names:
        if isinstance(content, kinds.Structure):
            cls = type(inner) if isinstance(inner, content.type) else content.type
            content, is_hidden = contents_of(cls)[name], is_hidden or is_sensitive(cls, name)
        inner = getattr(inner, name, None)  # None if it was deleted
    return Found(content, inner, is_hidden)


def is_same_kind(content: Content, other: Content) -> bool:
    """Return whether values of one content can be values of another."""
    text = kinds.Text | kinds.Enum
    if isinstance(content, text):
        return isinstance(other, text)
    return type(content) is type(other)
