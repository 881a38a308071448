"""The kind of body that an operation's response has, according to botocore's model."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, Final

from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed.operation import Request, Response

_JSON_PROTOCOLS: Final = {"json", "rest-json"}


class BodyKind(Enum):
    """The kind of body that a successful response has."""

    WHOLE_JSON = auto()
    """A JSON object with the whole response; it may be absent if no member is required."""
    JSON = auto()
    """A JSON object with part of the response."""
    NOT_JSON = auto()
    EVENTS = auto()
    """A stream of events."""
    OTHER = auto()
    """The body of a protocol that does not use JSON."""


_kinds: dict[type[Request[Any]], BodyKind] = {}


def body_kind(cls: type[Request[Any]], model: Any) -> BodyKind:
    """Return the kind of body that a successful response to a ``cls`` has."""
    kind = _kinds.get(cls)
    if kind is None:
        kind = _kinds[cls] = _kind(model)
    return kind


def _kind(model: Any) -> BodyKind:
    if model.service_model.resolved_protocol not in _JSON_PROTOCOLS:
        return BodyKind.OTHER
    output: Any = model.output_shape
    if model.has_event_stream_output:
        return BodyKind.EVENTS
    if output is not None and (model.has_streaming_output or "payload" in output.serialization):
        return BodyKind.NOT_JSON
    return BodyKind.WHOLE_JSON if _is_whole(output, set()) else BodyKind.JSON


def _is_whole(shape: Any, seen: set[str]) -> bool:
    """Return whether all members, at any depth, are in the JSON under their own names.

    The model's timestamp format does not matter, because botocore's parser accepts every format.
    """
    if shape is None or shape.name in seen:
        return True
    seen.add(shape.name)
    if shape.type_name == "list":
        return _is_whole(shape.member, seen)
    if shape.type_name == "map":
        return _is_whole(shape.value, seen)
    members: Mapping[str, Any] = shape.members if shape.type_name == "structure" else {}
    return all(
        "location" not in member.serialization
        and member.serialization.get("name", name) == name
        and _is_whole(member, seen)
        for name, member in members.items()
    )


_needs_body: dict[type[Response], bool] = {}


def needs_body(response: type[Response], model: Any) -> bool:
    """Return whether a member in the body is required."""
    if response not in _needs_body:
        shape: Any = model.output_shape
        members: Mapping[str, Any] = {} if shape is None else shape.members
        _needs_body[response] = any(
            "location" not in members[wire].serialization
            for name in required_fields(response)
            if (wire := response.__wire_names__[name]) in members
        )
    return _needs_body[response]
