"""Retries, throttling and waits of a fake compared with those over a server on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from botocore.config import Config
from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from helpers.cases import each
from helpers.faults import Fault, answer, error, faulty_server, raw_client, reset

from sagemaker_typed import (
    AsyncSageMaker,
    SageMaker,
    ServiceError,
    WaitFailed,
    WaitTimeout,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.sagemaker.errors import ThrottlingException, ValidationException
from sagemaker_typed.testing import FakeService, Rule

MODES: Final = ("legacy", "standard", "adaptive")
REQUEST: Final = sm.DeleteModelRequest(model_name="churn")
MOMENT: Final = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RESPONSE: Final = sm.DeleteModelResponse()

AddReply = Callable[[Rule[Any, Any]], object]
# Each with what a server on loopback does.
REPLIES: Final[dict[str, tuple[AddReply, Fault]]] = {
    "throttled": (lambda rule: rule.throttles(times=1), error("ThrottlingException")),
    "failure": (lambda rule: rule.fails(times=1), error("InternalFailure", 500)),
    "unavailable": (lambda rule: rule.fails(503, times=1), error("ServiceUnavailable", 503)),
    "gateway": (lambda rule: rule.fails(502, times=1), answer(b"{}", 502)),
    "invalid": (
        lambda rule: rule.raises(ValidationException, "no", times=1),
        error("ValidationException"),
    ),
    "conflict": (lambda rule: rule.raises("Conflict", status=409, times=1), error("Conflict", 409)),
    "reset": (lambda rule: rule.raises(ConnectionResetError, times=1), reset()),
    "ok": (lambda rule: rule.returns(RESPONSE, times=1), answer(b"{}")),
}
SEQUENCES: Final = (
    ("ok",),
    ("throttled", "ok"),
    ("throttled", "failure", "unavailable", "gateway", "throttled", "ok"),
    ("throttled",) * 6,
    ("failure", "invalid", "ok"),
    ("conflict", "ok"),
    ("reset", "ok"),
    ("reset",) * 6,
)


def retries(mode: str, attempts: int | None) -> Any:
    return {"mode": mode} if attempts is None else {"mode": mode, "total_max_attempts": attempts}


def no_time(seconds: float) -> None:
    assert seconds == 0


def outcome(client: SageMaker) -> tuple[Any, ...]:
    try:
        found = client.send(REQUEST)
    except ServiceError as raised:
        return (type(raised).__name__, raised.code, raised.status_code, raised.retry_attempts)
    except HTTPClientError as failed:
        return (type(failed).__name__,)
    return (found, found.response_metadata.retry_attempts)


@each("sequence", SEQUENCES)
def test_attempts_and_outcomes_equal_those_over_a_server(
    sequence: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for mode in MODES:
        for attempts in (None, 2):
            settings = retries(mode, attempts)
            with faulty_server(*(REPLIES[name][1] for name in sequence)) as server:
                pauses: list[float] = []
                with monkeypatch.context() as patch:
                    patch.setattr("botocore.endpoint.time.sleep", pauses.append)
                    raw = raw_client(server.endpoint_url, retries=settings)
                    expected = outcome(SageMaker(client=raw))
                count = len(server.requests)
            with (
                monkeypatch.context() as patch,
                FakeService(SageMaker, config=Config(retries=settings)) as fake,
            ):
                patch.setattr("time.sleep", no_time)
                rule = fake.on(REQUEST)
                for name in sequence:
                    REPLIES[name][0](rule)
                assert outcome(fake.client) == expected, (mode, attempts)
                (call,) = fake.calls
                assert len(call.attempts) == count
                assert len(fake.requests) == 1
                # Adaptive retries also pause before an attempt.
                assert (fake.elapsed > 0) >= bool([p for p in pauses if p])
                headers = [attempt.headers["amz-sdk-request"] for attempt in call.attempts]
                assert [f"attempt={n}" in text for n, text in enumerate(headers, 1)] == [
                    True
                ] * count


def test_asynchronous_retries_are_the_same() -> None:
    async def calls(mode: str, sequence: tuple[str, ...]) -> tuple[int, Any]:
        settings = Config(retries=retries(mode, None))
        async with FakeService(AsyncSageMaker, config=settings) as fake:
            rule = fake.on(REQUEST)
            for name in sequence:
                REPLIES[name][0](rule)
            found: Any = None
            try:
                found = await fake.client.send(REQUEST)
            except (ServiceError, HTTPClientError) as raised:
                found = type(raised).__name__
            return len(fake.calls[0].attempts), found

    for mode in MODES:
        for sequence in SEQUENCES:
            with FakeService(SageMaker, config=Config(retries={"mode": mode})) as fake:
                rule = fake.on(REQUEST)
                for name in sequence:
                    REPLIES[name][0](rule)
                first, *_ = outcome(fake.client)
                count = len(fake.calls[0].attempts)
            assert asyncio.run(calls(mode, sequence)) == (count, first)


def test_many_throttled_calls_with_adaptive_retries_take_no_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Config(retries={"mode": "adaptive", "total_max_attempts": 10})
    with FakeService(SageMaker, config=settings) as fake:
        fake.on(sm.DeleteModelRequest).throttles(times=20).returns(RESPONSE)
        monkeypatch.setattr("time.sleep", no_time)
        for _ in range(20):
            try:
                fake.client.send(REQUEST)
            except ThrottlingException:
                continue
        assert fake.elapsed > 20


@pytest.mark.parametrize("kind", [ReadTimeoutError, ConnectionClosedError, EndpointConnectionError])
def test_errors_of_the_connection(kind: type[Exception]) -> None:
    with FakeService(SageMaker, max_attempts=2) as fake:
        rule = fake.on(REQUEST)
        if kind is ReadTimeoutError:
            rule.times_out()
        elif kind is ConnectionClosedError:
            rule.disconnects()
        else:
            rule.refuses()
        with pytest.raises(kind, match=r"https://api\.sagemaker\.us-east-1"):
            fake.client.send(REQUEST)
        assert len(fake.calls[0].attempts) == 2


def test_other_exceptions_are_raised_once_as_they_are() -> None:
    with FakeService(SageMaker) as fake:
        error = LookupError("mine")
        fake.on(REQUEST).raises(error)
        with pytest.raises(LookupError) as caught:
            fake.client.send(REQUEST)
        assert caught.value is error
        assert len(fake.calls[0].attempts) == 1


def test_a_delay_longer_than_the_read_timeout_is_a_timeout() -> None:
    settings = Config(read_timeout=5, retries={"total_max_attempts": 2, "mode": "standard"})
    with FakeService(SageMaker, config=settings) as fake:
        fake.on(REQUEST).delays(6).returns(RESPONSE).delays(4).returns(RESPONSE, times=1)
        fake.client.send(REQUEST)
        assert len(fake.calls[0].attempts) == 2
        assert 9 <= fake.elapsed < 12


# --- waits ----------------------------------------------------------------------------------------


def described(status: str) -> sm.DescribeEndpointResponse:
    return sm.DescribeEndpointResponse(
        endpoint_name="churn",
        endpoint_arn="arn:aws:sagemaker:us-east-1:123456789012:endpoint/churn",
        endpoint_status=sm.EndpointStatus(status),
        creation_time=MOMENT,
        last_modified_time=MOMENT,
    )


WAITS: Final = (
    ("Creating", "Creating", "InService"),
    ("Creating", "Failed"),
    ("Creating", "throttled", "InService"),
    ("Creating",) * 3,
)


def on_server(status: str) -> Fault:
    if status == "throttled":
        return error("ThrottlingException")
    members = {
        "EndpointName": "churn",
        "EndpointArn": "arn:aws:sagemaker:us-east-1:123456789012:endpoint/churn",
        "EndpointStatus": status,
        "CreationTime": MOMENT.timestamp(),
        "LastModifiedTime": MOMENT.timestamp(),
    }
    return answer(json.dumps(members).encode())


def waited(client: SageMaker, poll: float, timeout: float) -> tuple[Any, ...]:
    try:
        found = client.wait_until_endpoint_in_service(
            endpoint_name="churn", poll=poll, timeout=timeout
        )
    except (WaitFailed, WaitTimeout) as raised:
        return type(raised).__name__, raised.status, raised.response
    return "ended", found


@each("statuses", WAITS)
def test_waits_end_as_over_a_server(
    statuses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with faulty_server(*map(on_server, statuses)) as server:
        with monkeypatch.context() as patch:
            patch.setattr("botocore.endpoint.time.sleep", list[float]().append)
            raw = raw_client(server.endpoint_url, retries={"mode": "standard"})
            expected = waited(SageMaker(client=raw), 0, 0.2 if statuses[-1] == "Creating" else 60)
        count = len(server.requests)
    with FakeService(SageMaker, config=Config(retries={"mode": "standard"})) as fake:
        rule = fake.on(sm.DescribeEndpointRequest(endpoint_name="churn"))
        for status in statuses:
            if status == "throttled":
                rule.throttles()
            else:
                rule.returns(described(status))
        if statuses[-1] == "Creating":
            assert waited(fake.client, 30, 3600) == expected
            assert len(fake.requests) == 121
            assert fake.elapsed == pytest.approx(3600)
        else:
            assert waited(fake.client, 30, 3600) == expected
            assert sum(len(call.attempts) for call in fake.calls) == count


def test_waits_of_several_threads_and_tasks_overlap() -> None:
    requests = [sm.DescribeEndpointRequest(endpoint_name=f"e{n}") for n in range(8)]

    async def waits() -> float:
        async with FakeService(AsyncSageMaker) as fake:
            for request in requests:
                fake.on(request).returns(described("Creating"), times=10).returns(
                    described("InService")
                )
            await asyncio.gather(
                *(
                    fake.client.wait(request, until="InService", poll=30, timeout=400)
                    for request in requests
                )
            )
            return fake.elapsed

    assert 290 < asyncio.run(waits()) < 400


def test_rates_and_waiters_of_boto3_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeService(SageMaker) as fake:
        monkeypatch.setattr("time.sleep", no_time)
        fake.on(sm.DescribeEndpointRequest).returns(described("Creating"), times=3).returns(
            described("InService")
        )
        raw = fake.client.boto_client
        raw.get_waiter("endpoint_in_service").wait(EndpointName="churn")
        assert len(fake.requests) == 4
        before = fake.elapsed
        assert before >= 90
        fake.on(sm.ListModelsRequest).returns_pages(
            *(sm.ListModelsResponse(models=[]) for _ in range(5))
        )
        assert not [*fake.client.items(sm.ListModelsRequest(), rate=0.1)]
        assert fake.elapsed - before == pytest.approx(40, abs=0.1)
