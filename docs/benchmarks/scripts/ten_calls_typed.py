"""Ten operations, as typed in an editor. The same as ten_calls_boto3.py."""

from sagemaker_typed import SageMaker
from sagemaker_typed.instance_types import ProductionVariantInstanceType, TrainingInstanceType
from sagemaker_typed.sagemaker import (
    AlgorithmSpecification,
    ContainerDefinition,
    ListTrainingJobsRequest,
    OutputDataConfig,
    ProductionVariant,
    ResourceConfig,
    StoppingCondition,
    Tag,
    TrainingInputMode,
    TrainingJobStatus,
)

IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"
ROLE = "arn:aws:iam::123456789012:role/churn"


def main() -> None:
    client = SageMaker(region_name="us-west-2")
    trained = client.create_training_job(
        training_job_name="churn",
        algorithm_specification=AlgorithmSpecification(
            training_image=IMAGE, training_input_mode=TrainingInputMode.FILE
        ),
        role_arn=ROLE,
        output_data_config=OutputDataConfig(s3_output_path="s3://churn/models"),
        resource_config=ResourceConfig(
            instance_type=TrainingInstanceType.ML_M5_XLARGE, instance_count=1, volume_size_in_gb=50
        ),
        stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),
    )
    print(trained.training_job_arn.rpartition("/"))
    job = client.describe_training_job(training_job_name="churn")
    if job.model_artifacts is not None:
        container = ContainerDefinition(
            image=IMAGE, model_data_url=job.model_artifacts.s3_model_artifacts
        )
        client.create_model(
            model_name="churn", primary_container=container, execution_role_arn=ROLE
        )
    variant = ProductionVariant(
        variant_name="blue",
        model_name="churn",
        initial_instance_count=1,
        instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
    )
    client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
    made = client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
    endpoint = client.wait_until_endpoint_in_service(endpoint_name="churn")
    print(endpoint.endpoint_status, endpoint.creation_time.isoformat())
    client.add_tags(resource_arn=made.endpoint_arn, tags=[Tag(key="team", value="churn")])
    for listed in client.items(ListTrainingJobsRequest(status_equals=TrainingJobStatus.FAILED)):
        print(listed.training_job_name.upper())
    client.update_endpoint(endpoint_name="churn", endpoint_config_name="churn-green")
    client.delete_endpoint(endpoint_name="churn")
