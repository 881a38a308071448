"""Messages of an event stream: from botocore's stream to boto3's dicts and errors."""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, TypeGuard, cast

from botocore.eventstream import EventStream, EventStreamBuffer, ParserError
from botocore.exceptions import EventStreamError

from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.streaming.errors import IncompleteStreamError, translated

_PIECE: Final = 65536
_WHAT: Final = "the event stream"
# Of protocols without HTTP headers; there is nothing in it that this one lacks.
_INITIAL_RESPONSE: Final = "initial-response"
_ERRORS: Final = {"error", "exception"}
# What botocore's decoder raises over headers that are none, besides its own error.
_DAMAGE: Final = (ParserError, struct.error, ValueError, LookupError)


def is_decodable(source: object) -> TypeGuard[Any]:
    """Whether it is botocore's stream, with the parts of it that are used here.

    Botocore does not promise to keep them; without them, it drops unknown events itself.
    """
    untyped: Any = source
    return isinstance(source, EventStream) and all(
        hasattr(untyped, name) for name in ("_raw_stream", "_parse_event")
    )


def decoded(stream: Any, known: Collection[str], errors: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The events of botocore's stream as boto3's dicts, those that botocore drops included.

    Args:
        stream: botocore's ``EventStream``.
        known: The kinds of events that the service model has.
        errors: The codes of the errors that it has.
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
                # What botocore's own iterator does with a message.
                event = stream._parse_event(message)
            except Exception as error:  # noqa: BLE001 - whatever a parser raises
                # The text may quote the content.
                reason = f"an event does not fit the service model ({type(error).__name__})"
                raise invalid_event(stream, reason) from None
            yield event
        elif not kind:
            raise invalid_event(stream, "an event does not say of what kind it is")
        elif kind != _INITIAL_RESPONSE:
            yield {kind: {"headers": headers, "payload": message.payload}}


def invalid_event(source: Any, reason: str) -> InvalidResponse:
    """The error for an event that cannot be read; ``source`` may be anything that has events."""
    metadata = _metadata(source)
    return InvalidResponse(
        _operation(source),
        reason,
        metadata.get("HTTPStatusCode"),
        metadata.get("RequestId", ""),
        metadata["HTTPHeaders"].get("content-type", ""),
    )


def _payload_members(stream: Any) -> dict[str, str]:
    """The only member of the events that are nothing but bytes: botocore's parser is spared."""
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
    """The messages, decoded by botocore; a stream that ends within one is an error.

    botocore's own iterator ends there as if that were the end.
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
            raise invalid_event(stream, f"an event is damaged ({type(error).__name__})") from None
    if waiting:
        raise _incomplete(f"no more than {waiting} bytes of an event have come")


def _pieces(raw: Any) -> Iterator[bytes]:
    """What arrives, as soon as it does, of urllib3's response."""
    is_chunked = bool(getattr(raw, "chunked", False))
    # A chunk is given once it is whole; what has no chunks, urllib3 would wait for.
    streams = is_chunked or not hasattr(raw, "read1")
    pieces: Iterable[bytes] = raw.stream() if streams else iter(partial(raw.read1, _PIECE), b"")
    received = 0
    try:
        for piece in pieces:
            received += len(piece)
            yield piece
    except Exception as error:  # noqa: BLE001 - `translated` leaves what it does not know
        raise translated(error, _WHAT) from None
    # botocore has urllib3 not look at it, and looks itself at other bodies only.
    headers: Mapping[str, Any] = getattr(raw, "headers", None) or {}
    length = str(headers.get("content-length", ""))
    if length.isdecimal() and received < int(length) and not is_chunked:
        raise _incomplete(f"{received} of {length} bytes have come")


def _incomplete(error: str) -> IncompleteStreamError:
    return IncompleteStreamError(what=_WHAT, error=error)


def _error(message: Any, stream: Any) -> EventStreamError:
    """The error that came in the place of an event, with all that it says."""
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
    """What the answer's head says, as botocore has it for other errors."""
    raw = getattr(source, "_raw_stream", None)
    headers = {str(k).lower(): str(v) for k, v in dict(getattr(raw, "headers", None) or {}).items()}
    found: dict[str, Any] = {"HTTPHeaders": headers}
    if request_id := headers.get("x-amzn-requestid"):
        found["RequestId"] = request_id
    if status := getattr(raw, "status", None):
        found["HTTPStatusCode"] = status
    return found
