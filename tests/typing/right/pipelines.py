"""Definitions of pipelines, whose steps are made of requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_type

from sagemaker_typed import Problem, SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.documents import JsonValue
from sagemaker_typed.instance_types import TrainingInstanceType
from sagemaker_typed.targets.pipelines import (
    CacheConfig,
    Condition,
    ConditionStep,
    DefinitionError,
    Dependency,
    ExceptionType,
    Execution,
    ExperimentConfig,
    FailStep,
    FloatParameter,
    In,
    IntegerParameter,
    LambdaStep,
    LessThan,
    ModelStep,
    OutputParameter,
    OutputType,
    PipelineDefinition,
    ProcessingStep,
    Properties,
    PropertyFile,
    RequestStep,
    RetryPolicy,
    Step,
    StringParameter,
    TrainingStep,
    Trigger,
    generated_name,
    join,
    json_get,
)

instance_type = StringParameter("InstanceType", "ml.m5.large", values=["ml.m5.large"])
instance_count = IntegerParameter("InstanceCount", default=1)
limit = FloatParameter("Limit", 1, description="The maximum error")
assert_type(instance_type.default, str | None)
assert_type(instance_count.default, int | None)

# A placeholder can be the value of any field.
train = TrainingStep(
    "train",
    sm.CreateTrainingJobRequest(
        training_job_name=generated_name,
        role_arn="arn:aws:iam::123456789012:role/sagemaker",
        algorithm_specification=sm.AlgorithmSpecification(
            training_image="churn", training_input_mode=sm.TrainingInputMode.FILE
        ),
        output_data_config=sm.OutputDataConfig(
            s3_output_path=join("s3:/", "churn", Execution.pipeline_execution_id, on="/")
        ),
        resource_config=sm.ResourceConfig(
            instance_count=instance_count.ref,
            instance_type=instance_type.ref,
            volume_size_in_gb=30,
        ),
    ),
    cache=CacheConfig(expire_after="P30D"),
    retry_policies=[RetryPolicy([ExceptionType.STEP_THROTTLING], max_attempts=3)],
)
assert_type(train.name, str)
assert_type(train.request, sm.CreateTrainingJobRequest)
train.request.resource_config = sm.ResourceConfig(instance_type=TrainingInstanceType.ML_M5_LARGE)
assert_type(train.properties, Properties)

model = ModelStep(
    "model",
    sm.CreateModelRequest(
        model_name="churn",
        primary_container=sm.ContainerDefinition(
            model_data_url=train.properties.model_artifacts.s3_model_artifacts,
            environment={"A": train.properties["a"], "B": json_get("s3://churn/a.json", "b")},
        ),
    ),
    depends_on=[train, "other", Dependency(train, Trigger.ANY)],
)
assert_type(model.request, sm.CreateModelRequest)


def evaluated(evaluate: ProcessingStep, report: PropertyFile) -> Sequence[Condition]:
    conditions: list[Condition] = [LessThan(evaluate.json_get(report, "mse"), limit.ref)]
    return [*conditions, In(instance_type.ref, ["ml.m5.large", 5]), LessThan(1, 2.5)]


ask = LambdaStep("ask", "arn", inputs={"a": [1]}, outputs=[OutputParameter("b", OutputType.FLOAT)])
fail = FailStep("fail", join("no: ", ask.properties.output_parameters["b"]), description="Fails")
check = ConditionStep("check", [LessThan(1, 2)], if_steps=[model], else_steps=[fail])
definition = PipelineDefinition(
    [train, check],
    parameters=[instance_type, instance_count, limit],
    experiment=ExperimentConfig("churn", Execution.pipeline_execution_id),
    metadata={"team": "churn"},
)
assert_type(definition.problems(), tuple[Problem, ...])
assert_type(definition.to_dict(), dict[str, JsonValue])
assert_type(PipelineDefinition.from_json(b"{}"), PipelineDefinition)
definition.steps = [*definition.steps, fail]

client = SageMaker()
client.create_pipeline(
    pipeline_name="churn", pipeline_definition=definition.to_json(indent=2), role_arn="arn"
)

step: Step = definition.step("train")
if isinstance(step, TrainingStep):
    assert_type(step.request.training_job_name, str)


def role(one: RequestStep[sm.CreateModelRequest]) -> str | None:
    return one.request.execution_role_arn


role(model)

try:
    definition.to_json()
except DefinitionError as error:
    assert_type(error.problems, tuple[Problem, ...])


def any_value(parameter: StringParameter) -> Any:
    return parameter.ref
