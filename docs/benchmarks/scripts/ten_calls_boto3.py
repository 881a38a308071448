"""Ten operations, as typed in an editor. The same as ten_calls_typed.py."""

import boto3
from mypy_boto3_sagemaker import SageMakerClient
from mypy_boto3_sagemaker.type_defs import (
    AlgorithmSpecificationTypeDef,
    ContainerDefinitionTypeDef,
    OutputDataConfigTypeDef,
    ProductionVariantTypeDef,
    ResourceConfigTypeDef,
    StoppingConditionTypeDef,
    TagTypeDef,
)

IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"
ROLE = "arn:aws:iam::123456789012:role/churn"


def main() -> None:
    client: SageMakerClient = boto3.client("sagemaker", region_name="us-west-2")
    algorithm: AlgorithmSpecificationTypeDef = {
        "TrainingImage": IMAGE,
        "TrainingInputMode": "File",
    }
    output: OutputDataConfigTypeDef = {"S3OutputPath": "s3://churn/models"}
    resources: ResourceConfigTypeDef = {
        "InstanceType": "ml.m5.xlarge",
        "InstanceCount": 1,
        "VolumeSizeInGB": 50,
    }
    stopping: StoppingConditionTypeDef = {"MaxRuntimeInSeconds": 3600}
    trained = client.create_training_job(
        TrainingJobName="churn",
        AlgorithmSpecification=algorithm,
        RoleArn=ROLE,
        OutputDataConfig=output,
        ResourceConfig=resources,
        StoppingCondition=stopping,
    )
    print(trained["TrainingJobArn"].rpartition("/"))
    job = client.describe_training_job(TrainingJobName="churn")
    if "ModelArtifacts" in job:
        container: ContainerDefinitionTypeDef = {
            "Image": IMAGE,
            "ModelDataUrl": job["ModelArtifacts"]["S3ModelArtifacts"],
        }
        client.create_model(ModelName="churn", PrimaryContainer=container, ExecutionRoleArn=ROLE)
    variant: ProductionVariantTypeDef = {
        "VariantName": "blue",
        "ModelName": "churn",
        "InitialInstanceCount": 1,
        "InstanceType": "ml.m5.large",
    }
    client.create_endpoint_config(EndpointConfigName="churn", ProductionVariants=[variant])
    made = client.create_endpoint(EndpointName="churn", EndpointConfigName="churn")
    client.get_waiter("endpoint_in_service").wait(EndpointName="churn")
    endpoint = client.describe_endpoint(EndpointName="churn")
    print(endpoint["EndpointStatus"], endpoint["CreationTime"].isoformat())
    tag: TagTypeDef = {"Key": "team", "Value": "churn"}
    client.add_tags(ResourceArn=made["EndpointArn"], Tags=[tag])
    for page in client.get_paginator("list_training_jobs").paginate(StatusEquals="Failed"):
        for listed in page["TrainingJobSummaries"]:
            print(listed["TrainingJobName"].upper())
    client.update_endpoint(EndpointName="churn", EndpointConfigName="churn-green")
    client.delete_endpoint(EndpointName="churn")
