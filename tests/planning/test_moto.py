"""Plans against moto's SageMaker, which is not made of the model."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import attrs
import boto3
import pytest
from moto import mock_aws

from sagemaker_typed import Request, SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.planning import ReplacementError

REGION = "eu-west-1"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Generator[SageMaker]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with mock_aws():
        yield SageMaker(region_name=REGION)


def tags(**values: str) -> list[sm.Tag]:
    return [sm.Tag(key=key, value=value) for key, value in values.items()]


MODEL = sm.CreateModelRequest(
    model_name="churn",
    execution_role_arn=ROLE,
    primary_container=sm.ContainerDefinition(image="image", model_data_url="s3://bucket/model"),
    vpc_config=sm.VpcConfig(security_group_ids=["sg-1", "sg-2"], subnets=["subnet-1"]),
    tags=tags(team="a"),
)
CONFIG = sm.CreateEndpointConfigRequest(
    endpoint_config_name="blue",
    production_variants=[
        sm.ProductionVariant(
            variant_name="all",
            model_name="churn",
            initial_instance_count=1,
            instance_type=sm.ProductionVariantInstanceType.ML_M5_LARGE,
        )
    ],
)
ENDPOINT = sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="blue")


def test_model_configuration_and_endpoint(client: SageMaker) -> None:
    requests = [MODEL, CONFIG, ENDPOINT]
    assert [step.action for step in client.plan(requests).steps] == ["create"] * 3
    found = client.ensure(requests, describe=sm.DescribeEndpointRequest, poll=0)

    assert found.endpoint_status == "InService"
    assert client.plan(requests).action == "nothing"
    assert client.ensure(requests) == found


def test_order_of_security_groups_is_no_difference(client: SageMaker) -> None:
    client.ensure(MODEL)
    vpc = sm.VpcConfig(security_group_ids=["sg-2", "sg-1"], subnets=["subnet-1"])
    assert client.plan(attrs.evolve(MODEL, vpc_config=vpc)).action == "nothing"


def test_configuration_is_replaced(client: SageMaker) -> None:
    client.ensure([MODEL, CONFIG])
    (variant,) = CONFIG.production_variants
    larger = attrs.evolve(
        CONFIG, production_variants=[attrs.evolve(variant, initial_instance_count=2)]
    )
    with pytest.raises(ReplacementError):
        client.ensure(larger)
    found = client.ensure(
        larger, describe=sm.DescribeEndpointConfigRequest, allow_replace=True, poll=0
    )
    assert found.production_variants[0].initial_instance_count == 2


def test_tags(client: SageMaker) -> None:
    client.ensure(MODEL)
    other = attrs.evolve(MODEL, tags=tags(cost="1"))
    assert [str(one) for one in client.plan(other).differences] == ["+ tags['cost']: '1'"]
    client.ensure(other)
    assert tags_of(client) == {"team": "a", "cost": "1"}
    client.ensure(other, exact_tags=True)
    assert tags_of(client) == {"cost": "1"}
    assert client.plan(other, exact_tags=True).action == "nothing"


def tags_of(client: SageMaker) -> dict[str, str]:
    arn = client.describe_model(model_name="churn").model_arn
    return {tag.key: tag.value for tag in client.items(sm.ListTagsRequest(resource_arn=arn))}


def test_pipeline_is_updated(client: SageMaker) -> None:
    request = sm.CreatePipelineRequest(
        pipeline_name="churn",
        pipeline_definition='{"Version": "2020-12-01"}',
        client_request_token="a" * 32,
        role_arn=ROLE,
    )
    client.ensure(request)
    assert client.plan(request).action == "nothing"
    changed = attrs.evolve(request, pipeline_display_name="Churn")
    found = client.ensure(changed, describe=sm.DescribePipelineRequest)
    assert found.pipeline_display_name == "Churn"
    assert client.plan(changed).action == "nothing"


OTHERS: list[Request[Any, Any]] = [
    sm.CreateTrialComponentRequest(trial_component_name="tc"),
    sm.CreateNotebookInstanceLifecycleConfigRequest(
        notebook_instance_lifecycle_config_name="lc",
        on_start=[sm.NotebookInstanceLifecycleHook(content="ZWNobw==")],
    ),
    sm.CreateNotebookInstanceRequest(
        notebook_instance_name="lab",
        instance_type=sm.InstanceType.ML_T3_MEDIUM,
        role_arn=ROLE,
        subnet_id="subnet-1",
        security_group_ids=["sg-1"],
        volume_size_in_gb=10,
    ),
    sm.CreateModelPackageGroupRequest(
        model_package_group_name="group", model_package_group_description="d"
    ),
    sm.CreateModelCardRequest(
        model_card_name="card", content="{}", model_card_status=sm.ModelCardStatus.DRAFT
    ),
    sm.CreateDomainRequest(
        domain_name="research",
        auth_mode=sm.AuthMode.IAM,
        default_user_settings=sm.UserSettings(execution_role=ROLE),
        subnet_ids=["subnet-1"],
        vpc_id="vpc-1",
    ),
]


@pytest.mark.parametrize("request_", OTHERS, ids=lambda one: type(one).__name__)
def test_other_resources(client: SageMaker, request_: Request[Any, Any]) -> None:
    client.ensure(request_, poll=0)
    plan = client.plan(request_)
    assert plan.action == "nothing", str(plan)
