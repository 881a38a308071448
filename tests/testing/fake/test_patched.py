"""Code under test that creates its own clients, and the machine that it must not reach."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

import boto3
import botocore.session
import pytest
from botocore.endpoint import Endpoint
from helpers.endpoint import endpoint
from helpers.faults import raw_client
from moto import mock_aws

from sagemaker_typed import AsyncSageMaker, ByteStream, SageMaker, SageMakerRuntime, runtime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.testing import FakeService, NetworkError, UnmatchedRequestError

REQUEST = sm.DeleteModelRequest(model_name="churn")
RESPONSE = sm.DeleteModelResponse()

BOTO3: Any = boto3  # its type stubs may be of any version


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose credentials must not be used, and whose network does not work."""
    config = tmp_path / "config"
    config.write_text("[default]\nregion = eu-central-1\ncredential_process = /bin/false\n")
    credentials = tmp_path / "credentials"
    credentials.write_text("[default]\naws_access_key_id = REAL\naws_secret_access_key = REAL\n")
    for name in [*os.environ]:
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(credentials))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "REAL")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "REAL")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:1")

    def no_network(*_: Any, **__: Any) -> Any:
        raise AssertionError("the test has used a socket")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    return tmp_path


WAYS: dict[str, Callable[[], Any]] = {
    "typed": lambda: SageMaker().send(REQUEST),
    "typed with a profile": lambda: SageMaker(profile_name="production").send(REQUEST),
    "boto3": lambda: BOTO3.client("sagemaker").delete_model(ModelName="churn"),
    "session": lambda: (
        BOTO3.Session(profile_name="production").client("sagemaker").delete_model(ModelName="churn")
    ),
    "botocore": lambda: (
        cast("Any", botocore.session.Session())
        .create_client("sagemaker")
        .delete_model(ModelName="churn")
    ),
    "with credentials": lambda: BOTO3.client(
        "sagemaker", "eu-west-1", aws_access_key_id="mine", aws_secret_access_key="mine"
    ).delete_model(ModelName="churn"),
    "asynchronous": lambda: asyncio.run(AsyncSageMaker().send(REQUEST)),
}


@pytest.mark.parametrize("way", WAYS)
def test_all_clients_that_code_creates_are_answered(way: str, machine: Path) -> None:
    assert machine.is_dir()
    with FakeService(SageMaker, strict=True) as fake, fake.patched():
        fake.on(REQUEST).throttles().returns(RESPONSE)
        WAYS[way]()
        assert fake.requests == [REQUEST]
        for attempt in fake.calls[0].attempts:
            assert "REAL" not in str(dict(attempt.headers))
            region = "eu-west-1" if way == "with credentials" else "us-east-1"
            assert f".{region}." in attempt.url
        assert len(fake.calls[0].attempts) == 2


def test_region_of_the_environment_is_used(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.is_dir()
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    with FakeService(SageMaker) as fake, fake.patched():
        assert BOTO3.client("sagemaker").meta.region_name == "ap-south-1"
        assert fake.client.boto_client.meta.region_name == "us-east-1"


def test_own_clients_read_nothing_of_the_machine(machine: Path) -> None:
    (machine / "credentials").write_text("not a configuration")
    (machine / "config").write_text("not a configuration")
    with FakeService(SageMaker) as fake:
        fake.on(REQUEST).returns(RESPONSE)
        fake.client.send(REQUEST)
        assert "Credential=testing/" in fake.calls[0].attempts[0].headers["Authorization"]


def test_own_clients_have_no_endpoints_of_the_environment(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localstack.invalid:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "9")
    with FakeService(SageMaker) as fake:
        fake.on(REQUEST).throttles(times=2).returns(RESPONSE)
        fake.client.send(REQUEST)
        fake.new_client(endpoint_url="http://own.invalid").send(REQUEST)
    urls = [call.attempts[0].url for call in fake.calls]
    assert urls == ["https://api.sagemaker.us-east-1.amazonaws.com/", "http://own.invalid/"]


def test_clients_of_other_services_reach_no_network(machine: Path) -> None:
    assert machine.is_dir()
    with FakeService(SageMaker) as fake, fake.patched():
        session: Any = BOTO3.Session()
        for call in (
            session.client("s3").list_buckets,
            session.client("sts").get_caller_identity,
            partial(
                session.client("sagemaker-runtime").invoke_endpoint, EndpointName="churn", Body=b""
            ),
        ):
            with pytest.raises(NetworkError, match=r"https://.* would reach a network"):
                call()
        credentials: Any = BOTO3.Session().get_credentials()
        assert credentials.access_key == "testing"

        async def asynchronous() -> None:
            from sagemaker_typed import AsyncSageMakerRuntime

            async with AsyncSageMakerRuntime() as other:
                await other.invoke_endpoint(endpoint_name="churn", body=b"")

        with pytest.raises(NetworkError):
            asyncio.run(asynchronous())


def test_two_fakes_are_patched_together() -> None:
    with FakeService(SageMaker) as one, FakeService(SageMakerRuntime) as two:
        one.on(REQUEST).returns(RESPONSE)
        two.on(runtime.InvokeEndpointRequest).returns(
            runtime.InvokeEndpointResponse(body=ByteStream(b"ok"))
        )
        with one.patched(), two.patched():
            SageMaker().send(REQUEST)
            found = SageMakerRuntime().invoke_endpoint(endpoint_name="churn", body=b"x")
            assert found.body.read() == b"ok"
        assert (len(one.calls), len(two.calls)) == (1, 1)


def test_moto_answers_the_other_services_and_the_fake_its_own() -> None:
    with mock_aws(), FakeService(SageMaker) as fake, fake.patched():
        s3 = BOTO3.client("s3", "us-east-1")
        s3.create_bucket(Bucket="models")
        assert s3.list_buckets()["Buckets"][0].get("Name") == "models"
        fake.on(REQUEST).returns(RESPONSE)
        BOTO3.client("sagemaker").delete_model(ModelName="churn")
        with pytest.raises(UnmatchedRequestError):
            SageMaker().describe_model(model_name="churn")


def test_clients_that_exist_already_are_answered_only_in_the_block() -> None:
    with endpoint() as server:
        raw = raw_client(server.url, service="sagemaker-runtime")
        typed = SageMakerRuntime(client=raw)
        original = Endpoint._send  # type: ignore[attr-defined]
        with FakeService(SageMakerRuntime) as fake:
            fake.on(runtime.InvokeEndpointRequest).returns(
                runtime.InvokeEndpointResponse(body=ByteStream(b"fake"))
            )
            with fake.patched(typed):
                found = typed.invoke_endpoint(endpoint_name="churn", body=b"real")
                assert found.body.read() == b"fake"
            assert typed.invoke_endpoint(endpoint_name="churn", body=b"real").body.read() == b"real"
            with fake.patched():  # a server on this machine can be reached
                found = typed.invoke_endpoint(endpoint_name="churn", body=b"real")
                assert found.body.read() == b"real"
        assert Endpoint._send is original  # type: ignore[attr-defined]
        typed.close()
        raw.close()


def test_own_clients_stay_connected_after_the_block(machine: Path) -> None:
    with FakeService(SageMaker) as fake:
        fake.on(sm.DeleteModelRequest).returns(RESPONSE)
        with fake.patched(fake.client):
            fake.client.send(REQUEST)
            with fake.patched(fake.client):
                fake.client.send(REQUEST)
            fake.client.send(REQUEST)
        fake.client.send(REQUEST)
        assert fake.requests == [REQUEST] * 4


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: "sagemaker", "patched takes clients of 'sagemaker', got str"),
        (lambda: boto3, "patched takes clients of 'sagemaker', got module"),
        (lambda: raw_client("http://127.0.0.1:1", service="logs"), "got one of 'logs'"),
    ],
    ids=["str", "module", "logs"],
)
def test_only_clients_of_the_service_are_patched(make: Callable[[], Any], text: str) -> None:
    fake = FakeService(SageMaker)
    with fake, pytest.raises(TypeError, match=text), fake.patched(make()):
        raise AssertionError("not reached")


def test_the_block_leaves_botocore_as_it_was() -> None:
    before = dict(vars(botocore.session.Session))
    with FakeService(SageMaker) as fake:
        with fake.patched():
            assert dict(vars(botocore.session.Session)) != before
        with pytest.raises(LookupError), fake.patched():
            raise LookupError
    assert dict(vars(botocore.session.Session)) == before


def test_code_without_boto3_is_answered() -> None:
    program = """
        import sys
        from sagemaker_typed import SageMaker, sagemaker as sm
        from sagemaker_typed.testing import FakeService
        with FakeService(SageMaker) as fake, fake.patched():
            fake.on(sm.DeleteModelRequest).returns(sm.DeleteModelResponse())
            SageMaker().delete_model(model_name="churn")
        assert "boto3" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True)
