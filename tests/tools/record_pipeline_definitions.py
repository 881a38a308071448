"""Records the pipeline definitions that the SageMaker Python SDK writes, to compare with.

Run ``python tests/tools/record_pipeline_definitions.py`` in an environment with ``sagemaker<3``.
Nothing is sent: the client is a mock.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from unittest.mock import Mock, patch

import boto3
from sagemaker import clarify, model_monitor
from sagemaker.automl.automl import AutoML, AutoMLInput
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.lambda_helper import Lambda
from sagemaker.model import Model
from sagemaker.model_metrics import MetricsSource, ModelMetrics
from sagemaker.processing import ProcessingInput, ProcessingOutput, Processor
from sagemaker.transformer import Transformer
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner, IntegerParameter
from sagemaker.workflow import conditions
from sagemaker.workflow.automl_step import AutoMLStep
from sagemaker.workflow.callback_step import CallbackOutput, CallbackOutputTypeEnum, CallbackStep
from sagemaker.workflow.check_job_config import CheckJobConfig
from sagemaker.workflow.clarify_check_step import ClarifyCheckStep, DataBiasCheckConfig
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.emr_step import EMRStep, EMRStepConfig
from sagemaker.workflow.endpoint_step import EndpointConfigStep, EndpointStep
from sagemaker.workflow.execution_variables import ExecutionVariables
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.inference_component_step import InferenceComponentStep
from sagemaker.workflow.lambda_step import LambdaOutput, LambdaOutputTypeEnum, LambdaStep
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import (
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
)
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.pipeline_definition_config import PipelineDefinitionConfig
from sagemaker.workflow.pipeline_experiment_config import PipelineExperimentConfig
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.quality_check_step import DataQualityCheckConfig, QualityCheckStep
from sagemaker.workflow.retry import (
    SageMakerJobExceptionTypeEnum,
    SageMakerJobStepRetryPolicy,
    StepExceptionTypeEnum,
    StepRetryPolicy,
)
from sagemaker.workflow.steps import (
    CacheConfig,
    ProcessingStep,
    TrainingStep,
    TransformStep,
    TuningStep,
)

TARGET = Path(__file__).parent.parent / "data" / "pipeline_definitions.json"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"
CONTAINER = "/opt/ml/processing"

boto_session = boto3.Session("id", "secret", region_name="us-west-2")
session = PipelineSession(boto_session, Mock(), default_bucket="churn")


def processor(instance_type="ml.m5.large") -> Processor:
    return Processor(ROLE, IMAGE, 1, instance_type, sagemaker_session=session)


def estimator(**kwargs) -> Estimator:
    return Estimator(
        IMAGE,
        ROLE,
        instance_count=kwargs.pop("instance_count", 1),
        instance_type="ml.m5.xlarge",
        output_path="s3://churn/models",
        sagemaker_session=session,
        disable_profiler=True,
        debugger_hook_config=False,
        **kwargs,
    )


def churn() -> Pipeline:
    instance_type = ParameterString("InstanceType", "ml.m5.large", ["ml.m5.large", "ml.m5.xlarge"])
    instance_count = ParameterInteger("InstanceCount", 1)
    limit = ParameterFloat("MaxError", 6.5)
    process = ProcessingStep(
        "process",
        step_args=processor(instance_type).run(
            inputs=[ProcessingInput("s3://churn/raw", f"{CONTAINER}/raw", "raw")],
            outputs=[
                ProcessingOutput(
                    f"{CONTAINER}/train",
                    Join("/", ["s3:/", "churn", ExecutionVariables.PIPELINE_EXECUTION_ID]),
                    "train",
                )
            ],
        ),
        cache_config=CacheConfig(True, "P30D"),
    )
    output = process.properties.ProcessingOutputConfig.Outputs["train"]
    train = TrainingStep(
        "train",
        step_args=estimator(instance_count=instance_count, hyperparameters={"max_depth": 5}).fit(
            {"train": TrainingInput(output.S3Output.S3Uri, content_type="text/csv")}
        ),
        display_name="Train a model",
        description="Trains on the output of process.",
        retry_policies=[
            StepRetryPolicy([StepExceptionTypeEnum.THROTTLING], max_attempts=3),
            SageMakerJobStepRetryPolicy(
                [SageMakerJobExceptionTypeEnum.CAPACITY_ERROR],
                backoff_rate=1.5,
                interval_seconds=60,
                expire_after_mins=120,
            ),
        ],
    )
    report = PropertyFile("report", "evaluation", "evaluation.json")
    evaluate = ProcessingStep(
        "evaluate",
        step_args=processor().run(
            inputs=[
                ProcessingInput(
                    train.properties.ModelArtifacts.S3ModelArtifacts, f"{CONTAINER}/model", "model"
                )
            ],
            outputs=[
                ProcessingOutput(f"{CONTAINER}/evaluation", "s3://churn/reports", "evaluation")
            ],
        ),
        property_files=[report],
    )
    model = Model(
        IMAGE, train.properties.ModelArtifacts.S3ModelArtifacts, ROLE, sagemaker_session=session
    )
    register = ModelStep(
        "register",
        step_args=model.register(
            content_types=["text/csv"],
            response_types=["text/csv"],
            inference_instances=["ml.t2.medium"],
            transform_instances=["ml.m5.large"],
            model_package_group_name="churn",
            approval_status="PendingManualApproval",
            model_metrics=ModelMetrics(
                MetricsSource("application/json", "s3://churn/reports/evaluation.json")
            ),
        ),
    )
    error = JsonGet("evaluate", report, "regression_metrics.mse.value")
    check = ConditionStep(
        "check",
        conditions=[conditions.ConditionLessThanOrEqualTo(error, limit)],
        if_steps=[register],
        else_steps=[
            FailStep("fail", Join(" ", ["The error is greater than", limit])),
        ],
    )
    return Pipeline(
        "churn",
        [instance_type, instance_count, limit],
        PipelineExperimentConfig("churn", ExecutionVariables.PIPELINE_EXECUTION_ID),
        steps=[process, train, evaluate, check],
        sagemaker_session=session,
    )


def serve() -> Pipeline:
    model = Model(IMAGE, "s3://churn/model.tar.gz", ROLE, sagemaker_session=session)
    create = ModelStep(
        "create",
        step_args=model.create(),
        retry_policies=[StepRetryPolicy([StepExceptionTypeEnum.SERVICE_FAULT], max_attempts=2)],
    )
    name = create.properties.ModelName
    transform = TransformStep(
        "transform",
        step_args=Transformer(
            name, 1, "ml.m5.large", output_path="s3://churn/batch", sagemaker_session=session
        ).transform("s3://churn/raw", content_type="text/csv", split_type="Line"),
    )
    config = EndpointConfigStep(
        "configure",
        step_args=session.create_endpoint_config("churn", name, 1, "ml.m5.large"),
    )
    endpoint = EndpointStep(
        "deploy",
        step_args=session.create_endpoint("churn", config.properties.EndpointConfigName),
        depends_on=[transform],
    )
    component = InferenceComponentStep(
        "component",
        step_args=session.create_inference_component(
            "churn",
            endpoint.properties.EndpointName,
            "AllTraffic",
            {"ModelName": name, "ComputeResourceRequirements": {"MinMemoryRequiredInMb": 1024}},
        ),
    )
    return Pipeline(
        "serve",
        steps=[create, transform, config, endpoint, component],
        sagemaker_session=session,
    )


def search() -> Pipeline:
    tuner = HyperparameterTuner(
        estimator(),
        "validation:auc",
        {"max_depth": IntegerParameter(2, 9), "eta": ContinuousParameter(0.1, 0.5)},
        [{"Name": "validation:auc", "Regex": "auc=([0-9.]+)"}],
        max_jobs=4,
        max_parallel_jobs=2,
    )
    tune = TuningStep("tune", step_args=tuner.fit({"train": TrainingInput("s3://churn/train")}))
    auto_ml = AutoML(
        ROLE,
        "churned",
        output_path="s3://churn/automl",
        mode="ENSEMBLING",
        sagemaker_session=session,
    )
    auto = AutoMLStep(
        "auto", step_args=auto_ml.fit(AutoMLInput("s3://churn/train", "churned")), depends_on=[tune]
    )
    container = auto.properties.BestCandidate.InferenceContainers[0]
    model = Model(
        container.Image,
        container.ModelDataUrl,
        ROLE,
        env={"MODEL_NAME": container.Environment["MODEL_NAME"]},
        sagemaker_session=session,
    )
    best = tune.properties.TrainingJobSummaries[0].TrainingJobName
    chosen = estimator(
        hyperparameters={"best": best},
        environment={"REPORT": auto.properties.BestCandidateProperties.ModelInsightsJsonReportPath},
    )
    train = TrainingStep("train", step_args=chosen.fit())
    return Pipeline(
        "search",
        steps=[tune, auto, ModelStep("create", step_args=model.create()), train],
        pipeline_experiment_config=None,
        pipeline_definition_config=PipelineDefinitionConfig(use_custom_job_prefix=False),
        sagemaker_session=session,
    )


def check() -> Pipeline:
    skip = ParameterBoolean("SkipCheck", default_value=False)
    job = CheckJobConfig(ROLE, 1, "ml.m5.xlarge", 30, sagemaker_session=session)
    quality = QualityCheckStep(
        "quality",
        DataQualityCheckConfig(
            "s3://churn/train.csv",
            model_monitor.DatasetFormat.csv(header=True),
            output_s3_uri="s3://churn/quality",
        ),
        job,
        skip_check=skip,
        fail_on_violation=True,
        register_new_baseline=False,
        model_package_group_name="churn",
        supplied_baseline_statistics="s3://churn/statistics.json",
    )
    bias = ClarifyCheckStep(
        "bias",
        DataBiasCheckConfig(
            clarify.DataConfig(
                "s3://churn/train.csv",
                "s3://churn/bias",
                s3_analysis_config_output_path="s3://churn/analysis",
                label="churned",
                headers=["churned", "age"],
                dataset_type="text/csv",
            ),
            clarify.BiasConfig([1], "age"),
        ),
        job,
        skip_check=True,
        supplied_baseline_constraints=(quality.properties.CalculatedBaselineConstraints),
    )
    return Pipeline("check", [skip], steps=[quality, bias], sagemaker_session=session)


def others() -> Pipeline:
    region = ParameterString("Region")
    function = Lambda("arn:aws:lambda:us-west-2:123456789012:function:approve", session=session)
    ask = LambdaStep(
        "ask",
        function,
        inputs={"region": region, "limits": [1, 2.5], "dry": False},
        outputs=[
            LambdaOutput("approved", LambdaOutputTypeEnum.Boolean),
            LambdaOutput("reason", LambdaOutputTypeEnum.String),
        ],
        cache_config=CacheConfig(True, "PT1H"),
    )
    wait = CallbackStep(
        "wait",
        "https://sqs.us-west-2.amazonaws.com/123456789012/churn",
        {"execution": ExecutionVariables.PIPELINE_EXECUTION_ARN},
        [CallbackOutput("count", CallbackOutputTypeEnum.Integer)],
        depends_on=["ask"],
    )
    spark = EMRStep(
        "spark",
        "Spark",
        "Runs on a cluster",
        "j-1ABCDEFGHIJKL",
        EMRStepConfig("s3://churn/job.jar", ["--region", region], "Main"),
        execution_role_arn=ROLE,
        retry_policies=[StepRetryPolicy([StepExceptionTypeEnum.THROTTLING], max_attempts=2)],
    )
    approved = ask.properties.Outputs["approved"]
    count = wait.properties.Outputs["count"]
    decide = ConditionStep(
        "decide",
        conditions=[
            conditions.ConditionEquals(approved, True),
            conditions.ConditionGreaterThan(count, 1),
            conditions.ConditionGreaterThanOrEqualTo(count, 2),
            conditions.ConditionLessThan(count, 9.5),
            conditions.ConditionNot(conditions.ConditionEquals(count, 7)),
            conditions.ConditionOr(
                [
                    conditions.ConditionIn(region, ["us-west-2", "us-east-1"]),
                    conditions.ConditionEquals(region, "eu-west-1"),
                ]
            ),
        ],
        if_steps=[spark],
        else_steps=[FailStep("refuse", ask.properties.Outputs["reason"])],
    )
    return Pipeline("others", [region], steps=[ask, wait, decide], sagemaker_session=session)


def _uploaded(*_, desired_s3_uri, **__):
    return desired_s3_uri


def main() -> None:
    with (
        patch("sagemaker.telemetry.telemetry_logging._send_telemetry_request"),
        patch("sagemaker.s3.S3Uploader.upload", _uploaded),
        patch("sagemaker.s3.S3Uploader.upload_string_as_file_body", _uploaded),
    ):
        pipelines = [churn(), serve(), search(), check(), others()]
        found = {pipeline.name: json.loads(pipeline.definition()) for pipeline in pipelines}
    recorded = json.loads(TARGET.read_bytes())
    recorded["sagemaker"] = version("sagemaker")
    recorded["definitions"] |= found
    TARGET.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
