"""Reading of payload templates: the values of a request, with placeholders for expressions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.placeholders import placeholders_in
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import Key, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.targets.reference import Reference

from .expressions import QueryLanguage, is_jsonata, is_substitution
from .member_names import names_in_sdk
from .payloads import text_of_blob
from .templates import SUFFIX

__all__ = ["TemplateReader"]


class TemplateReader:
    """Reads a payload template as a wire dict, and collects what cannot be read.

    Args:
        language: The language of expressions.
        sdk_names: Whether members have the names of AWS SDK integrations. Wire names are accepted
            too.
        substitutions: Whether a str such as ``${Role}`` is a placeholder.
    """

    def __init__(
        self, language: QueryLanguage, *, sdk_names: bool = False, substitutions: bool = False
    ) -> None:
        self._language = language
        self._sdk_names = sdk_names
        self._substitutions = substitutions
        self.problems: list[Problem] = []

    def of_object(self, cls: type[Shape], value: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Return the wire dict for the template of an object; the path has wire names."""
        contents = contents_of(cls)
        by_wire = {wire: contents[field] for field, wire in cls.__wire_names__.items()}
        wires = {name: wire for wire, name in names_in_sdk(cls).items()} if self._sdk_names else {}
        result: dict[str, Any] = {}
        for name, item in self._fields(value, path):
            wire = name if name in by_wire else wires.get(name, name)
            if wire in result:
                self._refuse(path / wire, "given twice; remove one")
            result[wire] = self._value(by_wire.get(wire), item, path / wire)
        return result

    def _fields(self, value: Mapping[str, Any], path: Path) -> Iterator[tuple[str, Any]]:
        """Yield names and values; a value in JSONPath is a placeholder."""
        for key, item in entries(value):
            name = str(key)
            if self._language == "JSONata" or not name.endswith(SUFFIX):
                yield name, item
                continue
            name = name.removesuffix(SUFFIX)
            if isinstance(item, str):
                yield name, Reference(item)
                continue
            self._refuse(path / name, f"the value of {name}{SUFFIX} is an expression, a str")

    def _value(self, content: Content | None, value: Any, path: Path) -> Any:
        if isinstance(value, Reference):
            return value
        if self._language == "JSONata" and isinstance(value, str) and is_jsonata(value):
            return Reference(value)
        if self._substitutions and isinstance(value, str) and is_substitution(Reference(value)):
            return Reference(value)
        match content:
            case kinds.Structure() if is_map(value):
                return self.of_object(content.type, value, path)
            case kinds.List() if is_list(value):
                return [
                    self._value(content.member, item, path / number)
                    for number, item in numbered(value)
                ]
            case kinds.Map() if is_map(value):
                return {
                    name: self._value(content.value, item, path / Key(name))
                    for name, item in self._fields(value, path)
                }
            case kinds.Blob():
                return self._blob(value, path)
            case kinds.Text() if self._sdk_names and (is_map(value) or is_list(value)):
                return self._text(value, path)
            case (
                None
                | kinds.Structure()
                | kinds.List()
                | kinds.Map()
                | kinds.Text()
                | kinds.Number()
                | kinds.Boolean()
                | kinds.Timestamp()
                | kinds.Enum()
                | kinds.Document()
                | kinds.Stream()
                | kinds.Events()
                | kinds.Other()
            ):
                return self._json(value, path)
            case _:
                assert_never(content)

    def _json(self, value: Any, path: Path) -> Any:
        """Return JSON values with placeholders."""
        if is_map(value):
            return {
                name: self._value(None, item, path / Key(name))
                for name, item in self._fields(value, path)
            }
        if is_list(value):
            return [self._value(None, item, path / number) for number, item in numbered(value)]
        return value

    def _blob(self, value: Any, path: Path) -> Any:
        content = self._constant(value, path, "the bytes")
        return text_of_blob(content)

    def _text(self, value: Any, path: Path) -> Any:
        # Step Functions sends the JSON of another value where the service takes a str.
        content = self._constant(value, path, "the str")
        return json.dumps(content, separators=(",", ":"), ensure_ascii=False)

    def _constant(self, value: Any, path: Path, what: str) -> Any:
        content = self._json(value, path)
        if any(placeholders_in(content)):
            text = "has expressions; a request can only have one for the whole of it"
            self._refuse(path, f"the JSON that makes {what} {text}")
            return None
        return content

    def _refuse(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path, message))
