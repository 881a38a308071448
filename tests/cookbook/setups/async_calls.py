"""An endpoint with a model, and another one that is being created."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient
from helpers.recipes import run_recipe

from sagemaker_typed.local import Invocation, LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create the endpoints."""
    run_recipe("deploy", {})
    client = local.sagemaker()
    client.create_endpoint(endpoint_name="churn-new", endpoint_config_name="churn-1")
    local.serve_model(_model, "churn")


def _model(invocation: Invocation) -> object:
    assert invocation.body == b'{"instances": [[41, 3]]}'
    return {"predictions": [0.7]}


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Both endpoints are in service. The handler answers, and says if it is busy."""
    shown = local.sagemaker().list_endpoints().endpoints
    assert {found.endpoint_name: str(found.endpoint_status) for found in shown} == {
        "churn": "InService",
        "churn-new": "InService",
    }
    with TestClient(names["app"]) as browser:
        asked = {"age": 41, "calls": 3}
        assert browser.post("/churn", params=asked).json() == {"predictions": [0.7]}
        local.raise_next("InvokeEndpoint", "ThrottlingException", times=10)
        assert browser.post("/churn", params=asked).status_code == 503
