"""A training job that has failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create the job, and wait until it has failed."""
    local.fail("training_job", "AlgorithmError: out of memory")
    local.sagemaker().create_training_job(
        training_job_name="churn-7",
        role_arn="arn:aws:iam::123456789012:role/sagemaker",
        algorithm_specification=sm.AlgorithmSpecification(
            training_image="123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1",
            training_input_mode=sm.TrainingInputMode.FILE,
        ),
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
        resource_config=sm.ResourceConfig(
            instance_type=sm.TrainingInstanceType.ML_M5_XLARGE,
            instance_count=1,
            volume_size_in_gb=30,
        ),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=86400),
        hyper_parameters={"depth": "12"},
    )
    local.advance(600)
    local.fail("training_job", None)


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check that the new job differs in its name and its instance type only."""
    client = local.sagemaker()
    job = client.describe_training_job(training_job_name="churn-7-more-memory")
    assert job.resource_config is not None
    assert job.resource_config.instance_type == "ml.m5.4xlarge"
    assert job.resource_config.volume_size_in_gb == 30
    assert job.hyper_parameters == {"depth": "12"}
    names["handler"](names["event"] | {"detail-type": "Tag Change"}, None)  # nothing happens
    assert len(client.list_training_jobs().training_job_summaries) == 2
    pattern = json.loads(Path("pattern.json").read_text(encoding="utf-8"))
    assert pattern["detail"] == {
        "TrainingJobStatus": ["Failed"],
        "TrainingJobName": [{"prefix": "churn-"}],
    }
