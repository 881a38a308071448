"""Values that JSON does not have, and values that a language would evaluate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from sagemaker_typed import ConversionError, metrics, runtime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import from_task, ref, to_task
from sagemaker_typed.targets.step_functions.payloads import json_of_blob, text_of_blob

ENDPOINT = "arn:aws:states:::aws-sdk:sagemakerruntime:invokeEndpoint"
TRANSFORM: dict[str, Any] = {
    "transform_job_name": "a",
    "model_name": "b",
    "transform_input": ref("$.input"),
    "transform_output": ref("$.output"),
    "transform_resources": ref("$.resources"),
}


def invoke(body: bytes) -> runtime.InvokeEndpointRequest:
    return runtime.InvokeEndpointRequest(endpoint_name="churn", body=body)


# What PutObject of S3 received from an execution on AWS, for a value of its parameter Body.
@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("text data", b'"text data"'),
        ({"Dict": "Value"}, b'{"Dict":"Value"}'),
        (["List", "Data"], b'["List","Data"]'),
        (False, b"false"),
        (0, b"0"),
    ],
)
def test_blob_is_the_value_whose_json_step_functions_sends(value: object, sent: bytes) -> None:
    state = to_task(invoke(sent))
    assert state["Parameters"]["Body"] == value
    assert from_task(state) == invoke(sent)


def test_blob_keeps_its_meaning_but_not_its_spaces() -> None:
    assert from_task(to_task(invoke('{ "a": "é" }'.encode()))) == invoke('{"a":"é"}'.encode())


@pytest.mark.parametrize("body", [b"\x00\xff", b"1,2,3", b"", b"NaN", b"{'a': 1}"])
def test_blob_that_is_not_json_is_refused_with_an_alternative(body: bytes) -> None:
    with pytest.raises(
        ConversionError, match=r"body: .* these bytes are not JSON; .* Lambda"
    ) as no:
        to_task(invoke(body))
    assert no.value.__cause__ is None
    assert "1,2,3" not in str(no.value)


def test_blob_with_a_name_twice_is_refused() -> None:
    with pytest.raises(ConversionError, match="body: an object in this JSON has a name twice"):
        to_task(invoke(b'[{"a": 1, "a": 2}]'))


def test_blob_may_be_an_expression() -> None:
    request = runtime.InvokeEndpointRequest(endpoint_name="churn", body=ref("$.features"))
    state = to_task(request)
    assert state["Parameters"] == {"EndpointName": "churn", "Body.$": "$.features"}
    assert from_task(state) == request


def test_blob_of_expressions_is_only_readable_as_a_whole() -> None:
    parts = {"EndpointName": "churn", "Body": {"instances.$": "$.features"}}
    state = {"Type": "Task", "Resource": ENDPOINT, "Parameters": parts}
    with pytest.raises(ConversionError, match=r"Body: .* the bytes has expressions; a request can"):
        from_task(state)


def test_base64_and_json_are_inverse() -> None:
    assert json_of_blob(text_of_blob({"a": [1, "é"]})) == {"a": [1, "é"]}


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=45))])
def test_timestamp_is_in_utc(zone: timezone) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC).astimezone(zone)
    request = sm.ListModelsRequest(creation_time_after=moment)
    state = to_task(request)
    assert state["Parameters"] == {"CreationTimeAfter": "2026-01-02T03:04:05.678000Z"}
    assert from_task(state) == request


def test_number_that_json_does_not_have_is_refused() -> None:
    request = metrics.BatchPutMetricsRequest(
        trial_component_name="a",
        metric_data=[
            metrics.RawMetricData(
                metric_name="loss", timestamp=datetime(2026, 1, 1, tzinfo=UTC), value=float("inf")
            )
        ],
    )
    with pytest.raises(ConversionError, match=r"metric_data\[0\]\.value: JSON has neither"):
        to_task(request)


def test_name_with_the_suffix_of_expressions_is_refused_in_jsonpath() -> None:
    request = sm.CreateTransformJobRequest(environment={"PRICE.$": "5"}, **TRANSFORM)
    with pytest.raises(ConversionError, match=r"environment\['PRICE\.\$'\]: .* task in JSONata"):
        to_task(request)


def test_name_with_the_suffix_of_expressions_is_plain_in_jsonata() -> None:
    request = sm.DescribeModelRequest(model_name="churn")
    transform = sm.CreateTransformJobRequest(
        transform_job_name="a",
        model_name="b",
        environment={"PRICE.$": "5"},
        transform_input=ref("{% $input %}"),
        transform_output=ref("{% $output %}"),
        transform_resources=ref("{% $resources %}"),
    )
    assert from_task(to_task(transform)) == transform
    assert from_task(to_task(request, query_language="JSONata")) == request


def test_str_that_jsonata_would_evaluate_is_refused() -> None:
    request = sm.CreateTransformJobRequest(environment={"A": "{% $b %}"}, **TRANSFORM)
    assert to_task(request, literals=True)["Parameters"]["Environment"] == {"A": "{% $b %}"}
    plain = sm.DescribeModelRequest(model_name="{% $b %}")
    with pytest.raises(ConversionError, match=r"model_name: JSONata would evaluate this str"):
        to_task(plain, query_language="JSONata")


def test_expression_in_a_list_is_refused_with_the_expression_for_the_list() -> None:
    request = sm.CreateModelRequest(
        model_name="churn",
        vpc_config=sm.VpcConfig(
            security_group_ids=["sg-1", ref("$.group"), "it's"], subnets=["subnet-1"]
        ),
    )
    with pytest.raises(ConversionError) as refused:
        to_task(request)
    (problem,) = refused.value.problems
    assert problem.path == "vpc_config.security_group_ids[1]"
    whole = ref(r"States.Array('sg-1', $.group, 'it\'s')")
    assert problem.message == f"JSONPath has no expressions in lists; pass {whole!r} for the list"
    config = request.vpc_config
    assert config is not None
    config.security_group_ids = whole
    assert from_task(to_task(request)) == request


def test_expression_beside_structures_in_a_list_has_no_ready_replacement() -> None:
    tags = [sm.Tag(key="team", value=ref("$.team")), ref("$.tag")]
    with pytest.raises(
        ConversionError, match=r"tags\[1\]: .*pass ref\('States\.Array\(\.\.\.\)'\)"
    ):
        to_task(sm.CreateModelRequest(model_name="churn", tags=tags))
    tags[1] = ref("{% $tag %}")
    tags[0].value = ref("{% $team %}")
    request = sm.CreateModelRequest(model_name="churn", tags=tags)
    assert to_task(request)["Arguments"]["Tags"] == [
        {"Key": "team", "Value": "{% $team %}"},
        "{% $tag %}",
    ]


def test_sensitive_values_are_not_shown() -> None:
    card = sm.CreateModelCardRequest(
        model_card_name="a", content=ref("hush"), model_card_status=sm.ModelCardStatus.DRAFT
    )
    with pytest.raises(ConversionError, match="content: the placeholder is not an exp") as refused:
        to_task(card)
    assert "hush" not in str(refused.value)


def test_substitution_of_a_template_is_a_value_in_both_languages() -> None:
    request = sm.CreateModelRequest(
        model_name=ref("${Name}"),
        execution_role_arn=ref("${SageMakerRole.Arn}"),
        vpc_config=sm.VpcConfig(security_group_ids=[ref("${Group}")], subnets=ref("$.subnets")),
    )
    state = to_task(request)
    assert state["Parameters"] == {
        "ModelName": "${Name}",
        "ExecutionRoleArn": "${SageMakerRole.Arn}",
        "VpcConfig": {"SecurityGroupIds": ["${Group}"], "Subnets.$": "$.subnets"},
    }
    assert from_task(state, substitutions=True) == request
    read = from_task(state)
    assert isinstance(read, sm.CreateModelRequest)
    assert read.execution_role_arn == "${SageMakerRole.Arn}"
    assert request.vpc_config is not None
    request.vpc_config.subnets = ref("{% $subnets %}")
    assert from_task(to_task(request), substitutions=True) == request


# --- str that look like expressions ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["$.name", "$['name']", "$$.Execution.Name", "{% $x %}", "States.UUID()"]
)
def test_str_that_looks_like_an_expression_is_refused_unless_it_is_text(text: str) -> None:
    container = sm.ContainerDefinition(image="i", environment={"A": text})
    request = sm.CreateModelRequest(model_name=text, primary_container=container)
    with pytest.raises(ConversionError) as refused:
        to_task(request)
    shown = f"{text!r} would be sent as text; pass ref({text!r}) for an expression, or literals="
    found = [(problem.steps[0], problem.message) for problem in refused.value.problems]
    assert [name for name, _ in found] == ["model_name", "primary_container"]
    assert all(message.startswith(shown) for _, message in found)
    state = to_task(request, literals=True)
    assert state["Parameters"]["ModelName"] == text
    assert from_task(state) == request


@pytest.mark.parametrize("text", ["$", "$5.00", "a $.b", "costs", "{%", "States.Format", "${Name}"])
def test_str_that_looks_like_no_expression_is_text(text: str) -> None:
    request = sm.CreateModelRequest(model_name=text)
    assert to_task(request)["Parameters"]["ModelName"] == text


def test_filter_of_a_transform_job_is_text_because_the_service_reads_it() -> None:
    processing = sm.DataProcessing(
        input_filter="$.features", output_filter="$['id','SageMakerOutput']"
    )
    request = sm.CreateTransformJobRequest(**TRANSFORM, data_processing=processing)
    state = to_task(request)
    assert state["Parameters"]["DataProcessing"]["InputFilter"] == "$.features"
    assert from_task(state) == request


def test_content_of_a_blob_is_text() -> None:
    state = to_task(invoke(b'{"path": "$.a"}'))
    assert state["Parameters"]["Body"] == {"path": "$.a"}


def test_sensitive_str_that_looks_like_an_expression_is_not_shown() -> None:
    request = sm.CreateModelCardRequest(
        model_card_name="a", content="$.secret", model_card_status=sm.ModelCardStatus.DRAFT
    )
    with pytest.raises(ConversionError, match="content: the str would be sent as text") as refused:
        to_task(request)
    assert "secret" not in str(refused.value)


def test_option_that_looks_like_an_expression_is_refused() -> None:
    request = sm.CreateModelRequest(model_name="a")
    with pytest.raises(
        ConversionError, match=r"result_selector\['arn'\]: .* pass ref\('\$\.Arn'\)"
    ):
        to_task(request, result_selector={"arn": "$.Arn"})
    handler = {"ErrorEquals": ["States.ALL"], "Next": "A", "ResultPath": "$.error"}
    assert to_task(request, catch=[handler])["Catch"] == [handler]
    assert to_task(request, result_selector={"arn.$": "$.Arn"})["ResultSelector"] == {
        "arn.$": "$.Arn"
    }
