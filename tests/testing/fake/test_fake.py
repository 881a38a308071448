"""Rules of a fake: which requests they match, what they answer, and what is reported."""

from __future__ import annotations

import asyncio
import io
import json
import re
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final
from unittest.mock import ANY

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from helpers.cases import each

from sagemaker_typed import (
    AsyncSageMaker,
    AsyncSageMakerRuntime,
    ByteStream,
    ConversionError,
    EventStream,
    SageMaker,
    SageMakerRuntime,
    ViolationError,
    runtime,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.errors import InvalidResponse, NotFound, ServiceError
from sagemaker_typed.runtime.errors import ModelError
from sagemaker_typed.sagemaker.errors import ResourceInUse, ResourceNotFound
from sagemaker_typed.streaming import IncompleteStreamError
from sagemaker_typed.testing import FakeService, UnmatchedRequestError, UnusedRulesError

ARN: Final = "arn:aws:sagemaker:us-east-1:123456789012:model/churn"
DELETED: Final = sm.DeleteModelResponse()


def job(name: str = "churn", **fields: Any) -> sm.CreateTrainingJobRequest:
    return sm.CreateTrainingJobRequest(
        training_job_name=name,
        role_arn="arn:aws:iam::123456789012:role/ml",
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://bucket/out", kms_key_id="key"),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=60),
        resource_config=sm.ResourceConfig(volume_size_in_gb=10, instance_count=1),
        tags=[sm.Tag(key="a", value="1"), sm.Tag(key="b", value="2")],
        **fields,
    )


CREATED: Final = sm.CreateTrainingJobResponse(training_job_arn=ARN)


def starts_with_ch(request: sm.CreateTrainingJobRequest) -> bool:
    return request.training_job_name.startswith("ch")


def has_two_tags(request: sm.CreateTrainingJobRequest) -> bool:
    return len(request.tags or ()) == 2


def wrong_response(_: object) -> sm.DeleteModelResponse:
    return DELETED


def never(request: sm.CreateTrainingJobRequest) -> bool:
    return not request.training_job_name


FITTING: Final[dict[str, dict[str, Any]]] = {
    "a class": {},
    "a field": {"training_job_name": "churn"},
    "any value": {"training_job_name": ANY},
    "some fields of a structure": {"output_data_config": {"s3_output_path": "s3://bucket/out"}},
    "a whole structure": {
        "output_data_config": sm.OutputDataConfig(
            s3_output_path="s3://bucket/out", kms_key_id="key"
        )
    },
    "some fields of items": {"tags": [{"key": "a"}, {"value": "2"}]},
    "whole items": {"tags": [sm.Tag(key="a", value="1"), ANY]},
    "an absent field": {"vpc_config": None},
    "a map": {"environment": {"A": "1"}},
    "a predicate": {"where": starts_with_ch},
    "both": {"training_job_name": "churn", "where": has_two_tags},
}
UNFIT: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "a field": ({"training_job_name": "chrun"}, "~ training_job_name: 'chrun' -> 'churn'"),
    "an inner field": (
        {"output_data_config": {"s3_output_path": "s3://other"}},
        "~ output_data_config.s3_output_path: 's3://other' -> 's3://bucket/out'",
    ),
    "a structure": (
        {"output_data_config": sm.OutputDataConfig(s3_output_path="s3://bucket/out")},
        "+ output_data_config.kms_key_id: 'key'",
    ),
    "an item": ({"tags": [{"key": "a"}, {"key": "x"}]}, "~ tags[1].key: 'x' -> 'b'"),
    "too few items": ({"tags": [{"key": "a"}]}, "+ tags[1]: "),
    "too many items": ({"tags": [ANY, ANY, {"key": "c"}]}, "- tags[2]: "),
    "an absent field": ({"vpc_config": {"subnets": ["s"]}}, "- vpc_config: "),
    "a map": ({"environment": {"A": "2"}}, "~ environment: "),
    "a predicate": ({"where": never}, "where: never returned a false value"),
}


@each("name", FITTING)
def test_rule_matches_some_fields(name: str) -> None:
    with FakeService(SageMaker) as fake:
        fake.on(sm.CreateTrainingJobRequest, **FITTING[name]).returns(CREATED)
        assert fake.client.send(job(environment={"A": "1"})) == CREATED


@each("name", UNFIT)
def test_request_that_does_not_match_is_an_error_with_the_difference(name: str) -> None:
    fields, line = UNFIT[name]
    with FakeService(SageMaker) as fake:
        fake.on(sm.CreateTrainingJobRequest, **fields).returns(CREATED)
        with pytest.raises(UnmatchedRequestError) as caught:
            fake.client.send(job(environment={"A": "1"}))
        assert line in str(caught.value)
        assert f"{__file__}:" in str(caught.value)
        assert not isinstance(caught.value, ClientError)
        assert len(fake.calls[0].attempts) == 1


def test_whole_request_matches_by_meaning() -> None:
    moment = datetime(2026, 1, 2, 3, tzinfo=UTC)
    other = moment.astimezone(timezone(timedelta(hours=2)))
    with FakeService(SageMaker) as fake:
        fake.on(sm.ListModelsRequest(creation_time_after=moment)).returns(
            sm.ListModelsResponse(models=[])
        )
        fake.client.list_models(creation_time_after=other)
        fake.client.boto_client.list_models(CreationTimeAfter=moment)
        for request in fake.requests:
            assert request == sm.ListModelsRequest(creation_time_after=moment)
        request = job()
        fake.on(request).returns(CREATED)
        request.training_job_name = "changed"  # the rule has a copy
        assert fake.client.send(job()) == CREATED


MISTAKES: Final[dict[str, tuple[Any, dict[str, Any], str]]] = {
    "misspelt": (
        sm.CreateTrainingJobRequest,
        {"training_job_nam": "x"},
        "CreateTrainingJobRequest has no field 'training_job_nam'; did you mean training_job_name",
    ),
    "wire name": (
        sm.CreateTrainingJobRequest,
        {"TrainingJobName": "x"},
        "did you mean training_job_name",
    ),
    "inner": (
        sm.CreateTrainingJobRequest,
        {"output_data_config": {"s3_path": "x"}},
        r"OutputDataConfig has no field 's3_path' \(at output_data_config\); did you mean s3",
    ),
    "item": (
        sm.CreateTrainingJobRequest,
        {"tags": [{"Key": "x"}]},
        r"Tag has no field 'Key' \(at tags\[0\]\); did you mean key",
    ),
    "fields of a request": (job(), {"training_job_name": "x"}, "a whole request has all its"),
    "another service": (
        runtime.InvokeEndpointRequest,
        {},
        "InvokeEndpointRequest is a request of 'sagemaker-runtime', but this is a fake of",
    ),
    "a response": (CREATED, {}, "expected a request or a class of requests"),
    "a dict": ({"TrainingJobName": "x"}, {}, "expected a request or a class of requests"),
}


@each("name", MISTAKES)
def test_mistakes_in_rules_are_explained(name: str) -> None:
    request, fields, message = MISTAKES[name]
    with pytest.raises(TypeError, match=message):
        FakeService(SageMaker).on(request, **fields)


def test_mistakes_in_responses_are_explained() -> None:
    fake = FakeService(SageMaker)
    rule: Any = fake.on(sm.DeleteModelRequest)
    for wrong in (CREATED, {"ModelArn": ARN}, None):
        with pytest.raises(TypeError, match="DeleteModel returns DeleteModelResponse, got"):
            rule.returns(wrong)
    with pytest.raises(TypeError, match="expected an error, a class of errors, or an error code"):
        rule.raises(5)
    with pytest.raises(ValueError, match="times must be at least 1"):
        rule.throttles(times=0)
    with pytest.raises(ValueError, match="seconds must be at least 0"):
        rule.delays(-1)
    with pytest.raises(TypeError, match="not paginated"):
        rule.returns_pages(DELETED)
    make: Any = FakeService
    with pytest.raises(TypeError, match="expected a class of clients"):
        make(SageMaker(region_name="eu-west-1"))
    with pytest.raises(RuntimeError, match="the fake is not active"):
        _ = fake.client


# --- order ----------------------------------------------------------------------------------------


def test_the_most_specific_rule_goes_first_and_then_the_last_one() -> None:
    def answered(client: SageMaker, name: str) -> str:
        return client.send(job(name)).training_job_arn

    def created(arn: str) -> sm.CreateTrainingJobResponse:
        return sm.CreateTrainingJobResponse(training_job_arn=arn)

    with FakeService(SageMaker) as fake:
        fake.on(job("a")).returns(created("whole"), times=1)
        fake.on(sm.CreateTrainingJobRequest, training_job_name="a").returns(created("field"))
        fake.on(sm.CreateTrainingJobRequest).returns(created("old"))
        fake.on(sm.CreateTrainingJobRequest).returns(created("new"), times=2)
        found = [answered(fake.client, name) for name in "aabbb"]
        assert found == ["whole", "field", "new", "new", "old"]
        fake.assert_all_used()


def test_responses_come_in_sequence_and_the_last_one_repeats_unless_it_has_times() -> None:
    with FakeService(SageMaker, max_attempts=1) as fake:
        rule = fake.on(sm.DeleteModelRequest)
        rule.raises(ResourceInUse, times=2).returns(DELETED)
        for _ in range(2):
            with pytest.raises(ResourceInUse):
                fake.client.delete_model(model_name="churn")
        for _ in range(3):
            fake.client.delete_model(model_name="churn")
        rule.returns_each([DELETED, DELETED], repeat=False)
        for _ in range(2):
            fake.client.delete_model(model_name="churn")
        with pytest.raises(UnmatchedRequestError, match="it matches, but its 5 responses are used"):
            fake.client.delete_model(model_name="churn")


def test_computed_responses_get_the_typed_request() -> None:
    with FakeService(SageMaker) as fake:
        fake.on(sm.CreateModelRequest).returns(
            lambda request: sm.CreateModelResponse(model_arn=f"{ARN}/{request.model_name}")
        )
        assert fake.client.create_model(model_name="a").model_arn == f"{ARN}/a"
        wrong: Any = fake.on(sm.CreateModelRequest)
        wrong.returns(wrong_response)
        with pytest.raises(TypeError, match="CreateModel returns CreateModelResponse"):
            fake.client.create_model(model_name="a")


def test_pages_have_tokens() -> None:
    def summary(name: str) -> sm.ModelSummary:
        return sm.ModelSummary(
            model_name=name, model_arn=ARN, creation_time=datetime(2026, 1, 1, tzinfo=UTC)
        )

    pages = [sm.ListModelsResponse(models=[summary(name)]) for name in "abc"]
    with FakeService(SageMaker) as fake:
        fake.on(sm.ListModelsRequest).returns_pages(*pages)
        for _ in range(2):
            found = [each.model_name for each in fake.client.items(sm.ListModelsRequest())]
            assert found == ["a", "b", "c"]
        assert [page.models for page in fake.client.pages(sm.ListModelsRequest())] == [
            page.models for page in pages
        ]
        assert pages[0].next_token is None
        paginator = fake.client.boto_client.get_paginator("list_models")
        assert len([*paginator.paginate()]) == 3
        with pytest.raises(UnmatchedRequestError, match="no page has the token 'x'"):
            fake.client.list_models(next_token="x")


def test_pages_of_every_paginated_operation_lead_to_one_another() -> None:
    from helpers.samples import client_class, operations, sample

    from sagemaker_typed import RequestOfPages, from_boto

    tried = 0
    for operation in operations():
        cls = operation.request
        if not issubclass(cls, RequestOfPages):
            continue
        request = from_boto(cls, sample(operation.input, "required"))
        page = from_boto(operation.response, sample(operation.output, "full"))
        with FakeService(client_class(operation.service)) as fake:
            rule: Any = fake.on(cls)
            rule.returns_pages(page, page, page)
            pages: Any = fake.client.pages(request)
            assert len([*pages]) == 3, operation
        tried += 1
    assert tried > 80


# --- errors ---------------------------------------------------------------------------------------


def test_errors_may_be_classes_instances_and_codes() -> None:
    answer: Any = {
        "Error": {"Code": "ModelError", "Message": "no"},
        "OriginalStatusCode": 418,
        "LogStreamArn": "arn",
        "ResponseMetadata": {"HTTPStatusCode": 424},
    }
    made = ModelError(answer, "InvokeEndpoint")
    with FakeService(SageMakerRuntime, max_attempts=1) as fake:
        fake.on(runtime.InvokeEndpointRequest).raises(made)
        with pytest.raises(ModelError) as caught:
            fake.client.invoke_endpoint(endpoint_name="churn", body=b"x")
        assert (caught.value.original_status_code, caught.value.log_stream_arn) == (418, "arn")
        assert (caught.value.message, caught.value.status_code) == ("no", 424)
    with FakeService(SageMaker, max_attempts=1) as fake:
        rule = fake.on(sm.DeleteModelRequest)
        rule.raises(NotFound, "no such model").raises("Strange", "odd", status=418)
        with pytest.raises(ResourceNotFound, match="no such model"):
            fake.client.delete_model(model_name="churn")
        with pytest.raises(ServiceError) as strange:
            fake.client.delete_model(model_name="churn")
        assert (strange.value.code, strange.value.status_code) == ("Strange", 418)


def test_raw_http_responses() -> None:
    with FakeService(SageMaker, max_attempts=1) as fake:
        rule = fake.on(sm.DeleteModelRequest)
        rule.replies(502, {"Content-Type": "text/html"}, "<html>bad gateway</html>")
        rule.replies(200, {"x-amzn-requestid": "mine"}, b"{}")
        with pytest.raises(ServiceError) as caught:
            fake.client.delete_model(model_name="churn")
        assert caught.value.status_code == 502
        found = fake.client.delete_model(model_name="churn").response_metadata
        assert found.request_id == "mine"
        fake.on(sm.DescribeModelRequest).replies(200, {}, b"not json")
        with pytest.raises(InvalidResponse):
            fake.client.describe_model(model_name="churn")


def test_streams_can_be_cut() -> None:
    with FakeService(SageMakerRuntime, max_attempts=1) as fake:
        rule = fake.on(runtime.InvokeEndpointRequest)
        rule.replies(200, {"Content-Length": "10"}, b"abc")
        rule.replies(200, {}, [b"abc", ConnectionResetError()])
        for _ in range(2):
            body = fake.client.invoke_endpoint(endpoint_name="churn", body=b"x").body
            with pytest.raises(IncompleteStreamError):
                body.read()
        part = runtime.ResponseStream(payload_part=runtime.PayloadPart(bytes=b"a"))
        events: list[Any] = [part, ConnectionResetError()]
        fake.on(runtime.InvokeEndpointWithResponseStreamRequest).returns(
            runtime.InvokeEndpointWithResponseStreamResponse(
                body=EventStream(events, runtime.ResponseStream)
            )
        )
        stream = fake.client.invoke_endpoint_with_response_stream(
            endpoint_name="churn", body=b"x"
        ).body
        assert next(stream) == part
        with pytest.raises(IncompleteStreamError):
            next(stream)


def test_bodies_are_recorded_as_they_were_sent() -> None:
    with FakeService(SageMakerRuntime) as fake:
        answer = runtime.InvokeEndpointResponse(body=ByteStream(b"ok"))
        fake.on(runtime.InvokeEndpointRequest, body=b"abc").returns(answer)
        file = io.BytesIO(b"-abc")
        file.seek(1)
        for body in (b"abc", "abc", file):
            assert (
                fake.client.invoke_endpoint(endpoint_name="churn", body=body).body.read() == b"ok"
            )
        assert [call.attempts[0].body for call in fake.calls] == [b"abc"] * 3
        last = fake.requests[-1]
        assert isinstance(last, runtime.InvokeEndpointRequest)
        assert last.body == b"abc"
        with pytest.raises(UnmatchedRequestError) as caught:
            fake.client.invoke_endpoint(endpoint_name="churn", body=b"secret-value")
        assert "secret-value" not in str(caught.value)
        assert "abc" not in str(caught.value)


def test_requests_that_are_not_valid_are_not_sent() -> None:
    with FakeService(SageMaker) as fake:
        fake.on(sm.DeleteModelRequest).returns(DELETED)
        wrong: Any = fake.client
        with pytest.raises(ViolationError):
            wrong.delete_model(model_name=5)
        raw = fake.client.boto_client
        for parameters in ({"Nam": "churn"}, {"ModelName": "churn", "New": 1}, {}):
            with pytest.raises(ParamValidationError):
                raw.delete_model(**parameters)
        assert fake.requests == fake.calls == []


# --- the fake -------------------------------------------------------------------------------------


def test_responses_that_were_not_used_are_reported() -> None:
    fake = FakeService(SageMaker)
    with fake:
        fake.on(sm.DeleteModelRequest).throttles(times=2).returns(DELETED)
        fake.on(sm.CreateModelRequest, model_name="a").returns(
            sm.CreateModelResponse(model_arn=ARN)
        )
        fake.on_call("GetLogEvents", service="logs").returns({"events": []})
        fake.client.delete_model(model_name="churn")
        with pytest.raises(UnusedRulesError) as caught:
            fake.assert_all_used()
        assert "on(CreateModelRequest, model_name='a'): 1 of 1" in str(caught.value)
        assert "on_call('GetLogEvents', service='logs'): 1 of 1" in str(caught.value)
        assert "DeleteModel" not in str(caught.value)
        fake.reset()
        fake.assert_all_used()
        assert fake.calls == []
        with pytest.raises(UnmatchedRequestError, match="there are no rules; add one with"):
            fake.client.delete_model(model_name="churn")


def hides_errors(client: SageMaker) -> None:
    try:
        client.delete_model(model_name="churn")
    except Exception:  # noqa: BLE001 - the code under test does so
        return


def test_strict_fake_reports_at_its_end_what_the_code_has_hidden() -> None:
    fake = FakeService(SageMaker, strict=True)
    with pytest.raises(UnmatchedRequestError, match="no rule answers DeleteModelRequest"), fake:
        hides_errors(fake.client)
    with pytest.raises(UnusedRulesError), FakeService(SageMaker, strict=True) as fake:
        fake.on(sm.DeleteModelRequest).returns(DELETED)
    fake = FakeService(SageMaker, strict=True)
    fake.on(sm.DeleteModelRequest).returns(DELETED)
    with pytest.raises(LookupError), fake:
        raise LookupError
    with FakeService(SageMaker) as fake:
        hides_errors(fake.client)


def test_fake_is_thread_safe() -> None:
    with FakeService(SageMaker, max_attempts=60) as fake:
        fake.on(sm.CreateModelRequest).returns(
            lambda request: sm.CreateModelResponse(model_arn=request.model_name)
        )
        fake.on(sm.DeleteModelRequest).throttles(times=50).returns(DELETED)

        def work(number: int) -> str:
            fake.client.delete_model(model_name=f"m{number}")
            return fake.client.create_model(model_name=f"m{number}").model_arn

        with ThreadPoolExecutor(8) as pool:
            found = [*pool.map(work, range(100))]
        assert found == [f"m{number}" for number in range(100)]
        assert len(fake.requests) == 200
        assert sum(len(call.attempts) for call in fake.calls) == 250
        assert fake.client is fake.client


def test_other_options_and_presigned_urls() -> None:
    with FakeService(SageMaker, region_name="eu-west-1") as fake:
        fake.on(sm.DeleteModelRequest).returns(DELETED)
        fake.client.with_options(region_name="us-west-2", timeout=3).delete_model(model_name="a")
        fake.new_client(region_name="ap-south-1", max_attempts=1).delete_model(model_name="a")
        fake.client.delete_model(model_name="a")
        hosts = [call.attempts[0].url.split(".")[2] for call in fake.calls]
        assert hosts == ["us-west-2", "ap-south-1", "eu-west-1"]
        url = fake.client.presigned_url(sm.DeleteModelRequest(model_name="a"))
        assert "api.sagemaker.eu-west-1" in url
        assert len(fake.calls) == 3


def test_calls_without_classes() -> None:
    with FakeService(SageMaker) as fake:
        event = {"timestamp": 1, "message": "hi", "ingestionTime": 2, "eventId": "e"}
        event["logStreamName"] = "churn/1"
        fake.on_call("FilterLogEvents", service="logs").returns({"events": [event]})
        request = sm.DescribeTrainingJobRequest(training_job_name="churn")
        assert [line.message for line in fake.client.logs(request)] == ["hi"]
        fake.on_call("FilterLogEvents", {"logGroupName": ANY}, service="logs").raises(
            "ResourceNotFoundException", "no group"
        )
        assert [*fake.client.logs(request)] == []
        fake.on_call("ListModels").returns(lambda parameters: {"Models": [], **parameters})
        assert fake.client.call("ListModels", {"NextToken": "x"})["NextToken"] == "x"
        assert [call.service for call in fake.calls] == ["logs", "logs", "sagemaker"]
        assert fake.requests == [sm.ListModelsRequest(next_token="x")]
        client: Any = fake.client
        logs = client._connection.client_of("logs")
        with pytest.raises(UnmatchedRequestError, match=r"fake\.on_call\('GetLogEvents', service="):
            logs.get_log_events(logStreamName="x")


def test_asynchronous_fake() -> None:
    async def calls() -> None:
        async with FakeService(AsyncSageMakerRuntime) as fake:
            fake.on(runtime.InvokeEndpointRequest).delays(50).returns(
                runtime.InvokeEndpointResponse(body=ByteStream(b"ok"))
            )
            found = await fake.client.invoke_endpoint(endpoint_name="churn", body=b"x")
            assert await found.body.aread() == b"ok"
            with pytest.raises(UnmatchedRequestError, match="there is no rule for"):
                await fake.client.invoke_endpoint_async(
                    endpoint_name="churn", input_location="s3://b/k"
                )
        with FakeService(AsyncSageMaker) as fake_sagemaker:  # an ordinary `with` is enough
            fake_sagemaker.on(sm.ListModelsRequest).returns_pages(
                sm.ListModelsResponse(models=[]), sm.ListModelsResponse(models=[])
            )
            pages = [page async for page in fake_sagemaker.client.pages(sm.ListModelsRequest())]
            assert len(pages) == 2

    start = time.monotonic()
    asyncio.run(calls())
    assert time.monotonic() - start < 40


def test_nested_fakes_share_the_clock_and_leave_it() -> None:
    from sagemaker_typed import _time

    with FakeService(SageMaker) as outer:
        outer.on(sm.DeleteModelRequest).delays(100).returns(DELETED)
        with FakeService(SageMakerRuntime) as inner:
            outer.client.with_options(timeout=200).delete_model(model_name="churn")
            assert outer.elapsed == inner.elapsed == 100
        assert _time.current() is not None
    assert _time.current() is None
    assert json.dumps(repr(outer)) == '"<FakeService of SageMaker, 1 call>"'


def test_sensitive_values_inside_the_dicts_of_a_rule_are_not_shown() -> None:
    with FakeService(SageMaker) as fake:
        rule = fake.on(sm.CreateWorkforceRequest, oidc_config={"client_secret": "hidden-1"})
        rule.returns(sm.CreateWorkforceResponse(workforce_arn=ARN))
        with pytest.raises(UnmatchedRequestError) as caught:
            fake.client.create_workforce(workforce_name="churn")
        with pytest.raises(UnusedRulesError) as unused:
            fake.assert_all_used()
    assert "- oidc_config: {'client_secret': <sensitive>}" in str(caught.value)
    assert "hidden-1" not in f"{caught.value} {rule!r} {unused.value}"


def test_parameters_that_only_a_client_without_validation_sends_are_explained() -> None:
    with FakeService(SageMaker, config=Config(parameter_validation=False)) as fake:
        fake.on(sm.DeleteModelRequest).returns(DELETED)
        with pytest.raises(ConversionError, match="ModelName: required by DeleteModelRequest"):
            fake.client.boto_client.delete_model()


@pytest.mark.parametrize(
    ("operation", "parameters", "service", "text"),
    [
        (
            "FilterLogEvnts",
            {},
            "logs",
            "'logs' has no operation 'FilterLogEvnts'; did you mean 'Fil",
        ),
        ("GetLogEvents", {"logGroup": 1}, "logs", "GetLogEvents has no parameter 'logGroup'; did "),
        (
            "list_models",
            {},
            None,
            "'sagemaker' has no operation 'list_models'; did you mean 'ListM",
        ),
        ("ListBuckets", {}, "s3", "but 's3' has rest-xml; use moto for it"),
    ],
)
def test_rules_that_match_no_call_are_refused(
    operation: str, parameters: dict[str, Any], service: str | None, text: str
) -> None:
    fake = FakeService(SageMaker)
    with pytest.raises((TypeError, ValueError), match=text):
        fake.on_call(operation, parameters, service=service)


def test_bodies_that_are_not_bytes_are_refused() -> None:
    rule = FakeService(SageMaker).on(sm.ListModelsRequest)
    bodies: list[Any] = [{"Models": []}, [b"{", "}"], [1]]
    for body in bodies:
        with pytest.raises(TypeError, match="a body is bytes, a str or pieces of bytes, got"):
            rule.replies(200, {}, body)


# --- mistakes in rules ----------------------------------------------------------------------------


def test_a_path_to_a_field_of_a_structure_is_a_dict() -> None:
    with FakeService(SageMaker) as fake:
        fake.on(sm.CreateTrainingJobRequest, output_data_config__kms_key_id="key").returns(CREATED)
        assert fake.client.send(job()) == CREATED


NEVER_EQUAL: Final[dict[str, tuple[Any, dict[str, Any], str]]] = {
    "int for a str": (
        sm.CreateModelRequest,
        {"model_name": 3},
        "TypeError: model_name is never equal to a value of type int: pass a str",
    ),
    "str for a number": (
        sm.ListModelsRequest,
        {"max_results": "3"},
        "TypeError: max_results is never equal to a value of type str: pass a number",
    ),
    "misspelt value": (
        sm.ListEndpointsRequest,
        {"status_equals": "Fail"},
        "ValueError: status_equals: 'Fail' is not a known EndpointStatus; did you mean 'Failed'? "
        "For a value newer than this release, use EndpointStatus.open('Fail')",
    ),
    "another class": (
        sm.CreateModelRequest,
        {"vpc_config": sm.Tag(key="a", value="b")},
        "TypeError: vpc_config is never equal to a value of type Tag: pass a dict of fields, or "
        "VpcConfig(...)",
    ),
    "inside a list": (
        sm.CreateModelRequest,
        {"tags": [{"key": 3}]},
        "TypeError: tags[0].key is never equal to a value of type int: pass a str",
    ),
    "path into a list": (
        sm.CreateEndpointConfigRequest,
        {"production_variants__0__variant_name": "blue"},
        "TypeError: on(CreateEndpointConfigRequest): production_variants is a list, which is "
        "compared whole: use production_variants=[{'variant_name': ...}]",
    ),
    "path into a map": (
        sm.CreateModelRequest,
        {"primary_container__environment__LEVEL": "info"},
        "TypeError: on(CreateModelRequest): primary_container.environment is a map, which is "
        "compared whole: use environment={'LEVEL': ...}",
    ),
}


@each("case", NEVER_EQUAL)
def test_a_rule_that_can_match_no_request_is_refused(case: str) -> None:
    cls, fields, expected = NEVER_EQUAL[case]
    with pytest.raises((TypeError, ValueError)) as raised:
        FakeService(SageMaker).on(cls, **fields)
    assert f"{type(raised.value).__name__}: {raised.value}" == expected


def test_values_with_their_own_comparison_and_open_values_are_kept() -> None:
    class Any5:
        def __eq__(self, other: object) -> bool:
            return len(str(other)) == 5

        __hash__ = object.__hash__

    with FakeService(SageMaker) as fake:
        fake.on(sm.ListEndpointsRequest, status_equals=ANY, name_contains=Any5()).returns(
            sm.ListEndpointsResponse(endpoints=[])
        )
        fake.on(sm.ListEndpointsRequest, status_equals=sm.EndpointStatus.open("New")).returns(
            sm.ListEndpointsResponse(endpoints=[], next_token="page-2")
        )
        assert not fake.client.list_endpoints(name_contains="churn").next_token
        assert fake.client.list_endpoints(status_equals=sm.EndpointStatus.open("New")).next_token


def test_a_class_is_not_a_response() -> None:
    rule: Any = FakeService(SageMaker).on(sm.CreateModelRequest)
    with pytest.raises(TypeError, match=r"create one with CreateModelResponse\(\.\.\.\), or with"):
        rule.returns(sm.CreateModelResponse)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("500", r"TypeError.*an int, such as 503, got str"),
        (True, r"TypeError.*got bool"),
        (404, r"ValueError.*500 to 599, got 404.*raises\(\.\.\., status=404\)"),
    ],
)
def test_a_failure_has_a_status_of_failures(status: object, expected: str) -> None:
    rule: Any = FakeService(SageMaker).on(sm.CreateModelRequest)
    with pytest.raises((TypeError, ValueError)) as raised:
        rule.fails(status)
    assert re.match(expected, f"{type(raised.value).__name__}: {raised.value}")


def test_a_misspelt_error_code_is_a_warning_with_the_nearest_one() -> None:
    rule = FakeService(SageMaker).on(sm.CreateModelRequest)
    with pytest.warns(UserWarning, match=r"did you mean ThrottlingException\?") as found:
        rule.raises("ThrottlingExeption", "slow")
    assert found[0].filename == __file__


@pytest.mark.parametrize(
    "code", ["ThrottlingException", "ResourceLimitExceeded", "ModelError", "TeapotException", "429"]
)
def test_known_and_entirely_new_error_codes_are_no_warnings(code: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        FakeService(SageMaker).on(sm.CreateModelRequest).raises(code)


def test_a_rule_offers_only_what_a_test_calls() -> None:
    rule = FakeService(SageMaker).on(sm.CreateModelRequest)
    assert {name for name in dir(rule) if not name.startswith("_")} == {
        *("returns", "returns_each", "returns_pages", "raises", "replies", "delays"),
        *("throttles", "fails", "times_out", "disconnects", "refuses"),
    }
