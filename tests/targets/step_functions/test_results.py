"""Results of tasks are read as the responses of calls."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from helpers.cases import each
from helpers.samples import Operation, sample
from helpers.state_machines import CALLABLE

from sagemaker_typed import ConversionError, from_boto, runtime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.targets import read_result
from sagemaker_typed.targets.step_functions.member_names import names_in_sdk

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ARN = "arn:aws:sagemaker:eu-west-1:123456789012:training-job/churn-7"
# The shape that executions on AWS have: members of the description, and tags as a map.
TRAINED = {
    "TrainingJobName": "churn-7",
    "TrainingJobArn": ARN,
    "ModelArtifacts": {"S3ModelArtifacts": "s3://bucket/model.tar.gz"},
    "TrainingJobStatus": "Completed",
    "SecondaryStatus": "Completed",
    "HyperParameters": {"epochs": "3"},
    "AlgorithmSpecification": {"TrainingImage": "image:7", "TrainingInputMode": "File"},
    "RoleArn": "arn:aws:iam::123456789012:role/sagemaker",
    "OutputDataConfig": {"S3OutputPath": "s3://bucket"},
    "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    "CreationTime": 1767323045000,
    "TrainingEndTime": 1767323045678,
    "SecondaryStatusTransitions": [
        {"Status": "Starting", "StartTime": 1767323045000, "EndTime": 1767323045000}
    ],
    "Tags": {"MANAGED_BY_AWS": "STARTED_BY_STEP_FUNCTIONS"},
}


@pytest.mark.parametrize("result", [TRAINED, json.dumps(TRAINED), json.dumps(TRAINED).encode()])
def test_result_of_a_job_is_its_description(result: Any) -> None:
    described = read_result(sm.DescribeTrainingJobResponse, result)
    assert described.training_job_status is sm.TrainingJobStatus.COMPLETED
    assert described.creation_time == MOMENT
    assert described.training_end_time == MOMENT.replace(microsecond=678000)
    (transition,) = described.secondary_status_transitions or []
    assert transition.start_time == MOMENT
    assert described.unknown_members == {"Tags": TRAINED["Tags"]}
    assert described.resource_config is not None
    assert described.resource_config.volume_size_in_gb == 10


def test_request_or_its_class_says_what_the_result_is() -> None:
    request = sm.DescribeEndpointRequest(endpoint_name="churn")
    result = {
        "EndpointName": "churn",
        "EndpointStatus": "NewerStatus",
        "CreationTime": "2026-01-02T03:04:05Z",
    }
    for kind in (request, type(request)):
        described = read_result(kind, result)
        assert isinstance(described, sm.DescribeEndpointResponse)
        assert described.creation_time == MOMENT
        assert not described.endpoint_status.is_known
    assert read_result(sm.DescribeEndpointResponse, result) == described


def test_required_member_that_step_functions_omits_is_corrected() -> None:
    """The best job of a tuning job has only its name in a result."""
    result = {"BestTrainingJob": {"TrainingJobName": "churn-001"}, "CreationTime": 1767323045000}
    described = read_result(sm.DescribeHyperParameterTuningJobResponse, result)
    assert described.best_training_job is not None
    assert described.best_training_job.training_job_name == "churn-001"
    assert "best_training_job.training_job_arn" in described.response_metadata.corrected


def test_body_of_an_endpoint_is_a_stream_of_its_text() -> None:
    result = {"Body": '{"scores": [0.5, "é"]}', "ContentType": "application/json"}
    response = read_result(runtime.InvokeEndpointResponse, result)
    assert json.loads(response.body.read()) == {"scores": [0.5, "é"]}
    assert response.content_type == "application/json"


def test_names_of_the_sdk_are_read() -> None:
    result: dict[str, Any] = {"CustomFileSystems": [], "DomainId": "d-1", "SpaceSettings": {}}
    assert read_result(sm.DescribeSpaceRequest, result).domain_id == "d-1"
    result = {"AiBenchmarkJobName": "a"}
    assert read_result(sm.DescribeAIBenchmarkJobRequest, result).ai_benchmark_job_name == "a"


def sdk_result(content: Any, value: Any) -> Any:
    """Return what a task gets for a value of boto3's response."""
    match content:
        case kinds.Structure(type=cls):
            names = {**names_in_sdk(cls)}
            contents = {cls.__wire_names__[name]: one for name, one in contents_of(cls).items()}
            return {names[key]: sdk_result(contents[key], item) for key, item in value.items()}
        case kinds.List(member=member):
            return [sdk_result(member, item) for item in value]
        case kinds.Map(value=member):
            return {key: sdk_result(member, item) for key, item in value.items()}
        case kinds.Timestamp():
            return value.isoformat().replace("+00:00", "Z")
        case kinds.Blob() | kinds.Stream():
            return "text"
        case _:
            return value


@each("operation", [one for one in CALLABLE if one.output is not None])
def test_result_of_every_operation_is_read(operation: Operation) -> None:
    members = sample(operation.output)
    result = json.dumps(sdk_result(kinds.Structure(operation.response), members))
    contents = contents_of(operation.response)
    streams = [name for name, one in contents.items() if isinstance(one, kinds.Stream)]
    read = read_result(operation.request, result)
    for name in streams:
        assert getattr(read, name).read() == b"text"
        wire = operation.response.__wire_names__[name]
        members[wire] = b"text"
    expected = from_boto(operation.response, members)
    for name in contents.keys() - {*streams}:
        assert getattr(read, name) == getattr(expected, name)
    assert read.unknown_members is None


def test_result_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ConversionError, match="CreationTime"):
        read_result(sm.DescribeTrainingJobResponse, {**TRAINED, "CreationTime": "yesterday"})
    with pytest.raises(
        ValueError, match="cannot read a result for DescribeTrainingJobResponse: inv"
    ):
        read_result(sm.DescribeTrainingJobResponse, "AlgorithmError")
    with pytest.raises(TypeError, match="such as DescribeTrainingJobResponse, not the class Tag"):
        read_result(sm.Tag, TRAINED)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not dict"):
        read_result(TRAINED, sm.DescribeTrainingJobResponse)  # type: ignore[call-overload]
