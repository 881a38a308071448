"""Closing an asynchronous client ends what still runs, with an error, and leaves nothing."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Any, Final

import pytest
from botocore.exceptions import ConnectionClosedError
from helpers.event_streams import chunked, parts
from helpers.faults import Fault, answer, faulty_server, http, raw_client, stall

from sagemaker_typed import AsyncSageMaker, AsyncSageMakerRuntime
from sagemaker_typed.streaming import IncompleteStreamError, UnreadableStreamError

MODEL: Final = b'{"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}'
EVENTS: Final = "application/vnd.amazon.eventstream"
LINES: Final = b"line 0\nline 1\nline 2\nline 3\n"
UNTIL_CLOSE: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
STREAMS: Final[dict[str, tuple[str, Fault]]] = {
    "length": ("invoke_endpoint", stall(http(LINES[:14], length=28, content_type="text/plain"))),
    "chunks": (
        "invoke_endpoint",
        stall(http(chunked([LINES[:14]])[:-5], chunked=True, content_type="text/plain")),
    ),
    "until the end of the connection": ("invoke_endpoint", stall(UNTIL_CLOSE + LINES[:14])),
    "events": (
        "invoke_endpoint_with_response_stream",
        stall(http(chunked([parts(LINES[:14])])[:-5], chunked=True, content_type=EVENTS)),
    ),
}


@pytest.mark.parametrize("moment", ["before", "while"])
@pytest.mark.parametrize(("method", "fault"), STREAMS.values(), ids=STREAMS)
def test_stream_of_a_closed_client_ends_with_an_error(
    method: str, fault: Fault, moment: str
) -> None:
    async def lines(body: Any, found: list[bytes]) -> None:
        async for line in body.aiter_lines():
            found.append(line)  # noqa: PERF401 - one after the other

    async def calls() -> list[bytes]:
        found: list[bytes] = []
        raw = raw_client(server.endpoint_url, service="sagemaker-runtime")
        client = AsyncSageMakerRuntime(client=raw)
        response = await getattr(client, method)(endpoint_name="churn", body=b"1")
        reading: Any = lines(response.body, found)
        if moment == "while":
            reading = asyncio.create_task(reading)
            while len(found) < 2:
                await asyncio.sleep(0.01)
        await client.aclose()
        with pytest.raises((IncompleteStreamError, UnreadableStreamError)):
            async with asyncio.timeout(5):
                await reading
        return found

    with faulty_server(fault) as server:
        assert len(asyncio.run(calls())) <= 2


@pytest.mark.parametrize("attempts", [1, 3])
@pytest.mark.parametrize("sent", [0, 40, 150], ids=["before", "in the head", "in the body"])
def test_calls_of_a_closed_client_end_with_an_error(sent: int, attempts: int) -> None:
    async def calls() -> tuple[list[Any], int]:
        retries = {"mode": "standard", "total_max_attempts": attempts}
        raw = raw_client(server.endpoint_url, retries=retries, max_pool_connections=1)
        client = AsyncSageMaker(client=raw)
        # The others wait for the only connection.
        tasks = [asyncio.create_task(client.describe_model(model_name="churn")) for _ in range(4)]
        while not server.requests:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        await client.aclose()
        async with asyncio.timeout(10):
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        return ended, len(asyncio.all_tasks())

    with faulty_server(stall(http(MODEL, headers=[("X-Padding", "x" * 50)])[:sent])) as server:
        ended, tasks = asyncio.run(calls())
        assert len(server.requests) == 1
    gc.collect()  # a session that nobody closed would warn
    assert {type(one) for one in ended} <= {RuntimeError, ConnectionClosedError}
    assert any("the client was closed while this call was running" in str(one) for one in ended)
    assert tasks == 1


def test_closed_client_can_be_used_again() -> None:
    async def calls() -> list[str]:
        client = AsyncSageMaker(client=raw_client(server.endpoint_url))
        names: list[str] = []
        for _ in range(3):
            names.append((await client.describe_model(model_name="churn")).model_name)
            await client.aclose()
            await client.aclose()
        return names

    with faulty_server(answer(MODEL)) as server:
        assert asyncio.run(calls()) == ["churn"] * 3


def test_blocks_of_several_tasks_close_the_client_once() -> None:
    async def task(client: AsyncSageMaker, pause: float) -> str:
        async with client:
            await asyncio.sleep(pause)
            return (await client.describe_model(model_name="churn")).model_name

    async def calls() -> list[str]:
        client = AsyncSageMaker(client=raw_client(server.endpoint_url))
        return await asyncio.gather(*(task(client, 0.02 * number) for number in range(5)))

    with faulty_server(answer(MODEL)) as server:
        assert asyncio.run(calls()) == ["churn"] * 5
    gc.collect()


def depth(raw: Any) -> int:
    count, layer = 0, raw._endpoint.http_session.send
    while layer is not None:
        count, layer = count + 1, getattr(layer, "__wrapped__", None)
    return count


MAKERS: Final[dict[str, Callable[[AsyncSageMaker, Any], AsyncSageMaker]]] = {
    "with_options": lambda base, _: base.with_options(headers={"x-a": "b"}),
    "another client": lambda _, raw: AsyncSageMaker(client=raw),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_clients_of_one_boto3_client_share_its_connections(
    make: Callable[[AsyncSageMaker, Any], AsyncSageMaker],
) -> None:
    keep_open = http(MODEL).replace(b"Connection: close\r\n", b"")

    async def calls() -> None:
        raw = raw_client(server.endpoint_url)
        async with AsyncSageMaker(client=raw) as base:
            await base.describe_model(model_name="churn")
            first = depth(raw)
            for number in range(30):
                async with make(base, raw) as child:
                    await child.describe_model(model_name="churn")
                if number % 3 == 0:  # not closed
                    await make(base, raw).describe_model(model_name="churn")
            assert depth(raw) == first
            await base.describe_model(model_name="churn")
        gc.collect()

    def many(connection: Any) -> None:
        # It keeps the connection, and answers every request that comes.
        connection.send(keep_open)
        while connection.socket.recv(65536):
            connection.send(keep_open)
        connection.socket.close()

    with faulty_server(many) as server:
        asyncio.run(calls())
        assert len(server.requests) == 1  # the first of the only connection
