"""Tests that a fake gets the HTTP requests of botocore and returns responses as botocore does.

The calls to compare with are made by clients of botocore that know nothing of the fake.
"""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from helpers.against_botocore import parsed
from helpers.cases import each
from helpers.event_streams import CONTENT_TYPE, exception, parts
from helpers.samples import SERVICES, Kind, Operation, client_class, http_answer, operations, sample

import sagemaker_typed
from sagemaker_typed import ByteStream, EventStream, from_boto, to_boto
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed.testing import FakeService

Sent: TypeAlias = tuple[str, str, Mapping[str, str], bytes]
TIME_DEPENDENT = {"authorization", "x-amz-date", "amz-sdk-invocation-id"}
SETTINGS: Mapping[str, Any] = {
    "region_name": "us-east-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}


def kept(headers: Mapping[str, Any]) -> dict[str, str]:
    names = {
        name.lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in headers.items()
    }
    # The User-Agent of a typed client names this package.
    return {n: v for n, v in names.items() if n not in TIME_DEPENDENT | {"user-agent"}}


class Wire:
    """A stub transport: the requests of a client of botocore, and one response to all."""

    def __init__(self, service: str) -> None:
        self.sent: list[Sent] = []
        self.answer: dict[str, Any] = {}
        make: Any = botocore.session.Session().create_client
        self.client = make(service, **SETTINGS)
        self.client.meta.events.register("before-send", self)

    def __call__(self, request: Any, **_: Any) -> Any:
        body = request.body or b""
        content = body if isinstance(body, bytes) else body.read()
        self.sent.append((request.method, request.url, kept(request.headers), content))
        answered: Any = HTTPHeaders()
        for name, value in self.answer["headers"].items():
            answered[name] = value
        body = self.answer["body"]
        raw = io.BytesIO(body) if isinstance(body, bytes) else body
        response: Any = AWSResponse(request.url, self.answer["status_code"], answered, raw)
        if isinstance(body, bytes):
            response._content = body
        return response


wire = cache(Wire)


@pytest.fixture(scope="module")
def fakes() -> Iterator[dict[str, Any]]:
    """A fake of each service."""
    made: dict[str, Any] = {service: FakeService(client_class(service)) for service in SERVICES}
    for fake in made.values():
        fake.__enter__()
    yield made
    for fake in [*made.values()][::-1]:
        fake.__exit__(None, None, None)


def response_of(operation: Operation, kind: Kind = "full") -> Any:
    """Return a typed response that was made independently of HTTP."""
    members = sample(operation.output, kind)
    if operation.payload is not None:
        members[operation.payload] = b""
        response = from_boto(operation.response, {**members, operation.payload: io.BytesIO()})
        ((name, content),) = [
            (name, getattr(response, name))
            for name, wire in response.__wire_names__.items()
            if wire == operation.payload
        ]
        if isinstance(content, ByteStream):
            setattr(response, name, ByteStream(b"\x00\xff"))
        else:
            content = field_contents(operation.response)[name]
            assert isinstance(content, kinds.Events)
            setattr(response, name, EventStream([], content.type))
        return response
    return from_boto(operation.response, members)


@pytest.mark.parametrize("kind", ["full", "required"])
@each("operation", operations())
def test_every_operation_sends_what_botocore_sends(
    operation: Operation, kind: Kind, fakes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID(int=1))  # idempotency tokens, invocation ids
    fake, theirs = fakes[operation.service], wire(operation.service)
    parameters = sample(operation.input, kind)
    theirs.answer = http_answer(operation, sample(operation.output, kind))
    request = from_boto(operation.request, parameters)
    fake.reset()
    fake.on(type(request)).returns(response_of(operation, kind))

    getattr(theirs.client, request.__method__)(**sample(operation.input, kind))
    fake.client.send(request)

    (call,) = fake.calls
    (attempt,) = call.attempts
    found = (attempt.method, attempt.url, kept(attempt.headers), attempt.body)
    assert found == theirs.sent[-1]
    assert fake.requests == [request]
    assert fake.requests[0] is not request
    fake.assert_all_used()


@pytest.mark.parametrize("kind", ["full", "required", "empty"])
@each("operation", operations())
def test_every_response_is_returned_as_botocore_parses_it(
    operation: Operation, kind: Kind, fakes: dict[str, Any]
) -> None:
    fake = fakes[operation.service]
    request = from_boto(operation.request, sample(operation.input))
    response = response_of(operation, kind)
    fake.reset()
    # A rule is for any client; the last one repeats.
    fake.on(request).returns(response)

    for client in (fake.client, fake.client.with_options(headers={"X-Mine": "1"})):
        found = client.send(request)
        assert type(found) is operation.response
        if operation.payload is None:
            assert found == response
        elif not operation.model.has_event_stream_output:
            name = next(n for n, wire in found.__wire_names__.items() if wire == operation.payload)
            assert getattr(found, name).read() == b"\x00\xff"
        assert found.response_metadata.http_status_code in {200, 202}
    # boto3's own calls of the fake's client return what botocore parses.
    if operation.payload is None:
        raw = getattr(fake.client.boto_client, request.__method__)(**sample(operation.input))
        expected = parsed(operation, sample(operation.output, kind))
        for answer in (raw, expected):
            del answer["ResponseMetadata"]
        members: dict[str, Any] = operation.output.members if operation.output else {}
        status = [
            name
            for name, member in members.items()
            if member.serialization.get("location") == "statusCode"
        ]
        assert not status
        assert raw == expected


def async_class(service: str) -> type[Any]:
    cls: type[Any] = getattr(sagemaker_typed, f"Async{client_class(service).__name__}")
    return cls


@each("service", SERVICES)
def test_asynchronous_clients_send_and_return_the_same(
    service: str, fakes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID(int=1))
    fake = fakes[service]

    async def calls() -> None:
        async with FakeService(async_class(service)) as other:
            for operation in operations(service):
                request = from_boto(operation.request, sample(operation.input))
                for each_fake in (fake, other):
                    each_fake.reset()
                    each_fake.on(request).returns(response_of(operation))
                expected = fake.client.send(request)
                found = await other.client.send(request)
                (ours,), (theirs,) = (one.calls[0].attempts for one in (other, fake))
                assert (ours.method, ours.url, kept(ours.headers), ours.body) == (
                    *(theirs.method, theirs.url),
                    *(kept(theirs.headers), theirs.body),
                ), operation
                if operation.payload is None:
                    assert found == expected, operation

    asyncio.run(calls())


@each("operation", operations())
def test_every_error_of_the_model_is_raised_with_its_members(
    operation: Operation, fakes: dict[str, Any]
) -> None:
    fake = fakes[operation.service]
    request = from_boto(operation.request, sample(operation.input))
    package, _ = SERVICES[operation.service]
    errors: Any = __import__(f"sagemaker_typed.{package}.errors", fromlist=["BY_CODE"]).BY_CODE
    once = fake.new_client(max_attempts=1)
    shapes: list[Any] = operation.model.error_shapes
    for shape in shapes:
        members = sample(shape)
        code = shape.error_code
        fake.reset()
        cls = errors[code]
        made = cls({"Error": {"Code": code, "Message": "no"}, **members}, operation.name)
        for error in (code, cls, made):
            fake.on(request).raises(error, "no", times=1)
            with pytest.raises(cls) as caught:
                once.send(request)
            assert type(caught.value).__name__ == cls.__name__
            assert (caught.value.code, caught.value.message) == (code, "no")
            trait: dict[str, Any] = shape.metadata.get("error") or {}
            status = trait.get("httpStatusCode", 400)
            assert caught.value.status_code == status or status == 400
        for name, value in members.items():
            if name.lower() != "message":
                assert caught.value.response[name] == value
        fake.assert_all_used()


def test_events_have_the_bytes_of_the_specification() -> None:
    from sagemaker_typed.runtime import (
        InvokeEndpointWithResponseStreamRequest,
        InvokeEndpointWithResponseStreamResponse,
        PayloadPart,
        ResponseStream,
    )
    from sagemaker_typed.runtime.errors import ModelStreamError

    answer: Any = {"Error": {"Code": "ModelStreamError", "Message": "no"}, "ErrorCode": "E"}
    error = ModelStreamError(answer, "Invoke")
    events: list[Any] = [
        ResponseStream(payload_part=PayloadPart(bytes=b"a\n")),
        {"PayloadPart": {"Bytes": b"\xff"}},
        error,
    ]
    response = InvokeEndpointWithResponseStreamResponse(body=EventStream(events, ResponseStream))
    from sagemaker_typed import SageMakerRuntime

    request = InvokeEndpointWithResponseStreamRequest(endpoint_name="churn", body=b"x")
    with FakeService(SageMakerRuntime) as fake:
        fake.on(request).returns(response)
        raw = fake.client.boto_client.invoke_endpoint_with_response_stream(
            EndpointName="churn", Body=b"x"
        )
        assert raw["ResponseMetadata"]["HTTPHeaders"]["content-type"] == CONTENT_TYPE
        sent = b"".join(raw["Body"]._raw_stream.stream())
        start = parts(b"a\n", b"\xff")
        assert sent.startswith(start)
        expected = exception("ModelStreamError", Message="no", ErrorCode="E")
        assert len(sent) == len(start) + len(expected)
        for _ in range(2):  # the events are sent again
            found = fake.client.send(request)
            assert next(found.body) == events[0]
            assert next(found.body).payload_part == PayloadPart(bytes=b"\xff")
            with pytest.raises(ModelStreamError) as caught:
                next(found.body)
            assert (caught.value.message, caught.value.error_code) == ("no", "E")


def test_unknown_members_and_values_are_returned() -> None:
    from sagemaker_typed import SageMaker, with_unknown_members
    from sagemaker_typed.sagemaker import DescribeModelRequest

    described = from_boto(
        DescribeModelRequest.__response__, sample(operations("sagemaker")[0].output)
    )
    assert described is not None
    del described
    operation = Operation("sagemaker", "DescribeModel")
    response = with_unknown_members(response_of(operation), {"New": {"A": [1, b"x", None]}})
    request = DescribeModelRequest(model_name="churn")
    with FakeService(SageMaker) as fake:
        fake.on(request).returns(response)
        found = fake.client.send(request)
        assert found.unknown_members == {"New": {"A": [1, "eA==", None]}}
        assert to_boto(found)["ModelName"] == "é"
        assert json.dumps(found.response_metadata.request_id)
