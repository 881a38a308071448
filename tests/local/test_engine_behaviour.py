"""The built-in engine: what some kinds of resources do besides."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from sagemaker_typed import (
    SageMakerFeatureStoreRuntime,
    SageMakerMetrics,
    SageMakerRuntime,
    ServiceError,
    metrics,
)
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import Invocation, LocalEngine
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TRAINING = {
    "AlgorithmSpecification": {"TrainingInputMode": "File", "AlgorithmName": "xgboost"},
    "RoleArn": ROLE,
    "OutputDataConfig": {"S3OutputPath": "s3://bucket/models"},
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    "ResourceConfig": {
        "InstanceType": {"Get": "Parameters.Instance"},
        "InstanceCount": 1,
        "VolumeSizeInGB": 10,
    },
}
DEFINITION = {
    "Version": "2020-12-01",
    "Parameters": [{"Name": "Instance", "Type": "String", "DefaultValue": "ml.m5.large"}],
    "Steps": [
        {"Name": "Train", "Type": "Training", "Arguments": TRAINING},
        {
            "Name": "IsGood",
            "Type": "Condition",
            "DependsOn": ["Train"],
            "Arguments": {
                "Conditions": [
                    {
                        "Type": "Equals",
                        "LeftValue": {"Get": "Parameters.Instance"},
                        "RightValue": "ml.m5.large",
                    }
                ],
                "IfSteps": [
                    {
                        "Name": "Register",
                        "Type": "Model",
                        "Arguments": {
                            "ExecutionRoleArn": ROLE,
                            "PrimaryContainer": {
                                "ModelDataUrl": {
                                    "Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"
                                }
                            },
                        },
                    }
                ],
                "ElseSteps": [
                    {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "not good"}}
                ],
            },
        },
    ],
}


def start(engine: Engine, definition: Any = DEFINITION, **members: Any) -> str:
    token = "t" * 32
    text = definition if isinstance(definition, str) else json.dumps(definition)
    engine.call(
        "sagemaker",
        "CreatePipeline",
        {
            "PipelineName": "churn",
            "PipelineDefinition": text,
            "RoleArn": ROLE,
            "ClientRequestToken": token,
        },
    )
    request = {"PipelineName": "churn", "ClientRequestToken": token, **members}
    answer = engine.call("sagemaker", "StartPipelineExecution", request)
    arn: str = answer["PipelineExecutionArn"]
    return arn


def execution(engine: Engine, arn: str) -> dict[str, Any]:
    return engine.call("sagemaker", "DescribePipelineExecution", {"PipelineExecutionArn": arn})


def steps(engine: Engine, arn: str) -> dict[str, str]:
    answer = engine.call(
        "sagemaker",
        "ListPipelineExecutionSteps",
        {"PipelineExecutionArn": arn, "SortOrder": "Ascending"},
    )
    return {one["StepName"]: one["StepStatus"] for one in answer["PipelineExecutionSteps"]}


class TestPipelines:
    def test_execution_creates_the_jobs_of_its_steps(self) -> None:
        engine = Engine(speed=0, start=START)
        arn = start(engine)
        assert steps(engine, arn) == {"Train": "Executing"}
        (job,) = engine.call("sagemaker", "ListTrainingJobs", {})["TrainingJobSummaries"]
        described = engine.call(
            "sagemaker", "DescribeTrainingJob", {"TrainingJobName": job["TrainingJobName"]}
        )
        assert described["ResourceConfig"]["InstanceType"] == "ml.m5.large"
        assert execution(engine, arn)["PipelineExecutionStatus"] == "Executing"
        engine.advance(1000)
        assert steps(engine, arn) == {
            "Train": "Succeeded",
            "IsGood": "Succeeded",
            "Register": "Succeeded",
        }
        done = execution(engine, arn)
        assert done["PipelineExecutionStatus"] == "Succeeded"
        # The end does not depend on when somebody looks.
        assert done["LastModifiedTime"] == START + timedelta(seconds=240)
        (model,) = engine.call("sagemaker", "ListModels", {})["Models"]
        shown = engine.call("sagemaker", "DescribeModel", {"ModelName": model["ModelName"]})
        data = shown["PrimaryContainer"]["ModelDataUrl"]
        assert data.startswith("s3://bucket/models/pipelines-")
        assert data.endswith("/output/model.tar.gz")

    def test_condition_takes_the_other_branch(self) -> None:
        engine = Engine(speed=0)
        parameters = [{"Name": "Instance", "Value": "ml.m5.xlarge"}]
        arn = start(engine, PipelineParameters=parameters)
        engine.advance(1000)
        assert steps(engine, arn) == {"Train": "Succeeded", "IsGood": "Succeeded", "Stop": "Failed"}
        assert execution(engine, arn)["PipelineExecutionStatus"] == "Failed"
        shown = engine.call(
            "sagemaker", "ListPipelineParametersForExecution", {"PipelineExecutionArn": arn}
        )
        assert shown["PipelineParameters"] == parameters

    def test_parameters_have_their_declared_types(self) -> None:
        declared = {"Hours": "Integer", "Rate": "Float", "Spot": "Boolean", "Name": "String"}
        given = {"Hours": "2", "Rate": "0.5", "Spot": "true", "Name": "7"}
        arguments = {
            **TRAINING,
            "ResourceConfig": {
                "InstanceType": "ml.m5.large",
                "InstanceCount": 1,
                "VolumeSizeInGB": 10,
            },
            "StoppingCondition": {"MaxRuntimeInSeconds": {"Get": "Parameters.Hours"}},
            "EnableManagedSpotTraining": {"Get": "Parameters.Spot"},
            "HyperParameters": {"name": {"Get": "Parameters.Name"}},
        }
        definition = {
            "Version": "2020-12-01",
            "Parameters": [{"Name": name, "Type": kind} for name, kind in declared.items()],
            "Steps": [{"Name": "Train", "Type": "Training", "Arguments": arguments}],
        }
        engine = Engine(speed=0)
        parameters = [{"Name": name, "Value": value} for name, value in given.items()]
        arn = start(engine, definition, PipelineParameters=parameters)
        engine.advance(1000)
        assert steps(engine, arn) == {"Train": "Succeeded"}
        (job,) = engine.call("sagemaker", "ListTrainingJobs", {})["TrainingJobSummaries"]
        name = {"TrainingJobName": job["TrainingJobName"]}
        shown = engine.call("sagemaker", "DescribeTrainingJob", name)
        assert shown["StoppingCondition"] == {"MaxRuntimeInSeconds": 2}
        assert shown["EnableManagedSpotTraining"] is True
        assert shown["HyperParameters"] == {"name": "7"}
        listed = engine.call(
            "sagemaker", "ListPipelineParametersForExecution", {"PipelineExecutionArn": arn}
        )
        assert listed["PipelineParameters"] == parameters

    def test_failed_execution_is_retried(self) -> None:
        engine = Engine(speed=0, fail={"training_job": "CapacityError: no capacity"})
        arn = start(engine)
        engine.advance(1000)
        failed = execution(engine, arn)
        assert failed["PipelineExecutionStatus"] == "Failed"
        assert "Train" in failed["FailureReason"]
        engine.faults.fail("training_job", None)
        token = {"ClientRequestToken": "r" * 32}
        engine.call("sagemaker", "RetryPipelineExecution", {"PipelineExecutionArn": arn, **token})
        engine.advance(1000)
        assert execution(engine, arn)["PipelineExecutionStatus"] == "Succeeded"

    def test_stopped_execution_stops_its_job(self) -> None:
        engine = Engine(speed=0)
        arn = start(engine)
        token = {"ClientRequestToken": "r" * 32}
        engine.call("sagemaker", "StopPipelineExecution", {"PipelineExecutionArn": arn, **token})
        engine.advance(1000)
        assert execution(engine, arn)["PipelineExecutionStatus"] == "Stopped"
        (job,) = engine.call("sagemaker", "ListTrainingJobs", {})["TrainingJobSummaries"]
        assert job["TrainingJobStatus"] == "Stopped"

    def test_callback_step_waits_for_its_token(self) -> None:
        engine = Engine(speed=0)
        definition = {"Steps": [{"Name": "Ask", "Type": "Callback", "SqsQueueUrl": "https://q"}]}
        arn = start(engine, definition)
        engine.advance(1000)
        answer = engine.call(
            "sagemaker", "ListPipelineExecutionSteps", {"PipelineExecutionArn": arn}
        )
        (step,) = answer["PipelineExecutionSteps"]
        assert step["StepStatus"] == "Executing"
        token = step["Metadata"]["Callback"]["CallbackToken"]
        engine.call("sagemaker", "SendPipelineExecutionStepSuccess", {"CallbackToken": token})
        assert execution(engine, arn)["PipelineExecutionStatus"] == "Succeeded"
        with pytest.raises(EngineError, match="No step waits"):
            engine.call("sagemaker", "SendPipelineExecutionStepFailure", {"CallbackToken": token})

    def test_definition_that_makes_no_sense_is_refused_or_fails(self) -> None:
        unreadable = {
            **dict.fromkeys(["{", "[]", "[" * 50_000, '{"Steps": [1, {}]}'], "Object"),
            **dict.fromkeys(['{"Steps": 1}', '{"Parameters": 5, "Steps": []}'], "Array"),
        }
        for text, expected in unreadable.items():
            engine = Engine(speed=0)
            with pytest.raises(EngineError, match=f"Expecting start of Json {expected}"):
                start(engine, text)
            assert not engine.resources()
            engine = Engine(speed=0, strict=False)  # as with moto's server
            start(engine, text)
        wrong: list[Any] = [
            {"Steps": [{"Name": "T", "Type": "Training", "Arguments": {"TrainingJobName": 1}}]},
            {"Steps": [{"Name": "T", "Type": "Training", "Arguments": {"Get": "Steps.X.Y"}}]},
            {"Steps": [{"Name": "A", "DependsOn": ["A"]}, {"Name": "B", "DependsOn": ["C"]}]},
            {"Steps": [{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{}]}}]},
        ]
        for definition in wrong:
            engine = Engine(speed=0)
            arn = start(engine, definition)
            engine.advance(1000)
            status = execution(engine, arn)["PipelineExecutionStatus"]
            assert status in {"Succeeded", "Failed"}, definition


def endpoint(local: LocalEngine) -> None:
    client = local.sagemaker()
    client.create_model(model_name="churn", execution_role_arn=ROLE)
    variant = sm.ProductionVariant(
        variant_name="blue",
        model_name="churn",
        initial_instance_count=1,
        instance_type=sm.ProductionVariantInstanceType.ML_M5_LARGE,
    )
    client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
    client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")


class TestInvocations:
    def test_function_answers_for_an_endpoint_in_service(self) -> None:
        def model(invocation: Invocation) -> Any:
            assert invocation.variant == "blue"
            return {"sum": sum(invocation.json())}

        with LocalEngine(speed=0) as local:
            endpoint(local)
            runtime = local.typed(SageMakerRuntime)
            with pytest.raises(ServiceError, match="is in status Creating"):
                runtime.invoke_endpoint(endpoint_name="churn", body=b"[1, 2]")
            local.advance(60)
            echo = runtime.invoke_endpoint(
                endpoint_name="churn", body=b"1,2", content_type="text/csv"
            )
            assert (echo.body.read(), echo.content_type) == (b"1,2", "text/csv")
            local.serve_model(model, "churn")
            answer = runtime.invoke_endpoint(endpoint_name="churn", body=b"[1, 2]")
            assert json.loads(answer.body.read()) == {"sum": 3}
            assert answer.invoked_production_variant == "blue"
            with pytest.raises(ServiceError, match="account 123456789012 not found"):
                runtime.invoke_endpoint(endpoint_name="other", body=b"")

    def test_error_of_the_function_is_a_model_error(self) -> None:
        with LocalEngine(speed=0) as local:
            endpoint(local)
            local.advance(60)
            local.serve_model(lambda invocation: invocation.json())
            runtime = local.typed(SageMakerRuntime)
            with pytest.raises(ServiceError, match="JSONDecodeError") as error:
                runtime.invoke_endpoint(endpoint_name="churn", body=b"{")
            assert error.value.code == "ModelError"
            local.serve_model(lambda _: object())
            with pytest.raises(ServiceError, match="not JSON serializable"):
                runtime.invoke_endpoint(endpoint_name="churn", body=b"{")

    def test_stream_has_the_parts_and_the_error(self) -> None:
        def model(invocation: Invocation) -> Any:
            yield "first"
            yield {"second": 2}
            raise LookupError(invocation.endpoint_name)

        with LocalEngine(speed=0) as local:
            endpoint(local)
            local.advance(60)
            local.serve_model(model)
            runtime = local.typed(SageMakerRuntime)
            answer = runtime.invoke_endpoint_with_response_stream(endpoint_name="churn", body=b"")
            parts: list[bytes] = []

            def read(events: Any) -> None:
                parts.extend(event.payload_part.bytes for event in events)

            with answer.body as events, pytest.raises(ServiceError, match="LookupError"):
                read(events)
            assert parts == [b"first", b'{"second": 2}']

    def test_asynchronous_results_are_kept(self) -> None:
        with LocalEngine(speed=0) as local:
            endpoint(local)
            local.advance(60)
            local.put_object("s3://inputs/1.json", b"[1, 2, 3]")
            local.serve_model(lambda invocation: {"length": len(invocation.json())})
            runtime = local.typed(SageMakerRuntime)
            answer = runtime.invoke_endpoint_async(
                endpoint_name="churn", input_location="s3://inputs/1.json"
            )
            assert local.read_object(str(answer.output_location)) == b'{"length": 3}'
            broken = runtime.invoke_endpoint_async(
                endpoint_name="churn", input_location="s3://inputs/none"
            )
            assert b"JSONDecodeError" in local.read_object(str(broken.failure_location))
            with pytest.raises(KeyError):
                local.read_object(str(broken.output_location))
            with pytest.raises(ValueError, match="expected a URI"):
                local.read_object("bucket/key")


class TestFeatures:
    def test_store_keeps_the_newest_record(self) -> None:
        from sagemaker_typed.featurestore_runtime import FeatureValue

        with LocalEngine(speed=0, start=START) as local:
            local.sagemaker().create_feature_group(
                feature_group_name="users",
                record_identifier_feature_name="id",
                event_time_feature_name="at",
                feature_definitions=[
                    sm.FeatureDefinition(feature_name=name, feature_type=sm.FeatureType.STRING)
                    for name in ("id", "at", "plan")
                ],
                online_store_config=sm.OnlineStoreConfig(enable_online_store=True),
            )
            local.advance(60)
            store = local.typed(SageMakerFeatureStoreRuntime)

            def put(at: str, plan: str) -> None:
                values = {"id": "7", "at": at, "plan": plan}
                store.put_record(
                    feature_group_name="users",
                    record=[
                        FeatureValue(feature_name=name, value_as_string=value)
                        for name, value in values.items()
                    ],
                )

            def plan() -> str | None:
                found = store.get_record(
                    feature_group_name="users",
                    record_identifier_value_as_string="7",
                    feature_names=["plan"],
                ).record
                return found[0].value_as_string if found else None

            put("2026-01-02T00:00:00Z", "pro")
            put("2026-01-01T00:00:00Z", "free")
            assert plan() == "pro"
            store.delete_record(
                feature_group_name="users",
                record_identifier_value_as_string="7",
                event_time="2026-01-03T00:00:00Z",
            )
            assert plan() is None
            put("2026-01-02T12:00:00Z", "late")
            assert plan() is None
            put("1767484800", "new")
            assert plan() == "new"
            with pytest.raises(ServiceError, match="has no value for at"):
                store.put_record(
                    feature_group_name="users",
                    record=[FeatureValue(feature_name="id", value_as_string="7")],
                )


def test_metrics_are_readable_in_the_trial_component() -> None:
    with LocalEngine(speed=0, start=START) as local:
        client = local.sagemaker()
        created = client.create_trial_component(trial_component_name="run")
        put = local.typed(SageMakerMetrics)
        data = [
            metrics.RawMetricData(metric_name="loss", timestamp=START, step=step, value=value)
            for step, value in enumerate([0.5, 0.25, 0.75])
        ]
        assert not put.batch_put_metrics(trial_component_name="run", metric_data=data).errors
        (shown,) = client.describe_trial_component(trial_component_name="run").metrics or []
        assert (shown.metric_name, shown.min, shown.max, shown.count) == ("loss", 0.25, 0.75, 3)
        query = metrics.MetricQuery(
            metric_name="loss",
            resource_arn=str(created.trial_component_arn),
            metric_stat=metrics.MetricStatistic.LAST,
            period=metrics.Period.ITERATION_NUMBER,
            x_axis_type=metrics.XAxisType.ITERATION_NUMBER,
        )
        (found,) = put.batch_get_metrics(metric_queries=[query]).metric_query_results or []
        assert (found.x_axis_values, found.metric_values) == ([0, 1, 2], [0.5, 0.25, 0.75])
        failed = put.batch_put_metrics(trial_component_name="other", metric_data=data).errors
        assert len(failed or []) == 3


def test_lineage_is_walked_along_associations() -> None:
    engine = Engine(speed=0)
    arns: list[str] = []
    for name in ("a", "b", "c"):
        source = {"SourceUri": f"s3://bucket/{name}"}
        members = {"ArtifactName": name, "Source": source, "ArtifactType": "DataSet"}
        arns.append(engine.call("sagemaker", "CreateArtifact", members)["ArtifactArn"])
    for source_arn, target in pairwise(arns):
        engine.call(
            "sagemaker", "AddAssociation", {"SourceArn": source_arn, "DestinationArn": target}
        )
    request = {"StartArns": [arns[0]], "Direction": "Descendants"}
    found = engine.call("sagemaker", "QueryLineage", request)
    assert {one["Arn"] for one in found["Vertices"]} == {*arns}
    assert len(found["Edges"]) == 2
    near = engine.call("sagemaker", "QueryLineage", {**request, "MaxDepth": 1})
    assert {one["Arn"] for one in near["Vertices"]} == {*arns[:2]}
    listed = engine.call("sagemaker", "ListAssociations", {"SourceArn": arns[0]})
    assert [one["DestinationArn"] for one in listed["AssociationSummaries"]] == [arns[1]]


def test_versions_of_model_packages_are_numbered() -> None:
    engine = Engine(speed=0)
    group = {"ModelPackageGroupName": "churn"}
    engine.call("sagemaker", "CreateModelPackageGroup", group)
    first = engine.call("sagemaker", "CreateModelPackage", group)["ModelPackageArn"]
    second = engine.call("sagemaker", "CreateModelPackage", group)["ModelPackageArn"]
    assert first.endswith("model-package/churn/1")
    assert second.endswith("model-package/churn/2")
    shown = engine.call("sagemaker", "DescribeModelPackage", {"ModelPackageName": second})
    assert (shown["ModelPackageGroupName"], shown["ModelPackageVersion"]) == ("churn", 2)
    approval = {"ModelPackageArn": second, "ModelApprovalStatus": "Approved"}
    engine.advance(1000)
    engine.call("sagemaker", "UpdateModelPackage", approval)
    shown = engine.call("sagemaker", "DescribeModelPackage", {"ModelPackageName": second})
    assert shown["ModelApprovalStatus"] == "Approved"


def test_domain_is_deleted_after_what_is_in_it() -> None:
    from helpers.engine import create

    from sagemaker_typed.local.engine.kinds import kinds

    engine = Engine(speed=0)
    _, profile = create(engine, kinds("sagemaker")["UserProfile"])
    domain = {"DomainId": profile.given["DomainId"]}
    with pytest.raises(EngineError) as error:
        engine.call("sagemaker", "DeleteDomain", domain)
    assert error.value.code == "ResourceInUse"
    engine.call("sagemaker", "DeleteUserProfile", {**domain, "UserProfileName": profile.key[1]})
    engine.advance(1000)
    engine.call("sagemaker", "DeleteDomain", domain)


def test_an_update_with_alarms_that_fails_leaves_the_endpoint_in_service() -> None:
    with LocalEngine(speed=0) as local:
        client = local.client("sagemaker")
        client.create_model(ModelName="churn", ExecutionRoleArn=ROLE)
        variant = {"VariantName": "main", "ModelName": "churn", "InstanceType": "ml.m5.large"}
        for name in ("churn-1", "churn-2"):
            client.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])
        client.create_endpoint(EndpointName="churn", EndpointConfigName="churn-1")
        local.advance(100)
        local.fail("endpoint:update", "an alarm")
        routing: dict[str, Any] = {"Type": "CANARY", "WaitIntervalInSeconds": 60}
        routing["CanarySize"] = {"Type": "CAPACITY_PERCENT", "Value": 10}
        policy = {"TrafficRoutingConfiguration": routing}
        alarms = {"Alarms": [{"AlarmName": "errors"}]}

        def update(**config: Any) -> dict[str, Any]:
            client.update_endpoint(
                EndpointName="churn",
                EndpointConfigName="churn-2",
                DeploymentConfig={"BlueGreenUpdatePolicy": policy, **config},
            )
            found: dict[str, Any] = client.describe_endpoint(EndpointName="churn")
            assert found["EndpointStatus"] == "Updating"
            local.advance(100)
            found = client.describe_endpoint(EndpointName="churn")
            return {
                name: found.get(name)
                for name in ("EndpointStatus", "EndpointConfigName", "FailureReason")
            }

        assert [*update(AutoRollbackConfiguration=alarms).values()] == [
            "InService",
            "churn-1",
            "an alarm",
        ]
        assert update()["EndpointStatus"] == "Failed"
        local.fail("endpoint:update", None)
        assert [*update(AutoRollbackConfiguration=alarms).values()] == [
            "InService",
            "churn-2",
            None,
        ]


def test_versions_of_a_model_card_have_times_of_their_own() -> None:
    with LocalEngine(speed=0) as local:
        client = local.sagemaker()
        client.create_model_card(
            model_card_name="churn", model_card_status=sm.ModelCardStatus.DRAFT, content="{}"
        )
        local.advance(5)
        client.update_model_card(
            model_card_name="churn", model_card_status=sm.ModelCardStatus.APPROVED
        )
        first, second = client.list_model_card_versions(
            model_card_name="churn"
        ).model_card_version_summary_list
        assert first.creation_time == first.last_modified_time == second.creation_time
        assert second.last_modified_time == local.now
