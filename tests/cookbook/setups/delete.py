"""Delete an endpoint: nothing of it is left, and others are."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy the endpoint, and one with inference components."""
    run_recipe("deploy", {})
    run_recipe("inference-components", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Only the other endpoint is there; then nothing is."""
    assert not [arn for arn in local.resources() if "churn" in arn]
    assert len(local.resources()) == 4
    names["delete_endpoint"](SageMaker(), "writers")
    assert local.resources() == []
