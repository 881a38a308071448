"""Filling a request with values: what is set stays, and what is absent is built from plain data."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from sagemaker_typed._hints.names import spelt
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map, required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape, TaggedUnion

__all__ = ["build", "filled", "filled_fields", "key_of"]

ShapeT = TypeVar("ShapeT", bound=Shape)

_HARMLESS: Final = {
    "MonitoringNetworkConfig": "settings of the network of every monitoring job",
    "NetworkConfig": "settings of the network of every processing job",
    "ProfilerConfig": "SageMaker profiles every training job, unless it says otherwise",
}
"""Structures without required members that do not turn anything on, with the reason."""


def filled(obj: ShapeT, values: Mapping[str, Any]) -> ShapeT:
    """Return a copy of an object with the fields that are absent; the object if there are none."""
    present = {name: getattr(obj, name, None) for name in obj.__wire_names__}
    cls: type[Shape] = type(obj)
    changes = filled_fields(cls, present, values)
    if not changes:
        return obj
    new = copy.copy(obj)  # a subclass may have a constructor of its own
    for name, value in changes.items():
        setattr(new, name, value)
    return new


def filled_fields(
    cls: type[Shape], present: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the fields to set, by name.

    Args:
        cls: The class.
        present: The fields that are set; ``None`` means absent.
        values: The default values, by field name or wire name. Others are ignored.
    """
    if issubclass(cls, TaggedUnion) and any(value is not None for value in present.values()):
        return {}
    contents = contents_of(cls)
    changes: dict[str, Any] = {}
    for given, default in values.items():
        name = spelt(given, contents)
        if name is not None and name not in changes:
            old = present.get(name)
            new = _filled_value(contents[name], old, default)
            if new is not old:
                changes[name] = new
    return changes


def _filled_value(content: Content, value: Any, default: Any) -> Any:
    match content:
        case kinds.Structure() if value is None:
            return build(content, default) if _may_be_created(content.type) else None
        case _ if value is None:
            return build(content, default)
        case kinds.Structure() if is_map(default) and isinstance(value, Shape):
            return filled(value, default)
        case kinds.List(member=kinds.Structure(type=member)) if is_list(value):
            if is_map(default):  # for each item
                new = [filled(i, default) if isinstance(i, Shape) else i for i in value]
                return _if_changed(value, new)
            return _with_missing(value, content, default, key_of(member))
        case kinds.Map() if is_map(value) and is_map(default):
            built: dict[Any, Any] = build(content, default)
            new_entries = {key: entry for key, entry in built.items() if key not in value}
            return {**value, **new_entries} if new_entries else value
        case _:
            pass
    return value


def _with_missing(value: Any, content: Content, default: object, key: str | None) -> Any:
    """Return a list with the default items whose keys it does not have."""
    if key is None or not is_list(default) or not value:  # `[]` means none
        return value
    keys = {getattr(item, key, None) for item in value}
    built: list[Any] = build(content, default) or []
    missing = [item for item in built if getattr(item, key) not in keys]
    return [*value, *missing] if missing else value


def _may_be_created(cls: type[Shape]) -> bool:
    """Return whether a structure that is absent may be created.

    One without required members often turns something on, such as asynchronous inference.
    """
    return bool(required_fields(cls)) or cls.__name__ in _HARMLESS


def _if_changed(old: Any, new: list[Any]) -> Any:
    return old if all(a is b for a, b in zip(old, new, strict=True)) else new


def key_of(member: type[Shape]) -> str | None:
    """Return the field that identifies an item of a list to which others can be added.

    These are tags: structures with a key and a value.
    """
    return "key" if set(member.__wire_names__) == {"key", "value"} else None


def build(content: Content, data: Any) -> Any:
    """Return the typed value of plain data; ``None`` if a required field is missing in it."""
    match content:
        case kinds.Structure():
            return _built_structure(content.type, data) if is_map(data) else data
        case kinds.List():
            if is_map(data):  # for each item, and there are none
                return None
            return [build(content.member, item) for item in data] if is_list(data) else data
        case kinds.Map() if is_map(data):
            return {key: build(content.value, value) for key, value in data.items()}
        case kinds.Enum() if isinstance(data, str):
            return content.type(data)
        case _:
            return data


def _built_structure(cls: type[Shape], data: Mapping[str, Any]) -> Shape | None:
    fields = filled_fields(cls, {}, data)
    return cls(**fields) if required_fields(cls) <= fields.keys() else None
