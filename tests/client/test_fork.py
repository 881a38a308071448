"""Connections do not survive a fork: a child has to close those that it inherits."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from helpers.endpoint import endpoint

PROGRAM = """
import os, sys

url, kind, closes = sys.argv[1:]
options = {
    "region_name": "eu-west-1", "endpoint_url": url,
    "aws_access_key_id": "testing", "aws_secret_access_key": "testing",
}
if kind == "typed":
    from sagemaker_typed import SageMakerRuntime
    client = SageMakerRuntime(**options)
    def call(body):
        return client.invoke_endpoint(endpoint_name="churn", body=body).body.read()
else:
    import boto3
    client = boto3.client("sagemaker-runtime", **options)
    def call(body):
        return client.invoke_endpoint(EndpointName="churn", Body=body)["Body"].read()

if closes:
    os.register_at_fork(after_in_child=client.close)
assert call(b"parent") == b"parent"
child = os.fork()
if child == 0:
    answer = call(b"child")
    os._exit(answer != b"child")
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert call(b"parent") == b"parent"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.parametrize("kind", ["raw", "typed"])
@pytest.mark.parametrize(("closes", "connections"), [("", 1), ("closes", 2)])
def test_child_that_closes_the_client_has_connections_of_its_own(
    kind: str, closes: str, connections: int
) -> None:
    with endpoint() as server:
        program = [sys.executable, "-c", PROGRAM, server.url, kind, closes]
        subprocess.run(program, check=True, timeout=60)
        assert server.connections == connections
