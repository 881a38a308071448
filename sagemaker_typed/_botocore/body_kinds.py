"""What the body of an operation's answer is, from botocore's model of the operation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, Final

from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed.operation import Request, Response

_JSON_PROTOCOLS: Final = {"json", "rest-json"}


class BodyKind(Enum):
    """What the body of a successful answer is."""

    WHOLE_JSON = auto()
    """A JSON object that has all of the answer; it may be absent where nothing is required."""
    JSON = auto()
    """A JSON object that has some of the answer."""
    NOT_JSON = auto()
    EVENTS = auto()
    """A stream of events."""
    OTHER = auto()
    """A body of a protocol that does not use JSON."""


_kinds: dict[type[Request[Any]], BodyKind] = {}


def body_kind(cls: type[Request[Any]], model: Any) -> BodyKind:
    """What the body of a successful answer to a ``cls`` is."""
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
    """Whether all members are in the JSON, at any depth, and by their own names.

    Botocore's parser reads a timestamp in whatever form it comes, so that the model's form of it
    makes no difference.
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


_needing_a_body: dict[type[Response], bool] = {}


def needs_body(response: type[Response], model: Any) -> bool:
    """Whether something in the body is required."""
    if response not in _needing_a_body:
        shape: Any = model.output_shape
        members: Mapping[str, Any] = {} if shape is None else shape.members
        _needing_a_body[response] = any(
            "location" not in members[wire].serialization
            for name in required_fields(response)
            if (wire := response.__wire_names__[name]) in members
        )
    return _needing_a_body[response]
