"""Read the properties of a resource as the members of a request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.placeholders import placeholders_in
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed._schema.walk import contents_of, required_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.targets.reference import Reference

from .intrinsics import NO_VALUE, placeholder_for, with_placeholders
from .json_texts import with_json_names
from .members import Target, is_list_of_pairs, target_of
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
        """Return the members of a request for the properties.

        CloudFormation chooses a name that a template leaves out. The service requires it, so the
        member is the reference for an absent value.
        """
        found = self._members(cls, self._resource_type, value, ROOT)
        for name in required_of(cls):
            wire = cls.__wire_names__[name]
            target = target_of(self._resource_type, wire)
            if wire not in found and target is not None and not self._is_required(target):
                found[wire] = Reference(NO_VALUE)
        return found

    def _is_required(self, target: Target) -> bool:
        return properties_of(self._resource_type)[target.steps[0]].is_required

    def _members(
        self, cls: type[Shape], structure: str, value: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        contents = contents_of(cls)
        known: dict[str, set[str]] = {}
        for name, wire in cls.__wire_names__.items():
            target = target_of(structure, wire)
            if target is None:
                continue
            first, *others = target.steps
            known.setdefault(first, set()).update(others)
            inner = Path((*path, *target.steps))
            member = self._value(contents[name], target.type, self._at(value, target, path), inner)
            if isinstance(member, str):
                spelt = {theirs: ours for ours, theirs in target.spellings.items()}
                member = spelt.get(member, member)
            if member is not None:
                found[wire] = member
        self._unread(cls, structure, value, path, known)
        return found

    def _at(self, value: Mapping[str, Any], target: Target, path: Path) -> Any:
        """Return the value of a member; ``None`` if there is none."""
        found: Any = value
        for depth, step in enumerate(target.steps):
            if depth and placeholder_for(found) is not None:
                self._problem(
                    Path((*path, *target.steps[:depth])),
                    "a reference to the whole property is the value of no single member",
                )
                return None
            found = found.get(step) if is_map(found) else None
        return found

    def _value(self, content: Content, kind: str, value: Any, path: Path) -> Any:
        placeholder = placeholder_for(value)
        if placeholder is not None or value is None:
            return placeholder
        # The schemas do not describe the values of some maps.
        item, entry = item_of(kind), "string" if kind == FREE else value_of(kind)
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
                return self._json(kind, value, path)
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

    def _json(self, kind: str, value: Mapping[str, Any], path: Path) -> Any:
        if any(placeholders_in(with_placeholders(value))):
            self._problem(path, "the member is JSON in a str, which cannot have references inside")
            return None
        return json.dumps(with_json_names(kind, value, path, self._problem))

    def _unread(
        self,
        cls: type[Shape],
        structure: str,
        value: Mapping[str, Any],
        path: Path,
        known: Mapping[str, set[str]],
    ) -> None:
        """Report the properties that no member has read.

        Args:
            cls: The class of the members.
            structure: The resource type, or the structure in it.
            value: The properties.
            path: Their path.
            known: The properties of members, and the names inside those that nest members.
        """
        for name, inner in entries(value):
            if name in known:
                nested = known[name]
                is_whole = not nested or not is_map(inner) or placeholder_for(inner) is not None
                for step in () if is_whole else inner.keys() - nested:
                    self._problem(path / name / str(step), self._unknown(str(step), nested))
            elif name in properties_of(structure):
                self._problem(
                    path / name,
                    f"{cls.__name__} has no member for it, because CloudFormation sets it with "
                    "other operations; remove it to read the others",
                )
            else:
                self._problem(path / str(name), self._unknown(str(name), known))

    def _unknown(self, name: str, known: Iterable[str]) -> str:
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
