"""The walk through a value along its schema: from a place to the places directly inside it."""

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

__all__ = ["DELETED", "Place", "contents_of", "inside", "required_of"]

DELETED: Final = object()
"""The value of a field that was deleted."""
# Cached, because a walk visits the same few classes many times. The casts are needed because type
# checkers do not accept a class as a hashable argument.
contents_of: Final = cast(
    "Callable[[type[Shape]], Mapping[str, Content]]", lru_cache(maxsize=128)(field_contents)
)
"""Returns the content of each field, as ``field_contents``, which it calls once."""
required_of: Final = cast(
    "Callable[[type[Shape]], set[str]]", lru_cache(maxsize=128)(required_fields)
)
"""Returns the names of the fields without a default, as ``required_fields``."""


class Place(NamedTuple):
    """A value with its schema and its path."""

    content: Content
    value: Any
    """The value, or ``None`` if it is absent."""
    path: Path = ROOT
    key: Any = None
    """The name, index or map key of the value in its parent."""
    required_by: type[Shape] | None = None
    """The class that requires the value, if any."""
    is_hidden: bool = False
    """Whether the value is inside a sensitive field."""


def inside(place: Place, *, is_dict: bool = False, wire_path: bool = False) -> Iterator[Place]:
    """Yield the places directly inside a place: members, items or entries, in order.

    There are none in a value whose type does not fit its content. An absent member is included only
    if it is required.

    Args:
        place: The place, such as ``Place(kinds.Structure(cls), value)``.
        is_dict: Whether structures are dicts with wire names instead of objects.
        wire_path: Whether paths use wire names instead of field names.
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
            parts = _entries if is_map(place.value) else _items
            return parts(content, place)
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
    required = required_of(cls)
    for name, content in contents_of(cls).items():
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
