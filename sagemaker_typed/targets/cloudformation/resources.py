"""The resource type of a request, and the request of a resource type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, TypeAlias

from sagemaker_typed import sagemaker
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed.operation import Request

from .rows import OPERATIONS
from .schema import SCHEMAS
from .table import ROWS

__all__ = ["PREFIX", "RequestClass", "class_of", "request_classes", "type_of"]

PREFIX: Final = "AWS::SageMaker::"
RequestClass: TypeAlias = type[Request[Any]]


@cache
def request_classes() -> Mapping[str, RequestClass]:
    """Return the class of the request that creates each resource type, by type, without prefix."""
    found: dict[str, RequestClass] = {}
    for name in ROWS:
        operation = OPERATIONS.get(name, f"Create{name}")
        cls = getattr(sagemaker, f"{operation}Request", None) if "." not in name else None
        if cls is not None:
            found[name] = cls
    return found


def type_of(cls: RequestClass, chosen: str | None) -> str:
    """Return the resource type of a request, without prefix.

    Args:
        cls: The class of the request.
        chosen: The type that the user chose, with or without prefix.

    Raises:
        ValueError: no type has the properties of the request, or it is not the chosen one.
    """
    types = [name for name, made in request_classes().items() if issubclass(cls, made)]
    if not types:
        raise ValueError(_no_type(cls))
    if chosen is None:
        # The type with the operation's own name, if there are several.
        return next((name for name in types if name not in OPERATIONS), types[0])
    name = chosen.removeprefix(PREFIX)
    if name not in types:
        raise ValueError(
            f"{cls.__name__} has the properties of {either(PREFIX + one for one in types)}, not of "
            f"{chosen}"
        )
    return name


def class_of(resource_type: object) -> tuple[str, RequestClass]:
    """Return a resource type without its prefix, and the class of the request that creates it.

    Raises:
        ValueError: it is not a resource type of SageMaker, or unknown.
    """
    classes = request_classes()
    if not isinstance(resource_type, str):
        raise ValueError(f"a resource has a Type, such as {PREFIX}Model, got {resource_type!r}")
    name = resource_type.removeprefix(PREFIX)
    if resource_type.startswith(PREFIX) and name in classes:
        return name, classes[name]
    near = nearest(name, classes)
    hint = f"; did you mean {either(PREFIX + one for one in near)}?" if near else ""
    raise ValueError(f"{resource_type} is not a resource type of SageMaker in {SCHEMAS}{hint}")


def _no_type(cls: RequestClass) -> str:
    operation = cls.__operation__
    message = f"no resource type in {SCHEMAS} creates what {operation} creates"
    near = [
        f"{made.__name__}, of {PREFIX}{name}"
        for name, made in request_classes().items()
        if operation.removeprefix("Update") == name
    ]
    return f"{message}; use {near[0]}" if near else message
