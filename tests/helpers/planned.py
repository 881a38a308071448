"""The resources that can be planned, with sample requests and changes of these."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, cast

import attrs
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import from_boto
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.operation import Request, Shape
from sagemaker_typed.planning.making import obstacle
from sagemaker_typed.planning.resources import Resource, resources_of

RESOURCES: Final = [*resources_of(sagemaker_typed.sagemaker.__name__)]
PLANNED: Final = [resource for resource in RESOURCES if obstacle(resource) is None]


def noun(resource: Resource) -> str:
    """Return the name of a resource, for the name of a test."""
    return resource.noun


def request_of(resource: Resource) -> Request[Any]:
    """Return a create request with every member."""
    members = sample(service_model().operation_model(f"Create{resource.noun}").input_shape)
    return from_boto(resource.create, members)


def with_change(request: Request[Any], path: list[str]) -> Request[Any] | None:
    """Return a request with another value at a path of wire names; ``None`` if there is none."""
    return cast("Request[Any] | None", _evolved(request, path))


def _evolved(shape: Shape, path: list[str]) -> Any:
    first, *others = path
    cls = type(shape)
    name = next(name for name, wire in cls.__wire_names__.items() if wire == first)
    value = getattr(shape, name)
    if value is None:
        return None
    new = _evolved(value, others) if others else changed(field_contents(cls)[name], value)
    return None if new is None else attrs.evolve(cast("Any", shape), **{name: new})


def changed(content: Content, value: Any) -> Any:
    """Return another value of the same kind; ``None`` if there is none."""
    match content:
        case kinds.Text():
            return f"{value}x"
        case kinds.Enum(type=enum):
            return next((one for one in enum if one != value), None)
        case kinds.Number():
            return value + 1
        case kinds.Boolean():
            return not value
        case kinds.Timestamp():
            return value + timedelta(days=1)
        case kinds.Blob():
            return value + b"x"
        case kinds.List(member=member):
            first = changed(member, value[0])
            return None if first is None else [first, *value[1:]]
        case kinds.Map(value=member):
            (key, one), *others = value.items()
            new = changed(member, one)
            return None if new is None else {key: new, **dict(others)}
        case kinds.Structure(type=cls):
            for name, inner in field_contents(cls).items():
                member = getattr(value, name)
                new = None if member is None else changed(inner, member)
                if new is not None:
                    return attrs.evolve(value, **{name: new})
            return None
        case _:
            return None
