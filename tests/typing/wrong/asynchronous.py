"""Errors with asynchronous clients.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from typing import assert_type

from sagemaker_typed import AsyncSageMaker, AsyncSageMakerRuntime, SageMaker
from sagemaker_typed.featurestore_runtime import GetRecordRequest
from sagemaker_typed.sagemaker import (
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    DescribeTrainingJobRequest,
    ListModelsResponse,
    ListTrainingJobsRequest,
    Tag,
)

# -> misspelt-import: AsyncSagMaker
from sagemaker_typed import AsyncSagMaker

# -> misspelt-import: AsyncSageMakr
from sagemaker_typed.sagemaker import AsyncSageMakr

# -> misspelt-import: AsyncSageMaker
from sagemaker_typed.runtime import AsyncSageMaker as OfAnotherService

# -> positional: positional arguments
AsyncSageMaker("us-west-2")
# -> misspelt-keyword: region
AsyncSageMaker(region="us-west-2")


async def calls(client: AsyncSageMaker, runtime: AsyncSageMakerRuntime) -> None:
    # -> misspelt-attribute: endpoint_status
    client.describe_endpoint(endpoint_name="churn").endpoint_status
    # -> misspelt-attribute: endpoint_staus, DescribeEndpointResponse
    (await client.describe_endpoint(endpoint_name="churn")).endpoint_staus
    # -> misspelt-attribute: create_modle, AsyncSageMaker
    await client.create_modle(model_name="churn")
    # -> misspelt-keyword: modelname
    await client.create_model(modelname="churn")
    # -> positional:
    await client.create_model("churn")
    # -> missing-keyword: model_name
    await client.create_model()
    # -> wrong-argument: None, str
    await client.create_model(model_name=None)
    # -> wrong-argument: TrainingJobStatus
    await client.list_training_jobs(status_equals="Failed")
    tag = Tag(key="team", value="churn")
    # -> wrong-item: Tag, ProductionVariant
    await client.create_endpoint_config(endpoint_config_name="a", production_variants=[tag])
    # -> wrong-argument: Tag, Request[
    await client.send(tag)
    request = GetRecordRequest(feature_group_name="a", record_identifier_value_as_string="7")
    # -> wrong-argument: GetRecordRequest, Literal[
    await client.send(request)
    # -> missing-keyword: body
    await runtime.invoke_endpoint(endpoint_name="churn")
    # -> wrong-variable: DescribeEndpointResponse
    wrong: ListModelsResponse = await client.describe_endpoint(endpoint_name="churn")
    # -> wrong-variable: DescribeEndpointResponse
    forgotten: DescribeEndpointResponse = client.describe_endpoint(endpoint_name="churn")
    print(wrong, forgotten)
    # -> misspelt-attribute: close, AsyncSageMaker
    client.close()


async def listings(client: AsyncSageMaker) -> None:
    # -> wrong-argument: DescribeTrainingJobRequest, PagedRequest[
    client.items(DescribeTrainingJobRequest(training_job_name="churn"))
    async for job in client.items(ListTrainingJobsRequest()):
        # -> wrong-assert-type: TrainingJobSummary, str
        assert_type(job, str)
    wrong: ListModelsResponse
    # -> wrong-loop-variable: ListTrainingJobsResponse, ListModelsResponse
    async for wrong in client.pages(ListTrainingJobsRequest()):
        print(wrong)


async def waiting(client: AsyncSageMaker) -> None:
    # -> misspelt-attribute: wait_until_endpoint_in_servce
    await client.wait_until_endpoint_in_servce(endpoint_name="churn")
    # -> wrong-argument: float
    await client.wait_until_endpoint_in_service(endpoint_name="churn", timeout="60")
    # -> absent-attribute: endpoint_status
    (await client.wait_until_endpoint_deleted(endpoint_name="churn")).endpoint_status
    # -> missing-keyword: until
    await client.wait(DescribeEndpointRequest(endpoint_name="churn"))
    # -> wrong-variable: AsyncSageMaker, SageMaker
    sync: SageMaker = client
    print(sync)
