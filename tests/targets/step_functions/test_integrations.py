"""The resource of a task: the optimized integration if it has the operation, or the SDK's."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.samples import SERVICES, namespace, operations, service_model
from helpers.state_machines import full_request

from sagemaker_typed import (
    gateway_runtime,
    metrics,
    runtime,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import from_task, ref, to_task
from sagemaker_typed.targets.step_functions import integrations
from sagemaker_typed.targets.step_functions.integrations import OPTIMIZED, Resource

ENDPOINT = sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="churn-7")
TRANSFORM = full_request(next(o for o in operations("sagemaker") if o.name == "CreateTransformJob"))
STATUS = sm.DescribeEndpointRequest(endpoint_name="churn")
PREFIX = "arn:aws:states:::"


@pytest.mark.parametrize(
    ("request_", "options", "resource"),
    [
        (TRANSFORM, {}, "sagemaker:createTransformJob.sync"),
        (TRANSFORM, {"sync": True}, "sagemaker:createTransformJob.sync"),
        (TRANSFORM, {"sync": False}, "sagemaker:createTransformJob"),
        (TRANSFORM, {"integration": "aws-sdk"}, "aws-sdk:sagemaker:createTransformJob"),
        (ENDPOINT, {}, "sagemaker:createEndpoint"),
        (ENDPOINT, {"sync": False, "integration": "optimized"}, "sagemaker:createEndpoint"),
        (STATUS, {}, "aws-sdk:sagemaker:describeEndpoint"),
        (STATUS, {"sync": False}, "aws-sdk:sagemaker:describeEndpoint"),
        (
            sm.DescribeAutoMLJobRequest(auto_ml_job_name="a"),
            {},
            "aws-sdk:sagemaker:describeAutoMLJob",
        ),
        (
            runtime.InvokeEndpointRequest(endpoint_name="churn", body=b"[1]"),
            {},
            "aws-sdk:sagemakerruntime:invokeEndpoint",
        ),
        (
            metrics.BatchPutMetricsRequest(trial_component_name="a", metric_data=[ref("$.a")]),
            {"query_language": None},
            None,
        ),
    ],
)
def test_resource_of_a_request(
    request_: Any, options: dict[str, Any], resource: str | None
) -> None:
    if resource is None:
        request_.metric_data = ref("$.metrics")
        resource = "aws-sdk:sagemakermetrics:batchPutMetrics"
    state = to_task(request_, **options)
    assert state["Resource"] == PREFIX + resource
    assert from_task(state) == request_


def test_partition_is_an_option() -> None:
    state = to_task(ENDPOINT, partition="aws-cn")
    assert state["Resource"] == "arn:aws-cn:states:::sagemaker:createEndpoint"
    assert from_task(state) == ENDPOINT


@pytest.mark.parametrize(
    ("request_", "options", "words"),
    [
        (
            ENDPOINT,
            {"sync": True},
            r"cannot wait for CreateEndpoint, only for .*; remove sync, and",
        ),
        (STATUS, {"sync": True}, "cannot wait for DescribeEndpoint"),
        (TRANSFORM, {"sync": True, "integration": "aws-sdk"}, "AWS SDK integration cannot wait"),
        (
            STATUS,
            {"integration": "optimized"},
            "does not have DescribeEndpoint, only CreateEndpoint",
        ),
        (ENDPOINT, {"wait_for_task_token": True, "sync": True}, "remove sync=True"),
        (
            ENDPOINT,
            {"wait_for_task_token": True, "integration": "optimized"},
            'remove integration="optimized"',
        ),
        (
            ENDPOINT,
            {"wait_for_task_token": True},
            r"pass ref\('\$\$\.Task\.Token'\) for a value of CreateEndpointRequest",
        ),
        (ENDPOINT, {"next": "A", "end": True}, "next='A' and end=True; remove one"),
        (
            gateway_runtime.InvokeGlobalInferenceGatewayRequest(
                gateway_id="a", content_type="application/json", body=b"1"
            ),
            {},
            "no integration for sagemaker-gateway-runtime, only for sagemaker, .* Lambda function",
        ),
        (
            runtime.InvokeEndpointWithResponseStreamRequest(endpoint_name="a", body=b"1"),
            {},
            "does not support InvokeEndpointWithResponseStream; call .* Lambda function",
        ),
    ],
)
def test_what_step_functions_cannot_do_is_refused_with_an_alternative(
    request_: Any, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        to_task(request_, **options)


def test_task_waits_for_its_token() -> None:
    request = sm.StartPipelineExecutionRequest(
        pipeline_name="churn",
        pipeline_parameters=[sm.Parameter(name="token", value=ref("$$.Task.Token"))],
    )
    state = to_task(request, wait_for_task_token=True, heartbeat_seconds=60, timeout_seconds=3600)
    assert state == {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:sagemaker:startPipelineExecution.waitForTaskToken",
        "Parameters": {
            "PipelineName": "churn",
            "PipelineParameters": [{"Name": "token", "Value.$": "$$.Task.Token"}],
        },
        "TimeoutSeconds": 3600,
        "HeartbeatSeconds": 60,
        "End": True,
    }
    assert from_task(state) == request


def test_rows_name_services_and_operations_of_the_models() -> None:
    for row in integrations.SERVICES:
        model = service_model(row.service)
        assert row.package == SERVICES[row.service][0]
        assert row.unsupported <= {*model.operation_names}
        # The SDK for Java has the same names, without spaces, and in the ARN in lower case.
        assert row.prefix == str(model.metadata["serviceId"]).replace(" ", "")
        assert row.name == row.prefix.lower()
    assert {*OPTIMIZED} <= {*service_model().operation_names}
    for name, waits in OPTIMIZED.items():
        assert waits == name.endswith("Job")
        assert hasattr(namespace("sagemaker"), f"{name}Request")


@pytest.mark.parametrize(
    "arn",
    [
        "arn:${AWS::Partition}:states:::sagemaker:createModel",
        "arn:${Partition}:states:::aws-sdk:sagemaker:createModel",
        "arn:aws-us-gov:states:us-gov-west-1::sagemaker:createModel",
        "arn:aws:states:::sagemaker:createModel.sync:2",
    ],
)
def test_resource_may_have_a_substitution_or_a_region(arn: str) -> None:
    state = {"Type": "Task", "Resource": arn, "Parameters": {"ModelName": "churn"}}
    assert from_task(state) == sm.CreateModelRequest(model_name="churn")


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:states:::lambda:invoke",
        "arn:aws:states:::aws-sdk:s3:putObject",
        "arn:aws:states:::sagemakerruntime:invokeEndpoint",
        "arn:aws:lambda:us-east-1:123456789012:function:churn",
        "sagemaker:createModel",
    ],
)
def test_other_resources_are_not_calls_of_sagemaker(arn: str) -> None:
    assert Resource.parsed(arn) is None
