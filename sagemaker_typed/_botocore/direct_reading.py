"""Answers, before botocore's parser sees them: read here, or told to be unreadable.

Where the body is the JSON of the answer and nothing else, it is left in the result as it is, and
botocore's parser gets an empty one: walking through every member twice is work done twice.

The stock parser returns an empty answer where a successful body is no JSON, and fails with whatever
Python raises where the JSON is no object. The hooks here act only within calls of our own; a raw
call on the same boto3 client is parsed as ever.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, Final, cast

import attrs
from botocore import parsers

from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.operation import Request, Response

_LONGEST_CONTENT_TYPE: Final = 80
_ERROR: Final = "Error"
_METADATA: Final = "ResponseMetadata"
_JSON_PROTOCOLS: Final = {"json", "rest-json"}
_decode: Final = json.JSONDecoder().decode
# What botocore takes an error's code from, as a text, whatever it is.
_CODE_MEMBERS: Final = ("__type", "code", "Code")


@attrs.define(eq=False, repr=False)
class OwnCall:
    """A call of ours that is being made, as botocore's hooks see it."""

    request: Request[Response]
    may_read: bool = False
    """Whether a body may be read here, and botocore's parser spared."""
    headers: Mapping[str, str] = MappingProxyType({})
    """HTTP headers to send besides botocore's."""
    answer: Mapping[str, Any] | None = None
    """The HTTP answer that was parsed last."""
    body: bytes = b""
    """The body of that answer; empty where it is one to be read bit by bit."""
    was_read: bool = False
    """Whether the result has the body's JSON as it is, where botocore's parser would convert it."""
    has_events: bool = False
    """Whether the answer is a stream of events, whose errors are yet to come."""
    is_rest: bool = False
    """Whether it is the JSON of a service that speaks rest-json."""

    def before_call(self, model: Any, http: dict[str, Any]) -> None:
        """Add the headers."""
        if self.headers and model.name == self.request.__operation__:
            http["headers"].update(self.headers)

    def before_parse(self, model: Any, answer: dict[str, Any], result: dict[str, Any]) -> None:
        """Refuse an answer that botocore's parser would make an empty one of, or read it.

        An error's body is made one that the parser can read, so that its status is seen.
        """
        # A hook of the user's may make calls on other clients meanwhile.
        if model.name != self.request.__operation__:
            return
        self.answer, self.was_read = answer, False
        # One that streams is not here yet.
        self.body = answer["body"] if isinstance(answer["body"], bytes) else b""
        body = _body_of(self.request.__class__, model)
        self.has_events = body is _Body.EVENTS
        if body is _Body.OTHER:
            return
        status = answer["status_code"]
        if status >= 300:
            answer["body"] = _readable_error(self.body)
        elif status < 200:
            raise self.error("it is not the final one", answer)
        elif body in _JSON_BODIES:
            content: Any = {}
            if self.body:
                try:
                    content = _decode(self.body.decode())
                except (ValueError, RecursionError) as error:
                    raise self.error(_fault(answer, error), answer) from None
            elif not isinstance(answer["body"], bytes):  # a hook of the user's has changed it
                return
            elif reason := _absence(answer, self.request.__response__, model):
                raise self.error(reason, answer)
            if content.__class__ is not dict:
                if self.request.__response__.__shape_name__:
                    reason = f"it is JSON, but {_kind(content)}, not an object"
                    raise self.error(reason, answer)
            elif (
                self.may_read
                and body is _Body.WHOLE_JSON
                and not result  # a hook of the user's has read it
                and not _is_ambiguous(content, self.request.__response__)
            ):
                result.update(content)
                answer["body"] = b"{}"
                self.was_read, self.is_rest = True, model.service_model.resolved_protocol != "json"

    def error(self, reason: str, answer: Mapping[str, Any]) -> InvalidResponse:
        """The error for an answer."""
        headers = answer["headers"]
        return InvalidResponse(
            self.request.__operation__,
            reason,
            answer["status_code"],
            str(headers.get("x-amzn-requestid", "")),
            str(headers.get("content-type", ""))[:_LONGEST_CONTENT_TYPE],
        )

    def parser_failed(self, error: Exception) -> InvalidResponse | None:
        """The error for an answer that botocore's parser failed over; ``None`` where it did not."""
        # Others may be of a hook of the user's.
        if self.answer is None or not _is_of_parser(error):
            return None
        # They may quote the answer, so they are not shown.
        reason = f"its content does not fit the service model ({type(error).__name__})"
        return self.error(reason, self.answer)

    def misfit(self, answer: Any, error: Exception) -> InvalidResponse:
        """The error for botocore's ``answer``, which is not what the service model says."""
        # What a mock returns need not be a dict.
        whole: Any = cast("Any", answer) if isinstance(answer, dict) else {}
        metadata: Any = whole.get(_METADATA, {})
        http: dict[str, Any] = {
            "status_code": metadata.get("HTTPStatusCode"),
            "headers": metadata.get("HTTPHeaders", {}),
        }
        return self.error(f"its content does not fit the service model: {error}", http)


def _is_of_parser(error: Exception) -> bool:
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(frame.f_globals.get("__name__") == parsers.__name__ for frame in frames)


class _Body(Enum):
    """What the body of a successful answer is."""

    WHOLE_JSON = auto()
    """A JSON object that has all of the answer; it may be absent where nothing is required."""
    JSON = auto()
    """A JSON object that has some of the answer."""
    NOT_JSON = auto()
    EVENTS = auto()
    """A stream of events."""
    OTHER = auto()
    """What a protocol without JSON has."""


_JSON_BODIES: Final = {_Body.WHOLE_JSON, _Body.JSON}


_bodies: dict[type[Request[Response]], _Body] = {}


def _body_of(cls: type[Request[Response]], model: Any) -> _Body:
    """What the body of a successful answer to a ``cls`` is, from botocore's model of it."""
    body = _bodies.get(cls)
    if body is None:
        body = _bodies[cls] = _body(model)
    return body


def _body(model: Any) -> _Body:
    protocol = model.service_model.resolved_protocol
    if protocol not in _JSON_PROTOCOLS:
        return _Body.OTHER
    output: Any = model.output_shape
    if model.has_event_stream_output:
        return _Body.EVENTS
    if output is not None and (model.has_streaming_output or "payload" in output.serialization):
        return _Body.NOT_JSON
    return _Body.WHOLE_JSON if _is_whole(output, set()) else _Body.JSON


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


def _is_ambiguous(content: dict[str, Any], response: type[Response]) -> bool:
    """Whether a member would be taken for what botocore itself puts into a result.

    An ``Error`` that the response has, and that is an object, botocore's parser puts there too; a
    null is absent.
    """
    if _METADATA in content:
        return True
    if _ERROR not in content:
        return False
    if content[_ERROR] is None:
        del content[_ERROR]
        return False
    is_member = _ERROR in response.__wire_names__.values()
    return not (is_member and isinstance(content[_ERROR], dict))


_needing_a_body: dict[type[Response], bool] = {}


def _needs_body(response: type[Response], model: Any) -> bool:
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


def _absence(answer: Mapping[str, Any], response: type[Response], model: Any) -> str:
    """What is wrong with the absence of a successful answer's body; empty where nothing is."""
    if expected := _expected_length(answer):
        return f"it is cut short, after 0 of {expected} bytes"
    return "it is empty" if _needs_body(response, model) else ""


def _fault(answer: Mapping[str, Any], error: Exception) -> str:
    """What keeps a successful answer's body from being read."""
    body, expected = answer["body"], _expected_length(answer)
    if len(body) < expected:
        return f"it is cut short, after {len(body)} of {expected} bytes"
    return _nature(body, error)


def _expected_length(answer: Mapping[str, Any]) -> int:
    """The length that the answer says of its body; 0 where it says none."""
    length = answer["headers"].get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _nature(body: bytes, error: Exception) -> str:
    """What a body that is no JSON looks like."""
    start = body[:64].lstrip().lower()
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if body.startswith(b"\x1f\x8b"):
        return "it is compressed with gzip, which was not asked for"
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8, from byte {error.start} of {len(body)}"
    if start.startswith((b"<!doctype html", b"<html")):
        return "it is an HTML page, not JSON"
    if start.startswith(b"<"):
        return "it is XML or HTML, not JSON"
    if start.startswith(b"{"):
        where = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        return f"it begins as a JSON object, and is none{where}"
    return f"it is a text of {len(body)} bytes, not JSON"


def _kind(content: object) -> str:
    names: dict[type, str] = {
        list: "a list",
        str: "a text",
        bool: "a truth value",
        type(None): "null",
    }
    return names.get(type(content), "a number")


def _readable_error(body: bytes) -> bytes:
    """The body of an error, such that botocore's parser can read it.

    It takes any text for the message; bytes that are no UTF-8 and JSON that is no object would make
    it fail, and the call would not be tried again.
    """
    try:
        content = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _as_message(body)
    except RecursionError:
        return b""
    except ValueError:
        return body
    if not isinstance(content, dict):
        return _as_message(body)
    members = cast("dict[str, Any]", content)
    wrong = {name for name in _CODE_MEMBERS if not isinstance(members.get(name, ""), str)}
    if not wrong:
        return body
    return json.dumps({k: v for k, v in members.items() if k not in wrong}).encode()


def _as_message(body: bytes) -> bytes:
    return json.dumps({"message": body.decode("utf-8", "replace")}).encode()
