"""Tools that instrument botocore record the same for a typed call as for a raw one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.endpoint import endpoint
from helpers.folders import TESTS

from sagemaker_typed.local import local_server

# What each record must contain, so that a tool that records nothing does not pass.
TOOLS = {
    "datadog": "api.sagemaker.describemodel",
    "opentelemetry_spans": "SageMaker.DescribeModel",
    "sentry": "aws.sagemaker.DescribeModel",
    "xray": '"operation": "DescribeModel"',
}


# The headers that these tools add to each request, in methods of botocore that they wrap.
ADD_HEADERS = {"opentelemetry_spans": "x-amzn-trace-id", "xray": "x-amzn-trace-id"}


@pytest.fixture(scope="module")
def urls() -> Iterator[list[str]]:
    with local_server(engine="moto", region_name="eu-west-1") as server, endpoint() as runtime:
        yield [server.endpoint_url, runtime.url]


def run(program: str, *arguments: str) -> Any:
    """Run a program of this folder, and return what it prints."""
    path = [str(TESTS), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    done = subprocess.run(
        [sys.executable, "-m", f"tools.{program}", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_records_the_same_for_typed_and_asynchronous_calls(tool: str, urls: list[str]) -> None:
    records = run("record", tool, *urls)

    assert TOOLS[tool] in records["describe"]["Raw"]
    assert "the request id" in records["describe"]["Raw"]
    assert "400" in records["fail"]["Raw"]
    if tool in ADD_HEADERS:
        assert ADD_HEADERS[tool] in records["describe"]["Raw"]
    raw = {name: found["Raw"] for name, found in records.items()}
    assert {name: found["Typed"] for name, found in records.items()} == raw
    assert {name: found["Asynchronous"] for name, found in records.items()} == raw


@pytest.mark.parametrize("tool", ["opentelemetry", "xray"])
def test_spans_of_concurrent_calls_have_the_parents_of_their_tasks(
    tool: str, urls: list[str]
) -> None:
    parents = run("concurrent_spans", tool, urls[0])

    assert parents == sorted(f"task-{number}" for number in range(20))
