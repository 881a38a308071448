"""Asynchronous clients with very many calls: they end, and nothing of them is left."""

from __future__ import annotations

import asyncio
import gc
import sys
from asyncio import AbstractEventLoop, StreamReader, StreamWriter
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import Any, Final

import psutil
import pytest
from botocore.exceptions import ConnectionClosedError
from helpers.faults import raw_client

from sagemaker_typed import AsyncSageMaker
from sagemaker_typed.errors import ServiceError

MODEL: Final = b'{"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}'
LOOPS: Final[dict[str, Callable[[], AbstractEventLoop]]] = {"asyncio": asyncio.new_event_loop}
if sys.platform != "win32":
    import uvloop

    LOOPS["uvloop"] = uvloop.new_event_loop


def response(status: int, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.1\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Server:
    """A server in the same event loop, which keeps connections open.

    The name of the requested model decides what happens.
    """

    def __init__(self) -> None:
        self.connections = 0
        self.most_connections = 0

    async def handle(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.connections += 1
        self.most_connections = max(self.connections, self.most_connections)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                (length,) = (
                    int(line[15:])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length:")
                )
                body = await reader.readexactly(length)
                if b"reset" in body:
                    break
                if b"hang" in body:
                    await reader.read()
                    break
                if b"fail" in body:
                    writer.write(response(500, b"{}"))
                else:
                    writer.write(response(200, MODEL))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.connections -= 1
            writer.close()

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[str]:
        server = await asyncio.start_server(self.handle, "127.0.0.1", 0, backlog=2_000)
        async with server:
            host, port = server.sockets[0].getsockname()
            yield f"http://{host}:{port}"


def run(main: Any, loop: str) -> Any:
    with asyncio.Runner(loop_factory=LOOPS[loop]) as runner:
        return runner.run(main)


def most_connections() -> int:
    """Return how many connections this process may have; each has two ends here."""
    if sys.platform == "win32":
        return 200
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4_000 if hard == resource.RLIM_INFINITY else min(4_000, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return min(1_000, (max(soft, wanted) - 200) // 3)


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("connections", [most_connections(), 20], ids=["many", "few"])
def test_thousand_concurrent_calls_end_as_they_should(connections: int, loop: str) -> None:
    names = [f"{kind}-{number}" for number in range(200) for kind in ("a", "b", "c", "reset")]
    names += [f"fail-{number}" for number in range(200)]

    async def outcome(client: AsyncSageMaker, name: str) -> str:
        try:
            return (await client.describe_model(model_name=name)).model_name
        except (ServiceError, ConnectionClosedError) as error:
            return type(error).__name__

    async def calls() -> tuple[Counter[str], int]:
        server = Server()
        async with server.running() as url:
            raw = raw_client(url, max_pool_connections=connections)
            async with AsyncSageMaker(client=raw) as client:
                found = await asyncio.gather(*(outcome(client, name) for name in names))
            assert len(asyncio.all_tasks()) == 1 + server.connections
        return Counter(found), server.most_connections

    expected = {"churn": 600, "ConnectionClosedError": 200, "InternalFailure": 200}
    found, most = run(calls(), loop)
    assert found == expected
    # A connection that is reset is replaced while the server still closes it.
    assert most <= 2 * connections


@pytest.mark.parametrize("loop", LOOPS)
def test_cancelled_calls_leave_nothing(loop: str) -> None:
    """Of 500 calls, each is cancelled at another moment."""

    async def calls() -> tuple[int, int, int]:
        server = Server()
        async with server.running() as url:
            raw = raw_client(url, max_pool_connections=300)
            async with AsyncSageMaker(client=raw) as client:
                tasks = [
                    asyncio.ensure_future(client.describe_model(model_name=f"hang-{number}"))
                    for number in range(500)
                ]
                for number, task in enumerate(tasks):
                    if number % 5 == 0:
                        await asyncio.sleep(0)
                    if number % 100 == 0:
                        await asyncio.sleep(0.05)
                    task.cancel()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
                cancelled = sum(isinstance(one, asyncio.CancelledError) for one in ended)
                # Nothing of them keeps others from a connection.
                assert (await client.describe_model(model_name="a")).model_name == "churn"
                for _ in range(100):  # the server notices closed connections later
                    if server.connections == 1:
                        break
                    await asyncio.sleep(0.05)
                return cancelled, server.connections, len(asyncio.all_tasks())

    # The connection of the last call is kept; its server's task and the test's own remain.
    assert run(calls(), loop) == (500, 1, 2)


def left() -> tuple[int, int]:
    gc.collect()
    return len(gc.get_objects()), len(psutil.Process().net_connections(kind="tcp"))


def test_number_of_objects_and_sockets_does_not_grow_with_calls() -> None:
    async def calls() -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        server = Server()
        async with server.running() as url:
            raw = raw_client(url, max_pool_connections=20)
            async with AsyncSageMaker(client=raw) as client:
                for _ in range(4):
                    for _ in range(25):
                        names = ["a"] * 18 + ["fail", "reset"]
                        await asyncio.gather(
                            *(client.describe_model(model_name=name) for name in names),
                            return_exceptions=True,
                        )
                    found.append(left())
        return found

    found = run(calls(), "asyncio")
    # A leak grows with every round; something else may be kept once.
    growth = [after[0] - before[0] for before, after in pairwise(found)]
    assert min(growth) < 50, found
    assert found[-1][1] <= found[1][1] + 4, found
