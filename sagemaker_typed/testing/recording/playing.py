"""Make rules of a recording."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias

import botocore.exceptions
from botocore.exceptions import ClientError, ConnectionClosedError

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Request, Response
from sagemaker_typed.serialization import from_json, to_json
from sagemaker_typed.streaming import ByteStream, EventStream
from sagemaker_typed.testing.fake.matching import Matcher, Whole
from sagemaker_typed.testing.fake.requests import request_class
from sagemaker_typed.testing.fake.rule import Rule

from .cleaning import account_ids, replaced, without_secrets

__all__ = ["play"]

Add: TypeAlias = Callable[[Matcher], Rule[Any, Any]]
Comparable: TypeAlias = Callable[[Request[Any]], Request[Any]]


class _Recorded(Whole):
    """Matches the requests that are equal but for account ids and hidden values."""

    def __init__(self, request: Request[Any], comparable: Comparable) -> None:
        super().__init__(request)
        self._comparable = comparable

    def differences(self, request: Request[Any]) -> list[str]:
        return super().differences(self._comparable(request))


def play(recording: dict[str, Any], add: Add, *, repeat: bool) -> None:
    """Add a rule for each request of a recording, with its responses in order.

    Args:
        recording: The recording.
        add: Adds a rule for a matcher.
        repeat: Whether the last response to a request is repeated.

    Raises:
        ValueError: this release does not have an operation, or a call is damaged.
    """
    comparable = partial(_comparable, keeps_sensitive=recording.get("keeps_sensitive") is True)
    rules: dict[str, Rule[Any, Any]] = {}
    by_rule: dict[str, list[dict[str, Any]]] = {}
    classes: dict[str, type[Response]] = {}
    places: dict[int, str] = {}
    for number, call in enumerate(recording["calls"]):
        places[id(call)] = f"calls[{number}]"
        with _named(places[id(call)]):
            cls = request_class(recording["service"], call["operation"])
            if cls is None:
                raise ValueError(f"{recording['service']} has no operation {call['operation']!r}")
            request = comparable(from_json(cls, json.dumps(call["request"]), open_enums=True))
            key = f"{call['operation']} {to_json(request)}"
            if key not in rules:
                rules[key] = add(_Recorded(request, comparable))
                classes[key] = cls.__response__
            by_rule.setdefault(key, []).append(call)
    for key, calls in by_rule.items():
        for number, call in enumerate(calls, 1):
            with _named(places[id(call)]):
                _add(rules[key], classes[key], call, is_repeated=repeat and number == len(calls))


@contextmanager
def _named(place: str) -> Generator[None]:
    """Name the call in the error for a damaged one."""
    try:
        yield
    except KeyError as error:
        raise ValueError(f"{place} has no {error}") from error
    except (TypeError, AttributeError, ValueError) as error:  # with ConversionError
        raise ValueError(f"{place}: {error}") from error


def _add(
    rule: Rule[Any, Any], cls: type[Response], call: dict[str, Any], *, is_repeated: bool
) -> None:
    attempts = int(call.get("attempts", 1))
    if "error" in call:
        error = _error(call["error"], call["operation"])
        # botocore repeats the attempt as often as before.
        rule.raises(error, times=None if is_repeated else attempts)
    elif "exception" in call:
        rule.raises(_exception(call["exception"]), times=None if is_repeated else attempts)
    else:
        response = _response(cls, call)
        rule.returns(response, times=None if is_repeated else 1)


def _response(cls: type[Response], call: dict[str, Any]) -> Response:
    contents = contents_of(cls)
    streams = {
        cls.__wire_names__[name]: list[Any]()
        for name, content in contents.items()
        if isinstance(content, kinds.Events)
    }
    response = from_json(cls, json.dumps({**call["response"], **streams}), open_enums=True)
    for name, content in contents.items():
        if isinstance(content, kinds.Stream):
            body = call.get("body", {})
            encoded = body.get("base64")
            raw = base64.b64decode(encoded) if encoded else body.get("text", "").encode()
            setattr(response, name, ByteStream(raw))
        elif isinstance(content, kinds.Events):
            events = [_event(content.type, event) for event in call.get("events", [])]
            setattr(response, name, EventStream(events, content.type))
    return response


def _event(cls: type[Any], event: dict[str, Any]) -> Any:
    if "error" in event:
        return _error(event["error"], "")
    if "exception" in event:
        return ConnectionResetError(event["exception"])
    return from_json(cls, json.dumps(event))


def _error(error: dict[str, Any], operation: str) -> ClientError:
    answer: Any = {
        **error.get("members", {}),
        "Error": {"Code": error["code"], "Message": error["message"]},
        "ResponseMetadata": {"HTTPStatusCode": error.get("status")},
    }
    return ClientError(answer, operation)


def _exception(name: str) -> type[Exception]:
    found: Any = getattr(botocore.exceptions, name, ConnectionClosedError)
    cls: type[Exception] = found
    return cls


def _comparable(request: Request[Any], *, keeps_sensitive: bool) -> Request[Any]:
    """Return a request with placeholders for account ids, and for values that are not recorded."""
    plain = json.loads(to_json(request if keeps_sensitive else without_secrets(request)))
    accounts = dict.fromkeys(account_ids(plain), "0" * 12)
    return from_json(type(request), json.dumps(replaced(plain, accounts)), open_enums=True)
