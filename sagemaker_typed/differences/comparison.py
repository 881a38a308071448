"""The walk through two objects in parallel, along their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, assert_never

from typing_extensions import TypeIs

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed._schema.walk import DELETED
from sagemaker_typed.copying.members import Names, is_same_kind, look_up, members
from sagemaker_typed.operation import Shape

from .equality import is_equal
from .item_keys import UNORDERED, item_key
from .kept import HIDDEN_VALUE, kept
from .matching import Match, by_key, by_position
from .results import Difference

__all__ = ["Comparison", "Side"]


class Side(NamedTuple):
    """A value of one of the two objects."""

    content: Content
    value: Any
    """The value; ``DELETED`` if it is absent."""


class Comparison:
    """A comparison of two objects.

    Args:
        is_old_leading: Whether the members of the old object decide what is compared, and name the
            paths. Otherwise the new one's do. Objects of one class have the same members.
        by_position: Whether all lists are compared by position.
    """

    def __init__(self, *, is_old_leading: bool, by_position: bool) -> None:
        self._is_old_leading = is_old_leading
        self._by_position = by_position
        self.not_compared: list[str] = []
        """The paths of values that could not be compared."""

    def differences(self, old: Side, new: Side, path: Path = ROOT) -> Iterator[Difference]:
        """Yield the differences between two values."""
        if old.value is DELETED or new.value is DELETED:
            yield from self._one_sided(old, new, path)
            return
        content, before, after = old.content, old.value, new.value
        if not is_same_kind(content, new.content):
            self.not_compared.append(str(path))
            return
        match content:
            case kinds.Structure():
                if _is_of(before, content) and _is_of(after, new.content):
                    yield from self._members(before, after, path)
                    return
            case kinds.List():
                if is_list(before) and is_list(after):
                    yield from self._items(old, new, path)
                    return
            case kinds.Map():
                if is_map(before) and is_map(after):
                    yield from self._entries(old, new, path)
                    return
            case kinds.Document():
                if is_map(before) and is_map(after):
                    yield from self._entries(old, new, path)
                    return
                if is_list(before) and is_list(after):
                    matches = by_position(before, after)
                    yield from self._matched(content, content, matches, path)
                    return
            case kinds.Stream() | kinds.Events():
                self.not_compared.append(str(path))
                return
            case (
                kinds.Text()
                | kinds.Number()
                | kinds.Boolean()
                | kinds.Blob()
                | kinds.Timestamp()
                | kinds.Enum()
                | kinds.Other()
            ):
                pass
            case _:
                assert_never(content)
        if not is_equal(content, before, after):
            yield Difference(path, "changed", kept(content, before), kept(new.content, after))

    def _one_sided(self, old: Side, new: Side, path: Path) -> Iterator[Difference]:
        """Yield the difference for a value that one of the objects does not have."""
        if old.value is new.value:
            return
        if isinstance(old.content, kinds.Stream | kinds.Events):
            self.not_compared.append(str(path))
        elif old.value is not DELETED:
            yield Difference(path, "removed", old=kept(old.content, old.value))
        else:
            yield Difference(path, "added", new=kept(new.content, new.value))

    def _members(self, old: Shape, new: Shape, path: Path) -> Iterator[Difference]:
        lead, other = (old, new) if self._is_old_leading else (new, old)
        places = members(type(lead), type(other))
        for name in type(lead).__wire_names__:
            own = look_up(lead, (name,))
            if name not in places:
                if own.value is not None:
                    self.not_compared.append(str(path / name))
                continue
            far = look_up(other, places[name])
            sides = Side(own.content, _present(own.value)), Side(far.content, _present(far.value))
            before, after = sides if self._is_old_leading else sides[::-1]
            found = self.differences(before, after, path / name)
            yield from (
                _hidden(found, path / name, before, after)
                if (own.is_hidden or far.is_hidden)
                else found
            )
        if isinstance(old, type(new)) or isinstance(new, type(old)):
            yield from self._unknown_members(old, new, path)
        else:
            self.not_compared += (str(path / wire) for wire in lead.unknown_members or ())

    def _unknown_members(self, old: Shape, new: Shape, path: Path) -> Iterator[Difference]:
        """Yield the differences of members that this release does not know.

        Their values are hidden: they may be sensitive.
        """
        before, after = old.unknown_members or {}, new.unknown_members or {}
        content = kinds.Document()
        for name in dict.fromkeys([*before, *after]):
            sides = (
                Side(content, before.get(name, DELETED)),
                Side(content, after.get(name, DELETED)),
            )
            yield from _hidden(self.differences(*sides, path / name), path / name, *sides)

    def _entries(self, old: Side, new: Side, path: Path) -> Iterator[Difference]:
        before, after = old.value, new.value
        matches = (
            (Key(str(key)), before.get(key, DELETED), after.get(key, DELETED))
            for key in dict.fromkeys([*before, *after])
        )
        return self._matched(old.content, new.content, matches, path)

    def _items(self, old: Side, new: Side, path: Path) -> Iterator[Difference]:
        matches: Iterable[Match] | None = None
        if not self._by_position:
            matches = self._by_key(old, new, path)
        if matches is None:
            matches = by_position(old.value, new.value)
        return self._matched(old.content, new.content, matches, path)

    def _matched(
        self, old: Content, new: Content, matches: Iterable[Match], path: Path
    ) -> Iterator[Difference]:
        before, after = _part(old), _part(new)
        for step, one, other in matches:
            yield from self.differences(Side(before, one), Side(after, other), path / step)

    def _by_key(self, old: Side, new: Side, path: Path) -> list[Match] | None:
        """Return the items with the same key; ``None`` if they must be compared by position."""
        contents = _part(old.content), _part(new.content)
        lead, other = contents if self._is_old_leading else contents[::-1]
        if not (isinstance(lead, kinds.Structure) and isinstance(other, kinds.Structure)):
            is_set = isinstance(lead, kinds.Text | kinds.Enum) and path[-1] in UNORDERED
            items = old.value, new.value
            return by_key(*items, *items, is_ordered=False) if is_set else None
        key = item_key(lead.type)
        names = members(lead.type, other.type).get(key.member) if key else None
        if key is None or names is None:
            return None
        places = ((key.member,), names) if self._is_old_leading else (names, (key.member,))
        keys = _keys(contents[0], old.value, places[0]), _keys(contents[1], new.value, places[1])
        return by_key(old.value, new.value, *keys, is_ordered=key.is_ordered)


def _part(content: Content) -> Content:
    """Return the content of the items or values in a list, map or JSON value."""
    match content:
        case kinds.List():
            return content.member
        case kinds.Map():
            return content.value
        case _:
            return content


def _is_of(value: object, content: Content) -> TypeIs[Shape]:
    """Return whether a value is an object of the class that a structure has."""
    return isinstance(content, kinds.Structure) and isinstance(value, content.type)


def _keys(content: Content, items: Iterable[Any], names: Names) -> list[Any]:
    """Return the key of each item; ``None`` for an item without a key that can be shown."""
    found = [look_up(item, names) if _is_of(item, content) else None for item in items]
    return [one.value if one is not None and not one.is_hidden else None for one in found]


def _present(value: Any) -> Any:
    return DELETED if value is None else value


def _hidden(found: Iterator[Difference], path: Path, old: Side, new: Side) -> Iterator[Difference]:
    """Yield one difference without values if there is any."""
    if next(found, None) is None:
        return
    if old.value is DELETED:
        yield Difference(path, "added", new=HIDDEN_VALUE, is_sensitive=True)
    elif new.value is DELETED:
        yield Difference(path, "removed", old=HIDDEN_VALUE, is_sensitive=True)
    else:
        yield Difference(path, "changed", HIDDEN_VALUE, HIDDEN_VALUE, is_sensitive=True)
