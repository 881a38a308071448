"""moto runs state machines made of tasks: what arrives at SageMaker is what the requests say."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

import attrs
import boto3
import botocore.session
import pytest
from helpers.cases import each
from helpers.samples import Operation
from helpers.state_machines import CALLABLE, execute, full_request, machine, with_placeholders
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.intrinsic.functionname import (
    state_function_name_types as moto_names,
)
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser

from sagemaker_typed import sagemaker as sm
from sagemaker_typed import to_boto
from sagemaker_typed.targets import read_result, ref, to_task
from sagemaker_typed.targets.step_functions import QueryLanguage, Retry
from sagemaker_typed.targets.step_functions.expressions import INTRINSICS

# Without types: the stubs of boto3 know only the services that are installed.
BOTO3: Final[Any] = boto3
ROLE: Final = "arn:aws:iam::123456789012:role/sagemaker"


@attrs.define
class Aws:
    """moto, with the parameters of the calls that it received."""

    client: Any
    """boto3's client of Step Functions."""
    calls: list[tuple[str, Any]] = attrs.field(factory=list[tuple[str, Any]])
    answers: dict[str, Any] = attrs.field(factory=dict[str, Any])
    """The output that was sent for each task token."""

    def record(self, **event: Any) -> None:
        """Record a call, and answer a pipeline that gets a task token."""
        params = dict(event["params"])
        self.calls.append((event["model"].name, params))
        for parameter in params.get("PipelineParameters", ()):
            self.answers[parameter["Value"]] = {"accuracy": 0.9}

    def run(self, given: Mapping[str, Any], **states: Mapping[str, Any]) -> Any:
        """Run a state machine and return its output."""
        execution = execute(self.client, machine(**states), given)
        assert execution.status == "SUCCEEDED", execution.problem
        return execution.output

    def sent(self) -> list[tuple[str, Any]]:
        """Return the calls, without those of Step Functions."""
        return [call for call in self.calls if not call[0].startswith(("CreateState", "StartExec"))]


@contextmanager
def aws() -> Generator[Aws]:
    session = botocore.session.Session()
    session.set_config_variable("region", "us-east-1")
    session.set_credentials("test", "test")

    before: Any = boto3.DEFAULT_SESSION
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        boto3.setup_default_session(botocore_session=session)
        try:
            moto = Aws(BOTO3.client("stepfunctions"))
            session.register("provide-client-params", moto.record)
            yield moto
        finally:
            boto3.DEFAULT_SESSION = before


def training(**fields: Any) -> sm.CreateTrainingJobRequest:
    request = sm.CreateTrainingJobRequest(
        training_job_name="churn-7",
        role_arn=ROLE,
        algorithm_specification=sm.AlgorithmSpecification(
            training_input_mode=sm.TrainingInputMode.FILE, training_image="image:7"
        ),
        hyper_parameters={"epochs": "3", "depth": "5"},
        input_data_config=[
            sm.Channel(
                channel_name="train",
                data_source=sm.DataSource(
                    s3_data_source=sm.S3DataSource(
                        s3_data_type=sm.S3DataType.S3_PREFIX, s3_uri="s3://bucket/7/train"
                    )
                ),
            )
        ],
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://bucket/7/model"),
        resource_config=sm.ResourceConfig(
            instance_type=sm.TrainingInstanceType.ML_M5_LARGE,
            instance_count=2,
            volume_size_in_gb=10,
        ),
        vpc_config=sm.VpcConfig(security_group_ids=["sg-1"], subnets=["subnet-1", "subnet-2"]),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=3600),
        enable_network_isolation=False,
    )
    return attrs.evolve(request, **fields)


GIVEN: Final = {
    "run": "7",
    "image": "image:7",
    "seconds": 3600,
    "parameters": {"epochs": "3", "depth": "5"},
    "subnets": ["subnet-1", "subnet-2"],
    "bucket": "bucket",
    "resources": {"InstanceType": "ml.m5.large", "InstanceCount": 2, "VolumeSizeInGB": 10},
}


def with_expressions() -> sm.CreateTrainingJobRequest:
    """Return the same request, with expressions whose values are in ``GIVEN``."""
    request = training(
        training_job_name=ref("States.Format('churn-{}', $.run)"),
        hyper_parameters={
            "epochs": ref("$.parameters.epochs"),
            "depth": ref("$['parameters'].depth"),
        },
        resource_config=ref("$.resources"),
        vpc_config=sm.VpcConfig(security_group_ids=["sg-1"], subnets=ref("$.subnets")),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=ref("$.seconds")),
    )
    (channel,) = request.input_data_config or []
    source = channel.data_source.s3_data_source
    assert source is not None
    source.s3_uri = ref("States.Format('s3://{}/{}/train', $.bucket, $.run)")
    return request


@pytest.mark.parametrize("sdk", [False, True], ids=["optimized", "sdk"])
def test_call_has_the_values_of_expressions(sdk: bool) -> None:
    task = to_task(with_expressions(), sync=False, integration="aws-sdk" if sdk else None)
    with aws() as moto:
        output = moto.run(GIVEN, Train=task)
        assert moto.sent() == [("CreateTrainingJob", to_boto(training()))]
    created = read_result(sm.CreateTrainingJobRequest, output)
    assert created.training_job_arn.endswith(":training-job/churn-7")


def test_train_then_model_then_endpoint() -> None:
    describe = sm.DescribeTrainingJobRequest(training_job_name=ref("$.name"))
    model = sm.CreateModelRequest(
        model_name=ref("$.name"),
        execution_role_arn=ROLE,
        primary_container=sm.ContainerDefinition(
            image="image:7", model_data_url=ref("$.training.ModelArtifacts.S3ModelArtifacts")
        ),
    )
    config = sm.CreateEndpointConfigRequest(
        endpoint_config_name=ref("$.name"),
        production_variants=[
            sm.ProductionVariant(
                variant_name="blue",
                model_name=ref("$.name"),
                initial_instance_count=ref("$.instances"),
                instance_type=sm.ProductionVariantInstanceType.ML_M5_LARGE,
            )
        ],
    )
    endpoint = sm.CreateEndpointRequest(
        endpoint_name=ref("$.name"), endpoint_config_name=ref("$.name")
    )
    status = sm.DescribeEndpointRequest(endpoint_name=ref("$.name"))
    given = {"name": "churn", "instances": 3}
    with aws() as moto:
        output = moto.run(
            given,
            Train=to_task(
                training(training_job_name=ref("$.name")),
                sync=False,
                next="Describe",
                result_path="$.created",
                retry=[Retry(error_equals="States.TaskFailed", max_attempts=1)],
            ),
            Describe=to_task(describe, next="Model", result_path="$.training"),
            Model=to_task(model, next="Config", result_path="$.model"),
            Config=to_task(config, next="Endpoint", result_path="$.config"),
            Endpoint=to_task(endpoint, next="Status", result_path="$.endpoint"),
            Status=to_task(status, result_path="$.status"),
        )
        artifacts = BOTO3.client("sagemaker").describe_model(ModelName="churn")["PrimaryContainer"]
    described = read_result(describe, output["training"])
    assert described.training_job_status == sm.TrainingJobStatus.COMPLETED
    assert described.model_artifacts is not None
    assert described.model_artifacts.s3_model_artifacts == artifacts["ModelDataUrl"]
    assert described.hyper_parameters == {"epochs": "3", "depth": "5"}
    assert read_result(model, output["model"]).model_arn.endswith(":model/churn")
    serving = read_result(status, output["status"])
    assert serving.endpoint_status == sm.EndpointStatus.IN_SERVICE
    assert [one.desired_instance_count for one in serving.production_variants or []] == [3]


def test_parameters_of_an_sdk_integration_arrive() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    request = sm.ListModelsRequest(
        creation_time_after=moment,
        sort_order=sm.OrderKey.DESCENDING,
        max_results=ref("$.most"),
        name_contains="churn",
    )
    with aws() as moto:
        BOTO3.client("sagemaker").create_model(ModelName="churn-7", ExecutionRoleArn=ROLE)
        moto.calls.clear()
        output = moto.run({"most": 5}, List=to_task(request))
        expected = {**to_boto(attrs.evolve(request, max_results=5))}
        expected["CreationTimeAfter"] = "2026-01-02T03:04:05Z"
        assert moto.sent() == [("ListModels", expected)]
    (model,) = read_result(request, output).models
    assert model.model_name == "churn-7"


def test_execution_waits_for_the_token_that_the_request_sends() -> None:
    start = sm.StartPipelineExecutionRequest(
        pipeline_name="churn",
        pipeline_parameters=[sm.Parameter(name="token", value=ref("$$.Task.Token"))],
    )
    task = to_task(start, wait_for_task_token=True, result_path="$.answer")
    with aws() as moto:
        BOTO3.client("sagemaker").create_pipeline(
            PipelineName="churn",
            PipelineDefinition=json.dumps({"Version": "2020-12-01", "Steps": []}),
            ClientRequestToken="a" * 32,
            RoleArn=ROLE,
        )
        execution = execute(moto.client, machine(Start=task), {}, moto.answers)
        assert (execution.status, execution.problem) == ("SUCCEEDED", "None None")
    assert execution.output == {"answer": {"accuracy": 0.9}}


def parse(state: Mapping[str, Any]) -> None:
    AmazonStateLanguageParser.parse(json.dumps(machine(A=state)))


@each("operation", CALLABLE)
@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
def test_moto_parses_the_task_of_every_operation(
    operation: Operation, language: QueryLanguage
) -> None:
    request = with_placeholders(full_request(operation), language, str(operation))
    parse(to_task(request, query_language=language))


def test_intrinsic_functions_are_those_of_moto() -> None:
    assert {*INTRINSICS} == {*moto_names.StatesFunctionNameType.__members__}
