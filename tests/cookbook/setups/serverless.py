"""Deploy a serverless endpoint, and change its concurrency."""

from __future__ import annotations

from typing import Any

from sagemaker_typed import SageMaker
from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The variant has the new concurrency and no instances."""
    endpoint = SageMaker().describe_endpoint(endpoint_name="churn-serverless")
    (variant,) = endpoint.production_variants or []
    assert endpoint.endpoint_status == "InService"
    assert variant.current_instance_count is None
    assert variant.current_serverless_config
    assert variant.current_serverless_config.max_concurrency == 20
    assert variant.current_serverless_config.memory_size_in_mb == 2048
