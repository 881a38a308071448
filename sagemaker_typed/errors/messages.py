"""Patterns of error messages, for errors whose code does not say what happened.

For example, SageMaker returns a ``ValidationException`` for a resource that does not exist. Each
pattern comes from a message that SageMaker is known to send; the source is given beside it. A
pattern is as narrow as its source allows, so that it does not match a message about a bad value.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_NOT_FOUND: Final = (
    # DescribeEndpoint, DescribeEndpointConfig, DescribeModel ...: aws/amazon-sagemaker-examples
    # 2339, Terraform's AWS provider (sagemaker/find.go), moto.
    r"Could not find (?!\S+ in (the )?(list|set)\b)",
    # GetModelPackageGroupPolicy: Terraform's AWS provider (sagemaker/find.go).
    r"Cannot find (Model Package Group|resource policy)\b",
    # DescribeTrainingJob: aws/amazon-sagemaker-examples 2360, the ACK controller's generator.yaml.
    r"Requested resource not found\b",
    # DescribeModelPackageGroup, DescribeProject: the ACK controller's generator.yaml, Terraform's
    # AWS provider (sagemaker/find.go); lifecycle configurations, in brackets: moto.
    r".* does not exist[.)]*$",
    # DescribeNotebookInstance, DescribeApp, DescribeSpace: Terraform's AWS provider.
    r".*\bRecordNotFound\b",
    # DescribeDevice, DescribeDeviceFleet, DescribeWorkforce: Terraform's AWS provider.
    r"No device ?fleet with name\b",
    r"No device with name\b",
    r"No workforce\b",
    # DescribeWorkteam: Terraform's AWS provider, which accepts any message with this beginning.
    r"The work team\b.*\b(not found|not exist)",
    # InvokeEndpoint: aws/amazon-sagemaker-examples 293.
    r"Endpoint \S+ of account \S+ not found\b",
    # PutRecord: aws/sagemaker-python-sdk 2606.
    r"Resource not found: Amazon SageMaker can't find\b",
    # DescribeModelPackage: moto.
    r"Model package \S+ not found\b",
)
_ALREADY_EXISTS: Final = (
    # CreateModel, CreateEndpointConfig: awslabs/spot-tagging-bot-for-digital-assets 2.
    r"Cannot create already existing\b",
    # CreateTrainingJob, CreatePipeline and others, often as ResourceInUse: moto.
    r".*\balready exists?\b",
    # CreateNotebookInstance: moto.
    r"Cannot create a duplicate Notebook Instance\b",
)
_CONFLICT: Final = (
    # DeleteEndpoint, UpdateEndpoint: aws/amazon-sagemaker-operator-for-k8s (the constant
    # DeleteEndpointInProgressMessagePrefix).
    r"Cannot update in-progress endpoint\b",
    # DeleteEndpoint: gruntwork-io/cloud-nuke 1142.
    r"Cannot delete endpoint with inference component associated\b",
    # StartNotebookInstance, StopNotebookInstance: aws/amazon-sagemaker-examples 1094;
    # DeleteNotebookInstance: moto.
    r"Status \(\w+\) not in \(\[[\w, ]+\]\)\. Unable to transition to\b",
    # StopTrainingJob: awslabs/benchmark-ai 928. Other kinds of jobs have the same message.
    r"The request was rejected because the [\w ]{1,40}\bjob is in status \w+",
    # DeleteMonitoringSchedule: aws/amazon-sagemaker-examples 2342.
    r"Monitoring schedule in status \w+",
    # UpdateDomain: hashicorp/terraform-provider-aws 31912.
    r"Unable to update Domain \[\S+\] with InService App\b",
)
_SIGNATURE_IS_NOT_CURRENT: Final = (
    # Signature version 4, "Troubleshooting" in the IAM user guide.
    r"Signature expired\b",
    r"Signature not yet current\b",
)
# A message about a member's value quotes the value, so it could match by accident.
_ABOUT_A_VALUE: Final = r"(\d+ validation errors? detected|Value\b.*\bfailed to satisfy constraint)"


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?!{_ABOUT_A_VALUE})(?:{'|'.join(patterns)})", re.DOTALL | re.IGNORECASE)


def says_not_found(message: str) -> bool:
    """Return whether the message of a validation error says that a resource does not exist."""
    return _any_of(_NOT_FOUND).match(message.strip()) is not None


def says_already_exists(message: str) -> bool:
    """Return whether the message of a conflict or validation error says "already exists"."""
    return _any_of(_ALREADY_EXISTS).match(message.strip()) is not None


def says_conflict(message: str) -> bool:
    """Return whether the message of a validation error says that a status forbids the call."""
    return _any_of(_CONFLICT).match(message.strip()) is not None


def says_signature_is_not_current(message: str) -> bool:
    """Return whether a message about a signature is about its timestamp."""
    return _any_of(_SIGNATURE_IS_NOT_CURRENT).match(message.strip()) is not None
