"""Requests for each operator of Airflow's Amazon provider, with templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.instance_types import (
    ProcessingInstanceType,
    ProductionVariantInstanceType,
    TrainingInstanceType,
    TransformInstanceType,
)
from sagemaker_typed.targets.airflow import ref

ROLE: Final = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE: Final = "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1"
DATE: Final = "2024-01-02"
"""The value of the template ``{{ ds }}``."""
PARAMS: Final[Mapping[str, Any]] = {"count": 2, "type": "ml.m5.large"}
"""The values of the templates with ``params``."""


class Case(NamedTuple):
    """An operator and the requests in its configuration."""

    operator: str
    requests: tuple[Any, ...]
    options: Mapping[str, Any] = {}
    """More arguments of the operator, so that it does not wait."""


NO_WAIT: Final = {"wait_for_completion": False}
MODEL: Final = sm.CreateModelRequest(
    model_name="churn-{{ ds }}",
    primary_container=sm.ContainerDefinition(image=IMAGE, environment={"DATE": "{{ ds }}"}),
    execution_role_arn=ROLE,
    tags=[sm.Tag(key="team", value="growth")],
)
VARIANT: Final = sm.ProductionVariant(
    variant_name="blue",
    model_name="churn-{{ ds }}",
    initial_instance_count=ref("{{ params.count }}"),
    instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
)
ENDPOINT_CONFIG: Final = sm.CreateEndpointConfigRequest(
    endpoint_config_name="churn-{{ ds }}", production_variants=[VARIANT]
)
ENDPOINT: Final = sm.CreateEndpointRequest(
    endpoint_name="churn", endpoint_config_name="churn-{{ ds }}"
)
TRAINING: Final = sm.CreateTrainingJobRequest(
    training_job_name="churn-{{ ds }}",
    role_arn=ROLE,
    algorithm_specification=sm.AlgorithmSpecification(
        training_input_mode=sm.TrainingInputMode.FILE, training_image=IMAGE
    ),
    hyper_parameters={"day": "{{ ds }}"},
    input_data_config=[
        sm.Channel(
            channel_name="train",
            data_source=sm.DataSource(
                s3_data_source=sm.S3DataSource(
                    s3_data_type=sm.S3DataType.S3_PREFIX, s3_uri="s3://churn/{{ ds }}"
                )
            ),
        )
    ],
    output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
    resource_config=sm.ResourceConfig(
        instance_type=ref("{{ params.type }}"),
        instance_count=ref("{{ params.count }}"),
        volume_size_in_gb=30,
    ),
    stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=3600),
)
PROCESSING: Final = sm.CreateProcessingJobRequest(
    processing_job_name="churn-{{ ds }}",
    role_arn=ROLE,
    app_specification=sm.AppSpecification(image_uri=IMAGE, container_arguments=["{{ ds }}"]),
    processing_resources=sm.ProcessingResources(
        cluster_config=sm.ProcessingClusterConfig(
            instance_count=ref("{{ params.count }}"),
            instance_type=ProcessingInstanceType.ML_M5_LARGE,
            volume_size_in_gb=30,
        )
    ),
    stopping_condition=sm.ProcessingStoppingCondition(max_runtime_in_seconds=3600),
)
TRANSFORM: Final = sm.CreateTransformJobRequest(
    transform_job_name="churn-{{ ds }}",
    model_name="churn-{{ ds }}",
    max_concurrent_transforms=ref("{{ params.count }}"),
    transform_input=sm.TransformInput(
        data_source=sm.TransformDataSource(
            s3_data_source=sm.TransformS3DataSource(
                s3_data_type=sm.S3DataType.S3_PREFIX, s3_uri="s3://churn/{{ ds }}"
            )
        )
    ),
    transform_output=sm.TransformOutput(s3_output_path="s3://churn/out"),
    transform_resources=sm.TransformResources(
        instance_type=TransformInstanceType.ML_M5_LARGE, instance_count=1
    ),
)
TUNING: Final = sm.CreateHyperParameterTuningJobRequest(
    hyper_parameter_tuning_job_name="churn-{{ ds_nodash }}",
    hyper_parameter_tuning_job_config=sm.HyperParameterTuningJobConfig(
        strategy=sm.HyperParameterTuningJobStrategyType.BAYESIAN,
        resource_limits=sm.ResourceLimits(
            max_number_of_training_jobs=ref("{{ params.count }}"), max_parallel_training_jobs=1
        ),
    ),
    training_job_definition=sm.HyperParameterTrainingJobDefinition(
        role_arn=ROLE,
        algorithm_specification=sm.HyperParameterAlgorithmSpecification(
            training_input_mode=sm.TrainingInputMode.FILE, training_image=IMAGE
        ),
        input_data_config=TRAINING.input_data_config,
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
        resource_config=sm.ResourceConfig(
            instance_type=TrainingInstanceType.ML_M5_LARGE,
            instance_count=ref("{{ params.count }}"),
            volume_size_in_gb=30,
        ),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=3600),
    ),
)
CASES: Final = (
    Case("SageMakerModelOperator", (MODEL,)),
    Case("SageMakerEndpointConfigOperator", (ENDPOINT_CONFIG,)),
    Case("SageMakerEndpointOperator", (ENDPOINT,), NO_WAIT),
    Case(
        "SageMakerEndpointOperator",
        (
            sm.CreateEndpointRequest(endpoint_name="all", endpoint_config_name="all"),
            sm.CreateModelRequest(model_name="all", execution_role_arn=ROLE),
            sm.CreateEndpointConfigRequest(
                endpoint_config_name="all", production_variants=[VARIANT]
            ),
        ),
        NO_WAIT,
    ),
    Case(
        "SageMakerEndpointOperator",
        (sm.UpdateEndpointRequest(endpoint_name="all", endpoint_config_name="churn-{{ ds }}"),),
        {**NO_WAIT, "operation": "update"},
    ),
    Case("SageMakerTransformOperator", (TRANSFORM,), NO_WAIT),
    Case(
        "SageMakerTransformOperator",
        (
            sm.CreateModelRequest(model_name="day", execution_role_arn=ROLE),
            sm.CreateTransformJobRequest(
                transform_job_name="day",
                model_name="day",
                max_payload_in_mb=ref("{{ params.count }}"),
                transform_input=TRANSFORM.transform_input,
                transform_output=TRANSFORM.transform_output,
                transform_resources=TRANSFORM.transform_resources,
            ),
        ),
        NO_WAIT,
    ),
    Case("SageMakerTrainingOperator", (TRAINING,), {**NO_WAIT, "print_log": False}),
    Case("SageMakerProcessingOperator", (PROCESSING,), NO_WAIT),
    Case("SageMakerTuningOperator", (TUNING,), NO_WAIT),
    Case("SageMakerDeleteModelOperator", (sm.DeleteModelRequest(model_name="churn-{{ ds }}"),)),
)
