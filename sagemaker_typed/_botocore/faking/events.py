"""Encodes events as the messages that botocore decodes to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .http import Piece
from .json_values import json_value, plain_value
from .messages import BYTES_TYPE, JSON_TYPE, HeaderValue, message

__all__ = ["encode_events"]


def encode_events(shape: Any, events: Iterable[Any]) -> Iterator[Piece]:
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
    content = json_value(member, members)
    headers = {
        ":message-type": "exception",
        ":exception-type": code,
        ":content-type": JSON_TYPE,
    }
    return message(headers, json.dumps(content).encode())


def _event(kind: str, shape: Any, value: Any) -> bytes:
    headers: dict[str, HeaderValue] = {":message-type": "event", ":event-type": kind}
    if shape is None:  # an unknown event, as the package keeps it
        return message({**headers, **value.get("headers", {})}, value.get("payload", b""))
    payload: bytes | None = None
    content: dict[str, Any] = {}
    content_type = JSON_TYPE
    for name, entry in value.items():
        member = shape.members.get(name)
        if entry is None:
            continue
        if member is not None and member.serialization.get("eventheader"):
            headers[name] = entry
        elif member is not None and member.serialization.get("eventpayload"):
            if member.type_name == "blob":
                payload, content_type = bytes(entry), BYTES_TYPE
            elif member.type_name == "string":
                payload, content_type = str(entry).encode(), "text/plain"
            else:
                payload = json.dumps(json_value(member, entry)).encode()
        else:
            content[name] = plain_value(entry) if member is None else json_value(member, entry)
    if payload is None:
        payload = json.dumps(content).encode()
    return message({**headers, ":content-type": content_type}, payload)
