"""Monitor an endpoint: two schedules."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy the endpoint."""
    run_recipe("deploy", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Both schedules are for the endpoint, and of their kinds."""
    found = {
        one.monitoring_schedule_name: (one.monitoring_type, one.monitoring_schedule_status)
        for one in SageMaker().items(sm.ListMonitoringSchedulesRequest())
    }
    assert found == {
        "churn-data": ("DataQuality", "Scheduled"),
        "churn-model": ("ModelQuality", "Scheduled"),
    }
