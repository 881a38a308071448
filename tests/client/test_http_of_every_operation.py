"""Tests that typed and raw calls send and receive the same HTTP, for every operation.

Both clients are created independently. Nothing is sent over a network.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from helpers.cases import each
from helpers.samples import Kind, Operation, client_class, http_answer, operations, sample

from sagemaker_typed import BaseClient, ByteStream, Shape, from_boto, to_boto
from sagemaker_typed._schema.fields import is_list, is_map

Sent: TypeAlias = tuple[str, str, dict[str, Any], Any]

SETTINGS: Mapping[str, Any] = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "do-not-show",
}
TIME_DEPENDENT = {"authorization", "x-amz-date"}


class Wire:
    """A replacement for HTTP that records requests and returns responses."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.answer: dict[str, Any] = {}

    def __call__(self, request: Any, **_: Any) -> Any:
        headers = {name.lower(): value for name, value in request.headers.items()}
        kept = {name: value for name, value in headers.items() if name not in TIME_DEPENDENT}
        self.sent.append((request.method, request.url, kept, request.body))
        answered: Any = HTTPHeaders()
        for name, value in self.answer["headers"].items():
            answered[name] = value
        body = self.answer["body"]
        raw = io.BytesIO(body) if isinstance(body, bytes) else body
        response: Any = AWSResponse(request.url, self.answer["status_code"], answered, raw)
        if isinstance(body, bytes):
            response._content = body
        return response


@cache
def clients(service: str) -> tuple[Any, BaseClient, Wire]:
    """A raw client, a typed client, and the wire that both use."""
    wire = Wire()
    raw: Any = botocore.session.Session().create_client(service, **SETTINGS)
    typed = client_class(service)(session=botocore.session.Session(), **SETTINGS)
    for client in (raw, typed.boto_client):
        client.meta.events.register("before-send", wire)
    return raw, typed, wire


@pytest.mark.parametrize("kind", ["full", "required"])
@each("operation", operations())
def test_every_operation_matches_boto3(
    operation: Operation, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID(int=1))  # idempotency tokens, invocation ids
    raw, typed, wire = clients(operation.service)
    request = from_boto(operation.request, sample(operation.input, kind))
    members = sample(operation.output, kind)
    call: Any = getattr(raw, request.__method__)
    fields = {name: getattr(request, name) for name in request.__wire_names__}

    wire.answer = http_answer(operation, members)
    expected = call(**sample(operation.input, kind))
    wire.answer = http_answer(operation, members)
    response = typed.send(request)
    wire.answer = http_answer(operation, members)
    by_keywords = getattr(typed, request.__method__)(**fields)

    first, *others = wire.sent[-3:]
    assert others == [first, first]
    assert type(response) is type(by_keywords) is operation.response
    if operation.payload is None:
        assert response == by_keywords == from_boto(operation.response, expected)
    elif not operation.model.has_event_stream_output:
        name, wire_name = next(
            pair for pair in response.__wire_names__.items() if pair[1] == operation.payload
        )
        stream = getattr(response, name)
        assert isinstance(stream, ByteStream)
        assert stream.read() == expected[wire_name].read() == members.get(operation.payload, b"")
    found, wanted = to_boto(response), dict(expected)
    for answer in (found, wanted):
        answer.pop(operation.payload or "", None)
        answer["ResponseMetadata"] = {"HTTPStatusCode": 200}
    assert found == wanted


def with_moments(value: Any, change: Callable[[datetime], Any]) -> Any:
    """Return a value with all datetimes inside it changed; objects are changed in place."""
    if isinstance(value, datetime):
        return change(value)
    if is_list(value):
        return [with_moments(item, change) for item in value]
    if is_map(value):
        return {key: with_moments(entry, change) for key, entry in value.items()}
    if isinstance(value, Shape):
        for name in value.__wire_names__:
            setattr(value, name, with_moments(getattr(value, name), change))
    return value


def has_moments(value: Any) -> bool:
    found: list[datetime] = []
    with_moments(value, found.append)
    return bool(found)


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def milliseconds_as_str(moment: datetime) -> str:
    return str(milliseconds(moment))


def week(moment: datetime) -> str:
    return moment.strftime("%G-W%V-%uT%H:%M:%S")


WITH_MOMENTS = [operation for operation in operations() if has_moments(sample(operation.input))]


@pytest.mark.parametrize("form", [milliseconds, milliseconds_as_str, week])
@each("operation", WITH_MOMENTS)
def test_timestamps_that_only_this_package_reads_are_sent_like_datetimes(
    operation: Operation, form: Callable[[datetime], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID(int=1))
    raw, typed, wire = clients(operation.service)
    request = with_moments(from_boto(operation.request, sample(operation.input)), form)
    fields = {name: getattr(request, name) for name in request.__wire_names__}
    wire.answer = http_answer(operation, sample(operation.output))
    call: Any = getattr(raw, request.__method__)

    call(**sample(operation.input))
    call(**to_boto(request))
    typed.send(request)
    getattr(typed, request.__method__)(**fields)

    first, *others = wire.sent[-4:]
    assert others == [first] * 3
