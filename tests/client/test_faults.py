"""Tests of calls when the service or the network misbehaves, over real sockets."""

from __future__ import annotations

import gzip
import json
import re
import socket
import traceback
from collections.abc import Callable, Generator
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    CredentialRetrievalError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    ReadTimeoutError,
    SSLError,
)
from botocore.parsers import ResponseParserError
from botocore.session import Session
from helpers.faults import (
    REQUEST_ID,
    Fault,
    answer,
    error,
    faulty_server,
    http,
    in_pieces,
    no_backoff,
    raw_client,
    reset,
    stall,
    typed_client,
)

from sagemaker_typed import SageMaker, SageMakerRuntime, ServiceError
from sagemaker_typed.sagemaker import DescribeModelResponse, errors
from sagemaker_typed.sagemaker.errors import InvalidResponse

GOOD = json.dumps({"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}).encode()
SECRET = "hunter22"

Call = Callable[[SageMaker], Any]


def describe(client: SageMaker) -> DescribeModelResponse:
    return client.describe_model(model_name="churn")


def delete(client: SageMaker) -> Any:
    return client.delete_model(model_name="churn")


def stop(client: SageMaker) -> Any:
    """Call an operation whose response has no required members."""
    return client.list_apps()


def good(response: DescribeModelResponse) -> None:
    assert (response.model_name, response.model_arn) == ("churn", "arn")
    assert response.creation_time.timestamp() == 1.5


@pytest.fixture(autouse=True)
def without_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry without delay."""
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_backoff)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end


def raw_bytes(data: bytes) -> Fault:
    return lambda connection: connection.send(data)


# --- retries --------------------------------------------------------------------------------------

TEMPORARY: dict[str, tuple[Fault, type[Exception]]] = {
    "throttled, 400": (error("ThrottlingException"), errors.ThrottlingException),
    "throttled, 429": (error("Slow", 429), errors.ThrottlingException),
    "throttled, 503": (error("SlowDown", 503), errors.ThrottlingException),
    "500": (error("InternalFailure", 500), errors.InternalFailure),
    "503": (error("ServiceUnavailable", 503), errors.ServiceUnavailable),
    "504, empty": (answer(b"", 504), errors.InternalFailure),
    "502, a proxy's page": (
        answer(b"<html>Bad Gateway</html>", 502, content_type="text/html"),
        errors.InternalFailure,
    ),
    "502, another proxy's page": (
        answer(b"<!DOCTYPE html><p>Bad Gateway", 502, content_type="text/html"),
        errors.InternalFailure,
    ),
    "503, JSON that is not an object": (answer(b"[]", 503), errors.ServiceUnavailable),
    "503, null": (answer(b"null", 503), errors.ServiceUnavailable),
    "503, a code that is not a str": (answer(b'{"__type": 5}', 503), errors.ServiceUnavailable),
    "500, not UTF-8": (answer(b"\xff\xfe\xfd", 500), errors.InternalFailure),
    "503, nested too deeply": (answer(b"[" * 100_000, 503), errors.ServiceUnavailable),
    "reset immediately": (reset(), ConnectionClosedError),
    "reset in the head": (reset(http(GOOD)[:30]), ConnectionClosedError),
    "reset in the body": (reset(http(GOOD)[:-9]), HTTPClientError),
    "closed immediately": (raw_bytes(b""), ConnectionClosedError),
    "truncated chunk": (
        answer(chunked(GOOD[:9], end=b"30\r\n{"), chunked=True),
        ConnectionClosedError,
    ),
    "no last chunk": (answer(chunked(GOOD, end=b""), chunked=True), ConnectionClosedError),
    "not HTTP": (raw_bytes(b"SSH-2.0-OpenSSH_9.9\r\n"), ConnectionClosedError),
}


@pytest.mark.parametrize("mode", ["standard", "legacy"])
@pytest.mark.parametrize(("fault", "cls"), TEMPORARY.values(), ids=TEMPORARY)
def test_temporary_faults_are_retried(fault: Fault, cls: type[Exception], mode: str) -> None:
    # The legacy mode retries fewer codes, but the same statuses and connection errors.
    with faulty_server(fault, fault, answer(GOOD)) as server:
        client = typed_client(server.endpoint_url, retries={"mode": mode, "total_max_attempts": 3})
        response = describe(client)

    good(response)
    assert len(server.requests) == 3
    assert response.response_metadata.retry_attempts == 2
    assert len({request.partition(b"\r\n\r\n")[2] for request in server.requests}) == 1


@pytest.mark.parametrize(("fault", "cls"), TEMPORARY.values(), ids=TEMPORARY)
def test_typed_error_is_raised_once_retries_are_exhausted(
    fault: Fault, cls: type[Exception]
) -> None:
    with faulty_server(fault) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 2}
        )
        with pytest.raises(cls) as caught:
            describe(client)

    assert len(server.requests) == 2
    if isinstance(caught.value, ServiceError):
        assert caught.value.is_retryable
        assert caught.value.retry_attempts == 1
        assert caught.value.operation_name == "DescribeModel"


FINAL: dict[str, tuple[Fault, type[ServiceError]]] = {
    "validation": (error("ValidationException"), errors.ValidationException),
    "expired token": (error("ExpiredTokenException"), errors.ExpiredTokenException),
    "unknown key": (error("UnrecognizedClientException"), errors.UnrecognizedClientException),
    "clock": (
        error("InvalidSignatureException", 403, "Signature expired: a"),
        errors.RequestExpired,
    ),
    "clock, by code": (error("RequestTimeTooSkewed", 403), errors.RequestExpired),
    "redirect": (answer(b"", 301, headers=[("Location", "http://127.0.0.1:9/")]), ServiceError),
    "redirect, 307": (
        answer(b"", 307, headers=[("Location", "http://127.0.0.1:9/")]),
        ServiceError,
    ),
    "null": (answer(b"null", 400), ServiceError),
    "a code that is not a str": (answer(b'{"__type": ["a"], "message": null}', 400), ServiceError),
    "300": (answer(b"{}", 300), ServiceError),
}


@pytest.mark.parametrize(("fault", "cls"), FINAL.values(), ids=FINAL)
def test_permanent_errors_are_not_retried(fault: Fault, cls: type[ServiceError]) -> None:
    with faulty_server(fault) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 3}
        )
        with pytest.raises(cls) as caught:
            describe(client)

    assert len(server.requests) == 1
    assert not caught.value.is_retryable
    assert caught.value.request_id == REQUEST_ID


def test_404_of_a_proxy_is_not_a_not_found_error() -> None:
    page = answer(b"<html>Not Found</html>", 404, content_type="text/html", request_id="")
    with faulty_server(page) as server, pytest.raises(ServiceError) as caught:
        describe(typed_client(server.endpoint_url))
    assert not caught.value.is_not_found
    assert caught.value.status_code == 404


# --- responses that cannot be read ----------------------------------------------------------------

UNREADABLE: dict[str, tuple[Fault, str]] = {
    "text": (answer(SECRET.encode()), "the body is 8 bytes of text, not JSON"),
    "an array": (answer(b'["hunter22"]'), "expected a JSON object, got an array"),
    "a JSON string": (answer(b'"hunter22"'), "expected a JSON object, got a string"),
    "null": (answer(b"null"), "expected a JSON object, got null"),
    "a number": (answer(b"7"), "expected a JSON object, got a number"),
    "true": (answer(b"true"), "expected a JSON object, got a boolean"),
    "empty": (answer(b""), "the body is empty"),
    "blank": (answer(b" \r\n"), "not JSON"),
    "no content": (answer(b"", 204), "the body is empty"),
    "a page": (
        answer(b"<!doctype html>hunter22", content_type="text/html"),
        "an HTML page, not JSON",
    ),
    "XML": (answer(b'<?xml version="1.0"?><a>hunter22</a>'), "XML or HTML, not JSON"),
    "truncated": (
        answer(GOOD[:20], length=len(GOOD)),
        f"truncated: received 20 of {len(GOOD)} bytes",
    ),
    "truncated to nothing": (answer(b"", length=9), "truncated: received 0 of 9 bytes"),
    "ends early": (answer(b'{"ModelName": "hunter22"'), "starts as a JSON object but is invalid"),
    "two objects": (answer(b'{"a": "hunter22"}{}'), "starts as a JSON object but is invalid"),
    "not UTF-8": (answer(b'{"ModelName": "\xff hunter22"}'), "not UTF-8: invalid at byte 15 of 27"),
    "UTF-16": (answer(GOOD.decode().encode("utf-16")), "not UTF-8"),
    "byte order mark": (answer(b"\xef\xbb\xbf" + GOOD), "not JSON"),
    "gzip": (
        answer(gzip.compress(GOOD), headers=[("Content-Encoding", "gzip")]),
        "compressed with gzip",
    ),
    "nested too deeply": (answer(b'{"a":' * 100_000), "nested too deeply"),
    "a huge number": (answer(b'{"a": ' + b"1" * 9999 + b"}"), "starts as a JSON object"),
    "an invalid timestamp": (
        answer(b'{"ModelName": "a", "ModelArn": "a", "CreationTime": "hunter22"}'),
        "does not match the service model",
    ),
    "a list that is a number": (
        answer(b'{"Containers": 5, "ModelName": "hunter22"}'),
        "does not match the service model",
    ),
    "a structure that is a string": (
        answer(b'{"PrimaryContainer": "hunter22"}'),
        "does not match the service model",
    ),
    "not final": (raw_bytes(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "not a final response"),
}


@pytest.mark.parametrize(("fault", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_response_is_an_error_with_a_reason(fault: Fault, reason: str) -> None:
    with faulty_server(fault) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 3}
        )
        with pytest.raises(InvalidResponse) as caught:
            describe(client)

    # The call may have been carried out, so it is not retried.
    assert len(server.requests) == 1
    assert isinstance(caught.value, ResponseParserError)
    assert reason in caught.value.reason
    assert caught.value.operation_name == "DescribeModel"
    if "not a final" not in reason:
        assert caught.value.status_code in {200, 204}
        assert caught.value.request_id == REQUEST_ID
        assert caught.value.content_type
    for part in ("DescribeModel", caught.value.reason, str(caught.value.status_code)):
        assert part in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(("fault", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_raw_call_on_a_wrapped_client_has_botocores_result(fault: Fault, reason: str) -> None:
    def outcome(client: Any) -> Any:
        try:
            found = client.describe_model(ModelName="churn")
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same
            return type(error)
        return found | {"ResponseMetadata": found["ResponseMetadata"]["HTTPStatusCode"]}

    with faulty_server(fault) as server:
        untouched = raw_client(server.endpoint_url)
        wrapped = raw_client(server.endpoint_url)
        with pytest.raises(InvalidResponse, match=re.escape(reason)):
            describe(SageMaker(client=wrapped))
        expected = outcome(untouched)
        assert outcome(wrapped) == expected
        assert expected is not InvalidResponse


NOTHING_REQUIRED: dict[str, tuple[Fault, Call]] = {
    "no output, empty": (answer(b""), delete),
    "no output, an object": (answer(b"{}"), delete),
    "no output, no content": (answer(b"", 204), delete),
    "no output, no content type": (answer(b"", content_type=""), delete),
    "nothing required, empty": (answer(b""), stop),
    "nothing required, an object": (answer(b" {} "), stop),
}


@pytest.mark.parametrize(("fault", "call"), NOTHING_REQUIRED.values(), ids=NOTHING_REQUIRED)
def test_empty_response_is_accepted_if_nothing_is_required(fault: Fault, call: Call) -> None:
    with faulty_server(fault) as server:
        response = call(typed_client(server.endpoint_url))

    assert not any(getattr(response, name) for name in response.__wire_names__)
    assert response.response_metadata.corrected == ()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (answer(b"<html>Log in</html>", content_type="text/html"), "an HTML page"),
        (answer(b"", length=2), "truncated"),
        (answer(b"{", length=2), "truncated"),
    ],
    ids=["page", "nothing", "half"],
)
@pytest.mark.parametrize("call", [delete, stop], ids=["no output", "nothing required"])
def test_unreadable_response_is_an_error_even_if_nothing_is_required(
    fault: Fault, reason: str, call: Call
) -> None:
    """A proxy's login page must not look like a successful deletion."""
    with faulty_server(fault) as server, pytest.raises(InvalidResponse, match=reason):
        call(typed_client(server.endpoint_url))


HEAD = http(b"", content_type="").partition(b"Content-Length")[0]
CUTS = {name: HEAD[:end] for name, end in [("status line", 19), ("half", 30), ("whole", None)]}


def list_tags(client: SageMaker) -> object:
    return client.list_tags(resource_arn="a" * 20)


def invoke(client: SageMaker) -> object:
    runtime = SageMakerRuntime(client=raw_client(endpoint_of(client), service="sagemaker-runtime"))
    return runtime.invoke_endpoint(endpoint_name="churn", body=b"1")


def invoke_stream(client: SageMaker) -> object:
    runtime = SageMakerRuntime(client=raw_client(endpoint_of(client), service="sagemaker-runtime"))
    return runtime.invoke_endpoint_with_response_stream(endpoint_name="churn", body=b"1")


def endpoint_of(client: SageMaker) -> str:
    return str(client.boto_client.meta.endpoint_url)


@pytest.mark.parametrize("head", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("call", [list_tags, describe, stop, invoke, invoke_stream])
def test_response_that_is_cut_within_its_headers_is_an_error(call: Call, head: bytes) -> None:
    with faulty_server(raw_bytes(head)) as server:
        client = typed_client(server.endpoint_url)
        with pytest.raises(InvalidResponse, match="closed within the headers"):
            call(client)
        delete(client)  # it has no output
    assert len(server.requests) == 2


def test_body_that_ends_with_the_connection_is_read() -> None:
    with faulty_server(raw_bytes(HEAD + b"\r\n" + GOOD)) as server:
        good(describe(typed_client(server.endpoint_url)))
        found: Any = invoke(typed_client(server.endpoint_url))
        assert found.body.read() == GOOD


class Replayed(HTTPResponse):
    """A response as vcrpy makes it: without a header about its length, and not peekable."""

    def peek(self, n: int = -1) -> bytes:
        return b""


def test_response_that_another_library_made_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HTTPConnection, "response_class", Replayed)
    with faulty_server(raw_bytes(HEAD + b"\r\n" + GOOD)) as server:
        found: Any = invoke(typed_client(server.endpoint_url))
        assert found.body.read() == GOOD


def test_empty_response_of_a_hook_is_accepted() -> None:
    client = typed_client("http://127.0.0.1:1")

    def answer_emptily(request: Any, **_: Any) -> Any:
        response: Any = AWSResponse(request.url, 200, HTTPHeaders(), None)
        response._content = b""
        return response

    client.boto_client.meta.events.register("before-send", answer_emptily)
    assert client.list_tags(resource_arn="a" * 20).tags is None


def test_cut_response_does_not_count_for_the_response_of_a_hook_to_a_retry() -> None:
    with faulty_server(raw_bytes(b"HTTP/1.1 503 No\r\n\r\n")) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 2}
        )

        def answer_emptily(request: Any, **_: Any) -> Any:
            if not server.requests:
                return None
            response: Any = AWSResponse(request.url, 200, HTTPHeaders(), None)
            response._content = b""
            return response

        client.boto_client.meta.events.register("before-send", answer_emptily)
        assert client.list_tags(resource_arn="a" * 20).tags is None


def test_missing_required_members_are_listed_as_corrected() -> None:
    with faulty_server(answer(b'{"ModelName": "churn"}')) as server:
        response = describe(typed_client(server.endpoint_url))

    assert response.model_name == "churn"
    assert set(response.response_metadata.corrected) == {"creation_time", "model_arn"}


# --- unusual responses that can be read -----------------------------------------------------------

MANY = json.dumps(
    {
        "Models": [
            {"ModelName": f"m{n}", "ModelArn": "a" * 200, "CreationTime": n} for n in range(500)
        ]
    }
).encode()

UNUSUAL: dict[str, Fault] = {
    "continue first": raw_bytes(b"HTTP/1.1 100 Continue\r\n\r\n" + http(GOOD)),
    "length twice": answer(GOOD, headers=[("Content-Length", str(len(GOOD)))]),
    "headers twice": answer(GOOD, headers=[("X-A", "1"), ("X-A", "2"), ("x-amzn-requestid", "2")]),
    "in chunks": answer(chunked(GOOD[:7], GOOD[7:]), chunked=True),
    "in small pieces": in_pieces(http(GOOD)),
    "wrong content type": answer(GOOD, content_type="text/html"),
    "no content type": answer(GOOD, content_type=""),
    "no length": raw_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + GOOD),
    "surrounding whitespace": answer(b"\n " + GOOD + b"\r\n"),
    "longer than announced": answer(GOOD + b"rubbish", length=len(GOOD)),
    "invalid length": raw_bytes(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + GOOD),
    "unknown members": answer(GOOD[:-1] + b', "New": {"A": [1]}}'),
    "a duplicate member": answer(b'{"ModelName": "first", ' + GOOD[1:]),
}


@pytest.mark.parametrize("fault", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_responses_are_read(fault: Fault) -> None:
    with faulty_server(fault) as server:
        good(describe(typed_client(server.endpoint_url)))


def test_huge_responses_are_read() -> None:
    padding = json.dumps({"NextToken": "x" * 30_000_000}).encode()
    with faulty_server(answer(MANY), answer(padding)) as server:
        client = typed_client(server.endpoint_url)
        models = client.list_models().models
        token = client.list_models().next_token

    assert [model.model_name for model in models] == [f"m{n}" for n in range(500)]
    assert token is not None
    assert len(token) == 30_000_000


def test_raw_call_in_a_hook_is_read_by_botocore() -> None:
    seen: list[Any] = []
    with faulty_server(answer(b"rubbish"), answer(GOOD)) as server:
        raw = raw_client(server.endpoint_url)

        def call_another(**_: Any) -> None:
            seen.append(raw.list_models())

        raw.meta.events.register("before-call.sagemaker.DescribeModel", call_another)
        good(describe(SageMaker(client=raw)))
    assert [set(found) for found in seen] == [{"ResponseMetadata"}]


def test_error_in_a_users_hook_is_raised_unchanged() -> None:
    class OwnError(Exception):
        pass

    def fail(**_: Any) -> None:
        raise OwnError

    with faulty_server(answer(GOOD)) as server:
        for event in ("before-call", "before-send", "before-parse", "response-received"):
            raw = raw_client(server.endpoint_url)
            raw.meta.events.register(f"{event}.sagemaker", fail)
            with pytest.raises(OwnError):
                describe(SageMaker(client=raw))


@pytest.mark.parametrize("shortcuts", [True, False])
@pytest.mark.parametrize("kind", [KeyError, TypeError, ValueError, RecursionError])
def test_python_error_in_a_users_hook_is_raised_unchanged(
    kind: type[Exception], shortcuts: bool
) -> None:
    def fail(**_: Any) -> None:
        raise kind("mine")

    events = ("before-call", "before-send", "before-parse", "response-received", "after-call")
    with faulty_server(answer(GOOD)) as server:
        for event in events:
            raw = raw_client(server.endpoint_url)
            raw.meta.events.register(f"{event}.sagemaker", fail)
            with pytest.raises(kind, match="mine"):
                describe(SageMaker(client=raw, shortcuts=shortcuts))


def test_error_with_invalid_members_is_an_invalid_response() -> None:
    body = b'{"Message": "no", "OriginalStatusCode": "not a number"}'
    fault = answer(body, 424, headers=[("x-amzn-errortype", "ModelError")])
    with faulty_server(fault) as server:
        client = SageMakerRuntime(
            client=raw_client(server.endpoint_url, service="sagemaker-runtime")
        )
        with pytest.raises(InvalidResponse, match="does not match the service model") as caught:
            client.invoke_endpoint(endpoint_name="churn", body=b"")
    assert "not a number" not in str(caught.value)


def test_client_that_is_wrapped_twice_has_one_hook() -> None:
    raw = raw_client("http://127.0.0.1:1")
    emitter = raw.meta.events._emitter
    assert not emitter._handlers.prefix_search("before-parse.sagemaker.DescribeModel")
    for _ in range(3):
        SageMaker(client=raw)
    assert len(emitter._handlers.prefix_search("before-parse.sagemaker.DescribeModel")) == 1


# --- no response ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent", [b"", http(GOOD)[:20], http(GOOD)[:-9]], ids=["no", "head", "body"]
)
def test_service_that_stalls_raises_read_timeout_error(sent: bytes) -> None:
    with faulty_server(stall(sent)) as server, pytest.raises(ReadTimeoutError) as caught:
        describe(typed_client(server.endpoint_url, read_timeout=0.2))
    assert type(caught.value) is ReadTimeoutError


def test_stalled_request_is_retried() -> None:
    with faulty_server(stall(), answer(GOOD)) as server:
        client = typed_client(
            server.endpoint_url,
            read_timeout=0.3,
            retries={"mode": "standard", "total_max_attempts": 2},
        )
        good(describe(client))
    assert len(server.requests) == 2


@pytest.fixture
def closed_port() -> Generator[int]:
    """A port that is bound, so that no other process uses it, but not listening."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_refused_connection_raises_endpoint_connection_error(closed_port: int) -> None:
    with pytest.raises(EndpointConnectionError) as caught:
        describe(typed_client(f"http://127.0.0.1:{closed_port}"))
    assert type(caught.value) is EndpointConnectionError


def test_unknown_host_raises_endpoint_connection_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    client = typed_client("http://sagemaker.invalid")
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(EndpointConnectionError, match=r"sagemaker\.invalid"):
        describe(client)


def test_missing_tls_raises_ssl_error() -> None:
    with faulty_server(answer(GOOD)) as server, pytest.raises(SSLError) as caught:
        describe(typed_client(server.endpoint_url.replace("http:", "https:")))
    assert type(caught.value) is SSLError
    assert server.requests == []


def test_missing_credentials_raise_no_credentials_error(monkeypatch: pytest.MonkeyPatch) -> None:
    session: Any = Session()
    monkeypatch.setattr(session, "get_credentials", lambda: None)
    raw = session.create_client(
        "sagemaker", region_name="eu-west-1", endpoint_url="http://127.0.0.1:1"
    )
    with pytest.raises(NoCredentialsError) as caught:
        describe(SageMaker(client=raw))
    assert type(caught.value) is NoCredentialsError


@pytest.mark.parametrize(
    "failure",
    [
        CredentialRetrievalError(provider="process", error_msg="no"),
        ClientError({"Error": {"Code": "ExpiredTokenException", "Message": "no"}}, "AssumeRole"),
    ],
    ids=["botocore", "sts"],
)
def test_error_while_getting_credentials_is_raised_unchanged(failure: Exception) -> None:
    def fail(**_: Any) -> None:
        raise failure

    raw = raw_client("http://127.0.0.1:1")
    raw.meta.events.register("before-sign.sagemaker", fail)
    with pytest.raises(type(failure)) as caught:
        describe(SageMaker(client=raw))
    assert caught.value is failure
