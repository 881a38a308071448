"""Asynchronous calls end as synchronous calls do when the service or the network misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from helpers.faults import (
    Fault,
    answer,
    error,
    faulty_server,
    http,
    in_pieces,
    raw_client,
    reset,
    stall,
)

from sagemaker_typed import AsyncSageMaker, SageMaker

SLEEP: Final = asyncio.sleep
GOOD: Final = json.dumps({"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}).encode()


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end


def raw_bytes(data: bytes) -> Fault:
    return lambda connection: connection.send(data)


FAULTS: Final[dict[str, Fault]] = {
    "success": answer(GOOD),
    "chunks": answer(chunked(GOOD[:9], GOOD[9:]), chunked=True),
    "small pieces": in_pieces(http(GOOD)),
    "compressed": answer(gzip.compress(GOOD), headers=[("Content-Encoding", "gzip")]),
    "unknown members": answer(GOOD[:-1] + b', "New": {"A": 1}}'),
    "modelled error": error("ResourceNotFound"),
    "validation": error("ValidationException", message="Could not find model"),
    "throttled, 400": error("ThrottlingException"),
    "throttled, 429": error("Slow", 429),
    "500": error("InternalFailure", 500),
    "504, empty": answer(b"", 504),
    "502, a proxy's page": answer(b"<html>Bad Gateway</html>", 502, content_type="text/html"),
    "503, JSON that is not an object": answer(b"[]", 503),
    "500, not UTF-8": answer(b"\xff\xfe\xfd", 500),
    "redirect": answer(b"", 301, headers=[("Location", "http://127.0.0.1:9/")]),
    "no content": answer(b"", 200),
    "not JSON": answer(b"<html></html>"),
    "list": answer(b"[]"),
    "missing members": answer(b"{}"),
    "reset immediately": reset(),
    "reset in the head": reset(http(GOOD)[:30]),
    "reset in the body": reset(http(GOOD)[:-9]),
    "closed immediately": raw_bytes(b""),
    "closed in the body": raw_bytes(http(GOOD)[:-9]),
    "truncated chunk": answer(chunked(GOOD[:9], end=b"30\r\n{"), chunked=True),
    "no last chunk": answer(chunked(GOOD, end=b""), chunked=True),
    "not HTTP": raw_bytes(b"SSH-2.0-OpenSSH_9.9\r\n"),
}


def outcome(call: Callable[[], Any]) -> object:
    """Return what can be observed of a call: the response, or the error with its text."""
    try:
        response = call()
    except (ConnectionClosedError, HTTPClientError) as failure:
        return type(failure).__name__  # the text has the words of the HTTP library
    except Exception as failure:  # noqa: BLE001 - every error is compared
        return type(failure).__name__, str(failure)
    metadata = response.response_metadata
    return response, metadata.retry_attempts, metadata.http_headers


async def described(raw: Any) -> Any:
    async with AsyncSageMaker(client=raw) as client:
        return await client.describe_model(model_name="churn")


@pytest.mark.parametrize("attempts", [1, 2])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_outcome_is_that_of_a_synchronous_call(
    fault: Fault, attempts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)  # no pause between attempts
    retries = {"mode": "standard", "total_max_attempts": attempts}
    with faulty_server(fault) as server:
        raw = raw_client(server.endpoint_url, retries=retries)
        expected = outcome(lambda: SageMaker(client=raw).describe_model(model_name="churn"))
        before = len(server.requests)
        found = outcome(lambda: asyncio.run(described(raw)))
        assert len(server.requests) == 2 * before

    assert found == expected


def test_response_that_was_reset_at_any_byte_is_an_error() -> None:
    data = http(GOOD)
    faults = [reset(data[:end]) for end in range(len(data))]

    async def failures() -> list[str]:
        async with AsyncSageMaker(client=raw_client(server.endpoint_url)) as client:
            names: list[str] = []
            for _ in faults:
                try:
                    await client.describe_model(model_name="churn")
                except HTTPClientError as failure:
                    names.append(type(failure).__name__)
            return names

    with faulty_server(*faults) as server:
        found = asyncio.run(failures())

    assert len(found) == len(faults)


def test_slow_response_is_a_timeout() -> None:
    with faulty_server(stall(http(GOOD)[:40])) as server:
        raw = raw_client(server.endpoint_url, read_timeout=0.3)
        with pytest.raises(ReadTimeoutError):
            asyncio.run(described(raw))


def test_connection_that_is_not_accepted_is_a_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = server.getsockname()
        # The kernel accepts a few connections for the server, which does not.
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(address)
        raw = raw_client(f"http://127.0.0.1:{address[1]}", connect_timeout=0.3, read_timeout=0.3)
        expected = outcome(lambda: SageMaker(client=raw).describe_model(model_name="churn"))
        assert outcome(lambda: asyncio.run(described(raw))) == expected
        assert "ConnectTimeoutError" in str(expected)
        for one in waiting:
            one.close()


def test_closed_port_is_an_error() -> None:
    with faulty_server(answer(GOOD)) as server:
        url = server.endpoint_url
    with pytest.raises(EndpointConnectionError):
        asyncio.run(described(raw_client(url)))


async def longest_block(call: Coroutine[Any, Any, object]) -> float:
    """Return how long the event loop was blocked at most during a call, in seconds."""
    longest, last = 0.0, time.monotonic()
    task = asyncio.ensure_future(call)
    while not task.done():
        await SLEEP(0.005)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    await task
    return longest


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_pauses_between_attempts_do_not_block_the_event_loop(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.random", lambda: 1.0)  # the longest pause

    def block(seconds: float) -> None:
        raise AssertionError(f"blocked for {seconds} s")

    monkeypatch.setattr("time.sleep", block)
    slow = error("ThrottlingException", 429)
    pauses: list[float] = []

    def note(seconds: float, *arguments: Any) -> Any:
        pauses.append(seconds)
        return SLEEP(seconds, *arguments)

    monkeypatch.setattr(asyncio, "sleep", note)

    async def calls() -> None:
        async with AsyncSageMaker(client=raw) as client:
            await client.describe_model(model_name="churn")
            await longest_block(client.describe_model(model_name="churn"))
            start = time.monotonic()
            assert await longest_block(client.describe_model(model_name="churn")) < 0.5
            assert mode != "adaptive" or time.monotonic() - start > 0.5

    with faulty_server(slow, answer(GOOD), slow, answer(GOOD)) as server:
        retries = {"mode": mode, "total_max_attempts": 3}
        raw = raw_client(server.endpoint_url, retries=retries)
        asyncio.run(calls())
    # It pauses for as long as it has to, and does not look again and again.
    assert len(pauses) < 10


@pytest.mark.parametrize("sent", [0, 40, 120], ids=["before", "in the head", "in the body"])
def test_cancelled_call_closes_its_connection(sent: int) -> None:
    data = http(GOOD, headers=[("X-Padding", "x" * 20)])

    async def cancelled() -> None:
        async with AsyncSageMaker(client=raw_client(server.endpoint_url)) as client:
            task = asyncio.create_task(client.describe_model(model_name="churn"))
            while not server.requests:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            # The next call works, on another connection.
            response = await client.describe_model(model_name="churn")
            assert response.model_name == "churn"
        assert len(asyncio.all_tasks()) == 1

    with faulty_server(stall(data[:sent]), answer(GOOD)) as server:
        asyncio.run(cancelled())


def test_many_concurrent_calls_with_few_connections() -> None:
    async def calls() -> int:
        raw = raw_client(server.endpoint_url, max_pool_connections=5)
        async with AsyncSageMaker(client=raw) as client:
            found = await asyncio.gather(
                *(client.describe_model(model_name="churn") for _ in range(200))
            )
        return len({one.model_name for one in found})

    with faulty_server(answer(GOOD)) as server:
        assert asyncio.run(calls()) == 1
        assert len(server.requests) == 200
