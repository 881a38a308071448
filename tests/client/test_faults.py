"""What a call gives when the service, or the way to it, misbehaves: over real sockets."""

from __future__ import annotations

import gzip
import json
import re
import socket
import traceback
from collections.abc import Callable, Generator
from typing import Any

import pytest
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
    no_backoff,
    raw_client,
    reset,
    stall,
    trickle,
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
    """An operation of whose answer nothing is required."""
    return client.list_apps()


def good(response: DescribeModelResponse) -> None:
    assert (response.model_name, response.model_arn) == ("churn", "arn")
    assert response.creation_time.timestamp() == 1.5


@pytest.fixture(autouse=True)
def without_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here waits between two tries."""
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_backoff)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end


def raw_bytes(data: bytes) -> Fault:
    return lambda connection: connection.send(data)


# --- tried again ----------------------------------------------------------------------------------

PASSING: dict[str, tuple[Fault, type[Exception]]] = {
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
    "503, JSON that is no object": (answer(b"[]", 503), errors.ServiceUnavailable),
    "503, null": (answer(b"null", 503), errors.ServiceUnavailable),
    "503, a code that is no text": (answer(b'{"__type": 5}', 503), errors.ServiceUnavailable),
    "500, not UTF-8": (answer(b"\xff\xfe\xfd", 500), errors.InternalFailure),
    "503, nested too deeply": (answer(b"[" * 100_000, 503), errors.ServiceUnavailable),
    "reset at once": (reset(), ConnectionClosedError),
    "reset in the head": (reset(http(GOOD)[:30]), ConnectionClosedError),
    "reset in the body": (reset(http(GOOD)[:-9]), HTTPClientError),
    "closed at once": (raw_bytes(b""), ConnectionClosedError),
    "chunks cut short": (
        answer(chunked(GOOD[:9], end=b"30\r\n{"), chunked=True),
        ConnectionClosedError,
    ),
    "chunks without an end": (answer(chunked(GOOD, end=b""), chunked=True), ConnectionClosedError),
    "not HTTP": (raw_bytes(b"SSH-2.0-OpenSSH_9.9\r\n"), ConnectionClosedError),
}


@pytest.mark.parametrize("mode", ["standard", "legacy"])
@pytest.mark.parametrize(("fault", "cls"), PASSING.values(), ids=PASSING)
def test_what_passes_is_tried_again(fault: Fault, cls: type[Exception], mode: str) -> None:
    # Legacy mode knows fewer codes; the statuses and broken connections are the same.
    with faulty_server(fault, fault, answer(GOOD)) as server:
        client = typed_client(server.endpoint_url, retries={"mode": mode, "total_max_attempts": 3})
        response = describe(client)

    good(response)
    assert len(server.requests) == 3
    assert response.response_metadata.retry_attempts == 2
    assert len({request.partition(b"\r\n\r\n")[2] for request in server.requests}) == 1


@pytest.mark.parametrize(("fault", "cls"), PASSING.values(), ids=PASSING)
def test_what_does_not_pass_is_a_typed_error_in_the_end(fault: Fault, cls: type[Exception]) -> None:
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
    "moved": (answer(b"", 301, headers=[("Location", "http://127.0.0.1:9/")]), ServiceError),
    "moved, 307": (answer(b"", 307, headers=[("Location", "http://127.0.0.1:9/")]), ServiceError),
    "null": (answer(b"null", 400), ServiceError),
    "a code that is no text": (answer(b'{"__type": ["a"], "message": null}', 400), ServiceError),
    "300": (answer(b"{}", 300), ServiceError),
}


@pytest.mark.parametrize(("fault", "cls"), FINAL.values(), ids=FINAL)
def test_what_would_be_the_same_again_is_not_tried_again(
    fault: Fault, cls: type[ServiceError]
) -> None:
    with faulty_server(fault) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 3}
        )
        with pytest.raises(cls) as caught:
            describe(client)

    assert len(server.requests) == 1
    assert not caught.value.is_retryable
    assert caught.value.request_id == REQUEST_ID


def test_a_proxys_404_is_no_not_found() -> None:
    page = answer(b"<html>Not Found</html>", 404, content_type="text/html", request_id="")
    with faulty_server(page) as server, pytest.raises(ServiceError) as caught:
        describe(typed_client(server.endpoint_url))
    assert not caught.value.is_not_found
    assert caught.value.status_code == 404


# --- answers that cannot be read ------------------------------------------------------------------

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
    "a timestamp that is none": (
        answer(b'{"ModelName": "a", "ModelArn": "a", "CreationTime": "hunter22"}'),
        "does not match the service model",
    ),
    "a list that is none": (
        answer(b'{"Containers": 5, "ModelName": "hunter22"}'),
        "does not match the service model",
    ),
    "a structure that is none": (
        answer(b'{"PrimaryContainer": "hunter22"}'),
        "does not match the service model",
    ),
    "not final": (raw_bytes(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "not a final response"),
}


@pytest.mark.parametrize(("fault", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_answer_is_an_error_that_says_why(fault: Fault, reason: str) -> None:
    with faulty_server(fault) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 3}
        )
        with pytest.raises(InvalidResponse) as caught:
            describe(client)

    # It may have been carried out, so it is not done twice.
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
def test_a_raw_call_on_the_same_client_gets_what_botocore_makes_of_it(
    fault: Fault, reason: str
) -> None:
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


NOTHING_NEEDED: dict[str, tuple[Fault, Call]] = {
    "no output, empty": (answer(b""), delete),
    "no output, an object": (answer(b"{}"), delete),
    "no output, no content": (answer(b"", 204), delete),
    "no output, no content type": (answer(b"", content_type=""), delete),
    "nothing required, empty": (answer(b""), stop),
    "nothing required, an object": (answer(b" {} "), stop),
}


@pytest.mark.parametrize(("fault", "call"), NOTHING_NEEDED.values(), ids=NOTHING_NEEDED)
def test_an_empty_answer_will_do_where_nothing_is_required(fault: Fault, call: Call) -> None:
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
def test_but_anything_else_will_not(fault: Fault, reason: str, call: Call) -> None:
    """A login page must not be taken for a deletion."""
    with faulty_server(fault) as server, pytest.raises(InvalidResponse, match=reason):
        call(typed_client(server.endpoint_url))


def test_an_object_that_lacks_required_members_is_corrected_and_says_so() -> None:
    with faulty_server(answer(b'{"ModelName": "churn"}')) as server:
        response = describe(typed_client(server.endpoint_url))

    assert response.model_name == "churn"
    assert set(response.response_metadata.corrected) == {"creation_time", "model_arn"}


# --- odd, and right -------------------------------------------------------------------------------

MANY = json.dumps(
    {
        "Models": [
            {"ModelName": f"m{n}", "ModelArn": "a" * 200, "CreationTime": n} for n in range(500)
        ]
    }
).encode()

ODD: dict[str, Fault] = {
    "continue first": raw_bytes(b"HTTP/1.1 100 Continue\r\n\r\n" + http(GOOD)),
    "length twice": answer(GOOD, headers=[("Content-Length", str(len(GOOD)))]),
    "headers twice": answer(GOOD, headers=[("X-A", "1"), ("X-A", "2"), ("x-amzn-requestid", "2")]),
    "in chunks": answer(chunked(GOOD[:7], GOOD[7:]), chunked=True),
    "in small pieces": trickle(http(GOOD)),
    "wrong content type": answer(GOOD, content_type="text/html"),
    "no content type": answer(GOOD, content_type=""),
    "no length": raw_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + GOOD),
    "white space around": answer(b"\n " + GOOD + b"\r\n"),
    "more than was said": answer(GOOD + b"rubbish", length=len(GOOD)),
    "a length that is none": raw_bytes(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + GOOD),
    "unknown members": answer(GOOD[:-1] + b', "New": {"A": [1]}}'),
    "a member twice": answer(b'{"ModelName": "first", ' + GOOD[1:]),
}


@pytest.mark.parametrize("fault", ODD.values(), ids=ODD)
def test_odd_answers_are_read(fault: Fault) -> None:
    with faulty_server(fault) as server:
        good(describe(typed_client(server.endpoint_url)))


def test_a_huge_answer_is_read_whole() -> None:
    padding = json.dumps({"NextToken": "x" * 30_000_000}).encode()
    with faulty_server(answer(MANY), answer(padding)) as server:
        client = typed_client(server.endpoint_url)
        models = client.list_models().models
        token = client.list_models().next_token

    assert [model.model_name for model in models] == [f"m{n}" for n in range(500)]
    assert token is not None
    assert len(token) == 30_000_000


def test_calls_in_hooks_are_not_taken_for_ours() -> None:
    seen: list[Any] = []
    with faulty_server(answer(b"rubbish"), answer(GOOD)) as server:
        raw = raw_client(server.endpoint_url)

        def call_another(**_: Any) -> None:
            seen.append(raw.list_models())

        raw.meta.events.register("before-call.sagemaker.DescribeModel", call_another)
        good(describe(SageMaker(client=raw)))
    assert [set(found) for found in seen] == [{"ResponseMetadata"}]


def test_an_error_in_a_users_hook_passes_as_it_is() -> None:
    class MineError(Exception):
        pass

    def fail(**_: Any) -> None:
        raise MineError

    with faulty_server(answer(GOOD)) as server:
        for event in ("before-call", "before-send", "before-parse", "response-received"):
            raw = raw_client(server.endpoint_url)
            raw.meta.events.register(f"{event}.sagemaker", fail)
            with pytest.raises(MineError):
                describe(SageMaker(client=raw))


@pytest.mark.parametrize("direct_reading", [True, False])
@pytest.mark.parametrize("kind", [KeyError, TypeError, ValueError, RecursionError])
def test_an_error_in_a_users_hook_is_not_taken_for_one_of_botocores(
    kind: type[Exception], direct_reading: bool
) -> None:
    def fail(**_: Any) -> None:
        raise kind("mine")

    events = ("before-call", "before-send", "before-parse", "response-received", "after-call")
    with faulty_server(answer(GOOD)) as server:
        for event in events:
            raw = raw_client(server.endpoint_url)
            raw.meta.events.register(f"{event}.sagemaker", fail)
            with pytest.raises(kind, match="mine"):
                describe(SageMaker(client=raw, direct_reading=direct_reading))


def test_members_of_an_error_that_botocores_parser_fails_over_are_an_invalid_response() -> None:
    body = b'{"Message": "no", "OriginalStatusCode": "not a number"}'
    fault = answer(body, 424, headers=[("x-amzn-errortype", "ModelError")])
    with faulty_server(fault) as server:
        client = SageMakerRuntime(
            client=raw_client(server.endpoint_url, service="sagemaker-runtime")
        )
        with pytest.raises(InvalidResponse, match="does not match the service model") as caught:
            client.invoke_endpoint(endpoint_name="churn", body=b"")
    assert "not a number" not in str(caught.value)


def test_a_client_wrapped_twice_is_watched_once() -> None:
    raw = raw_client("http://127.0.0.1:1")
    emitter = raw.meta.events._emitter
    assert not emitter._handlers.prefix_search("before-parse.sagemaker.DescribeModel")
    for _ in range(3):
        SageMaker(client=raw)
    assert len(emitter._handlers.prefix_search("before-parse.sagemaker.DescribeModel")) == 1


# --- nobody there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent", [b"", http(GOOD)[:20], http(GOOD)[:-9]], ids=["no", "head", "body"]
)
def test_a_service_that_stalls_is_botocores_read_timeout(sent: bytes) -> None:
    with faulty_server(stall(sent)) as server, pytest.raises(ReadTimeoutError) as caught:
        describe(typed_client(server.endpoint_url, read_timeout=0.2))
    assert type(caught.value) is ReadTimeoutError


def test_a_stall_is_tried_again() -> None:
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
    """A port that is bound, so that nobody takes it, and does not listen."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_a_refused_connection_is_botocores_error(closed_port: int) -> None:
    with pytest.raises(EndpointConnectionError) as caught:
        describe(typed_client(f"http://127.0.0.1:{closed_port}"))
    assert type(caught.value) is EndpointConnectionError


def test_a_name_that_is_not_known_is_botocores_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    client = typed_client("http://sagemaker.invalid")
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(EndpointConnectionError, match=r"sagemaker\.invalid"):
        describe(client)


def test_tls_that_is_not_there_is_botocores_error() -> None:
    with faulty_server(answer(GOOD)) as server, pytest.raises(SSLError) as caught:
        describe(typed_client(server.endpoint_url.replace("http:", "https:")))
    assert type(caught.value) is SSLError
    assert server.requests == []


def test_no_credentials_is_botocores_error(monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_credentials_that_cannot_be_got_fail_as_botocore_says(failure: Exception) -> None:
    def fail(**_: Any) -> None:
        raise failure

    raw = raw_client("http://127.0.0.1:1")
    raw.meta.events.register("before-sign.sagemaker", fail)
    with pytest.raises(type(failure)) as caught:
        describe(SageMaker(client=raw))
    assert caught.value is failure
