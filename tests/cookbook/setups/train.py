"""Train a model: the job ends, and the reason of a failure is printed."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.recipes import run_recipe

from sagemaker_typed import WaitFailed
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The job has a model; a job that fails says why."""
    assert names["job"].training_job_status == "Completed"
    assert names["job"].model_artifacts.s3_model_artifacts.startswith(
        "s3://my-bucket/churn/models/"
    )

    local.reset()
    local.fail("training_job", "AlgorithmError: exit code 1")
    with pytest.raises(WaitFailed, match="exit code 1"):
        run_recipe("train", {})
