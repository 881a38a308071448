"""Scale an endpoint: it has four instances."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy the model, with two instances."""
    run_recipe("deploy", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The variant has four instances."""
    endpoint = SageMaker().describe_endpoint(endpoint_name="churn")
    assert [one.current_instance_count for one in endpoint.production_variants or []] == [4]
