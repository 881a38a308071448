"""Tests of the client: every operation with botocore's Stubber, and the constructor."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock
from urllib.parse import urlsplit

import attrs
import boto3
import botocore.session
import psutil
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, NoRegionError, ParamValidationError
from botocore.stub import Stubber
from helpers.cases import each
from helpers.endpoint import endpoint
from helpers.faults import answer, faulty_server, raw_client
from helpers.samples import SERVICES, Operation, client_class, operations, sample

from sagemaker_typed import SageMaker, SageMakerRuntime, ServiceError, from_boto
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DescribeModelRequest,
    ListModelsRequest,
    ListModelsResponse,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound

CREDENTIALS: dict[str, Any] = {
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "do-not-show",
}


def boto_client(service: str = "sagemaker") -> Any:
    session = botocore.session.Session()
    return session.create_client(service, region_name="eu-west-1", **CREDENTIALS)


@cache
def shared_client(service: str) -> Any:
    return boto_client(service)


# Without streaming operations, whose responses can be read only once: see the tests of HTTP.
WHOLE = [operation for operation in operations() if operation.payload is None]


@each("operation", WHOLE)
def test_every_operation_sends_its_parameters_and_returns_its_response(
    operation: Operation,
) -> None:
    parameters = sample(operation.input)
    metadata = {"RequestId": "id-1", "HTTPStatusCode": 200}
    answer = sample(operation.output) | {"ResponseMetadata": metadata}
    request: Any = from_boto(operation.request, parameters)
    response: Any = operation.response
    fields = {name: getattr(request, name) for name in request.__wire_names__}
    raw = shared_client(operation.service)
    client: Any = client_class(operation.service)(client=raw)

    with Stubber(raw) as stubber:
        for _ in range(2):
            stubber.add_response(request.__method__, copy.deepcopy(answer), parameters)
        by_keywords = getattr(client, request.__method__)(**fields)
        by_request = client.send(request)
        stubber.assert_no_pending_responses()

    assert type(by_keywords) is response
    assert by_keywords == by_request == from_boto(response, answer)
    assert by_request.response_metadata.raw == metadata


def test_error_is_caught_by_typed_class_boto3_class_and_client_error() -> None:
    raw = boto_client()
    client = SageMaker(client=raw)
    with Stubber(raw) as stubber:
        for _ in range(3):
            stubber.add_client_error(
                "describe_model",
                "ResourceNotFound",
                "no such model",
                404,
                response_meta={"RequestId": "id-1"},
            )
        with pytest.raises(ResourceNotFound) as caught:
            client.describe_model(model_name="churn")
        with pytest.raises(raw.exceptions.ResourceNotFound):
            client.describe_model(model_name="churn")
        with pytest.raises(ClientError):
            client.describe_model(model_name="churn")

    error = caught.value
    assert (error.code, error.message) == ("ResourceNotFound", "no such model")
    assert (error.operation_name, error.request_id) == ("DescribeModel", "id-1")
    assert error.__cause__ is None
    # botocore's error would keep the request and all frames of botocore.
    assert error.__context__ is None
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    assert not any("botocore" in Path(file).parts for file in files)


def test_error_during_another_one_has_it_as_its_context() -> None:
    raw = boto_client()

    def describe() -> None:
        try:
            raise KeyError("mine")
        except KeyError:
            SageMaker(client=raw).describe_model(model_name="churn")

    with Stubber(raw) as stubber:
        stubber.add_client_error("describe_model", "ResourceNotFound", "no such model", 404)
        with pytest.raises(ResourceNotFound) as caught:
            describe()
    assert type(caught.value.__context__) is KeyError
    assert not caught.value.__suppress_context__


def test_error_that_is_not_in_the_model_has_its_code() -> None:
    raw = boto_client()
    with Stubber(raw) as stubber:
        stubber.add_client_error("describe_model", "ValidationException", "bad", 400)
        with pytest.raises(ServiceError) as caught:
            SageMaker(client=raw).describe_model(model_name="churn")
    assert caught.value.code == "ValidationException"


def test_errors_can_be_copied_and_pickled() -> None:
    raw = boto_client()
    with Stubber(raw) as stubber:
        stubber.add_client_error("describe_model", "ResourceNotFound", "no such model", 404)
        with pytest.raises(ResourceNotFound) as caught:
            SageMaker(client=raw).describe_model(model_name="churn")
    for again in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert isinstance(again, ResourceNotFound)
        assert str(again) == str(caught.value)
        assert again.response == caught.value.response


def test_invalid_request_raises_param_validation_error() -> None:
    untyped: Any = 5
    with pytest.raises(ParamValidationError):
        SageMaker(client=boto_client()).describe_model(model_name=untyped)


def test_send_does_not_change_the_request() -> None:
    raw = boto_client()
    request = ListModelsRequest(max_results=5)
    before = copy.deepcopy(request)
    with Stubber(raw) as stubber:
        stubber.add_response("list_models", {"Models": []}, {"MaxResults": 5})
        assert SageMaker(client=raw).send(request) == ListModelsResponse(models=[])
    assert request == before


def test_wrapped_client_keeps_its_hooks_and_raw_calls() -> None:
    raw = boto_client()
    seen: list[str] = []
    raw.meta.events.register("provide-client-params.sagemaker", lambda **_: seen.append("hook"))  # pyright: ignore[reportUnknownLambdaType]
    client = SageMaker(client=raw)
    with Stubber(raw) as stubber:
        stubber.add_response("list_models", {"Models": []}, {})
        stubber.add_response("list_models", {"Models": []}, {})
        client.list_models()
        plain = raw.list_models()
    assert client.boto_client is raw
    assert plain["Models"] == []
    assert seen == ["hook", "hook"]


def test_settings_are_passed_to_the_boto3_client() -> None:
    from botocore.config import Config

    client = SageMaker(
        region_name="ap-south-1",
        endpoint_url="http://127.0.0.1:1",
        config=Config(read_timeout=7),
        **CREDENTIALS,
    )
    meta = client.boto_client.meta
    assert (meta.region_name, meta.endpoint_url) == ("ap-south-1", "http://127.0.0.1:1")
    assert meta.config.read_timeout == 7
    assert repr(client) == "<SageMaker ap-south-1 http://127.0.0.1:1>"


def test_client_is_created_from_a_session() -> None:
    session = boto3.Session(region_name="eu-central-1", **CREDENTIALS)
    assert SageMaker(session=session).boto_client.meta.region_name == "eu-central-1"


def test_default_session_is_used_if_boto3_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    boto3.setup_default_session(region_name="sa-east-1", **CREDENTIALS)
    assert SageMaker().boto_client.meta.region_name == "sa-east-1"


def test_creating_a_client_does_not_import_boto3() -> None:
    code = (
        "import sys; from sagemaker_typed import SageMaker;"
        "c = SageMaker(region_name='eu-west-1', aws_access_key_id='a', aws_secret_access_key='b');"
        "assert 'boto3' not in sys.modules; print(c)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("<SageMaker eu-west-1 https://")


def test_missing_region_raises_no_region_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "nowhere")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with pytest.raises(NoRegionError):
        SageMaker(**CREDENTIALS)


@pytest.mark.parametrize(
    "arguments",
    [{"region_name": "eu-west-1"}, {"aws_secret_access_key": "do-not-show"}],
    ids=["region", "secret"],
)
def test_client_argument_excludes_other_settings(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="client= cannot be combined with") as caught:
        SageMaker(client=boto_client(), **arguments)
    assert next(iter(arguments)) in str(caught.value)
    assert "do-not-show" not in str(caught.value)


def connections(endpoint_url: str) -> int:
    """Return the number of open connections of this process to a server."""
    port = urlsplit(endpoint_url).port
    return sum(
        bool(each.raddr) and each.raddr.port == port and each.status == psutil.CONN_ESTABLISHED
        for each in psutil.Process().net_connections("tcp")
    )


def test_client_closes_its_connections_and_can_be_used_again() -> None:
    with endpoint() as server:
        with SageMakerRuntime(
            endpoint_url=server.url, region_name="eu-west-1", **CREDENTIALS
        ) as client:
            client.invoke_endpoint(endpoint_name="churn", body=b"1").body.read()
            assert connections(server.url) == 1
        assert connections(server.url) == 0

        client.invoke_endpoint(endpoint_name="churn", body=b"1").body.read()
        client.close()
        assert connections(server.url) == 0


def test_client_does_not_close_the_connections_of_a_boto3_client_that_it_wraps() -> None:
    with endpoint() as server:
        raw = raw_client(server.url, service="sagemaker-runtime")
        with SageMakerRuntime(client=raw) as client:
            client.invoke_endpoint(endpoint_name="churn", body=b"1").body.read()
        assert connections(server.url) == 1
        raw.close()


@pytest.mark.parametrize("number", [1, 2])
def test_max_attempts_counts_all_attempts_of_a_call(number: int) -> None:
    with faulty_server(answer(status=500)) as server:
        client = SageMaker(
            endpoint_url=server.endpoint_url,
            region_name="eu-west-1",
            max_attempts=number,
            config=Config(read_timeout=7),
            **CREDENTIALS,
        )
        with pytest.raises(ServiceError):
            client.list_models()
        assert len(server.requests) == number
        assert client.boto_client.meta.config.read_timeout == 7


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"max_attempts": 0}, ValueError, "max_attempts must be at least 1, got 0; it counts "),
        ({"max_attempts": "3"}, TypeError, "max_attempts must be an int, got str"),
        ({"max_attempts": True}, TypeError, "max_attempts must be an int, got bool"),
        ({"max_attempts": 3, "config": 5}, TypeError, "config= must be a botocore.config.Config"),
        (
            {"max_attempts": 3, "config": Config(retries={"mode": "adaptive"})},
            ValueError,
            "add 'total_max_attempts': 3 to the retries and omit max_attempts=",
        ),
    ],
)
def test_max_attempts_is_refused_with_the_fix(
    options: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        SageMaker(region_name="eu-west-1", **options)


def test_session_and_profile_name_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="cannot be combined"):
        SageMaker(session=boto3.Session(), profile_name="dev")


@pytest.mark.parametrize("service", SERVICES)
def test_boto3_client_of_another_service_is_rejected(service: str) -> None:
    with pytest.raises(ValueError, match=rf"'s3'.*boto3.client\(\"{service}\"\)"):
        client_class(service)(client=shared_client("s3"))


def test_client_may_be_a_mock() -> None:
    mock = MagicMock()
    mock.describe_model.return_value = {"ModelName": "churn"}
    response = SageMaker(client=mock).describe_model(model_name="churn")
    mock.describe_model.assert_called_once_with(ModelName="churn")
    assert response.model_name == "churn"


@pytest.mark.parametrize(
    ("thing", "named"),
    [(DescribeModelRequest, "the class DescribeModelRequest"), ({"ModelName": "a"}, "dict")],
    ids=["class", "dict"],
)
def test_send_rejects_other_objects_and_names_them(thing: Any, named: str) -> None:
    with pytest.raises(TypeError, match=named):
        SageMaker(client=boto_client()).send(thing)


@pytest.mark.parametrize("service", SERVICES)
def test_request_of_another_service_is_rejected(service: str) -> None:
    client = client_class(service)(client=shared_client(service))
    for other in set(SERVICES) - {service}:
        operation = operations(other)[0]
        request = from_boto(operation.request, sample(operation.input))
        with pytest.raises(
            TypeError, match=f"a request of '{other}'.* sends requests of '{service}'"
        ):
            client.send(request)


def test_clients_of_one_session_have_their_own_services() -> None:
    session = botocore.session.Session()
    clients = [
        client_class(service)(session=session, region_name="eu-west-1", **CREDENTIALS)
        for service in SERVICES
    ]
    names = [client.boto_client.meta.service_model.service_name for client in clients]
    timed = [client.with_options(timeout=3).boto_client.meta for client in clients]
    assert names == [meta.service_model.service_name for meta in timed] == list(SERVICES)
    assert {meta.config.read_timeout for meta in timed} == {3}
    assert all(type(client).__name__ in repr(client) for client in clients)


def test_repr_hides_credentials() -> None:
    client = SageMaker(region_name="eu-west-1", **CREDENTIALS)
    assert "do-not-show" not in repr(client) + str(client)


def test_requests_can_be_evolved_compared_pickled_and_copied() -> None:
    request = CreateModelRequest(model_name="a")
    assert attrs.evolve(request, model_name="b") == CreateModelRequest(model_name="b")
    assert pickle.loads(pickle.dumps(request)) == request
    assert copy.deepcopy(request) == request
