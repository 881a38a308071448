"""Structures in dicts with the names of fields, instead of the service's names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, assert_never

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape

from .misfits import Problem

__all__ = ["to_fields", "to_wire"]

Rename = Callable[[type[Shape], Mapping[Any, Any], Path], Mapping[str, str]]


def to_fields(content: Content, value: Any) -> Any:
    """Return a copy of boto3's dict with the names of fields.

    Args:
        content: The content of the value.
        value: The value, such as the result of ``to_boto``.
    """

    def names(cls: type[Shape], _: Mapping[Any, Any], __: Path) -> Mapping[str, str]:
        return {wire: field for field, wire in cls.__wire_names__.items()}

    return _renamed(content, value, ROOT, names, _unchanged)


def to_wire(
    content: Content, value: Any, unstructure: Callable[[Shape], Any]
) -> tuple[Any, list[Problem]]:
    """Return a copy of a dict with the service's names, and the members with two names.

    Args:
        content: The content of the value.
        value: A dict with the names of fields, the service's names, or both.
        unstructure: Returns boto3's dict for an object inside the value.
    """
    problems: list[Problem] = []

    def names(cls: type[Shape], value: Mapping[Any, Any], path: Path) -> Mapping[str, str]:
        for field, wire in cls.__wire_names__.items():
            if field != wire and field in value and wire in value:
                problems.append(Problem(path / wire, f"also given as {field}; remove one"))
        return cls.__wire_names__

    return _renamed(content, value, ROOT, names, unstructure), problems


def _unchanged(value: Shape) -> Any:
    return value


def _renamed(
    content: Content, value: Any, path: Path, names: Rename, unstructure: Callable[[Shape], Any]
) -> Any:
    match content:
        case kinds.Structure(type=cls):
            if isinstance(value, cls):
                return unstructure(value)
            if not is_map(value):
                return value
            new, contents = names(cls, value, path), contents_of(cls)
            by_name = {cls.__wire_names__[name]: one for name, one in contents.items()}
            by_name |= {name: one for name, one in contents.items() if name not in by_name}
            return {
                new.get(name, name): _renamed(by_name[name], one, path / name, names, unstructure)
                if name in by_name
                else one
                for name, one in entries(value)
            }
        case kinds.List():
            if not is_list(value):
                return value
            return [
                _renamed(content.member, item, path / number, names, unstructure)
                for number, item in numbered(value)
            ]
        case kinds.Map():
            if not is_map(value):
                return value
            return {
                key: _renamed(content.value, item, path / str(key), names, unstructure)
                for key, item in entries(value)
            }
        case (
            kinds.Text()
            | kinds.Number()
            | kinds.Boolean()
            | kinds.Blob()
            | kinds.Timestamp()
            | kinds.Enum()
            | kinds.Document()
            | kinds.Stream()
            | kinds.Events()
            | kinds.Other()
        ):
            return value
        case _:
            assert_never(content)
