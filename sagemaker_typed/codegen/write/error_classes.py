"""The views of a service's error classes: their base classes and properties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from sagemaker_typed import errors as common
from sagemaker_typed.codegen.model.shapes import Member, Scalar, Service, Structure
from sagemaker_typed.codegen.plan import naming
from sagemaker_typed.codegen.plan.bare_types import KINDS

from . import facts
from .literals import text_literal

# The prefix of a common error class if an error of the service model has the same name.
_OF_COMMON: Final = "Common"
# Attributes of error instances, and names that the generated properties use.
_TAKEN: Final = {"response", "operation_name", "property", *KINDS.values()}


@attrs.frozen
class ErrorMemberView:
    """A property of an error."""

    name: str
    wire_name: str
    kind: str
    """The type of a scalar; ``Any`` for other shapes, which have the value from botocore."""
    doc: str


@attrs.frozen
class ErrorView:
    """An error of the service model."""

    name: str
    code: str
    base: str
    members: tuple[ErrorMemberView, ...]
    is_common: bool
    """Whether the common error class is used unchanged."""


def errors(service: Service) -> Mapping[str, object]:
    """Return the variables of the template."""
    views = [
        _error(shape, service)
        for shape in service.shapes.values()
        if isinstance(shape, Structure) and shape.exception
    ]
    own = {view.name for view in views if not view.is_common}
    return {
        "full_name": service.full_name,
        "errors": views,
        "own": [
            attrs.evolve(view, base=_OF_COMMON + view.base if view.base in own else view.base)
            for view in views
            if not view.is_common
        ],
        "common": sorted(set(common.__all__) - own),
        "renamed": sorted(
            {f"{view.base} as {_OF_COMMON}{view.base}" for view in views if view.base in own}
        ),
        "names": sorted({*common.__all__, *own, "BY_CODE"}),
        "kinds": {member.kind for view in views for member in view.members},
    }


def _error(shape: Structure, service: Service) -> ErrorView:
    name = naming.class_name(shape.name)
    base = common.COMMON.get(shape.name, common.ServiceError)
    members = _members(shape, service, base)
    is_common = name == base.__name__ and not members
    return ErrorView(name, text_literal(shape.name), base.__name__, members, is_common)


def _members(
    shape: Structure, service: Service, base: type[common.ServiceError]
) -> tuple[ErrorMemberView, ...]:
    members = [member for member in shape.members if member.name.lower() != "message"]
    names = naming.field_names(shape.name, [member.name for member in members])
    return tuple(_member(member, names[member.name], service, base) for member in members)


def _member(
    member: Member, name: str, service: Service, base: type[common.ServiceError]
) -> ErrorMemberView:
    shape = service.shapes[member.shape]
    if hasattr(base, name) or name in _TAKEN:
        name += "_"
    kind = KINDS[shape.kind] if isinstance(shape, Scalar) else "Any"
    doc = facts.member_facts(attrs.evolve(member, required=False), shape)
    return ErrorMemberView(name, text_literal(member.name), kind, doc)
