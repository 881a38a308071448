"""One random change to an object, and the difference that it makes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from sagemaker_typed import Shape
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.paths import Path
from sagemaker_typed._schema.walk import Place, inside
from sagemaker_typed.differences import DifferenceKind

__all__ = ["Change", "changed"]


class Change(NamedTuple):
    """A change to an object."""

    obj: Any
    """The changed copy."""
    kind: DifferenceKind
    path: str
    """The path of the changed value, or of the sensitive field around it."""


class _Spot(NamedTuple):
    place: Place
    keys: tuple[Any, ...] = ()
    """The names, indexes and keys on the way to the value."""
    hidden: Path | None = None
    """The path of the sensitive field around the value, if any."""


def changed(obj: Shape, random: Random) -> Change | None:
    """Return a copy of an object with one random change; ``None`` if the object has no values."""
    spots = [*_spots(_Spot(Place(kinds.Structure(type(obj)), obj)))]
    if not spots:
        return None
    spot = random.choice(spots)
    copied = copy.deepcopy(obj)
    parent: Any = copied
    for key in spot.keys[:-1]:
        parent = getattr(parent, key) if isinstance(parent, Shape) else parent[key]
    key, value, path = spot.keys[-1], spot.place.value, spot.place.path
    kind: DifferenceKind = "removed"
    if not (isinstance(value, Shape) or is_list(value) or is_map(value)):
        _put(parent, key, _other(value))
        kind = "changed"
    elif is_list(value) and value and random.random() < 0.5:
        _put(parent, key, [*value, value[0]])
        path, kind = path / len(value), "added"
    elif isinstance(parent, Shape):
        setattr(parent, key, None)
    elif isinstance(parent, dict):
        del parent[key]
    else:
        # The items after a removed one would move, so the last one is removed.
        parent.pop()
        path = Path((*path[:-1], len(parent)))
    if spot.hidden is not None and path != spot.hidden:
        path, kind = spot.hidden, "changed"
    return Change(copied, kind, str(path))


def _spots(spot: _Spot) -> Iterator[_Spot]:
    """Yield each value inside a value, except streams."""
    for place in inside(spot.place):
        is_stream = isinstance(place.content, kinds.Stream | kinds.Events)
        if place.value is not None and not is_stream:
            hidden = spot.hidden or (place.path if place.is_hidden else None)
            inner = _Spot(place, (*spot.keys, place.key), hidden)
            yield inner
            yield from _spots(inner)


def _put(parent: Any, key: Any, value: Any) -> None:
    if isinstance(parent, Shape):
        setattr(parent, key, value)
    else:
        parent[key] = value


def _other(value: Any) -> Any:
    if isinstance(value, str):
        return str.__str__(value) + "!"
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime):
        return value + timedelta(seconds=1)
    return value + (b"!" if isinstance(value, bytes) else 1)
