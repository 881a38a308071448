"""Create, describe and compare resources with typed calls, on moto's server on this machine.

Run it with ``python -m nox -s quickstart``, or with ``python docs/quickstart.py`` in an environment
with ``sagemaker-typed[local]``. It needs no AWS account and no network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import attrs

from sagemaker_typed import SageMaker, ServiceError, Shape
from sagemaker_typed.instance_types import (
    ProductionVariantInstanceType,
    TrainingInstanceType,
    TransformInstanceType,
)
from sagemaker_typed.local import LocalServerError, local_sagemaker
from sagemaker_typed.sagemaker import (
    AlgorithmSpecification,
    Channel,
    ContainerDefinition,
    CreateEndpointConfigRequest,
    CreateEndpointRequest,
    CreateModelPackageRequest,
    CreateModelRequest,
    CreateTrainingJobRequest,
    DataSource,
    InferenceSpecification,
    ModelPackageContainerDefinition,
    OutputDataConfig,
    ProductionVariant,
    ResourceConfig,
    S3DataSource,
    S3DataType,
    StoppingCondition,
    Tag,
    TrainingInputMode,
)

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"


def main() -> int:
    """Run the tour; return 0 on success."""
    try:
        with local_sagemaker(region_name="us-west-2") as client:
            print(f"Typed client: {client!r}")
            return tour(client)
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 2


def tour(client: SageMaker) -> int:
    """Create, describe and compare one resource of each kind; return 0 if all fields match."""
    differences = 0

    model = CreateModelRequest(
        model_name="churn",
        execution_role_arn=ROLE,
        primary_container=ContainerDefinition(
            image=IMAGE,
            model_data_url="s3://models/churn/model.tar.gz",
            environment={"LOG_LEVEL": "info", "WORKERS": "0"},
        ),
        tags=[Tag(key="team", value="growth")],
    )
    title("A model")
    client.send(model)
    differences += compare(model, client.describe_model(model_name="churn"))

    config = CreateEndpointConfigRequest(
        endpoint_config_name="churn-blue",
        production_variants=[
            ProductionVariant(
                variant_name="gpu",
                model_name="churn",
                initial_instance_count=1,
                initial_variant_weight=0.75,
                instance_type=ProductionVariantInstanceType.ML_G4DN_XLARGE,
            ),
            ProductionVariant(
                variant_name="memory",
                model_name="churn",
                initial_instance_count=2,
                initial_variant_weight=0.25,
                instance_type=ProductionVariantInstanceType.ML_R5_2XLARGE,
            ),
        ],
    )
    title("An endpoint configuration on a g4dn and an r5 instance")
    created = client.send(config)
    print(f"  {created.endpoint_config_arn}")
    print(f"  request id {created.response_metadata.request_id}")
    differences += compare(
        config, client.describe_endpoint_config(endpoint_config_name="churn-blue")
    )

    endpoint = CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="churn-blue")
    title("An endpoint")
    client.send(endpoint)
    described = client.describe_endpoint(endpoint_name="churn")
    differences += compare(endpoint, described)
    print(f"  status {described.endpoint_status!r}, since {described.creation_time}")

    client.create_model_package_group(model_package_group_name="churn-versions")
    package = CreateModelPackageRequest(
        model_package_group_name="churn-versions",
        model_package_description="The first version",
        inference_specification=InferenceSpecification(
            containers=[ModelPackageContainerDefinition(image=IMAGE)],
            supported_transform_instance_types=[TransformInstanceType.ML_M5_XLARGE],
            supported_realtime_inference_instance_types=[
                ProductionVariantInstanceType.ML_G4DN_XLARGE,
                ProductionVariantInstanceType.ML_R5_2XLARGE,
            ],
            supported_content_types=["text/csv"],
            supported_response_mime_types=["application/json"],
        ),
    )
    title("A model package")
    arn = client.send(package).model_package_arn
    print(f"  {arn}")
    differences += compare(package, client.describe_model_package(model_package_name=arn))

    # An instance type that is newer than this release.
    brand_new = TrainingInstanceType.open("ml.p9.96xlarge")
    job = CreateTrainingJobRequest(
        training_job_name="churn-1",
        role_arn=ROLE,
        hyper_parameters={"max_depth": "6"},
        algorithm_specification=AlgorithmSpecification(
            training_image=IMAGE, training_input_mode=TrainingInputMode.FILE
        ),
        input_data_config=[
            Channel(
                channel_name="train",
                data_source=DataSource(
                    s3_data_source=S3DataSource(
                        s3_data_type=S3DataType.S3_PREFIX, s3_uri="s3://data/train/"
                    )
                ),
            )
        ],
        output_data_config=OutputDataConfig(s3_output_path="s3://models/"),
        resource_config=ResourceConfig(
            instance_type=brand_new, instance_count=1, volume_size_in_gb=30
        ),
        stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),
    )
    title("A training job on an instance type that this release does not know")
    client.send(job)
    response = client.describe_training_job(training_job_name="churn-1")
    differences += compare(job, response)
    used = response.resource_config.instance_type
    print(f"  the response has {used!r}, is_known={used is not None and used.is_known}")

    title("A listing")
    for summary in client.list_training_jobs().training_job_summaries:
        print(f"  {summary.training_job_name}: {summary.training_job_status}")

    title("An error")
    try:
        client.describe_model(model_name="no-such-model")
    except ServiceError as error:
        print(f"  {error.operation_name}: {error.message} (code {error.code})")

    print()
    if differences:
        print(f"{differences} of the fields differ!")
    else:
        print("All fields have the values that were sent.")
    return 1 if differences else 0


def title(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}")


def compare(sent: Shape, received: Shape) -> int:
    """Print the fields that both objects have; return how many differ."""
    differences = 0
    for path, want, got in pairs(sent, received):
        same = want == got
        differences += not same
        print(f"  {'=' if same else '!'} {path} = {want!r}" + ("" if same else f", got {got!r}"))
    return differences


def pairs(sent: Shape, received: Shape, path: str = "") -> Iterator[tuple[str, object, object]]:
    """Yield path, sent value and received value of every field that both objects have."""
    for field in attrs.fields(type(sent)):
        want = getattr(sent, field.name)
        if want is None:
            continue
        if hasattr(received, field.name):
            yield from value_pairs(want, getattr(received, field.name), f"{path}{field.name}")
        else:
            print(f"  - {path}{field.name}: not a field of {type(received).__name__}")


def value_pairs(want: object, got: object, path: str) -> Iterator[tuple[str, object, object]]:
    """Yield the same for one value, recursing into structures and lists."""
    if isinstance(want, Shape) and isinstance(got, Shape):
        yield from pairs(want, got, f"{path}.")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for number, (one, other) in enumerate(zip(want, got, strict=True)):
            yield from value_pairs(one, other, f"{path}[{number}]")
    else:
        yield path, want, got


if __name__ == "__main__":
    sys.exit(main())
