"""The capabilities of plans for each resource of a service, for the documentation."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.copying.members import content_of, members, targets
from sagemaker_typed.operation import Shape

from .making import obstacle
from .resources import Resource, resources_of
from .rows import ADDED_BY, DESCRIBED_BY_ARN, NOT_A_SETTING

__all__ = ["Capability", "capabilities"]


@attrs.frozen(kw_only=True)
class Capability:
    """The capabilities of plans for what an operation creates. Members are field names."""

    operation: str
    """The create operation, such as ``CreateEndpoint``."""
    obstacle: str | None
    """Why it cannot be planned; ``None`` if it can."""
    identity: tuple[str, ...] = ()
    """The members that tell which resource a request means."""
    is_listed: bool = False
    """Whether the resource is found by listing, because describing it needs an id or ARN."""
    updated: tuple[str, ...] = ()
    """The members that an update changes."""
    partly_updated: tuple[str, ...] = ()
    """The members of which an update changes a part."""
    replaced: tuple[str, ...] = ()
    """The members that only a replacement changes."""
    not_compared: tuple[str, ...] = ()
    """The members that the service does not describe."""
    can_be_replaced: bool = False
    """Whether it can be deleted."""
    has_tags: bool = False
    """Whether tags are compared and changed."""


def capabilities(namespace: str) -> Iterator[Capability]:
    """Yield what plans can do, for each create operation of a service package, in order.

    Args:
        namespace: The name of the package, such as ``sagemaker_typed.sagemaker``.
    """
    for resource in resources_of(namespace):
        yield _capability(resource)


def _capability(resource: Resource) -> Capability:
    reason = obstacle(resource)
    if reason is not None:
        return Capability(operation=resource.create.__operation__, obstacle=reason)
    by_effect: dict[str, list[str]] = {}
    for name in resource.create.__wire_names__:
        if name not in {*resource.identifying, "tags"} and not name.endswith("token"):
            by_effect.setdefault(_effect(resource, name), []).append(name)
    return Capability(
        operation=resource.create.__operation__,
        obstacle=None,
        identity=resource.identifying,
        is_listed=resource.lookup is not None,
        updated=tuple(by_effect.get("updated", ())),
        partly_updated=tuple(by_effect.get("partly", ())),
        replaced=tuple(by_effect.get("replaced", ())),
        not_compared=tuple(by_effect.get("not compared", ())),
        can_be_replaced=resource.delete is not None,
        has_tags=resource.tags is not None,
    )


def _effect(resource: Resource, name: str) -> str:
    row = (resource.noun, name)
    if row in NOT_A_SETTING or not (_is_described(resource, name) or row in DESCRIBED_BY_ARN):
        return "not compared"
    if resource.update is None:
        return "replaced"
    target = targets(resource.update, resource.create).get(name)
    if target is None:
        is_addable = ADDED_BY.get(row) in resource.update.__wire_names__
        return "partly" if is_addable else "replaced"
    contents = field_contents(resource.update)[target], field_contents(resource.create)[name]
    return "updated" if _is_whole(*contents) else "partly"


def _is_described(resource: Resource, name: str) -> bool:
    """Return whether the description has a member, or a part of it."""
    places = members(resource.create, resource.description)
    if name not in places:
        return False
    match field_contents(resource.create)[name], content_of(resource.description, places[name]):
        case kinds.Structure(type=cls), kinds.Structure(type=other):
            return cls is other or bool(members(cls, other))
        case _:
            return True


def _is_whole(content: Content, create: Content) -> bool:
    """Return whether an update can have every part of a member."""
    match content, create:
        case kinds.Structure(type=cls), kinds.Structure(type=other):
            return cls is other or _has_all(cls, other)
        case kinds.List(member=inner), kinds.List(member=theirs):
            return _is_whole(inner, theirs)
        case kinds.Map(value=inner), kinds.Map(value=theirs):
            return _is_whole(inner, theirs)
        case _:
            return True


def _has_all(cls: type[Shape], other: type[Shape]) -> bool:
    names, contents = targets(cls, other), field_contents(cls)
    return all(
        name in names and _is_whole(contents[names[name]], content)
        for name, content in field_contents(other).items()
    )
