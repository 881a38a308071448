"""List training jobs and describe each, against a server on this machine.

Prints the elapsed and the CPU seconds. Arguments: the side, the address.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

WORKERS = 8
SETTINGS: dict[str, Any] = {
    "region_name": "us-west-2",
    "aws_access_key_id": "benchmark",
    "aws_secret_access_key": "benchmark",
}


def measured(run: Callable[[], int]) -> dict[str, float]:
    """Return the seconds of a run, after one that creates everything."""
    count = run()
    start, cpu = time.perf_counter(), time.process_time()
    assert run() == count
    return {"elapsed": time.perf_counter() - start, "CPU": time.process_time() - cpu}


def typed(address: str) -> dict[str, float]:
    """Measure ``describe_each``."""
    from sagemaker_typed import SageMaker, sagemaker

    client = SageMaker(endpoint_url=address, **SETTINGS)

    def run() -> int:
        listed = client.items(sagemaker.ListTrainingJobsRequest())
        found = client.describe_each(listed, sagemaker.DescribeTrainingJobRequest, workers=WORKERS)
        return sum(1 for _ in found)

    return measured(run)


def asynchronous(address: str) -> dict[str, float]:
    """Measure ``describe_each`` of the asynchronous client."""
    from sagemaker_typed import AsyncSageMaker, sagemaker

    client = AsyncSageMaker(endpoint_url=address, **SETTINGS)

    async def describe() -> int:
        listed = client.items(sagemaker.ListTrainingJobsRequest())
        found = client.describe_each(listed, sagemaker.DescribeTrainingJobRequest, workers=WORKERS)
        return len([one async for one in found])

    with asyncio.Runner() as runner:
        seconds = measured(lambda: runner.run(describe()))
        runner.run(client.aclose())
    return seconds


def names(client: Any) -> list[str]:
    """Return the names of the jobs, with boto3's paginator."""
    pages = client.get_paginator("list_training_jobs").paginate()
    return [*pages.search("TrainingJobSummaries[].TrainingJobName")]


def loop(address: str) -> dict[str, float]:
    """Measure a loop over boto3."""
    import boto3

    client: Any = boto3.client("sagemaker", endpoint_url=address, **SETTINGS)

    def run() -> int:
        return len([client.describe_training_job(TrainingJobName=name) for name in names(client)])

    return measured(run)


def threads(address: str) -> dict[str, float]:
    """Measure boto3 in threads."""
    import boto3

    client: Any = boto3.client("sagemaker", endpoint_url=address, **SETTINGS)
    with ThreadPoolExecutor(WORKERS) as pool:

        def run() -> int:
            found = pool.map(
                lambda name: client.describe_training_job(TrainingJobName=name), names(client)
            )
            return len([*found])

        return measured(run)


if __name__ == "__main__":
    side, address = sys.argv[1:]
    sides = {"typed": typed, "async": asynchronous, "loop": loop, "threads": threads}
    print(json.dumps(sides[side](address)))
