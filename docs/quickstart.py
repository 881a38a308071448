"""Train a model, deploy it and ask it for predictions, on a SageMaker in this process.

Run it with ``python -m nox -s quickstart``, or with ``python docs/quickstart.py`` where
``sagemaker-typed`` is installed. It needs no AWS account and no network.
"""

from __future__ import annotations

import json
import sys

from sagemaker_typed import SageMaker, SageMakerRuntime, ServiceError, Shape, diff
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import Invocation, LocalEngine

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"


def main() -> int:
    """Run the tour; return 0 if everything is described as it was sent."""
    print("This SageMaker is in memory: nothing is sent to AWS.")
    # SageMaker() in place of local.sagemaker() sends the same calls to AWS. With speed=0, the clock
    # moves only when the program waits or advances it.
    with LocalEngine(speed=0, region_name="us-west-2") as local:
        client = local.sagemaker()
        differences = train(client, local) + deploy(client, local)
        invoke(local)
        look_around(client)
    print(WHERE_NEXT)
    return 1 if differences else 0


def train(client: SageMaker, local: LocalEngine) -> int:
    """Train a model, and watch the job."""
    print("\nA training job goes through its statuses")
    request = sm.CreateTrainingJobRequest(
        training_job_name="churn-1",
        role_arn=ROLE,
        algorithm_specification=sm.AlgorithmSpecification(
            training_image=IMAGE, training_input_mode=sm.TrainingInputMode.FILE
        ),
        hyper_parameters={"max_depth": "6"},
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://models/churn"),
        resource_config=sm.ResourceConfig(
            instance_type=sm.TrainingInstanceType.ML_M5_XLARGE,
            instance_count=1,
            volume_size_in_gb=30,
        ),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=3600),
    )
    client.send(request)  # the same as client.create_training_job(training_job_name=...)
    start = local.now
    while True:
        job = client.describe_training_job(training_job_name="churn-1")
        print(f"  {local.now - start}  {job.training_job_status}, {job.secondary_status}")
        if job.training_job_status is not sm.TrainingJobStatus.IN_PROGRESS:
            return compare(request, job)
        local.advance(60)


def deploy(client: SageMaker, local: LocalEngine) -> int:
    """Deploy the model to an endpoint, and wait for it."""
    print("\nA model becomes an endpoint")
    trained = client.describe_training_job(training_job_name="churn-1").model_artifacts
    assert trained  # None until the job has completed
    model = sm.CreateModelRequest(
        model_name="churn",
        execution_role_arn=ROLE,
        primary_container=sm.ContainerDefinition(
            image=IMAGE, model_data_url=trained.s3_model_artifacts
        ),
    )
    config = sm.CreateEndpointConfigRequest(
        endpoint_config_name="churn-blue",
        production_variants=[
            sm.ProductionVariant(
                variant_name="gpu",
                model_name="churn",
                initial_instance_count=1,
                instance_type=sm.ProductionVariantInstanceType.ML_G4DN_XLARGE,
            ),
            sm.ProductionVariant(
                variant_name="memory",
                model_name="churn",
                initial_instance_count=2,
                instance_type=sm.ProductionVariantInstanceType.ML_R5_2XLARGE,
            ),
        ],
    )
    client.send(model)
    client.send(config)
    created = client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn-blue")
    print(f"  {created.endpoint_arn}")
    start = local.now
    endpoint = client.describe_endpoint(endpoint_name="churn")
    print(f"  {local.now - start}  {endpoint.endpoint_status}")
    endpoint = client.wait_until_endpoint_in_service(endpoint_name="churn")  # takes no real time
    print(f"  {local.now - start}  {endpoint.endpoint_status}")
    return compare(model, client.describe_model(model_name="churn")) + compare(
        config, client.describe_endpoint_config(endpoint_config_name="churn-blue")
    )


def invoke(local: LocalEngine) -> None:
    """Let a function answer for the model, and invoke the endpoint."""
    print("\nA function answers for the model")

    def model(invocation: Invocation) -> dict[str, float]:
        visits, complaints = map(int, invocation.body.split(b","))
        return {"churn": complaints / visits}

    local.serve_model(model, "churn")
    runtime = local.typed(SageMakerRuntime)
    answer = runtime.invoke_endpoint(endpoint_name="churn", body=b"40,3", content_type="text/csv")
    print(f"  40,3 -> {json.loads(answer.body.read())}")


def look_around(client: SageMaker) -> None:
    """List jobs, and ask for a model that does not exist."""
    print("\nListings and errors are typed, too")
    for job in client.items(sm.ListTrainingJobsRequest(name_contains="churn")):
        print(f"  {job.training_job_name}: {job.training_job_status}")
    try:
        client.describe_model(model_name="no-such-model")
    except ServiceError as error:
        print(f"  {error.operation_name}: {error.code}, is_not_found={error.is_not_found}")


def compare(sent: Shape, described: Shape) -> int:
    """Print the fields that the service describes otherwise than sent; return how many."""
    differences = diff(sent, described)
    verdict = "not as it was sent:" if differences else "has the values that were sent"
    print(f"  {type(described).__name__} {verdict}", *differences, sep="\n  ! ")
    return len(differences)


WHERE_NEXT = """
Where to go next
  recipes, from training to pipelines   docs/cookbook/index.md
  tests without AWS                     docs/testing.md
  everything else                       README.md
  your own program, on this SageMaker:
    pip install .
    python -m sagemaker_typed.local run PROGRAM.py"""

if __name__ == "__main__":
    sys.exit(main())
