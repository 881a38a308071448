"""Correct calls, listings, waiting and errors: type checkers must report nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any, assert_type

import attrs
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError
from botocore.parsers import ResponseParserError

import sagemaker_typed.errors
import sagemaker_typed.sagemaker
from sagemaker_typed import (
    BaseClient,
    FailedRequest,
    Items,
    OpenEnum,
    PagedRequest,
    Pages,
    Progress,
    RepeatedTokenError,
    Request,
    RequestOfPages,
    Response,
    ResponseMetadata,
    SageMaker,
    ServiceError,
    Shape,
    TaggedUnion,
    UntypedResponse,
    WaitCancelled,
    WaitError,
    WaitFailed,
    WaitTimeout,
    from_boto,
    log_calls,
    requests_for,
    to_boto,
)
from sagemaker_typed.defaults import Defaults, Rule
from sagemaker_typed.instance_types import (
    ProductionVariantInstanceType,
    TrainingInstanceType,
)
from sagemaker_typed.local import LocalServer, LocalServerError, local_sagemaker, local_server
from sagemaker_typed.logs import LogEvent
from sagemaker_typed.progress import show_logs, show_progress
from sagemaker_typed.sagemaker import (
    AddTagsRequest,
    AddTagsResponse,
    AlgorithmSpecification,
    ContainerDefinition,
    CreateEndpointConfigRequest,
    CreateEndpointConfigResponse,
    CreateModelResponse,
    DeleteModelRequest,
    DeleteModelResponse,
    DescribeEndpointConfigResponse,
    DescribeEndpointRequest,
    DescribeEndpointResponse,
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    EndpointStatus,
    Filter,
    HubInfo,
    ListAliasesRequest,
    ListHubsRequest,
    ListModelsResponse,
    ListTagsRequest,
    ListTrainingJobsRequest,
    ListTrainingJobsResponse,
    MetricSpecification,
    ModelArtifacts,
    PredefinedMetricSpecification,
    ProductionVariant,
    QueryLineageRequest,
    QueryLineageResponse,
    ResourceType,
    SearchExpression,
    SearchRecord,
    SearchResponse,
    Tag,
    TrainingInputMode,
    TrainingJobStatus,
    TrainingJobSummary,
)
from sagemaker_typed.sagemaker.errors import (
    AlreadyExists,
    InvalidResponse,
    NotFound,
    ResourceLimitExceeded,
    ResourceNotFound,
    ThrottlingException,
)

# Clients.

# Without installed stubs for each service, the overloads of boto3.client have unknown types.
SageMaker(client=boto3.client("sagemaker"))  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]

client = SageMaker(region_name="us-west-2")
assert_type(client, SageMaker)
SageMaker(session=boto3.Session(region_name="us-west-2"))
SageMaker(profile_name="research", config=Config(retries={"mode": "standard"}), verify=False)
SageMaker(endpoint_url="http://127.0.0.1:5000", aws_access_key_id="a", aws_secret_access_key="b")
base: BaseClient = client

with local_sagemaker() as local_client:
    assert_type(local_client, SageMaker)
try:
    with local_server(region_name="eu-west-1") as server:
        assert_type(server, LocalServer)
        assert_type(server.sagemaker(), SageMaker)
        assert_type(server.endpoint_url, str)
except LocalServerError as not_started:
    print(not_started)

patient = client.with_options(timeout=(2, 60), headers={"x-team": "churn"})
assert_type(patient, SageMaker)
assert_type(client.with_options(region_name="eu-west-1").list_models().next_token, str | None)

# Keyword methods.

variant = ProductionVariant(
    variant_name="blue",
    model_name="churn",
    initial_instance_count=1,
    initial_variant_weight=1,
    instance_type=ProductionVariantInstanceType.ML_G4DN_XLARGE,
)
created = client.create_endpoint_config(
    endpoint_config_name="churn-blue",
    production_variants=[variant],
    tags=[Tag(key="team", value="churn")],
)
assert_type(created, CreateEndpointConfigResponse)
assert_type(created.endpoint_config_arn, str)
assert_type(created.response_metadata, ResponseMetadata)
assert_type(created.response_metadata.request_id, str)
assert_type(created.response_metadata.http_status_code, int | None)
assert_type(created.response_metadata.http_headers, Mapping[str, str])

config = client.describe_endpoint_config(endpoint_config_name="churn-blue")
assert_type(config, DescribeEndpointConfigResponse)
assert_type(config.production_variants, list[ProductionVariant])
assert_type(config.production_variants[0].instance_type, ProductionVariantInstanceType | None)
assert_type(config.production_variants[0].initial_instance_count, int | None)
assert_type(config.creation_time, datetime)
assert_type(config.kms_key_id, str | None)

job = client.describe_training_job(training_job_name="churn")
assert_type(job, DescribeTrainingJobResponse)
assert_type(job.training_job_status, TrainingJobStatus)
assert_type(job.training_time_in_seconds, int | None)
assert_type(job.training_end_time, datetime | None)
assert_type(job.hyper_parameters, dict[str, str] | None)
# The service model calls it required, but a job in progress has none.
assert_type(job.model_artifacts, ModelArtifacts | None)
if job.model_artifacts is not None:
    assert_type(job.model_artifacts.s3_model_artifacts, str)

created_model = client.create_model(
    model_name="churn", primary_container=ContainerDefinition(image="churn:1", environment={})
)
assert_type(created_model, CreateModelResponse)
assert_type(client.delete_model(model_name="churn"), DeleteModelResponse)

found = client.search(resource=ResourceType.TRAINING_JOB, search_expression=SearchExpression())
assert_type(found, SearchResponse)
assert_type(found.results, list[SearchRecord] | None)

# Requests.

request = CreateEndpointConfigRequest(
    endpoint_config_name="churn-blue", production_variants=[variant]
)
assert_type(request.endpoint_config_name, str)
assert_type(request.production_variants, list[ProductionVariant])
assert_type(request.tags, list[Tag] | None)
assert_type(client.send(request), CreateEndpointConfigResponse)
assert_type(client.send(DeleteModelRequest(model_name="churn")), DeleteModelResponse)
assert_type(
    client.send(DescribeTrainingJobRequest(training_job_name="churn")), DescribeTrainingJobResponse
)
listed = client.send(
    ListTrainingJobsRequest(
        status_equals=TrainingJobStatus.FAILED,
        creation_time_after=datetime(2030, 1, 1, tzinfo=UTC),
        max_results=100,
    )
)
assert_type(listed, ListTrainingJobsResponse)
assert_type(listed.training_job_summaries, list[TrainingJobSummary])
assert_type(listed.next_token, str | None)
for summary in listed.training_job_summaries:
    assert_type(summary.training_job_name, str)

renamed = attrs.evolve(request, endpoint_config_name="churn-green")
assert_type(renamed, CreateEndpointConfigRequest)
assert_type(client.send(renamed), CreateEndpointConfigResponse)
request.kms_key_id = "key"
request.kms_key_id = None


raw_answer = client.send_raw(request)
assert_type(raw_answer.parse(), CreateEndpointConfigResponse)
assert_type(raw_answer.status_code, int | None)
assert_type(raw_answer.body, bytes)
assert_type(raw_answer.boto, Mapping[str, Any])
assert_type(client.presigned_url(request, expires_in=60), str)

by_name = client.call("ListModels", {"MaxResults": 10})
assert_type(by_name, UntypedResponse)
assert_type(by_name["Models"], Any)
assert_type(by_name.response_metadata, ResponseMetadata)
assert_type(client.call("ListModels"), UntypedResponse)
assert_type(client.call_pages("ListModels", page_size=10), Pages[UntypedResponse])
assert_type(client.call_items("ListModels", {}, max_items=10), Items[Any])
for untyped_page in client.call_pages("ListModels", starting_token="a"):
    assert_type(untyped_page, UntypedResponse)


def closed() -> None:
    log_calls()
    with SageMaker(max_attempts=3) as client:
        assert_type(client, SageMaker)
        assert_type(client.list_models(), ListModelsResponse)
    client.close()


def deploy(request: Request[Response]) -> Response:
    return client.send(request)


assert_type(deploy(request), Response)
for any_request in (request, AddTagsRequest(resource_arn="arn", tags=[])):
    deploy(any_request)


def poll(describe: Request[DescribeTrainingJobResponse]) -> TrainingJobStatus:
    return client.send(describe).training_job_status


assert_type(poll(DescribeTrainingJobRequest(training_job_name="churn")), TrainingJobStatus)

# Listings.

every_job = client.items(ListTrainingJobsRequest(), rate=2)
descriptions = client.describe_each(every_job, DescribeTrainingJobRequest, workers=8, rate=2)
assert_type(next(descriptions), DescribeTrainingJobResponse)
for description in client.describe_each(["a"], DescribeTrainingJobRequest, errors="skip"):
    assert_type(description, DescribeTrainingJobResponse)
for result in client.describe_each(["a"], DescribeTrainingJobRequest, errors="yield"):
    assert_type(result, DescribeTrainingJobResponse | FailedRequest)
    if isinstance(result, FailedRequest):
        print(result.request, result.error)
    else:
        print(result.training_job_name)
descriptions.close()
tagging = requests_for(every_job, AddTagsRequest, tags=[Tag(key="team", value="a")])
assert_type(next(tagging), AddTagsRequest)
assert_type([*client.each(tagging, workers=2)], list[AddTagsResponse])
assert_type([*client.each([AddTagsRequest(resource_arn="arn", tags=[])])], list[AddTagsResponse])

gone = client.wait_until_gone(DescribeEndpointRequest(endpoint_name="churn"), timeout=60, poll=5)
assert_type(gone, DescribeEndpointResponse | None)

failed_jobs = client.items(ListTrainingJobsRequest(status_equals=TrainingJobStatus.FAILED))
assert_type(failed_jobs, Items[TrainingJobSummary])
assert_type(failed_jobs.resume_token, str | None)
for failed_job in failed_jobs:
    assert_type(failed_job, TrainingJobSummary)
for page in client.pages(ListTrainingJobsRequest(), max_items=5, page_size=2, starting_token="a"):
    assert_type(page, ListTrainingJobsResponse)
assert_type(client.pages(ListTrainingJobsRequest()), Pages[ListTrainingJobsResponse])
try:
    list(failed_jobs)
except RepeatedTokenError as repeated:
    print(repeated)
assert_type(next(client.items(ListAliasesRequest(image_name="base"))), str)
assert_type(next(client.items(ListHubsRequest(), page_size=None, rate=2)), HubInfo)
assert_type(next(client.items(ListHubsRequest(), page_size="largest", rate=0.5)), HubInfo)
assert_type(list(client.items(ListTagsRequest(resource_arn="arn"))), list[Tag])
assert_type(next(client.items(ListHubsRequest())), HubInfo)
assert_type(next(client.pages(QueryLineageRequest())), QueryLineageResponse)
iterator: Iterator[TrainingJobSummary] = failed_jobs


def names(request: PagedRequest[Response, TrainingJobSummary]) -> list[str]:
    return [summary.training_job_name for summary in client.items(request)]


names(ListTrainingJobsRequest())


def first_page(request: RequestOfPages[ListTrainingJobsResponse]) -> ListTrainingJobsResponse:
    return next(client.pages(request))


first_page(ListTrainingJobsRequest())


# Waiting.


def is_ready(response: DescribeEndpointResponse) -> bool:
    return response.endpoint_status is EndpointStatus.IN_SERVICE


def note(progress: Progress[DescribeEndpointResponse]) -> None:
    assert_type(progress.response, DescribeEndpointResponse | None)
    assert_type(progress.status, str | None)


describe = DescribeEndpointRequest(endpoint_name="churn")
assert_type(client.wait(describe, until="InService"), DescribeEndpointResponse)
client.wait(describe, until=[EndpointStatus.IN_SERVICE], fail_on=EndpointStatus.FAILED)
client.wait(describe, until=is_ready, timeout=600, poll=[1, 2.5], on_progress=note)
client.wait(describe, until=lambda r: r.failure_reason is None, status="endpoint_status")
with_defaults = SageMaker(defaults=Defaults({"tags": [{"key": "team", "value": "ml"}]}))
assert_type(with_defaults.prepared(describe), DescribeEndpointRequest)
assert_type(
    with_defaults.defaults.request(CreateEndpointConfigRequest, endpoint_config_name="churn"),
    CreateEndpointConfigRequest,
)
Defaults([Rule(requests="CreateModel", names=["a-*"], values={"execution_role_arn": "x" * 20})])
for event in client.logs(describe, follow=True, since=timedelta(hours=1), poll=2):
    assert_type(event, LogEvent)
    assert_type(event.timestamp, datetime)
client.wait(describe, until="Failed", on_progress=show_logs(client, describe))
client.wait(describe, until="Failed", fail_on=(), on_progress=show_progress(), cancel=Event())
assert_type(
    client.wait_until_endpoint_in_service(endpoint_name="churn", timeout=60),
    DescribeEndpointResponse,
)
assert_type(
    client.wait_until_endpoint_deleted(endpoint_name="churn", on_progress=note),
    DescribeEndpointResponse | None,
)
try:
    client.wait_until_endpoint_in_service(endpoint_name="churn", on_progress=show_progress())
except WaitFailed as failure:
    assert_type(failure.reason, str | None)
    waiter_error: WaiterError = failure
except WaitTimeout as late:
    assert_type(late.status, str | None)
    timeout_error: TimeoutError = late
except WaitCancelled as cancelled:
    ended: WaitError = cancelled

# Structures.

recursive = SearchExpression(
    filters=[Filter(name="TrainingJobName", value="churn")],
    sub_expressions=[SearchExpression(sub_expressions=[])],
)
assert_type(recursive.sub_expressions, list[SearchExpression] | None)
union = MetricSpecification(predefined=PredefinedMetricSpecification(predefined_metric_type="x"))
assert_type(union.predefined, PredefinedMetricSpecification | None)
tagged: TaggedUnion = union
specification = AlgorithmSpecification(training_input_mode=TrainingInputMode.FILE)
assert_type(specification.training_input_mode, TrainingInputMode)
shapes: list[Shape] = [request, variant, created, recursive]

# Conversion.

assert_type(to_boto(request), dict[str, Any])
assert_type(from_boto(CreateEndpointConfigRequest, to_boto(request)), CreateEndpointConfigRequest)
raw: Any = client.boto_client.describe_training_job(TrainingJobName="churn")
assert_type(from_boto(DescribeTrainingJobResponse, raw), DescribeTrainingJobResponse)

# Enums.

assert_type(TrainingInstanceType("ml.m5.large"), TrainingInstanceType)
assert_type(TrainingInstanceType.open("ml.p9.large"), TrainingInstanceType)
assert_type(TrainingInstanceType.ML_M5_LARGE.is_known, bool)
value: str = job.training_job_status.value
assert_type(list(TrainingInstanceType), list[TrainingInstanceType])
text: str = TrainingInstanceType.ML_M5_LARGE
values: list[type[OpenEnum]] = [TrainingInstanceType, TrainingJobStatus]
if job.training_job_status == "Completed":
    print(job.training_job_status.lower())
if job.training_job_status is TrainingJobStatus.FAILED:
    assert_type(job.failure_reason, str | None)

# Errors.

try:
    client.delete_endpoint(endpoint_name="churn")
except sagemaker_typed.sagemaker.errors.ResourceInUse as in_use:
    assert_type(in_use, sagemaker_typed.sagemaker.errors.ResourceInUse)
    assert_type(in_use.code, str)

try:
    client.describe_endpoint_config(endpoint_config_name="nope")
except ResourceNotFound as error:
    assert_type(error.code, str)
    assert_type(error.message, str)
    assert_type(error.request_id, str)
    assert_type(error.operation_name, str)
    assert_type(error.status_code, int | None)
    assert_type(error.retry_attempts, int)
    assert_type(error.is_not_found, bool)
    assert_type(error.is_retryable, bool)
except (NotFound, AlreadyExists, ThrottlingException) as family:
    assert_type(family, NotFound | AlreadyExists | ThrottlingException)
except InvalidResponse as unreadable:
    assert_type(unreadable.reason, str)
    assert_type(unreadable.status_code, int | None)
    parser_error: ResponseParserError = unreadable
except (ResourceLimitExceeded, ServiceError) as other:
    assert_type(other, ResourceLimitExceeded | ServiceError)
    if isinstance(other, ResourceLimitExceeded):
        assert_type(other.instance_type, str | None)
        assert_type(other.limit, int | None)
        assert_type(other.hint, str | None)
    client_error: ClientError = other
same_class: type[sagemaker_typed.errors.ThrottlingException] = ThrottlingException

# The namespace itself.

assert_type(sagemaker_typed.sagemaker.Tag(key="a", value="b"), Tag)
