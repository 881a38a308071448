"""Encodes boto3's dicts as the HTTP responses that botocore parses to the same dicts."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final

from .event_encoding import CONTENT_TYPE, HeaderValue, message
from .http import HttpAnswer, Piece

__all__ = ["encode_error", "encode_response", "error_status"]

_JSON: Final = {"json": "application/x-amz-json-1.1", "rest-json": "application/json"}
_BYTES: Final = "application/octet-stream"


def encode_response(
    model: Any,
    members: Mapping[str, Any],
    *,
    status: int | None = None,
    stream: bytes | Iterable[Any] = b"",
) -> HttpAnswer:
    """Return the HTTP response for the members of an output.

    Args:
        model: botocore's model of the operation.
        members: The members, as boto3 returns them. Those that the model does not have are part of
            the JSON.
        status: The HTTP status; default: that of the operation.
        stream: The content of the streamed member, if there is one: bytes; or events as dicts, the
            errors in :class:`EventError` form, and errors of the connection.
    """
    shape = model.output_shape
    protocol = model.service_model.resolved_protocol
    if status is None:
        status = int(model.http.get("responseCode", 200))
    headers: dict[str, str] = {}
    content: dict[str, Any] = {}
    known = shape.members if shape else {}
    for name, value in members.items():
        member = known.get(name)
        location = member.serialization.get("location") if member is not None else None
        if value is None:
            continue
        if protocol == "json" or location is None:
            if member is None:
                content[name] = _plain(value)
            else:
                content[member.serialization.get("name", name)] = _json_value(member, value)
        elif location == "statusCode":
            status = int(value)
        elif location == "headers":
            prefix = member.serialization.get("name", "")
            headers |= {f"{prefix}{key}": str(entry) for key, entry in value.items()}
        else:
            headers[member.serialization.get("name", name)] = _header(member, value)
    payload = shape.serialization.get("payload") if shape else None
    body: list[Piece]
    kind = _JSON.get(protocol, _JSON["json"])
    if model.has_event_stream_output:
        kind, body = CONTENT_TYPE, [*_messages(known[payload], stream)]
    elif model.has_streaming_output:
        kind, body = _BYTES, [stream if isinstance(stream, bytes) else b"".join(stream)]
    elif payload is not None and protocol != "json":
        member, value = known[payload], members.get(payload)
        is_structure = member.type_name == "structure"
        body = [json.dumps(_json_value(member, value or {})).encode()]
        if not is_structure:
            kind = _BYTES if member.type_name == "blob" else "text/plain"
            body = [value.encode() if isinstance(value, str) else bytes(value or b"")]
    else:
        body = [json.dumps(content).encode()]
    made = {"Content-Type": kind}
    if not model.has_event_stream_output:
        made["Content-Length"] = str(sum(len(piece) for piece in body if isinstance(piece, bytes)))
    return HttpAnswer(status, headers, body).with_headers(made)


def encode_error(
    model: Any,
    code: str,
    text: str,
    *,
    members: Mapping[str, Any] | None = None,
    status: int | None = None,
) -> HttpAnswer:
    """Return the HTTP response for an error.

    Args:
        model: botocore's model of the operation.
        code: The error code.
        text: The message.
        members: Other members of the error, as boto3 returns them.
        status: The HTTP status; default: that of the model, or 400.
    """
    body = json.dumps({"__type": code, **_error_content(model, code, text, members)}).encode()
    protocol = model.service_model.resolved_protocol
    headers = {
        "Content-Type": _JSON.get(protocol, _JSON["json"]),
        "Content-Length": str(len(body)),
        "x-amzn-ErrorType": code,
    }
    return HttpAnswer(status or error_status(model, code) or 400, headers, (body,))


def error_status(model: Any, code: str) -> int | None:
    """Return the HTTP status that the model has for an error code, if any."""
    shape = model.service_model.shape_for_error_code(code)
    status = (shape.metadata.get("error") or {}).get("httpStatusCode") if shape else None
    return None if status is None else int(status)


def _error_content(
    model: Any, code: str, text: str, members: Mapping[str, Any] | None
) -> dict[str, Any]:
    shape = model.service_model.shape_for_error_code(code)
    known = shape.members if shape else {}
    name = next((name for name in known if name.lower() == "message"), "message")
    content: dict[str, Any] = {name: text}
    for wire, value in (members or {}).items():
        if value is not None and wire != name:
            content[wire] = _json_value(known[wire], value) if wire in known else _plain(value)
    return content


def _messages(shape: Any, events: Iterable[Any]) -> Iterator[Piece]:
    """Yield the messages of events; the other items are errors.

    An event is a dict with one key. A pair of a code and a dict is an error of the service.
    """
    for event in events:
        match event:
            case Exception():
                yield event
            case (str(code), members):
                yield _exception(shape, code, members)
            case _:
                ((kind, value),) = event.items()
                yield _event(kind, shape.members.get(kind), value)


def _exception(shape: Any, code: str, members: Mapping[str, Any]) -> bytes:
    known = {member.name: member for member in shape.members.values()}
    if code not in known and code not in shape.members:
        headers: dict[str, HeaderValue] = {
            ":message-type": "error",
            ":error-code": code,
            ":error-message": str(members.get("message", members.get("Message", ""))),
        }
        return message(headers)
    member = shape.members.get(code) or known[code]
    content = _json_value(member, members)
    headers = {
        ":message-type": "exception",
        ":exception-type": code,
        ":content-type": _JSON["rest-json"],
    }
    return message(headers, json.dumps(content).encode())


def _event(kind: str, shape: Any, value: Any) -> bytes:
    headers: dict[str, HeaderValue] = {":message-type": "event", ":event-type": kind}
    if shape is None:  # an unknown event, as the package keeps it
        others = {name: text for name, text in value.get("headers", {}).items()}
        return message({**headers, **others}, value.get("payload", b""))
    payload: bytes | None = None
    content: dict[str, Any] = {}
    content_type = _JSON["rest-json"]
    for name, entry in value.items():
        member = shape.members.get(name)
        if entry is None:
            continue
        if member is not None and member.serialization.get("eventheader"):
            headers[name] = entry
        elif member is not None and member.serialization.get("eventpayload"):
            if member.type_name == "blob":
                payload, content_type = bytes(entry), _BYTES
            elif member.type_name == "string":
                payload, content_type = str(entry).encode(), "text/plain"
            else:
                payload = json.dumps(_json_value(member, entry)).encode()
        else:
            content[name] = _plain(entry) if member is None else _json_value(member, entry)
    if payload is None:
        payload = json.dumps(content).encode()
    return message({**headers, ":content-type": content_type}, payload)


def _json_value(shape: Any, value: Any) -> Any:
    """Return a value as JSON has it."""
    if value is None or getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            members = shape.members
            return {
                members[name].serialization.get("name", name) if name in members else name: (
                    _json_value(members[name], entry) if name in members else _plain(entry)
                )
                for name, entry in value.items()
            }
        case "list":
            return [_json_value(shape.member, item) for item in value]
        case "map":
            return {str(key): _json_value(shape.value, entry) for key, entry in value.items()}
        case "timestamp" if isinstance(value, datetime):
            return _moment(value, shape.serialization.get("timestampFormat", "unixtimestamp"))
        case "float" | "double":
            return _number(value)
        case _:
            return _plain(value)


def _plain(value: Any) -> Any:
    """Return a value without a shape as JSON has it."""
    match value:
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case datetime():
            return _moment(value, "unixtimestamp")
        case dict():
            entries: Mapping[Any, Any] = value
            return {str(key): _plain(entry) for key, entry in entries.items()}
        case list() | tuple():
            items: Iterable[Any] = value
            return [_plain(item) for item in items]
        case float():
            return _number(value)
        case _:
            return value


def _number(value: Any) -> Any:
    """Return a number; JSON has no NaN and no infinity, which are strings in these protocols."""
    if isinstance(value, float) and (value != value or value in {float("inf"), float("-inf")}):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def _moment(value: datetime, form: str) -> Any:
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    match form.lower():
        case "iso8601":
            return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case "rfc822":
            return format_datetime(moment.astimezone(UTC), usegmt=True)
        case _:
            seconds = moment.timestamp()
            return int(seconds) if seconds.is_integer() else seconds


def _header(shape: Any, value: Any) -> str:
    """Return a value as a header has it."""
    match shape.type_name:
        case "timestamp" if isinstance(value, datetime):
            return str(_moment(value, shape.serialization.get("timestampFormat", "rfc822")))
        case "boolean":
            return "true" if value else "false"
        case "string" if shape.serialization.get("jsonvalue"):
            return base64.b64encode(json.dumps(value).encode()).decode()
        case "list":
            return ",".join(_header(shape.member, item) for item in value)
        case _:
            return str(value)
