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
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final, cast

import attrs
from botocore import parsers
from botocore.exceptions import BotoCoreError, ClientError

from ._own_calls import current_call
from ._types import required_fields
from .errors import InvalidResponse
from .operation import Request, Response

_LONGEST_CONTENT_TYPE: Final = 80
_ERROR: Final = "Error"
_METADATA: Final = "ResponseMetadata"
_JSON_PROTOCOLS: Final = {"json", "rest-json"}
# What botocore takes an error's code from, as a text, whatever it is.
_CODE_MEMBERS: Final = ("__type", "code", "Code")


@attrs.define
class OwnCall:
    """A call of ours that is being made, as botocore's hooks see it."""

    request: Request[Response]
    may_read: bool = False
    """Whether a body may be read here, and botocore's parser spared."""
    answer: Mapping[str, Any] | None = None
    """The HTTP answer that was parsed last."""
    body: bytes = b""
    """The body of that answer."""
    was_read: bool = False
    """Whether the result has the body's JSON as it is, where botocore's parser would convert it."""

    def before_parse(self, model: Any, answer: dict[str, Any], result: dict[str, Any]) -> None:
        """Refuse an answer that botocore's parser would make an empty one of, or read it.

        An error's body is made one that the parser can read, so that its status is seen.
        """
        # A hook of the user's may make calls of its own meanwhile.
        if model.name != self.request.__operation__:
            return
        self.answer, self.body, self.was_read = answer, answer["body"], False
        protocol = model.service_model.resolved_protocol
        if protocol not in _JSON_PROTOCOLS:
            return
        status = answer["status_code"]
        if status >= 300:
            answer["body"] = _readable_error(self.body)
        elif status < 200:
            raise self.error("it is not the final one", answer)
        elif _has_json_body(model):
            content, reason = _content(self.body, answer["headers"], self.request.__response__)
            if reason:
                raise self.error(reason, answer)
            if self.may_read and protocol == "json" and content is not None:
                self._read(content, answer, result)

    def _read(
        self, content: Mapping[str, Any], answer: dict[str, Any], result: dict[str, Any]
    ) -> None:
        # In the result these would be taken for botocore's own.
        if _ERROR not in content and _METADATA not in content:
            result.update(content)
            answer["body"] = b"{}"
            self.was_read = True

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


@contextmanager
def reading(call: OwnCall) -> Generator[None]:
    """Within this context, answers are those to ``call``.

    Raises:
        InvalidResponse: the answer cannot be read, or botocore's parser failed.
    """
    token = current_call.set(call)
    try:
        yield
    except (ClientError, BotoCoreError, InvalidResponse):
        raise
    except Exception as error:
        # Only the parser's failures are about the answer; others may be of a hook of the user's.
        if call.answer is None or not _is_of_parser(error):
            raise
        # They may quote the answer, so they are not shown.
        reason = f"its content does not fit the service model ({type(error).__name__})"
        raise call.error(reason, call.answer) from None
    finally:
        current_call.reset(token)


def _is_of_parser(error: Exception) -> bool:
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(frame.f_globals.get("__name__") == parsers.__name__ for frame in frames)


def misfit(call: OwnCall, answer: Any, error: Exception) -> InvalidResponse:
    """The error for botocore's ``answer``, which is not what the service model says."""
    # What a mock returns need not be a dict.
    whole: Any = cast("Any", answer) if isinstance(answer, dict) else {}
    metadata: Any = whole.get(_METADATA, {})
    http: dict[str, Any] = {
        "status_code": metadata.get("HTTPStatusCode"),
        "headers": metadata.get("HTTPHeaders", {}),
    }
    return call.error(f"its content does not fit the service model: {error}", http)


def _has_json_body(operation_model: Any) -> bool:
    """Whether the content of a successful answer is one JSON object, or nothing."""
    output: Any = operation_model.output_shape
    streams = operation_model.has_streaming_output or operation_model.has_event_stream_output
    return output is None or not (streams or "payload" in output.serialization)


def _content(
    body: bytes, headers: Mapping[str, str], response: type[Response]
) -> tuple[dict[str, Any] | None, str]:
    """The JSON object in a successful answer's body, and what keeps it from being read."""
    length = headers.get("content-length", "")
    expected = int(length) if length.isascii() and length.isdigit() else len(body)
    if not body and not expected:
        return None, "it is empty" if required_fields(response) else ""
    try:
        content = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        if len(body) < expected:
            return None, f"it is cut short, after {len(body)} of {expected} bytes"
        return None, _nature(body, error)
    if isinstance(content, dict):
        return cast("dict[str, Any]", content), ""
    if not response.__shape_name__:
        return None, ""
    return None, f"it is JSON, but {_kind(content)}, not an object"


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
