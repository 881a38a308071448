"""Six calls: create and describe three resources. The same as six_calls_typed.py."""

import boto3
from mypy_boto3_sagemaker import SageMakerClient
from mypy_boto3_sagemaker.type_defs import (
    ChannelSpecificationTypeDef,
    InferenceSpecificationTypeDef,
    ModelPackageContainerDefinitionTypeDef,
    ProductionVariantTypeDef,
    TrainingSpecificationTypeDef,
)

IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"


def main() -> None:
    client: SageMakerClient = boto3.client("sagemaker", region_name="us-west-2")
    channel: ChannelSpecificationTypeDef = {
        "Name": "train",
        "SupportedContentTypes": ["text/csv"],
        "SupportedInputModes": ["File"],
    }
    specification: TrainingSpecificationTypeDef = {
        "TrainingImage": IMAGE,
        "SupportedTrainingInstanceTypes": ["ml.m5.xlarge"],
        "TrainingChannels": [channel],
    }
    algorithm = client.create_algorithm(AlgorithmName="churn", TrainingSpecification=specification)
    print(algorithm["AlgorithmArn"].rpartition("/"))
    container: ModelPackageContainerDefinitionTypeDef = {"Image": IMAGE}
    inference: InferenceSpecificationTypeDef = {
        "Containers": [container],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
    }
    package = client.create_model_package(
        ModelPackageGroupName="churn", InferenceSpecification=inference
    )
    variant: ProductionVariantTypeDef = {
        "VariantName": "blue",
        "ModelName": "churn",
        "InitialInstanceCount": 1,
        "InstanceType": "ml.m5.large",
    }
    config = client.create_endpoint_config(EndpointConfigName="churn", ProductionVariants=[variant])
    print(config["EndpointConfigArn"].rpartition("/"))

    described = client.describe_algorithm(AlgorithmName="churn")
    for found_channel in described["TrainingSpecification"]["TrainingChannels"]:
        print(found_channel["Name"].upper(), found_channel["SupportedInputModes"])
    found = client.describe_model_package(ModelPackageName=package["ModelPackageArn"])
    print(found["CreationTime"].isoformat(), found["ModelPackageStatus"])
    endpoint_config = client.describe_endpoint_config(EndpointConfigName="churn")
    for found_variant in endpoint_config["ProductionVariants"]:
        print(found_variant["VariantName"].upper(), found_variant.get("InstanceType"))


main()
