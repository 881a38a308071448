"""Encodes boto3's dicts as the HTTP responses that botocore parses to the same dicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from .events import encode_events
from .http import HttpAnswer, Piece
from .json_values import header_value, json_value, plain_value
from .messages import BYTES_TYPE, CONTENT_TYPE

__all__ = ["JSON_TYPES", "encode_response"]

JSON_TYPES: Final = {"json": "application/x-amz-json-1.1", "rest-json": "application/json"}
"""The content types of the protocols."""


def encode_response(
    model: Any,
    members: Mapping[str, Any],
    *,
    status: int | None = None,
    stream: bytes | Iterable[Any] = b"",
    is_live: bool = False,
) -> HttpAnswer:
    """Return the HTTP response for the members of an output.

    Args:
        model: botocore's model of the operation.
        members: The members, as boto3 returns them. Those that the model does not have are part of
            the JSON.
        status: The HTTP status; default: that of the operation.
        stream: The content of the streamed member, if there is one: bytes; or events as dicts, the
            errors of the service as pairs of a code and a dict, and errors of the connection.
        is_live: Whether each event is made when the body is read, instead of now.
    """
    shape: Any = model.output_shape
    protocol: str = model.service_model.resolved_protocol
    if status is None:
        status = int(model.http.get("responseCode", 200))
    headers: dict[str, str] = {}
    content: dict[str, Any] = {}
    known: Mapping[str, Any] = shape.members if shape else {}
    for name, value in members.items():
        if value is None:
            continue
        if name not in known:
            content[name] = plain_value(value)
            continue
        member = known[name]
        location: Any = member.serialization.get("location")
        if protocol == "json" or location is None:
            content[member.serialization.get("name", name)] = json_value(member, value)
        elif location == "statusCode":
            status = int(value)
        elif location == "headers":
            prefix = member.serialization.get("name", "")
            headers |= {f"{prefix}{key}": str(entry) for key, entry in value.items()}
        else:
            headers[member.serialization.get("name", name)] = header_value(member, value)
    payload: Any = shape.serialization.get("payload") if shape else None
    body: Sequence[Piece] | Iterator[Piece]
    kind = JSON_TYPES[protocol]
    if model.has_event_stream_output:
        events = encode_events(known[payload], stream)
        kind, body = CONTENT_TYPE, events if is_live else [*events]
    elif model.has_streaming_output:
        kind, body = BYTES_TYPE, [*([stream] if isinstance(stream, bytes) else stream)]
    elif payload is not None and protocol != "json":
        member, value = known[payload], members.get(payload)
        is_structure = member.type_name == "structure"
        body = [json.dumps(json_value(member, value or {})).encode()]
        if not is_structure:
            kind = BYTES_TYPE if member.type_name == "blob" else "text/plain"
            body = [value.encode() if isinstance(value, str) else bytes(value or b"")]
    else:
        body = [json.dumps(content).encode()]
    made = {"Content-Type": kind}
    if not model.has_event_stream_output:
        made["Content-Length"] = str(sum(len(piece) for piece in body if isinstance(piece, bytes)))
    return HttpAnswer(status, headers, body).with_headers(made)
