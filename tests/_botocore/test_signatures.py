"""Typed calls are signed and prepared as botocore does it, byte for byte."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Final

import pytest
import time_machine
from botocore.auth import SigV4Auth
from botocore.awsrequest import create_request_object
from botocore.credentials import Credentials
from botocore.endpoint import Endpoint
from helpers.boto_calls import Recorder, boto_client, plain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_typed import SageMaker
from sagemaker_typed._botocore.call_context import CallContext
from sagemaker_typed._botocore.shortcuts import preparing, signing
from sagemaker_typed._botocore.shortcuts.preparing import prepare_quickly
from sagemaker_typed._botocore.shortcuts.signing import sign_quickly
from sagemaker_typed.sagemaker import ListModelsRequest

MOMENT: Final = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop the clock of signatures, and make the ids of calls and tokens equal."""
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=1))
    with time_machine.travel(MOMENT, tick=False):
        yield


def test_new_credentials_have_another_key() -> None:
    raw, typed = boto_client(), SageMaker(client=boto_client())
    theirs, ours = (Recorder(client, 200, 200) for client in (raw, typed.boto_client))

    for secret in ("secret", "another"):
        for client in (raw, typed.boto_client):
            client._request_signer._credentials = Credentials("AKID", secret)
        raw.list_models()
        typed.send(ListModelsRequest())

    assert ours.requests == theirs.requests
    assert ours.requests[0] != ours.requests[1]


# --- requests that no operation makes -------------------------------------------------------------

NAMES = st.sampled_from(
    [
        *("Host", "X-Amz-Target", "x-amz-target", "User-Agent", "Date", "X-Amz-Date", "X-É"),
        *("Content-Length", "X-Amz-Content-SHA256", "Authorization", "X-Amz-Security-Token"),
        *("Expect", " Spaced ", "Transfer-Encoding"),
    ]
)
VALUES = st.one_of(
    st.sampled_from(["", " a  b\t", "é", "\udcff", "a,b", "20260102T030405Z", "17"]),
    st.text("abc ,;", max_size=8),
)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=6)
URLS = st.sampled_from(
    [
        *("https://example.com", "https://example.com:443/a/../b//c d", "http://EXAMPLE.com:80/é"),
        *("https://[::1]:9/x?b=2&a=1&a", "https://u:p@example.com/~x?q=%2F", "http://h:81/"),
    ]
)
BODIES = st.sampled_from([b"", b"{}", b'{"a": 1}', "text"])
CONTEXTS = st.sampled_from(
    [{}, {"payload_signing_enabled": False}, {"checksum": {"request_algorithm": {"in": "header"}}}]
)


def plain_client() -> Any:
    """Return an object with the parts of a client that sign and prepare requests."""

    class Signer:
        def get_auth_instance(self, token: str | None) -> Any:
            credentials = Credentials("AKID", "secret", token).get_frozen_credentials()
            return SigV4Auth(credentials, "sagemaker", "eu-west-1")

    make: Any = Endpoint
    return SimpleNamespace(_request_signer=Signer(), _endpoint=make("", "", None, None))


def quick_client() -> Any:
    client = plain_client()
    sign_quickly(client)
    prepare_quickly(client)
    return client


@pytest.fixture
def typed_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything run as in a typed call."""
    call = CallContext(ListModelsRequest(), takes_shortcuts=True)
    for module in (signing, preparing):
        monkeypatch.setattr(module, "call_being_sent", lambda: call)


@pytest.mark.usefixtures("typed_call")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=HEADERS,
    url=URLS,
    body=BODIES,
    context=CONTEXTS,
    token=st.sampled_from([None, "token"]),
    method=st.sampled_from(["POST", "GET", "put"]),
    params=st.sampled_from([{}, {"b": 1, "a": "é"}]),
)
def test_unusual_requests_have_the_same_headers_and_signature(
    caplog: pytest.LogCaptureFixture, **request: Any
) -> None:
    assert sent(quick_client(), caplog, **request) == sent(plain_client(), caplog, **request)


def sent(client: Any, caplog: pytest.LogCaptureFixture, **given: Any) -> object:
    """Return everything that can be observed when a request is signed and prepared."""
    request: Any = create_request_object(
        {
            "method": given["method"],
            "url": given["url"],
            "headers": {},
            "body": given["body"],
            "query_string": given["params"],
            "context": {**given["context"]},
        }
    )
    for name, value in given["headers"]:
        request.headers[name] = value
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "botocore"):
        try:
            client._request_signer.get_auth_instance(given["token"]).add_auth(request)
            prepared = client._endpoint.prepare_request(request)
        except Exception as error:  # noqa: BLE001 - botocore may raise anything
            return type(error), str(error)
    return (
        plain(request),
        plain(prepared),
        [record.getMessage() for record in caplog.records],
    )
