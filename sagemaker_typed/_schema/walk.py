"""The one walk through a value along its schema: from a place to the places directly within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, assert_never, cast

from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive

from . import kinds
from .fields import field_contents, is_list, is_map, required_fields
from .kinds import Content
from .paths import HIDDEN, ROOT, Key, Path

__all__ = ["DELETED", "Place", "inside"]

DELETED: Final = object()
"""The value of a field that was deleted."""
# A walk meets the same few classes again and again.
# The casts are for a class, which a type checker does not take for a key of a cache.
_contents: Final = cast(
    "Callable[[type[Shape]], Mapping[str, Content]]", lru_cache(maxsize=128)(field_contents)
)
_required: Final = cast(
    "Callable[[type[Shape]], set[str]]", lru_cache(maxsize=128)(required_fields)
)


class Place(NamedTuple):
    """A value, what the schema says of it, and where it is."""

    content: Content
    value: Any
    """The value; ``None`` where it is absent."""
    path: Path = ROOT
    key: Any = None
    """What the value is found by in the value around it: a name, a number, the key of a map."""
    required_by: type[Shape] | None = None
    """The class that requires the value."""
    is_hidden: bool = False
    """Whether the value is within a sensitive field."""


def inside(place: Place, *, is_dict: bool = False, wire_path: bool = False) -> Iterator[Place]:
    """The places directly within a place: members, items, entries, in their order.

    There are none where the value is of another kind than its content. A member that is absent has
    a place only if it is required.

    Args:
        place: The place, such as ``Place(kinds.Structure(cls), value)``.
        is_dict: Whether structures are dicts with the service's names, and not objects.
        wire_path: Whether paths have the service's names, and not those of the fields.
    """
    content = place.content
    match content:
        case kinds.Structure():
            return _members(content.type, place, is_dict, wire_path)
        case kinds.List():
            return _items(content.member, place)
        case kinds.Map():
            return _entries(content.value, place)
        case kinds.Document():
            directly = _entries if is_map(place.value) else _items
            return directly(content, place)
        case (
            kinds.Text()
            | kinds.Number()
            | kinds.Boolean()
            | kinds.Blob()
            | kinds.Timestamp()
            | kinds.Enum()
            | kinds.Stream()
            | kinds.Events()
            | kinds.Other()
        ):
            return iter(())
        case _:
            assert_never(content)


def _members(cls: type[Shape], place: Place, is_dict: bool, wire_path: bool) -> Iterator[Place]:
    value = place.value
    if not (is_map(value) if is_dict else isinstance(value, cls)):
        return
    required = _required(cls)
    for name, content in _contents(cls).items():
        wire = cls.__wire_names__[name]
        member = value.get(wire) if is_dict else getattr(value, name, DELETED)
        if member is not None or name in required:
            yield Place(
                content,
                member,
                place.path / (wire if wire_path else name),
                wire if is_dict else name,
                cls if name in required else None,
                place.is_hidden or is_sensitive(cls, name),
            )


def _items(content: Content, place: Place) -> Iterator[Place]:
    if is_list(place.value):
        for number, item in enumerate(place.value):
            yield Place(content, item, place.path / number, number, None, place.is_hidden)


def _entries(content: Content, place: Place) -> Iterator[Place]:
    if is_map(place.value):
        for key, item in place.value.items():
            step = HIDDEN if place.is_hidden else Key(str(key))
            yield Place(content, item, place.path / step, key, None, place.is_hidden)
