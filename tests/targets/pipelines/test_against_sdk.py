"""Definitions equal those that the SageMaker Python SDK writes, and the JSON schema accepts them.

``tests/data`` has the SDK's definitions, and what AWS's JSON schema of pipeline definitions refuses
in them. The schema is older than the SDK: each of its refusals has a reason here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from helpers.pipelines import DATA, PIPELINES, ROLE, recorded
from moto import mock_aws

from sagemaker_typed import SageMaker
from sagemaker_typed.targets.pipelines import ExceptionType, PipelineDefinition, RequestStep
from sagemaker_typed.targets.pipelines.forms import STEPS, form_of

SCHEMA: Final = json.loads((DATA / "pipeline_schema.json").read_bytes())
SDK: Final = recorded()
# Members that the schema does not have, and a definition of the SDK that has them.
ONLY_IN_SDK: Final = {
    ("Processing", "PropertyFiles"): "churn",
    ("QualityCheck", "FailOnViolation"): "check",
    ("ClarifyCheck", "FailOnViolation"): "check",
    ("EMR", "RetryPolicies"): "others",
}
# Members that SDK and schema have for other steps, and that the SDK's class takes for these.
ONLY_IN_CLASSES: Final = {
    ("EndpointConfig", "RetryPolicies"),
    ("EndpointConfig", "CacheConfig"),
    ("Endpoint", "CacheConfig"),
}
ONLY_IN_SDK_STEPS: Final = {"EMRServerless", "InferenceComponent"}
# What the schema refuses although pipelines with it run, by the end of the path.
REFUSED: Final = {
    r"\.Parameters\[0\]: oneOf": "it has no EnumValues",
    r": additionalProperties PipelineExperimentConfig": "it has no experiments",
    r".*Get|.*S3Uri: oneOf|.*ErrorMessage: oneOf|.*HyperParameters\.best: oneOf": "only Get",
    r".*Conditions\[\d\]: oneOf": "it has no JsonGet and Not, and other members of In",
    r".*ModelDataUrl: type": "it has no placeholders there",
    r".*DisplayName: pattern": "it has no spaces there",
    r".*ExceptionType: (type|enum)": "it has a str; the developer guide has a list",
    r".*configure\.Type: enum": "it has Endpoint for EndpointConfig",
    r".*StepConfig: required": "it requires Name, which the SDK never writes",
    r".*TrainingJobDefinition: required": "it requires ResourceConfig",
    r".*: unknown type InferenceComponent": "it is older",
    r".*: unknown type EMRServerless": "it is older",
    r".*DependsOn\[0\]: type": "it has no triggers",
    r".*: additionalProperties [\w, ]+": "it is older than the member",
}


@pytest.mark.parametrize("name", PIPELINES)
def test_definition_equals_that_of_the_sdk(name: str) -> None:
    definition = PIPELINES[name]()
    assert definition.problems() == ()
    assert json.loads(definition.to_json()) == SDK[name]


@pytest.mark.parametrize("name", PIPELINES)
def test_definition_of_the_sdk_is_read_as_the_one_that_was_written(name: str) -> None:
    read = PipelineDefinition.from_json(json.dumps(SDK[name]))
    assert read == PIPELINES[name]()
    assert json.loads(read.to_json()) == SDK[name]
    assert PipelineDefinition.from_dict(read.to_dict()) == read


def test_samples_have_every_type_of_step_of_the_schema() -> None:
    def types(steps: Any) -> set[str]:
        found = {step["Type"] for step in steps}
        for step in steps:
            for branch in ("IfSteps", "ElseSteps"):
                found |= types(step["Arguments"].get(branch, []))
        return found

    assert {kind for one in SDK.values() for kind in types(one["Steps"])} >= set(SCHEMA["steps"])


@pytest.mark.parametrize("kind", STEPS)
def test_members_of_steps_are_those_of_the_schema_or_the_sdk(kind: str) -> None:
    form = form_of(STEPS[kind])
    members = {member.wire for member in form.members if not member.in_arguments}
    if kind not in SCHEMA["steps"]:
        assert kind in ONLY_IN_SDK_STEPS
        return
    known = SCHEMA["steps"][kind]["members"]
    more = {member for step, member in [*ONLY_IN_SDK, *ONLY_IN_CLASSES] if step == kind}
    assert members | {"Type", "Arguments"} == {*known, *more}
    assert not more & {*known}
    required = {member.wire for member in form.members if member.is_required}
    assert required >= {*SCHEMA["steps"][kind]["required"]} - {"Type", "Arguments"}


@pytest.mark.parametrize("member", ONLY_IN_SDK)
def test_member_that_the_schema_does_not_have_is_in_a_definition_of_the_sdk(
    member: tuple[str, str],
) -> None:
    kind, name = member
    definition = json.dumps(SDK[ONLY_IN_SDK[member]])
    assert re.search(rf'"Type": "{kind}".*"{name}"', definition)


@pytest.mark.parametrize("kind", SCHEMA["steps"])
def test_arguments_of_the_schema_are_members_of_the_request(kind: str) -> None:
    cls = STEPS[kind]
    known = set(SCHEMA["steps"][kind]["arguments"]["members"] or ())
    if issubclass(cls, RequestStep):
        request = cls.request_class()
        assert known <= set(request.__wire_names__.values())
        required = set(SCHEMA["steps"][kind]["arguments"]["required"])
        assert required <= set(request.__wire_names__.values())
    else:
        members = {member.wire for member in form_of(cls).members if member.in_arguments}
        assert known <= members


def test_exception_types_are_those_of_the_schema() -> None:
    assert [*ExceptionType] == SCHEMA["exception_types"]


def test_schema_refuses_only_members_that_are_newer() -> None:
    assert set(SCHEMA["refused"]) == set(SDK)
    refused = [one for found in SCHEMA["refused"].values() for one in found]
    unexplained = [one for one in refused if not any(re.fullmatch(p, one) for p in REFUSED)]
    assert unexplained == []
    unused = [p for p in REFUSED if not any(re.fullmatch(p, one) for one in refused)]
    assert unused == []


@pytest.fixture(scope="module")
def client() -> Iterator[SageMaker]:
    with mock_aws():
        yield SageMaker(region_name="us-west-2")


@pytest.mark.parametrize("name", PIPELINES)
def test_moto_creates_and_describes_the_pipeline(client: SageMaker, name: str) -> None:
    definition = PIPELINES[name]()
    client.create_pipeline(
        pipeline_name=name, pipeline_definition=definition.to_json(), role_arn=ROLE
    )
    described = client.describe_pipeline(pipeline_name=name)
    assert described.pipeline_definition is not None
    assert PipelineDefinition.from_json(described.pipeline_definition) == definition
