"""Update an endpoint with a canary: it has the new configuration."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy the first version."""
    run_recipe("deploy", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The endpoint serves the second version, and keeps how it was deployed."""
    endpoint = SageMaker().describe_endpoint(endpoint_name="churn")
    assert endpoint.endpoint_config_name == "churn-2"
    deployment = endpoint.last_deployment_config
    assert deployment
    assert deployment.auto_rollback_configuration
    assert [one.alarm_name for one in deployment.auto_rollback_configuration.alarms or []] == [
        "churn-5xx"
    ]
