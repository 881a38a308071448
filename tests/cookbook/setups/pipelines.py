"""A pipeline that trains a model and registers it."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The steps have run; the package has the model of the job. A failure is reported."""
    client = local.sagemaker()
    job, *_ = client.items(sm.ListTrainingJobsRequest())
    described = client.describe_training_job(training_job_name=job.training_job_name)
    assert described.stopping_condition.max_runtime_in_seconds == 7200
    assert described.model_artifacts is not None
    package, *_ = client.items(sm.ListModelPackagesRequest(model_package_group_name="churn"))
    assert package.model_approval_status is sm.ModelApprovalStatus.PENDING_MANUAL_APPROVAL
    found = client.describe_model_package(model_package_name=package.model_package_arn)
    assert found.inference_specification is not None
    (container,) = found.inference_specification.containers
    assert container.model_data_url == described.model_artifacts.s3_model_artifacts

    local.fail("training_job", "AlgorithmError: exit code 1")
    again: dict[str, Any] = {}
    run_recipe("pipelines", again)
    assert again["step"].step_status is sm.StepStatus.FAILED
    assert "exit code 1" in again["step"].failure_reason
