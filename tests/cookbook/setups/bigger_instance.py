"""An endpoint whose configuration has more than an instance type."""

from __future__ import annotations

from typing import Any

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine

ROLE = "arn:aws:iam::123456789012:role/sagemaker"


def set_up(local: LocalEngine) -> None:
    """Create the endpoint, and scale it."""
    client = local.sagemaker()
    client.create_model(model_name="churn-1", execution_role_arn=ROLE)
    client.create_endpoint_config(
        endpoint_config_name="churn-1",
        production_variants=[
            sm.ProductionVariant(
                variant_name="main",
                model_name="churn-1",
                initial_instance_count=1,
                instance_type=sm.ProductionVariantInstanceType.ML_M5_LARGE,
            )
        ],
        data_capture_config=sm.DataCaptureConfig(
            initial_sampling_percentage=20,
            destination_s3_uri="s3://churn/capture",
            capture_options=[sm.CaptureOption(capture_mode=sm.CaptureMode.INPUT)],
        ),
        tags=[sm.Tag(key="team", value="growth")],
    )
    client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn-1")
    client.wait_until_endpoint_in_service(endpoint_name="churn")
    scaled = sm.DesiredWeightAndCapacity(variant_name="main", desired_instance_count=3)
    client.update_endpoint_weights_and_capacities(
        endpoint_name="churn", desired_weights_and_capacities=[scaled]
    )
    client.wait_until_endpoint_in_service(endpoint_name="churn")


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check that the endpoint runs on the new instances, and that nothing else has changed."""
    client = local.sagemaker()
    endpoint = client.describe_endpoint(endpoint_name="churn")
    assert endpoint.endpoint_config_name == "churn-1-bigger"
    (running,) = endpoint.production_variants or []
    assert running.current_instance_count == 3
    config = client.describe_endpoint_config(endpoint_config_name="churn-1-bigger")
    (variant,) = config.production_variants
    assert variant.instance_type == "ml.m5.4xlarge"
    assert config.data_capture_config == names["old"].data_capture_config
    assert client.list_tags(resource_arn=config.endpoint_config_arn).tags == [
        sm.Tag(key="team", value="growth")
    ]
