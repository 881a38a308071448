"""A training job that has failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.recipes import run_recipe

from sagemaker_typed import WaitFailed
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Train a model without success."""
    local.fail("training_job", "AlgorithmError: out of memory")
    with pytest.raises(WaitFailed):
        run_recipe("train", {})
    local.fail("training_job", None)


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The new job differs in its name and its instance type; other events do nothing."""
    client = local.sagemaker()
    old = client.describe_training_job(training_job_name="churn-1")
    new = client.describe_training_job(training_job_name="churn-1-more-memory")
    assert old.resource_config is not None
    assert new.resource_config is not None
    assert new.resource_config.instance_type == "ml.m5.4xlarge"
    assert new.resource_config.volume_size_in_gb == old.resource_config.volume_size_in_gb
    assert new.hyper_parameters == old.hyper_parameters
    assert new.input_data_config == old.input_data_config
    event = names["event"]
    for detail_type, reason in {
        "SageMaker Endpoint State Change": "out of memory",
        event["detail-type"]: "AlgorithmError: exit code 1",
    }.items():
        detail = event["detail"] | {"FailureReason": reason}
        names["handler"](event | {"detail-type": detail_type, "detail": detail}, None)
    assert len(client.list_training_jobs().training_job_summaries) == 2
    pattern = json.loads(Path("pattern.json").read_text(encoding="utf-8"))
    assert pattern["detail"] == {
        "TrainingJobStatus": ["Failed"],
        "TrainingJobName": [{"prefix": "churn-"}],
    }
