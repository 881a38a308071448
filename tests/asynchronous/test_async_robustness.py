"""Asynchronous clients in the situations in which aiohttp differs from urllib3."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import botocore.session
import pytest
from botocore.credentials import RefreshableCredentials
from botocore.exceptions import (
    ConnectionClosedError,
    ProxyConnectionError,
    ReadTimeoutError,
    SSLError,
)
from helpers.boto_calls import boto_client
from helpers.endpoint import endpoint
from helpers.faults import Connection, answer, faulty_server, http, raw_client
from helpers.http_recorder import HttpRecorder
from helpers.servers import running

from sagemaker_typed import (
    AsyncSageMaker,
    AsyncSageMakerRuntime,
    ByteStream,
    SageMaker,
    SageMakerRuntime,
)
from sagemaker_typed.sagemaker import (
    DescribeEndpointRequest,
    DescribeModelRequest,
    ListModelsRequest,
)

MODEL: Final = b'{"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}'


def name_of(response: Any) -> str:
    return str(response.model_name)


async def described(raw: Any) -> str:
    async with AsyncSageMaker(client=raw) as client:
        return name_of(await client.describe_model(model_name="churn"))


# --- connections ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [8_000, 60_000])
def test_long_headers_are_read(size: int) -> None:
    with faulty_server(answer(MODEL, headers=[("X-Long", "x" * size)])) as server:
        assert asyncio.run(described(raw_client(server.endpoint_url))) == "churn"


def test_headers_that_differ_in_case_are_joined() -> None:
    with faulty_server(answer(MODEL, headers=[("X-A", "1"), ("x-a", "2")])) as server:
        raw = raw_client(server.endpoint_url)

        async def call() -> Any:
            async with AsyncSageMaker(client=raw) as client:
                return (await client.describe_model(model_name="churn")).response_metadata

        expected = SageMaker(client=raw).describe_model(model_name="churn").response_metadata
        assert asyncio.run(call()).http_headers["x-a"] == expected.http_headers["x-a"] == "1, 2"


def test_cookies_of_one_response_are_not_sent_with_the_next_request() -> None:
    with running(HttpRecorder()) as server:
        server.answer = (200, {"Set-Cookie": "a=b; Path=/"}, MODEL)

        # By its name, because cookies of plain addresses are never kept.
        url = server.url.replace("127.0.0.1", "localhost")

        async def calls() -> None:
            async with AsyncSageMaker(client=raw_client(url)) as client:
                for _ in range(2):
                    await client.describe_model(model_name="churn")

        asyncio.run(calls())
        assert ["cookie" in request.headers for request in server.received] == [False, False]


def test_proxies_of_the_environment_are_those_of_botocore(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore has read the environment when it made the client."""
    with running(HttpRecorder()) as server:
        server.answer = (200, {}, MODEL)
        raw = raw_client(server.url)
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        assert asyncio.run(described(raw)) == "churn"


def test_connection_that_the_server_closed_while_the_loop_was_blocked_is_not_used() -> None:
    keep = http(MODEL).replace(b"Connection: close\r\n", b"")

    async def calls(client: AsyncSageMaker) -> list[int]:
        retries: list[int] = []
        for _ in range(3):
            response = await client.describe_model(model_name="churn")
            retries.append(response.response_metadata.retry_attempts)
            time.sleep(0.4)  # it blocks the loop
        await client.aclose()
        return retries

    with faulty_server(lambda connection: connection.send(keep)) as server:
        client = AsyncSageMaker(client=raw_client(server.endpoint_url))
        assert asyncio.run(calls(client)) == [0, 0, 0]


def test_tls_settings_are_read_once_for_concurrent_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    from sagemaker_typed._botocore.asynchronous import tls

    read: list[object] = []
    original = tls.ssl_context

    def note(*arguments: Any) -> Any:
        read.append(arguments)
        return original(*arguments)

    monkeypatch.setattr("sagemaker_typed._botocore.asynchronous.http.ssl_context", note)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"https://127.0.0.1:{server.getsockname()[1]}"

    async def calls() -> None:
        async with AsyncSageMaker(client=raw_client(url)) as client:
            await asyncio.gather(
                *(client.describe_model(model_name="churn") for _ in range(20)),
                return_exceptions=True,
            )

    asyncio.run(calls())
    assert len(read) == 1


@pytest.mark.parametrize("setting", ["verify", "client_cert"])
def test_missing_certificates_are_an_error_as_for_a_synchronous_call(setting: str) -> None:
    options: dict[str, Any] = {"verify": "/no/ca.pem"} if setting == "verify" else {}
    config: dict[str, Any] = {} if options else {"client_cert": ("/no/cert.pem", "/no/key.pem")}
    raw: Any = raw_client("https://127.0.0.1:9", **config)
    if options:
        raw._endpoint.http_session._verify = options["verify"]
    with pytest.raises(SSLError):
        asyncio.run(described(raw))


def test_proxy_that_does_not_answer_is_a_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        raw = raw_client(
            "https://sagemaker.test",
            proxies={"https": f"http://127.0.0.1:{proxy.getsockname()[1]}"},
            connect_timeout=0.3,
            read_timeout=0.3,
        )
        with pytest.raises(ReadTimeoutError):
            SageMaker(client=raw).describe_model(model_name="churn")
        with pytest.raises(ReadTimeoutError):
            asyncio.run(asyncio.wait_for(described(raw), 8))


def test_proxy_without_an_address_is_an_error_of_the_proxy() -> None:
    raw = raw_client("http://sagemaker.test", proxies={"http": "http://no-such-host.invalid:80"})
    for call in (
        lambda: SageMaker(client=raw).describe_model(model_name="churn"),
        lambda: asyncio.run(described(raw)),
    ):
        with pytest.raises(ProxyConnectionError):
            call()


def test_user_in_the_endpoint_is_not_sent() -> None:
    with running(HttpRecorder()) as server:
        server.answer = (200, {}, MODEL)
        raw = raw_client(server.url.replace("http://", "http://user:secret@"))
        assert asyncio.run(described(raw)) == "churn"
        assert server.received[0].headers["authorization"].startswith("AWS4-HMAC-SHA256 ")


def test_path_of_an_endpoint_is_encoded_as_for_a_synchronous_call() -> None:
    with running(HttpRecorder()) as server:
        server.answer = (200, {}, MODEL)
        raw = raw_client(server.url + "/a b/é/c%2Fd~+")
        SageMaker(client=raw).describe_model(model_name="churn")
        asyncio.run(described(raw))
        theirs, ours = (request.path for request in server.received)
        assert ours == theirs


def test_header_of_a_hook_may_be_a_number() -> None:
    def add(request: Any, **_: Any) -> None:
        request.headers["X-Number"] = 5

    with running(HttpRecorder()) as server:
        server.answer = (200, {}, MODEL)
        raw = raw_client(server.url)
        raw.meta.events.register("before-send", add)
        asyncio.run(described(raw))
        assert server.received[0].headers["x-number"] == "5"


def test_read_timeout_of_a_request_is_used() -> None:
    """Some operations of botocore have one of their own, in the context of the request."""

    def shorten(request: Any, **_: Any) -> None:
        request.context["read_timeout"] = 0.2

    def stalled(connection: Connection) -> None:
        connection.socket.recv(1)

    with faulty_server(stalled) as server:
        raw = raw_client(server.endpoint_url)
        raw.meta.events.register("request-created", shorten)
        with pytest.raises(ReadTimeoutError):
            asyncio.run(asyncio.wait_for(described(raw), 5))


# --- credentials ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lifetime", [2, 12], ids=["mandatory", "advisory"])
def test_credentials_that_expire_soon_are_never_refreshed_in_the_event_loop(lifetime: int) -> None:
    threads: list[int] = []
    soon = datetime.now(UTC) + timedelta(minutes=lifetime)

    def refresh() -> dict[str, str]:
        threads.append(threading.get_ident())
        time.sleep(0.05)
        if lifetime == 12:  # a failure is not an error yet
            raise OSError("no metadata service")
        return {
            "access_key": "AKID", "secret_key": "secret", "token": "t",
            "expiry_time": soon.isoformat(),
        }  # fmt: skip

    session: Any = botocore.session.Session()
    session._credentials = RefreshableCredentials("AKID", "s", "t", soon, refresh, "test")
    with faulty_server(answer(MODEL)) as server:
        raw = session.create_client(
            "sagemaker", region_name="eu-west-1", endpoint_url=server.endpoint_url
        )

        async def calls() -> None:
            async with AsyncSageMaker(client=raw) as client:
                await asyncio.gather(*(client.describe_model(model_name="churn") for _ in range(3)))

        asyncio.run(calls())
    assert threads
    assert threading.get_ident() not in threads


# --- methods --------------------------------------------------------------------------------------


def test_streams_of_operations_called_by_name_are_read_asynchronously() -> None:
    names = {"EndpointName": "churn", "Body": b"0123456789"}

    async def calls() -> None:
        raw = raw_client(server.url, service="sagemaker-runtime")
        async with AsyncSageMakerRuntime(client=raw) as client:
            response = await client.call("InvokeEndpoint", names)
            assert isinstance(response["Body"], ByteStream)
            assert await response["Body"].aread() == b"0123456789"
            response = await client.call("InvokeEndpointWithResponseStream", names)
            async with response["Body"] as events:
                parts = [event["PayloadPart"]["Bytes"] async for event in events]
            assert parts == [b"0123456", b"789"]
            response = await client.call("InvokeEndpointWithResponseStream", names)
            await response["Body"].aclose()

    with endpoint() as server:
        asyncio.run(calls())
        raw = raw_client(server.url, service="sagemaker-runtime")
        found = SageMakerRuntime(client=raw).call("InvokeEndpoint", names)
        assert found["Body"].read() == b"0123456789"  # botocore's


async def is_ready(_: object) -> bool:
    return True


CALLBACKS: Final[dict[str, dict[str, Any]]] = {
    "until": {"until": is_ready},
    "fail_on": {"until": "InService", "fail_on": is_ready},
    "status": {"until": "InService", "status": is_ready},
    "on_progress": {"until": "InService", "on_progress": is_ready},
}


@pytest.mark.parametrize("argument", CALLBACKS)
def test_coroutine_functions_are_refused_as_callbacks_of_a_wait(argument: str) -> None:
    """Their result would be true, and they would never run."""
    raw = boto_client()
    request = DescribeEndpointRequest(endpoint_name="churn")
    message = f"{argument}= must be an ordinary function, got a coroutine function"
    with pytest.raises(TypeError, match=message):
        SageMaker(client=raw).wait(request, **CALLBACKS[argument])
    with pytest.raises(TypeError, match=message):
        asyncio.run(AsyncSageMaker(client=raw).wait(request, **CALLBACKS[argument]))


def test_methods_use_the_send_of_a_subclass() -> None:
    sent: list[object] = []

    class Noting(AsyncSageMaker):
        async def send(self, request: Any) -> Any:
            sent.append(request)
            return await super().send(request)

    async def call() -> str:
        async with Noting(client=raw_client(server.endpoint_url)) as client:
            untyped: Any = client
            with pytest.raises(TypeError, match=r"Noting.describe_model\(\) has no argument"):
                await untyped.describe_model(model_nam="churn")
            return name_of(await client.describe_model(model_name="churn"))

    with faulty_server(answer(MODEL)) as server:
        assert asyncio.run(call()) == "churn"
    assert sent == [DescribeModelRequest(model_name="churn")]


def test_error_of_a_property_of_a_subclass_is_shown() -> None:
    class WithProperty(AsyncSageMaker):
        @property
        def account(self) -> str:
            found: Any = self
            return str(found.missing)

    with pytest.raises(AttributeError, match="missing"):
        print(WithProperty(client=boto_client()).account)


MAKERS: Final[dict[str, Callable[[AsyncSageMaker], Any]]] = {
    "items": lambda client: client.items(ListModelsRequest()),
    "pages": lambda client: client.pages(ListModelsRequest()),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_two_tasks_at_one_listing_are_an_error(make: Callable[[AsyncSageMaker], Any]) -> None:
    async def calls() -> list[Any]:
        async with AsyncSageMaker(client=raw_client(server.endpoint_url)) as client:
            listing = make(client)
            steps = [asyncio.ensure_future(anext(listing)) for _ in range(2)]
            return await asyncio.gather(*steps, return_exceptions=True)

    with faulty_server(answer(b'{"Models": [%s]}' % MODEL)) as server:
        _, error = asyncio.run(calls())
    assert isinstance(error, RuntimeError)
    assert "another task is at the next step of this listing" in str(error)


def test_connection_that_is_closed_without_a_response_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"

        def accept() -> None:
            server.accept()[0].close()

        thread = threading.Thread(target=accept)
        thread.start()
        with pytest.raises(ConnectionClosedError):
            asyncio.run(described(raw_client(url)))
        thread.join()
