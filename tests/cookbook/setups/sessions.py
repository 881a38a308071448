"""Endpoints in two of three regions."""

from __future__ import annotations

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create an endpoint in each of two regions."""
    for region in ("us-east-1", "ap-northeast-1"):
        client = local.sagemaker().with_options(region_name=region)
        client.create_model(
            model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/sagemaker"
        )
        variant = sm.ProductionVariant(
            variant_name="blue",
            model_name="churn",
            serverless_config=sm.ProductionVariantServerlessConfig(
                memory_size_in_mb=2048, max_concurrency=5
            ),
        )
        client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
        client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
        client.wait_until_endpoint_in_service(endpoint_name="churn")
