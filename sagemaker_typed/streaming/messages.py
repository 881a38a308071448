"""Messages of an event stream: from botocore's stream to typed events and errors."""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Final, TypeVar, cast

from botocore.eventstream import EventStream, EventStreamBuffer, ParserError
from botocore.exceptions import ClientError, EventStreamError

from sagemaker_typed.converter import ConversionError, from_boto_hook
from sagemaker_typed.errors import InvalidResponse, ServiceError, typed_error
from sagemaker_typed.operation import TaggedUnion

from .errors import IncompleteStreamError, translated

EventT = TypeVar("EventT", bound=TaggedUnion)

_PIECE: Final = 65536
_WHAT: Final = "the event stream"
# Of protocols without HTTP headers; there is nothing in it that this one lacks.
_INITIAL_RESPONSE: Final = "initial-response"
_ERRORS: Final = {"error", "exception"}
# What botocore's decoder raises over headers that are none, besides its own error.
_DAMAGE: Final = (ParserError, struct.error, ValueError, LookupError)


def typed_events(
    source: Iterable[Any],
    event_class: type[EventT],
    convert: Callable[[Any, Any], EventT] | None = None,
    hide: Callable[[ClientError], ClientError] | None = None,
) -> Iterator[EventT]:
    """The events of ``source``, one after the other.

    Args:
        source: botocore's ``EventStream``, or typed events, boto3's dicts and errors.
        event_class: The class of an event.
        convert: Makes an event from boto3's dict.
        hide: Takes out of an error what must not be shown.
    """
    errors = _errors_of(event_class)
    operation = str(getattr(source, "_operation_name", "") or "the operation")
    convert = convert or from_boto_hook(event_class)
    parsed: Iterable[Any] = source
    try:
        # Parts of botocore that it does not promise to keep; without them, it drops unknown events.
        if isinstance(source, EventStream) and _has(source, "_raw_stream", "_parse_event"):
            known = set(event_class.__wire_names__.values())
            parsed = _parsed(cast("Any", source), operation, known, errors)
            for event in parsed:
                yield convert(event, None)
        else:
            for event in source:
                if isinstance(event, Exception):
                    raise event
                yield event if isinstance(event, event_class) else convert(event, None)
    except ConversionError as error:
        reason = f"an event does not fit the service model: {error}"
        raise _invalid(operation, reason, source) from None
    except ServiceError:
        raise
    except ClientError as error:
        raise typed_error(hide(error) if hide else error, errors) from None
    finally:
        close = getattr(parsed, "close", None)
        if close is not None:
            close()


def _has(obj: object, *names: str) -> bool:
    return all(hasattr(obj, name) for name in names)


def _errors_of(event_class: type[TaggedUnion]) -> Mapping[str, type[ServiceError]]:
    """The errors of the service that sends the events, by their code."""
    module = event_class.__errors__
    if not module:
        return {}
    package = sys.modules[event_class.__module__].__package__
    errors: Mapping[str, type[ServiceError]] = import_module(module, package).BY_CODE
    return errors


def _parsed(
    stream: Any, operation: str, known: Iterable[str], errors: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """The events of botocore's stream as boto3's dicts, those that botocore drops included."""
    payloads = _payload_members(stream)
    for message in _messages(stream, operation):
        headers = message.headers
        kind = headers.get(":event-type")
        if headers.get(":message-type") in _ERRORS or kind in errors:
            raise _error(message, stream, operation)
        if kind in payloads:
            yield {kind: {payloads[kind]: message.payload}}
        elif kind in known:
            try:
                # What botocore's own iterator does with a message.
                event = stream._parse_event(message)
            except Exception as error:  # noqa: BLE001 - whatever a parser raises
                # The text may quote the content.
                reason = f"an event does not fit the service model ({type(error).__name__})"
                raise _invalid(operation, reason, stream) from None
            yield event
        elif not kind:
            raise _invalid(operation, "an event does not say of what kind it is", stream)
        elif kind != _INITIAL_RESPONSE:
            yield {kind: {"headers": headers, "payload": message.payload}}


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


def _messages(stream: Any, operation: str) -> Iterator[Any]:
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
            reason = f"an event is damaged ({type(error).__name__})"
            raise _invalid(operation, reason, stream) from None
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


def _error(message: Any, stream: Any, operation: str) -> EventStreamError:
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
    return EventStreamError(cast("Any", response), operation)


def _members(payload: bytes) -> dict[str, Any]:
    try:
        members = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", members) if isinstance(members, dict) else {}


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


def _invalid(operation: str, reason: str, source: Any) -> InvalidResponse:
    metadata = _metadata(source)
    return InvalidResponse(
        operation,
        reason,
        metadata.get("HTTPStatusCode"),
        metadata.get("RequestId", ""),
        metadata["HTTPHeaders"].get("content-type", ""),
    )
