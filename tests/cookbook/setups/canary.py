"""Update an endpoint with a canary: it has the new configuration."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy the first version."""
    run_recipe("deploy", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The endpoint serves the second version; if an alarm goes off, the first one."""
    endpoint = SageMaker().describe_endpoint(endpoint_name="churn")
    assert endpoint.endpoint_config_name == "churn-2"
    deployment = endpoint.last_deployment_config
    assert deployment
    assert deployment.auto_rollback_configuration
    assert [one.alarm_name for one in deployment.auto_rollback_configuration.alarms or []] == [
        "churn-5xx"
    ]

    local.reset()
    run_recipe("deploy", {})
    local.fail("endpoint:update", "The alarm churn-5xx went off")
    with pytest.raises(SystemExit, match="Rolled back to churn-1: The alarm churn-5xx went off"):
        run_recipe("canary", {})
