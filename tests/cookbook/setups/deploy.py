"""Deploy a model: the endpoint serves it, and a failure is explained."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker, WaitFailed
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The endpoint has two instances; one that fails says why."""
    endpoint = SageMaker().describe_endpoint(endpoint_name="churn")
    assert endpoint.endpoint_status == "InService"
    assert [one.current_instance_count for one in endpoint.production_variants or []] == [2]

    local.reset()
    local.fail("endpoint", "The container does not answer /ping")
    with pytest.raises(WaitFailed, match="does not answer /ping"):
        run_recipe("deploy", {})
