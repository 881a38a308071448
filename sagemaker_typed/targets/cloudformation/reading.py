"""Read the properties of a resource as the members of a request."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.placeholders import placeholders_in
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape

from .intrinsics import placeholder_for, with_placeholders
from .members import is_list_of_pairs, target_of
from .resources import PREFIX
from .schema import FREE, is_structure, item_of, properties_of, value_of

__all__ = ["Reader"]

_INTEGER: Final = re.compile(r"-?[0-9]{1,20}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?")
_BOOLEANS: Final = {"true": True, "false": False}


class Reader:
    """Converts properties to JSON values with wire names, and collects problems.

    Args:
        resource_type: The resource type, without prefix.
    """

    def __init__(self, resource_type: str) -> None:
        self.problems: list[Problem] = []
        self._resource_type = resource_type

    def members(self, cls: type[Shape], value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the members of a request for the properties."""
        return self._members(cls, self._resource_type, value, ROOT)

    def _members(
        self, cls: type[Shape], structure: str, value: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        read: set[tuple[str, ...]] = set()
        contents = contents_of(cls)
        for name, wire in cls.__wire_names__.items():
            target = target_of(structure, wire)
            if target is None:
                continue
            place: Any = value
            for depth, step in enumerate(target.steps, 1):
                place = place.get(step) if is_map(place) else None
                if depth < len(target.steps) and placeholder_for(place) is not None:
                    self._problem(
                        path / step, "a reference to the whole property belongs to no single member"
                    )
                    place = None
                if place is not None:
                    read.add(target.steps[:depth])
            member = None
            if place is not None:
                inner = Path((*path, *target.steps))
                member = self._value(contents[name], target.type, place, inner)
            if isinstance(member, str):
                spelt = {theirs: ours for ours, theirs in target.spellings.items()}
                member = spelt.get(member, member)
            if member is not None:
                found[wire] = member
        self._unread(cls, structure, value, path, read)
        return found

    def _value(self, content: Content, kind: str, value: Any, path: Path) -> Any:
        placeholder = placeholder_for(value)
        if placeholder is not None:
            return placeholder
        item, entry = item_of(kind), value_of(kind)
        match content:
            case kinds.Structure(type=cls) if kind == "boolean" and not cls.__wire_names__:
                return {} if _scalar(kinds.Boolean(), value) else None
            case kinds.Structure(type=cls) if is_structure(kind) and is_map(value):
                return self._members(cls, kind, value, path)
            case kinds.List(member=member) if item is not None and is_list(value):
                return [
                    self._value(member, item, one, path / number) for number, one in numbered(value)
                ]
            case kinds.List(member=member) if is_structure(kind):
                return [self._value(member, kind, value, path)]
            case kinds.Map(value=member) if entry is not None and is_map(value):
                return {
                    key: self._value(member, entry, one, path / Key(str(key)))
                    for key, one in entries(value)
                }
            case kinds.Map(value=member) if item is not None and is_list_of_pairs(item):
                return self._pairs(member, value, path)
            case kinds.Text() if (kind == FREE or is_structure(kind)) and is_map(value):
                return self._json(value, path)
            case kinds.Map() | kinds.List() | kinds.Structure() | kinds.Document():
                return with_placeholders(value)
            case _:
                return _scalar(content, value)

    def _pairs(self, member: Content, value: Any, path: Path) -> Any:
        found: dict[str, Any] = {}
        for number, pair in numbered(value if is_list(value) else ()):
            key = pair.get("Key") if is_map(pair) else None
            if not isinstance(key, str) or key in found:
                self._problem(path / number, "expected an object with a Key that no other has")
            else:
                found[key] = _value_of_pair(member, pair)
        if not is_list(value):
            self._problem(path, f"expected a list, got {type(value).__name__}")
        return found

    def _json(self, value: Mapping[str, Any], path: Path) -> Any:
        if any(placeholders_in(with_placeholders(value))):
            self._problem(path, "the member is JSON in a str, which cannot have references inside")
            return None
        return json.dumps(value)

    def _unread(
        self,
        cls: type[Shape],
        structure: str,
        value: Mapping[str, Any],
        path: Path,
        read: set[tuple[str, ...]],
    ) -> None:
        """Report the properties that no member has read."""
        firsts = {steps[0] for steps in read}
        known = properties_of(structure)
        for name in value:
            if name in firsts and is_map(value[name]):
                nested = {steps[1] for steps in read if steps[0] == name and len(steps) > 1}
                for inner in value[name] if nested else ():
                    if inner not in nested:
                        self._problem(path / name / str(inner), self._unknown(str(inner), nested))
            if name in firsts or value[name] is None:
                continue
            if name in known and target_of(structure, name) is not None:
                self._problem(
                    path / name,
                    f"{cls.__name__} has no member for it, because CloudFormation sets it with "
                    "other operations; remove it to read the others",
                )
            else:
                self._problem(path / str(name), self._unknown(str(name), known))

    def _unknown(self, name: str, known: Any) -> str:
        near = nearest(name, known)
        hint = f"; did you mean {either(near)}?" if near else ""
        return f"{PREFIX}{self._resource_type} has no such property{hint}"

    def _problem(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path, message))


def _value_of_pair(member: Content, pair: Mapping[str, Any]) -> Any:
    value = pair.get("Value")
    placeholder = placeholder_for(value)
    return placeholder if isinstance(placeholder, Placeholder) else _scalar(member, value)


def _scalar(content: Content, value: Any) -> Any:
    """Return a value as CloudFormation converts it: templates have numbers and bools as str too."""
    match content:
        case kinds.Number() if isinstance(value, str):
            if _INTEGER.fullmatch(value):
                return int(value)
            return float(value) if _NUMBER.fullmatch(value) else value
        case kinds.Boolean() if isinstance(value, str):
            return _BOOLEANS.get(value.lower(), value)
        case kinds.Text() | kinds.Enum() if isinstance(value, bool):
            return str(value).lower()
        case kinds.Text() | kinds.Enum() if isinstance(value, int | float):
            return str(value)
        case _:
            return value
