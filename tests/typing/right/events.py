"""Correct use of events: type checkers must report nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, assert_type

from sagemaker_typed import Response
from sagemaker_typed.events import (
    A2IHumanLoopStatusChange,
    AWSAPICallViaCloudTrail,
    EndpointStateChange,
    Event,
    EventError,
    EventFilter,
    HyperPodClusterEvent,
    Match,
    ModelBuildingPipelineExecutionStepStatusChange,
    ModelPackageStateChange,
    SageMakerEvent,
    TrackingServerCreated,
    TrainingJobStateChange,
    UnknownEvent,
    absent,
    anything_but,
    equals_ignore_case,
    exists,
    numeric,
    prefix,
    read_event,
    read_events,
    suffix,
    wildcard,
)
from sagemaker_typed.events.shapes import PipelineStepStatusChange
from sagemaker_typed.sagemaker import (
    CreateTrainingJobRequest,
    DescribeClusterEventResponse,
    DescribeEndpointResponse,
    DescribeTrainingJobResponse,
    EndpointStatus,
    StepStatus,
    TrainingInstanceType,
    TrainingJobStatus,
)


def handler(event: dict[str, Any], context: object) -> str:
    found = read_event(event)
    assert_type(found, Event[object])
    assert_type(found.time, datetime)
    assert_type(found.tags, Mapping[str, str])
    assert_type(found.resources, Sequence[str])
    match found:
        case TrainingJobStateChange(detail=job, tags={"team": team}):
            assert_type(job, DescribeTrainingJobResponse)
            assert_type(job.training_job_name, str)
            assert_type(team, str)
            return job.training_job_name
        case EndpointStateChange(detail=endpoint):
            assert_type(endpoint, DescribeEndpointResponse)
            assert_type(endpoint.endpoint_status, EndpointStatus)
        case ModelBuildingPipelineExecutionStepStatusChange(detail=step):
            assert_type(step, PipelineStepStatusChange)
            assert_type(step.current_step_status, StepStatus | None)
        case ModelPackageStateChange(updated_model_package_fields=fields):
            assert_type(fields, list[str] | None)
        case HyperPodClusterEvent(detail=of_cluster):
            assert_type(of_cluster, DescribeClusterEventResponse)
        case AWSAPICallViaCloudTrail(request=CreateTrainingJobRequest(training_job_name=name)):
            assert_type(name, str)
        case AWSAPICallViaCloudTrail() as call:
            assert_type(call.detail.event_name, str | None)
            assert_type(call.response, Response | None)
        case TrackingServerCreated(detail=members) | UnknownEvent(detail=members):
            assert_type(members, Mapping[str, Any])
        case _:
            print(found.detail_type)
    return ""


def of_any_type(event: SageMakerEvent) -> None:
    if isinstance(event, A2IHumanLoopStatusChange):
        assert_type(event.detail.human_loop_name, str)


def batches(payload: dict[str, Any]) -> None:
    for event in read_events(payload, strict=False):
        assert_type(event, Event[object])
        if isinstance(event, UnknownEvent):
            assert_type(event.error, EventError | None)


def patterns(names: Match[str], common: EventFilter) -> None:
    pattern = TrainingJobStateChange.pattern(
        training_job_status=[TrainingJobStatus.FAILED, prefix("Stop"), None],
        training_job_name=names,
        failure_reason=[exists()],
        creation_time=["1715678462554", 1715678462554],
        resource_config={
            "instance_type": [anything_but(TrainingInstanceType.ML_M5_LARGE)],
            "instance_count": [numeric(">", 1, "<=", 8)],
        },
        input_data_config={"channel_name": [suffix("-train", ignore_case=True)]},
        hyper_parameters={"epochs": ["12", wildcard("1*")], "seed": [absent()]},
        enable_managed_spot_training=[True],
        account=["123456789012"],
        region=["us-east-1", "us-west-2"],
        resources=[prefix("arn:aws:sagemaker")],
        tags={"team": [equals_ignore_case("growth")]},
        detail={"Newer": [1]},
    )
    assert_type(pattern, dict[str, Any])
    print(json.dumps(pattern))
    EndpointStateChange.pattern(**common)
    statuses = [EndpointStatus.IN_SERVICE, EndpointStatus.FAILED]
    EndpointStateChange.pattern(endpoint_status=statuses)
    EndpointStateChange.pattern(endpoint_status=[anything_but(prefix("F"))])
    EndpointStateChange.pattern(endpoint_status=[EndpointStatus.open("HIBERNATING")])
    TrackingServerCreated.pattern(detail={"TrackingServerName": ["runs"]})
