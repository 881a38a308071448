"""Typed calls within moto's ``mock_aws``."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from sagemaker_typed import SageMaker, SageMakerRuntime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.sagemaker.errors import ValidationException

REGION = "eu-west-1"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


@pytest.fixture
def mocked() -> Generator[None]:
    with mock_aws():
        yield


def raw_client() -> Any:
    untyped: Any = boto3
    return untyped.client("sagemaker", region_name=REGION)


def test_typed_and_raw_clients_see_the_same_resources() -> None:
    earlier = SageMaker(region_name=REGION)
    with mock_aws():
        with SageMaker(region_name=REGION) as client:
            client.create_model(model_name="churn", execution_role_arn=ROLE)
        raw = raw_client()
        raw.create_model(ModelName="second", ExecutionRoleArn=ROLE)
        wrapping = SageMaker(client=raw)
        for found in (earlier, wrapping):
            names = [model.model_name for model in found.items(sm.ListModelsRequest())]
            assert names == ["churn", "second"]
        described = wrapping.describe_model(model_name="churn")

    assert described.execution_role_arn == ROLE


@pytest.mark.usefixtures("mocked")
def test_errors_of_moto_are_typed() -> None:
    client = SageMaker(region_name=REGION)
    with pytest.raises(ValidationException) as caught:
        client.describe_model(model_name="no")

    assert caught.value.is_not_found


@pytest.mark.usefixtures("mocked")
def test_operation_that_moto_does_not_have_fails_as_it_does_for_boto3() -> None:
    errors: list[str] = []
    for call in (SageMaker(region_name=REGION).list_hubs, raw_client().list_hubs):
        with pytest.raises(NotImplementedError) as caught:
            call()
        errors.append(str(caught.value))

    assert errors[0] == errors[1]


@pytest.mark.usefixtures("mocked")
def test_endpoint_of_moto_answers() -> None:
    client = SageMakerRuntime(region_name=REGION)
    response = client.invoke_endpoint(endpoint_name="churn", body=b"[1]")

    assert response.body.read() == b"body"  # moto's default response
    assert response.content_type == "content_type"
