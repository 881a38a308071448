"""Definitions are read without losing anything: what this release does not know is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.pipelines import ROLE, churn

from sagemaker_typed import ConversionError
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.instance_types import TrainingInstanceType
from sagemaker_typed.targets import ref
from sagemaker_typed.targets.pipelines import (
    CacheConfig,
    ClarifyCheckType,
    ConditionStep,
    Dependency,
    ExceptionType,
    FailStep,
    Function,
    IntegerParameter,
    Join,
    JsonGet,
    LambdaStep,
    OtherCondition,
    OtherParameter,
    OtherStep,
    PipelineDefinition,
    RetryPolicy,
    StringParameter,
    TrainingStep,
    Trigger,
    generated_name,
    join,
    json_get,
)

REQUIRED = {"OutputDataConfig": {"S3OutputPath": "s3://churn/models"}, "RoleArn": ROLE}


def read(*steps: Any, **parts: Any) -> PipelineDefinition:
    return PipelineDefinition.from_dict({"Steps": [*steps], **parts})


def kept(step: dict[str, Any]) -> Any:
    """Return the step that is read, after comparing what is written again."""
    definition = read(step)
    assert definition.problems() == ()
    assert definition.to_dict()["Steps"] == [step]
    assert PipelineDefinition.from_json(definition.to_json()) == definition
    return definition.steps[0]


def fail(message: Any) -> dict[str, Any]:
    return {"Name": "fail", "Type": "Fail", "Arguments": {"ErrorMessage": message}}


def train(**arguments: Any) -> dict[str, Any]:
    return {"Name": "train", "Type": "Training", "Arguments": {**REQUIRED, **arguments}}


# --- what is not known ----------------------------------------------------------------------------


def test_step_of_an_unknown_type_is_kept() -> None:
    step = {
        "Name": "each",
        "Type": "ForEach",
        "Arguments": {"IterableItems": {"Get": "Execution.Items"}, "MaxConcurrency": 2},
        "DisplayName": "Each",
        "New": {"A": [1]},
    }
    assert kept(step) == OtherStep(
        "each",
        "ForEach",
        {"IterableItems": ref("Execution.Items"), "MaxConcurrency": 2},
        display_name="Each",
        unknown_members={"New": {"A": [1]}},
    )
    assert kept({"Name": "new", "Type": "New"}) == OtherStep("new", "New")


def test_unknown_members_are_kept_where_they_are() -> None:
    step = train(NewMember={"Get": "Execution.PipelineName"})
    step["Arguments"]["ResourceConfig"] = {"InstanceType": "ml.new.large", "NewToo": [{"A": 1}]}
    step["NewStepMember"] = 5
    found = kept(step)
    assert isinstance(found, TrainingStep)
    assert found.unknown_members == {"NewStepMember": 5}
    assert found.request.unknown_members == {"NewMember": ref("Execution.PipelineName")}
    config = found.request.resource_config
    assert config is not None
    assert config.instance_type == TrainingInstanceType.open("ml.new.large")
    assert config.unknown_members == {"NewToo": [{"A": 1}]}


def test_unknown_members_are_written_in_the_order_in_which_they_were_read() -> None:
    newer = {f"Newer{letter}": 0 for letter in "heafbgdc"}
    step = {"Name": "f", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}, **newer}
    read = PipelineDefinition.from_dict({"Steps": [step]})
    assert [*(read.steps[0].unknown_members or ())] == [*newer]


def test_option_with_unknown_members_is_kept_beside_the_step() -> None:
    cache: dict[str, Any] = {"Enabled": True, "New": 1}
    policies: list[dict[str, Any]] = [{"ExceptionType": ["Step.THROTTLING"], "New": 1}]
    found = kept({**train(), "CacheConfig": cache, "RetryPolicies": policies})
    assert (found.cache, found.retry_policies) == (None, [])
    assert found.unknown_members == {"CacheConfig": cache, "RetryPolicies": policies}


def test_option_without_a_required_member_is_kept_beside_the_step() -> None:
    found = kept({**train(), "CacheConfig": {"ExpireAfter": "P1D"}})
    assert found.unknown_members == {"CacheConfig": {"ExpireAfter": "P1D"}}


def test_null_in_the_input_of_a_function_is_kept() -> None:
    inputs: dict[str, Any] = {"a": None, "b": [None]}
    step = {"Name": "ask", "Type": "Lambda", "FunctionArn": "arn", "Arguments": inputs}
    assert kept(step).inputs == inputs


def test_step_with_unknown_arguments_is_kept() -> None:
    step = fail("no")
    step["Arguments"]["New"] = 1
    assert kept(step) == OtherStep("fail", "Fail", {"ErrorMessage": "no", "New": 1})


def test_conditions_of_unknown_types_or_forms_are_kept() -> None:
    unknown = [
        {"Type": "New", "Left": {"Get": "Execution.PipelineName"}},
        {"Type": "In", "Value": 1, "In": [1, 2]},  # the form of the JSON schema
        {"Type": "Equals", "LeftValue": 1, "RightValue": 2, "New": 3},
        {"Type": "Not", "Condition": {"Type": "New"}},
    ]
    step = {"Name": "check", "Type": "Condition", "Arguments": {"Conditions": unknown}}
    found = kept(step)
    assert isinstance(found, ConditionStep)
    first, *_, last = found.conditions
    assert first == OtherCondition({"Type": "New", "Left": ref("Execution.PipelineName")})
    assert type(last).__name__ == "Not"


def test_parameters_of_unknown_types_or_forms_are_kept() -> None:
    parameters: list[dict[str, Any]] = [
        {"Name": "a", "Type": "List"},
        {"Name": "b", "Type": "String", "New": 1},
    ]
    definition = read(fail("no"), Parameters=parameters)
    assert definition.to_dict()["Parameters"] == parameters
    assert definition.parameters == [OtherParameter(p["Name"], members=p) for p in parameters]
    assert definition.problems() == ()


def test_unknown_members_of_the_definition_are_kept() -> None:
    more: dict[str, Any] = {
        "MlflowConfig": {"Arn": {"Get": "Parameters.a"}},
        "PipelineExperimentConfig": {"A": 1},
    }
    definition = read(fail("no"), **more, Parameters=[{"Name": "a", "Type": "String"}])
    assert definition.unknown_members is not None
    assert definition.unknown_members["MlflowConfig"] == {"Arn": ref("Parameters.a")}
    written = definition.to_dict()
    assert {name: written[name] for name in more} == more


# --- what is written differently ------------------------------------------------------------------


def test_older_forms_are_read() -> None:
    definition = read(
        {
            **train(),
            "RetryPolicies": [{"ExceptionType": "Step.THROTTLING"}, {"ExceptionType": ["New"]}],
            "CacheConfig": {"Enabled": False},
            "DependsOn": None,
        },
        Parameters=[{"Name": "a"}, {"Name": "b", "Type": "Integer", "DefaultValue": 0}],
        PipelineExperimentConfig=None,
    )
    assert definition.parameters == [StringParameter("a"), IntegerParameter("b", 0)]
    step = definition.steps[0]
    assert isinstance(step, TrainingStep)
    assert step.retry_policies == [
        RetryPolicy([ExceptionType.STEP_THROTTLING]),
        RetryPolicy([ExceptionType.open("New")]),
    ]
    assert step.cache == CacheConfig(enabled=False)
    assert step.depends_on == []
    assert definition.experiment is None
    assert definition.problems() == ()


def test_name_that_is_not_there_is_generated() -> None:
    found = kept(train())
    assert found.request == sm.CreateTrainingJobRequest(
        training_job_name=generated_name,
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
        role_arn=ROLE,
    )
    assert kept(train(TrainingJobName="churn")).request.training_job_name == "churn"


def test_trigger_of_a_dependency_is_read() -> None:
    definition = read(
        train(), {**fail("no"), "DependsOn": ["train", {"Step": "train", "Trigger": "New"}]}
    )
    assert definition.steps[1].depends_on == ["train", Dependency("train", Trigger.open("New"))]


def test_value_of_an_enum_that_is_newer_is_kept() -> None:
    step: dict[str, Any] = {
        "Name": "c",
        "Type": "ClarifyCheck",
        "CheckType": "NEW",
        "Arguments": {},
    }
    with pytest.raises(ConversionError, match=r"Steps\[0\]\.Arguments\.ProcessingResources: requi"):
        read(step)
    step["Arguments"] = {
        "AppSpecification": {"ImageUri": "a"},
        "ProcessingResources": {
            "ClusterConfig": {
                "InstanceCount": 1,
                "InstanceType": "ml.m5.large",
                "VolumeSizeInGB": 1,
            }
        },
        "RoleArn": ROLE,
    }
    assert kept(step).check_type == ClarifyCheckType.open("NEW")


EXPRESSIONS: list[tuple[Any, Any]] = [
    ({"Get": "Steps.a.B"}, ref("Steps.a.B")),
    (
        {"Std:Join": {"On": "/", "Values": ["a", 1, {"Get": "New.b"}]}},
        join("a", 1, ref("New.b"), on="/"),
    ),
    (
        {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.a.PropertyFiles.b"}, "Path": "c"}},
        JsonGet("c", ref("Steps.a.PropertyFiles.b")),
    ),
    ({"Std:JsonGet": {"S3Uri": "s3://a/b", "Path": "c"}}, json_get("s3://a/b", "c")),
    (
        {"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "", "Values": []}}, "Path": "c"}},
        json_get(Join(()), "c"),
    ),
    ({"Std:New": {"A": {"Get": "New.b"}}}, Function("Std:New", {"A": ref("New.b")})),
    ({"Std:New": [{"Get": "New.b"}]}, Function("Std:New", [ref("New.b")])),
    ({"Std:Join": {"New": 1, "Values": []}}, Function("Std:Join", {"New": 1, "Values": []})),
]


@pytest.mark.parametrize(
    ("value", "expected"), EXPRESSIONS, ids=[json.dumps(v) for v, _ in EXPRESSIONS]
)
def test_expression_is_read_as_the_placeholder_that_writes_it(value: Any, expected: Any) -> None:
    definition = read(
        {"Name": "ask", "Type": "Lambda", "FunctionArn": "arn", "Arguments": {"a": [value]}}
    )
    step = definition.steps[0]
    assert isinstance(step, LambdaStep)
    assert step.inputs == {"a": [expected]}
    assert hash(step.inputs["a"][0]) == hash(expected)
    again = PipelineDefinition([LambdaStep("ask", "arn", inputs={"a": [expected]})])
    assert again == definition
    known = [problem for problem in again.problems() if "there is no step" not in problem.message]
    assert known == []


def test_join_without_a_separator_has_an_empty_one() -> None:
    definition = read(fail({"Std:Join": {"Values": ["a"]}}))
    assert definition.steps == [FailStep("fail", join("a"))]


def test_map_that_is_like_an_expression_but_is_none_is_kept() -> None:
    inputs: dict[str, Any] = {"Get": 5, "Deeper": {"Get": "a", "More": 1}, "Other": {"Std": 1}}
    step = {"Name": "ask", "Type": "Lambda", "FunctionArn": "arn", "Arguments": inputs}
    assert (
        kept({**step, "OutputParameters": [{"OutputName": "a", "OutputType": "New"}]}).inputs
        == inputs
    )


# --- what cannot be read --------------------------------------------------------------------------

UNREADABLE = [
    ("[]", ": expected an object, not list"),
    ("{}", " Steps: missing"),
    ('{"Steps": {}}', " Steps: expected a list, not dict"),
    ('{"Steps": [5]}', " Steps[0]: expected an object, not int"),
    ('{"Steps": [{}]}', " Steps[0].Type: missing"),
    ('{"Steps": [{"Type": 5}]}', " Steps[0].Type: expected a str, not int"),
    ('{"Steps": [{"Type": "Fail"}]}', " Steps[0].Name: missing"),
    ('{"Steps": [{"Type": "New", "Name": 5}]}', " Steps[0].Name: expected a str, not int"),
    ('{"Steps": [], "Parameters": [{}]}', " Parameters[0].Name: missing"),
    ('{"Steps": [{"Type": "Lambda", "Name": "a"}]}', " Steps[0].FunctionArn: missing"),
    ('{"Steps": [{"Type": "EMR", "Name": "a"}]}', " Steps[0].Arguments.StepConfig: missing"),
    (
        '{"Steps": [{"Type": "Fail", "Name": "a", "Arguments": 5}]}',
        " Steps[0].Arguments: expected an object, not int",
    ),
    (
        '{"Steps": [{"Type": "Fail", "Name": "a", "DependsOn": "b"}]}',
        " Steps[0].DependsOn: expected a list, not str",
    ),
    (
        '{"Steps": [{"Type": "Fail", "Name": "a", "DependsOn": [5]}]}',
        " Steps[0].DependsOn[0]: expected an object, not int",
    ),
    (
        '{"Steps": [{"Type": "Training", "Name": "a", "Arguments": '
        '{"OutputDataConfig": 5, "RoleArn": ""}}]}',
        " Steps[0].Arguments.OutputDataConfig: ",
    ),
    (
        '{"Steps": [{"Type": "Condition", "Name": "a", "Arguments": '
        '{"Conditions": [], "IfSteps": [{"Type": "Fail"}]}}]}',
        " Steps[0].Arguments.IfSteps[0].Name: missing",
    ),
    ('{"Steps": [], "Steps": []}', ": invalid JSON: duplicate key: Steps"),
    ('{"Steps": [}', ": invalid JSON: Expecting value"),
    ("", ": invalid JSON: Expecting value: line 1 column 1 (char 0); the text is empty"),
]


@pytest.mark.parametrize(
    ("text", "message"), UNREADABLE, ids=[text or "empty" for text, _ in UNREADABLE]
)
def test_unreadable_definition_is_refused_with_the_path(text: str, message: str) -> None:
    with pytest.raises(ConversionError) as refused:
        PipelineDefinition.from_json(text)
    assert str(refused.value).startswith(
        f"cannot read a pipeline definition{'' if message[0] == ':' else ':'}{message}"
    )


def test_all_unreadable_parts_are_reported_together() -> None:
    with pytest.raises(ConversionError) as refused:
        read({"Type": "Lambda", "Name": 5}, {"Type": "Training", "Name": "a"}, Parameters=[5])
    assert [problem.path for problem in refused.value.problems] == [
        "Parameters[0]",
        "Steps[0].Name",
        "Steps[0].FunctionArn",
        "Steps[1].Arguments.RoleArn",
        "Steps[1].Arguments.OutputDataConfig",
    ]


def test_bytes_and_indented_json_are_read() -> None:
    definition = churn()
    assert PipelineDefinition.from_json(definition.to_json(indent=2).encode()) == definition
