"""The requests that change a resource, and the differences that they cannot change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed.copying.members import look_up, members, targets
from sagemaker_typed.differences import Difference
from sagemaker_typed.operation import Request, Shape

from .finding import Found
from .reshaping import content_at, reshaped
from .resources import Resource
from .rows import (
    ADDED_BY,
    NOT_A_SETTING,
    REMOVED_BY,
    UPDATED_ALONE,
)
from .state import part_of

__all__ = ["Update", "delete_request", "update_of"]


class Update(NamedTuple):
    """The requests that update a resource."""

    calls: tuple[Request[Any], ...] = ()
    blocked: tuple[Difference, ...] = ()
    """The differences that no update changes."""


def update_of(
    resource: Resource, request: Request[Any], found: Found, differences: Iterable[Difference]
) -> Update:
    """Return the requests that make a resource what a create request describes.

    They have the members that differ, each as a whole from the create request; the members that
    updating requires; and those that cannot be compared.
    """
    by_field: dict[str, list[Difference]] = {}
    for one in differences:
        by_field.setdefault(str(one.steps[0]), []).append(one)
    if not by_field or resource.update is None:
        return Update((), tuple(one for group in by_field.values() for one in group))
    update = _UpdateMembers(resource, request, resource.update)
    blocked = [
        one for field, group in by_field.items() for one in update.blocked_after(field, group)
    ]
    if blocked:
        return Update((), tuple(blocked))
    return Update(update.calls(found))


class _UpdateMembers:
    """The members of an update request, as they are collected."""

    def __init__(
        self, resource: Resource, request: Request[Any], update: type[Request[Any]]
    ) -> None:
        self.noun = resource.noun
        self.resource = resource
        self.request = request
        self.update = update
        self.values: dict[str, Any] = {}
        self.targets = targets(update, type(request))
        self.contents = field_contents(update)
        self.given = field_contents(type(request))

    def blocked_after(self, field: str, group: list[Difference]) -> Iterable[Difference]:
        """Add what changes a member, and return the differences that it cannot change."""
        if (self.noun, field) in ADDED_BY:
            return self._add_items(field, ADDED_BY[self.noun, field], group)
        target = self.targets.get(field)
        if target is None:
            return group
        blocked = [one for one in group if not self._is_settable(field, target, one)]
        if not blocked:
            self._set(field, target, group)
        return blocked

    def _set(self, field: str, target: str, group: Sequence[Difference]) -> None:
        value = getattr(self.request, field)
        if (self.noun, field) in REMOVED_BY:
            remover, name = REMOVED_BY[self.noun, field]
            gone = [getattr(one.old, name) for one in _removed(group)]
            if gone and remover in self.update.__wire_names__:
                self.values[remover] = gone
        keys = [str(one.steps[1][0]) for one in _removed(group) if isinstance(one.steps[1], tuple)]
        if keys and f"{field}_to_remove" in self.update.__wire_names__:
            self.values[f"{field}_to_remove"] = keys
        if not value and f"disassociate_{field}" in self.update.__wire_names__:
            self.values[f"disassociate_{field}"] = True
        elif value or f"{field}_to_remove" not in self.values:
            self.values[target] = reshaped(self.contents[target], value).value

    def _add_items(self, field: str, target: str, group: list[Difference]) -> Iterable[Difference]:
        if target not in self.update.__wire_names__:
            return group
        blocked = [one for one in group if one.kind != "added" or len(one.steps) != 2]
        if not blocked:
            new = [one.new for one in group]
            self.values[target] = reshaped(self.contents[target], new).value
        return blocked

    def _is_settable(self, field: str, target: str, difference: Difference) -> bool:
        content = content_at(self.contents[target], self.given[field], difference.steps[1:])
        if content is None:
            return False
        value = getattr(self.request, field)
        if value and reshaped(self.contents[target], value).value is None:
            return False  # the update requires a member that creating does not have
        return reshaped(content, difference.new).is_whole

    def calls(self, found: Found) -> tuple[Request[Any], ...]:
        """Return the update requests."""
        changed = dict(self.values)
        for field, target in self.targets.items():
            value = getattr(self.request, field)
            if value is not None and target not in changed and self._is_included(field, found):
                changed[target] = reshaped(self.contents[target], value).value
        needed = {name: self._required(name, found) for name in required_fields(self.update)}
        alone = {
            name: changed.pop(name) for name in [*changed] if (self.noun, name) in UPDATED_ALONE
        }
        groups = [changed] if changed.keys() - needed.keys() or not alone else []
        groups += [{name: value} for name, value in alone.items()]
        make = cast("Any", self.update)
        return tuple(make(**{**needed, **group}) for group in groups)

    def _is_included(self, field: str, found: Found) -> bool:
        """Return whether a member is sent although no difference is known."""
        if field == "tags" or field.endswith("token"):
            return False
        described: Shape = _described(self.resource, found)
        compared = members(type(self.request), type(described))
        return (self.noun, field) in NOT_A_SETTING or field not in compared

    def _required(self, name: str, found: Found) -> Any:
        """Return the value of a required member: from the request, or as the service has it."""
        field = next((own for own, target in self.targets.items() if target == name), name)
        value = getattr(self.request, field, None)
        if value is not None:
            return reshaped(self.contents[name], value).value
        for source in (found.request, _described(self.resource, found)):
            value = _counterpart(self.update, name, source)
            if value is not None:
                return reshaped(self.contents[name], value).value
        return None


def _counterpart(cls: type[Shape], name: str, source: Shape | None) -> Any:
    """Return the value of an object that becomes a member of a class; ``None`` if it has none."""
    place = None if source is None else members(cls, type(source)).get(name)
    return None if source is None or place is None else look_up(source, place).value


def _described(resource: Resource, found: Found) -> Any:
    return None if found.response is None else part_of(resource, found.response)


def _removed(group: Iterable[Difference]) -> Iterable[Difference]:
    return [one for one in group if one.kind == "removed" and len(one.steps) == 2]


def delete_request(resource: Resource, request: Request[Any], found: Found) -> Request[Any] | None:
    """Return the request that deletes a resource; ``None`` if there is no such operation."""
    if resource.delete is None:
        return None
    described = _described(resource, found)
    needed = required_fields(resource.delete)
    members: dict[str, Any] = {}
    for name in resource.delete.__wire_names__:
        sources = (found.request, request, described) if name in needed else (found.request,)
        values = (getattr(source, name, None) for source in sources)
        value = next((one for one in values if one is not None), None)
        if value is not None:
            members[name] = value
    if needed - members.keys():
        return None
    deletion: Request[Any] = cast("Any", resource.delete)(**members)
    return deletion
