"""The job ends, and the reason of a failure is raised."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.recipes import run_recipe

from sagemaker_typed import WaitFailed
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The job was completed; one that fails says why."""
    assert names["job"].transform_job_status == "Completed"

    local.reset()
    local.fail("transform_job", "AlgorithmError: exit code 1")
    with pytest.raises(WaitFailed, match="exit code 1"):
        run_recipe("batch-transform", {})
