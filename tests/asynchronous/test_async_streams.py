"""Streams of asynchronous clients are read as those of synchronous clients are."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any, Final

import psutil
import pytest
from helpers.endpoint import endpoint
from helpers.event_streams import chunked, exception, failure, parts
from helpers.faults import answer, faulty_server, http, in_pieces, raw_client, reset, stall

from sagemaker_typed import AsyncSageMakerRuntime, SageMakerRuntime
from sagemaker_typed.payloads import CSV, JSON, PayloadError, async_decode, decode
from sagemaker_typed.streaming import async_server_sent_events


async def taken(items: Any) -> list[Any]:
    return [item async for item in items]


EVENTS: Final = "application/vnd.amazon.eventstream"
BODY: Final = b"one\ntwo\r\nthree"
WAYS: Final[dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    "read": (lambda body: body.read(), lambda body: body.aread()),
    "chunks": (lambda body: [*body.iter_chunks()], lambda body: taken(body.aiter_chunks())),
    "lines": (lambda body: [*body.iter_lines()], lambda body: taken(body.aiter_lines())),
    "items": (lambda body: [*body], taken),
}


def raw_runtime(url: str, **config: Any) -> Any:
    return raw_client(url, service="sagemaker-runtime", **config)


def outcome(call: Callable[[], Any]) -> Any:
    """Return the result, or the kind of the error."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - every error is compared
        return type(error).__name__


def read(client: SageMakerRuntime, method: str, way: Callable[[Any], Any]) -> Any:
    response = getattr(client, method)(endpoint_name="churn", body=b"1")
    with response.body as body:
        return way(body)


async def read_in_task(raw: Any, method: str, way: Callable[[Any], Any]) -> Any:
    async with AsyncSageMakerRuntime(client=raw) as client:
        response = await getattr(client, method)(endpoint_name="churn", body=b"1")
        async with response.body as body:
            return await way(body)


def compare(url: str, method: str, name: str, **config: Any) -> object:
    """Read one response of each client, and return what both of them return or raise."""
    way, way_in_task = WAYS[name]
    raw = raw_runtime(url, **config)
    expected = outcome(lambda: read(SageMakerRuntime(client=raw), method, way))
    found = outcome(lambda: asyncio.run(read_in_task(raw, method, way_in_task)))
    assert joined(found, name) == joined(expected, name)
    return found


def joined(found: Any, way: str) -> Any:
    """Join the pieces of a body, whose sizes depend on when they arrive."""
    if way not in ("chunks", "items") or not isinstance(found, list):
        return found
    pieces: list[Any] = [*found]
    return b"".join(pieces) if all(isinstance(piece, bytes) for piece in pieces) else pieces


STREAMS: Final[dict[str, tuple[str, bytes]]] = {
    "body": ("invoke_endpoint", http(BODY, content_type="text/plain")),
    "chunked body": (
        "invoke_endpoint",
        http(chunked([BODY[:5], BODY[5:]]), content_type="text/plain", chunked=True),
    ),
    "events": (
        "invoke_endpoint_with_response_stream",
        http(chunked([parts(b"one\ntw", b"o\n")]), content_type=EVENTS, chunked=True),
    ),
}


@pytest.mark.parametrize("way", ["read", "lines", "items"])
@pytest.mark.parametrize(("method", "data"), STREAMS.values(), ids=STREAMS)
def test_stream_that_is_reset_at_any_byte_ends_as_a_synchronous_one(
    method: str, data: bytes, way: str
) -> None:
    # Each fault is used twice: once by the synchronous client, once by the asynchronous one.
    ends = [*range(0, len(data), 1 if way == "read" else 4), len(data) + 1]
    faults = [reset(data[:end]) for end in ends for _ in range(2)]
    with faulty_server(*faults) as server:
        found = [compare(server.endpoint_url, method, way) for _ in ends]
        assert len(server.requests) == len(faults)
    # Nothing is returned as if it were whole.
    assert all(isinstance(one, str) for one in found[:-1])
    assert not isinstance(found[-1], str)


FAULTS: Final = {
    "small pieces": in_pieces(STREAMS["events"][1]),
    "exception": answer(
        chunked([parts(b"one\n"), exception("ModelStreamError", Message="no")]),
        content_type=EVENTS, chunked=True,
    ),
    "unmodelled error": answer(
        chunked([parts(b"one\n"), failure("Odd", "no")]), content_type=EVENTS, chunked=True
    ),
    "no events": answer(chunked([]), content_type=EVENTS, chunked=True),
    "not events": answer(chunked([b"<html></html>" * 9]), content_type=EVENTS, chunked=True),
    "a wrong checksum": answer(
        chunked([parts(b"one\n")[:-1] + b"\x00"]), content_type=EVENTS, chunked=True
    ),
    "refused": answer(b'{"message": "no"}', 424, content_type="application/json"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_events_end_as_those_of_a_synchronous_client(fault: Any, way: str) -> None:
    with faulty_server(fault) as server:
        compare(server.endpoint_url, "invoke_endpoint_with_response_stream", way)


@pytest.mark.parametrize("way", ["read", "lines"])
@pytest.mark.parametrize("name", STREAMS)
def test_slow_stream_is_a_timeout(name: str, way: str) -> None:
    method, data = STREAMS[name]
    with faulty_server(stall(data[:-6])) as server:
        assert compare(server.endpoint_url, method, way, read_timeout=0.2) == "ReadTimeoutError"


def sockets() -> int:
    gc.collect()
    found = psutil.Process().net_connections(kind="tcp")
    return sum(one.status == psutil.CONN_ESTABLISHED for one in found)


@pytest.mark.parametrize("is_entered", [True, False], ids=["async with", "no async with"])
@pytest.mark.parametrize("name", STREAMS)
def test_cancelled_reading_closes_its_connection(name: str, is_entered: bool) -> None:
    method, data = STREAMS[name]

    async def consume(client: AsyncSageMakerRuntime, pieces: list[object]) -> None:
        response = await getattr(client, method)(endpoint_name="churn", body=b"1")
        async with response.body if is_entered else AsyncExitStack():
            async for piece in response.body:
                pieces.append(piece)  # noqa: PERF401 - one after the other

    async def cancelled() -> None:
        before = sockets()
        async with AsyncSageMakerRuntime(client=raw_runtime(server.endpoint_url)) as client:
            pieces: list[object] = []
            task = asyncio.create_task(consume(client, pieces))
            while not pieces:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.sleep(0.05)
            assert sockets() == before
            assert len(asyncio.all_tasks()) == 1
            # The client is still good.
            response = await getattr(client, method)(endpoint_name="churn", body=b"1")
            assert await response.body.aread()

    with faulty_server(stall(data[:-7]), answer(b"x")) as server:
        if name == "events":
            server.faults = (server.faults[0], lambda connection: connection.send(data))
        asyncio.run(cancelled())


def test_number_of_bytes_is_read_although_they_arrive_in_pieces() -> None:
    async def call() -> list[bytes]:
        async with AsyncSageMakerRuntime(client=raw_runtime(server.endpoint_url)) as client:
            response = await client.invoke_endpoint(endpoint_name="churn", body=b"1")
            return [await response.body.aread(90), await response.body.aread(90)]

    def slowly(connection: Any) -> None:
        connection.send(http(b"x" * 100)[:-100])
        for _ in range(10):
            time.sleep(0.02)
            connection.send(b"x" * 10)

    with faulty_server(slowly) as server:
        assert asyncio.run(call()) == [b"x" * 90, b"x" * 10]


def test_bodies_are_read_in_every_asynchronous_way() -> None:
    async def calls() -> None:
        async with AsyncSageMakerRuntime(client=raw_runtime(server.url)) as client:
            response = await client.invoke_endpoint(endpoint_name="churn", body=BODY)
            async with response.body as body:
                assert await body.aread(2) == b"on"
                assert await taken(body.aiter_lines(keepends=True)) == [
                    b"e\n",
                    b"two\r\n",
                    b"three",
                ]
            response = await client.invoke_endpoint(endpoint_name="churn", body=BODY)
            assert await taken(response.body.aiter_chunks(6)) == [b"one\ntw", b"o\r\nthr", b"ee"]
            response = await client.invoke_endpoint(endpoint_name="churn", body=b"x" * 100_000)
            assert b"".join(await taken(response.body)) == b"x" * 100_000

    with endpoint() as server:
        asyncio.run(calls())


def test_events_are_read_in_every_asynchronous_way() -> None:
    async def calls() -> None:
        async with AsyncSageMakerRuntime(client=raw_runtime(server.url)) as client:

            async def events(body: bytes) -> Any:
                response = await client.invoke_endpoint_with_response_stream(
                    endpoint_name="churn", body=body
                )
                return response.body

            async with await events(b"data: a\n\ndata: b\n\ndata: [DONE]\n\n") as stream:
                found = [event.data async for event in async_server_sent_events(stream)]
            assert found == ["a", "b"]
            chunks = await taken((await events(b"0123456789")).aiter_chunks())
            assert chunks == [b"0123456", b"789"]
            parts = [event.payload_part.bytes async for event in await events(b"0123456789")]
            assert parts == chunks

    with endpoint() as server:
        asyncio.run(calls())


def test_payloads_are_decoded_by_their_content_type() -> None:
    sent = [
        (b'{"scores": [0.5]}', "application/json; charset=utf-8"),
        (b"1,2\n3,4\n", "text/csv"),
        (b"{", "application/json"),
        (b"x", "application/x-other"),
    ]

    async def decoded(raw: Any, *codecs: Any) -> Any:
        async with AsyncSageMakerRuntime(client=raw) as client:
            response = await client.invoke_endpoint(endpoint_name="churn", body=b"1")
            async with response.body:
                return await async_decode(response, *codecs)

    def decoded_by_the_other(raw: Any, *codecs: Any) -> Any:
        response = SageMakerRuntime(client=raw).invoke_endpoint(endpoint_name="churn", body=b"1")
        with response.body:
            return decode(response, *codecs)

    class Own:
        content_type = "application/x-other"

        def encode(self, value: object) -> bytes:
            raise NotImplementedError

        def decode(self, body: bytes) -> str:
            return body.decode()

    faults = [answer(body, content_type=kind) for body, kind in sent for _ in range(2)]
    with faulty_server(*faults, faults[-1]) as server:
        raw = raw_runtime(server.endpoint_url)
        assert decoded_by_the_other(raw) == {"scores": [0.5]} == asyncio.run(decoded(raw))
        assert decoded_by_the_other(raw).equals(asyncio.run(decoded(raw)))
        problems: list[PayloadError] = []
        for _ in range(2):
            with pytest.raises(PayloadError) as theirs:
                decoded_by_the_other(raw)
            with pytest.raises(PayloadError) as ours:
                asyncio.run(decoded(raw))
            assert str(ours.value) == str(theirs.value)
            assert ours.value.body == theirs.value.body
            problems.append(ours.value)
        assert [problem.body for problem in problems] == [b"{", b""]
        assert asyncio.run(decoded(raw, Own(), JSON, CSV)) == "x"


def test_stream_of_tokens_arrives_while_the_service_sends_it() -> None:
    """Each event is returned before the next one is sent."""
    arrived = asyncio.Event()

    def send(connection: Any) -> None:
        head = http(b"", content_type=EVENTS, chunked=True)
        connection.send(head)
        for token in (b"a", b"b"):
            data = parts(json.dumps({"token": token.decode()}).encode() + b"\n")
            connection.send(b"%x\r\n%b\r\n" % (len(data), data))
            # The server waits until the client has read the event.
            asyncio.run_coroutine_threadsafe(arrived.wait(), loops[0]).result(5)
            loops[0].call_soon_threadsafe(arrived.clear)
        connection.send(b"0\r\n\r\n")

    loops: list[asyncio.AbstractEventLoop] = []

    async def tokens() -> list[str]:
        loops.append(asyncio.get_running_loop())
        found: list[str] = []
        async with AsyncSageMakerRuntime(client=raw_runtime(server.endpoint_url)) as client:
            response = await client.invoke_endpoint_with_response_stream(
                endpoint_name="churn", body=b"1"
            )
            async with asyncio.timeout(5), response.body as body:
                async for line in body.aiter_lines():
                    found.append(json.loads(line)["token"])
                    arrived.set()
        return found

    with faulty_server(send) as server:
        assert asyncio.run(tokens()) == ["a", "b"]
