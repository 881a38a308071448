"""Correct use of objects as data: conversion, files, validation, enums, unions and attrs tools."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, assert_never, assert_type

import attrs
import cattrs

from sagemaker_typed import (
    BotoConverter,
    ConversionError,
    Difference,
    Differences,
    JsonValue,
    OpenEnum,
    Problem,
    Request,
    Response,
    Shape,
    TaggedUnion,
    Violation,
    ViolationError,
    __version__,
    as_request,
    configure_converter,
    diff,
    dropped_members,
    from_boto,
    from_json,
    from_yaml,
    json_schema,
    make_converter,
    mark_sensitive,
    to_boto,
    to_json,
    to_rows,
    to_yaml,
    validate,
    violations,
    with_unknown_members,
)
from sagemaker_typed.constraints import Pattern
from sagemaker_typed.converter import Step
from sagemaker_typed.instance_specs import InstanceSpecs
from sagemaker_typed.instance_types import (
    ProcessingInstanceType,
    ProductionVariantInstanceType,
    TrainingInstanceType,
)
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateModelRequest,
    CreateModelResponse,
    CreateTrainingJobRequest,
    CustomizedMetricSpecification,
    DescribeTrainingJobResponse,
    EndpointStatus,
    EnvironmentMap,
    MetricSpecification,
    ModelName,
    PredefinedMetricSpecification,
    ProductionVariant,
    Tag,
    TrainingJobStatus,
)

version: str = __version__
request = CreateModelRequest(model_name="churn", tags=[Tag(key="team", value="churn")])
variant = ProductionVariant(variant_name="blue", model_name="churn")

# The names of constrained values are plain types.

name: ModelName = "churn"
environment: EnvironmentMap = {"LEVEL": "debug"}
container = ContainerDefinition(image="churn:1", environment=environment)
assert_type(container.environment, dict[str, str] | None)
request.model_name = name

# Conversion.

assert_type(to_boto(variant), dict[str, Any])
assert_type(to_boto(request, unknown_members=True), dict[str, Any])
assert_type(from_boto(ProductionVariant, {"VariantName": "blue"}), ProductionVariant)
assert_type(from_boto(CreateModelRequest, {}, unknown_members=False), CreateModelRequest)
converter = make_converter(detailed_validation=False)
assert_type(converter, BotoConverter)
assert_type(converter.to_boto(request), dict[str, Any])
assert_type(converter.from_boto(Tag, {"Key": "a", "Value": "b"}), Tag)
assert_type(converter.structure({"Key": "a", "Value": "b"}, Tag), Tag)
own = cattrs.Converter()
configure_converter(own, blobs_as_base64=True)
try:
    from_boto(Tag, {"Key": "a"})
except ConversionError as error:
    assert_type(error.problems, tuple[Problem, ...])
    assert_type([problem.path for problem in error.problems], list[str])
    value_error: ValueError = error


def rebuilt(kind: type[Request[Response]], parameters: Mapping[str, Any]) -> Request[Response]:
    return from_boto(kind, parameters)


assert_type(rebuilt(CreateModelRequest, {}), Request[Response])

# Files.

assert_type(to_json(request), str)
assert_type(to_json(variant, indent=None), str)
assert_type(from_json(CreateModelRequest, "{}"), CreateModelRequest)
assert_type(from_json(DescribeTrainingJobResponse, b"{}"), DescribeTrainingJobResponse)
assert_type(to_json([Tag(key="a", value="b")]), str)
assert_type(to_json((request, variant)), str)
assert_type(from_json(list[Tag], "[]"), list[Tag])
assert_type(from_yaml(list[CreateModelRequest], "[]", open_enums=True), list[CreateModelRequest])
assert_type(to_yaml([request], unknown_members=True), str)
assert_type(to_yaml(request), str)
assert_type(from_yaml(CreateModelRequest, "ModelName: churn"), CreateModelRequest)

# Validation.

try:
    assert_type(validate(request), None)
except ViolationError as refused:
    assert_type(refused.violations, tuple[Violation, ...])
for violation in violations(variant):
    assert_type(violation.path, str)
    assert_type(violation.message, str)
    print(violation.rule, violation.value)

# Copies and comparisons.

job = from_boto(DescribeTrainingJobResponse, {})
assert_type(as_request(CreateTrainingJobRequest, job), CreateTrainingJobRequest)
assert_type(as_request(CreateModelRequest, request, model_name="b", tags=None), CreateModelRequest)
assert_type(dropped_members(CreateTrainingJobRequest, job), tuple[str, ...])
schema: dict[str, Any] = json_schema(CreateTrainingJobRequest)
assert_type(json_schema(list[Tag], names="snake_case"), dict[str, Any])
assert_type(json_schema(EndpointStatus, open_enums=False, unknown_members=True), dict[str, Any])

differences = diff(job, as_request(CreateTrainingJobRequest, job), by_position=True)
assert_type(differences, Differences)
assert_type(differences[0], Difference)
assert_type(differences[:1], tuple[Difference, ...])
assert_type(differences.not_compared, tuple[str, ...])
assert_type(differences.to_text(color=False), str)
assert_type(differences.to_json(indent=None), str)
assert_type(len(differences), int)
as_json: dict[str, JsonValue] = differences.to_dict()
for difference in differences:
    assert_type(difference.path, str)
    assert_type(difference.steps, tuple[Step, ...])
    assert_type(difference.to_dict(), dict[str, JsonValue])
    assert_type(difference.is_sensitive, bool)
    match difference.kind:
        case "added" | "changed":
            print(difference.new)
        case "removed":
            print(difference.old)
if not differences:
    print(differences)


def copied(kind: type[Request[Response]], source: Shape) -> Request[Response]:
    return as_request(kind, source)


# Unknown members and sensitive values.

assert_type(with_unknown_members(variant, {"Colour": "blue"}), ProductionVariant)
assert_type(variant.unknown_members, Mapping[str, Any] | None)
mark_sensitive("environment", "hyper_parameters")
mark_sensitive("value", on=Tag)

# Enums.

instance_type = TrainingInstanceType("ml.m5.large")
assert_type(instance_type, TrainingInstanceType)
by_name: TrainingInstanceType = TrainingInstanceType["ML_M5_LARGE"]
assert_type(TrainingInstanceType.open("ml.p9.large"), TrainingInstanceType)
assert_type(instance_type.to(ProcessingInstanceType), ProcessingInstanceType)
assert_type(instance_type.family, str | None)
assert_type(instance_type.size, str | None)
text: str = instance_type.value
assert_type(f"{instance_type}", str)
assert_type(
    {kind: kind.is_known for kind in TrainingInstanceType}, dict[TrainingInstanceType, bool]
)
variant.instance_type = ProductionVariantInstanceType.open("ml.p9.large")
any_enum: OpenEnum = instance_type
print("ml.m5.large" in TrainingInstanceType, instance_type == "ml.m5.large", instance_type.upper())


def is_over(status: TrainingJobStatus) -> bool:
    """After unknown values are handled, the cases below are exhaustive."""
    if not status.is_known:
        return False
    match status:
        case TrainingJobStatus.COMPLETED | TrainingJobStatus.FAILED | TrainingJobStatus.STOPPED:
            return True
        case TrainingJobStatus.DELETING:
            return True
        case TrainingJobStatus.IN_PROGRESS | TrainingJobStatus.STOPPING:
            return False


def is_serving(status: EndpointStatus) -> bool:
    match status:
        case EndpointStatus.IN_SERVICE | EndpointStatus.UPDATING:
            return True
        case _:
            return False


def seconds(status: TrainingJobStatus, job: DescribeTrainingJobResponse) -> int | None:
    if status is TrainingJobStatus.COMPLETED:
        return job.billable_time_in_seconds
    if status in {TrainingJobStatus.FAILED, TrainingJobStatus.STOPPED}:
        return job.training_time_in_seconds
    return None


# Unions.

metric = MetricSpecification(customized=CustomizedMetricSpecification(metric_name="lag"))
assert_type(metric.branch, str | None)
assert_type(metric.customized, CustomizedMetricSpecification | None)
tagged: TaggedUnion = metric


def metric_name(metric: MetricSpecification) -> str | None:
    match metric:
        case MetricSpecification(customized=CustomizedMetricSpecification(metric_name=name)):
            assert_type(name, str | None)
            return name
        case MetricSpecification(predefined=PredefinedMetricSpecification() as predefined):
            assert_type(predefined, PredefinedMetricSpecification)
            return predefined.predefined_metric_type
        case _:
            return metric.branch


def described(shape: Shape) -> str:
    match shape:
        case Tag(key=key, value=value):
            assert_type(key, str)
            return f"{key}={value}"
        case ProductionVariant(instance_type=ProductionVariantInstanceType() as kind):
            return kind.value
        case CreateModelRequest() | CreateModelResponse():
            return type(shape).__name__
        case _:
            return repr(shape)


def one_of(either: Tag | ProductionVariant) -> str:
    match either:
        case Tag():
            return either.value
        case ProductionVariant():
            return either.variant_name
        case _:
            assert_never(either)


# attrs.

assert_type(attrs.evolve(variant, model_name="churn-2"), ProductionVariant)
assert_type(attrs.evolve(request, tags=None), CreateModelRequest)
assert_type(attrs.asdict(variant), dict[str, Any])
names: list[str] = [field.name for field in attrs.fields(ProductionVariant)]
assert_type(attrs.fields_dict(Tag)["key"].name, str)
assert_type(Pattern("[a-z]+", is_checked=False).regex, str)
assert_type(Pattern("[a-z]+").is_checked, bool)
is_attrs: bool = attrs.has(Tag)
assert_type(copy.copy(request), CreateModelRequest)
assert_type(copy.deepcopy(variant), ProductionVariant)
pickle.dumps(request)
print(attrs.fields(Tag).key, request == copy.copy(request))


@attrs.define
class Costed(Tag):
    """A user's class with a field that can be passed by position."""

    __wire_names__: ClassVar[Mapping[str, str]] = {**Tag.__wire_names__, "cost": "Cost"}
    cost: str


class Marked(Tag):
    """A user's class without additional fields."""

    __slots__ = ()
    mark: ClassVar[str] = "mine"


costed = Costed("12", key="team", value="churn")
assert_type(attrs.evolve(costed, cost="13"), Costed)
print(attrs.fields(Costed).cost, Marked(key="team", value="churn").mark)


@attrs.define(kw_only=True, eq=False, repr=False)
class TeamTag(Tag):
    """A user's own class."""

    owner: str | None = None


assert_type(TeamTag(key="team", value="churn", owner="ann").value, str)

assert_type(to_rows([Tag(key="team", value="churn")]), Iterator[dict[str, Any]])

with_gpus = TrainingInstanceType.find(gpus=4, min_gpu_memory_gib=24, family="g5")
assert_type(with_gpus, list[TrainingInstanceType])
specs = with_gpus[0].specs
assert_type(specs, InstanceSpecs | None)
if specs is not None:
    assert_type(specs.gpu_memory_gib, float | None)
