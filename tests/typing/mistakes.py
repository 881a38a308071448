"""Mistakes that users make, each below what the checkers must call it.

Strict pyright also reports what follows from an unknown type: its `reportUnknown...`.
"""
# ruff: noqa: B018, E501, F401, I001 - each mistake has a line of its own

from __future__ import annotations

import sagemaker_typed.sagemaker
from sagemaker_typed import SageMaker, from_boto, to_boto
from sagemaker_typed.instance_types import ProductionVariantInstanceType, TrainingInstanceType
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DescribeTrainingJobRequest,
    DescribeTrainingJobResponse,
    ListTrainingJobsRequest,
    ProductionVariant,
    Tag,
    TrainingJobStatus,
    TrainingJobSummary,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound

# Imports.

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnusedImport, reportUnknownVariableType
from sagemaker_typed import SagMaker

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnusedImport, reportUnknownVariableType
from sagemaker_typed.sagemaker import CreateModelReqest

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnusedImport, reportUnknownVariableType
from sagemaker_typed.sagemaker import TrainingInstanceTyp

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnusedImport, reportUnknownVariableType
from sagemaker_typed.instance_types import TransformInstanceTyp

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnusedImport, reportUnknownVariableType
from sagemaker_typed.sagemaker.errors import ResourceNotFond

# -> mypy: import-not-found | pyright: reportMissingImports, reportUnusedImport
import sagemaker_typed.sagemaker.endpoint

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
sagemaker_typed.sagemaker.CreateModelReqest(model_name="churn")

# Requests and structures.

# -> mypy: call-arg | pyright: reportCallIssue
Tag(key="team", valeu="churn")
# -> mypy: call-arg | pyright: reportCallIssue
Tag(key="team", value="churn", colour="red")
# -> mypy: arg-type | pyright: reportArgumentType
Tag(key="team", value=1)
# -> mypy: arg-type | pyright: reportArgumentType
Tag(key="team", value=None)
# -> mypy: call-arg | pyright: reportCallIssue
Tag(key="team")
# -> mypy: call-arg | pyright: reportCallIssue
Tag("team", "churn")
# -> mypy: arg-type | pyright: reportArgumentType
ProductionVariant(variant_name="blue", instance_type="ml.m5.large")
# -> mypy: arg-type | pyright: reportArgumentType
ProductionVariant(variant_name="blue", instance_type=TrainingInstanceType.ML_M5_LARGE)
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType
ProductionVariant(variant_name="blue", instance_type=ProductionVariantInstanceType.ML_M5_LRGE)
# -> mypy: arg-type | pyright: reportArgumentType
ProductionVariant(variant_name="blue", initial_instance_count="1")
# -> mypy: call-arg | pyright: reportCallIssue
CreateModelRequest(modelname="churn")
# -> mypy: call-arg | pyright: reportCallIssue
CreateModelRequest()
# -> mypy: arg-type | pyright: reportArgumentType
ListTrainingJobsRequest(status_equals="Failed")
# -> mypy: arg-type | pyright: reportArgumentType
ListTrainingJobsRequest(creation_time_after="2030-01-01")
tag = Tag(key="team", value="churn")
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue
tag.valeu = "churn"
# -> mypy: assignment | pyright: reportAttributeAccessIssue
tag.value = None

# Calls.

client = SageMaker()
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
client.create_modle(model_name="churn")
# -> mypy: call-arg | pyright: reportCallIssue
client.create_model(modelname="churn")
# -> mypy: call-arg | pyright: reportCallIssue
client.create_model("churn")
# -> mypy: call-arg | pyright: reportCallIssue
client.create_model()
# -> mypy: arg-type | pyright: reportArgumentType
client.create_model(model_name=None)
# -> mypy: arg-type | pyright: reportArgumentType
client.list_training_jobs(status_equals="Failed")
# -> mypy: list-item | pyright: reportArgumentType
client.create_endpoint_config(endpoint_config_name="a", production_variants=[tag])
# -> mypy: list-item | pyright: reportArgumentType
client.create_endpoint_config(endpoint_config_name="a", production_variants=[{"VariantName": "b"}])
# -> mypy: arg-type | pyright: reportArgumentType
client.send(tag)
# -> mypy: arg-type | pyright: reportArgumentType
client.send(CreateModelRequest)
# -> mypy: arg-type | pyright: reportArgumentType
client.send({"ModelName": "churn"})
# -> mypy: call-arg | pyright: reportCallIssue
client.send()
# -> mypy: arg-type, call-arg | pyright: reportCallIssue
SageMaker("us-west-2")
# -> mypy: call-arg | pyright: reportCallIssue
SageMaker(region="us-west-2")

# Listings and waiting.

# -> mypy: arg-type | pyright: reportArgumentType
client.items(DescribeTrainingJobRequest(training_job_name="churn"))
# -> mypy: arg-type | pyright: reportArgumentType
client.pages(CreateModelRequest(model_name="churn"))
# -> mypy: arg-type | pyright: reportArgumentType
client.items(ListTrainingJobsRequest)
# -> mypy: arg-type | pyright: reportArgumentType
client.items(ListTrainingJobsRequest(), max_items="5")
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
next(client.items(ListTrainingJobsRequest())).training_job_nmae
# -> mypy: call-arg | pyright: reportCallIssue
client.wait(DescribeTrainingJobRequest(training_job_name="churn"))
# -> mypy: arg-type | pyright: reportArgumentType
client.wait(DescribeTrainingJobRequest(training_job_name="churn"), until=5)
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
client.wait_until_endpoint_in_servce(endpoint_name="churn")
# -> mypy: call-arg | pyright: reportCallIssue
client.wait_until_endpoint_in_service(name="churn")
# -> mypy: union-attr | pyright: reportOptionalMemberAccess
client.wait_until_endpoint_deleted(endpoint_name="churn").endpoint_status

# Answers.

job = client.describe_training_job(training_job_name="churn")
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
job.training_job_nmae
# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
job.response_metadata.requst_id
# -> mypy: union-attr | pyright: reportOptionalMemberAccess
job.model_artifacts.s3_model_artifacts
# -> mypy: operator | pyright: reportOptionalOperand, reportUnusedExpression
job.training_time_in_seconds + 1
# -> mypy: index | pyright: reportOptionalSubscript
job.secondary_status_transitions[0]
# -> mypy: index | pyright: reportIndexIssue
job["TrainingJobName"]
# -> mypy: assignment | pyright: reportAssignmentType
name: int = job.training_job_name
# -> mypy: assignment | pyright: reportAssignmentType
summary: TrainingJobSummary = client.send(DescribeTrainingJobRequest(training_job_name="churn"))
# -> mypy: assignment | pyright: reportAssignmentType
answer: DescribeTrainingJobResponse = client.send(CreateModelRequest(model_name="churn"))

# Enums.

# -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
TrainingJobStatus.FALED
# -> mypy: arg-type | pyright: reportArgumentType
TrainingJobStatus.open(1)
# -> mypy: assignment | pyright: reportAssignmentType
status: TrainingJobStatus = "Failed"

# Conversion and errors.

# -> mypy: assignment | pyright: reportAssignmentType
converted: Tag = from_boto(CreateModelRequest, {})
# -> mypy: arg-type | pyright: reportArgumentType
from_boto("Tag", {})
# -> mypy: arg-type | pyright: reportArgumentType
to_boto({"Key": "team"})
try:
    client.list_models()
except ResourceNotFound as error:
    # -> mypy: attr-defined | pyright: reportAttributeAccessIssue, reportUnknownMemberType
    error.cod
