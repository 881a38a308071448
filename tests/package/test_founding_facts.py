"""The six operations that this project was founded on still have their members of 2019-09-25.

The facts are from boto3's documentation of that day: the path, type and enum values of each member,
and, for requests, whether it is required.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from types import NoneType
from typing import Annotated, Any, cast, get_args, get_origin

import attrs
import pytest
from botocore import xform_name
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.model import ListShape, MapShape, ServiceModel, StructureShape
from botocore.model import Shape as BotoShape
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.session import Session
from botocore.validate import ParamValidator
from helpers.cases import each
from helpers.folders import DATA
from helpers.models import locked_model

import sagemaker_typed.sagemaker as api
from sagemaker_typed import OpenEnum, Request, SageMaker, Shape, from_boto, to_boto
from sagemaker_typed.instance_types import (
    ProductionVariantInstanceType,
    TrainingInstanceType,
    TransformInstanceType,
)

FOUNDING: dict[str, Any] = json.loads((DATA / "sagemaker-2019-09-25.json").read_text("utf-8"))
FACTS: list[tuple[str, str, dict[str, Any]]] = [
    (operation["name"], side, fact)
    for operation in FOUNDING["operations"]
    for side in ("request", "response")
    for fact in operation[side]
]
RELAXED: list[str] = FOUNDING["required_since_relaxed"]
TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),  # enums are strings too
    "integer": (int,),
    "float": (float,),
    "boolean": (bool,),
    "datetime": (datetime,),
    "list": (list,),
    "dict": (dict, Shape),
}
ADDED_THAT_DAY = [
    *(f"ml.g4dn.{size}" for size in ("xlarge", *(f"{n}xlarge" for n in (2, 4, 8, 12, 16)))),
    *(f"ml.r5.{size}" for size in ("large", "xlarge", *(f"{n}xlarge" for n in (2, 4, 12, 24)))),
]

MODEL = ServiceModel(locked_model(), "sagemaker")
CREATE = MODEL.operation_model("CreateAlgorithm")
DESCRIBE = MODEL.operation_model("DescribeAlgorithm")


# --- every fact -----------------------------------------------------------------------------------


@attrs.frozen
class Found:
    """The facts of a generated class at a path; ``member`` is ``Structure.Member``."""

    type: type
    is_required: bool = False
    member: str = ""


def found_below(annotation: Any, path: str, **facts: Any) -> Iterator[tuple[str, Found]]:
    if NoneType in get_args(annotation):
        (annotation,) = (part for part in get_args(annotation) if part is not NoneType)
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    yield path, Found(get_origin(annotation) or annotation, **facts)
    if get_origin(annotation) is list:
        (item,) = get_args(annotation)
        yield from found_below(item, f"{path}[]")
    elif get_origin(annotation) is dict:
        key, value = get_args(annotation)
        yield from found_below(key, f"{path}{{key}}")
        yield from found_below(value, f"{path}{{value}}")
    elif issubclass(annotation, Shape):
        yield from found_in(annotation, f"{path}.")


def found_in(cls: type[Shape], prefix: str = "") -> Iterator[tuple[str, Found]]:
    structure: str = getattr(cls, "__operation__", cls.__name__)
    for name, wire in cls.__wire_names__.items():
        field: attrs.Attribute[Any] = attrs.fields_dict(cls)[name]
        yield from found_below(
            field.type,
            prefix + wire,
            is_required=field.default is attrs.NOTHING,
            member=f"{structure}.{wire}",
        )


@cache
def found(operation: str, side: str) -> dict[str, Found]:
    return dict(found_in(getattr(api, operation + side.capitalize())))


def test_founding_facts_are_complete() -> None:
    assert [operation["name"] for operation in FOUNDING["operations"]] == [
        "CreateAlgorithm",
        "CreateEndpointConfig",
        "CreateModelPackage",
        "DescribeAlgorithm",
        "DescribeEndpointConfig",
        "DescribeModelPackage",
    ]
    assert len(FACTS) == 423
    assert sum("enum" in fact for _, _, fact in FACTS) == 70
    assert sum(fact["required"] for _, _, fact in FACTS) == 91
    assert len(RELAXED) == 12
    assert not any(fact["required"] for _, side, fact in FACTS if side == "response")


@pytest.mark.parametrize("operation", FOUNDING["operations"], ids=lambda row: row["name"])
def test_founding_operation_has_a_method(operation: dict[str, Any]) -> None:
    request: type[Request] = getattr(api, f"{operation['name']}Request")

    assert request.__operation__ == operation["name"]
    assert request.__method__ == operation["method"]
    assert callable(getattr(SageMaker, operation["method"]))


@each(
    ("operation", "side", "fact"),
    FACTS,
    ids=lambda fact: f"{fact[0]}-{fact[1]}-{fact[2]['path']}",
)
def test_founding_member_has_the_same_type_and_required_mark(
    operation: str, side: str, fact: dict[str, Any]
) -> None:
    now = found(operation, side).get(fact["path"])

    assert now is not None
    assert issubclass(now.type, TYPES[fact["type"]])
    if side == "request":
        assert now.is_required == (fact["required"] and now.member not in RELAXED)
    if "enum" in fact:
        assert issubclass(now.type, OpenEnum)
        values = [member.value for member in now.type]
        assert [value for value in values if value in fact["enum"]] == fact["enum"]


def test_every_relaxed_member_was_required() -> None:
    marked = {
        now.member
        for operation, side, fact in FACTS
        if fact["required"] and (now := found(operation, side).get(fact["path"]))
    }

    assert set(RELAXED) <= marked


def test_instance_types_added_that_day_are_known() -> None:
    assert len(ADDED_THAT_DAY) == 12
    for value in ADDED_THAT_DAY:
        assert ProductionVariantInstanceType(value).is_known


# --- CreateAlgorithm and DescribeAlgorithm, down to the bytes -------------------------------------

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/churn:1"
DIGEST = "sha256:" + 64 * "0"
PLAN = "arn:aws:sagemaker:us-west-2:123456789012:training-plan/nightly"
DATASET = "arn:aws:sagemaker:us-west-2:aws:hub-content/public/DataSet/churn/1.0.0"
ALGORITHM = "arn:aws:sagemaker:us-west-2:123456789012:algorithm/churn"

# Every member is present, in the order of the model. The values include those that are easily lost:
# zero, false, the empty string, the empty list and the string "None".
PLAIN_TRAINING: dict[str, Any] = {
    "TrainingImage": IMAGE,
    "TrainingImageDigest": DIGEST,
    "SupportedHyperParameters": [
        {
            "Name": "depth",
            "Description": "",
            "Type": "Integer",
            "Range": {
                "IntegerParameterRangeSpecification": {"MinValue": "0", "MaxValue": "9"},
                "ContinuousParameterRangeSpecification": {"MinValue": "", "MaxValue": "1e3"},
                "CategoricalParameterRangeSpecification": {"Values": ["a", 'ü"\n']},
            },
            "IsTunable": False,
            "IsRequired": True,
            "DefaultValue": "3",
        }
    ],
    "SupportedTrainingInstanceTypes": ["ml.m5.large", "ml.p6-b200.48xlarge"],
    "SupportsDistributedTraining": False,
    "MetricDefinitions": [{"Name": "loss", "Regex": r"loss=(\S+)"}],
    "TrainingChannels": [
        {
            "Name": "train",
            "Description": "rows",
            "IsRequired": False,
            "SupportedContentTypes": [],
            "SupportedCompressionTypes": ["None", "Gzip"],
            "SupportedInputModes": ["FastFile"],
        }
    ],
    "SupportedTuningJobObjectiveMetrics": [{"Type": "Minimize", "MetricName": "loss"}],
    "AdditionalS3DataSource": {
        "S3DataType": "S3Object",
        "S3Uri": "s3://bucket/more",
        "CompressionType": "None",
        "ETag": "e",
    },
}
TYPED_TRAINING = api.TrainingSpecification(
    training_image=IMAGE,
    training_image_digest=DIGEST,
    supported_hyper_parameters=[
        api.HyperParameterSpecification(
            name="depth",
            description="",
            type=api.ParameterType.INTEGER,
            range=api.ParameterRange(
                integer_parameter_range_specification=api.IntegerParameterRangeSpecification(
                    min_value="0", max_value="9"
                ),
                continuous_parameter_range_specification=api.ContinuousParameterRangeSpecification(
                    min_value="", max_value="1e3"
                ),
                categorical_parameter_range_specification=(
                    api.CategoricalParameterRangeSpecification(values=["a", 'ü"\n'])
                ),
            ),
            is_tunable=False,
            is_required=True,
            default_value="3",
        )
    ],
    supported_training_instance_types=[
        TrainingInstanceType.ML_M5_LARGE,
        TrainingInstanceType.ML_P6_B200_48XLARGE,
    ],
    supports_distributed_training=False,
    metric_definitions=[api.MetricDefinition(name="loss", regex=r"loss=(\S+)")],
    training_channels=[
        api.ChannelSpecification(
            name="train",
            description="rows",
            is_required=False,
            supported_content_types=[],
            supported_compression_types=[api.CompressionType.NONE, api.CompressionType.GZIP],
            supported_input_modes=[api.TrainingInputMode.FAST_FILE],
        )
    ],
    supported_tuning_job_objective_metrics=[
        api.HyperParameterTuningJobObjective(
            type=api.HyperParameterTuningJobObjectiveType.MINIMIZE, metric_name="loss"
        )
    ],
    additional_s3_data_source=api.AdditionalS3DataSource(
        s3_data_type=api.AdditionalS3DataSourceDataType.S3_OBJECT,
        s3_uri="s3://bucket/more",
        compression_type=api.CompressionType.NONE,
        e_tag="e",
    ),
)

PLAIN_MODEL_SOURCE: dict[str, Any] = {
    "S3Uri": "s3://bucket/model",
    "S3DataType": "S3Prefix",
    "CompressionType": "None",
    "ModelAccessConfig": {"AcceptEula": False},
    "HubAccessConfig": {"HubContentArn": ""},
    "ManifestS3Uri": "s3://bucket/manifest",
    "ETag": "",
    "ManifestEtag": "m",
}
TYPED_MODEL_SOURCE = api.S3ModelDataSource(
    s3_uri="s3://bucket/model",
    s3_data_type=api.S3ModelDataType.S3_PREFIX,
    compression_type=api.ModelCompressionType.NONE,
    model_access_config=api.ModelAccessConfig(accept_eula=False),
    hub_access_config=api.InferenceHubAccessConfig(hub_content_arn=""),
    manifest_s3_uri="s3://bucket/manifest",
    e_tag="",
    manifest_etag="m",
)
PLAIN_INFERENCE: dict[str, Any] = {
    "Containers": [
        {
            "ContainerHostname": "churn",
            "Image": IMAGE,
            "ImageDigest": DIGEST,
            "ModelDataUrl": "s3://bucket/model.tar.gz",
            "ModelDataSource": {"S3DataSource": PLAIN_MODEL_SOURCE},
            "ProductId": "p",
            "Environment": {"EMPTY": "", "SET": "1"},
            "ModelInput": {"DataInputConfig": "{}"},
            "Framework": "",
            "FrameworkVersion": "2.1",
            "NearestModelName": "n",
            "AdditionalModelDataSources": [
                {"ChannelName": "more", "S3DataSource": PLAIN_MODEL_SOURCE}
            ],
            "AdditionalS3DataSource": {
                "S3DataType": "S3Prefix",
                "S3Uri": "s3://bucket/more",
                "CompressionType": "Gzip",
                "ETag": "e",
            },
            "ModelDataETag": "d",
            "IsCheckpoint": True,
            "BaseModel": {
                "HubContentName": "base",
                "HubContentVersion": "1.0.0",
                "RecipeName": "",
            },
        }
    ],
    "SupportedTransformInstanceTypes": ["ml.m4.xlarge"],
    "SupportedRealtimeInferenceInstanceTypes": ["ml.g4dn.xlarge", "ml.r5.24xlarge"],
    "SupportedContentTypes": ["text/csv"],
    "SupportedResponseMIMETypes": [],
}
TYPED_INFERENCE = api.InferenceSpecification(
    containers=[
        api.ModelPackageContainerDefinition(
            container_hostname="churn",
            image=IMAGE,
            image_digest=DIGEST,
            model_data_url="s3://bucket/model.tar.gz",
            model_data_source=api.ModelDataSource(s3_data_source=TYPED_MODEL_SOURCE),
            product_id="p",
            environment={"EMPTY": "", "SET": "1"},
            model_input=api.ModelInput(data_input_config="{}"),
            framework="",
            framework_version="2.1",
            nearest_model_name="n",
            additional_model_data_sources=[
                api.AdditionalModelDataSource(
                    channel_name="more", s3_data_source=TYPED_MODEL_SOURCE
                )
            ],
            additional_s3_data_source=api.AdditionalS3DataSource(
                s3_data_type=api.AdditionalS3DataSourceDataType.S3_PREFIX,
                s3_uri="s3://bucket/more",
                compression_type=api.CompressionType.GZIP,
                e_tag="e",
            ),
            model_data_e_tag="d",
            is_checkpoint=True,
            base_model=api.BaseModel(
                hub_content_name="base", hub_content_version="1.0.0", recipe_name=""
            ),
        )
    ],
    supported_transform_instance_types=[TransformInstanceType.ML_M4_XLARGE],
    supported_realtime_inference_instance_types=[
        ProductionVariantInstanceType.ML_G4DN_XLARGE,
        ProductionVariantInstanceType.ML_R5_24XLARGE,
    ],
    supported_content_types=["text/csv"],
    supported_response_mime_types=[],
)

PLAIN_TRAINING_JOB: dict[str, Any] = {
    "TrainingInputMode": "File",
    "HyperParameters": {"depth": "0"},
    "InputDataConfig": [
        {
            "ChannelName": "train",
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "ManifestFile",
                    "S3Uri": "s3://bucket/rows",
                    "S3DataDistributionType": "FullyReplicated",
                    "AttributeNames": ["a"],
                    "InstanceGroupNames": ["g"],
                    "ModelAccessConfig": {"AcceptEula": True},
                    "HubAccessConfig": {"HubContentArn": "h"},
                },
                "FileSystemDataSource": {
                    "FileSystemId": "fs-01234567",
                    "FileSystemAccessMode": "ro",
                    "FileSystemType": "FSxLustre",
                    "DirectoryPath": "",
                },
                "DatasetSource": {"DatasetArn": DATASET},
            },
            "ContentType": "text/csv",
            "CompressionType": "None",
            "RecordWrapperType": "None",
            "InputMode": "Pipe",
            "ShuffleConfig": {"Seed": 2**53 + 1},
        }
    ],
    "OutputDataConfig": {
        "KmsKeyId": "",
        "S3OutputPath": "s3://bucket/out",
        "CompressionType": "NONE",
    },
    "ResourceConfig": {
        "InstanceType": "ml.m5.large",
        "InstanceCount": 0,
        "VolumeSizeInGB": 0,
        "VolumeKmsKeyId": "k",
        "KeepAlivePeriodInSeconds": 0,
        "InstanceGroups": [
            {"InstanceType": "ml.c5n.xlarge", "InstanceCount": 1, "InstanceGroupName": "g"}
        ],
        "TrainingPlanArn": PLAN,
        "InstancePlacementConfig": {
            "EnableMultipleJobs": False,
            "PlacementSpecifications": [{"UltraServerId": "", "InstanceCount": 0}],
        },
        "InstancePreferences": [
            {"InstanceType": "ml.m5.large", "InstanceCount": 2, "TrainingPlanArns": [PLAN]}
        ],
        "SelectedInstanceType": "ml.m5.large",
        "SelectedInstanceCount": 2,
    },
    "StoppingCondition": {
        "MaxRuntimeInSeconds": 3600,
        "MaxWaitTimeInSeconds": 7200,
        "MaxPendingTimeInSeconds": 1800,
    },
}
TYPED_TRAINING_JOB = api.TrainingJobDefinition(
    training_input_mode=api.TrainingInputMode.FILE,
    hyper_parameters={"depth": "0"},
    input_data_config=[
        api.Channel(
            channel_name="train",
            data_source=api.DataSource(
                s3_data_source=api.S3DataSource(
                    s3_data_type=api.S3DataType.MANIFEST_FILE,
                    s3_uri="s3://bucket/rows",
                    s3_data_distribution_type=api.S3DataDistribution.FULLY_REPLICATED,
                    attribute_names=["a"],
                    instance_group_names=["g"],
                    model_access_config=api.ModelAccessConfig(accept_eula=True),
                    hub_access_config=api.HubAccessConfig(hub_content_arn="h"),
                ),
                file_system_data_source=api.FileSystemDataSource(
                    file_system_id="fs-01234567",
                    file_system_access_mode=api.FileSystemAccessMode.RO,
                    file_system_type=api.FileSystemType.FSX_LUSTRE,
                    directory_path="",
                ),
                dataset_source=api.DatasetSource(dataset_arn=DATASET),
            ),
            content_type="text/csv",
            compression_type=api.CompressionType.NONE,
            record_wrapper_type=api.RecordWrapper.NONE,
            input_mode=api.TrainingInputMode.PIPE,
            shuffle_config=api.ShuffleConfig(seed=2**53 + 1),
        )
    ],
    output_data_config=api.OutputDataConfig(
        kms_key_id="",
        s3_output_path="s3://bucket/out",
        compression_type=api.OutputCompressionType.NONE,
    ),
    resource_config=api.ResourceConfig(
        instance_type=TrainingInstanceType.ML_M5_LARGE,
        instance_count=0,
        volume_size_in_gb=0,
        volume_kms_key_id="k",
        keep_alive_period_in_seconds=0,
        instance_groups=[
            api.InstanceGroup(
                instance_type=TrainingInstanceType.ML_C5N_XLARGE,
                instance_count=1,
                instance_group_name="g",
            )
        ],
        training_plan_arn=PLAN,
        instance_placement_config=api.InstancePlacementConfig(
            enable_multiple_jobs=False,
            placement_specifications=[
                api.PlacementSpecification(ultra_server_id="", instance_count=0)
            ],
        ),
        instance_preferences=[
            api.InstancePreference(
                instance_type=TrainingInstanceType.ML_M5_LARGE,
                instance_count=2,
                training_plan_arns=[PLAN],
            )
        ],
        selected_instance_type=TrainingInstanceType.ML_M5_LARGE,
        selected_instance_count=2,
    ),
    stopping_condition=api.StoppingCondition(
        max_runtime_in_seconds=3600,
        max_wait_time_in_seconds=7200,
        max_pending_time_in_seconds=1800,
    ),
)

PLAIN_VALIDATION: dict[str, Any] = {
    "ValidationRole": ROLE,
    "ValidationProfiles": [
        {
            "ProfileName": "small",
            "TrainingJobDefinition": PLAIN_TRAINING_JOB,
            "TransformJobDefinition": {
                "MaxConcurrentTransforms": 0,
                "MaxPayloadInMB": 0,
                "BatchStrategy": "SingleRecord",
                "Environment": {"EMPTY": ""},
                "TransformInput": {
                    "DataSource": {
                        "S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://bucket/rows"}
                    },
                    "ContentType": "text/csv",
                    "CompressionType": "None",
                    "SplitType": "None",
                },
                "TransformOutput": {
                    "S3OutputPath": "s3://bucket/out",
                    "Accept": "",
                    "AssembleWith": "None",
                    "KmsKeyId": "k",
                },
                "TransformResources": {
                    "InstanceType": "ml.m4.xlarge",
                    "InstanceCount": 1,
                    "VolumeKmsKeyId": "",
                    "TransformAmiVersion": "al2-ami",
                },
            },
        }
    ],
}
TYPED_VALIDATION = api.AlgorithmValidationSpecification(
    validation_role=ROLE,
    validation_profiles=[
        api.AlgorithmValidationProfile(
            profile_name="small",
            training_job_definition=TYPED_TRAINING_JOB,
            transform_job_definition=api.TransformJobDefinition(
                max_concurrent_transforms=0,
                max_payload_in_mb=0,
                batch_strategy=api.BatchStrategy.SINGLE_RECORD,
                environment={"EMPTY": ""},
                transform_input=api.TransformInput(
                    data_source=api.TransformDataSource(
                        s3_data_source=api.TransformS3DataSource(
                            s3_data_type=api.S3DataType.S3_PREFIX, s3_uri="s3://bucket/rows"
                        )
                    ),
                    content_type="text/csv",
                    compression_type=api.CompressionType.NONE,
                    split_type=api.SplitType.NONE,
                ),
                transform_output=api.TransformOutput(
                    s3_output_path="s3://bucket/out",
                    accept="",
                    assemble_with=api.AssemblyType.NONE,
                    kms_key_id="k",
                ),
                transform_resources=api.TransformResources(
                    instance_type=TransformInstanceType.ML_M4_XLARGE,
                    instance_count=1,
                    volume_kms_key_id="",
                    transform_ami_version="al2-ami",
                ),
            ),
        )
    ],
)

PLAIN_CREATE: dict[str, Any] = {
    "AlgorithmName": "churn",
    "AlgorithmDescription": "",
    "TrainingSpecification": PLAIN_TRAINING,
    "InferenceSpecification": PLAIN_INFERENCE,
    "ValidationSpecification": PLAIN_VALIDATION,
    "CertifyForMarketplace": False,
    "Tags": [{"Key": "team", "Value": ""}],
}
TYPED_CREATE = api.CreateAlgorithmRequest(
    algorithm_name="churn",
    algorithm_description="",
    training_specification=TYPED_TRAINING,
    inference_specification=TYPED_INFERENCE,
    validation_specification=TYPED_VALIDATION,
    certify_for_marketplace=False,
    tags=[api.Tag(key="team", value="")],
)

# The response in its wire format: the timestamp is a number of seconds.
WIRE_DESCRIBE: dict[str, Any] = {
    "AlgorithmName": "churn",
    "AlgorithmArn": ALGORITHM,
    "AlgorithmDescription": "",
    "CreationTime": 1569369600.125,
    "TrainingSpecification": PLAIN_TRAINING,
    "InferenceSpecification": PLAIN_INFERENCE,
    "ValidationSpecification": PLAIN_VALIDATION,
    "AlgorithmStatus": "Failed",
    "AlgorithmStatusDetails": {
        "ValidationStatuses": [{"Name": "small", "Status": "Failed", "FailureReason": "full"}],
        "ImageScanStatuses": [{"Name": "scan", "Status": "NotStarted", "FailureReason": ""}],
    },
    "ProductId": "",
    "CertifyForMarketplace": False,
}
CREATED_AT = datetime(2019, 9, 25, tzinfo=UTC) + timedelta(milliseconds=125)
TYPED_DESCRIBE = api.DescribeAlgorithmResponse(
    algorithm_name="churn",
    algorithm_arn=ALGORITHM,
    algorithm_description="",
    creation_time=CREATED_AT,
    training_specification=TYPED_TRAINING,
    inference_specification=TYPED_INFERENCE,
    validation_specification=TYPED_VALIDATION,
    algorithm_status=api.AlgorithmStatus.FAILED,
    algorithm_status_details=api.AlgorithmStatusDetails(
        validation_statuses=[
            api.AlgorithmStatusItem(
                name="small",
                status=api.DetailedAlgorithmStatus.FAILED,
                failure_reason="full",
            )
        ],
        image_scan_statuses=[
            api.AlgorithmStatusItem(
                name="scan", status=api.DetailedAlgorithmStatus.NOT_STARTED, failure_reason=""
            )
        ],
    ),
    product_id="",
    certify_for_marketplace=False,
)


def members_of_shape(shape: BotoShape | None, path: str = "") -> Iterator[str]:
    """Yield the path of every member below a shape."""
    match shape:
        case StructureShape():
            for name, member in shape.members.items():
                yield f"{path}.{name}"
                yield from members_of_shape(member, f"{path}.{name}")
        case ListShape():
            yield from members_of_shape(shape.member, path)
        case MapShape():
            yield from members_of_shape(shape.value, path)
        case _:
            return


def members_of_value(value: Any, shape: BotoShape | None, path: str = "") -> Iterator[str]:
    """Yield the path of every member in a plain dict."""
    match shape:
        case StructureShape():
            for name, member in value.items():
                yield f"{path}.{name}"
                yield from members_of_value(member, shape.members[name], f"{path}.{name}")
        case ListShape():
            for item in value:
                yield from members_of_value(item, shape.member, path)
        case MapShape():
            for item in value.values():
                yield from members_of_value(item, shape.value, path)
        case _:
            return


def types_within(value: Any) -> set[type]:
    kind: type = value.__class__
    types: set[type] = {kind}
    if issubclass(kind, dict):
        types = types.union(*map(types_within, [*value.keys(), *value.values()]))
    elif issubclass(kind, list):
        types = types.union(*map(types_within, value))
    return types


def assert_same_content(typed: Any, plain: Any, path: str = "") -> None:
    """Compare field by field; the field names are boto3's snake case of the member names."""
    if isinstance(typed, Shape):
        for member, value in plain.items():
            assert_same_content(getattr(typed, xform_name(member)), value, f"{path}.{member}")
    elif isinstance(typed, list):
        for number, (item, value) in enumerate(zip(cast("Any", typed), plain, strict=True)):
            assert_same_content(item, value, f"{path}[{number}]")
    else:
        assert typed == plain, path
        assert type(typed) is type(plain) or isinstance(typed, OpenEnum), path


def serialized(parameters: dict[str, Any]) -> dict[str, Any]:
    serializer: Any = create_serializer("json", include_validation=False)
    request: dict[str, Any] = serializer.serialize_to_request(parameters, CREATE)
    return request


@pytest.mark.parametrize(
    ("plain", "shape"),
    [(PLAIN_CREATE, CREATE.input_shape), (WIRE_DESCRIBE, DESCRIBE.output_shape)],
    ids=["CreateAlgorithm", "DescribeAlgorithm"],
)
def test_samples_have_every_member_of_the_model(plain: dict[str, Any], shape: BotoShape) -> None:
    assert set(members_of_value(plain, shape)) == set(members_of_shape(shape))


def test_create_algorithm_converts_to_the_dict_of_boto3() -> None:
    parameters = to_boto(TYPED_CREATE)

    assert parameters == PLAIN_CREATE
    assert types_within(parameters) == {dict, list, str, int, bool}
    assert CREATE.input_shape
    report = ParamValidator().validate(parameters, CREATE.input_shape)
    assert not report.has_errors(), report.generate_report()


def test_create_algorithm_round_trip() -> None:
    assert from_boto(api.CreateAlgorithmRequest, PLAIN_CREATE) == TYPED_CREATE
    assert_same_content(TYPED_CREATE, PLAIN_CREATE)


def test_create_algorithm_serializes_to_the_same_bytes_as_boto3() -> None:
    ours, theirs = serialized(to_boto(TYPED_CREATE)), serialized(PLAIN_CREATE)

    assert ours == theirs
    assert isinstance(ours["body"], bytes)
    assert json.loads(ours["body"]) == PLAIN_CREATE


@pytest.mark.parametrize(
    ("full", "shape"),
    [(TYPED_CREATE, CREATE.input_shape), (TYPED_DESCRIBE, DESCRIBE.output_shape)],
    ids=["CreateAlgorithm", "DescribeAlgorithm"],
)
def test_only_required_members_are_needed(full: Shape, shape: BotoShape) -> None:
    required = {xform_name(member): member for member in shape.required_members}

    least = type(full)(**{name: getattr(full, name) for name in required})

    assert sorted(to_boto(least)) == sorted(required.values())
    for name in required:
        with pytest.raises(TypeError, match=name):
            type(full)(**{other: getattr(full, other) for other in required if other != name})


class Body(io.BytesIO):
    """A body with the interface of the HTTP library."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.getvalue()


def make_client(sent: list[AWSPreparedRequest], body: bytes) -> Any:
    """Return a botocore client that records its requests and receives ``body``."""

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        sent.append(request)
        headers: Any = {"x-amzn-RequestId": "id-1", "Content-Type": "application/x-amz-json-1.1"}
        return AWSResponse(request.url, 200, headers, cast("Any", Body(body)))

    create_client: Any = Session().create_client
    client = create_client(
        "sagemaker", region_name="us-west-2", aws_access_key_id="x", aws_secret_access_key="x"
    )
    client.meta.events.register("before-send.sagemaker", answer)
    return client


def test_create_algorithm_sends_the_same_bytes_as_the_raw_call() -> None:
    sent: list[AWSPreparedRequest] = []
    raw = make_client(sent, json.dumps({"AlgorithmArn": ALGORITHM}).encode())
    fields = {name: getattr(TYPED_CREATE, name) for name in TYPED_CREATE.__wire_names__}

    raw.create_algorithm(**PLAIN_CREATE)
    by_request = SageMaker(client=raw).send(TYPED_CREATE)
    by_keywords = SageMaker(client=raw).create_algorithm(**fields)

    assert len(sent) == 3
    assert len({(request.body, request.url, request.method) for request in sent}) == 1
    assert {request.headers["X-Amz-Target"] for request in sent} == {b"SageMaker.CreateAlgorithm"}
    assert by_request == by_keywords == api.CreateAlgorithmResponse(algorithm_arn=ALGORITHM)


def parsed_description() -> dict[str, Any]:
    parser: Any = create_parser("json")
    answer = {
        "body": json.dumps(WIRE_DESCRIBE).encode(),
        "headers": {"x-amzn-requestid": "id-1"},
        "status_code": 200,
    }
    parsed: dict[str, Any] = parser.parse(answer, DESCRIBE.output_shape)
    return parsed


def test_describe_algorithm_has_every_field() -> None:
    parsed = parsed_description()

    response = from_boto(api.DescribeAlgorithmResponse, parsed)

    metadata = parsed.pop("ResponseMetadata")
    assert_same_content(response, parsed)
    assert response == TYPED_DESCRIBE
    assert response.creation_time.tzinfo is UTC
    assert response.response_metadata.raw == metadata
    assert response.response_metadata.request_id == "id-1"


def test_describe_algorithm_converts_back_to_the_parsed_dict() -> None:
    parsed = parsed_description()

    back = to_boto(from_boto(api.DescribeAlgorithmResponse, parsed))

    assert back == parsed == parsed_description()
    assert types_within(back) == {dict, list, str, int, bool, datetime}


def test_describe_algorithm_call_returns_the_response() -> None:
    sent: list[AWSPreparedRequest] = []
    client = SageMaker(client=make_client(sent, json.dumps(WIRE_DESCRIBE).encode()))

    response = client.describe_algorithm(algorithm_name="churn")

    assert response == TYPED_DESCRIBE
    assert response.response_metadata.http_status_code == 200
    (request,) = sent
    assert request.body == b'{"AlgorithmName": "churn"}'
