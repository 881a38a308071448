"""Errors in objects, enums, unions, conversion, and with attrs; see calls.py."""
# ruff: noqa: B018 - each error has its own line

from __future__ import annotations

from typing import assert_never

import attrs

from sagemaker_typed import (
    Shape,
    as_request,
    diff,
    dropped_members,
    from_boto,
    from_json,
    json_schema,
    make_converter,
    mark_sensitive,
    to_boto,
    to_json,
    to_rows,
    validate,
    with_unknown_members,
)
from sagemaker_typed.instance_types import ProductionVariantInstanceType, TrainingInstanceType
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateModelRequest,
    ListTrainingJobsRequest,
    MetricSpecification,
    ProductionVariant,
    SearchExpression,
    Tag,
    TrainingJobStatus,
)

# Requests and structures.

# -> misspelt-keyword: valeu
Tag(key="team", valeu="churn")
# -> misspelt-keyword: colour
Tag(key="team", value="churn", colour="red")
# -> misspelt-keyword: unknown_members
Tag(key="team", value="churn", unknown_members={})
# -> wrong-argument: str
Tag(key="team", value=1)
# -> wrong-argument: None, str
Tag(key="team", value=None)
# -> missing-keyword: value
Tag(key="team")
# -> positional:
Tag("team", "churn")
# -> wrong-argument: ProductionVariantInstanceType
ProductionVariant(variant_name="blue", instance_type="ml.m5.large")
# -> wrong-argument: TrainingInstanceType, ProductionVariantInstanceType
ProductionVariant(variant_name="blue", instance_type=TrainingInstanceType.ML_M5_LARGE)
# -> misspelt-attribute: ML_M5_LRGE, ProductionVariantInstanceType
ProductionVariant(variant_name="blue", instance_type=ProductionVariantInstanceType.ML_M5_LRGE)
# -> wrong-argument: int
ProductionVariant(variant_name="blue", initial_instance_count="1")
# -> misspelt-keyword: modelname
CreateModelRequest(modelname="churn")
# -> missing-keyword: model_name
CreateModelRequest()
# -> wrong-argument: TrainingJobStatus
ListTrainingJobsRequest(status_equals="Failed")
# -> wrong-argument: datetime
ListTrainingJobsRequest(creation_time_after="2030-01-01")
# -> wrong-entry: str
ContainerDefinition(environment={"LEVEL": 1})
# -> wrong-item: SearchExpression
SearchExpression(sub_expressions=["name = churn"])
tag = Tag(key="team", value="churn")
# -> misspelt-attribute: valeu, Tag
tag.valeu = "churn"
# -> wrong-value-of-a-field: None, str
tag.value = None

# Enums.

# -> misspelt-attribute: FALED, TrainingJobStatus
TrainingJobStatus.FALED
# -> wrong-argument: str
TrainingJobStatus.open(1)
# -> wrong-variable: TrainingJobStatus
status: TrainingJobStatus = "Failed"
# -> wrong-variable: TrainingInstanceType, ProductionVariantInstanceType
kind: ProductionVariantInstanceType = TrainingInstanceType("ml.m5.large")


# -> forgotten-case:
def is_over(status: TrainingJobStatus) -> bool:
    if not status.is_known:
        return False
    match status:
        case TrainingJobStatus.COMPLETED | TrainingJobStatus.FAILED | TrainingJobStatus.STOPPED:
            return True
        case TrainingJobStatus.IN_PROGRESS | TrainingJobStatus.STOPPING:
            return False


def is_paid_for(status: TrainingJobStatus) -> bool:
    match status:
        case TrainingJobStatus.COMPLETED | TrainingJobStatus.FAILED | TrainingJobStatus.STOPPED:
            return True
        case TrainingJobStatus.IN_PROGRESS | TrainingJobStatus.STOPPING:
            return False
        case other:
            # -> forgotten-case-of-assert-never: TrainingJobStatus.DELETING, Never
            assert_never(other)


# -> out-of-bounds: TrainingJobStatus
TrainingInstanceType.ML_M5_LARGE.to(TrainingJobStatus)
# -> misspelt-attribute: famly
TrainingInstanceType.ML_M5_LARGE.famly

# Unions.

metric = MetricSpecification()
# -> absent-attribute: metric_name
metric.customized.metric_name
# -> misspelt-keyword: customised
MetricSpecification(customised=None)

# Copies and comparisons.

request = CreateModelRequest(model_name="churn")
# -> out-of-bounds: Tag
as_request(Tag, request)
# -> wrong-argument: dict[str, str], Shape
as_request(CreateModelRequest, {"ModelName": "churn"})
# -> wrong-variable: CreateModelRequest, Tag
copied: Tag = as_request(CreateModelRequest, request)
# -> wrong-argument: dict[str, str], Shape
dropped_members(CreateModelRequest, {"ModelName": "churn"})
# -> wrong-argument: dict[str, str], Shape
diff(request, {"ModelName": "churn"})
# -> misspelt-keyword: position
diff(request, request, position=True)
# -> misspelt-attribute: pth
diff(request, request)[0].pth
# -> wrong-variable: str
copies: list[int] = dropped_members(CreateModelRequest, request)

# Conversion.

# -> wrong-variable: CreateModelRequest, Tag
converted: Tag = from_boto(CreateModelRequest, {})
# -> wrong-argument: type[
from_boto("Tag", {})
# -> out-of-bounds: Shape
from_boto(dict, {})
# -> wrong-argument: str, Mapping
from_boto(Tag, "{}")
# -> wrong-argument: dict[str, str], Shape
to_boto({"Key": "team"})
# -> wrong-argument: Shape
to_json({"Key": "team"})
# -> out-of-bounds: list[str]
from_json(list[str], "[]")
# -> wrong-argument: dict[str, str]
from_json(Tag, {"Key": "team"})
# -> out-of-bounds: dict[str, str]
json_schema(dict[str, str])
# -> wrong-argument: Tag
json_schema(Tag(key="team", value="churn"))
# -> wrong-argument: snake
json_schema(Tag, names="snake")
# -> wrong-argument: Tag, Shape
validate(Tag)
# -> wrong-argument: Mapping
with_unknown_members(tag, "Colour")
# -> wrong-argument: str
mark_sensitive(1)
# -> wrong-argument: Tag
to_rows(tag)
# -> misspelt-attribute: to_boto3, BotoConverter
make_converter().to_boto3(tag)

# Instance types.

# -> wrong-argument: int
TrainingInstanceType.find(gpus="4")
# -> misspelt-keyword: gpu_count
TrainingInstanceType.find(gpu_count=4)
# -> absent-attribute: vcpus
TrainingInstanceType.ML_M5_LARGE.specs.vcpus

# attrs.

# -> misspelt-keyword: valeu | not pyright, ty
attrs.evolve(tag, valeu="blue")
# -> wrong-argument: str | not pyright, ty
attrs.evolve(tag, value=1)
# -> misspelt-attribute: kee | not pyright, ty, pyrefly
attrs.fields(Tag).kee


def shown(shape: Shape) -> str:
    match shape:
        # -> misspelt-pattern: kee | not pyright, ty
        case Tag(kee=_):
            return "a tag"
        case _:
            return ""
