"""Tune hyperparameters: the tuning job ends."""

from __future__ import annotations

from typing import Any

from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The tuning job was completed."""
    assert names["tuning"].hyper_parameter_tuning_job_status == "Completed"
    assert names["tuning"].training_job_status_counters.completed == 20
