"""Reading events."""

from __future__ import annotations

import base64
import binascii
import copy
import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, Final

from sagemaker_typed._conversion.misfits import ConversionError
from sagemaker_typed._schema.fields import is_list, is_map, numbered
from sagemaker_typed._schema.paths import Step
from sagemaker_typed._timestamps import from_epoch, to_utc

from .classes import CLASSES, AWSAPICallViaCloudTrail
from .details import detail_of
from .errors import EventError, event_error
from .event import Event, UnknownEvent, detail_class

__all__ = ["read_event", "read_events"]

_SOURCE: Final = "aws.sagemaker"
_TEXTS: Final = ("id", "account", "region", "version", "source")


def read_event(event: Mapping[str, Any] | str | bytes, *, strict: bool = True) -> Event[object]:
    """Return an event as an object of the class of its detail type.

    Events of other services, and of types that this release does not know, are an
    :class:`UnknownEvent`. Members that it does not know are in ``unknown_members`` of their object.

    Args:
        event: The event, as a handler receives it, or its JSON.
        strict: Whether a detail that does not fit its class is an error. If not, the event is an
            :class:`UnknownEvent` with the error.

    Raises:
        EventError: ``event`` is not an event, or its detail does not fit.
    """
    raw = _raw(event)
    detail_type, detail = raw.get("detail-type"), raw.get("detail")
    if not isinstance(detail_type, str) or not is_map(detail):
        raise event_error("an event", *_not_an_event(raw))
    what = f"the event {detail_type!r}"
    envelope, corrected = _envelope(what, raw)
    cls = CLASSES.get(detail_type)
    try:
        if cls is None or not _is_of_sagemaker(cls, envelope["source"], detail):
            return UnknownEvent(detail=detail, tags=_tags_if_any(detail), **envelope)
        return _typed(cls, what, detail, corrected, envelope)
    except EventError as error:
        if strict:
            raise
        return UnknownEvent(detail=detail, tags={}, error=error, **envelope)
    except RecursionError:
        problem = event_error(what, (("detail",), "it is nested too deeply"))
    raise problem


def read_events(payload: Any, *, strict: bool = True) -> Iterator[Event[object]]:
    """Yield the events of a batch.

    Args:
        payload: An event, a list of events, as EventBridge Pipes delivers them, or what a Lambda
            function receives from SQS, SNS or Kinesis: records with an event as JSON. A message of
            SNS may be in a message of SQS.
        strict: As in :func:`read_event`.

    Raises:
        EventError: as :func:`read_event`, for the first event that cannot be read.
    """
    try:
        yield from _events(payload, strict=strict)
    except RecursionError:
        problem = event_error("events", ((), "they are nested too deeply"))
    else:
        return
    raise problem


def _events(payload: Any, *, strict: bool) -> Iterator[Event[object]]:
    if isinstance(payload, str | bytes | bytearray):
        payload = _parsed(payload)
    if is_list(payload):
        for _, item in numbered(payload):
            yield from _events(item, strict=strict)
    elif not is_map(payload):
        raise event_error("events", ((), f"expected a dict or list, got {_kind(payload)}"))
    elif is_list(payload.get("Records")):
        yield from _events(payload["Records"], strict=strict)
    elif "detail-type" not in payload and (inner := _message(payload)) is not None:
        yield from _events(inner, strict=strict)
    else:
        yield read_event(payload, strict=strict)


def _message(record: Mapping[str, Any]) -> str | bytes | None:
    """Return the event in a record of SQS, SNS or Kinesis, as JSON."""
    sns, kinesis = record.get("Sns"), record.get("kinesis")
    if isinstance(record.get("body"), str):
        return str(record["body"])
    if record.get("Type") == "Notification" and isinstance(record.get("Message"), str):
        return str(record["Message"])
    if is_map(sns) and isinstance(sns.get("Message"), str):
        return str(sns["Message"])
    data = kinesis.get("data") if is_map(kinesis) else record.get("data")
    if not isinstance(data, str):
        return None
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return data


def _raw(event: object) -> Mapping[str, Any]:
    found = _parsed(event) if isinstance(event, str | bytes | bytearray) else event
    if not is_map(found):
        hint = "; use read_events for a batch" if is_list(found) else ""
        text = f"expected a dict or its JSON, got {_kind(found)}{hint}"
        raise event_error("an event", ((), text))
    try:
        return copy.deepcopy(dict(found))
    except RecursionError:
        problem = event_error("an event", ((), "it is nested too deeply"))
    raise problem


def _parsed(text: str | bytes | bytearray) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        problem = "the JSON is nested too deeply"
    except UnicodeDecodeError:
        problem = "the bytes are not UTF-8"
    except ValueError as error:
        # The message of the error has no part of the text.
        place = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        problem = f"invalid JSON{place}"
    raise event_error("an event", ((), problem))


def _not_an_event(raw: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], str]]:
    if is_list(raw.get("Records")):
        yield (), "this is a batch of records; use read_events"
        return
    hint = "; is it the whole event, without an input transformer?"
    for name, expected in (("detail-type", "str"), ("detail", "dict")):
        value = raw.get(name)
        if value is None:
            yield (name,), f"missing{hint}"
        elif not (is_map(value) if expected == "dict" else isinstance(value, str)):
            yield (name,), f"expected {expected}, got {_kind(value)}"


def _envelope(what: str, raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of the envelope, and the names of those that are absent."""
    absent: list[str] = []
    problems: list[tuple[tuple[Any, ...], str]] = []
    fields: dict[str, Any] = {"raw": raw, "detail_type": raw["detail-type"]}
    for name in _TEXTS:
        value = raw.get(name)
        if value is None:
            absent.append(name)
        elif not isinstance(value, str):
            problems.append(((name,), f"expected str, got {_kind(value)}"))
        fields[name] = value or ""
    fields["time"] = from_epoch(0, UTC)
    if raw.get("time") is None:
        absent.append("time")
    else:
        try:
            fields["time"] = to_utc(raw["time"])
        except (TypeError, ValueError, OverflowError):
            problems.append((("time",), "it is not a time"))
    resources = raw.get("resources")
    if resources is None:
        absent.append("resources")
    elif not is_list(resources) or not all(isinstance(one, str) for one in resources):
        problems.append((("resources",), "expected a list of str"))
    else:
        fields["resources"] = tuple(resources)
    fields.setdefault("resources", ())
    if problems:
        raise event_error(what, *problems)
    fields["corrected"] = tuple(absent)
    return fields, absent


def _is_of_sagemaker(cls: type[Event[Any]], source: str, detail: Mapping[str, Any]) -> bool:
    """Return whether SageMaker sent an event: every service has calls that CloudTrail records.

    Events that are sent again for a test have another source.
    """
    if cls is not AWSAPICallViaCloudTrail:
        return True
    name = detail.get("eventSource")
    return source == _SOURCE or (isinstance(name, str) and name.startswith("sagemaker."))


def _typed(
    cls: type[Event[Any]],
    what: str,
    detail: Mapping[str, Any],
    absent: list[str],
    envelope: dict[str, Any],
) -> Event[object]:
    tags = _tags(what, detail)
    shape = detail_class(cls)
    if shape is None:
        return cls(detail=detail, tags=tags, **envelope)
    names = {*cls.__extras__.values(), "Tags", "tags"}
    names -= {*shape.__wire_names__.values()}
    members = {name: value for name, value in detail.items() if name not in names}
    try:
        found, paths = detail_of(shape, members)
    except ConversionError as error:
        problems = [
            (("detail", *_as_in_event(cls, problem.steps)), problem.message)
            for problem in error.problems
        ]
    else:
        envelope["corrected"] = (*absent, *(f"detail.{path}" for path in paths))
        return cls(detail=found, tags=tags, **envelope)
    raise event_error(what, *problems)


def _as_in_event(cls: type[Event[Any]], steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield the steps to a value, with the names of members in the event."""
    for step in steps:
        if cls.__lower__ and isinstance(step, str):
            yield f"{step[:1].lower()}{step[1:]}"
        else:
            yield step


def _tags(what: str, detail: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the tags of a detail, which are a map, or a list of keys and values."""
    given = _first(detail, "Tags", "tags")
    if given is None:
        return {}
    pairs: Any = None
    if is_map(given):
        pairs = [(key, value) for key, value in given.items() if value is not None]
    elif is_list(given) and all(is_map(item) for item in given):
        pairs = [
            (_first(item, "Key", "key"), _first(item, "Value", "value") or "") for item in given
        ]
    if pairs is None or not all(isinstance(part, str) for pair in pairs for part in pair):
        raise event_error(what, (("detail", "Tags"), "expected a dict of str"))
    return dict(pairs)


def _first(members: Mapping[str, Any], *names: str) -> Any:
    """Return the first value that is there; ``null`` is absent."""
    return next((members[name] for name in names if members.get(name) is not None), None)


def _tags_if_any(detail: Mapping[str, Any]) -> Mapping[str, str]:
    try:
        return _tags("", detail)
    except EventError:
        return {}


def _kind(value: object) -> str:
    return "null" if value is None else type(value).__name__
