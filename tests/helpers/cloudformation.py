"""Requests for every resource type of CloudFormation, and cfn-lint."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import attrs
from cfnlint.api import lint  # pyright: ignore[reportMissingTypeStubs]
from helpers.samples import sample, service_model
from helpers.valid_texts import with_valid_texts

from sagemaker_typed import from_boto
from sagemaker_typed._conversion.placeholders import from_wire, to_wire
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.operation import Request
from sagemaker_typed.targets.cloudformation import ResourceType, ref, resource_types

TYPES: Final = resource_types()
# The service accepts these members together in the model; CloudFormation accepts one of them.
ONE_OF: Final[Mapping[str, str]] = {
    "Cluster": "orchestrator.slurm",
    "InferenceComponent": "specifications",
    "Pipeline": "pipeline_definition_s3_location",
}
# A member that is JSON in a str: CloudFormation takes the object.
MODEL_CARD: Final = {
    "model_overview": {"model_name": "churn", "inference_environment": {"container_image": ["a"]}},
    "evaluation_details": [
        {
            "name": "first",
            "metadata": {"key_one": "value"},
            "metric_groups": [
                {
                    "name": "all",
                    "metric_data": [
                        {"name": "recall", "type": "number", "value": 0.5},
                        {"name": "pr", "type": "linear_graph", "value": [[0.5, 1]]},
                    ],
                }
            ],
        }
    ],
}
JSON_TEXTS: Final = {"ModelCard": ("content", json.dumps(MODEL_CARD))}
_STEP: Final = re.compile(r"(\w+)((?:\[(?:\.\.\.)?\])*)\.?(.*)")
_PARAMETERS: Final = {"Text": {"Type": "String"}, "Number": {"Type": "Number"}}


class Finding(NamedTuple):
    """An error of cfn-lint."""

    rule: str
    path: str
    """The path inside ``Resources``."""
    message: str


def noun(resource_type: ResourceType) -> str:
    """Return the name of a type without prefix."""
    return resource_type.name.rpartition(":")[2]


def full_request(resource_type: ResourceType) -> Request[Any]:
    """Return a request with every member; every str matches its pattern."""
    model = service_model().operation_model(resource_type.request.__operation__)
    request = with_valid_texts(from_boto(resource_type.request, sample(model.input_shape)))
    if noun(resource_type) in JSON_TEXTS:
        name, text = JSON_TEXTS[noun(resource_type)]
        request = attrs.evolve(request, **{name: text})
    return request


def fitting_request(resource_type: ResourceType) -> Request[Any]:
    """Return a request with every member that the resource type has."""
    request = full_request(resource_type)
    for path in resource_type.missing:
        request = without(request, path)
    return request


def without(value: Any, path: str) -> Any:
    """Return a copy of an object without the field at a path of a resource type."""
    found = _STEP.fullmatch(path)
    assert found is not None
    name, inside, others = found.groups()
    member = getattr(value, name)
    if member is None:
        return value
    if not others and not inside:
        return attrs.evolve(value, **{name: None})
    if inside == "[]":
        new: Any = [without(item, others) for item in member]
    elif inside:
        new = {key: without(item, others) for key, item in member.items()}
    else:
        new = without(member, others)
    return attrs.evolve(value, **{name: new})


def with_references(resource_type: ResourceType) -> Request[Any]:
    """Return a request with every member of the type, in which every value is a reference."""
    request = fitting_request(resource_type)
    if noun(resource_type) in ONE_OF:
        request = without(request, ONE_OF[noun(resource_type)])
    cls: Any = resource_type.request
    return from_wire(cls, _referring(kinds.Structure(cls), to_wire(request)))


def _referring(content: Content, value: Any) -> Any:
    match content:
        case kinds.Structure(type=cls):
            contents = field_contents(cls)
            names = {wire: name for name, wire in cls.__wire_names__.items()}
            return {wire: _referring(contents[names[wire]], one) for wire, one in value.items()}
        case kinds.List(member=member):
            return [_referring(member, one) for one in value]
        case kinds.Map(value=member):
            return {f"{key}_key": _referring(member, one) for key, one in value.items()}
        case kinds.Number() | kinds.Boolean():
            return ref("Number" if isinstance(content, kinds.Number) else "Text")
        case _:
            return ref("Text")


def linted(resources: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the errors of cfn-lint in a template with these resources."""
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": _PARAMETERS,
        "Resources": _printable(resources),
    }
    for match in lint(json.dumps(template, ensure_ascii=False), regions=["us-east-1"]):
        if match.rule.id.startswith("E"):
            path = [str(step) for step in getattr(match, "path", None) or ()]
            yield Finding(match.rule.id, "/".join(path[1:]), match.message)


def _printable(value: Any) -> Any:
    """Return a copy of JSON values without the characters that cfn-lint does not read."""
    if isinstance(value, str):
        return "".join(one if one.isprintable() else "x" for one in value)
    if is_map(value):
        return {_printable(key): _printable(one) for key, one in value.items()}
    if is_list(value):
        return [_printable(one) for one in value]
    return value
