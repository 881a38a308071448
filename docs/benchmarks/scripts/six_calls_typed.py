"""Six calls: create and describe three resources. The same as six_calls_boto3.py."""

from sagemaker_typed import SageMaker
from sagemaker_typed.instance_types import ProductionVariantInstanceType, TrainingInstanceType
from sagemaker_typed.sagemaker import (
    ChannelSpecification,
    InferenceSpecification,
    ModelPackageContainerDefinition,
    ProductionVariant,
    TrainingInputMode,
    TrainingSpecification,
)

IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"


def main() -> None:
    client = SageMaker(region_name="us-west-2")
    algorithm = client.create_algorithm(
        algorithm_name="churn",
        training_specification=TrainingSpecification(
            training_image=IMAGE,
            supported_training_instance_types=[TrainingInstanceType.ML_M5_XLARGE],
            training_channels=[
                ChannelSpecification(
                    name="train",
                    supported_content_types=["text/csv"],
                    supported_input_modes=[TrainingInputMode.FILE],
                )
            ],
        ),
    )
    print(algorithm.algorithm_arn.rpartition("/"))
    package = client.create_model_package(
        model_package_group_name="churn",
        inference_specification=InferenceSpecification(
            containers=[ModelPackageContainerDefinition(image=IMAGE)],
            supported_content_types=["text/csv"],
            supported_response_mime_types=["text/csv"],
        ),
    )
    config = client.create_endpoint_config(
        endpoint_config_name="churn",
        production_variants=[
            ProductionVariant(
                variant_name="blue",
                model_name="churn",
                initial_instance_count=1,
                instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
            )
        ],
    )
    print(config.endpoint_config_arn.rpartition("/"))

    described = client.describe_algorithm(algorithm_name="churn")
    for channel in described.training_specification.training_channels:
        print(channel.name.upper(), channel.supported_input_modes)
    found = client.describe_model_package(model_package_name=package.model_package_arn)
    print(found.creation_time.isoformat(), found.model_package_status)
    endpoint_config = client.describe_endpoint_config(endpoint_config_name="churn")
    for variant in endpoint_config.production_variants:
        print(variant.variant_name.upper(), variant.instance_type)


main()
