"""Tests of sessions, settings, ``with_options`` and presigned URLs."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import botocore.client
import botocore.session
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config

from sagemaker_typed import SageMaker, ViolationError
from sagemaker_typed.errors import BotocoreTooOldError
from sagemaker_typed.local import LocalServer, local_server
from sagemaker_typed.sagemaker import ListEndpointsRequest, ListModelsRequest

SECRET = "do-not-show"
KEYS: dict[str, Any] = {"aws_access_key_id": "testing", "aws_secret_access_key": SECRET}


def sent_by(client: SageMaker) -> AWSPreparedRequest:
    """The HTTP request of a call."""
    seen: list[AWSPreparedRequest] = []

    def answer(request: AWSPreparedRequest, **_: Any) -> Any:
        seen.append(request)
        response: Any = AWSResponse(str(request.url), 200, HTTPHeaders(), None)
        response._content = b'{"Models": []}'
        return response

    client.boto_client.meta.events.register("before-send.sagemaker", answer)
    client.list_models()
    (request,) = seen
    return request


@pytest.fixture(scope="module")
def server() -> Any:
    with local_server(engine="moto") as running:
        yield running


# --- sessions and profiles ------------------------------------------------------------------------


def files(folder: Path, monkeypatch: pytest.MonkeyPatch, config: str, credentials: str) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name, text in (("AWS_CONFIG_FILE", config), ("AWS_SHARED_CREDENTIALS_FILE", credentials)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv(name, str(path))
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


@pytest.mark.parametrize("with_boto3", [True, False], ids=["boto3", "botocore alone"])
def test_profile_provides_credentials_and_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_boto3: bool
) -> None:
    files(
        tmp_path,
        monkeypatch,
        "[profile dev]\nregion = eu-west-3\n",
        f"[dev]\naws_access_key_id = of-dev\naws_secret_access_key = {SECRET}\n",
    )
    if not with_boto3:
        monkeypatch.delitem(sys.modules, "boto3")
    request = sent_by(SageMaker(profile_name="dev"))
    assert "Credential=of-dev/" in str(request.headers["Authorization"])
    assert "eu-west-3" in str(request.url)


def test_credentials_of_an_assumed_role_sign_the_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: LocalServer
) -> None:
    files(
        tmp_path,
        monkeypatch,
        "[profile base]\nregion = us-east-1\n"
        "[profile role]\nregion = us-east-1\nsource_profile = base\n"
        "role_arn = arn:aws:iam::123456789012:role/other\nrole_session_name = tests\n",
        f"[base]\naws_access_key_id = of-base\naws_secret_access_key = {SECRET}\n",
    )
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", server.endpoint_url)
    client = SageMaker(profile_name="role")
    request = sent_by(client)
    assert "Credential=of-base/" not in str(request.headers["Authorization"])
    assert request.headers["X-Amz-Security-Token"]

    # The role is assumed only once: other clients of the session have the same credentials.
    once = client.with_options(config=Config(retries={"total_max_attempts": 1}))
    for other in (client.with_options(region_name="eu-west-1"), once, once.with_options(timeout=5)):
        token = sent_by(other).headers["X-Amz-Security-Token"]
        assert token == request.headers["X-Amz-Security-Token"]


def test_client_is_created_from_a_botocore_session() -> None:
    session = botocore.session.Session()
    session.set_credentials("of-session", SECRET)
    client = SageMaker(session=session, region_name="eu-west-1")
    assert "Credential=of-session/" in str(sent_by(client).headers["Authorization"])


# --- options --------------------------------------------------------------------------------------


def meta(client: SageMaker) -> Any:
    return client.boto_client.meta


@pytest.fixture
def client() -> SageMaker:
    return SageMaker(region_name="eu-west-1", config=Config(max_pool_connections=3), **KEYS)


def test_with_options_changes_only_the_given_options(client: SageMaker) -> None:
    other = client.with_options(timeout=(2, 5), region_name="us-west-2")

    assert type(other) is SageMaker
    assert meta(other).region_name == "us-west-2"
    assert (meta(other).config.connect_timeout, meta(other).config.read_timeout) == (2, 5)
    assert meta(other).config.max_pool_connections == 3
    assert "Credential=testing/" in str(sent_by(other).headers["Authorization"])
    assert "us-west-2" in str(sent_by(client.with_options(region_name="us-west-2")).url)
    assert (meta(client).region_name, meta(client).config.read_timeout) == ("eu-west-1", 60)


def test_with_options_can_be_chained(client: SageMaker) -> None:
    slow = client.with_options(region_name="us-west-2").with_options(timeout=600)
    assert (meta(slow).region_name, meta(slow).config.read_timeout) == ("us-west-2", 600)
    once = slow.with_options(config=Config(retries={"total_max_attempts": 1}))
    assert meta(once).config.retries["total_max_attempts"] == 1
    assert (meta(once).region_name, meta(once).config.read_timeout) == ("us-west-2", 600)
    assert meta(once).config.max_pool_connections == 3
    assert meta(once.with_options(timeout=1)).config.retries["total_max_attempts"] == 1


def test_same_options_share_a_boto3_client(client: SageMaker) -> None:
    one, two = (client.with_options(region_name="us-west-2") for _ in range(2))
    assert one.boto_client is two.boto_client
    assert one.with_options(region_name="eu-west-1").boto_client is not client.boto_client
    assert client.with_options().boto_client is client.boto_client


def test_number_of_shared_boto3_clients_is_bounded(client: SageMaker) -> None:
    first = client.with_options(timeout=1)
    for seconds in range(2, 30):
        client.with_options(timeout=seconds)
    assert client.with_options(timeout=1).boto_client is not first.boto_client
    assert client.with_options().boto_client is client.boto_client


def test_same_options_in_several_threads_share_a_boto3_client(client: SageMaker) -> None:
    found: list[Any] = []
    barrier = threading.Barrier(8)

    def work() -> None:
        barrier.wait()
        found.append(client.with_options(region_name="us-west-2").boto_client)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


@pytest.mark.parametrize("timeout", [0, -1, (1, 0), float("inf"), float("nan")])
def test_invalid_timeout_is_rejected(client: SageMaker, timeout: Any) -> None:
    with pytest.raises(ValueError, match="timeout= must be a positive number of seconds"):
        client.with_options(timeout=timeout)


def test_options_that_need_another_client_are_rejected_for_a_wrapped_client() -> None:
    session = botocore.session.Session()
    given = session.create_client("sagemaker", region_name="eu-west-1", **KEYS)
    with pytest.raises(ValueError, match="pass session= instead"):
        SageMaker(client=given).with_options(timeout=5)


# --- headers --------------------------------------------------------------------------------------


def test_headers_are_sent_and_signed(client: SageMaker) -> None:
    request = sent_by(client.with_options(headers={"X-Trace": "a b", "User-Agent": "ours"}))
    assert request.headers["X-Trace"] == b"a b"
    assert "x-trace" in str(request.headers["Authorization"])
    assert "X-Trace" not in sent_by(client).headers


def test_headers_are_merged_and_the_last_value_is_sent(client: SageMaker) -> None:
    one = client.with_options(headers={"X-One": "1", "X-Two": "1"}, region_name="us-west-2")
    two = one.with_options(headers={"x-two": "2"}).with_options(timeout=5)
    sent: dict[str, Any] = dict(sent_by(two).headers.items())
    assert {k: v for k, v in sent.items() if k.startswith(("X-", "x-")) and "mz" not in k} == {
        "X-One": b"1",
        "x-two": b"2",
    }


def test_headers_are_not_sent_with_raw_calls() -> None:
    session = botocore.session.Session()
    given: Any = session.create_client("sagemaker", region_name="eu-west-1", **KEYS)
    client = SageMaker(client=given)
    seen: list[Any] = []

    def answer(request: AWSPreparedRequest, **_: Any) -> Any:
        seen.append(request.headers.get("X-Trace"))
        response: Any = AWSResponse(str(request.url), 200, HTTPHeaders(), None)
        response._content = b'{"Models": []}'
        return response

    given.meta.events.register("before-send.sagemaker", answer)
    client.with_options(headers={"X-Trace": "a"}).list_models()
    given.list_models()
    client.list_models()
    assert seen == [b"a", None, None]


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"Authorization": SECRET}, "the header Authorization is set by botocore"),
        ({"x-amz-target": "a"}, "is set by botocore"),
        ({"X Trace": "a"}, "'X Trace' is not a valid name"),
        ({"": "a"}, "'' is not a valid name"),
        ({"X-Trace": f"{SECRET}\r\nX-Other: a"}, "the header X-Trace has a character that"),
        ({"X-Trace": "é"}, "encode the value"),
        ({"X-Trace": 5}, "must map str to str, got str to int for 'X-Trace'"),
    ],
    ids=["authorization", "target", "name", "no name", "line end", "not ASCII", "number"],
)
def test_invalid_headers_are_rejected(client: SageMaker, headers: Any, message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message) as caught:
        client.with_options(headers=headers)
    assert SECRET not in str(caught.value)


# --- presigned URLs -------------------------------------------------------------------------------


def query(url: str) -> dict[str, list[str]]:
    """The parameters of a URL that do not depend on the time."""
    parameters = parse_qs(urlsplit(url).query)
    return {
        name: parameters[name] for name in parameters.keys() - {"X-Amz-Date", "X-Amz-Signature"}
    }


def test_presigned_url_matches_botocore(client: SageMaker) -> None:
    url = client.presigned_url(
        ListEndpointsRequest(name_contains="churn", max_results=5), expires_in=60
    )
    raw = client.boto_client.generate_presigned_url(
        "list_endpoints", Params={"MaxResults": 5, "NameContains": "churn"}, ExpiresIn=60
    )
    assert query(url) == query(raw)
    assert query(url)["X-Amz-Expires"] == ["60"]
    assert query(client.presigned_url(ListModelsRequest()))["X-Amz-Expires"] == ["3600"]
    assert SECRET not in url


def test_presigned_url_follows_parameter_validation() -> None:
    request = ListModelsRequest(max_results=0)
    with pytest.raises(ViolationError):
        SageMaker(region_name="eu-west-1", **KEYS).presigned_url(request)
    config: Any = Config(parameter_validation=False)
    client = SageMaker(region_name="eu-west-1", config=config, **KEYS)
    assert query(client.presigned_url(request))["X-Amz-Expires"] == ["3600"]


def test_presigned_url_of_missing_operation_raises_botocore_too_old(client: SageMaker) -> None:
    class NewerRequest(ListModelsRequest):
        __operation__ = "ListNewerThings"
        __method__ = "list_newer_things"

    with pytest.raises(BotocoreTooOldError, match="the operation ListNewerThings"):
        client.presigned_url(NewerRequest())


def test_presigned_url_rejects_other_objects(client: SageMaker) -> None:
    untyped: Any = {"NameContains": "churn"}
    with pytest.raises(TypeError, match="expected a request"):
        client.presigned_url(untyped)


# --- asynchronous libraries -----------------------------------------------------------------------


def made_by(library: str, *bases: type) -> Any:
    """An object of a class as an asynchronous library defines it."""
    made: Any = type("Made", bases, {"__module__": f"{library}.client", "meta": None})
    return made.__new__(made)


@pytest.mark.parametrize("library", ["aiobotocore", "aioboto3"])
def test_asynchronous_clients_and_sessions_are_refused(library: str) -> None:
    theirs: Any = made_by(library, botocore.client.BaseClient)
    ours: Any = type("Ours", (theirs.__class__,), {})
    for client in (theirs, ours.__new__(ours)):
        with pytest.raises(TypeError, match=f"one of {library}, whose calls return coroutines"):
            SageMaker(client=client)
    # The context manager that creates a client, which a user may forget to enter.
    with pytest.raises(TypeError, match=f"one of {library}"):
        SageMaker(client=made_by(library))
    session = made_by(library, botocore.session.Session)
    with pytest.raises(TypeError, match=f"one of {library}, whose clients are asynchronous"):
        SageMaker(session=session, region_name="eu-west-1")
