"""The fields of a task beside its parameters: transitions, paths, timeouts, retriers, catchers."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

import pytest
from helpers.samples import namespace, service_model

from sagemaker_typed import ConversionError, ViolationError, runtime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.errors import NotFound, ThrottlingException
from sagemaker_typed.runtime.errors import ModelError
from sagemaker_typed.sagemaker.errors import ResourceLimitExceeded, ResourceNotFound
from sagemaker_typed.targets import ref, to_task
from sagemaker_typed.targets.step_functions import DISCARD, Catch, Retry
from sagemaker_typed.targets.step_functions.error_handling import error_name
from sagemaker_typed.targets.step_functions.integrations import SERVICES

STATUS = sm.DescribeEndpointRequest(endpoint_name="churn")
PARAMETERS = {"EndpointName": "churn"}
RESOURCE = "arn:aws:states:::aws-sdk:sagemaker:describeEndpoint"


def fields(request: Any = STATUS, **options: Any) -> dict[str, Any]:
    """Return the fields of a task beside those that every task has."""
    state = to_task(request, **options)
    return {name: value for name, value in state.items() if name not in ("Type", "Resource")}


def test_task_without_options_ends_the_execution() -> None:
    assert to_task(STATUS) == {
        "Type": "Task",
        "Resource": RESOURCE,
        "Parameters": PARAMETERS,
        "End": True,
    }


def test_fields_of_jsonpath() -> None:
    assert fields(
        next="Serve",
        comment="Is it ready?",
        input_path="$.endpoint",
        result_selector={"status": ref("$.EndpointStatus"), "arn.$": "$.EndpointArn", "n": 1},
        result_path="$.described",
        output_path=DISCARD,
        assign={"status": ref("$.EndpointStatus"), "fixed": [True, None, {"a": ref("$.b")}]},
        credentials="arn:aws:iam::123456789012:role/other",
        timeout_seconds=600,
        heartbeat_seconds=ref("$.heartbeat"),
    ) == {
        "Parameters": PARAMETERS,
        "Comment": "Is it ready?",
        "InputPath": "$.endpoint",
        "ResultSelector": {"status.$": "$.EndpointStatus", "arn.$": "$.EndpointArn", "n": 1},
        "ResultPath": "$.described",
        "OutputPath": None,
        "Assign": {"status.$": "$.EndpointStatus", "fixed": [True, None, {"a.$": "$.b"}]},
        "Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/other"},
        "TimeoutSeconds": 600,
        "HeartbeatSecondsPath": "$.heartbeat",
        "Next": "Serve",
    }


def test_fields_of_jsonata() -> None:
    assert fields(
        query_language="JSONata",
        end=False,
        output={"status": ref("{% $states.result.EndpointStatus %}"), "plain": "{% $a %}"},
        assign={"names": [ref("{% $a %}"), "b"]},
        credentials=ref("{% $states.input.role %}"),
        timeout_seconds=ref("{% $states.input.timeout %}"),
    ) == {
        "QueryLanguage": "JSONata",
        "Arguments": PARAMETERS,
        "Output": {"status": "{% $states.result.EndpointStatus %}", "plain": "{% $a %}"},
        "Assign": {"names": ["{% $a %}", "b"]},
        "Credentials": {"RoleArn": "{% $states.input.role %}"},
        "TimeoutSeconds": "{% $states.input.timeout %}",
    }


def test_expressions_of_options_decide_about_the_language() -> None:
    assert fields(output=ref("{% $states.result.EndpointStatus %}")) == {
        "QueryLanguage": "JSONata",
        "Arguments": PARAMETERS,
        "Output": "{% $states.result.EndpointStatus %}",
        "End": True,
    }


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"output": {"a": 1}}, "output: only JSONata has it, and the task is JSONPath; use result"),
        (
            {"query_language": "JSONata", "result_path": "$.a"},
            "result_path: only JSONPath has it, and the task is JSONata; use output or assign",
        ),
        ({"result_path": "described"}, "result_path: 'described' is not a path: it starts with"),
        ({"result_path": "$.a b"}, "result_path: .* is not a path: a name follows"),
        ({"result_path": ref("States.UUID()")}, r"result_path: 'States\.UUID\(\)' is not a path"),
        ({"timeout_seconds": ref("States.MathAdd($.a, 1)")}, "timeout_seconds: .* is not a path"),
        ({"timeout_seconds": 0}, "timeout_seconds: 0 is not a number of seconds: an int from 1"),
        ({"timeout_seconds": True}, "timeout_seconds: True is not a number of seconds"),
        (
            {"timeout_seconds": 60, "heartbeat_seconds": 60},
            "heartbeat_seconds: 60 must be less than timeout_seconds, 60",
        ),
        (
            {"result_selector": {"names": [ref("$.a")]}},
            r"result_selector\['names'\]\[0\]: JSONPath has no expressions in lists",
        ),
        (
            {"assign": {"a": [1, 0.5, True, ref("$.a")]}},
            r"assign\['a'\]\[3\]: .* ref\('States\.Array\(1, 0\.5, true, \$\.a\)'\) for the list",
        ),
        ({"assign": {"a": ref("b")}}, r"assign\['a'\]: ref\('b'\) is not an expression"),
        (
            {"catch": [Catch(error_equals="States.ALL", next="A", output="{% $a %}")]},
            r"catch\[0\]\.output: only JSONata has it, and the task is JSONPath",
        ),
    ],
)
def test_option_that_does_not_fit_is_refused_with_its_path(
    options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ConversionError, match=problem):
        to_task(STATUS, **options)


def test_retriers_and_catchers_name_errors_by_their_classes() -> None:
    retry = [
        Retry(
            error_equals=[ResourceLimitExceeded, "States.Timeout"],
            interval_seconds=60,
            max_attempts=0,
            backoff_rate=1.5,
            max_delay_seconds=600,
            jitter_strategy="FULL",
            comment="quota",
        ),
        {"ErrorEquals": ["States.ALL"]},
    ]
    catch = [Catch(error_equals=ResourceNotFound, next="Create", result_path="$.error")]
    state = fields(retry=retry, catch=catch)
    assert state["Retry"] == [
        {
            "ErrorEquals": ["SageMaker.ResourceLimitExceededException", "States.Timeout"],
            "IntervalSeconds": 60,
            "MaxAttempts": 0,
            "BackoffRate": 1.5,
            "MaxDelaySeconds": 600,
            "JitterStrategy": "FULL",
            "Comment": "quota",
        },
        {"ErrorEquals": ["States.ALL"]},
    ]
    assert state["Catch"] == [
        {
            "ErrorEquals": ["SageMaker.ResourceNotFoundException"],
            "Next": "Create",
            "ResultPath": "$.error",
        }
    ]


def test_catcher_of_jsonata_has_an_output() -> None:
    handler = Catch(
        error_equals="States.ALL",
        next="Fail",
        output=ref("{% $states.errorOutput %}"),
        assign={"failed": True},
    )
    assert fields(query_language="JSONata", catch=[handler])["Catch"] == [
        {
            "ErrorEquals": ["States.ALL"],
            "Next": "Fail",
            "Output": "{% $states.errorOutput %}",
            "Assign": {"failed": True},
        }
    ]


def test_error_of_another_service_is_refused() -> None:
    request = runtime.InvokeEndpointRequest(endpoint_name="churn", body=b"[1]")
    state = fields(request, retry=[Retry(error_equals=[ModelError])])
    assert state["Retry"] == [{"ErrorEquals": ["SageMakerRuntime.ModelErrorException"]}]
    for wrong in (ResourceLimitExceeded, ThrottlingException, NotFound):
        with pytest.raises(ConversionError, match=r"retry\[0\]\.error_equals\[0\]: .* not define"):
            to_task(request, retry=[Retry(error_equals=wrong)])


def test_every_modelled_error_has_a_name() -> None:
    """The generator of the SDK replaces ``Fault`` and adds ``Exception``."""
    named = 0
    for service in SERVICES:
        errors: Any = import_module(f"{namespace(service.service).__name__}.errors")
        for shape in service_model(service.service).error_shapes:
            code = shape.metadata.get("error", {}).get("code", shape.name)
            name = shape.name.removesuffix("Exception").removesuffix("Fault")
            found = error_name(errors.BY_CODE[code], service)
            assert found == f"{service.prefix}.{name}Exception"
            named += 1
    assert named > 15


def test_request_that_a_call_refuses_is_refused() -> None:
    request = sm.DeleteTagsRequest(resource_arn="arn", tag_keys=[])
    with pytest.raises(ViolationError, match="tag_keys: must have at least 1 item"):
        to_task(request)
    with pytest.raises(TypeError, match=r"to_task takes a request, such as .*, got Tag"):
        to_task(sm.Tag(key="a", value="b"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"integration": "aws_sdk"}, "integration: 'aws_sdk' is not one of its values; did you"),
        ({"query_language": "jsonata"}, "did you mean 'JSONata'"),
        ({"next": ""}, "next: the name of a state is not empty"),
        ({"comment": ref("$.a")}, "comment: expected a str, got Reference"),
        ({"credentials": 5}, "credentials: expected the ARN of a role, got int"),
        ({"result_selector": {"a": {1}}}, r"result_selector\['a'\]: JSON has no set"),
        ({"assign": {"a": [b"x"]}}, r"assign\['a'\]\[0\]: JSON has no bytes"),
    ],
    ids=range(7),
)
def test_wrong_value_of_an_option_is_refused(options: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        to_task(STATUS, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"next": 5}, "next: expected the name of a state, got int"),
        ({"retry": Retry(error_equals="a")}, "retry takes a list of Retry, not Retry"),
        ({"retry": "States.ALL"}, "retry takes a list of Retry, not str"),
        ({"retry": [5]}, r"retry\[0\] takes a Retry or a dict, not int"),
        ({"catch": [Retry(error_equals="a")]}, r"catch\[0\] takes a Catch or a dict, not Retry"),
    ],
    ids=range(5),
)
def test_option_of_another_type_is_refused(options: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        to_task(STATUS, **options)


def test_retrier_that_step_functions_refuses_is_refused() -> None:
    wrong: Any = {"interval_seconds": "x", "jitter_strategy": "full", "backoff_rate": 0.5}
    retry = [
        Retry(error_equals=[], **wrong),
        Retry(error_equals=["States.ALL", "a"], max_attempts=-1),
        Retry(error_equals="States.ALL", max_attempts=0, backoff_rate=1.5),
    ]
    with pytest.raises(ConversionError) as caught:
        to_task(STATUS, retry=retry)
    assert [str(problem).partition(":")[0] for problem in caught.value.problems] == [
        "retry[0].error_equals",
        "retry[0].interval_seconds",
        "retry[0].backoff_rate",
        "retry[0].jitter_strategy",
        "retry[1].error_equals",
        "retry[1].max_attempts",
    ]


def test_retrier_as_a_dict_is_copied() -> None:
    retrier: dict[str, Any] = {"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}
    state = to_task(STATUS, retry=[retrier])
    retrier["ErrorEquals"].append("other")
    assert state["Retry"] == [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}]


def test_partition_is_a_str() -> None:
    request = sm.DescribeModelRequest(model_name="a")
    assert to_task(request, partition="aws-cn")["Resource"].startswith("arn:aws-cn:states:")
    with pytest.raises(TypeError, match="partition: expected a str such as 'aws-cn', got NoneType"):
        to_task(request, partition=cast("Any", None))
