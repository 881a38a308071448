"""Properties of steps: placeholders whose names are checked against the description of the step."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from helpers.pipelines import PIPELINES, churn, others

from sagemaker_typed._schema.paths import Path
from sagemaker_typed.targets import Reference, ref
from sagemaker_typed.targets.pipelines import (
    ConditionStep,
    EMRStep,
    Equals,
    FailStep,
    OtherStep,
    PipelineDefinition,
    Properties,
    Step,
    generated_name,
)
from sagemaker_typed.targets.pipelines.forms import STEPS
from sagemaker_typed.targets.pipelines.outline import steps_within


def steps() -> dict[str, Step]:
    """Return a step of each type."""
    definitions = [make() for make in PIPELINES.values()]
    placed = [place for one in definitions for place in steps_within(one.steps, Path())]
    return {place.step.type_name: place.step for place in placed}


def step_of(definition: PipelineDefinition, name: str) -> Any:
    return definition.step(name)


def step(name: str) -> Any:
    return step_of(churn(), name)


def test_property_has_the_names_of_fields_or_of_the_service() -> None:
    train = step("train").properties
    expected = ref("Steps.train.ModelArtifacts.S3ModelArtifacts")
    assert train.model_artifacts.s3_model_artifacts == expected
    assert train.ModelArtifacts.S3ModelArtifacts == expected
    assert train.ModelArtifacts.s3_model_artifacts == expected


def test_item_and_entry_have_an_index_or_a_key() -> None:
    outputs = step("process").properties.processing_output_config.outputs
    assert outputs["train"].s3_output.s3_uri.expression == (
        "Steps.process.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"
    )
    assert outputs[0].output_name == ref(
        "Steps.process.ProcessingOutputConfig.Outputs[0].OutputName"
    )
    environment = step("process").properties.environment
    assert environment["a"] == ref("Steps.process.Environment['a']")


def test_each_step_of_a_request_has_the_members_of_its_description() -> None:
    found = steps()
    assert found.keys() == STEPS.keys()
    roots = {kind: dir(one.properties) for kind, one in found.items() if kind != "Fail"}
    assert {"training_job_name", "TrainingJobName"} <= {*roots["Training"]}
    assert {"best_training_job", "training_job_summaries"} <= {*roots["Tuning"]}
    assert {"best_candidate", "best_candidate_properties"} <= {*roots["AutoML"]}
    assert "model_package_arn" in roots["RegisterModel"]
    assert "model_name" in roots["Model"]
    assert "transform_output" in roots["Transform"]
    assert "endpoint_config_name" in roots["EndpointConfig"]
    assert "endpoint_status" in roots["Endpoint"]
    assert "inference_component_name" in roots["InferenceComponent"]
    assert [name for name in roots["QualityCheck"] if name.islower()] == [
        "baseline_used_for_drift_check_constraints",
        "baseline_used_for_drift_check_statistics",
        "calculated_baseline_constraints",
        "calculated_baseline_statistics",
        "expression",
    ]
    assert {*roots["ClarifyCheck"]} < {*roots["QualityCheck"]}
    assert roots["Condition"] == ["Outcome", "expression", "outcome"]


def test_misspelt_property_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(AttributeError, match=r"did you mean model_artifacts\?$"):
        step("train").properties.model_artefacts  # noqa: B018
    with pytest.raises(
        AttributeError, match=r"Steps\.train has no property 'zzz'; for a newer memb"
    ):
        step("train").properties.zzz  # noqa: B018
    with pytest.raises(AttributeError, match="use an index or a key in brackets first"):
        step("process").properties.processing_output_config.outputs.s3_output  # noqa: B018
    with pytest.raises(AttributeError, match="has no property 'upper'"):
        step("train").properties.training_job_name.upper()
    with pytest.raises(TypeError, match=r"Steps\.train\.ModelArtifacts has no items"):
        step("train").properties.model_artifacts["a"]
    with pytest.raises(TypeError, match=r"a key of Steps\.train\.Environment is a str, not int"):
        step("train").properties.environment[0]
    with pytest.raises(ValueError, match="must not have an apostrophe"):
        step("train").properties.environment["it's"]
    with pytest.raises(TypeError, match="not iterable"):
        iter(step("process").properties.processing_output_config.outputs)


def test_output_parameters_are_those_of_the_step() -> None:
    ask = step_of(others(), "ask")
    outputs = ask.properties.output_parameters
    assert outputs["approved"] == ref("Steps.ask.OutputParameters['approved']")
    with pytest.raises(KeyError, match=r"has no entry 'aproved'; did you mean 'approved'\?"):
        outputs["aproved"]
    with pytest.raises(KeyError, match="it has approved, reason"):
        outputs["zzz"]


def test_steps_without_a_description_have_any_property_or_none() -> None:
    for one in (EMRStep("e", step_config={}), OtherStep("e", "New")):
        assert one.properties.Status.State[0] == ref("Steps.e.Status.State[0]")
    assert ConditionStep("e", [Equals(1, 1)]).properties.outcome == ref("Steps.e.Outcome")
    with pytest.raises(AttributeError, match="a FailStep has no properties"):
        FailStep("e").properties  # noqa: B018


def test_property_is_a_value_that_can_be_copied_compared_and_pickled() -> None:
    found = step("train").properties.model_artifacts
    assert isinstance(found, Properties)
    assert found == Reference(found.expression) == found
    assert Reference(found.expression) == found
    assert found != step("train").properties
    assert found != found.expression
    assert hash(found) == hash(Reference(found.expression))
    assert copy.copy(found) is copy.deepcopy(found) is found
    assert pickle.loads(pickle.dumps(found)) == found
    assert not hasattr(found, "_private")
    assert repr(found) == "ref('Steps.train.ModelArtifacts')"
    with pytest.raises(TypeError, match="cannot be part of a str"):
        f"{found}"


def test_definition_can_be_copied_and_pickled() -> None:
    assert pickle.loads(pickle.dumps(generated_name)) is copy.deepcopy(generated_name)
    assert repr(generated_name) == "generated_name"
    assert b"pipelines.expressions" not in pickle.dumps(churn())
    for make in PIPELINES.values():
        definition = make()
        assert pickle.loads(pickle.dumps(definition)) == copy.deepcopy(definition) == definition
        assert repr(definition).startswith("PipelineDefinition(steps=[")


def test_step_is_found_by_its_name() -> None:
    definition = churn()
    assert definition.step("fail") is step_of(definition, "check").else_steps[0]
    with pytest.raises(KeyError, match="nothing"):
        definition.step("nothing")
    with pytest.raises(KeyError, match="there is no step 'fial'; did you mean 'fail'"):
        definition.step("fial")
    assert PipelineDefinition([]).steps == []
