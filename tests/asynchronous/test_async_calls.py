"""Asynchronous clients send and return what synchronous ones do."""

from __future__ import annotations

import asyncio
import inspect
import json
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

import botocore.session
import pytest
from botocore.credentials import RefreshableCredentials
from botocore.exceptions import NoRegionError
from botocore.stub import Stubber
from helpers.boto_calls import Recorder, boto_client
from helpers.cases import each
from helpers.endpoint import endpoint
from helpers.faults import Connection, answer, faulty_server, raw_client
from helpers.http_recorder import HttpRecorder
from helpers.samples import SERVICES, Operation, client_class, http_answer, operations, sample
from helpers.servers import running

import sagemaker_typed
from sagemaker_typed import (
    AsyncBaseClient,
    AsyncSageMaker,
    AsyncSageMakerRuntime,
    BaseClient,
    ByteStream,
    SageMaker,
    ViolationError,
    WaitTimeout,
    from_boto,
)
from sagemaker_typed.sagemaker import (
    DescribeModelRequest,
    ListModelsRequest,
    ListModelsResponse,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound

TIME_DEPENDENT: Final = {"authorization", "x-amz-date"}
MODEL: Final = json.dumps({"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}).encode()


def async_class(service: str) -> type[AsyncBaseClient]:
    cls: type[AsyncBaseClient] = getattr(sagemaker_typed, f"Async{client_class(service).__name__}")
    return cls


class Pair:
    """A synchronous and an asynchronous client of each service, one event loop, and one server."""

    def __init__(self, server: HttpRecorder, runner: asyncio.Runner) -> None:
        self.server = server
        self.runner = runner
        self.client = cache(self._client)
        self.async_client = cache(self._async_client)

    def _client(self, service: str) -> BaseClient:
        return client_class(service)(client=raw_client(self.server.url, service=service))

    def _async_client(self, service: str) -> AsyncBaseClient:
        return async_class(service)(client=raw_client(self.server.url, service=service))

    async def close(self) -> None:
        for service in SERVICES:
            await self.async_client(service).aclose()
            for client in (self.client(service), self.async_client(service)):
                client.boto_client.close()


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with running(HttpRecorder()) as server, asyncio.Runner() as runner:
        pair = Pair(server, runner)
        yield pair
        runner.run(pair.close())


@each("operation", operations())
def test_every_operation_sends_and_returns_the_same(operation: Operation, pair: Pair) -> None:
    request = from_boto(operation.request, sample(operation.input))
    found = http_answer(operation, sample(operation.output))
    body = found["body"]
    content = body if isinstance(body, bytes) else body.read()
    pair.server.answer = (200, found["headers"], content)
    pair.server.received.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("uuid.uuid4", lambda: UUID(int=1))  # idempotency tokens, invocation ids
        expected = pair.client(operation.service).send(request)
        response = pair.runner.run(pair.async_client(operation.service).send(request))

    theirs, ours = (
        (
            one.method,
            one.path,
            {name: value for name, value in one.headers.items() if name not in TIME_DEPENDENT},
            one.body,
        )
        for one in pair.server.received
    )
    assert ours == theirs
    assert type(response) is type(expected)
    if operation.payload is None:
        assert response == expected
    else:
        wire_names = response.__wire_names__
        (name,) = (name for name, wire in wire_names.items() if wire == operation.payload)
        stream, other = getattr(response, name), getattr(expected, name)
        if isinstance(stream, ByteStream):
            assert pair.runner.run(stream.aread()) == other.read() == content
        for one in (stream, other):
            one.close()
    metadata = response.response_metadata
    kept = {name: value for name, value in metadata.http_headers.items() if name != "date"}
    others = expected.response_metadata.http_headers
    assert kept == {name: value for name, value in others.items() if name != "date"}


def test_methods_are_coroutine_functions_with_the_same_signatures() -> None:
    for service in SERVICES:
        theirs, ours = client_class(service), async_class(service)
        names = [name for name in dir(theirs) if name[0] != "_" and not hasattr(BaseClient, name)]
        assert names
        for name in names:
            method: Any = getattr(ours, name)
            assert inspect.iscoroutinefunction(method)
            assert inspect.signature(method) == inspect.signature(getattr(theirs, name))
            assert method.__doc__ == getattr(theirs, name).__doc__


def test_client_has_the_methods_of_the_base_class() -> None:
    ours = {name for name in dir(AsyncBaseClient) if name[0] != "_"}
    theirs = {name for name in dir(BaseClient) if name[0] != "_"}
    assert theirs - ours == {"close"}
    assert ours - theirs == {"aclose"}


# --- errors ---------------------------------------------------------------------------------------


def test_errors_are_typed() -> None:
    async def calls() -> None:
        raw = boto_client()
        client = AsyncSageMaker(client=raw)
        with Stubber(raw) as stubber:
            stubber.add_client_error("describe_model", "ResourceNotFound", "no", 404)
            with pytest.raises(ResourceNotFound) as caught:
                await client.describe_model(model_name="churn")
        assert caught.value.__context__ is None
        untyped: Any = client
        with pytest.raises(ViolationError, match="model_name"):
            await untyped.describe_model(model_name=5)
        with pytest.raises(TypeError, match="its argument is model_name"):
            await untyped.describe_model(name="churn")
        with pytest.raises(TypeError, match="not paginated"):
            client.pages(untyped_request())

    asyncio.run(calls())


def untyped_request() -> Any:
    return DescribeModelRequest(model_name="churn")


def test_constructor_reads_nothing_and_its_errors_come_with_the_first_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    client = AsyncSageMaker()
    assert repr(client) == "<AsyncSageMaker, not connected>"
    with pytest.raises(RuntimeError, match="async with client"):
        _ = client.boto_client
    for _ in range(2):
        with pytest.raises(NoRegionError):
            asyncio.run(client.describe_model(model_name="churn"))


def test_wrong_names_are_explained() -> None:
    client: Any = AsyncSageMaker
    with pytest.raises(
        TypeError, match=r"AsyncSageMaker\(\) has no argument 'region'.*region_name"
    ):
        client(region="eu-west-1")
    made = client(region_name="eu-west-1")
    with pytest.raises(AttributeError, match="did you mean describe_model"):
        _ = made.describe_modle
    with pytest.raises(AttributeError, match="use wait"):
        _ = made.get_waiter


def test_closing_a_client_leaves_the_calls_of_others_alone() -> None:
    async def calls() -> None:
        async with AsyncSageMaker(client=raw_client(server.endpoint_url)) as client:
            task = asyncio.create_task(client.describe_model(model_name="churn"))
            while not server.requests:
                await asyncio.sleep(0.01)
            other = client.with_options(headers={"X-Mine": "1"})
            async with other:
                pass
            assert (await task).model_name == "churn"
            # A client that was closed opens new connections.
            assert (await other.describe_model(model_name="churn")).model_name == "churn"
            await other.aclose()

    def slow(connection: Connection) -> None:
        time.sleep(0.3)
        answer(MODEL)(connection)

    with faulty_server(slow, answer(MODEL)) as server:
        asyncio.run(calls())


@pytest.mark.parametrize("is_own", [True, False], ids=["own", "wrapped"])
def test_only_an_own_boto3_client_is_closed(is_own: bool) -> None:
    raw = boto_client()
    closed: list[str] = []
    raw.close = lambda: closed.append("closed")

    def create(*_: object, **__: object) -> Any:
        return raw

    session: Any = SimpleNamespace(create_client=create)

    async def calls() -> None:
        async with AsyncSageMaker(session=session) if is_own else AsyncSageMaker(client=raw):
            assert closed == []

    asyncio.run(calls())
    assert closed == ["closed"] * is_own


def test_loop_that_ended_during_the_creation_of_the_client_does_no_harm() -> None:
    with faulty_server(answer(MODEL)) as server:
        client = AsyncSageMaker(client=raw_client(server.endpoint_url))

        async def give_up() -> None:
            task = asyncio.create_task(client.describe_model(model_name="churn"))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            task.cancel()

        async def describe() -> str:
            async with client:
                return (await client.describe_model(model_name="churn")).model_name

        asyncio.run(give_up())
        assert asyncio.run(describe()) == "churn"


def test_client_of_another_event_loop_is_refused() -> None:
    with faulty_server(answer(MODEL)) as server:
        client = AsyncSageMaker(client=raw_client(server.endpoint_url))

        async def describe() -> None:
            await client.describe_model(model_name="churn")

        with asyncio.Runner() as first, asyncio.Runner() as second:
            first.run(describe())
            with pytest.raises(RuntimeError, match="another event loop"):
                second.run(describe())
            first.run(client.aclose())
            second.run(describe())
            second.run(client.aclose())


def test_missing_extra_is_an_error_with_the_command() -> None:
    program = """
import sys
sys.modules["greenlet"] = None
from sagemaker_typed import AsyncSageMaker
try:
    AsyncSageMaker(region_name="eu-west-1")
except ModuleNotFoundError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert 'pip install "sagemaker-typed[async]"' in done.stdout, done.stderr


def test_synchronous_calls_on_the_same_boto3_client_stay_synchronous() -> None:
    with faulty_server(answer(MODEL)) as server:
        raw = raw_client(server.endpoint_url)

        async def calls() -> None:
            async with AsyncSageMaker(client=raw) as client:
                await client.describe_model(model_name="churn")
                assert raw.describe_model(ModelName="churn")["ModelName"] == "churn"
                other = SageMaker(client=raw).describe_model(model_name="churn")
                assert other == await client.describe_model(model_name="churn")

        asyncio.run(calls())
        assert raw.describe_model(ModelName="churn")["ModelName"] == "churn"


def test_stream_of_an_asynchronous_call_cannot_be_read_synchronously() -> None:
    with endpoint() as server:

        async def calls() -> None:
            raw = raw_client(server.url, service="sagemaker-runtime")
            async with AsyncSageMakerRuntime(client=raw) as client:
                response = await client.invoke_endpoint(endpoint_name="churn", body=b"text")
                with pytest.raises(TypeError, match="async for"):
                    response.body.read()

        asyncio.run(calls())


def test_calls_share_as_many_connections_as_the_configuration_allows() -> None:
    class Busy(HttpRecorder):
        active, most = 0, 0

        def process_request_thread(self, request: Any, client_address: Any) -> None:
            with lock:
                self.active += 1
                self.most = max(self.most, self.active)
            try:
                super().process_request_thread(request, client_address)
            finally:
                with lock:
                    self.active -= 1

    async def calls() -> None:
        raw = raw_client(server.url, max_pool_connections=3)
        async with AsyncSageMaker(client=raw) as client:
            await asyncio.gather(*(client.describe_model(model_name="churn") for _ in range(30)))

    lock = threading.Lock()
    with running(Busy()) as server:
        server.answer = (200, {}, MODEL)
        asyncio.run(calls())
    assert server.most == 3
    assert len(server.received) == 30


# --- hooks ----------------------------------------------------------------------------------------


def test_hooks_are_called_as_in_a_synchronous_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID(int=1))
    moment = datetime(2026, 1, 2, 3, 4, 5)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: moment)
    monkeypatch.setattr("random.random", lambda: 0.0)
    raws = [boto_client(), boto_client()]
    theirs, ours = (Recorder(raw, 503, 200) for raw in raws)
    request = ListModelsRequest(name_contains="e")

    SageMaker(client=raws[0]).send(request)
    asyncio.run(AsyncSageMaker(client=raws[1]).send(request))

    assert ours.events == theirs.events
    assert ours.requests == theirs.requests
    assert len(ours.requests) == 2


def test_hooks_see_and_set_the_context_variables_of_the_task() -> None:
    variable: ContextVar[str] = ContextVar("variable", default="none")
    seen: list[str] = []

    def look(**_: Any) -> None:
        seen.append(variable.get())
        variable.set("hook")

    async def calls() -> str:
        variable.set("task")
        raw = boto_client()
        Recorder(raw, 200, events=())
        raw.meta.events.register("before-call", look)
        await AsyncSageMaker(client=raw).list_models()
        return variable.get()

    assert asyncio.run(calls()) == "hook"
    assert seen == ["task"]


# --- listings and waiters -------------------------------------------------------------------------


def listing(raw: Any, *, size: int | None = None) -> Stubber:
    stubber = Stubber(raw)
    model = {"ModelArn": "arn:aws:sagemaker:eu-west-1:123456789012:model/m", "CreationTime": 1}
    for number in range(3):
        page: dict[str, Any] = {"Models": [{"ModelName": f"m{number}{i}", **model} for i in "ab"]}
        expected: dict[str, Any] = {"NextToken": str(number)} if number else {}
        if size is not None:
            expected["MaxResults"] = size
        if number < 2:
            page["NextToken"] = str(number + 1)
        stubber.add_response("list_models", page, expected)
    return stubber


def test_pages_and_items_are_those_of_a_synchronous_client() -> None:
    async def collected(found: AsyncIterator[Any]) -> list[Any]:
        return [one async for one in found]

    raw = boto_client()
    names = [f"m{number}{i}" for number in range(3) for i in "ab"]
    client = AsyncSageMaker(client=raw)
    with listing(raw, size=100):
        items = client.items(ListModelsRequest(), rate=1000)
        assert items.resume_token is not None
        assert [item.model_name for item in asyncio.run(collected(items))] == names
    with listing(raw):
        pages = asyncio.run(collected(client.pages(ListModelsRequest(), max_items=3)))
        assert [type(page) for page in pages] == [ListModelsResponse] * 2
        assert [len(page.models) for page in pages] == [2, 1]
    with listing(raw):
        found = asyncio.run(collected(client.call_items("ListModels")))
        assert [item["ModelName"] for item in found] == names
    with listing(raw):
        found = asyncio.run(collected(client.call_pages("ListModels")))
        assert len(found) == 3


def test_listing_can_be_resumed_in_the_middle_of_a_page() -> None:
    async def first(raw: Any) -> str | None:
        items = AsyncSageMaker(client=raw).items(ListModelsRequest())
        await anext(items)
        return items.resume_token

    async def rest(raw: Any, token: str | None) -> list[str]:
        items = AsyncSageMaker(client=raw).items(ListModelsRequest(), starting_token=token)
        return [item.model_name async for item in items]

    raw = boto_client()
    with listing(raw, size=100):
        token = asyncio.run(first(raw))
    with listing(raw, size=100):
        assert asyncio.run(rest(raw, token)) == ["m0b", "m1a", "m1b", "m2a", "m2b"]


STATUS: Final = {
    "EndpointName": "churn",
    "EndpointArn": "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/churn",
    "EndpointConfigName": "churn",
    "CreationTime": 1,
    "LastModifiedTime": 1,
}


def test_waiters_pause_without_blocking_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    def block(seconds: float) -> None:
        raise AssertionError(f"blocked for {seconds} s")

    monkeypatch.setattr("time.sleep", block)
    raw = boto_client()
    seen: list[str | None] = []

    async def wait() -> None:
        client = AsyncSageMaker(client=raw)
        with Stubber(raw) as stubber:
            for status in ("Creating", "Creating", "InService"):
                stubber.add_response("describe_endpoint", {**STATUS, "EndpointStatus": status})
            found = await client.wait_until_endpoint_in_service(
                endpoint_name="churn", poll=0.01, on_progress=lambda one: seen.append(one.status)
            )
            assert found.endpoint_status == "InService"
            for _ in range(9):
                stubber.add_response("describe_endpoint", {**STATUS, "EndpointStatus": "Creating"})
            with pytest.raises(WaitTimeout):
                await client.wait_until_endpoint_in_service(
                    endpoint_name="churn", poll=0.05, timeout=0.1
                )

    asyncio.run(wait())
    assert seen == ["Creating", "Creating", "InService"]


def test_wait_ends_when_its_task_or_its_event_is_cancelled() -> None:
    raw = boto_client()

    async def wait() -> None:
        client = AsyncSageMaker(client=raw)
        with Stubber(raw) as stubber:
            for _ in range(2):
                stubber.add_response("describe_endpoint", {**STATUS, "EndpointStatus": "Creating"})
            task = asyncio.create_task(client.wait_until_endpoint_in_service(endpoint_name="churn"))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            cancel = threading.Event()
            task = asyncio.create_task(
                client.wait_until_endpoint_in_service(endpoint_name="churn", cancel=cancel)
            )
            await asyncio.sleep(0.1)
            cancel.set()
            async with asyncio.timeout(5):
                with pytest.raises(sagemaker_typed.WaitCancelled):
                    await task

    asyncio.run(wait())


# --- credentials and options ----------------------------------------------------------------------


def test_credentials_are_refreshed_once_and_off_the_event_loop() -> None:
    threads: list[int] = []

    def refresh() -> dict[str, str]:
        threads.append(threading.get_ident())
        time.sleep(0.1)
        end = datetime.now(UTC) + timedelta(hours=1)
        return {
            "access_key": "AKID", "secret_key": "secret", "token": "t",
            "expiry_time": end.isoformat(),
        }  # fmt: skip

    expired = datetime.now(UTC) - timedelta(hours=1)
    waits: list[int] = []

    class Credentials(RefreshableCredentials):
        def get_frozen_credentials(self) -> Any:
            if threading.get_ident() != loop:
                waits.append(threading.get_ident())
            return super().get_frozen_credentials()

    credentials = Credentials("old", "old", "old", expired, refresh, "test")
    loop = threading.get_ident()
    raw = boto_client()
    recorder = Recorder(raw, *[200] * 20)
    raw._request_signer._credentials = credentials

    async def calls() -> None:
        client = AsyncSageMaker(client=raw)
        await asyncio.gather(*(client.list_models() for _ in range(20)))

    asyncio.run(calls())
    assert threads == waits
    assert len(waits) == 1
    assert len(recorder.sent) == 20
    assert all(b"AKID" in request.headers["Authorization"] for request in recorder.sent)


def test_options_make_another_client() -> None:
    async def calls() -> None:
        session: Any = botocore.session.Session()
        options: dict[str, Any] = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
        async with AsyncSageMaker(session=session, region_name="eu-west-1", **options) as client:
            other = client.with_options(endpoint_url=server.endpoint_url, headers={"X-Mine": "1"})
            async with other:
                response = await other.describe_model(model_name="churn")
            assert response.model_name == "churn"
            assert "eu-west-1" in repr(client)
            url = await client.presigned_url(DescribeModelRequest(model_name="churn"))
            assert "X-Amz-Signature" in url

    with faulty_server(answer(MODEL)) as server:
        asyncio.run(calls())
    assert b"X-Mine: 1" in server.requests[0]


def test_cancelled_call_does_not_cancel_the_creation_for_others() -> None:
    async def calls() -> str:
        client = AsyncSageMaker(client=raw_client(server.endpoint_url))
        first, second = (
            asyncio.create_task(client.describe_model(model_name="churn")) for _ in range(2)
        )
        await asyncio.sleep(0)
        first.cancel()
        found = await second
        await client.aclose()
        return found.model_name

    with faulty_server(answer(MODEL)) as server:
        assert asyncio.run(calls()) == "churn"


def test_concurrent_calls_create_one_boto3_client(monkeypatch: pytest.MonkeyPatch) -> None:
    created: list[int] = []
    original = SageMaker.__init__

    def init(self: Any, **options: Any) -> None:
        created.append(threading.get_ident())
        original(self, **options)

    monkeypatch.setattr(SageMaker, "__init__", init)

    async def calls() -> None:
        options: dict[str, Any] = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
        async with AsyncSageMaker(
            region_name="eu-west-1", endpoint_url=server.endpoint_url, **options
        ) as client:
            await asyncio.gather(*(client.describe_model(model_name="churn") for _ in range(5)))

    with faulty_server(answer(MODEL)) as server:
        asyncio.run(calls())
    assert len(created) == 1
    assert created[0] != threading.get_ident()


def test_wait_until_gone_does_not_block_the_event_loop() -> None:
    async def main() -> None:
        raw = boto_client()
        client = AsyncSageMaker(client=raw)
        request = DescribeModelRequest(model_name="churn")
        ticks = 0
        with Stubber(raw) as stubber:
            model = {"ModelName": "churn", "ModelArn": "arn:" + "a" * 20, "CreationTime": 1}
            for _ in range(3):
                stubber.add_response("describe_model", model)
            stubber.add_client_error("describe_model", "ValidationException", "Could not find m")
            waiting = asyncio.ensure_future(client.wait_until_gone(request, poll=0.05))
            while not waiting.done():
                ticks += 1
                await asyncio.sleep(0.01)
            last = await waiting
        assert last is not None
        assert last.model_name == "churn"
        assert ticks > 5
        await client.aclose()

    asyncio.run(main())
