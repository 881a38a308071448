"""Three endpoints, one with a model."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import Invocation, LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create the endpoints."""
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
    for name in ("churn-older", "churn-old", "churn"):
        client.create_endpoint(endpoint_name=name, endpoint_config_name="churn")
        client.wait_until_endpoint_in_service(endpoint_name=name)
    local.serve_model(_model, "churn")


def _model(invocation: Invocation) -> object:
    assert invocation.body == b'{"instances": [[41, 3]]}'
    return {"predictions": [0.7]}


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Two endpoints are gone. The handler answers, and says if it is busy."""
    left = [one.endpoint_name for one in local.sagemaker().list_endpoints().endpoints]
    assert left == ["churn"]
    with TestClient(names["app"]) as browser:
        asked = {"age": 41, "calls": 3}
        assert browser.post("/churn", params=asked).json() == {"predictions": [0.7]}
        local.raise_next("InvokeEndpoint", "ThrottlingException", times=10)
        assert browser.post("/churn", params=asked).status_code == 503
