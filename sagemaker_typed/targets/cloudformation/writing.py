"""Write a request as the properties of a resource."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.placeholders import replaced
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive

from .intrinsics import UnreadableExpressionError, is_intrinsic, rendered
from .json_texts import hiding, with_property_names
from .members import is_list_of_pairs, is_token, target_of
from .resources import PREFIX
from .schema import FREE, SCHEMAS, is_structure, item_of, properties_of, value_of
from .short_forms import placeholder_text

__all__ = ["Writer"]

_NO_FORM: Final = (
    "the placeholder has no form in a template; use ref('Role'), ref('Role.Arn'), sub('...') or "
    "intrinsic({...})"
)


class Writer:
    """Converts JSON values with wire names to properties, and collects problems.

    Args:
        resource_type: The resource type, without prefix.
    """

    def __init__(self, resource_type: str) -> None:
        self.problems: list[Problem] = []
        self._resource_type = resource_type
        self._is_hidden = False

    def properties(self, cls: type[Shape], value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties for the members of a request."""
        return self._members(cls, self._resource_type, value, ROOT)

    def rendered(self, value: Any, path: Path = ROOT) -> Any:
        """Return JSON values with the placeholders in them rendered."""

        def render(placeholder: Placeholder) -> Any:
            try:
                return rendered(placeholder)
            except UnreadableExpressionError as error:
                self._problem(path, _NO_FORM if self._is_hidden else str(error))
                return None

        return replaced(value, render)

    def json(self, value: Any, path: Path) -> Any:
        """Return values of a user as JSON values, with the placeholders in them rendered."""
        if is_map(value):
            return {str(key): self.json(item, path / Key(str(key))) for key, item in entries(value)}
        if is_list(value):
            return [self.json(item, path / number) for number, item in numbered(value)]
        if not isinstance(value, str | int | float | Placeholder | None):
            self._problem(path, f"a template has no {type(value).__name__}")
        return self.rendered(value, path)

    def required(self, structure: str, properties: Mapping[str, Any], path: Path = ROOT) -> None:
        """Report the properties that CloudFormation requires."""
        for name, one in properties_of(structure).items():
            if one.is_required and name not in properties:
                self._problem(
                    path, f"{PREFIX}{self._resource_type} requires {name} here, unlike the service"
                )

    def _members(
        self, cls: type[Shape], structure: str, value: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        contents = contents_of(cls)
        for name, wire in cls.__wire_names__.items():
            if wire not in value or is_token(structure, wire):
                continue
            target = target_of(structure, wire)
            if target is None:
                self._problem(
                    path / name,
                    f"{PREFIX}{self._resource_type} has no property for {wire} in {SCHEMAS}: leave "
                    "it out; if CloudFormation has it by now, add it to the result",
                )
                continue
            place = found
            for step in target.steps[:-1]:
                place = place.setdefault(step, {})
            before, self._is_hidden = self._is_hidden, self._is_hidden or is_sensitive(cls, name)
            member = self._value(contents[name], target.type, value[wire], path / name)
            self._is_hidden = before
            if isinstance(member, str):
                member = target.spellings.get(member, member)
            place[target.steps[-1]] = member
        if path:
            self.required(structure, found, path)
        return found

    def _value(self, content: Content, kind: str, value: Any, path: Path) -> Any:
        if isinstance(value, Placeholder):
            return self.rendered(value, path)
        self._check_text(value, path)
        item, entry = item_of(kind), value_of(kind)
        match content:
            case kinds.Structure(type=cls) if kind == "boolean" and not cls.__wire_names__:
                return True
            case kinds.Structure(type=cls) if is_structure(kind):
                return self._members(cls, kind, value, path)
            case kinds.List(member=member) if item is not None:
                return [
                    self._value(member, item, one, path / number)
                    for number, one in enumerate(value)
                ]
            case kinds.List(member=member) if is_structure(kind):
                return self._only_item(member, kind, value, path)
            case kinds.Map(value=member) if entry is not None:
                return self._unlike_functions(
                    {
                        key: self._value(member, entry, one, path / Key(key))
                        for key, one in value.items()
                    },
                    path,
                )
            case kinds.Map() if item is not None and is_list_of_pairs(item):
                pairs = ({"Key": key, "Value": one} for key, one in value.items())
                return self.rendered([*pairs], path)
            case kinds.Text() if kind == FREE or is_structure(kind):
                return self._parsed(kind, value, path)
            case kinds.Map():
                for key, one in value.items():
                    self._check_text(one, path / Key(key))
                return self._unlike_functions(self.rendered(value, path), path)
            case _:
                return self.rendered(value, path)

    def _check_text(self, value: Any, path: Path) -> None:
        """Report a str that is a reference in YAML."""
        if isinstance(value, str) and (meant := placeholder_text(value)):
            shown, meant = ("the str", "ref(...)") if self._is_hidden else (repr(value), meant)
            self._problem(path, f"{shown} would be text, not a reference; pass {meant}")

    def _unlike_functions(self, value: dict[str, Any], path: Path) -> dict[str, Any]:
        """Return a map, and report one that CloudFormation would evaluate."""
        if is_intrinsic(value):
            (name,) = value
            self._problem(
                path,
                f"CloudFormation would evaluate it, because its only key is {name!r}; add another "
                "key, or pass intrinsic({...}) for a function",
            )
        return value

    def _only_item(self, member: Content, kind: str, value: list[Any], path: Path) -> Any:
        if len(value) != 1:
            self._problem(
                path,
                f"{PREFIX}{self._resource_type} has one item, got {len(value)}; make a resource of "
                "each",
            )
            return None
        return self._value(member, kind, value[0], path / 0)

    def _parsed(self, kind: str, value: str, path: Path) -> Any:
        report = hiding(path, self._problem) if self._is_hidden else self._problem
        try:
            return with_property_names(kind, json.loads(value), path, report)
        except (RecursionError, ValueError):
            self._problem(path, "CloudFormation takes an object here, and the str is not JSON")
            return None

    def _problem(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path, message))
