"""Correct use of the asynchronous clients."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any, assert_type

from sagemaker_typed import (
    AsyncBaseClient,
    AsyncItems,
    AsyncPages,
    AsyncSageMaker,
    AsyncSageMakerFeatureStoreRuntime,
    AsyncSageMakerRuntime,
    ByteStream,
    FailedRequest,
    Progress,
    UntypedResponse,
    requests_for,
)
from sagemaker_typed.feature_records import (
    ReadRecords,
    WrittenRecords,
    async_batch_get,
    async_batch_write,
)
from sagemaker_typed.featurestore_runtime import GetRecordRequest, GetRecordResponse
from sagemaker_typed.instance_types import ProductionVariantInstanceType
from sagemaker_typed.local import LocalServer
from sagemaker_typed.logs import LogEvent
from sagemaker_typed.payloads import async_decode
from sagemaker_typed.progress import show_logs
from sagemaker_typed.runtime import InvokeEndpointRequest, InvokeEndpointResponse
from sagemaker_typed.sagemaker import (
    AsyncSageMaker as FromItsPackage,
)
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigResponse,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    ListTrainingJobsRequest,
    ListTrainingJobsResponse,
    ProductionVariant,
    TrainingJobSummary,
)


def note(progress: Progress[DescribeEndpointResponse]) -> None:
    print(progress.response and progress.response.endpoint_status)


async def calls() -> None:
    async with AsyncSageMaker(region_name="us-west-2") as client:
        assert_type(client, AsyncSageMaker)
        created = await client.create_endpoint_config(
            endpoint_config_name="churn-blue",
            production_variants=[
                ProductionVariant(
                    variant_name="blue",
                    model_name="churn",
                    instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
                )
            ],
        )
        assert_type(created, CreateEndpointConfigResponse)
        assert_type(created.endpoint_config_arn, str)
        described = await client.describe_endpoint(endpoint_name="churn")
        assert_type(described, DescribeEndpointResponse)
        request = DescribeEndpointRequest(endpoint_name="churn")
        assert_type(await client.send(request), DescribeEndpointResponse)
        assert_type(await client.wait_until_gone(request), DescribeEndpointResponse | None)
        raw = await client.send_raw(request)
        assert_type(raw.parse(), DescribeEndpointResponse)
        assert_type(await client.presigned_url(request, expires_in=60), str)
        assert_type(await client.call("ListModels", {"MaxResults": 5}), UntypedResponse)
        print(client.boto_client)
    other: AsyncBaseClient[Any] = client.with_options(timeout=5, headers={"a": "b"})
    await other.aclose()
    assert_type(client.with_options(region_name="eu-west-1"), AsyncSageMaker)


async def concurrent(client: FromItsPackage, names: list[str]) -> list[DescribeTrainingJobResponse]:
    call = client.describe_training_job(training_job_name=names[0])
    coroutine: Coroutine[Any, Any, DescribeTrainingJobResponse] = call
    print(await coroutine)
    calls = [client.describe_training_job(training_job_name=name) for name in names]
    return await asyncio.gather(*calls)


async def listings(client: AsyncSageMaker) -> None:
    request = ListTrainingJobsRequest(max_results=100)
    jobs = client.items(request, max_items=500)
    assert_type(jobs, AsyncItems[TrainingJobSummary])
    async for job in jobs:
        assert_type(job, TrainingJobSummary)
    assert_type([job async for job in client.items(request)], list[TrainingJobSummary])
    pages = client.pages(request, page_size=50, starting_token=jobs.resume_token)
    assert_type(pages, AsyncPages[ListTrainingJobsResponse])
    async for page in pages:
        assert_type(page.training_job_summaries, list[TrainingJobSummary])
    found = client.describe_each(client.items(request), DescribeTrainingJobRequest, workers=8)
    async for described in found:
        assert_type(described, DescribeTrainingJobResponse)
    await found.aclose()
    requests = requests_for(client.items(request), DescribeTrainingJobRequest)
    assert_type(requests, AsyncIterator[DescribeTrainingJobRequest])
    async for one in client.each(requests, errors="yield", rate=2):
        assert_type(one, DescribeTrainingJobResponse | FailedRequest)
    assert_type(
        [one async for one in client.each([DescribeTrainingJobRequest(training_job_name="a")])],
        list[DescribeTrainingJobResponse],
    )
    async for untyped in client.call_pages("ListModels"):
        assert_type(untyped, UntypedResponse)
    async for item in client.call_items("ListModels", max_items=5):
        print(item)


async def waiting(client: AsyncSageMaker) -> None:
    endpoint = await client.wait_until_endpoint_in_service(
        endpoint_name="churn", timeout=60, poll=5, on_progress=note
    )
    assert_type(endpoint, DescribeEndpointResponse)
    deleted = await client.wait_until_endpoint_deleted(endpoint_name="churn")
    assert_type(deleted, DescribeEndpointResponse | None)
    ready = await client.wait(
        DescribeEndpointRequest(endpoint_name="churn"),
        until=lambda found: found.endpoint_status == "InService",
    )
    assert_type(ready, DescribeEndpointResponse)


async def defaults(client: AsyncSageMaker) -> None:
    request = DescribeEndpointRequest(endpoint_name="churn")
    assert_type(await client.prepared(request), DescribeEndpointRequest)
    made = await client.defaults.request(ListTrainingJobsRequest, max_results=5)
    assert_type(made, ListTrainingJobsRequest)


async def on_the_local_server(server: LocalServer) -> None:
    async with server.typed(AsyncSageMaker) as client:
        assert_type(client, AsyncSageMaker)


async def logs(client: AsyncSageMaker) -> None:
    request = DescribeTrainingJobRequest(training_job_name="churn")
    async for event in client.logs(request, follow=True):
        assert_type(event, LogEvent)
    await client.wait(request, until="Completed", on_progress=show_logs(client, request))


async def invoke(runtime: AsyncSageMakerRuntime) -> bytes:
    answer = await runtime.invoke_endpoint(endpoint_name="churn", body=b"1,2")
    assert_type(answer, InvokeEndpointResponse)
    assert_type(answer.body, ByteStream)
    request = InvokeEndpointRequest(endpoint_name="churn", body=b"1,2")
    assert_type(await runtime.send(request), InvokeEndpointResponse)
    assert_type(await async_decode(answer), Any)
    first: bytes = await answer.body.aread(10)
    async for chunk in answer.body.aiter_chunks(1000):
        assert_type(chunk, bytes)
    return first + await answer.body.aread()


async def tokens(runtime: AsyncSageMakerRuntime) -> None:
    answer = await runtime.invoke_endpoint_with_response_stream(endpoint_name="llm", body=b"{}")
    assert_type(await async_decode(answer), Any)
    async with answer.body as events:
        async for chunk in events.aiter_chunks():
            assert_type(chunk, bytes)


async def many_records(store: AsyncSageMakerFeatureStoreRuntime) -> None:
    assert_type(await async_batch_get(store, [], workers=4), ReadRecords)
    assert_type(await async_batch_write(store, []), WrittenRecords)


async def record(store: AsyncSageMakerFeatureStoreRuntime) -> GetRecordResponse:
    return await store.send(
        GetRecordRequest(feature_group_name="customers", record_identifier_value_as_string="7")
    )
