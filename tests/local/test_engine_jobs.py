"""The built-in engine: the work of training jobs, and the jobs that tuning jobs create."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from sagemaker_typed import SageMaker, ServiceError, from_boto
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine, Training

ROLE = "arn:aws:iam::123456789012:role/ml"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
JOB = {
    "AlgorithmSpecification": {
        "TrainingInputMode": "File",
        "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/xgboost:1",
    },
    "RoleArn": ROLE,
    "InputDataConfig": [
        {
            "ChannelName": "train",
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://data/train"}},
        }
    ],
    "OutputDataConfig": {"S3OutputPath": "s3://models/churn"},
    "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
}
RANGES = {
    "ContinuousParameterRanges": [
        {"Name": "eta", "MinValue": "0.001", "MaxValue": "1", "ScalingType": "Logarithmic"}
    ],
    "IntegerParameterRanges": [{"Name": "depth", "MinValue": "2", "MaxValue": "9"}],
    "CategoricalParameterRanges": [{"Name": "booster", "Values": ["gbtree", "dart"]}],
}


def train(client: SageMaker, name: str = "churn", **more: Any) -> None:
    request = {"TrainingJobName": name, **JOB, **more}
    client.send(from_boto(sm.CreateTrainingJobRequest, request))


def tune(
    client: SageMaker, jobs: int = 5, parallel: int = 2, goal: str = "Maximize", **config: Any
) -> None:
    limits = {"MaxNumberOfTrainingJobs": jobs, "MaxParallelTrainingJobs": parallel}
    request = {
        "HyperParameterTuningJobName": "tune",
        "HyperParameterTuningJobConfig": {
            "Strategy": "Bayesian",
            "HyperParameterTuningJobObjective": {"Type": goal, "MetricName": "auc"},
            "ResourceLimits": limits,
            "ParameterRanges": RANGES,
            **config,
        },
        "TrainingJobDefinition": {**JOB, "StaticHyperParameters": {"rounds": "10"}},
    }
    client.send(from_boto(sm.CreateHyperParameterTuningJobRequest, request))


def described(client: SageMaker) -> sm.DescribeHyperParameterTuningJobResponse:
    return client.describe_hyper_parameter_tuning_job(hyper_parameter_tuning_job_name="tune")


def children(client: SageMaker, **more: Any) -> list[sm.HyperParameterTrainingJobSummary]:
    request = sm.ListTrainingJobsForHyperParameterTuningJobRequest(
        hyper_parameter_tuning_job_name="tune", **more
    )
    return [*client.items(request)]


class TestTraining:
    def test_function_gives_metrics_and_the_model(self) -> None:
        seen: list[Training] = []

        def trainer(training: Training) -> dict[str, float]:
            seen.append(training)
            training.model = b"weights"
            return {"auc": 0.9}

        local = LocalEngine(speed=0, start=START)
        local.on_training(trainer)
        client = local.sagemaker()
        train(client, HyperParameters={"rounds": "10"})
        (training,) = seen
        assert training.training_job_name == "churn"
        assert training.hyper_parameters == {"rounds": "10"}
        assert training.inputs == {"train": "s3://data/train"}
        job = client.describe_training_job(training_job_name="churn")
        assert job.final_metric_data_list is None
        local.advance(1000)
        job = client.describe_training_job(training_job_name="churn")
        (metric,) = job.final_metric_data_list or []
        assert metric.metric_name == "auc"
        assert metric.value == pytest.approx(0.9)
        assert metric.timestamp == job.training_end_time
        artifacts = job.model_artifacts.s3_model_artifacts if job.model_artifacts else ""
        assert artifacts == training.model_artifacts
        assert local.read_object(artifacts or "") == b"weights"

    def test_exception_of_the_function_lets_the_job_fail(self) -> None:
        def trainer(training: Training) -> None:
            raise MemoryError(f"no space for {training.training_job_name}")

        local = LocalEngine(speed=0, start=START)
        local.on_training(trainer)
        client = local.sagemaker()
        train(client)
        local.advance(1000)
        job = client.describe_training_job(training_job_name="churn")
        assert job.training_job_status == "Failed"
        assert job.failure_reason == "AlgorithmError: MemoryError: no space for churn"
        local.on_training(None)
        train(client, "again")
        local.advance(1000)
        job = client.describe_training_job(training_job_name="again")
        assert job.training_job_status == "Completed"

    def test_job_is_deleted_when_it_has_ended(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = local.sagemaker()
        train(client)
        with pytest.raises(ServiceError, match="is in status InProgress"):
            client.delete_training_job(training_job_name="churn")
        for _ in range(3):  # the first request counts
            client.stop_training_job(training_job_name="churn")
            local.advance(25)
        job = client.describe_training_job(training_job_name="churn")
        assert job.training_job_status == "Stopped"
        for _ in range(3):
            client.delete_training_job(training_job_name="churn")
            local.advance(25)
        with pytest.raises(ServiceError, match="not found"):
            client.describe_training_job(training_job_name="churn")

    def test_model_of_the_function_must_be_bytes(self) -> None:
        def trainer(training: Training) -> None:
            training.model = cast("Any", "weights")

        local = LocalEngine(speed=math.inf)
        local.on_training(trainer)
        train(local.sagemaker())
        job = local.sagemaker().describe_training_job(training_job_name="churn")
        assert "a bytes-like object is required" in str(job.failure_reason)
        assert local.objects() == []

    def test_function_may_call_the_engine_and_catch_its_errors(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = local.sagemaker()

        def trainer(training: Training) -> None:
            client.create_model(model_name=training.training_job_name, execution_role_arn=ROLE)
            with pytest.raises(ServiceError):
                client.create_model(model_name="churn", execution_role_arn=ROLE)

        local.on_training(trainer)
        train(client)
        with pytest.raises(ServiceError, match="already exist"):
            train(client)
        found = [one.model_name for one in client.items(sm.ListModelsRequest())]
        assert found == ["churn"]


class TestTuning:
    def test_jobs_begin_when_others_have_ended(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = local.sagemaker()
        tune(client)
        seen: list[tuple[int, int]] = []
        while described(client).hyper_parameter_tuning_job_status == "InProgress":
            counters = described(client).training_job_status_counters
            seen.append((counters.completed or 0, counters.in_progress or 0))
            assert len(children(client)) == sum(seen[-1])
            local.advance(60)
        assert sorted(set(seen)) == [(0, 2), (2, 2), (4, 1)]
        assert len([*client.items(sm.ListTrainingJobsRequest())]) == 5
        found = described(client)
        assert found.training_job_status_counters.completed == 5
        assert found.objective_status_counters.succeeded == 5
        last = max(one.training_end_time for one in children(client) if one.training_end_time)
        assert found.hyper_parameter_tuning_end_time == last

    @pytest.mark.parametrize("goal", ["Maximize", "Minimize"])
    def test_best_job_is_the_first_by_objective(self, goal: str) -> None:
        local = LocalEngine(speed=math.inf, start=START)
        local.on_training(lambda training: {"auc": float(training.hyper_parameters["eta"])})
        client = local.sagemaker()
        tune(client, goal=goal)
        order = "Descending" if goal == "Maximize" else "Ascending"
        found = children(client, sort_by="FinalObjectiveMetricValue", sort_order=order)
        values = [
            one.final_hyper_parameter_tuning_job_objective_metric.value
            for one in found
            if one.final_hyper_parameter_tuning_job_objective_metric
        ]
        assert values == sorted(values, reverse=goal == "Maximize")
        assert len(set(values)) == 5
        assert described(client).best_training_job == found[0]
        for one in found:
            assert 0.001 <= float(one.tuned_hyper_parameters["eta"]) <= 1
            assert 2 <= int(one.tuned_hyper_parameters["depth"]) <= 9
            assert one.tuned_hyper_parameters["booster"] in {"gbtree", "dart"}
        job = client.describe_training_job(training_job_name=found[0].training_job_name)
        expected = {
            **found[0].tuned_hyper_parameters,
            "rounds": "10",
            "_tuning_objective_metric": "auc",
        }
        assert job.hyper_parameters == expected
        assert job.tuning_job_arn == described(client).hyper_parameter_tuning_job_arn

    def test_names_are_the_default_order_and_statuses_select(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = local.sagemaker()
        tune(client)
        local.advance(240)
        names = [one.training_job_name for one in children(client)]
        assert names == sorted(names)
        assert len(children(client, status_equals="Completed")) == 2
        assert len(children(client, sort_by="FinalObjectiveMetricValue")) == 2
        assert {one.objective_status for one in children(client, status_equals="InProgress")} == {
            "Pending"
        }
        other = sm.ListTrainingJobsForHyperParameterTuningJobRequest(
            hyper_parameter_tuning_job_name="other"
        )
        with pytest.raises(ServiceError):
            client.send(other)

    def test_stop_stops_jobs_and_no_other_begins(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = local.sagemaker()
        tune(client)
        local.advance(300)
        client.stop_hyper_parameter_tuning_job(hyper_parameter_tuning_job_name="tune")
        assert described(client).hyper_parameter_tuning_job_status == "Stopping"
        assert {one.training_job_status for one in children(client)} == {"Completed", "Stopping"}
        local.advance(10_000)
        found = described(client)
        assert found.hyper_parameter_tuning_job_status == "Stopped"
        assert found.training_job_status_counters.completed == 2
        assert found.training_job_status_counters.stopped == 2
        assert found.best_training_job is not None
        assert len(children(client)) == 4

    def test_jobs_that_fail_let_the_tuning_job_fail(self) -> None:
        local = LocalEngine(speed=0, start=START, fail={"training_job": "CapacityError: none"})
        client = local.sagemaker()
        tune(client, jobs=50)
        local.advance(100_000)
        found = described(client)
        assert found.hyper_parameter_tuning_job_status == "Failed"
        assert "No training job succeeded" in (found.failure_reason or "")
        assert found.best_training_job is None
        assert found.training_job_status_counters.non_retryable_error == 6
        assert {one.failure_reason for one in children(client)} == {"CapacityError: none"}

    def test_some_jobs_may_fail(self) -> None:
        def trainer(training: Training) -> dict[str, float]:
            if training.hyper_parameters["booster"] == "dart":
                raise ValueError("not dart")
            return {"auc": 0.5}

        local = LocalEngine(speed=math.inf)
        local.on_training(trainer)
        client = local.sagemaker()
        tune(client, jobs=8)
        found = described(client)
        assert found.hyper_parameter_tuning_job_status == "Completed"
        counters = found.training_job_status_counters
        assert counters.completed
        assert counters.non_retryable_error
        assert counters.completed + counters.non_retryable_error == 8

    def test_grid_has_a_job_for_each_combination(self) -> None:
        local = LocalEngine(speed=math.inf)
        client = local.sagemaker()
        grid = [{"Name": "a", "Values": ["1", "2"]}, {"Name": "b", "Values": ["x", "y", "z"]}]
        limits = {"MaxParallelTrainingJobs": 2}
        tune(
            client,
            Strategy="Grid",
            ParameterRanges={"CategoricalParameterRanges": grid},
            ResourceLimits=limits,
        )
        found = {
            (one.tuned_hyper_parameters["a"], one.tuned_hyper_parameters["b"])
            for one in children(client)
        }
        assert found == {(a, b) for a in "12" for b in "xyz"}

    def test_job_ends_when_the_objective_is_reached(self) -> None:
        local = LocalEngine(speed=0, start=START)
        local.on_training(lambda _: {"auc": 0.95})
        client = local.sagemaker()
        criteria = {"TargetObjectiveMetricValue": 0.9}
        tune(client, jobs=20, TuningJobCompletionCriteria=criteria)
        local.advance(10_000)
        assert described(client).training_job_status_counters.completed == 2

    def test_saved_state_has_the_jobs_of_the_future(self, tmp_path: Any) -> None:
        local = LocalEngine(speed=0, start=START)
        tune(local.sagemaker())
        local.save(tmp_path / "state.json")
        other = LocalEngine(speed=0)
        other.load(tmp_path / "state.json")
        client = other.sagemaker()
        assert len(children(client)) == 2
        other.advance(10_000)
        assert described(client).training_job_status_counters.completed == 5
