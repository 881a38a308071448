"""`local_sagemaker` and `local_server` use the built-in engine, and say what it does not have."""

from __future__ import annotations

import math
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from helpers.cases import each

from sagemaker_typed import SageMakerRuntime, ServiceError
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine, LocalServer, local_sagemaker, local_server

ROLE = "arn:aws:iam::123456789012:role/ml"
REFUSED = "the local SageMaker does not serve {}, only the services of SageMaker; local_server("


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server(region_name="eu-west-1") as running:
        yield running


def test_statuses_advance_with_speed_and_waits() -> None:
    with local_sagemaker(speed=0) as client:
        client.create_image(image_name="studio", role_arn=ROLE)
        assert client.describe_image(image_name="studio").image_status == "CREATING"
        client.wait_until_image_created(image_name="studio")
        assert client.describe_image(image_name="studio").image_status == "CREATED"
    with local_sagemaker(speed=math.inf) as client:
        client.create_image(image_name="studio", role_arn=ROLE)
        assert client.describe_image(image_name="studio").image_status == "CREATED"


def test_server_has_operations_that_moto_does_not_have(server: LocalServer) -> None:
    assert server.sagemaker().list_hubs().hub_summaries == []
    with pytest.raises(ServiceError) as caught:
        server.typed(SageMakerRuntime).invoke_endpoint(endpoint_name="nope", body=b"1")
    assert caught.value.is_not_found


@each("engine", ["moto", "built-in"])
def test_speed_is_checked(engine: Any) -> None:
    with pytest.raises(ValueError, match="speed="), local_server(engine=engine, speed=-1):
        pass


def test_engine_needs_neither_moto_nor_flask() -> None:
    program = """
import sys
sys.modules["moto"] = sys.modules["flask"] = None
from sagemaker_typed.local import local_sagemaker, local_server
for make in (local_sagemaker, local_server):
    with make():
        pass
"""
    subprocess.run([sys.executable, "-c", program], check=True)


NOTHING: dict[str, Any] = {}


@each(
    ("service", "operation", "members", "name"),
    [
        ("s3", "list_buckets", NOTHING, "s3"),
        ("s3", "create_bucket", {"Bucket": "data"}, "s3"),
        ("s3", "put_object", {"Bucket": "data", "Key": "a/b", "Body": b"1,2"}, "s3"),
        ("sts", "get_caller_identity", NOTHING, "sts"),
        ("iam", "list_roles", NOTHING, "iam"),
        ("ec2", "describe_instances", NOTHING, "ec2"),
        ("route53", "list_hosted_zones", NOTHING, "route53"),
        ("logs", "describe_log_groups", NOTHING, "logs"),
        ("lambda", "list_functions", NOTHING, "lambda"),
        ("ecr", "describe_repositories", NOTHING, "ecr"),
    ],
)
def test_calls_of_other_services_name_the_engine_that_has_them(
    service: str, operation: str, members: dict[str, Any], name: str, server: LocalServer
) -> None:
    """In every protocol, as botocore parses the response."""
    with pytest.raises(ClientError) as caught:
        getattr(server.client(service), operation)(**members)
    response: Any = caught.value.response
    assert response["Error"]["Code"] == "NotImplemented"
    assert response["Error"]["Message"].startswith(REFUSED.format(name) + 'engine="moto") has S3')
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_presigned_url_of_another_service_is_refused(server: LocalServer) -> None:
    storage = server.client("s3", config=Config(signature_version="s3v4"))
    url = storage.generate_presigned_url("get_object", Params={"Bucket": "data", "Key": "a"})
    with pytest.raises(urllib.request.HTTPError) as caught:
        urllib.request.urlopen(url)
    with caught.value as response:
        assert REFUSED.format("s3").encode() in response.read()


def test_head_requests_have_no_body(server: LocalServer) -> None:
    storage = server.client("s3")
    for _ in range(2):  # the connection is kept
        with pytest.raises(ClientError, match="501"):
            storage.head_bucket(Bucket="data")


def test_logs_are_refused_in_this_process_too() -> None:
    with LocalEngine() as local, pytest.raises(ClientError, match=r"does not serve logs"):
        list(local.sagemaker().logs(sm.DescribeTrainingJobRequest(training_job_name="churn")))
