"""Code under test that creates its own clients, which the built-in engine answers."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import boto3
import botocore.session
import pytest

from sagemaker_typed import AsyncSageMaker, SageMaker, SageMakerRuntime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.testing import FakeService, NetworkError

BOTO3: Any = boto3  # its type stubs may be of any version
ROLE = "arn:aws:iam::123456789012:role/ml"
CREATE = sm.CreateModelRequest(model_name="churn", execution_role_arn=ROLE)
RAW = {"ModelName": "churn", "ExecutionRoleArn": ROLE}


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with credentials that must not be used, and without a region."""
    for name in [*os.environ]:
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "missing"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "REAL")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "REAL")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


WAYS: dict[str, Callable[[], Any]] = {
    "typed": lambda: SageMaker().send(CREATE),
    "typed with a profile": lambda: SageMaker(profile_name="production").send(CREATE),
    "asynchronous": lambda: asyncio.run(AsyncSageMaker().send(CREATE)),
    "boto3": lambda: BOTO3.client("sagemaker").create_model(**RAW),
    "botocore": lambda: (
        cast("Any", botocore.session.Session()).create_client("sagemaker").create_model(**RAW)
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_clients_that_code_creates_reach_the_engine_in_its_region(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    with LocalEngine(region_name="eu-west-1") as local:
        with local.patched():
            WAYS[way]()
        assert local.resources() == ["arn:aws:sagemaker:eu-west-1:123456789012:model/churn"]
        assert local.sagemaker().describe_model(model_name="churn").execution_role_arn == ROLE


def test_clients_that_exist_reach_the_engine_while_they_are_patched() -> None:
    client = SageMaker(region_name="us-east-1", max_attempts=1)
    with LocalEngine() as local:
        with local.patched(client):
            client.send(CREATE)
        assert len(local.resources()) == 1
        with pytest.raises(TypeError, match="got one of 's3'"), local.patched(BOTO3.client("s3")):
            pass


def test_endpoint_is_created_and_invoked_by_code_that_makes_its_clients() -> None:
    with LocalEngine() as local, local.patched():
        local.serve_model(lambda invocation: {"bytes": len(invocation.body)})
        client = SageMaker()
        client.send(CREATE)
        variant = sm.ProductionVariant(variant_name="blue", model_name="churn")
        client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
        client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
        start = time.monotonic()
        BOTO3.client("sagemaker").get_waiter("endpoint_in_service").wait(EndpointName="churn")
        assert time.monotonic() - start < 5
        answered = SageMakerRuntime().invoke_endpoint(endpoint_name="churn", body=b"1,2,3")
        assert answered.body.read() == b'{"bytes": 5}'


def test_requests_of_other_services_do_not_leave_the_machine() -> None:
    with LocalEngine() as local, local.patched(), pytest.raises(NetworkError, match="would reach"):
        BOTO3.client("s3").list_buckets()


def test_fake_within_the_block_answers_first() -> None:
    with LocalEngine() as local, local.patched():
        SageMaker().send(CREATE)
        with FakeService(SageMaker) as fake, fake.patched():
            fake.on(sm.ListModelsRequest).returns(sm.ListModelsResponse(models=[]))
            assert SageMaker().list_models().models == []
        assert len(SageMaker().list_models().models) == 1


def test_blocks_may_end_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "ap-south-1")
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    plain: Any = boto3
    before = [vars(botocore.session.Session)[name] for name in ("create_client", "full_config")]
    first, second = LocalEngine(region_name="eu-west-1"), LocalEngine(region_name="eu-west-2")
    blocks = [first.patched(), second.patched()]
    for block in blocks:
        block.__enter__()
    assert plain.client("sagemaker").meta.region_name == "eu-west-2"
    blocks[0].__exit__(None, None, None)
    plain.client("sagemaker").create_model(ModelName="churn", ExecutionRoleArn=ROLE)
    assert os.environ["AWS_DEFAULT_REGION"] == "eu-west-2"
    blocks[1].__exit__(None, None, None)
    assert (first.resources(), len(second.resources())) == ([], 1)
    assert [
        vars(botocore.session.Session)[name] for name in ("create_client", "full_config")
    ] == before
    assert os.environ["AWS_REGION"] == "ap-south-1"
    assert "AWS_DEFAULT_REGION" not in os.environ
