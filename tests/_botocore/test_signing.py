"""Typed calls are signed as botocore signs them, byte for byte."""

from __future__ import annotations

import logging
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any, Final

import botocore.session
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSResponse, create_request_object
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials
from botocore.signers import RequestSigner
from helpers.cases import each
from helpers.samples import SERVICES, Operation, client_class, operations, sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_typed import BaseClient, SageMaker, from_boto
from sagemaker_typed._botocore import signing
from sagemaker_typed._botocore.signing import sign_quickly
from sagemaker_typed.sagemaker import ListModelsRequest

SETTINGS: Final[dict[str, Any]] = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "AKID",
    "aws_secret_access_key": "secret",
    "aws_session_token": "token",
}
MOMENT: Final = datetime(2026, 1, 2, 3, 4, 5)  # without a time zone, as botocore has it
REQUEST: Final = ListModelsRequest(name_contains="é")
ATTEMPT: Final = ["signature", "_prepare_headers"]
"""The methods that are called for an attempt of a typed call."""


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of signatures, and make the ids of calls and tokens equal."""
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: MOMENT)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=1))


class SentError(Exception):
    """Ends a call when its request would be sent."""


class Recorder:
    """Keeps the requests of a client, and the objects that sign them."""

    def __init__(self, client: Any, *statuses: int) -> None:
        self.sent: list[Any] = []
        self.events: list[object] = []
        self.statuses = [*statuses]
        client.meta.events.register("before-send", self)
        for name in ("choose-signer", "before-sign"):
            client.meta.events.register(name, self._note)

    def __call__(self, request: Any, **_: Any) -> Any:
        self.sent.append(request)
        if not self.statuses:
            raise SentError
        response: Any = AWSResponse(request.url, self.statuses.pop(0), HTTPHeaders(), None)
        response._content = b"{}"
        return response

    def clear(self) -> None:
        self.sent.clear()
        self.events.clear()

    def _note(self, **arguments: Any) -> None:
        request = arguments.pop("request", None)
        self.events.append([*request.headers.items()] if request is not None else None)
        self.events.append(sorted(arguments))
        self.events += [arguments[name] for name in ("event_name", "signature_version")]

    @property
    def requests(self) -> list[tuple[object, ...]]:
        """The content of each request, with its headers in order."""
        return [
            (one.method, one.url, one.body, [(str(n), v) for n, v in one.headers.items()])
            for one in self.sent
        ]


@pytest.fixture
def signatures(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each quick signature and each quick preparation adds its name."""
    found: list[str] = []
    # These classes are private, and only this module needs to know whether they were used.
    private: Any = signing
    for cls, name in (
        (private._QuickAuth, "signature"),
        (private._QuickPreparer, "_prepare_headers"),
    ):
        monkeypatch.setattr(cls, name, noting(found, name, getattr(cls, name)))
    return found


def noting(found: list[str], name: str, method: Any) -> Any:
    def noted(*arguments: Any) -> Any:
        found.append(name)
        return method(*arguments)

    return noted


def boto_client(service: str = "sagemaker") -> Any:
    session: Any = botocore.session.Session()
    return session.create_client(service, endpoint_url="https://example.com:8443/x", **SETTINGS)


@cache
def pair(service: str) -> tuple[Any, BaseClient, Recorder, Recorder]:
    """Return a raw and a typed client of a service, and what they send."""
    raw, typed = boto_client(service), client_class(service)(client=boto_client(service))
    return raw, typed, Recorder(raw), Recorder(typed.boto_client)


@each("operation", operations())
def test_every_operation_has_the_same_bytes(operation: Operation, signatures: list[str]) -> None:
    raw, typed, theirs, ours = pair(operation.service)
    theirs.clear()
    ours.clear()
    signatures.clear()
    parameters = sample(operation.input)

    with pytest.raises(SentError):
        raw._make_api_call(operation.name, parameters)
    with pytest.raises(SentError):
        typed.send(from_boto(operation.request, parameters))

    assert len(ours.requests) == 1
    assert ours.requests == theirs.requests
    assert ours.events == theirs.events
    # botocore signs a request with a header that is not ASCII.
    is_plain = all(map(is_ascii, ours.sent[0].headers.values()))
    assert signatures == (ATTEMPT if is_plain else ATTEMPT[:1])


def is_ascii(value: str | bytes) -> bool:
    return value.isascii()


def test_every_attempt_has_the_same_bytes(signatures: list[str]) -> None:
    raw, typed = boto_client(), SageMaker(client=boto_client())
    theirs, ours = (Recorder(client, 503, 200) for client in (raw, typed.boto_client))

    raw.list_models(NameContains="é")
    typed.send(REQUEST)

    assert len(ours.requests) == 2
    assert ours.requests == theirs.requests
    assert signatures == ATTEMPT * 2


def test_raw_calls_are_signed_by_botocore(signatures: list[str]) -> None:
    raw = boto_client()
    typed = SageMaker(client=raw)
    Recorder(raw, 200, 200, 200)

    def call_again(**_: Any) -> None:
        if len(signatures) == 0:
            raw.list_tags(ResourceArn="arn:aws:sagemaker:eu-west-1:123456789012:model/a")

    raw.list_models()
    raw.meta.events.register("before-call.sagemaker.ListModels", call_again)
    typed.send(REQUEST)

    assert signatures == ATTEMPT


def test_raw_responses_and_calls_by_name_are_signed_quickly_too(signatures: list[str]) -> None:
    typed = SageMaker(client=boto_client())
    Recorder(typed.boto_client, 200, 200)

    typed.send_raw(REQUEST)
    typed.call("ListModels")

    assert signatures == ATTEMPT * 2


def test_direct_reading_turns_it_off(signatures: list[str]) -> None:
    typed = SageMaker(client=boto_client(), direct_reading=False)
    Recorder(typed.boto_client, 200)

    typed.send(REQUEST)

    assert signatures == []


def test_replaced_method_of_botocore_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = SageMaker(client=boto_client())
    ours = Recorder(typed.boto_client, 200)

    def signature(*_: object) -> str:
        return "mine"

    monkeypatch.setattr(SigV4Auth, "signature", signature)

    typed.send(REQUEST)

    assert ours.sent[0].headers["Authorization"].endswith(b"Signature=mine")


def test_method_that_was_replaced_before_the_import_is_used() -> None:
    """Instrumentations replace methods when a program starts."""
    program = """
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequestPreparer
from botocore.signers import RequestSigner
{replace}
import botocore.session
from sagemaker_typed import SageMaker, sagemaker as sm
options = dict(region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
client = SageMaker(endpoint_url="http://127.0.0.1:9", **options)
def note(request, **_):
    print(request.headers.get("X-Mine"))
    raise SystemExit
client.boto_client.meta.events.register("before-send", note)
{later}
client.send(sm.ListModelsRequest())
"""
    replacements = {
        "signature": "SigV4Auth._inject_signature_to_request = add",
        "preparer": "AWSRequestPreparer._prepare_headers = prepare",
    }
    add = """
inject, headers = SigV4Auth._inject_signature_to_request, AWSRequestPreparer._prepare_headers
def add(self, request, signature):
    request.headers["X-Mine"] = "1"
    return inject(self, request, signature)
def prepare(self, original, body=None):
    found = headers(self, original, body)
    found["X-Mine"] = b"1"
    return found
"""
    for replace in replacements.values():
        for early in (True, False):
            texts = (add + replace, "") if early else (add, replace)
            source = program.format(replace=texts[0], later=texts[1])
            done = subprocess.run(
                [sys.executable, "-c", source], capture_output=True, text=True, check=False
            )
            assert done.stdout.strip() in {"1", "b'1'"}, (replace, early, done.stderr)


def test_method_of_signers_that_is_replaced_later_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = SageMaker(client=boto_client())
    Recorder(typed.boto_client, 200)
    calls: list[object] = []
    make: Any = RequestSigner.get_auth_instance

    def get_auth_instance(self: Any, *arguments: Any, **options: Any) -> Any:
        calls.append(self)
        return make(self, *arguments, **options)

    monkeypatch.setattr(RequestSigner, "get_auth_instance", get_auth_instance)

    typed.send(REQUEST)

    assert len(calls) == 1


def test_a_client_is_changed_once() -> None:
    client = boto_client()
    sign_quickly(client)
    first = client._request_signer.get_auth_instance

    sign_quickly(client)
    mock: Any = SimpleNamespace()
    sign_quickly(mock)
    unknown: Any = SimpleNamespace(_request_signer=SimpleNamespace(get_auth_instance=len))
    sign_quickly(unknown)

    assert client._request_signer.get_auth_instance is first
    assert unknown._request_signer.get_auth_instance is len


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


def test_clients_of_every_service_are_changed() -> None:
    for service in SERVICES:
        _, typed, *_ = pair(service)
        make: Any = typed.boto_client
        assert type(make._request_signer.get_auth_instance).__module__ == signing.__name__


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
def test_unusual_requests_have_the_same_signature(
    headers: list[tuple[str, str]], caplog: pytest.LogCaptureFixture, **given_values: Any
) -> None:
    make = plain_signer(given_values["token"])
    quick = quick_signer(make)

    assert signed(quick, headers, caplog, **given_values) == signed(
        make, headers, caplog, **given_values
    )


def plain_signer(token: str | None) -> Callable[[], Any]:
    credentials = Credentials("AKID", "secret", token).get_frozen_credentials()
    return lambda: SigV4Auth(credentials, "sagemaker", "eu-west-1")


def quick_signer(make: Callable[[], Any]) -> Callable[[], Any]:
    class Signer:
        def get_auth_instance(self) -> Any:
            return make()

    client: Any = SimpleNamespace(_request_signer=Signer())
    sign_quickly(client)

    def quick() -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(signing, "call_being_sent", lambda: SimpleNamespace(may_sign=True))
            found = client._request_signer.get_auth_instance()
        assert type(found) is not SigV4Auth
        return found

    return quick


def signed(
    make: Callable[[], Any],
    headers: list[tuple[str, str]],
    caplog: pytest.LogCaptureFixture,
    **request: Any,
) -> object:
    """Return everything that can be observed of a signature: headers, prepared headers, logs."""
    one: Any = create_request_object(
        {
            "method": request["method"],
            "url": request["url"],
            "headers": {},
            "body": request["body"],
            "query_string": request["params"],
            "context": {**request["context"]},
        }
    )
    for name, value in headers:
        one.headers[name] = value
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "botocore"):
        try:
            make().add_auth(one)
            prepared = one.prepare()
        except Exception as error:  # noqa: BLE001 - botocore may raise anything
            return type(error), str(error)
    return (
        [*one.headers.raw_items()],
        [(str(name), value) for name, value in prepared.headers.items()],
        (prepared.method, prepared.url, prepared.body),
        [record.getMessage() for record in caplog.records],
    )
