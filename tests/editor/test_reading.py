"""Hovers, signatures and definitions in pyright's language server."""

from __future__ import annotations

import re

import pytest

from .conftest import At

TALLEST = 40
"""The maximum number of lines of a hover; an editor shows about 20 without scrolling."""


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        # A client and its methods.
        ("SageMaker|", ["region_name: str | None", "Amazon SageMaker Service", "2017-07-24"]),
        ("client.create_endpoint_config|", [
            "production_variants: ProductionVariantList,", "tags: TagList | None = None",
            "-> CreateEndpointConfigResponse", "CreateEndpointConfigRequest",
            "API_CreateEndpointConfig.html", "Args:", "tags (list[Tag] | None): Tags.",
            "Raises:", "ResourceLimitExceeded: A quota",
        ]),
        # Keywords of methods.
        ("client.create_endpoint_config(endpoint_config_name|='a')", [
            "endpoint_config_name (str): EndpointConfigName. Required. At most 63 characters",
        ]),
        ("asynchronous.create_endpoint_config(tags|=[])", [
            "tags (list[Tag] | None): Tags. At most 50 items.",
        ]),
        ("client.list_endpoints(sort_order|=None)", ["One of Ascending, Descending."]),
        ("client.wait_until_endpoint_in_service(timeout|=3)", ["default: 3600"]),
        ("client.wait_until_endpoint_in_service|", [
            "endpoint_name: EndpointName", "timeout: float | None", "-> DescribeEndpointResponse",
            "every 30 s for up to 3600 s",
        ]),
        ("asynchronous.create_endpoint_config|", [
            "production_variants: ProductionVariantList,", "CreateEndpointConfigResponse]",
            "CreateEndpointConfigRequest", "API_CreateEndpointConfig.html",
        ]),
        ("asynchronous.items|", ["page_size: int | Literal[", "AsyncItems["]),
        ("client.plan|", ["left_open: bool = False", "-> Plan", "nothing is changed"]),
        ("client.ensure|", [
            "allow_replace: bool = False", "describe: type[Request[", "ReplacementError",
        ]),
        ("asynchronous.ensure|", ["timeout: float | None", "Create or update a resource"]),
        ("plan.action|", ["Action", "largest effect"]),
        ("plan.steps[0].is_possible|", ["bool", "cannot be deleted"]),
        ("client.send|", ["Send a request", "ServiceError", "ViolationError"]),
        ("client.items|", ["page_size: int | Literal[", "Items[", "on every page"]),
        ("from_boto|", ["cls: type[", "to an instance of cls"]),
        ("as_request|", ["cls: type[", "**changes", "dropped_members", "ConversionError"]),
        ("diff|", ["old: Shape", "by_position: bool = False", "-> Differences", "TypeError"]),
        ("diff(job, job).not_compared|", ["tuple[str, ...]", "such as tags"]),
        ("diff(job, job)[0].path|", ["str", "production_variants['blue'].instance_type"]),
        # Classes.
        ("ProductionVariant|", [
            "variant_name: VariantName,", "instance_type: ProductionVariantInstanceType | None",
            "Structure ProductionVariant", "API_ProductionVariant.html",
        ]),
        ("CreateEndpointConfigRequest|", [
            "endpoint_config_name: EndpointConfigName,", "CreateEndpointConfigResponse",
        ]),
        ("MetricSpecification|", ["Tagged union", "exactly one field is set"]),
        ("ResourceNotFound|", ["Error ResourceNotFound", "service model"]),
        # Fields, with the builtin types of named types.
        ("config.endpoint_config_name|", ["EndpointConfigName: str.", "At most 63 characters"]),
        ("config.production_variants|", ["list[ProductionVariant]", "Required", "1 to 10 items"]),
        ("config.production_variants[0].initial_instance_count|", [
            "InitialTaskCount | None", "InitialInstanceCount: int.", "At least 1",
        ]),
        ("job.hyper_parameters|", ["HyperParameters: dict[str, str].", "At most 100 entries"]),
        ("job.training_job_status|", ["TrainingJobStatus"]),
        ("job.model_artifacts|", ["ModelArtifacts | None", "but absent from some responses"]),
        ("job.response_metadata.request_id|", ["str", "service's id of the request"]),
        ("ProductionVariant(variant_name|='blue')", ["VariantName: str.", "Required"]),
        # Enums.
        ("TrainingJobStatus|", ["6 values", "Completed", "Failed"]),
        ("TrainingInstanceType|", ["values", "ml.m4.xlarge", "more"]),
        ("TrainingJobStatus.FAILED|", ["TrainingJobStatus.FAILED"]),
        ("TrainingInstanceType.open|", ["does not know"]),
        ("job.training_job_status.is_known|", ["bool", "this release knows"]),
    ],
)  # fmt: skip
def test_hover_shows_types_constraints_and_links(line: str, texts: list[str], at: At) -> None:
    cursor = at(line)
    # The cursor is after the name, but a hover needs a position inside the name.
    shown = cursor.server.hover(cursor.file, (cursor.position[0], cursor.position[1] - 1))
    plain = re.sub(r"[\\`]", "", shown)
    assert [text for text in texts if text not in plain] == [], shown
    assert len(shown.splitlines()) <= TALLEST
    # pyright would show unknown markup unchanged. It does not change the line of a keyword, which
    # is Markdown already.
    _, _, text = shown.partition("\n```\n")
    if "(parameter)" in shown:
        text = text.replace("``", "")
    assert not re.search(r":[a-z]+:`|``|\*\*|\.\. ", text)


@pytest.mark.parametrize(
    ("line", "module", "shown"),
    [
        ("CreateEndpointConfigRequest|", "sagemaker/hosting/endpoint_config.py",
         "class CreateEndpointConfigRequest(Request[CreateEndpointConfigResponse, "),
        ("ListTrainingJobsRequest|", "sagemaker/training/training_job.py",
         "class ListTrainingJobsRequest("),
        ("config.production_variants[0].model_name|", "sagemaker/hosting/endpoint_config.py",
         "model_name: ModelName | None = None"),
        ("ProductionVariant(variant_name|='a')", "sagemaker/hosting/endpoint_config.py",
         "variant_name: VariantName"),
        ("client.create_endpoint_config|", "sagemaker/hosting/operations.py",
         "def create_endpoint_config("),
        ("asynchronous.create_endpoint_config|", "sagemaker/async_client.pyi",
         "async def create_endpoint_config("),
        ("TrainingJobStatus.FAILED|", "sagemaker/training/enums.py", 'FAILED = "Failed"'),
        ("TrainingInstanceType|", "instance_types/training_instance_type.py",
         "class TrainingInstanceType(InstanceTypeEnum):"),
        ("ResourceNotFound|", "sagemaker/errors.py", "class ResourceNotFound(NotFound):"),
        ("SageMaker|", "sagemaker/client.py", "class SageMaker("),
        ("validate|", "validation.py", "def validate(obj: Shape"),
    ],
)  # fmt: skip
def test_go_to_definition_opens_the_module_of_the_resource(
    line: str, module: str, shown: str, at: At
) -> None:
    path, text = at(line).definition()
    assert path == module
    assert text.startswith(shown)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("client.create_model(model_name=|", "``ModelName``. Required. At most 63 characters;"),
        ("asynchronous.create_model(model_name=|", "``ModelName``. Required. At most 63 charac"),
        ("client.create_domain(kms_key_id=|", "kms_key_id (str | None): ``KmsKeyId``. At most"),
        ("client.create_model(model_name='a', tags=|", "tags (list[Tag] | None): ``Tags``. At mos"),
        ("client.wait_until_endpoint_in_service(poll=|", "Seconds between two attempts"),
    ],
)
def test_signature_help_describes_the_keyword(line: str, text: str, at: At) -> None:
    assert text in at(line).documentation_of_parameter()


@pytest.mark.parametrize(
    ("line", "parameters"),
    [
        ("client.create_model(|", [
            "*", "model_name: ModelName", "primary_container: ContainerDefinition | None = None",
        ]),
        ("ProductionVariant(|", [
            "*", "variant_name: VariantName", "model_name: ModelName | None = None",
            "initial_instance_count: InitialTaskCount | None = None",
            "instance_type: ProductionVariantInstanceType | None = None",
        ]),
        ("asynchronous.create_model(|", ["*", "model_name: ModelName"]),
        # Required keywords come first, in the order of the model.
        ("client.create_compilation_job(|", [
            "*", "compilation_job_name: EntityName", "role_arn: RoleArn",
            "output_config: OutputConfig", "stopping_condition: StoppingCondition",
            "model_package_version_arn: ModelPackageArn | None = None",
        ]),
        ("SageMaker(|", ["*", "region_name: str | None = None"]),
        ("client.wait_until_endpoint_in_service(|", [
            "*", "endpoint_name: EndpointName", "timeout: float | None = None",
        ]),
    ],
)  # fmt: skip
def test_signature_help_shows_keywords_with_their_types(
    line: str, parameters: list[str], at: At
) -> None:
    label, found = at(line).signature()
    assert found[: len(parameters)] == parameters
    assert label.startswith(f"({', '.join(parameters)}")
