"""Plans of asynchronous clients are those of synchronous ones, and do not block the event loop."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from helpers.account import Account
from helpers.answers import Clock

from sagemaker_typed import AsyncSageMaker, WaitFailed
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.planning import ReplacementError

ENDPOINT = sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="blue")
GREEN = sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="green")
CONFIG = sm.CreateEndpointConfigRequest(
    endpoint_config_name="blue",
    production_variants=[sm.ProductionVariant(variant_name="all", model_name="churn")],
)


def run(
    work: Callable[[AsyncSageMaker, Account], Coroutine[Any, Any, Any]], account: Account
) -> Any:
    async def in_client() -> Any:
        async with AsyncSageMaker(client=account.raw) as client:
            return await work(client, account)

    return asyncio.run(in_client())


def test_same_calls_plans_and_results_as_the_synchronous_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("_tasks", "waiting.schedule", "planning.waits"):
        monkeypatch.setattr(f"sagemaker_typed.{module}.time", Clock())
    requests = [CONFIG, GREEN]

    def started() -> Account:
        account = Account()
        account.client.ensure(ENDPOINT)
        account.statuses["UpdateEndpoint"] = ["Updating", "InService"]
        account.forget_calls()
        return account

    account = started()
    plan = account.client.plan(requests)
    found = account.client.ensure(requests, poll=0)
    calls = account.calls

    async def work(client: AsyncSageMaker, account: Account) -> Any:
        assert await client.plan(requests) == plan
        assert await client.ensure(requests, poll=0) == found
        assert account.calls == calls
        assert (await client.plan(requests)).action == "nothing"

    run(work, started())


def test_waiting_does_not_block_the_event_loop() -> None:
    account = Account()
    account.statuses["CreateEndpoint"] = ["Creating", "InService"]

    async def work(client: AsyncSageMaker, account: Account) -> float:
        ticks: list[float] = []

        async def tick() -> None:
            while True:
                ticks.append(time.monotonic())
                await asyncio.sleep(0.01)

        ticking = asyncio.ensure_future(tick())
        await client.ensure(ENDPOINT, poll=2)
        ticking.cancel()
        return max(after - before for before, after in itertools.pairwise(ticks))

    assert run(work, account) < 1  # a pause that blocks takes 2 seconds


def test_errors_are_the_same() -> None:
    async def work(client: AsyncSageMaker, account: Account) -> None:
        await client.ensure(CONFIG)
        other = sm.CreateEndpointConfigRequest(
            endpoint_config_name="blue",
            production_variants=[sm.ProductionVariant(variant_name="b", model_name="churn")],
        )
        with pytest.raises(ReplacementError):
            await client.ensure(other)
        account.statuses["CreateEndpoint"] = ["Failed"]
        with pytest.raises(WaitFailed) as caught:
            await client.ensure(ENDPOINT)
        assert "ensure has done: CreateEndpoint for Endpoint 'churn'" in caught.value.__notes__
        with pytest.raises(TypeError, match="expected a create request"):
            await client.plan(sm.ListModelsRequest())

    run(work, Account())


def test_call_that_was_cancelled_is_continued_by_another() -> None:
    async def work(client: AsyncSageMaker, account: Account) -> None:
        account.statuses["CreateEndpoint"] = ["Creating"]
        running = asyncio.ensure_future(client.ensure(ENDPOINT, poll=60))
        while "CreateEndpoint" not in account.operations:
            await asyncio.sleep(0.01)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        account.only("Endpoint").statuses = ["InService"]
        await client.ensure(ENDPOINT)
        assert account.changes == ["CreateEndpoint"]

    run(work, Account())
