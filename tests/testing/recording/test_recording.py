"""Recordings of real calls, and fakes that play them."""

from __future__ import annotations

import asyncio
import copy
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from botocore.exceptions import ConnectionClosedError, ParamValidationError
from helpers.cases import each
from helpers.endpoint import endpoint
from helpers.faults import answer, error, faulty_server, raw_client, reset, typed_client
from helpers.samples import client_class, http_answer, operations, sample

from sagemaker_typed import (
    AsyncSageMakerRuntime,
    SageMaker,
    SageMakerRuntime,
    ServiceError,
    from_boto,
    mark_sensitive,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import local_sagemaker
from sagemaker_typed.runtime.errors import ModelStreamError
from sagemaker_typed.sagemaker.errors import ThrottlingException
from sagemaker_typed.testing import FakeService, Recorder, UnmatchedRequestError, build

MINE: Final = "998877665544"
DAMAGES: Final[dict[str, tuple[Callable[[dict[str, Any]], object], str]]] = {
    "a wrong type": (lambda call: call["request"].update(ModelName=[1]), "ModelName"),
    "an unknown operation": (lambda call: call.update(operation="New"), "no operation 'New'"),
    "no request": (lambda call: call.pop("request"), "has no 'request'"),
    "no response": (lambda call: call.pop("response"), "has no 'response'"),
    "an error without a code": (lambda call: call.update(error={"message": "no"}), "has no 'code'"),
}


def scenario(client: SageMaker, account: str) -> list[Any]:
    """Use a client; return what does not depend on the account and the time."""
    client.create_model(
        model_name="churn",
        execution_role_arn=f"arn:aws:iam::{account}:role/ml",
        primary_container=sm.ContainerDefinition(
            image=f"{account}.dkr.ecr.us-east-1.amazonaws.com/x:1"
        ),
    )
    found: list[Any] = [client.describe_model(model_name="churn").model_name]
    found += [model.model_name for model in client.items(sm.ListModelsRequest())]
    for name in ("nope", "churn"):
        try:
            client.describe_model(model_name=name)
        except ServiceError as raised:
            found += [type(raised).__name__, raised.code, raised.status_code, raised.is_not_found]
        client.delete_model(model_name="churn") if name == "nope" else None
    return found


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_recording_of_the_local_server_is_played(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"calls.{suffix}"
    with local_sagemaker() as client:
        with Recorder(client, path) as recorder:
            expected = scenario(recorder.client, MINE)
        client.list_models()  # not recorded
    text = path.read_text("utf-8")
    assert MINE not in text
    assert "123456789012.dkr.ecr" in text
    with FakeService.from_recording(path, repeat=False) as fake:
        assert isinstance(fake.client, SageMaker)
        assert scenario(fake.client, "111122223333") == expected
        fake.assert_all_used()
        with pytest.raises(UnmatchedRequestError, match="are used up"):
            fake.client.list_models(max_results=100)
        with pytest.raises(UnmatchedRequestError, match="recorded"):
            fake.client.describe_model(model_name="chrun")


def test_recordings_of_equal_calls_are_equal(tmp_path: Path) -> None:
    members = {"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}
    for number, request_id in enumerate("ab"):
        body = json.dumps(members).encode()
        path = tmp_path / f"{number}.json"
        with (
            faulty_server(answer(body, request_id=request_id)) as server,
            Recorder(typed_client(server.endpoint_url), path) as one,
        ):
            one.client.describe_model(model_name="churn")
            one.client.boto_client.describe_model(ModelName="churn")
    first, second = ((tmp_path / f"{number}.json").read_text() for number in range(2))
    assert first == second
    calls = json.loads(first)["calls"]
    # A raw call of boto3 is recorded like a typed one.
    assert calls[0] == calls[1]
    assert calls[0]["response"]["CreationTime"].startswith("1970-01-01T00:00:01.5")


def test_every_operation_is_recorded_and_played(tmp_path: Path) -> None:
    for service in {operation.service for operation in operations()}:
        with FakeService(client_class(service)) as server:
            sent: list[tuple[Any, Any]] = []
            client: Any = server.client
            with Recorder(client, tmp_path / "calls.json", keep_sensitive=True):
                for operation in operations(service):
                    if operation.payload is not None:
                        continue
                    request = from_boto(operation.request, sample(operation.input))
                    body = http_answer(operation, sample(operation.output))
                    server.on(request).replies(200, body["headers"], body["body"])
                    sent.append((request, client.send(request)))
        with FakeService.from_recording(tmp_path / "calls.json", client_class(service)) as fake:
            for request, response in sent:
                player: Any = fake.client
                assert player.send(request) == response, request
            fake.assert_all_used()


def test_sensitive_values_and_secrets_are_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    mark_sensitive("environment")
    url = (
        "https://d.studio.us-east-1.sagemaker.aws/auth?token=eyJhbGci&x=1"
        "&X-Amz-Signature=abcdef&X-Amz-Credential=AKIAABCDEFGHIJKLMNOP%2F2026"
    )
    body = json.dumps({"AuthorizedUrl": url}).encode()
    path = tmp_path / "calls.json"
    request = sm.CreateModelRequest(
        model_name="churn",
        primary_container=sm.ContainerDefinition(environment={"PASSWORD": "hunter22"}),
    )
    with (
        faulty_server(answer(body), answer(b'{"ModelArn": "arn"}')) as server,
        Recorder(typed_client(server.endpoint_url), path) as recorder,
    ):
        recorder.client.create_presigned_domain_url(domain_id="d", user_profile_name="me")
        recorder.client.send(request)
    text = path.read_text()
    for secret in ("eyJhbGci", "abcdef", "AKIA", "hunter22", "PASSWORD"):
        assert secret not in text
    assert "x=1" in text
    with FakeService.from_recording(path, SageMaker) as fake:
        assert fake.client.send(request).model_arn == "arn"


@pytest.mark.parametrize("keep_sensitive", [True, False])
def test_streams_are_recorded_and_can_still_be_read(keep_sensitive: bool, tmp_path: Path) -> None:
    path = tmp_path / "calls.json"

    def use(client: SageMakerRuntime) -> list[bytes]:
        found: list[bytes] = []
        for body in (b"\xff\x00", b"a,b\n"):
            answered = client.invoke_endpoint(endpoint_name="churn", body=body)
            found.append(answered.body.read())
        stream = client.invoke_endpoint_with_response_stream(endpoint_name="churn", body=b"words")
        found.append(stream.body.read())
        return found

    with endpoint() as server:
        raw = raw_client(server.url, service="sagemaker-runtime")
        with Recorder(SageMakerRuntime(client=raw), path, keep_sensitive=keep_sensitive) as one:
            expected = use(one.client)
        raw.close()
    assert expected == [b"\xff\x00", b"a,b\n", b"words"]
    with FakeService.from_recording(path, SageMakerRuntime) as fake:
        found = use(fake.client)
        fake.assert_all_used()
    assert found == (expected if keep_sensitive else [b"<sensitive>"] * 3)
    assert ("words" in path.read_text()) is False  # it is base64


def test_asynchronous_calls_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"

    async def calls() -> None:
        with endpoint() as server:
            raw = raw_client(server.url, service="sagemaker-runtime")
            client = AsyncSageMakerRuntime(client=raw)
            async with Recorder(client, path, keep_sensitive=True) as recorder:
                found = await recorder.client.invoke_endpoint(endpoint_name="churn", body=b"x")
                assert await found.body.aread() == b"x"
                events = await recorder.client.invoke_endpoint_with_response_stream(
                    endpoint_name="churn", body=b"words"
                )
                assert await events.body.aread() == b"words"
            raw.close()
        async with FakeService.from_recording(path, AsyncSageMakerRuntime) as fake:
            found = await fake.client.invoke_endpoint(endpoint_name="churn", body=b"x")
            assert await found.body.aread() == b"x"

    asyncio.run(calls())


def test_errors_are_played_with_their_attempts(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    retries = {"mode": "standard", "total_max_attempts": 2}

    def use(client: SageMaker) -> list[str]:
        found: list[str] = []
        for _ in range(3):
            try:
                client.delete_model(model_name="churn")
                found.append("ok")
            except (ThrottlingException, ConnectionClosedError) as raised:
                found.append(type(raised).__name__)
        return found

    throttled = error("ThrottlingException")
    with faulty_server(throttled, throttled, answer(b"{}"), reset()) as server:
        client = SageMaker(client=raw_client(server.endpoint_url, retries=retries))
        with Recorder(client, path) as recorder:
            expected = use(recorder.client)
    assert expected == ["ThrottlingException", "ok", "ConnectionClosedError"]
    with FakeService.from_recording(path, SageMaker, max_attempts=2) as fake:
        assert use(fake.client) == expected


def test_error_within_a_stream_is_played(tmp_path: Path) -> None:
    from sagemaker_typed import EventStream, runtime

    path = tmp_path / "calls.json"
    answer: Any = {"Error": {"Code": "ModelStreamError", "Message": "no"}, "ErrorCode": "E"}
    failure = ModelStreamError(answer, "Invoke")
    request = runtime.InvokeEndpointWithResponseStreamRequest(endpoint_name="churn", body=b"x")
    with FakeService(SageMakerRuntime) as server:
        server.on(request).returns(
            runtime.InvokeEndpointWithResponseStreamResponse(
                body=EventStream([failure], runtime.ResponseStream)
            )
        )
        with Recorder(server.client, path) as recorder, pytest.raises(ModelStreamError):
            recorder.client.send(request).body.read()
    with FakeService.from_recording(path, SageMakerRuntime) as fake:
        with pytest.raises(ModelStreamError) as caught:
            fake.client.send(request).body.read()
        assert caught.value.error_code == "E"


def test_calls_of_threads_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    with FakeService(SageMaker) as server:
        server.on(sm.DeleteModelRequest).returns(sm.DeleteModelResponse())
        with Recorder(server.client, path) as recorder:
            threads = [
                threading.Thread(
                    target=recorder.client.delete_model, kwargs={"model_name": f"m{n}"}
                )
                for n in range(10)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert len(json.loads(path.read_text())["calls"]) == 10


def test_mistakes_are_explained(tmp_path: Path) -> None:
    make: Any = Recorder
    raw = raw_client("http://127.0.0.1:1")
    with pytest.raises(TypeError, match=r"wrap a boto3 client with SageMaker\(client=\.\.\.\)"):
        make(raw, tmp_path / "calls.json")
    path = tmp_path / "other.json"
    for content, message in (
        ("{}", "expected a recording of `Recorder`"),
        ("{", r"other\.json: expected a recording of `Recorder`: Expecting property name"),
        ('{"version": 2, "calls": []}', "has version 2, but this release"),
        (
            '{"version": 1, "service": "sagemaker", "client": "SageMaker", '
            '"calls": [{"operation": "New", "request": {}}]}',
            "sagemaker has no operation 'New'",
        ),
        ('{"version": 1, "client": "SageMakerNew", "calls": []}', "no client 'SageMakerNew'"),
    ):
        path.write_text(content)
        with pytest.raises(ValueError, match=message):
            FakeService.from_recording(path)


def test_mistakes_in_calls_of_boto3_are_those_of_botocore(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    with (
        FakeService(SageMaker) as fake,
        Recorder(fake.client, path),
        pytest.raises(ParamValidationError),
    ):
        fake.client.boto_client.delete_model(ModelName="churn", New=1)
    assert json.loads(path.read_text())["calls"] == []


@pytest.mark.parametrize(
    "text",
    [
        "s3://sagemaker-us-east-1-{}/churn.tar.gz",
        "s3://{}-models/churn.tar.gz",
        "https://sqs.us-east-1.amazonaws.com/{}/queue",
        "Account {} has too many models",
        "the account ID is wrong (account id: {})",
    ],
)
def test_account_ids_are_replaced_wherever_they_are_known(text: str, tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    url = text.format(MINE)
    container = sm.ContainerDefinition(environment={"A": url})
    request = sm.CreateModelRequest(model_name="churn", primary_container=container)
    with FakeService(SageMaker) as fake, Recorder(fake.client, path):
        fake.on(sm.CreateModelRequest).returns(sm.CreateModelResponse(model_arn="arn"))
        fake.on(sm.DeleteModelRequest).raises("ValidationException", url)
        fake.client.send(request)
        with pytest.raises(ServiceError):
            fake.client.delete_model(model_name="churn")
    assert MINE not in path.read_text()
    with FakeService.from_recording(path, SageMaker) as fake:
        assert fake.client.send(request).model_arn == "arn"


def test_account_ids_in_their_own_fields_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    docker = sm.DockerSettings(vpc_only_trusted_accounts=[MINE])
    settings = sm.DomainSettingsForUpdate(docker_settings=docker)
    request = sm.UpdateDomainRequest(domain_id="d-1", domain_settings_for_update=settings)
    with FakeService(SageMaker) as fake, Recorder(fake.client, path):
        fake.on(sm.UpdateDomainRequest).returns(sm.UpdateDomainResponse())
        fake.client.send(request)
    assert MINE not in path.read_text()
    with FakeService.from_recording(path, SageMaker) as fake:
        fake.client.send(request)


def test_a_file_that_cannot_be_written_is_an_error_before_the_calls(tmp_path: Path) -> None:
    with FakeService(SageMaker) as fake:
        recorder = Recorder(fake.client, tmp_path / "missing" / "calls.json")
        with pytest.raises(FileNotFoundError, match="missing does not exist"), recorder:
            raise AssertionError("not reached")


def test_a_recording_of_another_service_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    with FakeService(SageMaker) as fake, Recorder(fake.client, path):
        pass
    with pytest.raises(TypeError, match=r"is a recording of 'sagemaker', which .*SageMakerRuntime"):
        FakeService.from_recording(path, SageMakerRuntime)


def test_yaml_that_is_not_valid_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text("a: [")
    with pytest.raises(
        ValueError, match=r"other\.yaml: expected a recording of `Recorder`: syntax"
    ):
        FakeService.from_recording(path)


def test_secrets_in_maps_and_in_messages_are_not_recorded(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    environment = {"HF_TOKEN": "hidden-1", "dbPassword": "hidden-2", "AWS_SECRET_ACCESS_KEY": "h-3"}
    kept = {"MAX_TOKENS": "1024", "pad_token": "</s>", "KEYS": "all"}
    request = build(sm.CreateTrainingJobRequest, hyper_parameters={**environment, **kept})
    workforce = sm.CreateWorkforceRequest(
        workforce_name="churn", oidc_config=build(sm.OidcConfig, client_secret="hidden-secret-4")
    )
    with FakeService(SageMaker) as fake, Recorder(fake.client, path):
        fake.on(sm.CreateTrainingJobRequest).returns(build(sm.CreateTrainingJobResponse))
        fake.on(sm.CreateWorkforceRequest).raises(
            "ValidationException", "Value 'hidden-secret-4' at 'clientSecret' is not valid"
        )
        fake.on(sm.StartSessionRequest).returns(sm.StartSessionResponse(token_value="hidden-5"))
        fake.client.send(build(sm.StartSessionRequest))
        fake.client.send(request)
        with pytest.raises(ServiceError):
            fake.client.send(workforce)
    text = path.read_text()
    for secret in (*environment.values(), "hidden-secret-4", "hidden-5"):
        assert secret not in text
    recorded = json.loads(text)["calls"][1]["request"]["HyperParameters"]
    assert recorded == {**dict.fromkeys(environment, "<sensitive>"), **kept}
    with FakeService.from_recording(path, SageMaker) as fake:
        assert fake.client.send(request).training_job_arn
        with pytest.raises(ServiceError, match="Value <sensitive> at 'clientSecret'"):
            fake.client.send(workforce)


def test_values_of_environment_variables_are_not_recorded_unless_kept(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    request = sm.CreateModelRequest(
        model_name="churn",
        primary_container=sm.ContainerDefinition(environment={"PASSWORD": "hunter22", "A": "b22"}),
    )
    for keep in (False, True):
        with (
            faulty_server(answer(b'{"ModelArn": "arn"}')) as server,
            Recorder(typed_client(server.endpoint_url), path, keep_sensitive=keep) as recorder,
        ):
            recorder.client.send(request)
        text = path.read_text()
        assert ("hunter22" in text, "b22" in text, "PASSWORD" in text) == (keep, keep, True)
        with FakeService.from_recording(path, SageMaker) as fake:
            assert fake.client.send(request).model_arn == "arn"


@each("damage", DAMAGES)
def test_a_damaged_call_is_named_with_its_file(damage: str, tmp_path: Path) -> None:
    change, expected = DAMAGES[damage]
    good = {"operation": "DeleteModel", "request": {"ModelName": "churn"}, "response": {}}
    call = copy.deepcopy(good)
    change(call)
    path = tmp_path / "calls.json"
    recording = {"version": 1, "service": "sagemaker", "client": "SageMaker", "calls": [good, call]}
    path.write_text(json.dumps(recording))
    with pytest.raises(ValueError, match=expected) as raised:
        FakeService.from_recording(path)
    assert str(raised.value).startswith(f"{path}: calls[1]")


def test_a_recording_without_a_client_needs_its_class(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    path.write_text('{"version": 1, "service": "sagemaker", "calls": []}')
    with pytest.raises(ValueError, match=r"calls\.json: the recording has no 'client'; pass"):
        FakeService.from_recording(path)
    FakeService.from_recording(path, SageMaker)
