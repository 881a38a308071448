"""The built-in engine's clock, ordered failures, throttling and idempotency tokens."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from helpers.engine import LATER, create

from sagemaker_typed import AsyncSageMaker, SageMaker, ServiceError, WaitFailed
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import kinds

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def make_endpoint(client: SageMaker, name: str = "churn") -> None:
    client.create_model(model_name=name, execution_role_arn=ROLE)
    variant = sm.ProductionVariant(
        variant_name="blue",
        model_name=name,
        initial_instance_count=2,
        instance_type=sm.ProductionVariantInstanceType.ML_M5_LARGE,
    )
    client.create_endpoint_config(endpoint_config_name=name, production_variants=[variant])
    client.create_endpoint(endpoint_name=name, endpoint_config_name=name)


def start_training(engine: Engine, name: str = "churn") -> dict[str, Any]:
    return engine.call(
        "sagemaker",
        "CreateTrainingJob",
        {
            "TrainingJobName": name,
            "AlgorithmSpecification": {"TrainingInputMode": "File", "AlgorithmName": "xgboost"},
            "RoleArn": ROLE,
            "OutputDataConfig": {"S3OutputPath": "s3://bucket/models"},
            "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
        },
    )


def training_job(engine: Engine, name: str = "churn") -> dict[str, Any]:
    return engine.call("sagemaker", "DescribeTrainingJob", {"TrainingJobName": name})


def test_clock_stands_still_until_it_is_advanced() -> None:
    with LocalEngine(speed=0, start=START) as local:
        assert local.now == START
        local.advance(90)
        assert local.now == START + timedelta(seconds=90)
        with pytest.raises(ValueError, match="at least 0, got -1"):
            local.advance(-1)


def test_clock_runs_faster_than_the_real_one() -> None:
    local = LocalEngine(speed=1000, start=START)
    time.sleep(0.02)
    assert local.now - START >= timedelta(seconds=20)
    with pytest.raises(ValueError, match="seconds_per_status= must be a finite number"):
        LocalEngine(seconds_per_status=-1)
    with pytest.raises(ValueError, match="speed= must be at least 0"):
        LocalEngine(speed=-1)


def test_endpoint_is_in_service_after_its_creation() -> None:
    with LocalEngine(speed=0) as local:
        client = local.sagemaker()
        make_endpoint(client)
        created = client.describe_endpoint(endpoint_name="churn")
        assert created.endpoint_status == "Creating"
        assert created.production_variants is None
        local.advance(60)
        running = client.describe_endpoint(endpoint_name="churn")
        assert running.endpoint_status == "InService"
        assert running.production_variants
        assert running.production_variants[0].current_instance_count == 2
        assert running.last_modified_time - created.creation_time == timedelta(seconds=60)


def test_waits_advance_the_clock_instead_of_taking_time() -> None:
    with LocalEngine(speed=0, start=START) as local:
        client = local.sagemaker()
        make_endpoint(client)
        begin = time.monotonic()
        client.wait_until_endpoint_in_service(endpoint_name="churn")
        assert time.monotonic() - begin < 50
        assert local.now >= START + timedelta(seconds=60)


def test_waits_of_asynchronous_clients_advance_the_clock() -> None:
    async def run() -> None:
        async with local.typed(AsyncSageMaker) as client:
            endpoint = await client.wait_until_endpoint_in_service(endpoint_name="churn")
            assert endpoint.endpoint_status == "InService"

    with LocalEngine(speed=0) as local:
        make_endpoint(local.sagemaker())
        asyncio.run(run())


def test_statuses_take_no_time_with_infinite_speed() -> None:
    with LocalEngine(speed=math.inf) as local:
        client = local.sagemaker()
        make_endpoint(client)
        assert client.describe_endpoint(endpoint_name="churn").endpoint_status == "InService"
        client.delete_endpoint(endpoint_name="churn")
        with pytest.raises(ServiceError) as error:
            client.describe_endpoint(endpoint_name="churn")
        assert error.value.is_not_found


def test_training_job_has_its_secondary_statuses() -> None:
    engine = Engine(speed=0)
    start_training(engine)
    seen: list[str] = []
    for _ in range(5):
        seen.append(training_job(engine)["SecondaryStatus"])
        engine.advance(60)
    assert seen == ["Starting", "Downloading", "Training", "Uploading", "Completed"]
    job = training_job(engine)
    assert job["TrainingJobStatus"] == "Completed"
    assert [one["Status"] for one in job["SecondaryStatusTransitions"]] == seen
    assert job["ModelArtifacts"] == {
        "S3ModelArtifacts": "s3://bucket/models/churn/output/model.tar.gz"
    }
    assert job["TrainingTimeInSeconds"] == 240


def test_stopped_job_is_stopped() -> None:
    engine = Engine(speed=0)
    start_training(engine)
    engine.call("sagemaker", "StopTrainingJob", {"TrainingJobName": "churn"})
    assert training_job(engine)["TrainingJobStatus"] == "Stopping"
    engine.advance(60)
    assert training_job(engine)["TrainingJobStatus"] == "Stopped"
    with pytest.raises(EngineError, match="the training job is in status Stopped"):
        engine.call("sagemaker", "StopTrainingJob", {"TrainingJobName": "churn"})


def test_endpoint_is_not_updated_while_it_changes() -> None:
    with LocalEngine(speed=0) as local:
        client = local.sagemaker()
        make_endpoint(client)
        with pytest.raises(ServiceError, match="Cannot update in-progress endpoint") as error:
            client.update_endpoint(endpoint_name="churn", endpoint_config_name="churn")
        assert error.value.is_conflict


def test_ordered_failure_has_its_reason() -> None:
    fail = {"training_job": "CapacityError: no capacity"}
    with LocalEngine(speed=0, fail=fail) as local:
        engine = engine_of(local)
        start_training(engine)
        client = local.sagemaker()
        with pytest.raises(WaitFailed, match="CapacityError: no capacity"):
            client.wait_until_training_job_completed_or_stopped(training_job_name="churn")
        local.fail("training_job", None)
        start_training(engine, "again")
        client.wait_until_training_job_completed_or_stopped(training_job_name="again")


def test_every_kind_with_a_failed_status_can_fail() -> None:
    for noun, kind in kinds("sagemaker").items():
        engine = Engine(speed=0)
        if noun in {"Device", "PipelineExecution"}:
            continue
        _, record = create(engine, kind)
        failed = [
            status for status in kind.statuses if status.lower() in {"failed", "createfailed"}
        ]
        if failed and kind.delete and kind.noun in {"Endpoint", "Domain", "Image", "FeatureGroup"}:
            engine.faults.fail({"FeatureGroup": "feature_group"}.get(noun, noun.lower()), "why")
            engine.store = type(engine.store)()
            _, record = create(engine, kind)
            engine.advance(LATER)
            assert record.status(engine.clock.now()) in {*failed, "CREATE_FAILED"}, noun


def test_unknown_kind_of_failure_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(ValueError, match="did you mean training_job"):
        LocalEngine(fail={"trainingjob": "x"})
    with pytest.raises(ValueError, match="unknown kind of resource: 'zzzz'; kinds are such as"):
        LocalEngine(fail={"zzzz": "x"})
    with pytest.raises(ValueError, match="'model:delete': after the colon, only 'update'"):
        LocalEngine(fail={"model:delete": "x"})
    for kind in ("model", "training_job:update"):
        with pytest.raises(ValueError, match="this kind has no status for"):
            LocalEngine(fail={kind: "x"})
    with pytest.raises(ValueError, match="did you mean CreateModel"):
        LocalEngine().raise_next("CreateModle", "ResourceLimitExceeded")


def test_ordered_error_is_raised_once() -> None:
    with LocalEngine() as local:
        client = local.sagemaker()
        local.raise_next("CreateModel", "ResourceLimitExceeded", "The limit is 0.")
        with pytest.raises(ServiceError, match=r"The limit is 0\."):
            client.create_model(model_name="churn", execution_role_arn=ROLE)
        client.create_model(model_name="churn", execution_role_arn=ROLE)


def test_throttled_calls_are_retried() -> None:
    with LocalEngine() as local:
        client = local.sagemaker()
        local.raise_next("ListModels", "ThrottlingException", "Rate exceeded", times=2)
        assert client.list_models().response_metadata.retry_attempts == 2
    with LocalEngine(throttle=1) as local, pytest.raises(ServiceError) as error:
        local.sagemaker().list_models()
    assert error.value.is_throttled
    with pytest.raises(ValueError, match="from 0 to 1, got 2"):
        LocalEngine(throttle=2)


def test_latency_advances_the_clock() -> None:
    with LocalEngine(speed=0, start=START, latency=3) as local:
        local.sagemaker().list_models()
        assert local.now == START + timedelta(seconds=3)


def test_token_makes_a_repeated_call_have_no_effect() -> None:
    engine = Engine(speed=0)
    members = {
        "PipelineName": "churn",
        "PipelineDefinition": "{}",
        "RoleArn": ROLE,
        "ClientRequestToken": "t" * 32,
    }
    first = engine.call("sagemaker", "CreatePipeline", members)
    assert engine.call("sagemaker", "CreatePipeline", members) == first
    assert len(engine.resources()) == 1
    with pytest.raises(EngineError, match="already exists"):
        engine.call("sagemaker", "CreatePipeline", {**members, "ClientRequestToken": "u" * 32})
    with pytest.raises(EngineError, match="other parameters") as error:
        engine.call("sagemaker", "CreatePipeline", {**members, "PipelineDescription": "x"})
    assert error.value.code == "ConflictException"


def test_clock_does_not_pass_its_end() -> None:
    with LocalEngine(speed=0, start=START) as local:
        for seconds in (1e12, 1e300, math.inf, math.nan, -1):
            with pytest.raises(ValueError, match="seconds"):
                local.advance(seconds)
        assert local.now == START
        local.advance(100 * 365 * 86400)
        local.sagemaker().create_image(image_name="studio", role_arn=ROLE)
        local.sagemaker().wait_until_image_created(image_name="studio")
    assert LocalEngine(speed=1e300).now.year == 9000
    with pytest.raises(ValueError, match="start="):
        LocalEngine(start=datetime.max)
    for seconds in (-1, math.inf, math.nan):
        with pytest.raises(ValueError, match="seconds_per_status="):
            LocalEngine(seconds_per_status=seconds)
    assert LocalEngine(speed=0, start=START.replace(tzinfo=None)).now == START


def test_waits_advance_all_active_engines() -> None:
    statuses: list[str] = []

    def wait() -> None:
        with LocalEngine(speed=0) as outer, LocalEngine(speed=0):
            client = outer.sagemaker()
            client.create_image(image_name="studio", role_arn=ROLE)
            found = client.wait_until_image_created(image_name="studio")
            statuses.append(str(found.image_status))

    threads = [threading.Thread(target=wait) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == ["CREATED"] * 4


def test_clock_that_starts_without_a_time_zone_is_in_utc() -> None:
    with LocalEngine(speed=0, start=datetime(2026, 1, 2)) as local:
        assert local.now == datetime(2026, 1, 2, tzinfo=UTC)
