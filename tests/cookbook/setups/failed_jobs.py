"""Training jobs, of which three have failed."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe, training_job

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
        client.send(training_job(name))
        local.advance(600)


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check the table, with the newest job first."""
    table = names["table"]
    assert list(table["name"]) == ["churn-4", "churn-3", "churn-1"]
    assert list(table["error"]) == ["AlgorithmError", "CapacityError", "AlgorithmError"]
    assert set(table["instance type"]) == {"ml.g5.xlarge"}
    assert set(table["instances"]) == {1}
    assert (table["seconds"] > 0).all()

    local.reset()
    none: dict[str, Any] = {}
    run_recipe("failed-jobs", none)
    assert none["table"].empty
