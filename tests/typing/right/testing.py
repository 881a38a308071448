"""Correct use of fakes and recordings: type checkers must report nothing."""

from __future__ import annotations

from typing import Any, assert_type

from sagemaker_typed import AsyncSageMaker, Request, SageMaker, SageMakerRuntime
from sagemaker_typed.runtime import InvokeEndpointRequest, InvokeEndpointResponse
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    CreateModelResponse,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    ListModelsRequest,
    ListModelsResponse,
)
from sagemaker_typed.sagemaker.errors import ResourceInUse
from sagemaker_typed.streaming import ByteStream
from sagemaker_typed.testing import (
    FakeCall,
    FakeService,
    NetworkError,
    Recorder,
    Rule,
    UnmatchedRequestError,
    UntypedRule,
    UnusedRulesError,
)

created = CreateModelResponse(model_arn="arn")
describe = DescribeEndpointRequest(endpoint_name="churn")


def answer(request: CreateModelRequest) -> CreateModelResponse:
    return CreateModelResponse(model_arn=request.model_name)


def is_long(request: CreateModelRequest) -> bool:
    return len(request.model_name) > 10


def rules(described: DescribeEndpointResponse) -> None:
    with FakeService(SageMaker, strict=True, max_attempts=3) as fake:
        assert_type(fake, FakeService[SageMaker])
        assert_type(fake.client, SageMaker)
        assert_type(fake.new_client(max_attempts=1), SageMaker)
        assert_type(fake.on(describe), Rule[DescribeEndpointRequest, DescribeEndpointResponse])
        rule = fake.on(CreateModelRequest, model_name="churn", where=is_long)
        assert_type(rule, Rule[CreateModelRequest, CreateModelResponse])
        rule.throttles(times=2).fails(503).delays(3).returns(created)
        rule.returns(answer).returns(answer, times=2)
        rule.returns(lambda request: CreateModelResponse(model_arn=request.model_name))
        rule.returns_each([created, created], repeat=False)
        rule.raises(ResourceInUse, "no", status=400).raises("Code").raises(ConnectionError())
        rule.replies(502, {"Content-Type": "text/html"}, b"").replies(body=[b"a", OSError()])
        rule.times_out().disconnects(times=1).refuses()
        fake.on(CreateModelRequest, where=lambda request: request.tags is None).returns(created)
        fake.on(ListModelsRequest).returns_pages(ListModelsResponse(models=[]))
        fake.on(DescribeEndpointRequest).returns(described)
        # pyright remembers what it found about the class.
        assert_type(fake.on(describe), Rule[DescribeEndpointRequest, DescribeEndpointResponse])
        assert_type(fake.on_call("GetLogEvents", service="logs").returns({}), UntypedRule)
        assert_type(fake.requests, list[Request[Any, Any]])
        assert_type(fake.calls, list[FakeCall])
        assert_type(fake.calls[0].attempts[0].body, bytes)
        with fake.patched(fake.client) as same:
            assert_type(same.client, SageMaker)
        fake.assert_all_used()
        fake.reset()
    with FakeService(SageMakerRuntime) as runtime:
        answered = InvokeEndpointResponse(body=ByteStream(b"ok"))
        runtime.on(InvokeEndpointRequest, endpoint_name="churn").returns(answered)


async def asynchronous() -> None:
    async with FakeService(AsyncSageMaker) as fake:
        fake.on(CreateModelRequest).returns(answer)
        assert_type(await fake.client.create_model(model_name="a"), CreateModelResponse)


def recordings(client: SageMaker) -> None:
    with Recorder(client, "calls.yaml", keep_sensitive=True) as recorder:
        assert_type(recorder.client, SageMaker)
    with FakeService.from_recording("calls.yaml", SageMaker, repeat=False) as fake:
        assert_type(fake.client, SageMaker)
    assert_type(FakeService.from_recording("calls.yaml"), FakeService[Any])


errors = (NetworkError, UnmatchedRequestError, UnusedRulesError)
