"""Reads HTTP requests of the protocols ``json`` and ``rest-json`` as the members of a call."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local.engine.checking import wrong_type
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.services import operation, service_model, services

__all__ = ["HttpRequest", "Route", "members_of", "route_of"]

_TARGET: Final = "x-amz-target"
_INTEGERS: Final = {"integer", "long"}
_FLOATS: Final = {"float", "double"}


class HttpRequest(NamedTuple):
    """An HTTP request."""

    method: str
    path: str
    """The path as it was sent, without the query."""
    query: str
    headers: Mapping[str, str]
    """The headers, by their name in lower case."""
    body: bytes


class Route(NamedTuple):
    """The operation of a request."""

    service: str
    operation: str
    labels: Mapping[str, str]
    """The parts of the path that are members."""


class _Template(NamedTuple):
    service: str
    operation: str
    method: str
    pattern: re.Pattern[str]
    query: Mapping[str, str]


@cache
def _targets() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for service in services():
        model = service_model(service)
        if model.resolved_protocol == "json":
            prefix = model.metadata["targetPrefix"]
            found |= {f"{prefix}.{name}": (service, name) for name in model.operation_names}
    return found


@cache
def _templates() -> tuple[_Template, ...]:
    found: list[_Template] = []
    for service in services():
        model = service_model(service)
        if model.resolved_protocol == "json":
            continue
        for name in model.operation_names:
            http = operation(service, name).http
            path, _, query = http["requestUri"].partition("?")
            parts = re.split(r"\{(\w+)(\+?)\}", path)
            pattern = "".join(
                re.escape(part)
                if number % 3 == 0
                else f"(?P<{part}>{'.+' if parts[number + 1] else '[^/]+'})"
                for number, part in enumerate(parts)
                if number % 3 != 2
            )
            fixed = dict(parse_qsl(query, keep_blank_values=True))
            found.append(
                _Template(service, name, http["method"], re.compile(f"{pattern}/?"), fixed)
            )
    # Literal paths go before those with labels.
    return tuple(sorted(found, key=lambda one: one.pattern.groups))


def route_of(request: HttpRequest) -> Route:
    """Return the operation of a request.

    Raises:
        EngineError: there is none.
    """
    target = request.headers.get(_TARGET)
    if target is not None:
        if target not in _targets():
            raise EngineError("UnknownOperationException", f"there is no operation {target[:200]}")
        return Route(*_targets()[target], {})
    for one in _templates():
        match = one.pattern.fullmatch(request.path) if one.method == request.method else None
        if match:
            labels = {name: unquote(text) for name, text in match.groupdict().items()}
            return Route(one.service, one.operation, labels)
    raise EngineError(
        "UnknownOperationException",
        f"there is no operation for {request.method} {request.path[:200]}",
        status=404,
    )


def members_of(request: HttpRequest, route: Route) -> dict[str, Any]:
    """Return the members of a request, as boto3 takes them.

    Raises:
        EngineError: the body is not JSON, or a value has the wrong type.
    """
    model = operation(route.service, route.operation)
    shape = model.input_shape
    if shape is None:
        return {}
    try:
        if model.service_model.resolved_protocol == "json":
            return _structure(shape, _json(request.body), "")
        return _rest(shape, request, route)
    except RecursionError:
        raise EngineError("SerializationException", "the body is nested too deeply") from None


def _json(body: bytes) -> Any:
    try:
        # Constants such as NaN are not JSON.
        return json.loads(body or b"{}", parse_constant=_refuse)
    except ValueError as error:
        raise EngineError("SerializationException", f"the body is not JSON: {error}") from None


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is not a number")


def _rest(shape: Any, request: HttpRequest, route: Route) -> dict[str, Any]:
    members: dict[str, Any] = {}
    query: dict[str, list[str]] = {}
    for key, text in parse_qsl(request.query, keep_blank_values=True):
        query.setdefault(key, []).append(text)
    payload = shape.serialization.get("payload")
    in_body: dict[str, Any] = {}
    for name, member in shape.members.items():
        wire = member.serialization.get("name", name)
        match member.serialization.get("location"):
            case "uri":
                # The labels of a path have the names of the members on the wire.
                if wire in route.labels:
                    members[name] = _text_value(member, route.labels[wire], name)
            case "querystring":
                if wire in query:
                    found = query[wire]
                    is_list = member.type_name == "list"
                    members[name] = (
                        [_text_value(member.member, text, name) for text in found]
                        if is_list
                        else _text_value(member, found[-1], name)
                    )
            case "header":
                header = request.headers.get(wire.lower())
                if header is not None:
                    members[name] = _text_value(member, header, name)
            case "headers":
                start = wire.lower()
                members[name] = {
                    key[len(start) :]: value
                    for key, value in request.headers.items()
                    if key.startswith(start)
                }
            case _:
                in_body[name] = member
    if payload is not None:
        member = shape.members[payload]
        if member.type_name == "blob":
            members[payload] = request.body
        elif member.type_name == "string":
            members[payload] = request.body.decode("utf-8", "replace")
        elif request.body:
            members[payload] = _value(member, _json(request.body), payload)
    elif in_body:
        content = _json(request.body)
        if not is_map(content):
            raise wrong_type("", "structure")
        given: Mapping[str, Any] = content
        for name, member in in_body.items():
            wire = member.serialization.get("name", name)
            if given.get(wire) is not None:
                members[name] = _value(member, given[wire], name)
    return members


def _structure(shape: Any, content: Any, path: str) -> dict[str, Any]:
    if not is_map(content):
        raise wrong_type(path, "structure")
    given: Mapping[str, Any] = content
    members: dict[str, Any] = {}
    for name, member in shape.members.items():
        value = given.get(member.serialization.get("name", name))
        if value is not None:
            members[name] = _value(member, value, f"{path}.{name}" if path else name)
    return members


def _value(shape: Any, value: Any, path: str) -> Any:
    if getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            return _structure(shape, value, path)
        case "list":
            if not is_list(value):
                raise wrong_type(path, "list")
            items: Sequence[Any] = value
            return [item if item is None else _value(shape.member, item, path) for item in items]
        case "map":
            if not is_map(value):
                raise wrong_type(path, "map")
            entries: Mapping[str, Any] = value
            return {
                key: item if item is None else _value(shape.value, item, path)
                for key, item in entries.items()
            }
        case "timestamp":
            return _moment(value, path)
        case "blob":
            return _blob(value, path)
        case kind if kind in _FLOATS and isinstance(value, str):
            return _float(value, path)
        case kind if kind in _INTEGERS and isinstance(value, float) and value.is_integer():
            return int(value)
        case _:
            return value


def _float(text: str, path: str) -> float:
    if text not in {"NaN", "Infinity", "-Infinity"}:
        raise wrong_type(path, "number")
    return float(text)


def _blob(value: Any, path: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise wrong_type(path, "blob in base64") from None


def _moment(value: Any, path: str) -> datetime:
    try:
        if isinstance(value, bool):
            raise wrong_type(path, "timestamp")
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        text = str(value)
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            return datetime.fromtimestamp(float(text), UTC)
        if text[:3].isalpha():
            return parsedate_to_datetime(text)
        found = datetime.fromisoformat(text)
    except (ValueError, TypeError, OverflowError, OSError):
        raise wrong_type(path, "timestamp") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _text_value(shape: Any, text: str, path: str) -> Any:
    """Return the value of a header, of a part of the path, or of a parameter of the query."""
    kind: str = shape.type_name
    try:
        if kind == "boolean":
            return {"true": True, "false": False}[text.lower()]
        if kind in _INTEGERS:
            return int(text)
        if kind in _FLOATS:
            return float(text)
    except (KeyError, ValueError):
        raise wrong_type(path, kind) from None
    if kind == "timestamp":
        return _moment(text, path)
    if kind == "list":
        return [_text_value(shape.member, part.strip(), path) for part in text.split(",")]
    if kind == "string" and shape.serialization.get("jsonvalue"):
        return _json(base64.b64decode(text))
    return text
