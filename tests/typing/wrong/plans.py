"""Errors with plans.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from typing import assert_type

from sagemaker_typed import AsyncSageMaker, SageMaker
from sagemaker_typed.featurestore_runtime import GetRecordRequest
from sagemaker_typed.sagemaker import (
    CreateEndpointRequest,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    Tag,
)

# -> misspelt-import: Pln
from sagemaker_typed import Pln

# -> misspelt-import: ReplacementErr
from sagemaker_typed.planning import ReplacementErr

request = CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="churn-green")
record = GetRecordRequest(feature_group_name="a", record_identifier_value_as_string="7")
tag = Tag(key="team", value="churn")
client = SageMaker()
plan = client.plan(request)

# -> wrong-argument: Tag, Request[
client.plan(tag)
# -> wrong-argument: CreateEndpointRequest, Request[
client.plan(CreateEndpointRequest)
# -> wrong-argument: GetRecordRequest, Literal[
client.plan(record)
# -> misspelt-keyword: default
client.plan(request, default=True)
# -> misspelt-attribute: acton, Plan
plan.acton
# -> misspelt-attribute: difference, Plan
plan.difference
# -> misspelt-attribute: reason, Step
plan.steps[0].reason

# -> wrong-argument: Tag, Request[
client.ensure(tag)
# -> wrong-argument: GetRecordRequest, Literal[
client.ensure(record)
# -> misspelt-keyword: replace
client.ensure(request, replace=True)
# -> wrong-argument: float
client.ensure(request, timeout="60")
# -> wrong-argument: DescribeEndpointResponse
client.ensure(request, describe=DescribeEndpointResponse)
# -> misspelt-attribute: endpoint_status, Response
client.ensure(request).endpoint_status
# -> misspelt-attribute: endpoint_staus, DescribeEndpointResponse
client.ensure(request, describe=DescribeEndpointRequest).endpoint_staus


async def asynchronous(client: AsyncSageMaker) -> None:
    # -> misspelt-attribute: action
    client.plan(request).action
    # -> wrong-argument: Tag, Request[
    await client.ensure(tag)
    # -> misspelt-attribute: endpoint_status, Response
    (await client.ensure(request)).endpoint_status
