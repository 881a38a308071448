"""Roll back an endpoint: it serves the configuration before."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy two versions, one after the other."""
    run_recipe("deploy", {})
    run_recipe("serverless", {})  # another endpoint, with a similar name
    run_recipe("canary", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The endpoint serves the first version again; there is none before it."""
    endpoint = SageMaker().describe_endpoint(endpoint_name="churn")
    assert endpoint.endpoint_config_name == "churn-1"
    assert endpoint.endpoint_status == "InService"
    with pytest.raises(SystemExit, match="no version before churn-1"):
        run_recipe("roll-back", {})
