"""The public names that a newer model no longer has: they stay as deprecated aliases.

A service renames a shape, or removes the last constraint of a string. boto3 knows no names of
shapes, so that its users do not notice, but here the name of the class or type was public. A name
stays if something with the same type is now in the places that had it. ``model.lock`` records the
old names; ``refresh`` writes them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType
from typing import TypeAlias

from sagemaker_typed.codegen.model.shapes import (
    Enum,
    List,
    Map,
    Scalar,
    Service,
    ShapeModel,
    Structure,
)

from .bare_types import KINDS

ROOM = "old_names"
"""The module of the aliases."""
Pair: TypeAlias = tuple[str, str]
"""A shape of the old model, and a shape of the new one."""


def kept_names(
    names: Mapping[str, str],
    old: Service,
    new: Service,
    taken: Set[str],
    *,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the names that stay as aliases, each with the shape in the new model.

    Args:
        names: The shape of each public name in the old version.
        aliases: The names that are aliases already, with their shapes in the old version. They stay
            as long as these shapes do.
        old: The old model.
        new: The new model.
        taken: The names that the new version has anyway.
    """
    places = _shapes_in_the_same_places(old, new)
    used = {other for others in places.values() for other in others}
    found = {name: shape for name, shape in aliases.items() if shape in used and name not in taken}
    for name, shape in sorted({**aliases, **names}.items()):
        if name in found:
            continue
        if name in taken:
            continue
        ranked = sorted(places.get(shape, {}).items(), key=lambda item: (-item[1], item[0]))
        for other, _ in ranked:
            if _has_same_type(old, new, (shape, other), frozenset()):
                found[name] = other
                break
    return found


def _shapes_in_the_same_places(old: Service, new: Service) -> Mapping[str, Mapping[str, int]]:
    """Return, for each shape of the old model, how often each shape of the new one replaces it."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    waiting: list[Pair] = []
    for name in old.operations.keys() & new.operations.keys():
        was, now = old.operations[name], new.operations[name]
        sides = ((was.input, now.input), (was.output, now.output))
        waiting += ((before, after) for before, after in sides if before and after)
    seen: set[Pair] = set()
    while waiting:
        pair = waiting.pop()
        if pair in seen:
            continue
        seen.add(pair)
        for inner in _parts(old.shapes[pair[0]], new.shapes[pair[1]]):
            found[inner[0]][inner[1]] += 1
            waiting.append(inner)
    return found


def _parts(old: ShapeModel, new: ShapeModel) -> Iterator[Pair]:
    """Yield the shapes of the members that both shapes have."""
    match old, new:
        case Structure(), Structure():
            after = {member.name: member.shape for member in new.members}
            for member in old.members:
                if member.name in after:
                    yield member.shape, after[member.name]
        case List(), List():
            yield old.member, new.member
        case Map(), Map():
            yield from ((old.key, new.key), (old.value, new.value))
        case _:
            pass


def _has_same_type(old: Service, new: Service, pair: Pair, within: frozenset[Pair]) -> bool:
    """Return whether code that uses the type of the old shape can use that of the new one."""
    if pair in within:
        return True
    was, now = old.shapes[pair[0]], new.shapes[pair[1]]
    match was, now:
        case Scalar(), Scalar():
            return KINDS[was.kind] == KINDS[now.kind]
        case Enum(), Enum():
            return {*was.values} <= {*now.values}
        case Structure(), Structure():
            if not _has_same_members(was, now):
                return False
        case (List(), List()) | (Map(), Map()):
            pass
        case _:
            return False
    return all(_has_same_type(old, new, part, within | {pair}) for part in _parts(was, now))


def _has_same_members(old: Structure, new: Structure) -> bool:
    """Return whether the new structure has all members, and does not need more of them."""
    if (old.union, old.document, old.event_stream) != (new.union, new.document, new.event_stream):
        return False
    before, after = ({member.name: member for member in side.members} for side in (old, new))
    return all(
        name in after and after[name].required == member.required for name, member in before.items()
    ) and not any(after[name].required for name in after.keys() - before.keys())
