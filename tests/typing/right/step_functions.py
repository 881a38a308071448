"""Correct use of tasks of Step Functions: type checkers must report nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_type

from sagemaker_typed import Request, Response
from sagemaker_typed.runtime import InvokeEndpointRequest, InvokeEndpointResponse
from sagemaker_typed.runtime.errors import ModelNotReadyException
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    CreateModelResponse,
    CreateTransformJobRequest,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    DescribeTrainingJobResponse,
    TransformResources,
    VpcConfig,
)
from sagemaker_typed.sagemaker.errors import ResourceLimitExceeded
from sagemaker_typed.targets import (
    find_tasks,
    from_task,
    read_result,
    ref,
    step_functions,
    to_task,
)
from sagemaker_typed.targets.step_functions import (
    DISCARD,
    Catch,
    Discard,
    ErrorName,
    Integration,
    QueryLanguage,
    Retry,
    TaskState,
)

assert_type(ref("$.name"), Any)
# A placeholder is accepted in any place.
model = CreateModelRequest(
    model_name=ref("$.name"),
    enable_network_isolation=ref("$.isolated"),
    vpc_config=VpcConfig(security_group_ids=ref("$.groups"), subnets=["subnet-1", ref("{% $a %}")]),
    tags=ref("$.tags"),
)
transform = CreateTransformJobRequest(
    transform_job_name="churn",
    model_name=ref("$.name"),
    transform_input=ref("$.input"),
    transform_output=ref("$.output"),
    transform_resources=TransformResources(
        instance_type=ref("$.type"), instance_count=ref("$.count")
    ),
    environment={"A": ref("$.a")},
)
status = DescribeEndpointRequest(endpoint_name="churn")

state = to_task(transform, sync=True, next="Model", result_path="$.transform")
assert_type(state, dict[str, Any])
language: QueryLanguage = "JSONata"
integration: Integration = "aws-sdk"
retry = Retry(error_equals=[ResourceLimitExceeded, "States.Timeout"], interval_seconds=60)
catch = Catch(error_equals="States.ALL", next="Failed", result_path="$.error")
to_task(model)
to_task(
    InvokeEndpointRequest(endpoint_name="churn", body=ref("$.body")),
    retry=[Retry(error_equals=ModelNotReadyException), {"ErrorEquals": ["States.ALL"]}],
    catch=(catch,),
    result_selector={"body": ref("$.Body"), "type.$": "$.ContentType"},
    output_path=DISCARD,
    timeout_seconds=ref("$.timeout"),
    credentials=ref("$.role"),
    assign={"a": [1, None, ref("$.b")]},
)
to_task(status, query_language=language, integration=integration, output={"a": ref("{% $a %}")})
discard: Discard = DISCARD
errors: list[ErrorName] = ["States.ALL", ResourceLimitExceeded]
Retry(error_equals=errors)
assert_type(retry.max_attempts, int | None)
assert_type(catch.next, str)

request = from_task(state)
assert_type(request, Request[Response])
match request:
    case CreateTransformJobRequest(transform_job_name=name):
        assert_type(name, str)
    case _:
        pass
tasks = find_tasks('{"States": {}}', substitutions=True)
assert_type(tasks, Iterator[TaskState])
for task in tasks:
    assert_type(task.name, str)
    assert_type(task.path, tuple[str, ...])
    assert_type(task.request, Request[Response])
    assert_type(task.state, Mapping[str, Any])
    assert_type(task.query_language, QueryLanguage)

assert_type(read_result(status, {}), DescribeEndpointResponse)
assert_type(read_result(DescribeEndpointRequest, "{}"), DescribeEndpointResponse)
assert_type(read_result(DescribeTrainingJobResponse, b"{}"), DescribeTrainingJobResponse)
assert_type(read_result(model, {}), CreateModelResponse)
assert_type(read_result(InvokeEndpointResponse, {}), InvokeEndpointResponse)
assert_type(step_functions.to_task(model), dict[str, Any])
