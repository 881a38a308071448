"""Errors in imports, calls, listings and waiting.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from typing import assert_type

import sagemaker_typed.sagemaker
from sagemaker_typed import Pages, Progress, SageMaker, SageMakerFeatureStoreRuntime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.a2i_runtime import ListHumanLoopsRequest
from sagemaker_typed.featurestore_runtime import GetRecordRequest
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DescribeEndpointResponse,
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    ListModelsResponse,
    ListTrainingJobsRequest,
    QueryLineageRequest,
    ModelSummary,
    Tag,
    TrainingJobSummary,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound

# Imports.

# -> misspelt-import: SagMaker
from sagemaker_typed import SagMaker

# -> misspelt-import: CreateModelReqest
from sagemaker_typed.sagemaker import CreateModelReqest

# -> misspelt-import: TrainingInstanceTyp
from sagemaker_typed.sagemaker import TrainingInstanceTyp

# -> misspelt-import: TransformInstanceTyp
from sagemaker_typed.instance_types import TransformInstanceTyp

# -> misspelt-import: ResourceNotFond
from sagemaker_typed.sagemaker.errors import ResourceNotFond

# -> no-such-module: sagemaker_typed.sagemaker.endpoint
import sagemaker_typed.sagemaker.endpoint

# -> misspelt-attribute: CreateModelReqest | not ty
sagemaker_typed.sagemaker.CreateModelReqest(model_name="churn")

# -> misspelt-attribute: DeleteModelReqest
sm.DeleteModelReqest(model_name="churn")

# -> misspelt-attribute: ResourceInUsed
sm.errors.ResourceInUsed

# Clients.

# -> positional: positional arguments
SageMaker("us-west-2")
# -> misspelt-keyword: region
SageMaker(region="us-west-2")
# -> wrong-argument: str
SageMaker(region_name=1)
client = SageMaker()
# -> misspelt-attribute: create_modle, SageMaker
client.create_modle(model_name="churn")
# -> misspelt-keyword: modelname
client.create_model(modelname="churn")
# -> misspelt-keyword: ModelName
client.create_model(ModelName="churn")
# -> positional:
client.create_model("churn")
# -> missing-keyword: model_name
client.create_model()
# -> wrong-argument: None, str
client.create_model(model_name=None)
# -> wrong-argument: TrainingJobStatus
client.list_training_jobs(status_equals="Failed")
tag = Tag(key="team", value="churn")
# -> wrong-item: Tag, ProductionVariant
client.create_endpoint_config(endpoint_config_name="a", production_variants=[tag])
# -> wrong-item: dict[str, str], ProductionVariant
client.create_endpoint_config(endpoint_config_name="a", production_variants=[{"VariantName": "b"}])
# -> wrong-argument: list[
client.add_tags(resource_arn="arn", tags=tag)
# -> wrong-argument: Tag, Request[
client.send(tag)
# -> wrong-argument: CreateModelRequest, Request[
client.send(CreateModelRequest)
# -> wrong-argument: dict[str, str], Request[
client.send({"ModelName": "churn"})
# -> missing-keyword: request
client.send()
# -> misspelt-keyword: retries
client.with_options(retries=3)
# -> wrong-argument: float
client.with_options(timeout="60")
# -> misspelt-keyword: expires
client.presigned_url(CreateModelRequest(model_name="churn"), expires=60)
# -> misspelt-attribute: status, RawResponse
client.send_raw(CreateModelRequest(model_name="churn")).status

# -> wrong-argument: CreateModelRequest, str
client.call(CreateModelRequest(model_name="churn"))
# -> misspelt-attribute: models, UntypedResponse
client.call("ListModels").models

# A request of another service.

# -> wrong-argument: GetRecordRequest, Request[GetRecordResponse, Literal[
client.send(GetRecordRequest(feature_group_name="a", record_identifier_value_as_string="7"))
# -> wrong-argument: ListHumanLoopsRequest, Literal[
client.items(ListHumanLoopsRequest(flow_definition_arn="arn"))
# -> wrong-argument: CreateModelRequest, sagemaker-featurestore-runtime
SageMakerFeatureStoreRuntime().send(CreateModelRequest(model_name="churn"))

# Listings.

# -> wrong-argument: DescribeTrainingJobRequest, PagedRequest[
client.items(DescribeTrainingJobRequest(training_job_name="churn"))
# -> wrong-argument: CreateModelRequest, RequestOfPages[
client.pages(CreateModelRequest(model_name="churn"))
# -> wrong-argument: QueryLineageRequest, PagedRequest[
client.items(QueryLineageRequest())
# -> wrong-argument: ListTrainingJobsRequest, PagedRequest[
client.items(ListTrainingJobsRequest)
# -> wrong-argument: int | None
client.items(ListTrainingJobsRequest(), max_items="5")
# -> wrong-argument: largest
client.items(ListTrainingJobsRequest(), page_size="all")
# -> wrong-argument: ListHumanLoopsRequest
client.wait_until_gone(ListHumanLoopsRequest(flow_definition_arn="arn"))
# -> wrong-item: ListHumanLoopsRequest
client.each([ListHumanLoopsRequest(flow_definition_arn="arn")])
# -> no-overload: DescribeTrainingJobRequest
client.each(DescribeTrainingJobRequest(training_job_name="churn"))
# -> no-overload: DescribeTrainingJobRequest
client.describe_each(["churn"], DescribeTrainingJobRequest(training_job_name="churn"))
# -> misspelt-attribute: training_job_nmae, DescribeTrainingJobResponse
next(client.describe_each(["churn"], DescribeTrainingJobRequest)).training_job_nmae
# -> misspelt-attribute: training_job_nmae, TrainingJobSummary
next(client.items(ListTrainingJobsRequest())).training_job_nmae
wrong_item: ModelSummary
# -> wrong-loop-variable: TrainingJobSummary, ModelSummary
for wrong_item in client.items(ListTrainingJobsRequest()):
    print(wrong_item)
for job_summary in client.items(ListTrainingJobsRequest()):
    # -> wrong-assert-type: TrainingJobSummary, str
    assert_type(job_summary, str)
pages = client.pages(ListTrainingJobsRequest())
# -> wrong-variable: ListTrainingJobsResponse, ListModelsResponse
wrong_pages: Pages[ListModelsResponse] = pages

# Waiting.


def note(progress: Progress[DescribeEndpointResponse]) -> None:
    # -> absent-attribute: endpoint_status
    print(progress.response.endpoint_status)


describe = DescribeTrainingJobRequest(training_job_name="churn")
# -> missing-keyword: until
client.wait(describe)
# -> wrong-argument: Iterable[str]
client.wait(describe, until=5)
# -> wrong-argument: timedelta
client.logs(describe, since="1h")
# -> wrong-argument: DescribeEndpointResponse, DescribeTrainingJobResponse
client.wait(describe, until="Completed", on_progress=note)
# -> misspelt-attribute: endpoint_status, DescribeTrainingJobResponse
client.wait(describe, until=lambda answer: answer.endpoint_status == "InService")
# -> misspelt-attribute: wait_until_endpoint_in_servce
client.wait_until_endpoint_in_servce(endpoint_name="churn")
# -> misspelt-keyword: name
client.wait_until_endpoint_in_service(name="churn")
# -> absent-attribute: endpoint_status
client.wait_until_endpoint_deleted(endpoint_name="churn").endpoint_status

# Responses.

# -> wrong-variable: DescribeTrainingJobResponse, TrainingJobSummary
summary: TrainingJobSummary = client.send(describe)
# -> wrong-variable: CreateModelResponse, DescribeTrainingJobResponse
answer: DescribeTrainingJobResponse = client.send(CreateModelRequest(model_name="churn"))
job = client.describe_training_job(training_job_name="churn")
# -> misspelt-attribute: training_job_nmae, DescribeTrainingJobResponse
job.training_job_nmae
# -> misspelt-attribute: endpoint_status, DescribeTrainingJobResponse
job.endpoint_status
# -> misspelt-attribute: endpoint_config_name
client.create_endpoint_config(endpoint_config_name="a", production_variants=[]).endpoint_config_name
# -> misspelt-attribute: requst_id, ResponseMetadata
job.response_metadata.requst_id
# -> absent-attribute: s3_model_artifacts
job.model_artifacts.s3_model_artifacts
# -> absent-operand: None
job.training_time_in_seconds + 1
# -> absent-item: None
job.secondary_status_transitions[0]
# -> absent-list: None
for channel in job.input_data_config:
    print(channel.channel_name)
# -> subscript:
job["TrainingJobName"]
# -> wrong-variable: str, int
name: int = job.training_job_name


def arn(job: DescribeTrainingJobResponse) -> str:
    # -> wrong-return: None, str
    return job.labeling_job_arn


# Errors.

try:
    client.list_models()
except ResourceNotFound as error:
    # -> misspelt-attribute: cod, ResourceNotFound
    error.cod
