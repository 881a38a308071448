"""Bodies, parameters and responses of a FastAPI application."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from helpers.json_schemas import references
from pydantic import BaseModel

from sagemaker_typed import runtime as rt
from sagemaker_typed import sagemaker as sm

app = FastAPI()
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class Launch(BaseModel):
    """A body with a request and something else."""

    request: sm.CreateModelRequest
    note: str = ""


@app.post("/launches")
def launch(body: Launch) -> sm.DescribeModelResponse:
    return sm.DescribeModelResponse(
        model_name=body.request.model_name,
        model_arn=f"arn:{body.note}",
        creation_time=MOMENT,
    )


@app.post("/models")
def create(request: Annotated[sm.CreateModelRequest, Body()]) -> sm.CreateModelRequest:
    return request


@app.post("/tags")
def tag(tags: Annotated[list[sm.Tag], Body()]) -> dict[str, sm.Tag]:
    return {tag.key: tag for tag in tags}


@app.post("/invocations")
def invoke(request: Annotated[rt.InvokeEndpointRequest, Body()]) -> rt.InvokeEndpointRequest:
    assert request.body == b"\x00\xff"
    return request


@app.get("/jobs")
def jobs(status: sm.TrainingJobStatus) -> sm.TrainingJobSummary:
    return sm.TrainingJobSummary(
        training_job_name="a",
        training_job_arn="arn",
        creation_time=MOMENT,
        training_job_status=sm.TrainingJobStatus.open(f"{status}Again"),
    )


@pytest.fixture(scope="module")
def client() -> Any:
    return TestClient(app)


def test_body_of_a_model_and_response(client: Any) -> None:
    for request in ({"ModelName": "churn"}, {"model_name": "churn"}):
        answer = client.post("/launches", json={"request": request, "note": "a"})
        assert answer.json() == {
            "ModelName": "churn",
            "ModelArn": "arn:a",
            "CreationTime": "2026-01-02T03:04:05Z",
        }


def test_body_of_a_request(client: Any) -> None:
    body = {"ModelName": "churn", "Tags": [{"Key": "a", "Value": "b"}]}

    assert client.post("/models", json=body).json() == body


def test_lists_and_blobs(client: Any) -> None:
    tags = [{"Key": "a", "Value": "b"}]
    assert client.post("/tags", json=tags).json() == {"a": tags[0]}
    body = {"EndpointName": "a", "Body": base64.b64encode(b"\x00\xff").decode()}
    assert client.post("/invocations", json=body).json() == body


def test_enums_are_parameters_and_open_in_responses(client: Any) -> None:
    assert client.get("/jobs?status=Failed").json()["TrainingJobStatus"] == "FailedAgain"
    assert client.get("/jobs?status=Dreaming").status_code == 422


def test_errors_have_the_place_in_the_body(client: Any) -> None:
    refused = client.post("/models", json={"ModelName": "a!", "Tags": [{"Key": "", "Value": "b"}]})

    assert refused.status_code == 422
    assert [(one["loc"], one["type"]) for one in refused.json()["detail"]] == [
        (["body", "ModelName"], "sagemaker_typed_pattern"),
        (["body", "Tags", 0, "Key"], "sagemaker_typed_min_length"),
    ]
    refused = client.post("/launches", json={"request": {"Tags": [{"Key": "a"}]}})
    assert [one["loc"] for one in refused.json()["detail"]] == [
        ["body", "request", "ModelName"],
        ["body", "request", "Tags", 0, "Value"],
    ]


def test_openapi_has_the_schemas(client: Any) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]

    body = document["paths"]["/models"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"] == {"$ref": "#/components/schemas/CreateModelRequest"}
    assert schemas["CreateModelRequest"]["additionalProperties"] is False
    assert schemas["CreateModelRequest"]["properties"]["ModelName"]["maxLength"] == 63
    assert {f"#/components/schemas/{name}" for name in schemas} >= references(document)
    assert not [name for name in schemas if "__" in name]
