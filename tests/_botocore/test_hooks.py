"""Tests that the user's hooks and raw calls on a wrapped boto3 client keep working."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.model import OperationModel, ServiceModel
from botocore.stub import Stubber
from helpers.faults import answer, error, faulty_server, no_backoff, raw_client, typed_client
from helpers.samples import service_model

from sagemaker_typed import SageMaker
from sagemaker_typed._botocore.call_context import CallContext
from sagemaker_typed._botocore.direct_reading import read_answer
from sagemaker_typed.sagemaker import DescribeModelRequest, DescribeModelResponse
from sagemaker_typed.sagemaker.errors import InvalidResponse, ResourceNotFound

TIMESTAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WIRE: dict[str, Any] = {
    "ModelName": "churn",
    "ModelArn": "arn",
    "CreationTime": TIMESTAMP.timestamp(),
    "New": {"A": 1},
}
BODY = json.dumps(WIRE).encode()
REQUEST = DescribeModelRequest(model_name="churn")


@pytest.fixture
def raw() -> Any:
    """A boto3 client whose calls all get the same response."""

    def respond(request: Any, **_: Any) -> Any:
        response: Any = AWSResponse(request.url, 200, HTTPHeaders(), None)
        response._content = BODY
        return response

    client = raw_client("http://127.0.0.1:1")
    client.meta.events.register_last("before-send.sagemaker", respond)
    return client


def hook(do: Callable[[dict[str, Any]], Any]) -> Callable[..., Any]:
    """A hook that calls ``do`` with its arguments as a dict."""

    def call(**given: Any) -> Any:
        return do(given)

    return call


def on(raw: Any, event: str, hook: Callable[..., Any]) -> None:
    raw.meta.events.register(f"{event}.sagemaker.DescribeModel", hook)


def check(response: Any) -> None:
    assert type(response) is DescribeModelResponse
    assert (response.model_name, response.creation_time) == ("churn", TIMESTAMP)


def check_raw(answer: Any) -> None:
    """Check that the response was parsed by botocore, without unknown members."""
    names = {"ModelName", "ModelArn", "CreationTime", "ResponseMetadata"}
    assert answer.keys() == names
    assert answer["CreationTime"] == TIMESTAMP


# --- arguments and results of hooks ---------------------------------------------------------------


@pytest.mark.parametrize("shortcuts", [True, False])
def test_hooks_get_raw_or_parsed_members(raw: Any, shortcuts: bool) -> None:
    seen: dict[str, Any] = {}
    client = SageMaker(client=raw, shortcuts=shortcuts)
    on(raw, "after-call", hook(lambda given: seen.update(after=dict(given["parsed"]))))
    on(raw, "response-received", hook(lambda given: seen.update(received=given["parsed_response"])))
    on(raw, "needs-retry", hook(lambda given: seen.update(retry=given["response"][1])))
    raw.meta.events.register(
        "before-parse", hook(lambda given: seen.update(body=given["response_dict"]["body"]))
    )

    check(client.send(REQUEST))

    assert seen["body"] == BODY
    metadata = seen["after"]["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 200
    for event in ("after", "received", "retry"):
        if shortcuts:
            assert {**WIRE, "ResponseMetadata": metadata} == seen[event]
        else:
            check_raw(seen[event])


@pytest.mark.parametrize(
    ("value", "expected"), [(TIMESTAMP, TIMESTAMP), (0, datetime(1970, 1, 1, tzinfo=UTC))]
)
def test_hook_may_change_the_result(raw: Any, value: Any, expected: datetime) -> None:
    changed = {"ModelName": "mine", "CreationTime": value}
    on(raw, "after-call", hook(lambda given: given["parsed"].update(changed)))
    response = SageMaker(client=raw).send(REQUEST)
    assert (response.model_name, response.creation_time) == ("mine", expected)


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_hook_may_change_the_body(raw: Any, kind: type[bytes | bytearray]) -> None:
    def change(response_dict: Any, **_: Any) -> None:
        response_dict["body"] = kind(BODY.replace(b"churn", b"other"))

    client = SageMaker(client=raw)
    on(raw, "before-parse", change)
    assert client.send(REQUEST).model_name == "other"
    assert client.send_raw(REQUEST).parse().model_name == "other"


def test_members_added_by_a_hook_are_not_overwritten(raw: Any) -> None:
    on(
        raw,
        "before-parse",
        hook(lambda given: given["customized_response_dict"].update(ModelName="mine")),
    )
    response = SageMaker(client=raw).send(REQUEST)
    assert (response.model_name, response.creation_time) == ("mine", TIMESTAMP)


def test_hook_may_parse_the_body(raw: Any) -> None:
    def read(response_dict: Any, customized_response_dict: Any, **_: Any) -> None:
        response_dict["body"] = b"{}"
        customized_response_dict.update(ModelName="churn", ModelArn="a", CreationTime=TIMESTAMP)

    client = SageMaker(client=raw)
    on(raw, "before-parse", read)
    check(client.send(REQUEST))


def test_hook_may_return_the_response(raw: Any) -> None:
    mine = {"ModelName": "churn", "ModelArn": "arn", "CreationTime": TIMESTAMP}
    on(raw, "before-call", hook(lambda _: (SimpleNamespace(status_code=200), mine)))
    check(SageMaker(client=raw).send(REQUEST))


def test_hook_may_request_a_retry(raw: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_backoff)
    on(raw, "needs-retry", hook(lambda given: 0.1 if given["attempts"] < 3 else None))
    response = SageMaker(client=raw).send(REQUEST)
    check(response)
    assert response.response_metadata.retry_attempts == 2


# --- raw calls ------------------------------------------------------------------------------------

EVENTS = (
    *("provide-client-params", "before-parameter-build", "before-call", "request-created"),
    *("before-sign", "before-send", "before-parse", "response-received", "needs-retry"),
    "after-call",
)


def within(raw: Any, event: str, call: Callable[[], Any]) -> list[Any]:
    """Make ``call`` in a hook of another call; return the list that gets its result."""
    found: list[Any] = []
    busy = threading.Event()

    def hook(**_: Any) -> None:
        if not busy.is_set():
            busy.set()
            found.append(call())

    on(raw, event, hook)
    return found


@pytest.mark.parametrize("event", EVENTS)
def test_raw_call_in_a_hook_is_parsed_by_botocore(raw: Any, event: str) -> None:
    client = SageMaker(client=raw)
    found = within(raw, event, lambda: raw.describe_model(ModelName="churn"))
    response = client.send(REQUEST)
    check(response)
    assert response.unknown_members == {"New": {"A": 1}}
    check_raw(*found)


@pytest.mark.parametrize("event", ["provide-client-params", "before-call", "before-send"])
def test_raw_call_in_a_hook_does_not_send_headers_of_the_typed_client(raw: Any, event: str) -> None:
    client = SageMaker(client=raw).with_options(headers={"X-Trace": "42"})
    sent: list[str | None] = []
    on(raw, "before-sign", hook(lambda given: sent.append(given["request"].headers.get("X-Trace"))))
    found = within(raw, event, lambda: raw.describe_model(ModelName="churn"))

    check(client.send(REQUEST))

    assert len(found) == 1
    # A `before-send` hook runs after its own call was signed.
    assert sent == (["42", None] if event == "before-send" else [None, "42"])


@pytest.mark.parametrize("event", EVENTS)
def test_typed_call_in_a_hook_is_read_directly(raw: Any, event: str) -> None:
    client = SageMaker(client=raw)
    found = within(raw, event, lambda: client.send(REQUEST))
    for response in (client.send(REQUEST), *found):
        check(response)
        assert response.unknown_members == {"New": {"A": 1}}


def test_hook_may_return_the_result_of_a_raw_call(raw: Any) -> None:
    """For example, a hook that caches."""
    busy: list[bool] = []
    found: list[Any] = []

    def ask(**_: Any) -> Any:
        if busy:
            return None
        busy.append(True)
        found.append(raw.describe_model(ModelName="churn"))
        return SimpleNamespace(status_code=200), found[0]

    client = SageMaker(client=raw)
    on(raw, "before-call", ask)
    check(client.send(REQUEST))
    check_raw(*found)


def test_raw_call_in_a_thread_with_copied_context_is_parsed_by_botocore(raw: Any) -> None:
    async def ask() -> Any:
        return await asyncio.to_thread(raw.describe_model, ModelName="churn")

    client = SageMaker(client=raw)
    found = within(raw, "before-send", lambda: asyncio.run(ask()))
    check(client.send(REQUEST))
    check_raw(*found)


def test_concurrent_raw_call_in_another_thread_is_parsed_by_botocore(raw: Any) -> None:
    found: list[Any] = []

    def in_thread() -> None:
        thread = threading.Thread(target=lambda: found.append(raw.describe_model(ModelName="a")))
        thread.start()
        thread.join()

    client = SageMaker(client=raw)
    within(raw, "before-send", in_thread)
    for _ in range(3):
        check(client.send(REQUEST))
        check_raw(raw.describe_model(ModelName="churn"))
    check_raw(*found)


def test_two_clients_may_differ_in_shortcuts(raw: Any) -> None:
    direct, parsed = SageMaker(client=raw), SageMaker(client=raw, shortcuts=False)
    for client, unknown in [(direct, {"New": {"A": 1}}), (parsed, None)] * 2:
        assert client.send(REQUEST).unknown_members == unknown


def test_stubber_can_be_used_between_calls(raw: Any) -> None:
    client = SageMaker(client=raw)
    stubbed = {"ModelName": "stubbed", "ModelArn": "a" * 20, "CreationTime": TIMESTAMP}
    untyped: Any = Stubber(raw)
    with untyped as stubber:
        stubber.add_response("describe_model", stubbed)
        assert client.send(REQUEST).model_name == "stubbed"
    check(client.send(REQUEST))


# --- attempts -------------------------------------------------------------------------------------

GOOD, BAD = answer(BODY), error("InternalFailure", 500)


def test_response_of_the_last_attempt_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_backoff)
    retries = {"mode": "standard", "total_max_attempts": 3}
    with faulty_server(BAD, BAD, GOOD) as server:
        response = typed_client(server.endpoint_url, retries=retries).send(REQUEST)
    check(response)
    assert response.response_metadata.retry_attempts == 2


def test_call_after_a_truncated_response_succeeds() -> None:
    with faulty_server(answer(BODY[:20], length=len(BODY)), GOOD) as server:
        client = typed_client(server.endpoint_url)
        with pytest.raises(InvalidResponse, match="truncated"):
            client.send(REQUEST)
        check(client.send(REQUEST))


# --- responses that are left to botocore ----------------------------------------------------------


def operation(protocol: str, output: dict[str, Any]) -> OperationModel:
    blob = {"type": "blob", **output.pop("blob", {})}
    members = {"Body": {"shape": "Blob", **output.pop("member", {})}, "Itself": {"shape": "Output"}}
    model = ServiceModel(
        {
            "metadata": {"protocol": protocol, "serviceId": "Made Up"},
            "operations": {},
            "shapes": {
                "Output": {"type": "structure", "members": members, **output},
                "Blob": blob,
            },
        }
    )
    description: dict[str, Any] = {"output": {"shape": "Output"}, "http": {}}
    return OperationModel(description, model, "DescribeModel")


@pytest.mark.parametrize(
    ("protocol", "output", "is_read"),
    [
        ("json", {}, True),
        ("rest-json", {}, True),
        ("rest-json", {"member": {"locationName": "Body"}}, True),
        ("rest-json", {"member": {"locationName": "body"}}, False),
        ("rest-json", {"member": {"location": "header", "locationName": "Body"}}, False),
        ("rest-json", {"member": {"location": "statusCode"}}, False),
        ("rest-json", {"payload": "Body"}, False),
        ("rest-json", {"payload": "Body", "blob": {"streaming": True}}, False),
        ("query", {}, False),
        ("rest-xml", {}, False),
        ("smithy-rpc-v2-cbor", {}, False),
    ],
)  # fmt: skip
def test_only_responses_that_are_entirely_json_are_read_directly(
    protocol: str, output: dict[str, Any], is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sagemaker_typed._botocore.body_kinds._kinds", {})
    call = CallContext(REQUEST, may_read=True)
    http: dict[str, Any] = {"body": BODY, "status_code": 200, "headers": {}}
    result: dict[str, Any] = {}
    read_answer(call, operation(protocol, dict(output)), http, result)
    assert call.was_read is is_read
    assert (result, http["body"]) == ((WIRE, b"{}") if is_read else ({}, BODY))


@pytest.mark.parametrize("status", [301, 400, 500])
def test_errors_are_not_read_directly(status: int) -> None:
    body = json.dumps({"__type": "ResourceNotFound", "Message": "no"}).encode()
    call = CallContext(REQUEST, may_read=True)
    http: dict[str, Any] = {"body": body, "status_code": status, "headers": {}}
    result: dict[str, Any] = {}
    model: Any = service_model()
    read_answer(call, model.operation_model("DescribeModel"), http, result)
    assert not call.was_read
    assert (result, http["body"]) == ({}, body)


# --- raw responses --------------------------------------------------------------------------------


def test_raw_response_has_status_headers_body_and_boto3_dict(raw: Any) -> None:
    client = SageMaker(client=raw)
    answer = client.send_raw(REQUEST)

    assert (answer.status_code, answer.body) == (200, BODY)
    check_raw(answer.boto)
    assert answer.headers == answer.boto["ResponseMetadata"]["HTTPHeaders"]
    check(answer.parse())
    assert "churn" not in repr(answer)


def test_send_raw_raises_typed_errors() -> None:
    refusal = error("ResourceNotFound", 400)
    with faulty_server(refusal) as server, pytest.raises(ResourceNotFound):
        typed_client(server.endpoint_url).send_raw(REQUEST)
