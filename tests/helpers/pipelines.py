"""The pipelines of ``tests/data/pipeline_definitions.json``, made with this package."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from sagemaker_typed import sagemaker as sm
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed.instance_types import (
    ProcessingInstanceType,
    ProductionVariantInstanceType,
    TrainingInstanceType,
    TransformInstanceType,
)
from sagemaker_typed.targets.pipelines import (
    AutoMLStep,
    BooleanParameter,
    CacheConfig,
    CallbackStep,
    ClarifyCheckStep,
    ClarifyCheckType,
    ConditionStep,
    Dependency,
    EMRServerlessStep,
    EMRStep,
    EndpointConfigStep,
    EndpointStep,
    Equals,
    ExceptionType,
    Execution,
    ExperimentConfig,
    FailStep,
    FloatParameter,
    GreaterThan,
    GreaterThanOrEqualTo,
    In,
    InferenceComponentStep,
    IntegerParameter,
    LambdaStep,
    LessThan,
    LessThanOrEqualTo,
    ModelStep,
    Not,
    Or,
    OutputParameter,
    OutputType,
    PipelineDefinition,
    ProcessingStep,
    PropertyFile,
    QualityCheckStep,
    QualityCheckType,
    RegisterModelStep,
    RetryPolicy,
    StringParameter,
    TrainingStep,
    TransformStep,
    Trigger,
    TuningStep,
    generated_name,
    join,
)

DATA: Final = Path(__file__).parent.parent / "data"
ROLE: Final = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE: Final = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"
CONTAINER: Final = "/opt/ml/processing"


def recorded() -> dict[str, Any]:
    """Return the definitions that the SageMaker Python SDK writes, by name, without nulls."""
    found = json.loads((DATA / "pipeline_definitions.json").read_bytes())["definitions"]
    result: dict[str, Any] = without_nulls(found)
    return result


def without_nulls(value: Any) -> Any:
    if is_map(value):
        return {key: without_nulls(item) for key, item in entries(value) if item is not None}
    return [without_nulls(item) for _, item in numbered(value)] if is_list(value) else value


def processing(
    inputs: Sequence[sm.ProcessingInput],
    output: sm.ProcessingOutput,
    instance_type: ProcessingInstanceType = ProcessingInstanceType.ML_M5_LARGE,
    image: str = IMAGE,
    environment: dict[str, str] | None = None,
) -> sm.CreateProcessingJobRequest:
    return sm.CreateProcessingJobRequest(
        processing_job_name=generated_name,
        processing_resources=sm.ProcessingResources(
            cluster_config=sm.ProcessingClusterConfig(
                instance_count=1, instance_type=instance_type, volume_size_in_gb=30
            )
        ),
        app_specification=sm.AppSpecification(image_uri=image),
        role_arn=ROLE,
        processing_inputs=[*inputs],
        processing_output_config=sm.ProcessingOutputConfig(outputs=[output]),
        environment=environment,
    )


def input_(name: str, uri: str, path: str) -> sm.ProcessingInput:
    return sm.ProcessingInput(
        input_name=name,
        app_managed=False,
        s3_input=sm.ProcessingS3Input(
            s3_uri=uri,
            local_path=f"{CONTAINER}/{path}",
            s3_data_type=sm.ProcessingS3DataType.S3_PREFIX,
            s3_input_mode=sm.ProcessingS3InputMode.FILE,
            s3_data_distribution_type=sm.ProcessingS3DataDistributionType.FULLY_REPLICATED,
            s3_compression_type=sm.ProcessingS3CompressionType.NONE,
        ),
    )


def output(name: str, uri: str, path: str) -> sm.ProcessingOutput:
    return sm.ProcessingOutput(
        output_name=name,
        app_managed=False,
        s3_output=sm.ProcessingS3Output(
            s3_uri=uri,
            local_path=f"{CONTAINER}/{path}",
            s3_upload_mode=sm.ProcessingS3UploadMode.END_OF_JOB,
        ),
    )


def channel(uri: str, content_type: str | None = None) -> sm.Channel:
    return sm.Channel(
        channel_name="train",
        content_type=content_type,
        data_source=sm.DataSource(
            s3_data_source=sm.S3DataSource(
                s3_data_type=sm.S3DataType.S3_PREFIX,
                s3_uri=uri,
                s3_data_distribution_type=sm.S3DataDistribution.FULLY_REPLICATED,
            )
        ),
    )


def training(
    hyper_parameters: dict[str, str],
    input_data_config: list[sm.Channel] | None = None,
    environment: dict[str, str] | None = None,
    instance_count: int = 1,
) -> sm.CreateTrainingJobRequest:
    return sm.CreateTrainingJobRequest(
        training_job_name=generated_name,
        algorithm_specification=sm.AlgorithmSpecification(
            training_image=IMAGE, training_input_mode=sm.TrainingInputMode.FILE
        ),
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=86400),
        resource_config=sm.ResourceConfig(
            volume_size_in_gb=30,
            instance_count=instance_count,
            instance_type=TrainingInstanceType.ML_M5_XLARGE,
        ),
        role_arn=ROLE,
        input_data_config=input_data_config,
        hyper_parameters=hyper_parameters,
        environment=environment,
        profiler_config=sm.ProfilerConfig(disable_profiler=True),
    )


def churn() -> PipelineDefinition:
    instance_type = StringParameter(
        "InstanceType", "ml.m5.large", values=["ml.m5.large", "ml.m5.xlarge"]
    )
    instance_count = IntegerParameter("InstanceCount", 1)
    limit = FloatParameter("MaxError", 6.5)
    data = join("s3:/", "churn", Execution.pipeline_execution_id, on="/")
    process = ProcessingStep(
        "process",
        processing(
            [input_("raw", "s3://churn/raw", "raw")],
            output("train", data, "train"),
            instance_type.ref,
        ),
        cache=CacheConfig(expire_after="P30D"),
    )
    outputs = process.properties.processing_output_config.outputs
    train = TrainingStep(
        "train",
        training(
            {"max_depth": "5"},
            [channel(outputs["train"].s3_output.s3_uri, "text/csv")],
            instance_count=instance_count.ref,
        ),
        display_name="Train a model",
        description="Trains on the output of process.",
        retry_policies=[
            RetryPolicy(
                [ExceptionType.STEP_THROTTLING],
                backoff_rate=2.0,
                interval_seconds=1,
                max_attempts=3,
            ),
            RetryPolicy(
                [ExceptionType.SAGEMAKER_CAPACITY_ERROR],
                backoff_rate=1.5,
                interval_seconds=60,
                expire_after_minutes=120,
            ),
        ],
    )
    model = train.properties.model_artifacts.s3_model_artifacts
    report = PropertyFile("report", "evaluation", "evaluation.json")
    evaluate = ProcessingStep(
        "evaluate",
        processing(
            [input_("model", model, "model")],
            output("evaluation", "s3://churn/reports", "evaluation"),
        ),
        property_files=[report],
    )
    register = RegisterModelStep(
        "register-RegisterModel",
        sm.CreateModelPackageRequest(
            model_package_group_name="churn",
            model_metrics=sm.ModelMetrics(
                model_quality=sm.ModelQuality(
                    statistics=sm.MetricsSource(
                        content_type="application/json",
                        s3_uri="s3://churn/reports/evaluation.json",
                    )
                ),
                bias=sm.Bias(),
                explainability=sm.Explainability(),
            ),
            inference_specification=sm.InferenceSpecification(
                containers=[
                    sm.ModelPackageContainerDefinition(
                        image=IMAGE, environment={}, model_data_url=model
                    )
                ],
                supported_content_types=["text/csv"],
                supported_response_mime_types=["text/csv"],
                supported_realtime_inference_instance_types=[
                    ProductionVariantInstanceType.ML_T2_MEDIUM
                ],
                supported_transform_instance_types=[TransformInstanceType.ML_M5_LARGE],
            ),
            model_approval_status=sm.ModelApprovalStatus.PENDING_MANUAL_APPROVAL,
            skip_model_validation=sm.SkipModelValidation.NONE,
        ),
    )
    check = ConditionStep(
        "check",
        [LessThanOrEqualTo(evaluate.json_get(report, "regression_metrics.mse.value"), limit.ref)],
        if_steps=[register],
        else_steps=[FailStep("fail", join("The error is greater than", limit.ref, on=" "))],
    )
    return PipelineDefinition(
        [process, train, evaluate, check],
        parameters=[instance_type, instance_count, limit],
        experiment=ExperimentConfig("churn", Execution.pipeline_execution_id),
    )


BY_NAME: Final = ExperimentConfig(Execution.pipeline_name, Execution.pipeline_execution_id)
"""The experiment that the SageMaker Python SDK uses by default."""


def serve() -> PipelineDefinition:
    create = ModelStep(
        "create-CreateModel",
        sm.CreateModelRequest(
            model_name=generated_name,
            execution_role_arn=ROLE,
            primary_container=sm.ContainerDefinition(
                image=IMAGE, environment={}, model_data_url="s3://churn/model.tar.gz"
            ),
        ),
        retry_policies=[
            RetryPolicy(
                [ExceptionType.STEP_SERVICE_FAULT],
                backoff_rate=2.0,
                interval_seconds=1,
                max_attempts=2,
            )
        ],
    )
    name = create.properties.model_name
    transform = TransformStep(
        "transform",
        sm.CreateTransformJobRequest(
            transform_job_name=generated_name,
            model_name=name,
            transform_input=sm.TransformInput(
                data_source=sm.TransformDataSource(
                    s3_data_source=sm.TransformS3DataSource(
                        s3_data_type=sm.S3DataType.S3_PREFIX, s3_uri="s3://churn/raw"
                    )
                ),
                content_type="text/csv",
                split_type=sm.SplitType.LINE,
            ),
            transform_output=sm.TransformOutput(s3_output_path="s3://churn/batch"),
            transform_resources=sm.TransformResources(
                instance_count=1, instance_type=TransformInstanceType.ML_M5_LARGE
            ),
        ),
    )
    configure = EndpointConfigStep(
        "configure",
        sm.CreateEndpointConfigRequest(
            endpoint_config_name="churn",
            production_variants=[
                sm.ProductionVariant(
                    variant_name="AllTraffic",
                    model_name=name,
                    initial_variant_weight=1,
                    initial_instance_count=1,
                    instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
                )
            ],
            tags=[],
        ),
    )
    deploy = EndpointStep(
        "deploy",
        sm.CreateEndpointRequest(
            endpoint_name="churn",
            endpoint_config_name=configure.properties.endpoint_config_name,
            tags=[],
        ),
        depends_on=[transform],
    )
    component = InferenceComponentStep(
        "component",
        sm.CreateInferenceComponentRequest(
            inference_component_name="churn",
            endpoint_name=deploy.properties.endpoint_name,
            variant_name="AllTraffic",
            specification=sm.InferenceComponentSpecification(
                model_name=name,
                compute_resource_requirements=sm.InferenceComponentComputeResourceRequirements(
                    min_memory_required_in_mb=1024
                ),
            ),
            runtime_config=sm.InferenceComponentRuntimeConfig(copy_count=1),
        ),
    )
    return PipelineDefinition([create, transform, configure, deploy, component], experiment=BY_NAME)


def search() -> PipelineDefinition:
    tune = TuningStep(
        "tune",
        sm.CreateHyperParameterTuningJobRequest(
            hyper_parameter_tuning_job_name=generated_name,
            hyper_parameter_tuning_job_config=sm.HyperParameterTuningJobConfig(
                strategy=sm.HyperParameterTuningJobStrategyType.BAYESIAN,
                resource_limits=sm.ResourceLimits(
                    max_number_of_training_jobs=4, max_parallel_training_jobs=2
                ),
                training_job_early_stopping_type=sm.TrainingJobEarlyStoppingType.OFF,
                hyper_parameter_tuning_job_objective=sm.HyperParameterTuningJobObjective(
                    type=sm.HyperParameterTuningJobObjectiveType.MAXIMIZE,
                    metric_name="validation:auc",
                ),
                parameter_ranges=sm.ParameterRanges(
                    continuous_parameter_ranges=[
                        sm.ContinuousParameterRange(
                            name="eta",
                            min_value="0.1",
                            max_value="0.5",
                            scaling_type=sm.HyperParameterScalingType.AUTO,
                        )
                    ],
                    categorical_parameter_ranges=[],
                    integer_parameter_ranges=[
                        sm.IntegerParameterRange(
                            name="max_depth",
                            min_value="2",
                            max_value="9",
                            scaling_type=sm.HyperParameterScalingType.AUTO,
                        )
                    ],
                ),
            ),
            training_job_definition=sm.HyperParameterTrainingJobDefinition(
                static_hyper_parameters={},
                role_arn=ROLE,
                output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
                stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=86400),
                hyper_parameter_tuning_resource_config=sm.HyperParameterTuningResourceConfig(
                    instance_count=1,
                    instance_type=TrainingInstanceType.ML_M5_XLARGE,
                    volume_size_in_gb=30,
                ),
                algorithm_specification=sm.HyperParameterAlgorithmSpecification(
                    training_input_mode=sm.TrainingInputMode.FILE,
                    metric_definitions=[
                        sm.MetricDefinition(name="validation:auc", regex="auc=([0-9.]+)")
                    ],
                    training_image=IMAGE,
                ),
                input_data_config=[channel("s3://churn/train")],
            ),
        ),
    )
    auto = AutoMLStep(
        "auto",
        sm.CreateAutoMLJobRequest(
            auto_ml_job_name=generated_name,
            input_data_config=[
                sm.AutoMLChannel(
                    data_source=sm.AutoMLDataSource(
                        s3_data_source=sm.AutoMLS3DataSource(
                            s3_data_type=sm.AutoMLS3DataType.S3_PREFIX, s3_uri="s3://churn/train"
                        )
                    ),
                    target_attribute_name="churned",
                )
            ],
            output_data_config=sm.AutoMLOutputDataConfig(s3_output_path="s3://churn/automl"),
            auto_ml_job_config=sm.AutoMLJobConfig(
                completion_criteria=sm.AutoMLJobCompletionCriteria(),
                security_config=sm.AutoMLSecurityConfig(
                    enable_inter_container_traffic_encryption=False
                ),
                mode=sm.AutoMLMode.ENSEMBLING,
            ),
            role_arn=ROLE,
        ),
        depends_on=["tune"],
    )
    best = auto.properties.best_candidate.inference_containers[0]
    create = ModelStep(
        "create-CreateModel",
        sm.CreateModelRequest(
            model_name=generated_name,
            execution_role_arn=ROLE,
            primary_container=sm.ContainerDefinition(
                image=best.image,
                environment={"MODEL_NAME": best.environment["MODEL_NAME"]},
                model_data_url=best.model_data_url,
            ),
        ),
    )
    train = TrainingStep(
        "train",
        training(
            {"best": join(tune.properties.training_job_summaries[0].training_job_name)},
            environment={
                "REPORT": auto.properties.best_candidate_properties.model_insights_json_report_path
            },
        ),
    )
    return PipelineDefinition([tune, auto, create, train])


def check() -> PipelineDefinition:
    skip = BooleanParameter("SkipCheck", False)
    dataset = "input/baseline_dataset_input"
    quality = QualityCheckStep(
        "quality",
        processing(
            [input_("baseline_dataset_input", "s3://churn/train.csv", dataset)],
            output("quality_check_output", "s3://churn/quality", "output"),
            ProcessingInstanceType.ML_M5_XLARGE,
            "159807026194.dkr.ecr.us-west-2.amazonaws.com/sagemaker-model-monitor-analyzer",
            {
                "output_path": f"{CONTAINER}/output",
                "publish_cloudwatch_metrics": "Disabled",
                "dataset_format": json.dumps(
                    {"csv": {"header": True, "output_columns_position": "START"}}
                ),
                "dataset_source": f"{CONTAINER}/{dataset}",
            },
        ),
        check_type=QualityCheckType.DATA_QUALITY,
        skip_check=skip.ref,
        fail_on_violation=True,
        register_new_baseline=False,
        model_package_group_name="churn",
        supplied_baseline_statistics="s3://churn/statistics.json",
    )
    bias = ClarifyCheckStep(
        "bias",
        processing(
            [
                input_("analysis_config", "s3://churn/analysis", "input/config"),
                input_("dataset", "s3://churn/train.csv", "input/data"),
            ],
            output("analysis_result", "s3://churn/bias", "output"),
            ProcessingInstanceType.ML_M5_XLARGE,
            "306415355426.dkr.ecr.us-west-2.amazonaws.com/sagemaker-clarify-processing:1.0",
        ),
        check_type=ClarifyCheckType.DATA_BIAS,
        skip_check=True,
        fail_on_violation=True,
        register_new_baseline=False,
        supplied_baseline_constraints=quality.properties.calculated_baseline_constraints,
    )
    return PipelineDefinition([quality, bias], parameters=[skip], experiment=BY_NAME)


def others() -> PipelineDefinition:
    region = StringParameter("Region")
    ask = LambdaStep(
        "ask",
        "arn:aws:lambda:us-west-2:123456789012:function:approve",
        inputs={"region": region.ref, "limits": [1, 2.5], "dry": False},
        outputs=[OutputParameter("approved", OutputType.BOOLEAN), OutputParameter("reason")],
        cache=CacheConfig(expire_after="PT1H"),
    )
    wait = CallbackStep(
        "wait",
        "https://sqs.us-west-2.amazonaws.com/123456789012/churn",
        inputs={"execution": Execution.pipeline_execution_arn},
        outputs=[OutputParameter("count", OutputType.INTEGER)],
        depends_on=[ask],
    )
    spark = EMRStep(
        "spark",
        display_name="Spark",
        description="Runs on a cluster",
        cluster_id="j-1ABCDEFGHIJKL",
        step_config={
            "HadoopJarStep": {
                "Jar": "s3://churn/job.jar",
                "Args": ["--region", region.ref],
                "MainClass": "Main",
            }
        },
        execution_role_arn=ROLE,
        retry_policies=[
            RetryPolicy(
                [ExceptionType.STEP_THROTTLING],
                backoff_rate=2.0,
                interval_seconds=1,
                max_attempts=2,
            )
        ],
    )
    count = wait.properties.output_parameters["count"]
    decide = ConditionStep(
        "decide",
        [
            Equals(ask.properties.output_parameters["approved"], True),
            GreaterThan(count, 1),
            GreaterThanOrEqualTo(count, 2),
            LessThan(count, 9.5),
            Not(Equals(count, 7)),
            Or([In(region.ref, ["us-west-2", "us-east-1"]), Equals(region.ref, "eu-west-1")]),
        ],
        if_steps=[spark],
        else_steps=[FailStep("refuse", ask.properties.output_parameters["reason"])],
    )
    return PipelineDefinition([ask, wait, decide], parameters=[region], experiment=BY_NAME)


def recovery() -> PipelineDefinition:
    spark = EMRServerlessStep(
        "spark",
        execution_role_arn=ROLE,
        job_config={
            "executionRoleArn": ROLE,
            "jobDriver": {"sparkSubmit": {"entryPoint": "s3://churn/job.py"}},
            "applicationId": "00f1abcdefg",
        },
        application_id="00f1abcdefg",
        display_name="Spark",
        description="Runs without a cluster",
        cache=CacheConfig(expire_after="P1D"),
    )
    fail = FailStep("fail", "no", depends_on=[Dependency(spark, Trigger.FAILED)])
    return PipelineDefinition([spark, fail])


PIPELINES: Final[dict[str, Callable[[], PipelineDefinition]]] = {
    "churn": churn,
    "serve": serve,
    "search": search,
    "check": check,
    "others": others,
    "recovery": recovery,
}
