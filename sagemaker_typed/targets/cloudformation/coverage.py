"""The resource types, and the members of requests that they do not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Request, Shape

from .members import is_token, target_of
from .resources import PREFIX, request_classes
from .schema import is_structure, item_of, properties_of, value_of

__all__ = ["ResourceType", "resource_types"]


@exported_from("sagemaker_typed.targets.cloudformation")
@attrs.frozen
class ResourceType:
    """A resource type and the request that has its properties."""

    name: str
    """The name, such as ``AWS::SageMaker::Model``."""
    request: type[Request[Any]]
    """The class of the request."""
    missing: tuple[str, ...]
    """The paths of the request's fields that the type has no property for."""
    renamed: tuple[str, ...]
    """The paths of the fields whose property has another name or form."""
    extra: tuple[str, ...]
    """The properties that the request has no field for."""

    @property
    def is_exact(self) -> bool:
        """Whether every request of the class can be a resource of the type."""
        return not self.missing


def resource_types() -> tuple[ResourceType, ...]:
    """Return SageMaker's resource types, in order of name.

    The source is CloudFormation's resource schemas, as cfn-lint publishes them.
    """
    return tuple(
        _resource_type(name, request) for name, request in sorted(request_classes().items())
    )


def _resource_type(name: str, request: type[Request[Any]]) -> ResourceType:
    missing: list[str] = []
    renamed: list[str] = []
    cls: Any = request
    for path, found in _members(kinds.Structure(cls), name, "", frozenset()):
        (missing if found is None else renamed).append(path)
    renamed = [*dict.fromkeys(renamed)]
    wires = {
        target.steps[0]
        for wire in cls.__wire_names__.values()
        if (target := target_of(name, wire)) is not None
    }
    extra = tuple(one for one in properties_of(name) if one not in wires)
    return ResourceType(PREFIX + name, request, tuple(missing), tuple(renamed), extra)


def _members(
    content: Content, kind: str, path: str, above: frozenset[type[Shape]]
) -> Iterator[tuple[str, str | None]]:
    """Yield the paths that differ, with the property's name, or ``None`` if there is none."""
    item, entry = item_of(kind), value_of(kind)
    match content:
        case kinds.List(member=member):
            if item is None:
                yield path, kind
            yield from _members(member, item or kind, f"{path}[]", above)
        case kinds.Map(value=member):
            if entry is not None:
                yield from _members(member, entry, f"{path}[...]", above)
            elif item is not None:
                yield path, kind
        case kinds.Structure(type=cls) if is_structure(kind) and cls not in above:
            for name, inner in contents_of(cls).items():
                wire = cls.__wire_names__[name]
                target = target_of(kind, wire)
                inner_path = f"{path}.{name}" if path else name
                if target is None:
                    if not is_token(kind, wire):
                        yield inner_path, None
                    continue
                if target.steps != (wire,) or target.spellings:
                    yield inner_path, "/".join(target.steps)
                yield from _members(inner, target.type, inner_path, above | {cls})
        case kinds.Structure(type=cls) if kind == "boolean":
            yield path, kind
        case kinds.Text() if is_structure(kind):
            yield path, kind
        case _:
            return
