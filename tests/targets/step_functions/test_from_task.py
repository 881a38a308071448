"""Requests read from tasks, also from those that people wrote, and from whole state machines."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from helpers.folders import ROOT

from sagemaker_typed import ConversionError, runtime, violations
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import find_tasks, from_task, ref, to_task
from sagemaker_typed.targets.step_functions import TaskState

DATA = ROOT / "tests" / "data" / "step_functions"
JSONPATH = (DATA / "jsonpath.json").read_text("utf-8")
JSONATA = (DATA / "jsonata.json").read_text("utf-8")
MODEL = "arn:aws:states:::sagemaker:createModel"


def task(resource: str, parameters: Any, **fields: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "Parameters": parameters, **fields}


def test_tasks_of_a_state_machine_are_found_at_every_depth() -> None:
    found = [*find_tasks(JSONPATH)]
    assert [(one.name, type(one.request)) for one in found] == [
        ("Tune", sm.CreateHyperParameterTuningJobRequest),
        ("Model", sm.CreateModelRequest),
        ("Config", sm.CreateEndpointConfigRequest),
        ("Endpoint", sm.UpdateEndpointRequest),
        ("Status", sm.DescribeEndpointRequest),
        ("Transform", sm.CreateTransformJobRequest),
        ("Predict", runtime.InvokeEndpointRequest),
    ]
    assert [one.path for one in found][-2:] == [
        ("Both", "Files", "Transform"),
        ("Both", "Rows", "Predict"),
    ]
    assert found[0].state["Retry"][0]["MaxAttempts"] == 60


def test_tasks_of_a_state_machine_in_jsonata_are_found() -> None:
    standardize, register = find_tasks(json.loads(JSONATA))
    assert standardize.query_language == register.query_language == "JSONata"
    request = standardize.request
    assert isinstance(request, sm.CreateProcessingJobRequest)
    assert request.processing_job_name == ref("{% $states.context.Execution.Name %}")
    specification = request.app_specification
    assert specification.container_entrypoint == ["python3", ref("{% $states.input.script %}")]
    assert isinstance(register.request, sm.StartPipelineExecutionRequest)


@pytest.mark.parametrize("definition", [JSONPATH, JSONATA], ids=["JSONPath", "JSONata"])
def test_parameters_are_written_as_they_were(definition: str) -> None:
    for one in find_tasks(definition, substitutions=True):
        again = to_task(one.request, query_language=one.query_language)
        field = "Arguments" if one.query_language == "JSONata" else "Parameters"
        assert again[field] == one.state[field]
        assert violations(one.request, placeholders=True) == ()


def test_substitutions_are_plain_strs_or_placeholders() -> None:
    tune = next(find_tasks(JSONPATH)).request
    assert isinstance(tune, sm.CreateHyperParameterTuningJobRequest)
    assert tune.training_job_definition is not None
    assert tune.training_job_definition.role_arn == "${Role.Arn}"
    tune = next(find_tasks(JSONPATH, substitutions=True)).request
    assert isinstance(tune, sm.CreateHyperParameterTuningJobRequest)
    assert tune.training_job_definition is not None
    assert tune.training_job_definition.role_arn == ref("${Role.Arn}")


def test_members_have_the_types_of_the_class() -> None:
    (found,) = find_tasks(
        {"StartAt": "A", "States": {"A": task(MODEL, {"ModelName": "churn", "Containers": []})}}
    )
    assert found == TaskState("A", ("A",), found.state)
    assert found.request == sm.CreateModelRequest(model_name="churn", containers=[])


def test_text_of_an_sdk_integration_may_be_json() -> None:
    resource = "arn:aws:states:::aws-sdk:sagemaker:createModelCard"
    parameters = {"ModelCardName": "a", "Content": {"b": [1, "é"]}, "ModelCardStatus": "Draft"}
    request = from_task(task(resource, parameters))
    assert isinstance(request, sm.CreateModelCardRequest)
    assert request.content == '{"b":[1,"é"]}'
    with pytest.raises(ConversionError, match=r"Content: .* the str has expressions; a request"):
        from_task(task(resource, {**parameters, "Content": {"b.$": "$.b"}}))


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"ModelNme": "a"}, r"ModelNme: .*ModelName"),
        ({"ModelNme.$": "$.a"}, r"ModelNme: .*ModelName"),
        ({"ModelName": 5}, "ModelName: expected str, got int"),
        ({}, r"ModelName: required by CreateModelRequest|ModelName"),
        ({"ModelName.$": 5}, r"ModelName: the value of ModelName\.\$ is an expression, a str"),
        ({"ModelName": "a", "ModelName.$": "$.a"}, "ModelName: given twice; remove one"),
        ({"ModelName": "a", "Containers": {"Image": "b"}}, "Containers: expected list"),
    ],
)
def test_parameters_that_do_not_fit_are_refused_with_their_path(
    parameters: Any, problem: str
) -> None:
    with pytest.raises(ConversionError, match=problem):
        from_task(task(MODEL, parameters))


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        ({"Type": "Wait", "Seconds": 5}, "not a task that calls SageMaker: 'Wait'"),
        (
            task("arn:aws:states:::sns:publish", {}),
            r"not a task .*: 'arn:aws:states:::sns:publish'",
        ),
        (
            task("arn:aws:states:::aws-sdk:sagemaker:describeEndpiont", {}),
            r"does not know the operation DescribeEndpiont of sagemaker; did you mean describeEndp",
        ),
        (
            {"Type": "Task", "Resource": MODEL},
            "CreateModelRequest from Parameters: without them, the task sends the input",
        ),
        (
            {"Type": "Task", "Resource": MODEL, "Arguments": "{% $a %}"},
            "from Arguments: expected an object, got str",
        ),
        (task(MODEL, {}, QueryLanguage="JMESPath"), "must be JSONPath or JSONata, not 'JMESPath'"),
        ("[1]", "cannot read a task: expected an object, got list"),
        ("{", "cannot read a task: invalid JSON"),
        ('{"Type": "Task", "Type": "Task"}', "duplicate key: Type"),
    ],
)
def test_what_is_not_a_task_of_sagemaker_is_refused(state: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        from_task(state)


def test_arguments_of_other_types_are_refused() -> None:
    with pytest.raises(TypeError, match="from_task takes a dict or JSON, not int"):
        from_task(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"find_tasks takes a dict or JSON, .*content of the file"):
        find_tasks(BytesIO())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot read a state machine: it has no States"):
        find_tasks({})


def test_broken_task_is_reported_when_its_request_is_read() -> None:
    """Other tasks of the state machine can still be read."""
    states = {"A": task(MODEL, {"ModelNme": "a"}), "B": task(MODEL, {"ModelName": "b"})}
    broken, whole = find_tasks({"States": states})
    with pytest.raises(ConversionError):
        _ = broken.request
    assert whole.request == sm.CreateModelRequest(model_name="b")


def test_entry_that_is_given_twice_is_refused() -> None:
    container = {"Image": "i", "Environment": {"a": "1", "a.$": "$.a"}}
    state = task(MODEL, {"ModelName": "churn", "PrimaryContainer": container})
    with pytest.raises(ConversionError, match=r"Environment\['a'\]: given twice; remove one"):
        from_task(state)


def test_task_that_is_nested_too_deeply_is_refused() -> None:
    value: Any = "a"
    for _ in range(3_000):
        value = {"a": value}
    state = {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:sagemaker:createModel",
        "Parameters": {"ModelName": value},
    }
    with pytest.raises(ConversionError, match="the task is nested too deeply"):
        from_task(state)
