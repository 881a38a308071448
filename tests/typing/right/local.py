"""Correct use of the local engine: type checkers must report nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_type

from sagemaker_typed import AsyncSageMaker, SageMaker, SageMakerRuntime
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import (
    Invocation,
    LocalEngine,
    LocalServer,
    Operation,
    Training,
    local_sagemaker,
    local_server,
)


def model(invocation: Invocation) -> dict[str, int]:
    assert_type(invocation.body, bytes)
    assert_type(invocation.json(), Any)
    return {"length": len(invocation.body)}


def parts(invocation: Invocation) -> Iterator[bytes]:
    yield invocation.body


def trainer(training: Training) -> dict[str, float]:
    assert_type(training.hyper_parameters["eta"], str)
    training.model = b"weights"
    return {"auc": 0.9}


with LocalEngine(
    region_name="eu-west-1",
    speed=math.inf,
    fail={"training_job": "CapacityError: no capacity"},
    throttle=0.1,
    latency=0.5,
    seconds_per_status=10,
    start=datetime(2026, 1, 2, tzinfo=UTC),
    strict=False,
) as local:
    assert_type(local, LocalEngine)
    assert_type(local.sagemaker(), SageMaker)
    assert_type(local.typed(SageMakerRuntime), SageMakerRuntime)
    assert_type(local.typed(AsyncSageMaker), AsyncSageMaker)
    assert_type(local.client("sagemaker-runtime"), Any)
    assert_type(local.now, datetime)
    local.advance(60)
    local.fail("endpoint:update", "why")
    local.fail("endpoint:update", None)
    local.raise_next("CreateModel", "ResourceLimitExceeded", times=2)
    local.serve_model(model)
    local.serve_model(parts, "churn")
    local.serve_model(None, "churn")
    local.on_training(trainer)
    local.on_training(lambda _: None)
    local.on_training(None)
    assert_type(local.objects("s3://bucket/"), list[str])
    answer = sm.DescribeImageResponse(image_name="studio")
    request = sm.DescribeImageRequest(image_name="studio")
    plain = {"ImageName": "studio"}
    loaded = local.load_responses(
        answer,
        (request, answer),
        ("DescribeImage", plain),
        ("DescribeImage", plain, plain),
        "calls.json",
        Path("calls.yaml"),
    )
    assert_type(loaded, list[str])
    local.put_object("s3://bucket/key", b"content")
    assert_type(local.read_object("s3://bucket/key"), bytes)
    assert_type(local.resources(), list[str])
    local.save("state.json")
    local.load(Path("state.json"))
    local.reset()
    with local.patched() as same, local.patched(client_of_before := SageMaker()):
        assert_type(same, LocalEngine)
        assert_type(client_of_before, SageMaker)
    for operation in local.operations():
        assert_type(operation, Operation)
        assert_type(operation.name, str)
        if operation.support == "empty":
            print(operation.service, operation.note)
    with local.serve(port=8080) as server:
        assert_type(server, LocalServer)

with local_sagemaker(engine="built-in", speed=100) as client:
    assert_type(client, SageMaker)
with local_server(engine="moto", region_name="eu-west-1") as running:
    assert_type(running, LocalServer)
