"""Tests of ``each`` and ``describe_each`` of asynchronous clients: tasks instead of threads."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, cast

import psutil
import pytest
from botocore.exceptions import ConnectionClosedError
from helpers.boto_calls import boto_client
from helpers.faults import raw_client
from helpers.quotas import Quotas, Response, described, quotas, summary

from sagemaker_typed import (
    AsyncSageMaker,
    FailedRequest,
    ServiceError,
    from_boto,
    requests_for,
)
from sagemaker_typed.errors import ThrottlingException
from sagemaker_typed.sagemaker import (
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    ListTrainingJobsRequest,
    StopTrainingJobRequest,
    TrainingJobSummary,
)

DESCRIBE = "DescribeTrainingJob"
Scenario = Callable[[AsyncSageMaker, Quotas], Awaitable[None]]


def requests(count: int = 10**9) -> Iterator[DescribeTrainingJobRequest]:
    return (DescribeTrainingJobRequest(training_job_name=f"job-{n}") for n in range(count))


def names(count: int) -> list[str]:
    return [f"job-{number}" for number in range(count)]


async def collect(found: AsyncIterator[DescribeTrainingJobResponse], seen: list[str]) -> None:
    async for one in found:
        seen.append(one.training_job_name)  # noqa: PERF401 - keeps what came before an error


async def quiet(server: Quotas) -> None:
    """Wait until the server gets no more calls; those that were cancelled can arrive late."""
    seen, since = len(server.calls), time.monotonic()
    start = since
    while (now := time.monotonic()) - since < 0.2:
        assert now - start < 10, "calls do not stop"
        await asyncio.sleep(0.02)
        if len(server.calls) != seen:
            seen, since = len(server.calls), time.monotonic()


def run(scenario: Scenario, count: int = 100, **options: Any) -> None:
    """Run a scenario, and check that no task and no thread is left before the loop ends."""

    async def main(server: Quotas) -> None:
        async with AsyncSageMaker(client=raw_client(server.url)) as client:
            await scenario(client, server)
            gc.collect()
            for _ in range(100):  # a task that closes an abandoned iterator ends by itself
                if len(asyncio.all_tasks()) == 1:
                    break
                await asyncio.sleep(0.01)
            assert asyncio.all_tasks() == {asyncio.current_task()}
            await quiet(server)

    with quotas(count, **options) as server:
        asyncio.run(main(server))
    left = [thread.name for thread in threading.enumerate()]
    assert not [name for name in left if name.startswith("sagemaker-typed")]


def test_describe_each_keeps_the_order_and_sends_several_at_a_time() -> None:
    async def scenario(client: AsyncSageMaker, server: Quotas) -> None:
        jobs = client.items(ListTrainingJobsRequest())
        found = [one async for one in client.describe_each(jobs, DescribeTrainingJobRequest)]
        assert [one.training_job_name for one in found] == names(150)
        assert {type(one) for one in found} == {DescribeTrainingJobResponse}
        assert 2 <= server.most <= 8
        listed = [asked for name, asked, _ in server.calls if name == "ListTrainingJobs"]
        assert listed == [{"MaxResults": 100}, {"MaxResults": 100, "NextToken": "100"}]
        some = [one async for one in client.describe_each(["job-7"], DescribeTrainingJobRequest)]
        assert some == found[7:8]

    run(scenario, 150, delay=0.005)


def test_requests_can_come_from_synchronous_and_asynchronous_iterables() -> None:
    async def source() -> AsyncIterator[DescribeTrainingJobRequest]:
        for request in requests(12):
            await asyncio.sleep(0)
            yield request

    async def scenario(client: AsyncSageMaker, server: Quotas) -> None:
        for given in (requests(12), source(), [*requests(12)]):
            found = [one.training_job_name async for one in client.each(given, workers=3)]
            assert found == names(12)
        jobs = client.items(ListTrainingJobsRequest(), max_items=3)
        stops = [request async for request in requests_for(jobs, StopTrainingJobRequest)]
        assert stops == [StopTrainingJobRequest(training_job_name=name) for name in names(3)]
        with pytest.raises(ValueError, match="workers must be at least 1"):
            client.each([], workers=0)
        with pytest.raises(TypeError, match="use send for a single one"):
            await anext(client.each(cast("Any", next(requests()))))

    run(scenario)


def test_no_more_requests_are_taken_than_there_are_workers() -> None:
    async def scenario(client: AsyncSageMaker, server: Quotas) -> None:
        taken: list[DescribeTrainingJobRequest] = []

        def source() -> Iterator[DescribeTrainingJobRequest]:
            for request in requests():
                taken.append(request)
                yield request

        found = client.each(source(), workers=4)
        for number in range(10):
            await anext(found)
            assert number < len(taken) <= number + 4
            await asyncio.sleep(0.01)
            assert len(server.calls) <= number + 4
        await found.aclose()
        assert len(asyncio.all_tasks()) == 1  # closing waits for the tasks

    run(scenario)


def test_throttling_slows_down_instead_of_failing() -> None:
    async def scenario(client: AsyncSageMaker, server: Quotas) -> None:
        careless = await asyncio.gather(
            *(client.send(request) for request in requests(40)), return_exceptions=True
        )
        assert any(isinstance(one, ThrottlingException) for one in careless)
        before, start = server.throttled[DESCRIBE], time.monotonic()
        found = [one.training_job_name async for one in client.each(requests(100))]
        assert found == names(100)
        assert time.monotonic() - start < 15
        assert server.throttled[DESCRIBE] - before < 100

    run(scenario, rate=60, burst=5)


def test_errors_are_raised_skipped_or_returned_in_their_place() -> None:
    async def scenario(client: AsyncSageMaker, server: Quotas) -> None:
        refusal: Response = (400, {"__type": "ValidationException", "message": "no"})
        faults: list[tuple[Response, type[Exception]]] = [
            (refusal, ServiceError), ((0, {}), ConnectionClosedError)
        ]  # fmt: skip
        for response, expected in faults:
            for place in (0, 3, 9):
                server.special = {f"job-{place}": deque([response])}
                seen: list[str] = []
                with pytest.raises(expected) as caught:
                    await collect(client.each(requests(10), workers=3), seen)
                assert seen == names(place)
                notes = [f"Request {place + 1} of many: TrainingJob 'job-{place}'"]
                assert caught.value.__notes__ == notes
                skipped = client.each(requests(10), workers=3, errors="skip")
                others = [name for name in names(10) if name != f"job-{place}"]
                assert [one.training_job_name async for one in skipped] == others
                returned = [
                    one async for one in client.each(requests(10), workers=3, errors="yield")
                ]
                failed = returned[place]
                assert isinstance(failed, FailedRequest)
                assert isinstance(failed.error, expected)
                assert len([one for one in returned if isinstance(one, FailedRequest)]) == 1

    run(scenario)


def test_no_task_is_left_when_the_consumer_stops() -> None:
    async def breaks(client: AsyncSageMaker, server: Quotas) -> None:
        async for _ in client.each(requests()):
            break

    async def fails(client: AsyncSageMaker, server: Quotas) -> None:
        with contextlib.suppress(ZeroDivisionError):
            async for _ in client.each(requests()):
                raise ZeroDivisionError

    async def closes(client: AsyncSageMaker, server: Quotas) -> None:
        async with contextlib.aclosing(client.each(requests())) as found:
            await anext(found)
        assert len(asyncio.all_tasks()) == 1

    async def never_starts(client: AsyncSageMaker, server: Quotas) -> None:
        client.each(requests())

    async def source_fails(client: AsyncSageMaker, server: Quotas) -> None:
        async def source() -> AsyncIterator[DescribeTrainingJobRequest]:
            for request in requests(5):
                yield request
            raise ZeroDivisionError

        seen: list[str] = []
        with pytest.raises(ZeroDivisionError):
            await collect(client.each(source(), workers=3), seen)
        assert seen == names(5)

    for scenario in (breaks, fails, closes, never_starts, source_fails):
        run(scenario, delay=0.01)


@pytest.mark.parametrize("delay", [0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.3])
@pytest.mark.parametrize("kind", ["calls", "turns", "throttled"])
def test_no_task_is_left_after_a_cancellation_at_any_moment(delay: float, kind: str) -> None:
    async def scenario(client: AsyncSageMaker, server: Quotas) -> None:
        async def consume() -> None:
            jobs = client.items(ListTrainingJobsRequest())
            rate = 0.5 if kind == "turns" else None
            async for _ in client.describe_each(jobs, DescribeTrainingJobRequest, rate=rate):
                await asyncio.sleep(0.001)

        if kind == "throttled":
            refusal: Response = (400, {"__type": "ThrottlingException", "message": "no"})
            server.special = {name: deque([refusal]) for name in names(1000)[3:]}
        task = asyncio.create_task(consume())
        await asyncio.sleep(delay)
        start = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - start < 2

    run(scenario, 1000, delay=0.02)


def test_loop_that_ends_with_an_open_iterator_leaves_nothing() -> None:
    kept: list[Any] = []

    async def main(url: str) -> None:
        client = AsyncSageMaker(client=raw_client(url))
        found = client.each(requests())
        kept.append(found)
        await anext(found)
        await client.aclose()

    with quotas(10, delay=0.01) as server:
        asyncio.run(main(server.url))  # closes asynchronous generators
    kept.clear()
    gc.collect()


class Stubbed(AsyncSageMaker):
    """A client whose synchronous client has no transport."""

    async def _connected(self) -> Any:
        client = await super()._connected()
        vars(client)["send"] = stubbed
        return client


def stubbed(request: Any) -> Any:
    if not isinstance(request, ListTrainingJobsRequest):
        return from_boto(DescribeTrainingJobResponse, described({"TrainingJobName": "job"}))
    end = int(request.next_token or 0) + 100
    page: dict[str, Any] = {"TrainingJobSummaries": [summary("job")] * 100}
    if end < 40_000:
        page["NextToken"] = str(end)
    return from_boto(request.__response__, page)


def test_memory_is_flat() -> None:
    async def main() -> None:
        client, process = Stubbed(client=boto_client()), psutil.Process()
        jobs: AsyncIterator[TrainingJobSummary] = client.items(ListTrainingJobsRequest())
        count = first = 0
        async for _ in client.describe_each(jobs, DescribeTrainingJobRequest):
            count += 1
            if count == 5_000:
                gc.collect()
                first = process.memory_info().rss
        gc.collect()
        assert count == 40_000
        assert process.memory_info().rss - first < 8_000_000  # the responses would take 20 MB
        await client.aclose()

    asyncio.run(main())
