"""An endpoint, and a service that throttles."""

from __future__ import annotations

from typing import Any

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create the endpoint, and let the next description of it be throttled."""
    client = local.sagemaker()
    client.create_model(
        model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/sagemaker"
    )
    variant = sm.ProductionVariant(
        variant_name="blue",
        model_name="churn",
        initial_instance_count=1,
        instance_type=sm.ProductionVariantInstanceType.ML_M5_XLARGE,
    )
    client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
    client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
    client.wait_until_endpoint_in_service(endpoint_name="churn")
    local.raise_next("DescribeEndpoint", "ThrottlingException", "Rate exceeded", times=1)


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check that the client has retried, and that the other one does not."""
    assert names["endpoint"].response_metadata.retry_attempts == 1
    config = names["client"].boto_client.meta.config
    assert (config.connect_timeout, config.read_timeout) == (5, 60)
    assert names["once"].boto_client.meta.config.retries["total_max_attempts"] == 1
    assert names["runtime"].boto_client.meta.config.read_timeout == 70
