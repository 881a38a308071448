"""Every member of every request that makes a step is written and read, also as a placeholder."""

from __future__ import annotations

import json
from typing import Any, cast

import attrs
import pytest
from helpers.samples import operations, sample
from helpers.valid_texts import with_valid_texts

from sagemaker_typed import Request, from_boto, to_json
from sagemaker_typed._schema.walk import required_of
from sagemaker_typed.targets import ref
from sagemaker_typed.targets.pipelines import (
    ClarifyCheckType,
    PipelineDefinition,
    QualityCheckType,
    RequestStep,
    generated_name,
)
from sagemaker_typed.targets.pipelines.forms import STEPS

CLASSES = {
    kind: cast("type[RequestStep]", cls)
    for kind, cls in STEPS.items()
    if hasattr(cls, "request_name")
}
OPERATIONS = {operation.request: operation for operation in operations("sagemaker")}
OPTIONS: dict[str, dict[str, Any]] = {
    "QualityCheck": {"check_type": QualityCheckType.DATA_QUALITY},
    "ClarifyCheck": {"check_type": ClarifyCheckType.DATA_BIAS},
}


def step_of(kind: str, request: Any) -> Any:
    made: Any = CLASSES[kind]
    return made("step", request, **OPTIONS.get(kind, {}))


def full(kind: str) -> Request:
    operation = OPERATIONS[CLASSES[kind].request_class()]
    return with_valid_texts(from_boto(operation.request, sample(operation.input)))


@pytest.mark.parametrize("kind", CLASSES)
def test_request_with_all_members_is_written_and_read(kind: str) -> None:
    request = full(kind)
    definition = PipelineDefinition([step_of(kind, request)])
    assert definition.problems() == ()
    [written] = json.loads(definition.to_json())["Steps"]
    assert written["Arguments"] == json.loads(to_json(request))
    assert PipelineDefinition.from_json(definition.to_json()) == definition


@pytest.mark.parametrize("kind", CLASSES)
def test_request_with_a_placeholder_in_each_field_is_written_and_read(kind: str) -> None:
    names = CLASSES[kind].request_class().__wire_names__
    request = attrs.evolve(full(kind), **dict.fromkeys(names, ref("Execution.PipelineName")))
    definition = PipelineDefinition([step_of(kind, request)])
    assert definition.problems() == ()
    [written] = json.loads(definition.to_json())["Steps"]
    expected = {wire: {"Get": "Execution.PipelineName"} for wire in names.values()}
    assert written["Arguments"] == expected
    assert PipelineDefinition.from_json(definition.to_json()) == definition


@pytest.mark.parametrize("kind", [kind for kind, cls in CLASSES.items() if cls.generates])
def test_generated_name_is_left_out(kind: str) -> None:
    field = CLASSES[kind].generates
    assert field is not None
    changes: dict[str, Any] = {field: generated_name}
    request = attrs.evolve(full(kind), **changes)
    definition = PipelineDefinition([step_of(kind, request)])
    assert definition.problems() == ()
    [written] = json.loads(definition.to_json())["Steps"]
    names = request.__wire_names__
    assert written["Arguments"].keys() == {*names.values()} - {names[field]}
    assert PipelineDefinition.from_json(definition.to_json()) == definition


def test_only_names_that_a_request_must_have_are_generated() -> None:
    for cls in CLASSES.values():
        required = required_of(cls.request_class())
        assert cls.generates is None or cls.generates in required
    assert [kind for kind, cls in CLASSES.items() if cls.generates is None] == [
        "RegisterModel",
        "InferenceComponent",
    ]
