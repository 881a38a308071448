"""cfn-lint accepts what ``to_cloudformation`` writes, and refuses what it refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.cloudformation import (
    TYPES,
    fitting_request,
    full_request,
    linted,
    noun,
    with_references,
)

import sagemaker_typed
from sagemaker_typed._conversion.placeholders import to_wire
from sagemaker_typed.codegen.model.resource_types import (
    TABLE_MODULE,
    installed_schemas,
    table_of,
)
from sagemaker_typed.targets.cloudformation import to_cloudformation

UNKNOWN: Final = "E3002"
REQUIRED: Final = "E3003"
# About values: their form, enum, length, range, count and instance types.
OF_VALUES: Final = re.compile(r"E11\d\d|E3030|E3031|E3032|E3033|E3034|E364\d")


def test_table_is_that_of_the_installed_schemas() -> None:
    schemas = installed_schemas()
    assert schemas is not None
    committed = (Path(sagemaker_typed.__file__).parent / TABLE_MODULE).read_text(encoding="utf-8")
    assert committed == table_of(schemas)


def test_every_property_can_be_a_reference() -> None:
    resources = {
        noun(one): to_cloudformation(with_references(one), resource_type=one.name) for one in TYPES
    }
    assert len(resources) == 48
    found = {one.path: one.message for one in linted(resources)}
    # A parameter is never an object.
    assert found == {"ModelCard/Properties/Content": "{'Ref': 'Text'} is not of type 'object'"}


def test_every_property_has_a_known_name_and_type() -> None:
    resources = {
        noun(one): to_cloudformation(fitting_request(one), resource_type=one.name) for one in TYPES
    }
    others = {
        (found.path, found.rule)
        for found in linted(resources)
        if not OF_VALUES.fullmatch(found.rule) and not is_about_a_value(found.message)
    }
    # Members of which CloudFormation accepts one.
    assert {path for path, _ in others} == {
        "Cluster/Properties/Orchestrator",
        "Cluster/Properties/Orchestrator/Eks",
        "Cluster/Properties/Orchestrator/Slurm",
        "InferenceComponent/Properties",
        "Pipeline/Properties/PipelineDefinition",
        "Pipeline/Properties/PipelineDefinition/PipelineDefinitionBody",
        "Pipeline/Properties/PipelineDefinition/PipelineDefinitionS3Location",
    }


def is_about_a_value(message: str) -> bool:
    """Return whether an error is about the keys of a map, or the form of a KMS key."""
    return "does not match any of the regexes" in message or "'' is not valid under" in message


def test_cfn_lint_refuses_what_is_called_missing() -> None:
    resources: dict[str, Any] = {}
    expected: set[str] = set()
    for one in TYPES:
        request = full_request(one)
        resources[noun(one)] = {"Type": one.name, "Properties": to_wire(request)}
        expected |= {f"{noun(one)}/Properties/{wire_path(request, path)}" for path in one.missing}
    found = {one.path for one in linted(resources) if one.rule == UNKNOWN}
    assert expected - found == set()
    assert len(expected) > 150


def wire_path(value: Any, path: str) -> str:
    """Return the path of a field of the first items, in the names of the service."""
    steps: list[str] = []
    for part in path.split("."):
        name = part.partition("[")[0]
        if part:
            steps.append(value.__wire_names__[name])
            value = getattr(value, name)
        for _ in range(part.count("[]")):
            steps.append("0")
            value = value[0]
        for _ in range(part.count("[...]")):
            key = next(iter(value))
            steps.append(key)
            value = value[key]
    return "/".join(steps)


@pytest.mark.parametrize("name", ["Device", "EndpointConfig", "Model", "Workteam"])
def test_cfn_lint_refuses_a_wrong_resource(name: str) -> None:
    one = next(one for one in TYPES if noun(one) == name)
    resource = to_cloudformation(with_references(one))
    resource["Properties"]["Colour"] = "blue"
    assert [found.rule for found in linted({name: resource})] == [UNKNOWN]
    del resource["Properties"]["Colour"]
    if name == "Device":
        del resource["Properties"]["DeviceFleetName"]
        assert [found.rule for found in linted({name: resource})] == [REQUIRED]
