"""Correct use of the other services, and of ``documentation()``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_type

import pandas as pd

from sagemaker_typed import (
    Body,
    ByteStream,
    Document,
    EventStream,
    JsonValue,
    SageMaker,
    SageMakerA2IRuntime,
    SageMakerEdge,
    SageMakerFeatureStoreRuntime,
    SageMakerGeospatial,
    SageMakerInferenceRouterRuntime,
    SageMakerJobRuntime,
    SageMakerMetrics,
    SageMakerRuntime,
    SageMakerTrainingSessionRuntime,
    documentation,
)
from sagemaker_typed.a2i_runtime import HumanLoopSummary, ListHumanLoopsRequest
from sagemaker_typed.feature_records import from_record, to_record, to_records
from sagemaker_typed.featurestore_runtime import FeatureValue, GetRecordRequest, GetRecordResponse
from sagemaker_typed.metrics import BatchPutMetricsResponse, RawMetricData
from sagemaker_typed.payloads import payload
from sagemaker_typed.runtime import (
    InvokeEndpointRequest,
    InvokeEndpointResponse,
    ResponseStream,
)
from sagemaker_typed.runtime.errors import ModelError, ModelStreamError


def invoke(runtime: SageMakerRuntime, body: Body) -> bytes:
    answer = runtime.invoke_endpoint(endpoint_name="churn", body=body)
    assert_type(answer, InvokeEndpointResponse)
    assert_type(answer.body, ByteStream)
    assert_type(answer.invoked_production_variant, str | None)
    assert_type(
        runtime.send(InvokeEndpointRequest(endpoint_name="a", body=b"")), InvokeEndpointResponse
    )
    runtime.invoke_endpoint(endpoint_name="churn", **payload({"instances": [1, 2]}))
    with answer.body as stream:
        for line in stream.iter_lines():
            assert_type(line, bytes)
    return answer.body.read()


def stream(runtime: SageMakerRuntime) -> None:
    answer = runtime.invoke_endpoint_with_response_stream(endpoint_name="writer", body=b"")
    assert_type(answer.body, EventStream[ResponseStream])
    try:
        with answer.body as events:
            for event in events:
                assert_type(event, ResponseStream)
                if event.payload_part is not None:
                    assert_type(event.payload_part.bytes, bytes | None)
    except ModelStreamError as error:
        assert_type(error.error_code, str | None)
    except ModelError as error:
        assert_type(error.original_status_code, int | None)


def records(store: SageMakerFeatureStoreRuntime) -> None:
    store.put_record(feature_group_name="customers", record=to_record({"id": 7}))
    found = store.send(
        GetRecordRequest(feature_group_name="customers", record_identifier_value_as_string="7")
    )
    assert_type(found, GetRecordResponse)
    assert_type(found.record, list[FeatureValue] | None)
    print(from_record(found.record))
    assert_type(to_record({"id": 7, "age": None}, omit_missing=True), list[FeatureValue])
    mixed = {"id": 7, "name": "Ana", "score": 0.5}  # dict[str, object] for mypy
    assert_type(to_record(mixed), list[FeatureValue])
    frame = pd.DataFrame({"id": [7, 8]})
    assert_type(to_records(frame, omit_missing=True), Iterator[list[FeatureValue]])


def metrics(client: SageMakerMetrics, data: list[RawMetricData]) -> BatchPutMetricsResponse:
    return client.batch_put_metrics(trial_component_name="trial", metric_data=data)


def loops(client: SageMakerA2IRuntime) -> None:
    for loop in client.items(ListHumanLoopsRequest(flow_definition_arn="arn")):
        assert_type(loop, HumanLoopSummary)


def others(value: JsonValue) -> tuple[Document, str]:
    for client in (SageMakerEdge(), SageMakerGeospatial(), SageMakerInferenceRouterRuntime()):
        print(client.boto_client)
    for client_class in (SageMakerJobRuntime, SageMakerTrainingSessionRuntime):
        print(client_class().boto_client)
    document: Document = {"score": 0.5, "labels": ["a", None], "value": value}
    return document, documentation(SageMaker.create_model)
