"""Events are read as typed objects."""

from __future__ import annotations

import base64
import copy
import json
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from helpers.cases import each
from helpers.events import SAMPLES, sample
from helpers.folders import DATA

from sagemaker_typed import (
    ConversionError,
    as_request,
    diff,
    json_schema,
    mark_sensitive,
    to_boto,
    to_json,
    violations,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.a2i_runtime import DescribeHumanLoopResponse
from sagemaker_typed.events import (
    CLASSES,
    A2IHumanLoopStatusChange,
    AWSAPICallViaCloudTrail,
    EndpointStateChange,
    Event,
    EventError,
    HyperPodClusterNodeHealthEvent,
    ImageStateChange,
    ModelBuildingPipelineExecutionStatusChange,
    ModelBuildingPipelineExecutionStepStatusChange,
    ModelCardStateChange,
    ModelPackageStateChange,
    TrackingServerCreated,
    TrainingJobStateChange,
    UnknownEvent,
    read_event,
    read_events,
)

NOON = datetime(2024, 5, 14, 9, 31, 7, 435000, tzinfo=UTC)


def training_job(**detail: Any) -> sm.DescribeTrainingJobResponse:
    event = read_event(sample("training_job", **detail))
    assert isinstance(event, TrainingJobStateChange)
    return event.detail


def problems_of(event: Any) -> dict[str, str]:
    with pytest.raises(EventError) as caught:
        read_event(event)
    return {problem.path: problem.message for problem in caught.value.problems}


# --- the classes ----------------------------------------------------------------------------------


def test_every_documented_detail_type_has_a_class_and_no_other() -> None:
    lines = (DATA / "event_detail_types.txt").read_text(encoding="utf-8").splitlines()
    documented = [line for line in lines if not line.startswith("#")]

    assert len(documented) == 59
    assert {*CLASSES} == {*documented}


def test_the_name_of_a_class_is_its_detail_type_without_sagemaker() -> None:
    names = {
        text: "".join(
            word[:1].upper() + word[1:] for word in text.replace("SageMaker ", "").split()
        )
        for text in CLASSES
    }

    assert {text: cls.__name__ for text, cls in CLASSES.items()} == names


@each("name", SAMPLES)
def test_a_sample_is_read_as_the_class_of_its_detail_type_with_every_member(name: str) -> None:
    raw = SAMPLES[name]
    event = read_event(raw)

    assert type(event) is CLASSES[raw["detail-type"]]
    assert (event.id, event.account, event.region) == (raw["id"], "123456789012", "us-west-2")
    assert [*event.resources] == raw["resources"]
    assert (event.source, event.version, event.detail_type) == (
        "aws.sagemaker",
        "0",
        raw["detail-type"],
    )
    assert event.raw == raw
    assert "unknown_members" not in repr(event)


@each("name", SAMPLES)
def test_events_are_copied_pickled_and_compared(name: str) -> None:
    event = read_event(SAMPLES[name])

    for other in (
        pickle.loads(pickle.dumps(event)),
        copy.copy(event),
        copy.deepcopy(event),
        read_event(json.dumps(SAMPLES[name])),
        read_event(json.dumps(SAMPLES[name]).encode()),
    ):
        assert other == event
        assert type(other) is type(event)
    assert event != read_event({**SAMPLES[name], "id": "another"})


def test_an_event_shares_nothing_with_what_it_was_read_from() -> None:
    raw = sample("pipeline_step", newer={"a": [1]})
    event: Any = read_event(raw)
    raw["detail"]["newer"]["a"].append(2)
    event.detail.unknown_members["newer"]["a"].append(3)

    assert event.raw["detail"]["newer"] == {"a": [1]}


# --- the details ----------------------------------------------------------------------------------


def test_a_job_has_the_structures_of_the_describe_call() -> None:
    job = training_job()

    assert job.training_job_name == "churn-7"
    assert job.training_job_status is sm.TrainingJobStatus.FAILED
    assert job.resource_config == sm.ResourceConfig(
        instance_type=sm.TrainingInstanceType.ML_M5_2XLARGE, instance_count=2, volume_size_in_gb=30
    )
    assert job.training_end_time == datetime(2024, 5, 14, 9, 31, 6, tzinfo=UTC)
    assert job.vpc_config is None
    assert job.tuning_job_arn is None


def test_the_request_of_a_job_is_made_again_from_its_event() -> None:
    request = as_request(sm.CreateTrainingJobRequest, training_job(), training_job_name="churn-8")

    assert request.training_job_name == "churn-8"
    assert request.resource_config is not None
    assert request.tags is None
    assert not [one for one in violations(request) if one.path != "output_data_config.kms_key_id"]


def test_an_event_and_a_description_of_the_same_job_do_not_differ() -> None:
    members = {
        name: value
        for name, value in SAMPLES["training_job"]["detail"].items()
        if name != "Tags" and value is not None
    }
    described = sm.DescribeTrainingJobResponse(
        **{
            field: getattr(training_job(), field)
            for field in sm.DescribeTrainingJobResponse.__wire_names__
        }
    )

    assert training_job() == described
    assert not diff(training_job(), described)
    assert to_boto(training_job()).keys() - {"ResponseMetadata"} == members.keys()


def test_a_pipeline_in_lower_camel_case_has_shapes_of_its_own() -> None:
    execution = read_event(SAMPLES["pipeline_execution"])
    step = read_event(SAMPLES["pipeline_step"])

    assert isinstance(execution, ModelBuildingPipelineExecutionStatusChange)
    assert (
        execution.detail.current_pipeline_execution_status is sm.PipelineExecutionStatus.SUCCEEDED
    )
    assert execution.detail.execution_end_time == datetime(2024, 5, 14, 9, 31, 5, tzinfo=UTC)
    assert isinstance(step, ModelBuildingPipelineExecutionStepStatusChange)
    assert step.detail.current_step_status is sm.StepStatus.FAILED
    assert step.detail.metadata == sm.PipelineExecutionStepMetadata(
        processing_job=sm.ProcessingJobStepMetadata(
            arn="arn:aws:sagemaker:us-west-2:123456789012:processing-job/"
            "pipelines-p4jn9xou8a8s-features"
        )
    )
    assert step.detail.cache_hit_result is not None
    assert json.loads(to_json(step.detail))["stepName"] == "features"
    assert "stepName" in json_schema(type(step.detail))["properties"]


def test_a_human_loop_is_that_of_the_runtime() -> None:
    event = read_event(SAMPLES["human_loop"])

    assert isinstance(event, A2IHumanLoopStatusChange)
    assert isinstance(event.detail, DescribeHumanLoopResponse)
    assert event.detail.human_loop_output is not None
    assert event.detail.human_loop_output.output_s3_uri == "s3://reviews/output.json"


def test_an_unhealthy_node_has_a_summary() -> None:
    event = read_event(SAMPLES["hyperpod_node_health"])

    assert isinstance(event, HyperPodClusterNodeHealthEvent)
    assert event.detail.health_summary is not None
    assert event.detail.health_summary.health_status == "Unhealthy"
    assert event.tags == {"team": "growth"}


def test_members_that_the_description_does_not_have_are_properties() -> None:
    package, card, image = (
        read_event(SAMPLES[n]) for n in ("model_package", "model_card", "image")
    )

    assert isinstance(package, ModelPackageStateChange)
    assert package.updated_model_package_fields == ["ModelLifeCycle", "ModelApprovalStatus"]
    assert package.detail.unknown_members is None
    assert isinstance(card, ModelCardStateChange)
    assert (card.model_id, card.account_id) == ("churn-model", "123456789012")
    assert isinstance(image, ImageStateChange)
    assert (image.image_version, image.version) == (1, "0")


@pytest.mark.parametrize("value", [None, "1", True, 1.5, [1], {}], ids=repr)
def test_a_property_without_a_value_of_its_type_is_none(value: Any) -> None:
    image = read_event(sample("image", Version=value))

    assert isinstance(image, ImageStateChange)
    assert image.image_version is None


def test_a_detail_that_no_page_describes_is_a_dict() -> None:
    event = read_event(SAMPLES["tracking_server"])

    assert isinstance(event, TrackingServerCreated)
    assert event.detail == {"TrackingServerName": "runs"}


# --- calls of the API -----------------------------------------------------------------------------


def test_a_recorded_call_has_its_request_and_response() -> None:
    event = read_event(SAMPLES["api_call"])

    assert isinstance(event, AWSAPICallViaCloudTrail)
    assert event.detail.user_identity is not None
    assert event.detail.user_identity.session_context is not None
    request = event.request
    assert isinstance(request, sm.CreateTrainingJobRequest)
    assert request.training_job_name == "churn-7"
    assert request.hyper_parameters == {
        "eval_metric": "auc",
        "num_round": "10",
        "objective": "binary:logistic",
    }
    assert request.tags == [sm.Tag(key="team", value="growth")]
    assert request.environment is None  # CloudTrail has replaced it
    assert not violations(request)
    assert event.response == sm.CreateTrainingJobResponse(
        training_job_arn="arn:aws:sagemaker:us-west-2:123456789012:training-job/churn-7"
    )


def test_a_recorded_error_has_no_response() -> None:
    event = read_event(SAMPLES["api_call_failed"])

    assert isinstance(event, AWSAPICallViaCloudTrail)
    assert event.detail.error_code == "ValidationException"
    assert event.request == sm.DescribeEndpointRequest(endpoint_name="nope")
    assert event.response is None


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("CreateSpaceship", {"name": "x"}),
        ("Shape", {}),
        (None, {}),
        ("CreateTrainingJob", None),
        ("CreateTrainingJob", {"trainingJobName": ["x"]}),
        ("CreateTrainingJob", "HIDDEN_DUE_TO_SECURITY_REASONS"),
    ],
)
def test_a_recorded_call_without_a_readable_request_has_none(name: Any, parameters: Any) -> None:
    event = read_event(sample("api_call", eventName=name, requestParameters=parameters))

    assert isinstance(event, AWSAPICallViaCloudTrail)
    assert event.request is None


def test_calls_of_other_services_are_unknown_events() -> None:
    call = sample("api_call", eventSource="ec2.amazonaws.com") | {"source": "aws.ec2"}

    assert type(read_event(call)) is UnknownEvent


def test_an_event_that_is_sent_again_for_a_test_is_the_same() -> None:
    for name in ("api_call", "training_job"):
        event = read_event(SAMPLES[name] | {"source": "tests"})
        assert type(event) is CLASSES[SAMPLES[name]["detail-type"]]


# --- forms of values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "time",
    [1715679067435, 1715679067435.0, "1715679067435", "2024-05-14T09:31:07.435Z"],
    ids=["int", "float", "text", "ISO 8601"],
)
def test_times_are_read_in_every_form(time: Any) -> None:
    raw = sample("training_job", LastModifiedTime=time) | {"time": time}
    event = read_event(raw)

    assert event.time == NOON
    assert isinstance(event, TrainingJobStateChange)
    assert event.detail.last_modified_time == NOON


@pytest.mark.parametrize("status", ["IN_SERVICE", "InService", "in_service", "In-Service"])
def test_statuses_are_read_in_every_spelling(status: str) -> None:
    event = read_event(sample("endpoint", EndpointStatus=status))

    assert isinstance(event, EndpointStateChange)
    assert event.detail.endpoint_status is sm.EndpointStatus.IN_SERVICE


def test_a_status_of_tomorrow_is_kept() -> None:
    event = read_event(sample("endpoint", EndpointStatus="HIBERNATING"))

    assert isinstance(event, EndpointStateChange)
    assert event.detail.endpoint_status == "HIBERNATING"
    assert not event.detail.endpoint_status.is_known


@pytest.mark.parametrize(
    "tags",
    [
        {"team": "growth"},
        [{"Key": "team", "Value": "growth"}],
        [{"key": "team", "value": "growth"}],
    ],
)
def test_tags_are_a_map(tags: Any) -> None:
    assert read_event(sample("endpoint", Tags=tags)).tags == {"team": "growth"}


@pytest.mark.parametrize("tags", [None, {}, []])
def test_an_event_without_tags_has_an_empty_map(tags: Any) -> None:
    assert read_event(sample("endpoint", Tags=tags)).tags == {}


def test_path_of_a_problem_has_the_names_of_the_event() -> None:
    raw = {
        "detail-type": A2IHumanLoopStatusChange.__detail_type__,
        "source": "aws.sagemaker",
        "detail": {"humanLoopOutput": {"outputS3Uri": 3}},
    }
    with pytest.raises(EventError, match=r"detail\.humanLoopOutput\.outputS3Uri: expected str"):
        read_event(raw)


def test_null_in_tags_is_absent() -> None:
    assert read_event(sample("endpoint", Tags={"a": None, "b": ""})).tags == {"b": ""}
    assert read_event(sample("endpoint", Tags=[{"Key": "a", "Value": None}])).tags == {"a": ""}
    assert read_event(sample("endpoint", Tags=None, tags={"a": "b"})).tags == {"a": "b"}


def test_null_members_are_absent_and_unknown_members_are_kept() -> None:
    job = training_job(FailureReason=None, Newer={"deep": [1, None]}, Nothing=None)

    assert job.failure_reason is None
    assert job.unknown_members == {"Newer": {"deep": [1, None]}}


def test_members_with_the_names_of_fields_are_unknown_or_another_spelling() -> None:
    job = training_job(training_job_name="another", ResponseMetadata={"RequestId": "1"})

    assert job.training_job_name == "churn-7"
    assert job.unknown_members == {"training_job_name": "another"}
    assert job.response_metadata.request_id == ""


def test_absent_members_are_filled_and_listed() -> None:
    event = read_event(
        {
            "detail-type": "SageMaker Endpoint State Change",
            "detail": {"EndpointName": "churn", "EndpointStatus": "FAILED"},
        }
    )

    assert isinstance(event, EndpointStateChange)
    assert event.detail.endpoint_arn == ""
    assert event.detail.endpoint_status is sm.EndpointStatus.FAILED
    assert (event.id, event.time.year, event.resources) == ("", 1970, ())
    assert sorted(event.corrected) == [
        *("account", "detail.creation_time", "detail.endpoint_arn", "detail.last_modified_time"),
        *("id", "region", "resources", "source", "time", "version"),
    ]
    assert event.detail.response_metadata.corrected == (
        "endpoint_arn",
        "creation_time",
        "last_modified_time",
    )


def test_filling_absent_members_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    read_event(SAMPLES["algorithm"])

    assert not caplog.records


# --- events that are not known --------------------------------------------------------------------


def test_events_of_other_types_are_kept() -> None:
    raw = {
        "detail-type": "SageMaker Spaceship State Change",
        "source": "aws.sagemaker",
        "time": "2024-05-14T09:31:07.435Z",
        "detail": {"Status": "Launched", "Tags": {"team": "growth"}},
    }
    event = read_event(raw)

    assert isinstance(event, UnknownEvent)
    assert event.detail == raw["detail"]
    assert (event.detail_type, event.time) == ("SageMaker Spaceship State Change", NOON)
    assert event.tags == {"team": "growth"}
    assert event.error is None
    assert read_event(raw | {"detail": {"Tags": [1]}}).tags == {}


def test_a_detail_that_does_not_fit_is_an_error_with_the_paths() -> None:
    broken = sample("endpoint", EndpointStatus=["FAILED"], CreationTime="soon")

    assert problems_of(broken).keys() == {"detail.EndpointStatus", "detail.CreationTime"}
    with pytest.raises(EventError, match="SageMaker Endpoint State Change") as caught:
        read_event(broken)
    assert isinstance(caught.value, ConversionError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.problems) == (str(caught.value), caught.value.problems)


def test_a_detail_that_does_not_fit_can_be_kept() -> None:
    broken = sample("endpoint", EndpointStatus=["FAILED"])
    event = read_event(broken, strict=False)

    assert isinstance(event, UnknownEvent)
    assert event.detail == broken["detail"]
    assert event.error is not None
    assert "detail.EndpointStatus" in str(event.error)


def test_errors_show_no_values() -> None:
    broken = sample("training_job", TrainingJobName=["s3cr3t-value"], CreationTime="s3cr3t-value")
    for event in (broken, json.dumps(broken)[:-1], broken | {"time": "s3cr3t-value"}):
        with pytest.raises(EventError) as caught:
            read_event(event)
        assert "s3cr3t" not in f"{caught.value!r} {caught.value.__context__!r}"
    assert "s3cr3t" not in repr(read_event(broken, strict=False))


def test_sensitive_fields_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    from sagemaker_typed import sensitive

    monkeypatch.setattr(sensitive, "_marked", set[tuple[type, str]]())
    mark_sensitive("hyper_parameters", on=sm.DescribeTrainingJobResponse)

    assert "objective" not in repr(read_event(SAMPLES["training_job"]))


def test_parameters_of_a_recorded_call_are_hidden() -> None:
    parameters = {"environment": {"TOKEN": "hunter2"}}
    event = read_event(
        sample("api_call", requestParameters=parameters, responseElements={"token": "hunter2"})
    )
    assert isinstance(event, AWSAPICallViaCloudTrail)
    assert event.detail.request_parameters == parameters
    assert "request_parameters=<sensitive>" in repr(event)
    assert "hunter2" not in repr(event)


@pytest.mark.parametrize(
    ("event", "path"),
    [
        (3, ""),
        ([], ""),
        ("{", ""),
        ("[1]", ""),
        (b"\xff\xfe", ""),
        ("[" * 100_000, ""),
        ({}, "detail"),
        ({"detail": {}}, "detail-type"),
        ({"detail": {}, "detail-type": ["SageMaker Model State Change"]}, "detail-type"),
        ({"detail": "{}", "detail-type": "SageMaker Model State Change"}, "detail"),
        (SAMPLES["model"] | {"source": ["aws.sagemaker"]}, "source"),
        (SAMPLES["model"] | {"time": "soon"}, "time"),
        (SAMPLES["model"] | {"time": [1]}, "time"),
        (SAMPLES["model"] | {"resources": "arn"}, "resources"),
        (SAMPLES["model"] | {"resources": [1]}, "resources"),
        (SAMPLES["model"] | {"account": 123456789012}, "account"),
        (sample("model", Tags=[1]), "detail.Tags"),
        (sample("model", Tags={"team": 1}), "detail.Tags"),
    ],
)
def test_what_is_not_an_event_is_an_error(event: Any, path: str) -> None:
    assert path in problems_of(event)


# --- batches --------------------------------------------------------------------------------------


def batches(event: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(event)
    coded = base64.b64encode(text.encode()).decode()
    notification = json.dumps({"Type": "Notification", "Message": text})
    return {
        "one event": event,
        "json": text,
        "a list": [event],
        "json of a list": json.dumps([event]),
        "SQS": {"Records": [{"messageId": "1", "body": text}]},
        "SNS": {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": text}}]},
        "SNS in SQS": {"Records": [{"messageId": "1", "body": notification}]},
        "Kinesis": {"Records": [{"kinesis": {"data": coded}}]},
        "a pipe from SQS": [{"messageId": "1", "body": text}],
        "a pipe from Kinesis": [{"data": coded}],
    }


@each("name", batches({}))
def test_batches_are_read(name: str) -> None:
    raw = SAMPLES["endpoint"]

    assert [*read_events(batches(raw)[name])] == [read_event(raw)]


def test_a_batch_can_be_a_bytearray() -> None:
    raw = SAMPLES["endpoint"]

    assert [*read_events(bytearray(json.dumps(raw).encode()))] == [read_event(raw)]


def test_a_batch_that_is_nested_too_deeply_is_an_error() -> None:
    payload: Any = [SAMPLES["endpoint"]]
    for _ in range(3000):
        payload = [payload]
    with pytest.raises(EventError, match="nested too deeply"):
        list(read_events(payload))


def test_a_batch_has_many_events_of_many_types() -> None:
    events = [*read_events([*SAMPLES.values()])]

    assert [event.raw for event in events] == [*SAMPLES.values()]
    assert all(isinstance(event, Event) for event in events)
    assert [*read_events({"Records": []})] == []


@pytest.mark.parametrize(
    "payload", [3, None, [None], {"Records": [3]}, {"Records": [{"body": "{"}]}, [{"data": "%"}]]
)
def test_a_batch_without_events_is_an_error(payload: Any) -> None:
    with pytest.raises(EventError):
        list(read_events(payload))


@pytest.mark.parametrize("batch", [{"Records": [{"body": "{}"}]}, [{"id": "a"}]])
def test_a_batch_in_place_of_an_event_names_the_function_for_batches(batch: Any) -> None:
    with pytest.raises(EventError, match="use read_events"):
        read_event(batch)
