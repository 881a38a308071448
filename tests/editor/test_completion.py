"""Completions in pyright's language server: the relevant ones come first, with their kind."""

from __future__ import annotations

import attrs
import pytest
from helpers.samples import SERVICES

from sagemaker_typed import AsyncSageMaker, Response, SageMaker, sagemaker
from sagemaker_typed.instance_types import ProductionVariantInstanceType
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigRequest,
    CreateModelRequest,
    DescribeTrainingJobResponse,
    ListTrainingJobsRequest,
    ProductionVariant,
    ResourceConfig,
    TrainingJobStatus,
    TrainingJobSummary,
)

from .conftest import At


def fields(cls: type[attrs.AttrsInstance]) -> list[str]:
    return sorted(field.name for field in attrs.fields(cls) if field.name in vars(cls))


def test_client_completes_its_operations_first(at: At) -> None:
    offered = at("client.|").completions()
    public = {name for name in dir(SageMaker) if not name.startswith("_")}
    assert {found.label for found in offered[: len(public)]} == public
    kinds = {found.label: found.kind for found in offered}
    properties = {name for name in public if isinstance(getattr(SageMaker, name), property)}
    assert {name for name in public if kinds[name] == "property"} == properties
    assert {kinds[name] for name in public - properties} == {"method"}


def test_asynchronous_client_completes_its_operations_first(at: At) -> None:
    offered = at("asynchronous.|").labels()
    public = {name for name in dir(AsyncSageMaker) if not name.startswith("_")}
    assert {*offered[: len(public)]} == public


def test_prefix_narrows_the_completed_operations(at: At) -> None:
    offered = at("client.describe_endpoint|").labels()
    assert offered[:2] == ["describe_endpoint", "describe_endpoint_config"]
    assert len(offered) < 10


def test_completion_shows_signature_and_documentation(at: At) -> None:
    cursor = at("client.create_model|")
    (found,) = (one for one in cursor.completions() if one.label == "create_model")
    shown = cursor.server.described(found)
    assert "model_name: ModelName" in shown
    assert "-> CreateModelResponse" in shown
    assert "API_CreateModel.html" in shown.replace("\\", "")


@pytest.mark.parametrize(
    ("line", "cls"),
    [
        ("CreateEndpointConfigRequest(|)", CreateEndpointConfigRequest),
        ("client.send(CreateEndpointConfigRequest(|))", CreateEndpointConfigRequest),
        ("client.create_model(|)", CreateModelRequest),
        ("client.items(ListTrainingJobsRequest(|", ListTrainingJobsRequest),
        ("CreateEndpointConfigRequest(production_variants=[ProductionVariant(|)])",
         ProductionVariant),
    ],
)  # fmt: skip
def test_keywords_are_completed_first_inside_parentheses(
    line: str, cls: type[attrs.AttrsInstance], at: At
) -> None:
    keywords = [f"{name}=" for name in fields(cls)]
    assert at(line).labels()[: len(keywords)] == keywords


def test_used_keyword_is_not_completed_again(at: At) -> None:
    offered = at("client.create_model(model_name='churn', |)").labels()
    assert "tags=" in offered
    assert "model_name=" not in offered


@pytest.mark.parametrize(
    "line", ["TrainingJobStatus.|", "ListTrainingJobsRequest(status_equals=TrainingJobStatus.|)"]
)
def test_enum_completes_its_members_first(line: str, at: At) -> None:
    offered = at(line).completions()
    members = sorted(TrainingJobStatus.__members__)
    assert [found.label for found in offered[: len(members)]] == members
    assert [found.label for found in offered if found.kind == "enum member"] == members
    assert "open" in {found.label for found in offered}


def test_enum_member_completion_shows_its_value(at: At) -> None:
    cursor = at("ProductionVariantInstanceType.ML_G4DN_XLARGE|")
    member = ProductionVariantInstanceType.ML_G4DN_XLARGE
    (found,) = (one for one in cursor.completions() if one.label == member.name)
    assert f"Literal['{member.value}']" in cursor.server.described(found)


@pytest.mark.parametrize(
    ("line", "cls"),
    [
        ("job.|", DescribeTrainingJobResponse),
        ("job.resource_config.|", ResourceConfig),
        ("config.production_variants[0].|", ProductionVariant),
        ("[one.| for one in config.production_variants]", ProductionVariant),
        ("next(client.items(ListTrainingJobsRequest())).|", TrainingJobSummary),
    ],
)
def test_object_completes_its_fields_first(
    line: str, cls: type[attrs.AttrsInstance], at: At
) -> None:
    offered = at(line).labels()
    assert offered[: len(fields(cls))] == fields(cls)
    others = {name for name in offered if not name.startswith("_")} - set(fields(cls))
    answered = issubclass(cls, Response)
    assert others == ({"unknown_members", "response_metadata"} if answered else {"unknown_members"})


def test_import_completes_every_class(at: At) -> None:
    offered = at("from sagemaker_typed.sagemaker import |").labels("class")
    classes = {name for name in dir(sagemaker) if isinstance(getattr(sagemaker, name), type)}
    assert classes <= set(offered)
    narrowed = at("from sagemaker_typed.sagemaker import DescribeEndpointC|").labels()
    assert {"DescribeEndpointConfigRequest", "DescribeEndpointConfigResponse"} <= set(narrowed)
    clients = {client for _, client in SERVICES.values()}
    offered = at("from sagemaker_typed import Sag|").labels("class")
    # The matching is fuzzy: it offers `RequestOfPages` too.
    assert {name for name in offered if name.startswith("Sag")} == clients
