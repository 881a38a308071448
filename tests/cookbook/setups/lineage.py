"""A training job with a model."""

from __future__ import annotations

from typing import Any

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Run the job."""
    client = local.sagemaker()
    client.create_training_job(
        training_job_name="churn-7",
        role_arn="arn:aws:iam::123456789012:role/sagemaker",
        algorithm_specification=sm.AlgorithmSpecification(
            training_image="123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1",
            training_input_mode=sm.TrainingInputMode.FILE,
        ),
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://my-bucket/churn/models/"),
        resource_config=sm.ResourceConfig(
            instance_type=sm.TrainingInstanceType.ML_M5_XLARGE,
            instance_count=1,
            volume_size_in_gb=30,
        ),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=3600),
    )
    client.wait_until_training_job_completed_or_stopped(training_job_name="churn-7")


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The model leads to the action and to the data."""
    edges = names["lineage"].edges
    training = names["training"].action_arn
    assert {(edge.source_arn, str(edge.association_type)) for edge in edges} == {
        (names["data"], "ContributedTo"),
        (training, "Produced"),
    }
    assert {vertex.arn for vertex in names["lineage"].vertices} >= {names["data"], training}
    assert (
        names["artifact"]("Model", names["job"].model_artifacts.s3_model_artifacts)
        == names["model"]
    )
