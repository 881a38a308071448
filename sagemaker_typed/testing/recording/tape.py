"""The calls of a recording, as they are written to its file."""

from __future__ import annotations

import base64
import copy
import json
from threading import Lock
from typing import Any

from botocore.exceptions import ClientError

from sagemaker_typed._botocore.faking.observing import Outcome
from sagemaker_typed._botocore.faking.seam import BotoCall
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._log import logger
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.converter import ConversionError, from_boto
from sagemaker_typed.operation import Request, Response, Shape
from sagemaker_typed.sensitive import without_secrets as without_quotes
from sagemaker_typed.serialization import to_json
from sagemaker_typed.streaming import ByteStream, EventStream
from sagemaker_typed.testing.fake.requests import request_of

from .cleaning import PLACEHOLDER, changed, without_secrets

__all__ = ["Tape"]


class Tape:
    """Collects the calls of a client, in the order in which they end. It is thread-safe.

    Args:
        keeps_sensitive: Whether to keep the values of sensitive fields.
    """

    def __init__(self, *, keeps_sensitive: bool) -> None:
        self._keeps_sensitive = keeps_sensitive
        self._lock = Lock()
        self._calls: list[dict[str, Any]] = []

    @property
    def calls(self) -> list[dict[str, Any]]:
        """The calls as JSON values."""
        with self._lock:
            return [*self._calls]

    def begin(self, call: BotoCall) -> Request[Any] | None:
        """Note a call."""
        try:
            request = request_of(call)
        except ConversionError:  # botocore refuses the parameters next
            return None
        if request is None:
            logger.warning("a call of %s has no classes, and is not recorded", call.model.name)
        return request

    def end(self, handle: Request[Any] | None, outcome: Outcome) -> None:
        """Note the outcome of a call."""
        if handle is None:
            return
        call: dict[str, Any] = {
            "operation": handle.__operation__,
            "request": self._plain(handle),
        }
        if outcome.parsed is None:
            call["exception"] = type(outcome.error).__name__
        elif (outcome.status or 200) >= 300:
            call["error"] = self._unquoted(_error(outcome.parsed, outcome.status), handle)
        else:
            call |= self._response(handle.__response__, outcome)
        if outcome.attempts > 1:
            call["attempts"] = outcome.attempts
        with self._lock:
            self._calls.append(call)

    def _response(self, cls: type[Response], outcome: Outcome) -> dict[str, Any]:
        parsed = dict(outcome.parsed or {})
        parsed.pop("ResponseMetadata", None)
        streams = {
            name: content
            for name, content in contents_of(cls).items()
            if isinstance(content, kinds.Stream | kinds.Events)
        }
        for name, content in streams.items():
            parsed.pop(cls.__wire_names__[name], None)
            if isinstance(content, kinds.Events):
                parsed[cls.__wire_names__[name]] = []
        if outcome.is_wire:
            response: Response = wire_hook(cls, rest=outcome.is_rest)(parsed, None)
        else:
            response = from_boto(cls, parsed)
        made: dict[str, Any] = {"response": self._plain(response)}
        for name, content in streams.items():
            if isinstance(content, kinds.Events):
                made["events"] = self._events(content.type, outcome.events)
            else:
                hidden = not self._keeps_sensitive
                body = PLACEHOLDER.encode() if hidden else outcome.body or b""
                made["body"] = _body(body)
            made["response"].pop(cls.__wire_names__[name], None)
        return made

    def _events(self, cls: type[Any], source: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        try:
            for event in EventStream[Any](source, cls):
                found.append(self._plain(event))  # noqa: PERF401 - those before an error are kept
        except ClientError as error:
            found.append({"error": _error(error.response, None)})
        except Exception as error:  # noqa: BLE001 - the caller gets it when it reads the stream
            found.append({"exception": type(error).__name__})
        return found

    def _unquoted(self, error: dict[str, Any], request: Shape) -> dict[str, Any]:
        """Return an error without sensitive values of the request, which services may quote."""
        if self._keeps_sensitive:
            return error
        cleaned: dict[str, Any] = changed(error, lambda text: without_quotes(text, request))
        return cleaned

    def _plain(self, shape: Shape) -> dict[str, Any]:
        """Return an object as JSON, without secrets."""
        cleaned = copy.copy(shape) if self._keeps_sensitive else without_secrets(shape)
        for name in shape.__wire_names__:
            if isinstance(getattr(cleaned, name), ByteStream | EventStream):
                setattr(cleaned, name, None)
        found: dict[str, Any] = json.loads(to_json(cleaned))
        return found


def _error(answer: Any, status: int | None) -> dict[str, Any]:
    error = answer.get("Error", {})
    others = {
        name: value
        for name, value in answer.items()
        if name not in {"Error", "ResponseMetadata", "Message", "message"}
    }
    made = {"code": error.get("Code", ""), "message": error.get("Message", ""), "status": status}
    found = {name: value for name, value in made.items() if value is not None}
    if others:
        found["members"] = json.loads(json.dumps(others, default=str))
    return found


def _body(content: bytes) -> dict[str, str]:
    """Return a body as text if it is UTF-8."""
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}
