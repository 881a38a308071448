"""The details of events in the form of the API: names, enum values, tags, absent members."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sagemaker_typed._conversion.correction import NO_BRANCH
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Response, Shape, TaggedUnion

from .spelling import known_value

__all__ = ["normalized"]

_OF_PAIRS: Final = {"Key", "Value"}
_METADATA: Final = "ResponseMetadata"
"""Where a response has its metadata. An event has none."""


def normalized(content: Content, value: Any) -> Any:
    """Return a value of an event as the API would send it. It shares nothing with ``value``.

    Names are matched ignoring case, unless a name matches exactly. Values that do not fit are
    unchanged.
    """
    match content:
        case kinds.Structure() if is_map(value):
            members = dict(_members(content.type, value))
            is_union = issubclass(content.type, TaggedUnion)
            return NO_BRANCH if is_union and not members else members
        case kinds.List() if is_list(value):
            return [normalized(content.member, item) for _, item in numbered(value)]
        case kinds.List() if is_map(value) and _is_pair(content.member):
            return [{"Key": key, "Value": entry} for key, entry in value.items()]
        case kinds.Map() if is_map(value):
            return {
                normalized(content.key, key): normalized(content.value, entry)
                for key, entry in value.items()
                if entry is not None
            }
        case kinds.Enum() if isinstance(value, str):
            return known_value(content.type, value) or value
        case _:
            return copy.deepcopy(value)


def _members(cls: type[Shape], value: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    contents = contents_of(cls)
    given = {name: member for name, member in value.items() if member is not None}
    by_case = {name.casefold(): name for name in given if isinstance(name, str)}
    for field, wire in cls.__wire_names__.items():
        name = wire if wire in given else by_case.get(wire.casefold())
        if name in given:
            yield wire, normalized(contents[field], given.pop(name))
    for name, member in given.items():
        if name != _METADATA or not issubclass(cls, Response):
            yield name, copy.deepcopy(member)


def _is_pair(content: Content) -> bool:
    return (
        isinstance(content, kinds.Structure)
        and {*content.type.__wire_names__.values()} == _OF_PAIRS
    )
