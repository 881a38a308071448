"""`sagemaker_typed.local` with moto's server."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ProxyConnectionError
from botocore.session import Session
from helpers.cases import each

from sagemaker_typed import (
    AsyncSageMaker,
    SageMakerFeatureStoreRuntime,
    SageMakerMetrics,
    SageMakerRuntime,
    ServiceError,
    featurestore_runtime,
    runtime,
)
from sagemaker_typed.client import BaseClient
from sagemaker_typed.defaults import Defaults
from sagemaker_typed.local import LocalServer, LocalServerError, local_sagemaker, local_server
from sagemaker_typed.metrics import BatchPutMetricsError, PutMetricsErrorCode, RawMetricData
from sagemaker_typed.operation import Request
from sagemaker_typed.payloads import decode
from sagemaker_typed.sagemaker import DescribeTrainingJobRequest

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
PROXY_VARIABLES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY")


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server(engine="moto", region_name="us-west-2") as running:
        yield running


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def accepts_connections(endpoint_url: str) -> bool:
    address = urlsplit(endpoint_url)
    assert address.hostname
    assert address.port
    try:
        socket.create_connection((address.hostname, address.port), timeout=5).close()
    except (ConnectionRefusedError, ConnectionResetError):  # reset while the server ends
        return False
    return True


def wait_until_gone(endpoint_url: str) -> None:
    deadline = time.monotonic() + 20
    while accepts_connections(endpoint_url):
        assert time.monotonic() < deadline, f"{endpoint_url} still answers"
        time.sleep(0.05)


def model_names(client: Any) -> list[str]:
    return [model["ModelName"] for model in client.list_models()["Models"]]


def create_model(client: Any, name: str) -> str:
    return str(client.create_model(ModelName=name, ExecutionRoleArn=ROLE)["ModelArn"])


def unprotected_client(server: LocalServer) -> Any:
    """Return a client created without this module, to prove that a setting has an effect."""
    make_client: Any = Session().create_client
    return make_client(
        "sagemaker",
        endpoint_url=server.endpoint_url,
        region_name=server.region_name,
        aws_access_key_id="x",
        aws_secret_access_key="x",
        config=Config(retries={"total_max_attempts": 1}),
    )


@contextlib.contextmanager
def running_script(source: str, **kwargs: Any) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **kwargs,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def replace_in_server_process(
    monkeypatch: pytest.MonkeyPatch, folder: Path, module: str, source: str
) -> None:
    """Make the server process import `source` as `module`."""
    (folder / f"{module}.py").write_text(textwrap.dedent(source))
    monkeypatch.setenv("PYTHONPATH", str(folder))


class TestTypedClient:
    def test_client_uses_the_server_and_the_region(self) -> None:
        with local_sagemaker(engine="moto", region_name="eu-west-1") as client:
            created = client.create_model(model_name="churn", execution_role_arn=ROLE)
            models = client.list_models().models

        assert created.model_arn == "arn:aws:sagemaker:eu-west-1:123456789012:model/churn"
        assert [model.model_name for model in models] == ["churn"]

    def test_client_invokes_an_endpoint_asynchronously(self, server: LocalServer) -> None:
        answer = server.typed(SageMakerRuntime).invoke_endpoint_async(
            endpoint_name="churn", input_location="s3://inputs/1.csv", inference_id="one"
        )

        assert answer.inference_id == "one"
        assert answer.output_location
        bucket, key = answer.output_location.removeprefix("s3://").split("/")
        stored = server.client("s3").get_object(Bucket=bucket, Key=key)
        with contextlib.closing(stored["Body"]) as body:
            assert body.read() == b'{"default": "response"}'

    def test_client_puts_metrics(self, server: LocalServer) -> None:
        server.sagemaker().create_trial_component(trial_component_name="trial")
        now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        data = [RawMetricData(metric_name="loss", timestamp=now, step=n, value=0.5) for n in (1, 2)]

        client = server.typed(SageMakerMetrics)
        good = client.batch_put_metrics(trial_component_name="trial", metric_data=data)
        bad = client.batch_put_metrics(trial_component_name="nobody", metric_data=data)

        assert not good.errors
        assert bad.errors == [
            BatchPutMetricsError(code=PutMetricsErrorCode.VALIDATION_ERROR, metric_index=0)
        ]

    def test_client_shares_the_server_with_raw_clients(self, server: LocalServer) -> None:
        create_model(server.client("sagemaker"), "raw")

        described = server.sagemaker().describe_model(model_name="raw")

        assert described.execution_role_arn == ROLE


class TestServer:
    def test_raw_clients_use_the_region(self, server: LocalServer) -> None:
        assert create_model(server.client("sagemaker"), "regional").split(":")[3] == "us-west-2"
        other = server.client("sagemaker", region_name="eu-central-1")
        assert create_model(other, "regional").split(":")[3] == "eu-central-1"

    def test_server_has_other_aws_services(self, server: LocalServer) -> None:
        storage = server.client("s3")
        storage.create_bucket(
            Bucket="training-data",
            CreateBucketConfiguration={"LocationConstraint": "us-west-2"},
        )
        storage.put_object(Bucket="training-data", Key="part-0", Body=b"1,2,3")

        stored = storage.get_object(Bucket="training-data", Key="part-0")

        with contextlib.closing(stored["Body"]) as body:
            assert body.read() == b"1,2,3"
        identity = server.client("sts").get_caller_identity()
        assert identity["Account"] == "123456789012"

    def test_client_config_is_merged_into_the_default_config(self, server: LocalServer) -> None:
        client = server.client("sagemaker", config=Config(read_timeout=7))

        assert client.meta.config.read_timeout == 7
        assert client.meta.config.proxies == {}

    def test_two_servers_do_not_share_state(self, server: LocalServer) -> None:
        create_model(server.client("sagemaker"), "only-in-the-first")

        with local_server(engine="moto", region_name="us-west-2") as second:
            assert second.endpoint_url != server.endpoint_url
            assert model_names(second.client("sagemaker")) == []
            create_model(second.client("sagemaker"), "only-in-the-second")

        first_names = model_names(server.client("sagemaker"))
        assert "only-in-the-first" in first_names
        assert "only-in-the-second" not in first_names

    def test_server_listens_on_the_requested_port(self) -> None:
        port = unused_port()

        with local_server(engine="moto", port=port) as server:
            assert server.endpoint_url == f"http://127.0.0.1:{port}"
            assert model_names(server.client("sagemaker")) == []

    def test_server_ends_with_the_context(self) -> None:
        with local_server(engine="moto") as server:
            assert accepts_connections(server.endpoint_url)

        assert not accepts_connections(server.endpoint_url)

    def test_server_ends_after_an_exception(self) -> None:
        endpoint_urls: list[str] = []

        def fail() -> None:
            with local_server(engine="moto") as server:
                endpoint_urls.append(server.endpoint_url)
                raise LookupError

        with pytest.raises(LookupError):
            fail()

        assert not accepts_connections(endpoint_urls[0])


class TestProcess:
    def test_server_ends_when_the_program_is_killed(self) -> None:
        with running_script(
            """
            import time
            from sagemaker_typed.local import local_server
            with local_server(engine="moto") as server:
                print(server.endpoint_url, flush=True)
                time.sleep(60)
            """
        ) as program:
            assert program.stdout
            endpoint_url = program.stdout.readline().strip()
            assert accepts_connections(endpoint_url)

            program.kill()
            program.wait()

            wait_until_gone(endpoint_url)

    def test_server_keeps_running_while_the_program_handles_ctrl_c(self) -> None:
        with running_script(
            """
            import signal, time
            # A program that runs in the background may have been told to ignore it.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            from sagemaker_typed.local import local_server
            with local_server(engine="moto") as server:
                client = server.client("sagemaker")
                try:
                    print("ready", flush=True)
                    time.sleep(60)
                except KeyboardInterrupt:
                    print(client.list_models()["Models"], flush=True)
            """,
            start_new_session=True,
        ) as program:
            assert program.stdout
            assert program.stdout.readline() == "ready\n"

            os.killpg(program.pid, signal.SIGINT)

            assert program.stdout.readline() == "[]\n"
            assert program.wait(20) == 0

    def test_import_of_local_imports_neither_moto_nor_botocore(self) -> None:
        result = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys, sagemaker_typed.local; print(*sorted(sys.modules))",
            ],
            check=True,
            capture_output=True,
            text=True,
        )

        packages = {module.partition(".")[0] for module in result.stdout.split()}
        assert packages.isdisjoint({"moto", "botocore", "boto3", "cattrs", "flask", "urllib3"})


class TestUserSettings:
    """Settings of the machine neither break the clients nor redirect them."""

    def test_proxies_are_ignored(
        self, server: LocalServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for variable in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(variable, raising=False)
        for variable in PROXY_VARIABLES:
            monkeypatch.setenv(variable, f"http://127.0.0.1:{unused_port()}")

        assert isinstance(model_names(server.client("sagemaker")), list)

        with pytest.raises(ProxyConnectionError):
            unprotected_client(server).list_models()

    @pytest.mark.parametrize(
        ("variable", "value"),
        [
            ("AWS_PROFILE", "no-such-profile"),
            ("AWS_DEFAULT_PROFILE", "no-such-profile"),
            ("AWS_MAX_ATTEMPTS", "many"),
            ("AWS_RETRY_MODE", "no-such-mode"),
            ("AWS_DEFAULTS_MODE", "no-such-mode"),
            ("AWS_USE_FIPS_ENDPOINT", "true"),
        ],
    )
    def test_environment_variables_are_ignored(
        self, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
    ) -> None:
        monkeypatch.setenv(variable, value)

        with local_server(engine="moto") as server:
            assert model_names(server.client("sagemaker")) == []

        with pytest.raises((BotoCoreError, ValueError)):
            unprotected_client(server).list_models()

    def test_endpoints_regions_and_credentials_are_ignored(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        elsewhere = f"http://127.0.0.1:{unused_port()}"
        monkeypatch.setenv("AWS_ENDPOINT_URL", elsewhere)
        monkeypatch.setenv("AWS_ENDPOINT_URL_SAGEMAKER", elsewhere)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
        monkeypatch.setenv("AWS_REGION", "ap-south-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREALLYTHEUSERS")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "really-the-users")
        monkeypatch.setenv("AWS_SESSION_TOKEN", "really-the-users")
        monkeypatch.setenv("AWS_CA_BUNDLE", "/no/such/file.pem")

        with local_server(engine="moto", region_name="eu-west-1") as server:
            client = server.client("sagemaker")
            sent: list[Any] = []

            def keep(request: Any, **_: Any) -> None:
                sent.append(request)

            client.meta.events.register("before-send", keep)
            arn = create_model(client, "churn")

        assert arn.split(":")[3] == "eu-west-1"
        assert sent[0].url.rstrip("/") == server.endpoint_url
        headers = "".join(f"{name}: {value}\n" for name, value in sent[0].headers.items())
        assert "AKIA" not in headers
        assert "X-Amz-Security-Token" not in sent[0].headers

    def test_broken_configuration_files_are_ignored(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        settings = tmp_path / ".aws"
        settings.mkdir()
        (settings / "config").write_text("not a configuration file\n[[[")
        (settings / "credentials").write_text("neither is this\n[[[")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        for variable in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
            monkeypatch.delenv(variable, raising=False)

        with local_server(engine="moto") as server:
            assert model_names(server.client("sagemaker")) == []

        with pytest.raises(BotoCoreError):
            unprotected_client(server)

    def test_settings_for_python_and_moto_do_not_reach_the_server(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MOTO_ACCOUNT_ID", "999999999999")
        monkeypatch.setenv("PYTHONWARNINGS", "error")

        with local_server(engine="moto") as server:
            assert create_model(server.client("sagemaker"), "churn").split(":")[4] == "123456789012"


class TestErrors:
    def test_missing_extra_is_reported(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        replace_in_server_process(
            monkeypatch, tmp_path, "moto", "raise ModuleNotFoundError(\"No module named 'moto'\")"
        )

        with pytest.raises(LocalServerError) as caught, local_server(engine="moto"):
            pass

        assert "No module named 'moto'" in str(caught.value)
        assert 'pip install "sagemaker-typed[local]"' in str(caught.value)

    def test_port_in_use_is_reported(self) -> None:
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
            port = holder.getsockname()[1]

            with pytest.raises(LocalServerError) as caught, local_server(engine="moto", port=port):
                pass

        assert f"Port {port} on 127.0.0.1 is not available" in str(caught.value)
        assert "omit port=" in str(caught.value)

    def test_missing_free_port_is_reported(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        replace_in_server_process(
            monkeypatch,
            tmp_path,
            "sitecustomize",
            """
            import errno, os, socket
            def bind(self, address):
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
            socket.socket.bind = bind
            """,
        )

        with pytest.raises(LocalServerError) as caught, local_server(engine="moto"):
            pass

        assert "no free port on 127.0.0.1 (Address already in use)" in str(caught.value)

    def test_startup_timeout_is_reported_with_the_output(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        replace_in_server_process(
            monkeypatch,
            tmp_path,
            "moto",
            """
            import sys, time
            print("waiting for something", file=sys.stderr, flush=True)
            time.sleep(60)
            """,
        )

        with (
            pytest.raises(LocalServerError) as caught,
            local_server(engine="moto", startup_timeout=3),
        ):
            pass

        assert "within 3 seconds (increase startup_timeout=)" in str(caught.value)
        assert "waiting for something" in str(caught.value)

    def test_exit_during_startup_is_reported_with_the_output(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        replace_in_server_process(
            monkeypatch, tmp_path, "moto", "raise RuntimeError('half installed')"
        )

        with pytest.raises(LocalServerError) as caught, local_server(engine="moto"):
            pass

        assert "exited with code 1 while starting" in str(caught.value)
        assert "half installed" in str(caught.value)

    def test_missing_interpreter_is_reported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", "/no/such/python")

        with pytest.raises(LocalServerError) as caught, local_server(engine="moto"):
            pass

        assert "'/no/such/python'" in str(caught.value)
        assert "sys.executable must be the path" in str(caught.value)


@pytest.mark.parametrize("port", [-1, 65536])
def test_port_that_does_not_exist_is_refused(port: int) -> None:
    with (
        pytest.raises(ValueError, match=f"^port must be from 0 to 65535, got {port}$"),
        local_server(engine="moto", port=port),
    ):
        pass


def test_operation_that_the_server_does_not_implement_is_named_with_those_it_does(
    server: LocalServer,
) -> None:
    with pytest.raises(ServiceError) as caught:
        server.sagemaker().list_hubs()

    assert caught.value.code == "NotImplemented"
    assert caught.value.status_code == 501
    message = caught.value.message
    assert message.startswith("the local server does not implement ListHubs; it implements AddTags")
    listed = message.partition("it implements ")[2].split(", ")
    assert {"CreateAutoMLJobV2", "DescribeModel"} <= set(listed)
    assert len(listed) > 100


@each(
    ("client_class", "request_", "text"),
    [
        (
            SageMakerRuntime,
            runtime.InvokeEndpointWithResponseStreamRequest(endpoint_name="churn", body=b"1"),
            "InvokeEndpointWithResponseStream; it implements InvokeEndpoint, InvokeEndpointAsync",
        ),
        (
            SageMakerFeatureStoreRuntime,
            featurestore_runtime.GetRecordRequest(
                feature_group_name="customers", record_identifier_value_as_string="7"
            ),
            "GetRecord, and nothing else of sagemaker-featurestore-runtime",
        ),
    ],
)
def test_operation_of_another_service_that_is_not_implemented_is_named(
    client_class: type[BaseClient], request_: Request[Any], text: str, server: LocalServer
) -> None:
    with pytest.raises(ServiceError) as caught:
        server.typed(client_class).send(request_)

    assert caught.value.code == "NotImplemented"
    assert caught.value.message == f"the local server does not implement {text}"


@each("body", [b"[1, 2]", b"", b"\x93NUMPY\xff", "a=1&b=\u00fc".encode()], ids=repr)
def test_endpoint_returns_the_body_that_it_receives(body: bytes, server: LocalServer) -> None:
    client = server.typed(SageMakerRuntime)
    response = client.invoke_endpoint(
        endpoint_name="churn", body=body, content_type="a/b", custom_attributes="c"
    )
    assert response.body.read() == body
    assert response.content_type == "a/b"
    assert response.custom_attributes == "c"
    assert response.invoked_production_variant == "AllTraffic"


def test_endpoint_returns_json_without_a_content_type(server: LocalServer) -> None:
    client = server.typed(SageMakerRuntime)
    response = client.invoke_endpoint(endpoint_name="churn", body=b"[1]", target_variant="blue")
    assert decode(response) == [1]
    assert response.invoked_production_variant == "blue"
    assert response.custom_attributes is None


def test_endpoint_returns_queued_results_first(server: LocalServer) -> None:
    queued = {"region": server.region_name, "results": [{"Body": "<a/>", "ContentType": "x/y"}]}
    request = urllib.request.Request(
        f"{server.endpoint_url}/moto-api/static/sagemaker/endpoint-results",
        json.dumps(queued).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request):
        client = server.typed(SageMakerRuntime)
    first = client.invoke_endpoint(endpoint_name="queued", body=b"\xff")
    assert (first.body.read(), first.content_type) == (b"<a/>", "x/y")
    assert client.invoke_endpoint(endpoint_name="queued", body=b"\xfe").body.read() == b"\xfe"


def test_frozen_program_cannot_start_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    with (
        pytest.raises(LocalServerError, match="a frozen program cannot start"),
        local_server(engine="moto"),
    ):
        pass


def test_failure_of_the_server_is_an_error_with_the_missing_member(server: LocalServer) -> None:
    untyped: Any = boto3
    raw: Any = untyped.client(
        "sagemaker",
        endpoint_url=server.endpoint_url,
        region_name="us-west-2",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(parameter_validation=False, retries={"total_max_attempts": 1}),
    )
    with pytest.raises(ClientError) as caught:
        raw.create_endpoint_config(EndpointConfigName="churn")

    response: Any = caught.value.response
    assert response["Error"] == {
        "Code": "InternalFailure",
        "Message": "the local server failed in CreateEndpointConfig: TypeError: 'NoneType' object "
        "is not iterable",
    }


def test_asynchronous_client_and_its_logs_use_the_server(server: LocalServer) -> None:
    group = {"logGroupName": "/aws/sagemaker/TrainingJobs"}
    logs = server.client("logs")
    logs.create_log_group(**group)
    logs.create_log_stream(**group, logStreamName="churn/algo-1")
    event = {"timestamp": int(time.time() * 1000), "message": "loss=0.2"}
    logs.put_log_events(**group, logStreamName="churn/algo-1", logEvents=[event])
    job = DescribeTrainingJobRequest(training_job_name="churn")
    assert [str(found) for found in server.sagemaker().logs(job)] == ["loss=0.2"]

    async def calls() -> list[str]:
        async with server.typed(AsyncSageMaker) as client:
            return [str(found) async for found in client.logs(job)]

    assert asyncio.run(calls()) == ["loss=0.2"]


def test_client_can_have_defaults(server: LocalServer) -> None:
    client = server.sagemaker(defaults=Defaults({"execution_role_arn": ROLE}))
    client.create_model(model_name="with-defaults")
    assert client.describe_model(model_name="with-defaults").execution_role_arn == ROLE
