"""Decodes the messages of botocore's event stream into boto3's dicts and errors."""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, TypeGuard, cast

from botocore.eventstream import EventStream, EventStreamBuffer, ParserError
from botocore.exceptions import EventStreamError

from sagemaker_typed._hints.counts import counted
from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.streaming.errors import IncompleteStreamError, translated

_PIECE: Final = 65536
_WHAT: Final = "the event stream"
# For protocols without HTTP headers; it has no content that is needed here.
_INITIAL_RESPONSE: Final = "initial-response"
_ERRORS: Final = {"error", "exception"}
# Raised by botocore's decoder for invalid headers, in addition to its own error.
_DAMAGE: Final = (ParserError, struct.error, ValueError, LookupError)


def is_decodable(source: object) -> TypeGuard[Any]:
    """Return whether ``source`` is botocore's stream, with the attributes that are used here.

    These attributes are undocumented. Without them, botocore decodes the stream itself and drops
    unknown events.
    """
    untyped: Any = source
    return isinstance(source, EventStream) and all(
        hasattr(untyped, name) for name in ("_raw_stream", "_parse_event")
    )


def decoded(stream: Any, known: Collection[str], errors: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the events of botocore's stream as boto3's dicts, including those that botocore drops.

    Args:
        stream: botocore's ``EventStream``.
        known: The event types of the service model.
        errors: The error codes of the service model.
    """
    payloads = _payload_members(stream)
    for message in _messages(stream):
        headers = message.headers
        kind = headers.get(":event-type")
        if headers.get(":message-type") in _ERRORS or kind in errors:
            raise _error(message, stream)
        if kind in payloads:
            yield {kind: {payloads[kind]: message.payload}}
        elif kind in known:
            try:
                # As botocore's own iterator does.
                event = stream._parse_event(message)
            except Exception as error:  # noqa: BLE001 - the parser may raise anything
                # The error's message may quote the content, so only its type is shown.
                reason = f"an event does not match the service model ({type(error).__name__})"
                raise invalid_event(stream, reason) from None
            yield event
        elif not kind:
            raise invalid_event(stream, "an event has no event type")
        elif kind != _INITIAL_RESPONSE:
            yield {kind: {"headers": headers, "payload": message.payload}}


def invalid_event(source: Any, reason: str) -> InvalidResponse:
    """Return the error for an event that cannot be read; ``source`` is any iterable of events."""
    metadata = _metadata(source)
    return InvalidResponse(
        _operation(source),
        reason,
        metadata.get("HTTPStatusCode"),
        metadata.get("RequestId", ""),
        metadata["HTTPHeaders"].get("content-type", ""),
    )


def _payload_members(stream: Any) -> dict[str, str]:
    """Return the payload member of each event type whose only member is bytes.

    These events do not need botocore's parser.
    """
    shape: Any = getattr(stream, "_output_shape", None)
    events: Mapping[str, Any] = getattr(shape, "members", {})
    return {
        kind: name
        for kind, event in events.items()
        for name, member in event.members.items()
        if len(event.members) == 1
        and member.type_name == "blob"
        and member.serialization.get("eventpayload")
    }


def _messages(stream: Any) -> Iterator[Any]:
    """Yield the messages, decoded by botocore; a stream that ends within a message is an error.

    Botocore's own iterator takes such an end for the regular end.
    """
    buffer, waiting = EventStreamBuffer(), 0
    for piece in _pieces(stream._raw_stream):
        buffer.add_data(piece)
        waiting += len(piece)
        try:
            for message in cast("Iterable[Any]", buffer):
                waiting -= message.prelude.total_length
                yield message
        except _DAMAGE as error:
            raise invalid_event(stream, f"an event is corrupted ({type(error).__name__})") from None
    if waiting:
        raise _incomplete(f"received only {counted(waiting, 'byte')} of an event")


def _pieces(raw: Any) -> Iterator[bytes]:
    """Yield the bytes of urllib3's response as soon as they arrive."""
    is_chunked = bool(getattr(raw, "chunked", False))
    # ``stream`` yields whole chunks; without chunks, it would wait until the buffer is full.
    streams = is_chunked or not hasattr(raw, "read1")
    pieces: Iterable[bytes] = raw.stream() if streams else iter(partial(raw.read1, _PIECE), b"")
    received = 0
    try:
        for piece in pieces:
            received += len(piece)
            yield piece
    except Exception as error:  # noqa: BLE001 - `translated` returns unknown errors unchanged
        raise translated(error, _WHAT) from None
    # Botocore turns off urllib3's check of the length, and makes its own for other bodies only.
    headers: Mapping[str, Any] = getattr(raw, "headers", None) or {}
    length = str(headers.get("content-length", ""))
    if length.isdecimal() and received < int(length) and not is_chunked:
        raise _incomplete(f"received {received} of {counted(int(length), 'byte')}")


def _incomplete(error: str) -> IncompleteStreamError:
    return IncompleteStreamError(what=_WHAT, error=error)


def _error(message: Any, stream: Any) -> EventStreamError:
    """Return the error that was sent instead of an event, with all its members."""
    headers = message.headers
    if headers.get(":message-type") == "error":
        members: dict[str, Any] = {}
        code, text = headers.get(":error-code"), headers.get(":error-message")
    else:
        members = _members(message.payload)
        code = headers.get(":exception-type") or headers.get(":event-type")
        text = members.get("Message", members.get("message"))
    response: dict[str, Any] = {
        **members,
        "Error": {"Code": str(code or ""), "Message": str(text or "")},
        "ResponseMetadata": _metadata(stream),
    }
    return EventStreamError(cast("Any", response), _operation(stream))


def _members(payload: bytes) -> dict[str, Any]:
    try:
        members = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", members) if isinstance(members, dict) else {}


def _operation(source: Any) -> str:
    return str(getattr(source, "_operation_name", "") or "the operation")


def _metadata(source: Any) -> dict[str, Any]:
    """Return the response metadata, in the form that botocore uses for other errors."""
    raw = getattr(source, "_raw_stream", None)
    headers = {str(k).lower(): str(v) for k, v in dict(getattr(raw, "headers", None) or {}).items()}
    found: dict[str, Any] = {"HTTPHeaders": headers}
    if request_id := headers.get("x-amzn-requestid"):
        found["RequestId"] = request_id
    if status := getattr(raw, "status", None):
        found["HTTPStatusCode"] = status
    return found
