"""Plain dicts for a botocore shape, made from botocore's own model."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, TypeAlias

import botocore.session
from botocore.model import ServiceModel, Shape

Kind: TypeAlias = Literal["full", "required", "empty"]

_MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
_EMPTY: dict[str, object] = {
    "string": "",
    "integer": 0,
    "long": 0,
    "float": 0.0,
    "double": 0.0,
    "boolean": False,
    "list": [],
    "map": {},
    "timestamp": datetime(1970, 1, 1, tzinfo=UTC),
}


@cache
def service_model(service: str = "sagemaker") -> ServiceModel:
    """botocore's model of a service."""
    model: ServiceModel = botocore.session.Session().get_service_model(service)
    return model


def sample(shape: Any, kind: Kind = "full") -> Any:
    """A value for ``shape``.

    ``full`` has every member, ``required`` only the required ones, and ``empty`` every member of
    the outermost structure with the value that is empty, zero or false (of structures within it,
    what they require). Of a tagged union there is one member; a shape within itself stops at the
    second level.
    """
    if shape is None:
        return {}
    if kind == "empty":
        return {
            name: _EMPTY[member.type_name]
            if member.type_name in _EMPTY
            else _value(member, "required", ())
            for name, member in shape.members.items()
        }
    return _value(shape, kind, ())


def _value(shape: Any, kind: Kind, above: tuple[str, ...]) -> Any:
    kind_of_shape: str = shape.type_name
    if kind_of_shape == "structure":
        return _structure(shape, kind, (*above, shape.name))
    if kind_of_shape == "list":
        count = max(shape.metadata.get("min", 0), 1)
        return [_value(shape.member, kind, above) for _ in range(count)]
    if kind_of_shape == "map":
        return {_value(shape.key, kind, above): _value(shape.value, kind, above)}
    return _scalar(shape)


def _structure(shape: Any, kind: Kind, above: tuple[str, ...]) -> dict[str, Any]:
    members: dict[str, Any] = shape.members
    if getattr(shape, "is_tagged_union", False):
        name, member = next(iter(members.items()))
        return {name: _value(member, kind, above)}
    return {
        name: _value(member, kind, above)
        for name, member in members.items()
        if (kind == "full" or name in shape.required_members) and not _repeats(member, above)
    }


def _repeats(shape: Shape, above: tuple[str, ...]) -> bool:
    inner: Any = shape
    while inner.type_name == "list":
        inner = inner.member
    return above.count(inner.name) > 1


def _scalar(shape: Any) -> Any:
    low = shape.metadata.get("min", 0)
    match shape.type_name:
        case "string" if getattr(shape, "enum", None):
            return shape.enum[-1]
        case "string":
            return "é" * max(low, 1)
        case "integer" | "long":
            return max(low, 0)
        case "float" | "double":
            return max(low, 0) + 0.5
        case "boolean":
            return False
        case "timestamp":
            return _MOMENT
        case other:
            raise AssertionError(f"no sample for {other}")
