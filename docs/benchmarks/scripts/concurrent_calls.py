"""Many calls against a server on this machine; prints the CPU seconds of each round.

Arguments: the side, the address, the number of calls, the number of rounds. The side ``growth``
prints the peak memory of the process after a tenth of the calls, and after all of them.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

CONNECTIONS = 50
SETTINGS: dict[str, Any] = {
    "region_name": "us-west-2",
    "aws_access_key_id": "benchmark",
    "aws_secret_access_key": "benchmark",
}
NAME = "churn"


def measured(call: Callable[[], object], rounds: int) -> list[float]:
    """Return the CPU seconds of each round, after one that creates everything."""
    call()
    found: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return found


def typed(address: str, count: int, rounds: int) -> list[float]:
    """Measure the asynchronous client of this package."""
    client = _async_client(address)

    async def calls() -> None:
        await asyncio.gather(
            *(client.describe_training_job(training_job_name=NAME) for _ in range(count))
        )

    return _in_one_loop(calls, client.aclose, rounds)


def typed_in_turn(address: str, count: int, rounds: int) -> list[float]:
    """Measure one call after the other of the asynchronous client."""
    client = _async_client(address)

    async def calls() -> None:
        for _ in range(count):
            await client.describe_training_job(training_job_name=NAME)

    return _in_one_loop(calls, client.aclose, rounds)


def synchronous_in_turn(address: str, count: int, rounds: int) -> list[float]:
    """Measure one call after the other of the synchronous client."""
    from sagemaker_typed import SageMaker

    client = SageMaker(endpoint_url=address, **SETTINGS)

    def calls() -> None:
        for _ in range(count):
            client.describe_training_job(training_job_name=NAME)

    return measured(calls, rounds)


def growth(address: str, count: int, rounds: int) -> list[float]:
    """Return the peak memory after a tenth of ``count`` rounds of concurrent calls, and at the end.

    ``rounds`` is the number of concurrent calls.
    """
    import resource

    client = _async_client(address)

    async def calls() -> None:
        await asyncio.gather(
            *(client.describe_training_job(training_job_name=NAME) for _ in range(rounds))
        )

    found: list[float] = []
    with asyncio.Runner() as runner:
        for number in range(1, count // rounds + 1):
            runner.run(calls())
            if number in (count // rounds // 10, count // rounds):
                found.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        runner.run(client.aclose())
    return found


def _async_client(address: str) -> Any:
    from botocore.config import Config

    from sagemaker_typed import AsyncSageMaker

    return AsyncSageMaker(
        endpoint_url=address, config=Config(max_pool_connections=CONNECTIONS), **SETTINGS
    )


def aiobotocore(address: str, count: int, rounds: int) -> list[float]:
    """Measure aiobotocore."""
    from aiobotocore.config import AioConfig
    from aiobotocore.session import get_session

    context: Any = get_session().create_client(
        "sagemaker",
        endpoint_url=address,
        config=AioConfig(max_pool_connections=CONNECTIONS),
        **SETTINGS,
    )
    opened: list[Any] = []

    async def calls() -> None:
        if not opened:
            opened.append(await context.__aenter__())
        await asyncio.gather(
            *(opened[0].describe_training_job(TrainingJobName=NAME) for _ in range(count))
        )

    async def close() -> None:
        await context.__aexit__(None, None, None)

    return _in_one_loop(calls, close, rounds)


def threads(address: str, count: int, rounds: int) -> list[float]:
    """Measure boto3 in threads."""
    import boto3
    from botocore.config import Config

    make: Any = boto3.client
    client = make(
        "sagemaker",
        endpoint_url=address,
        config=Config(max_pool_connections=CONNECTIONS),
        **SETTINGS,
    )
    with ThreadPoolExecutor(CONNECTIONS) as pool:

        def calls() -> None:
            futures = [
                pool.submit(client.describe_training_job, TrainingJobName=NAME)
                for _ in range(count)
            ]
            for future in futures:
                future.result()

        found = measured(calls, rounds)
    client.close()
    return found


def _in_one_loop(
    calls: Callable[[], Coroutine[Any, Any, None]],
    close: Callable[[], Coroutine[Any, Any, None]],
    rounds: int,
) -> list[float]:
    with asyncio.Runner() as runner:
        found = measured(lambda: runner.run(calls()), rounds)
        runner.run(close())
    return found


if __name__ == "__main__":
    side, address, count, rounds = sys.argv[1:]
    sides = {
        "typed": typed,
        "typed in turn": typed_in_turn,
        "synchronous in turn": synchronous_in_turn,
        "aiobotocore": aiobotocore,
        "threads": threads,
        "growth": growth,
    }
    print(json.dumps(sides[side](address, int(count), int(rounds))))
