"""The built-in engine: operations that do more than create, describe, update and delete."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from helpers.cases import each
from helpers.engine import create, described

from sagemaker_typed import SageMakerFeatureStoreRuntime
from sagemaker_typed.featurestore_runtime import FeatureValue, TargetStore
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local.engine.behaviour.empty import WHY_EMPTY
from sagemaker_typed.local.engine.behaviour.monitoring import scheduled_times
from sagemaker_typed.local.engine.behaviour.outputs import OUTPUTS
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.projection import first_inside

ROLE = "arn:aws:iam::123456789012:role/ml"
GATEWAY = {
    "ClusterArn": "arn:aws:sagemaker:us-east-1:123456789012:cluster/abcdefghijkl",
    "Namespace": "default",
}
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def engine() -> Engine:
    return Engine(speed=0, start=START)


def call(engine: Engine, name: str, /, **members: Any) -> dict[str, Any]:
    return engine.call("sagemaker", name, members)


def schedule(engine: Engine, expression: str | None, name: str = "watch") -> None:
    inputs = {"EndpointInput": {"EndpointName": "churn", "LocalPath": "/opt/ml/input"}}
    definition = {
        "MonitoringInputs": [inputs],
        "MonitoringOutputConfig": {
            "MonitoringOutputs": [
                {"S3Output": {"S3Uri": "s3://bucket/monitoring", "LocalPath": "/opt/ml/output"}}
            ]
        },
        "MonitoringResources": {
            "ClusterConfig": {
                "InstanceCount": 1,
                "InstanceType": "ml.m5.large",
                "VolumeSizeInGB": 10,
            }
        },
        "MonitoringAppSpecification": {"ImageUri": "123456789012.dkr.ecr.us-east-1/monitor:1"},
        "RoleArn": ROLE,
    }
    config: dict[str, Any] = {"MonitoringJobDefinition": definition}
    if expression is not None:
        config["ScheduleConfig"] = {"ScheduleExpression": expression}
    call(
        engine,
        "CreateMonitoringSchedule",
        MonitoringScheduleName=name,
        MonitoringScheduleConfig=config,
    )


def executions(engine: Engine, **members: Any) -> list[dict[str, Any]]:
    answer = call(engine, "ListMonitoringExecutions", **{"MaxResults": 100, **members})
    found: list[dict[str, Any]] = answer["MonitoringExecutionSummaries"]
    return found


class TestMonitoring:
    @pytest.mark.parametrize(
        ("expression", "hours"),
        [
            ("cron(0 * ? * * *)", [*range(24)]),
            ("cron(0 12 ? * * *)", [12]),
            ("cron(0 17/12 ? * * *)", [17]),
            ("cron(0 0/2 ? * * *)", [*range(0, 24, 2)]),
            (None, [0]),
            ("rate(1 day)", []),
        ],
    )
    def test_expression_gives_the_hours(self, expression: str | None, hours: list[int]) -> None:
        begin = datetime(2026, 1, 2, tzinfo=UTC)
        end = begin + timedelta(hours=23, minutes=59)
        found = [time.hour for time in scheduled_times(expression, begin, end)]
        assert found == hours

    def test_executions_appear_each_hour(self, engine: Engine) -> None:
        schedule(engine, "cron(0 * ? * * *)")
        assert executions(engine) == []
        engine.advance(3 * 3600)
        found = executions(engine)
        assert [one["ScheduledTime"].hour for one in found] == [6, 5, 4]
        engine.clock.set(datetime(2026, 1, 2, 7, 0, 30, tzinfo=UTC))
        seen: list[str] = []
        for _ in range(3):
            seen.append(executions(engine)[0]["MonitoringExecutionStatus"])
            engine.advance(60)
        assert seen == ["Pending", "InProgress", "Completed"]
        shown = call(engine, "DescribeMonitoringSchedule", MonitoringScheduleName="watch")
        assert shown["LastMonitoringExecutionSummary"] == executions(engine)[0]
        assert shown["EndpointName"] == "churn"

    def test_filters_order_and_pages_select_executions(self, engine: Engine) -> None:
        schedule(engine, "cron(0 * ? * * *)")
        schedule(engine, "cron(0 * ? * * *)", "other")
        engine.advance(2 * 3600)
        own = executions(engine, MonitoringScheduleName="watch", SortOrder="Ascending")
        assert [one["ScheduledTime"].hour for one in own] == [4, 5]
        assert len(executions(engine)) == 4
        assert len(executions(engine, EndpointName="other")) == 0
        late = datetime(2026, 1, 2, 4, 30, tzinfo=UTC)
        assert len(executions(engine, ScheduledTimeAfter=late)) == 2
        assert len(executions(engine, StatusEquals="Failed")) == 0
        page = call(engine, "ListMonitoringExecutions", MaxResults=3)
        assert len(page["MonitoringExecutionSummaries"]) == 3
        assert "NextToken" in page
        with pytest.raises(EngineError):
            executions(engine, MonitoringScheduleName="missing")

    def test_now_runs_only_one(self, engine: Engine) -> None:
        schedule(engine, "NOW")
        engine.advance(100_000)
        assert len(executions(engine)) == 1

    def test_stopped_schedule_has_no_new_executions(self, engine: Engine) -> None:
        schedule(engine, "cron(0 * ? * * *)")
        engine.advance(2 * 3600)
        call(engine, "StopMonitoringSchedule", MonitoringScheduleName="watch")
        engine.advance(5 * 3600)
        assert len(executions(engine)) == 2
        call(engine, "StartMonitoringSchedule", MonitoringScheduleName="watch")
        engine.advance(2 * 3600)
        assert [one["ScheduledTime"].hour for one in executions(engine)] == [12, 11, 5, 4]

    def test_update_keeps_earlier_executions(self, engine: Engine) -> None:
        schedule(engine, "cron(0 * ? * * *)")
        engine.advance(2 * 3600)
        shown = call(engine, "DescribeMonitoringSchedule", MonitoringScheduleName="watch")
        config = dict(shown["MonitoringScheduleConfig"])
        config["ScheduleConfig"] = {"ScheduleExpression": "cron(0 12 ? * * *)"}
        call(
            engine,
            "UpdateMonitoringSchedule",
            MonitoringScheduleName="watch",
            MonitoringScheduleConfig=config,
        )
        engine.advance(24 * 3600)
        assert [one["ScheduledTime"].hour for one in executions(engine)] == [12, 5, 4]


def cluster(engine: Engine, name: str = "pod", count: int = 2) -> str:
    group = {
        "InstanceGroupName": "workers",
        "InstanceType": "ml.g5.xlarge",
        "InstanceCount": count,
        "LifeCycleConfig": {"SourceS3Uri": "s3://sagemaker-bucket/x", "OnCreate": "on_create.sh"},
        "ExecutionRole": ROLE,
    }
    answer = call(engine, "CreateCluster", ClusterName=name, InstanceGroups=[group])
    engine.advance(10_000)
    arn: str = answer["ClusterArn"]
    return arn


def nodes(engine: Engine, name: str = "pod") -> list[dict[str, Any]]:
    answer = call(
        engine, "ListClusterNodes", ClusterName=name, IncludeNodeLogicalIds=True, MaxResults=100
    )
    found: list[dict[str, Any]] = answer["ClusterNodeSummaries"]
    return found


def ids(engine: Engine, name: str = "pod") -> list[str]:
    return sorted(node["InstanceId"] for node in nodes(engine, name))


class TestClusterNodes:
    def test_added_nodes_are_pending_and_then_run(self, engine: Engine) -> None:
        cluster(engine)
        before = ids(engine)
        request = {
            "ClusterName": "pod",
            "ClientToken": "t" * 32,
            "NodesToAdd": [
                {"InstanceGroupName": "workers", "IncrementTargetCountBy": 2},
                {"InstanceGroupName": "others", "IncrementTargetCountBy": 1},
            ],
        }
        answer = call(engine, "BatchAddClusterNodes", **request)
        assert call(engine, "BatchAddClusterNodes", **request) == answer
        (failed,) = answer["Failed"]
        assert failed["ErrorCode"] == "InstanceGroupNotFound"
        new = {one["NodeLogicalId"] for one in answer["Successful"]}
        states = {n["NodeLogicalId"]: n["InstanceStatus"]["Status"] for n in nodes(engine)}
        assert {states[one] for one in new} == {"Pending"}
        assert len(states) == 4
        assert {*before} < {*ids(engine)}
        engine.advance(60)
        assert {node["InstanceStatus"]["Status"] for node in nodes(engine)} == {"Running"}
        shown = call(engine, "DescribeCluster", ClusterName="pod")
        assert shown["InstanceGroups"][0]["TargetCount"] == 4

    def test_deleted_nodes_are_gone_and_others_stay(self, engine: Engine) -> None:
        cluster(engine, count=3)
        first, *others = ids(engine)
        missing = "i-0123456789abcdef0"
        answer = call(
            engine, "BatchDeleteClusterNodes", ClusterName="pod", NodeIds=[first, missing]
        )
        assert answer["Successful"] == [first]
        assert [one["NodeId"] for one in answer["Failed"]] == [missing]
        assert ids(engine) == others
        with pytest.raises(EngineError):
            call(engine, "DescribeClusterNode", ClusterName="pod", NodeId=first)

    def test_replaced_node_gets_another_id(self, engine: Engine) -> None:
        cluster(engine)
        first, second = ids(engine)
        call(engine, "BatchReplaceClusterNodes", ClusterName="pod", NodeIds=[first])
        assert second in ids(engine)
        assert first not in ids(engine)
        assert len(ids(engine)) == 2
        call(engine, "BatchRebootClusterNodes", ClusterName="pod", NodeIds=[second])
        shown = call(engine, "DescribeClusterNode", ClusterName="pod", NodeId=second)
        assert shown["NodeDetails"]["InstanceStatus"]["Status"] == "Pending"

    def test_nodes_move_to_another_cluster(self, engine: Engine) -> None:
        source, target = cluster(engine, "a", 3), cluster(engine, "b", 1)
        members = {
            "SourceClusterArn": source,
            "SourceInstanceGroupName": "workers",
            "TargetClusterArn": target,
            "TargetInstanceGroupName": "workers",
        }
        answer = call(engine, "MoveClusterNodes", **members, InstanceCount=2)
        assert len(answer["Successful"]) == 2
        assert (len(ids(engine, "a")), len(ids(engine, "b"))) == (1, 3)
        before = engine.dump()
        with pytest.raises(EngineError, match="only 1"):
            call(engine, "MoveClusterNodes", **members, InstanceCount=2)
        assert engine.dump() == before

    def test_volume_is_attached_once(self, engine: Engine) -> None:
        arn = cluster(engine)
        node = ids(engine)[0]
        members = {"ClusterArn": arn, "NodeId": node, "VolumeId": "vol-0123456789abcdef0"}
        attached = call(engine, "AttachClusterNodeVolume", **members)
        assert attached["Status"] == "attached"
        with pytest.raises(EngineError, match="is attached"):
            call(engine, "AttachClusterNodeVolume", **members)
        detached = call(engine, "DetachClusterNodeVolume", **members)
        assert detached["AttachTime"] == attached["AttachTime"]
        with pytest.raises(EngineError, match="is not attached"):
            call(engine, "DetachClusterNodeVolume", **members)

    def test_volume_of_a_deleted_node_can_be_attached_again(self, engine: Engine) -> None:
        arn = cluster(engine)
        first, second = ids(engine)[:2]
        volume = {"ClusterArn": arn, "VolumeId": "vol-0123456789abcdef0"}
        call(engine, "AttachClusterNodeVolume", **volume, NodeId=first)
        call(engine, "BatchDeleteClusterNodes", ClusterName="pod", NodeIds=[first])
        engine.advance(3600)
        call(engine, "AttachClusterNodeVolume", **volume, NodeId=second)

    def test_health_check_is_the_status_of_nodes(self, engine: Engine) -> None:
        cluster(engine)
        check = {"InstanceGroupName": "workers", "DeepHealthChecks": ["InstanceStress"]}
        call(
            engine,
            "StartClusterHealthCheck",
            ClusterName="pod",
            DeepHealthCheckConfigurations=[check],
        )
        found = {node["InstanceStatus"]["Status"] for node in nodes(engine)}
        assert found == {"DeepHealthCheckInProgress"}


class TestEdge:
    def plan(self, engine: Engine) -> None:
        output = {"S3OutputLocation": "s3://bucket/edge"}
        call(engine, "CreateDeviceFleet", DeviceFleetName="cars", OutputConfig=output)
        devices = [{"DeviceName": f"car-{n}"} for n in range(4)]
        call(engine, "RegisterDevices", DeviceFleetName="cars", Devices=devices)
        call(
            engine,
            "CreateEdgeDeploymentPlan",
            EdgeDeploymentPlanName="plan",
            DeviceFleetName="cars",
            ModelConfigs=[{"ModelHandle": "brakes", "EdgePackagingJobName": "package"}],
        )
        stages = [
            {
                "StageName": "some",
                "DeviceSelectionConfig": {"DeviceSubsetType": "PERCENTAGE", "Percentage": 50},
            },
            {
                "StageName": "named",
                "DeviceSelectionConfig": {
                    "DeviceSubsetType": "SELECTION",
                    "DeviceNames": ["car-3"],
                },
            },
        ]
        call(engine, "CreateEdgeDeploymentStage", EdgeDeploymentPlanName="plan", Stages=stages)

    def stages(self, engine: Engine) -> dict[str, str]:
        shown = call(engine, "DescribeEdgeDeploymentPlan", EdgeDeploymentPlanName="plan")
        return {one["StageName"]: one["DeploymentStatus"]["StageStatus"] for one in shown["Stages"]}

    def test_stages_deploy_to_their_devices(self, engine: Engine) -> None:
        self.plan(engine)
        assert self.stages(engine) == {"some": "READYTODEPLOY", "named": "READYTODEPLOY"}
        some = {"EdgeDeploymentPlanName": "plan", "StageName": "some"}
        call(engine, "StartEdgeDeploymentStage", **some)
        assert self.stages(engine)["some"] == "INPROGRESS"
        engine.advance(60)
        assert self.stages(engine)["some"] == "DEPLOYED"
        named = [{"StageName": "all", "DeviceSelectionConfig": {"DeviceSubsetType": "PERCENTAGE"}}]
        call(engine, "CreateEdgeDeploymentStage", EdgeDeploymentPlanName="plan", Stages=named)
        every = {"EdgeDeploymentPlanName": "plan", "StageName": "all"}
        answer = call(engine, "ListStageDevices", **every, ExcludeDevicesDeployedInOtherStage=True)
        found = [one["DeviceName"] for one in answer["DeviceDeploymentSummaries"]]
        assert found == ["car-2", "car-3"]
        answer = call(engine, "ListStageDevices", **some)
        found = [one["DeviceName"] for one in answer["DeviceDeploymentSummaries"]]
        assert found == ["car-0", "car-1"]
        shown = call(engine, "DescribeEdgeDeploymentPlan", EdgeDeploymentPlanName="plan")
        assert (shown["EdgeDeploymentSuccess"], shown["EdgeDeploymentPending"]) == (2, 5)

    def test_stages_are_stopped_and_deleted(self, engine: Engine) -> None:
        self.plan(engine)
        named = {"EdgeDeploymentPlanName": "plan", "StageName": "named"}
        with pytest.raises(EngineError, match="READYTODEPLOY"):
            call(engine, "StopEdgeDeploymentStage", **named)
        call(engine, "StartEdgeDeploymentStage", **named)
        with pytest.raises(EngineError, match="INPROGRESS"):
            call(engine, "DeleteEdgeDeploymentStage", **named)
        call(engine, "StopEdgeDeploymentStage", **named)
        engine.advance(60)
        assert self.stages(engine)["named"] == "STOPPED"
        call(engine, "DeleteEdgeDeploymentStage", **named)
        assert [*self.stages(engine)] == ["some"]

    def test_fleet_report_counts_devices_and_models(self, engine: Engine) -> None:
        self.plan(engine)
        heartbeat = {
            "DeviceFleetName": "cars",
            "DeviceName": "car-1",
            "AgentVersion": "1.2.3",
            "Models": [{"ModelName": "brakes", "ModelVersion": "7"}],
        }
        engine.call("sagemaker-edge", "SendHeartbeat", heartbeat)
        report = call(engine, "GetDeviceFleetReport", DeviceFleetName="cars")
        assert report["DeviceStats"] == {"ConnectedDeviceCount": 1, "RegisteredDeviceCount": 4}
        assert report["AgentVersions"] == [{"Version": "1.2.3", "AgentCount": 1}]
        assert report["ModelStats"][0]["ModelName"] == "brakes"
        found = call(engine, "ListDevices", ModelName="brake")["DeviceSummaries"]
        assert [one["DeviceName"] for one in found] == ["car-1"]


class TestHubs:
    def test_reference_is_a_content_of_the_hub(self, engine: Engine) -> None:
        call(engine, "CreateHub", HubName="own", HubDescription="ours")
        engine.advance(60)
        public = "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/xgboost"
        call(
            engine,
            "CreateHubContentReference",
            HubName="own",
            SageMakerPublicHubContentArn=public,
            MinVersion="2.0.0",
        )
        place = {
            "HubName": "own",
            "HubContentName": "xgboost",
            "HubContentType": "ModelReference",
        }
        shown = call(engine, "DescribeHubContent", **place)
        assert shown["SageMakerPublicHubContentArn"] == public
        assert shown["ReferenceMinVersion"] == "2.0.0"
        call(engine, "UpdateHubContentReference", **place, MinVersion="3.0.0")
        assert call(engine, "DescribeHubContent", **place)["ReferenceMinVersion"] == "3.0.0"
        call(engine, "DeleteHubContentReference", **place)
        with pytest.raises(EngineError):
            call(engine, "DescribeHubContent", **place)


class TestOfflineStore:
    def group(self, local: LocalEngine) -> SageMakerFeatureStoreRuntime:
        call(
            local_engine(local),
            "CreateFeatureGroup",
            FeatureGroupName="people",
            RecordIdentifierFeatureName="id",
            EventTimeFeatureName="time",
            FeatureDefinitions=[
                {"FeatureName": "id", "FeatureType": "String"},
                {"FeatureName": "time", "FeatureType": "Fractional"},
                {"FeatureName": "age", "FeatureType": "Integral"},
            ],
            OnlineStoreConfig={"EnableOnlineStore": True},
            OfflineStoreConfig={"S3StorageConfig": {"S3Uri": "s3://features/root"}},
            RoleArn=ROLE,
        )
        local.advance(120)
        return local.typed(SageMakerFeatureStoreRuntime)

    def record(self, age: str, time: str = "1767322800") -> list[FeatureValue]:
        values = {"id": "7", "time": time, "age": age}
        return [
            FeatureValue(feature_name=name, value_as_string=value) for name, value in values.items()
        ]

    def test_each_write_adds_an_object(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = self.group(local)
        shown = local.sagemaker().describe_feature_group(feature_group_name="people")
        assert shown.offline_store_config is not None
        root = shown.offline_store_config.s3_storage_config.resolved_output_s3_uri or ""
        assert root.startswith("s3://features/root/123456789012/sagemaker/")
        assert shown.offline_store_status is not None
        assert shown.offline_store_status.status == "Active"
        client.put_record(feature_group_name="people", record=self.record("41"))
        client.put_record(feature_group_name="people", record=self.record("40", "1767319200"))
        client.put_record(
            feature_group_name="people",
            record=self.record("42"),
            target_stores=[TargetStore.OFFLINE_STORE],
        )
        client.delete_record(
            feature_group_name="people",
            record_identifier_value_as_string="7",
            event_time="1767326400",
        )
        rows = [json.loads(local.read_object(uri)) for uri in local.objects(root)]
        found = [(row["time"], row.get("age"), row["is_deleted"]) for row in rows]
        assert sorted(found[:3]) == [
            (1767319200.0, 40, False),
            (1767322800.0, 41, False),
            (1767322800.0, 42, False),
        ]
        assert found[3][1:] == (None, True)
        assert "/year=2026/month=01/day=02/hour=03/" in local.objects(root)[1]

    def test_record_of_the_online_store_is_the_newest(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = self.group(local)

        def age() -> str | None:
            answer = client.get_record(
                feature_group_name="people", record_identifier_value_as_string="7"
            )
            found = {one.feature_name: one.value_as_string for one in answer.record or []}
            return found.get("age")

        client.put_record(feature_group_name="people", record=self.record("41"))
        client.put_record(feature_group_name="people", record=self.record("40", "1767319200"))
        assert age() == "41"
        client.put_record(
            feature_group_name="people",
            record=self.record("42"),
            target_stores=[TargetStore.OFFLINE_STORE],
        )
        assert age() == "41"

    def test_group_that_is_deleted_takes_its_records_along(self) -> None:
        local = LocalEngine(speed=0, start=START)
        client = self.group(local)
        client.put_record(feature_group_name="people", record=self.record("41"))
        local.sagemaker().delete_feature_group(feature_group_name="people")
        local.advance(120)
        client = self.group(local)
        answer = client.get_record(
            feature_group_name="people", record_identifier_value_as_string="7"
        )
        assert not answer.record
        assert len(local.objects("s3://features/")) == 1


def local_engine(local: LocalEngine) -> Engine:
    return local._engine  # pyright: ignore[reportPrivateUsage]


class TestOthers:
    def test_candidates_of_an_automl_job_are_there_when_it_has_completed(
        self, engine: Engine
    ) -> None:
        source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://data/train"}}
        call(
            engine,
            "CreateAutoMLJob",
            AutoMLJobName="auto",
            InputDataConfig=[{"DataSource": source, "TargetAttributeName": "churn"}],
            OutputDataConfig={"S3OutputPath": "s3://models/"},
            RoleArn=ROLE,
        )
        assert call(engine, "ListCandidatesForAutoMLJob", AutoMLJobName="auto")["Candidates"] == []
        engine.advance(10_000)
        found = call(
            engine,
            "ListCandidatesForAutoMLJob",
            AutoMLJobName="auto",
            SortBy="FinalObjectiveMetricValue",
            SortOrder="Descending",
        )["Candidates"]
        values = [one["FinalAutoMLJobObjectiveMetric"]["Value"] for one in found]
        assert values == sorted(values, reverse=True)
        shown = call(engine, "DescribeAutoMLJob", AutoMLJobName="auto")
        assert shown["BestCandidate"] == found[0]

    def test_inference_gateways_become_active(self, engine: Engine) -> None:
        made = call(
            engine,
            "CreateGlobalInferenceGateway",
            Name="world",
            ExecutionRoleArn=ROLE,
            Gateways=[{**GATEWAY, "Name": "first"}],
        )
        engine.advance(120)
        member = {"Identifier": made["Id"], **GATEWAY, "Name": "gateway"}
        assert call(engine, "AddInferenceGateway", **member)["Status"] == "ADDING"
        with pytest.raises(EngineError, match="already"):
            call(engine, "AddInferenceGateway", **member)
        engine.advance(60)
        status = [{"Name": "Status", "Value": "ACTIVE"}]
        place = {"Identifier": made["Id"], "Filters": status}
        found = call(engine, "ListInferenceGateways", **place)["InferenceGatewaySummaries"]
        assert [one["Name"] for one in found] == ["first", "gateway"]
        call(engine, "RemoveInferenceGateway", **member)
        found = call(engine, "ListInferenceGateways", **place)["InferenceGatewaySummaries"]
        assert [one["Name"] for one in found] == ["first"]
        listed = call(engine, "ListGlobalInferenceGateways", Filters=status)
        assert len(listed["GlobalInferenceGatewaySummaries"]) == 1

    def test_search_suggests_properties(self, engine: Engine) -> None:
        query = {"PropertyNameQuery": {"PropertyNameHint": "status"}}
        answer = call(engine, "GetSearchSuggestions", Resource="TrainingJob", SuggestionQuery=query)
        names = {one["PropertyName"] for one in answer["PropertyNameSuggestions"]}
        assert {"TrainingJobStatus", "SecondaryStatus"} <= names
        assert "RoleArn" not in names

    def test_versions_are_selected_by_time(self, engine: Engine) -> None:
        card = {"ModelCardName": "card", "Content": "{}"}
        call(engine, "CreateModelCard", **card, ModelCardStatus="Draft")
        engine.advance(3600)
        call(engine, "UpdateModelCard", ModelCardName="card", ModelCardStatus="Approved")
        answer = call(engine, "ListModelCardVersions", ModelCardName="card", SortBy="Version")
        found = [one["ModelCardVersion"] for one in answer["ModelCardVersionSummaryList"]]
        assert found == [1, 2]
        late = START + timedelta(days=1)
        answer = call(engine, "ListModelCardVersions", ModelCardName="card", CreationTimeAfter=late)
        assert answer["ModelCardVersionSummaryList"] == []


@each("noun", [*OUTPUTS])
def test_job_that_has_completed_has_an_output_in_its_folder(noun: str) -> None:
    engine = Engine(speed=0)
    kind = kinds("sagemaker")[noun]
    given, record = create(engine, kind, full=True)
    name, _, inner = OUTPUTS[noun].member.partition(".")
    found = described(engine, kind, record)[name]
    uri = found[inner] if inner else found
    assert uri.startswith(first_inside(given, OUTPUTS[noun].folder))


def test_each_operation_without_effect_says_why() -> None:
    empty = {one.name: one.note for one in Engine().operations() if one.support == "empty"}
    assert empty == WHY_EMPTY
