"""The built-in engine: resources made from responses of the service."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from helpers.cases import each
from helpers.engine import LATER, identity, noun, request_members, same_members
from helpers.samples import namespace

from sagemaker_typed import SageMaker, ServiceError, from_boto, to_boto
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.geospatial import GetEarthObservationJobResponse
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local._responses import read_responses
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds, listed_kind
from sagemaker_typed.local.engine.listing import list_member
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.services import operation, service_model, services
from sagemaker_typed.operation import Response
from sagemaker_typed.testing import FakeService, Recorder, build

DESCRIBED = [
    (kind, name)
    for service in services()
    for kind in kinds(service).values()
    for name in (kind.describe, *kind.more_describe)
]
LISTED = [
    (kind, name)
    for service in services()
    for name in service_model(service).operation_names
    if (kind := listed_kind(service, name)) is not None and list_member(service, name)
]


def response_of(kind: Kind, name: str) -> Response:
    response: Response = build(getattr(namespace(kind.service), f"{name}Response"), full=True)
    return response


def request_of(kind: Kind, name: str) -> Any:
    return build(getattr(namespace(kind.service), f"{name}Request"), full=True)


def load(kind: Kind, name: str) -> tuple[Engine, Record]:
    # Example ARNs of some responses do not have the pattern of the request.
    engine = Engine(speed=0, strict=False)
    (arn,) = engine.load_responses(read_responses([response_of(kind, name)]))
    (record,) = engine.store.all()
    assert record.arn == arn
    assert engine.resources() == [arn]
    return engine, record


def asked(request: Any, name: str) -> dict[str, Any]:
    """Return the members of a list request that all items have in common."""
    required = operation(request.__service__, name).input_shape.required_members
    return {member: value for member, value in to_boto(request).items() if member in required}


def call(engine: Engine, kind: Kind, name: str, record: Record) -> dict[str, Any]:
    members = identity(kind, record, name)
    return engine.call(kind.service, name, members)


@each("described", DESCRIBED, ids=lambda one: f"{noun(one[0])}-{one[1]}")
def test_description_is_the_response_that_was_loaded(described: tuple[Kind, str]) -> None:
    kind, name = described
    engine, record = load(kind, name)
    assert call(engine, kind, name, record) == to_boto(response_of(kind, name))
    other = Engine(speed=0, strict=False)
    other.restore(engine.dump())
    assert call(other, kind, name, record) == to_boto(response_of(kind, name))
    if kind.listing is not None:
        answer = call(engine, kind, kind.listing, record)
        cls = getattr(namespace(kind.service), f"{kind.listing}Response")
        from_boto(cls, answer)
        (items,) = (items for member, items in answer.items() if member != "NextToken")
        assert len(items) == 1
    if kind.delete is not None:
        if kind.noun == "NotebookInstance" and kind.stop is not None:
            call(engine, kind, kind.stop, record)
            engine.advance(LATER)
        call(engine, kind, kind.delete, record)
        engine.advance(LATER)
        with pytest.raises(EngineError):
            call(engine, kind, name, record)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


NOT_UPDATED = {
    # The update names a resource that does not exist, or the resource must be stopped first.
    *("Endpoint", "NotebookInstance"),
}


@each("described", [one for one in DESCRIBED if one[0].update], ids=lambda one: noun(one[0]))
def test_loaded_resource_can_be_updated(described: tuple[Kind, str]) -> None:
    kind, name = described
    assert kind.update is not None
    engine, record = load(kind, name)
    members = request_members(kind.service, kind.update, full=True)
    members |= identity(kind, record, kind.update)
    members.pop("PipelineDefinitionS3Location", None)
    if "TargetVersion" in members:
        members["TargetVersion"] = record.added[f"{kind.noun}Version"]
    if kind.noun in NOT_UPDATED:
        with pytest.raises(EngineError):
            engine.call(kind.service, kind.update, members)
        assert call(engine, kind, name, record) == to_boto(response_of(kind, name))
        return
    engine.call(kind.service, kind.update, members)
    engine.advance(LATER)
    shown = call(engine, kind, name, record)
    shown = shown[kind.part] if kind.part else shown
    for member in same_members(kind, kind.update):
        if member in members:
            assert shown.get(member) == members[member], member


@each("listed", LISTED, ids=lambda one: one[1])
def test_list_shows_the_summary_that_was_loaded(listed: tuple[Kind, str]) -> None:
    kind, name = listed
    engine = Engine(speed=0, strict=False)
    response, request = response_of(kind, name), request_of(kind, name)
    assert len(engine.load_responses(read_responses([(request, response)]))) == 1
    (record,) = engine.store.all()
    member = list_member(kind.service, name)
    assert member is not None
    (item,) = engine.call(kind.service, name, asked(request, name))[member]
    (expected,) = to_boto(response)[member]
    if kind.noun != "ModelPackage":  # the example has a version, and not the name of its group
        assert item == expected
    described = call(engine, kind, kind.describe, record)
    from_boto(getattr(namespace(kind.service), f"{kind.describe}Response"), described)


NOW = datetime(2026, 2, 3, 3, 4, 5, tzinfo=UTC)


def endpoint(name: str = "churn", status: str = "InService", **more: Any) -> dict[str, Any]:
    """Return a description, with times as the AWS CLI prints them."""
    return {
        "EndpointName": name,
        "EndpointArn": f"arn:aws:sagemaker:eu-west-1:123456789012:endpoint/{name}",
        "EndpointConfigName": "churn-blue",
        "EndpointStatus": status,
        "CreationTime": "2025-05-06T07:08:09+00:00",
        "LastModifiedTime": "2025-05-06T08:08:09+00:00",
        "ResponseMetadata": {"HTTPStatusCode": 200},
        **more,
    }


class TestResponses:
    def test_dict_of_boto3_makes_a_resource(self) -> None:
        local = LocalEngine(speed=0, start=NOW)
        (arn,) = local.load_responses(("DescribeEndpoint", endpoint()))
        client = local.sagemaker()
        found = client.describe_endpoint(endpoint_name="churn")
        assert found.endpoint_arn == arn == endpoint()["EndpointArn"]
        assert found.creation_time == datetime(2025, 5, 6, 7, 8, 9, tzinfo=UTC)
        assert [one.endpoint_name for one in client.items(sm.ListEndpointsRequest())] == ["churn"]
        with pytest.raises(ServiceError, match="already existing"):
            client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn-blue")

    def test_status_that_changes_by_itself_continues(self) -> None:
        local = LocalEngine(speed=0, start=NOW)
        answer = build(
            sm.DescribeTrainingJobResponse,
            training_job_name="churn",
            training_job_status="InProgress",
            secondary_status="Downloading",
        )
        local.load_responses(answer, ("DescribeEndpoint", endpoint(status="Updating")))
        client = local.sagemaker()
        assert client.describe_training_job(training_job_name="churn") == answer
        jobs: list[sm.DescribeTrainingJobResponse] = []
        for _ in range(4):
            local.advance(60)
            jobs.append(client.describe_training_job(training_job_name="churn"))
        seen = [job.secondary_status for job in jobs]
        assert seen == ["Training", "Uploading", "Completed", "Completed"]
        job = jobs[-1]
        assert job.training_job_status == "Completed"
        assert client.describe_endpoint(endpoint_name="churn").endpoint_status == "InService"
        faster = LocalEngine(speed=math.inf)
        faster.load_responses(answer)
        job = faster.sagemaker().describe_training_job(training_job_name="churn")
        assert job.training_job_status == "Completed"

    def test_update_changes_only_what_it_names(self) -> None:
        answer = build(sm.DescribeImageResponse, full=True, image_name="studio")
        local = LocalEngine(speed=0, start=NOW)
        local.load_responses(answer)
        client = local.sagemaker()
        client.update_image(image_name="studio", description="new")
        local.advance(120)
        found = client.describe_image(image_name="studio")
        assert found.description == "new"
        assert (found.role_arn, found.image_arn) == (answer.role_arn, answer.image_arn)
        assert found.last_modified_time == datetime(2026, 2, 3, 3, 5, 5, tzinfo=UTC)

    def test_description_replaces_a_summary_but_not_the_other_way_round(self) -> None:
        summary = sm.ModelSummary(
            model_name="churn",
            model_arn="arn:aws:sagemaker:us-east-1:123456789012:model/churn",
            creation_time=NOW,
        )
        listing = sm.ListModelsResponse(models=[summary])
        local = LocalEngine(speed=0, start=NOW)
        local.load_responses(listing)
        client = local.sagemaker()
        assert client.describe_model(model_name="churn").execution_role_arn is None
        role = "arn:aws:iam::123456789012:role/ml"
        answer = build(
            sm.DescribeModelResponse,
            model_name="churn",
            model_arn=summary.model_arn,
            execution_role_arn=role,
        )
        local.load_responses(answer)
        local.load_responses(listing)
        assert client.describe_model(model_name="churn").execution_role_arn == role
        assert len(local.resources()) == 1

    def test_versions_of_a_group_are_resources_of_their_own(self) -> None:
        answers = [
            build(
                sm.DescribeModelPackageResponse,
                model_package_name="churn",
                model_package_group_name="churn",
                model_package_version=version,
                model_package_arn=(
                    f"arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/{version}"
                ),
            )
            for version in (3, 4)
        ]
        local = LocalEngine(speed=0, start=NOW)
        local.load_responses(*answers)
        client = local.sagemaker()
        for answer in answers:
            arn = answer.model_package_arn
            assert client.describe_model_package(model_package_name=arn) == answer
        client.create_model_package_group(model_package_group_name="churn")
        created = client.create_model_package(model_package_group_name="churn")
        assert created.model_package_arn.endswith("model-package/churn/5")

    def test_tags_belong_to_the_resource_with_the_arn(self) -> None:
        answer = build(sm.DescribeModelResponse, model_name="churn")
        tags = sm.ListTagsResponse(tags=[sm.Tag(key="team", value="ml")])
        request = sm.ListTagsRequest(resource_arn=answer.model_arn)
        local = LocalEngine(speed=0)
        local.load_responses((request, tags), answer)
        assert local.sagemaker().list_tags(resource_arn=answer.model_arn).tags == tags.tags

    def test_tags_of_listed_resources_are_kept_in_any_order(self) -> None:
        arn = "arn:aws:sagemaker:us-east-1:123456789012:model/churn"
        model = {"ModelName": "churn", "ModelArn": arn, "CreationTime": NOW}
        tags = ("ListTags", {"ResourceArn": arn}, {"Tags": [{"Key": "team", "Value": "ml"}]})
        local = LocalEngine(speed=0)
        local.load_responses(tags, ("ListModels", {"Models": [model]}))
        (tag,) = local.sagemaker().list_tags(resource_arn=arn).tags or []
        assert (tag.key, tag.value) == ("team", "ml")

    def test_tags_of_a_geospatial_job_are_loaded(self) -> None:
        job = build(GetEarthObservationJobResponse, tags={})
        local = LocalEngine(speed=0)
        local.load_responses(
            job, ("ListTagsForResource", {"ResourceArn": job.arn}, {"Tags": {"team": "ml"}})
        )
        found = local.client("sagemaker-geospatial").list_tags_for_resource(ResourceArn=job.arn)
        assert found["Tags"] == {"team": "ml"}

    def test_execution_of_a_loaded_pipeline_can_be_stopped(self) -> None:
        answer = build(
            sm.DescribePipelineExecutionResponse,
            pipeline_execution_arn=(
                "arn:aws:sagemaker:us-east-1:123456789012:pipeline/churn/execution/abcdefghijkl"
            ),
            pipeline_arn="arn:aws:sagemaker:us-east-1:123456789012:pipeline/churn",
            pipeline_execution_status="Executing",
        )
        pipeline = build(
            sm.DescribePipelineResponse,
            full=True,
            pipeline_name="churn",
            pipeline_arn=answer.pipeline_arn,
        )
        local = LocalEngine(speed=0)
        arns = local.load_responses(answer, pipeline)
        client = local.sagemaker()
        arn = answer.pipeline_execution_arn
        assert arn is not None
        assert arn in arns
        assert client.list_pipeline_executions(pipeline_name="churn").pipeline_execution_summaries
        token = "t" * 32
        client.stop_pipeline_execution(pipeline_execution_arn=arn, client_request_token=token)
        found = client.describe_pipeline_execution(pipeline_execution_arn=arn)
        assert found.pipeline_execution_status == "Stopped"

    @pytest.mark.parametrize("name", ["calls.json", "calls.yaml"])
    def test_recording_makes_the_resources_that_it_describes(self, name: str) -> None:
        answer = build(sm.DescribeModelResponse, full=True, model_name="churn")
        with FakeService(SageMaker) as fake:
            fake.on(sm.DescribeModelRequest(model_name="churn")).returns(answer)
            fake.on(sm.DescribeModelRequest(model_name="gone")).raises("ValidationException")
            fake.on(sm.CreateModelRequest).returns(build(sm.CreateModelResponse))
            with Recorder(fake.client, name, keep_sensitive=True) as recorder:
                recorder.client.describe_model(model_name="churn")
                recorder.client.create_model(model_name="other")
                with pytest.raises(ServiceError):
                    recorder.client.describe_model(model_name="gone")
        local = LocalEngine(speed=0)
        (arn,) = local.load_responses(name)
        found = local.sagemaker().describe_model(model_name="churn")
        assert found.model_arn == arn
        assert found.primary_container == answer.primary_container
        assert found.containers == answer.containers

    def test_response_without_a_resource_is_refused_and_nothing_changes(self) -> None:
        local = LocalEngine(speed=0)
        good = build(sm.DescribeModelResponse)
        with pytest.raises(ValueError, match="DeleteTags describe no resources"):
            local.load_responses(good, sm.DeleteTagsResponse())
        with pytest.raises(ValueError, match="no operation 'DescribeModels'; did you mean"):
            local.load_responses(good, ("DescribeModels", {}))
        with pytest.raises(ValueError, match=r"no operation 'Zzzzz'$"):
            local.load_responses(good, ("Zzzzz", {}))
        with pytest.raises(ValueError, match="whose tags these are; pass the request too"):
            local.load_responses(good, sm.ListTagsResponse(tags=[]))
        with pytest.raises(ValueError, match="does not have ImageName and Version"):
            local.load_responses(good, ("DescribeImageVersion", {}))
        with pytest.raises(TypeError, match="got int"):
            local.load_responses(cast("Any", 5))
        Path("other.json").write_text("{}")
        with pytest.raises(ValueError, match="expected a recording"):
            local.load_responses(good, "other.json")
        assert local.resources() == []

    def test_resources_are_in_the_region_of_the_engine(self) -> None:
        local = LocalEngine(speed=0, region_name="ap-south-1")
        local.load_responses(("DescribeEndpoint", endpoint()))
        assert local.sagemaker().describe_endpoint(endpoint_name="churn").endpoint_arn
        assert local.resources() == [endpoint()["EndpointArn"]]
