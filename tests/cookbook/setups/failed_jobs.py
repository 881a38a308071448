"""Training jobs, of which three have failed."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine

REASONS = {
    "churn-1": "AlgorithmError: ExecuteUserScriptError: exit code 1",
    "churn-2": None,
    "churn-3": "CapacityError: Unable to provision requested ML compute capacity",
    "churn-4": "AlgorithmError: out of memory",
}


def set_up(local: LocalEngine) -> None:
    """Create the jobs."""
    client = local.sagemaker()
    for name, reason in REASONS.items():
        local.fail("training_job", reason)
        client.create_training_job(
            training_job_name=name,
            role_arn="arn:aws:iam::123456789012:role/sagemaker",
            algorithm_specification=sm.AlgorithmSpecification(
                training_image="123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1",
                training_input_mode=sm.TrainingInputMode.FILE,
            ),
            output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
            resource_config=sm.ResourceConfig(
                instance_type=sm.TrainingInstanceType.ML_G5_XLARGE,
                instance_count=2,
                volume_size_in_gb=30,
            ),
            stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=86400),
        )
        local.advance(600)


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check the table, with the newest job first."""
    table = names["table"]
    assert list(table["name"]) == ["churn-4", "churn-3", "churn-1"]
    assert list(table["error"]) == ["AlgorithmError", "CapacityError", "AlgorithmError"]
    assert set(table["instance type"]) == {"ml.g5.xlarge"}
    assert set(table["instances"]) == {2}
    assert (table["seconds"] > 0).all()

    local.reset()
    none: dict[str, Any] = {}
    run_recipe("failed-jobs", none)
    assert none["table"].empty
