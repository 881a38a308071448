"""Values of a create request as the update request of the same resource takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.copying.members import targets
from sagemaker_typed.operation import Shape

__all__ = ["Reshaped", "content_at", "reshaped"]


class Reshaped(NamedTuple):
    """A value for another class."""

    value: Any
    is_whole: bool
    """Whether the other class has every member that is set, and all that it requires."""


def content_at(content: Content, create: Content, path: Iterable[Any]) -> Content | None:
    """Return the content of the update request at a path; ``None`` if it has no such member.

    Args:
        content: The content of the update request where the path starts.
        create: The content of the create request there.
        path: The steps, in the names of the create request.
    """
    for step in path:
        match content, create:
            case kinds.Structure(type=cls), kinds.Structure(type=other):
                name = targets(cls, other).get(cast("str", step))
                if name is None:
                    return None
                content, create = field_contents(cls)[name], field_contents(other)[step]
            case kinds.List(member=inner), kinds.List(member=theirs):
                content, create = inner, theirs
            case kinds.Map(value=inner), kinds.Map(value=theirs):
                content, create = inner, theirs
            case _:
                return None if type(content) is not type(create) else content
    return content


def reshaped(content: Content, value: Any) -> Reshaped:
    """Return a value as a member with another content takes it, without what that cannot have."""
    match content:
        case kinds.Structure(type=cls) if isinstance(value, Shape) and type(value) is not cls:
            return _structure(cls, value)
        case kinds.List(member=inner) if isinstance(value, list | tuple):
            parts = [reshaped(inner, item) for item in cast("list[Any]", value)]
            return Reshaped([part.value for part in parts], all(part.is_whole for part in parts))
        case kinds.Map(value=inner) if isinstance(value, dict):
            of_key = {key: reshaped(inner, item) for key, item in cast("Any", value).items()}
            values = {key: part.value for key, part in of_key.items()}
            return Reshaped(values, all(part.is_whole for part in of_key.values()))
        case _:
            return Reshaped(value, is_whole=True)


def _structure(cls: type[Shape], value: Shape) -> Reshaped:
    names, contents = targets(cls, type(value)), field_contents(cls)
    members: dict[str, Any] = {}
    is_whole = not value.unknown_members
    for name in type(value).__wire_names__:
        member = getattr(value, name)
        if member is None:
            continue
        if name not in names:
            is_whole = False
            continue
        part = reshaped(contents[names[name]], member)
        members[names[name]] = part.value
        is_whole &= part.is_whole
    missing = required_fields(cls) - members.keys()
    if missing:
        return Reshaped(None, is_whole=False)
    return Reshaped(cast("Any", cls)(**members), is_whole)
