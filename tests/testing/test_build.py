"""``build`` makes valid, readable and repeatable objects of every class of every service."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import attrs
import pytest
from botocore import xform_name
from botocore.handlers import generate_idempotent_uuid
from botocore.stub import Stubber
from botocore.validate import ParamValidator
from helpers.against_botocore import parsed, serialized
from helpers.answers import raw_client
from helpers.cases import each
from helpers.classes import CLASSES, class_name
from helpers.json_schemas import validator
from helpers.models import PACKAGE
from helpers.samples import Operation, operations

from sagemaker_typed import (
    ByteStream,
    EventStream,
    OpenEnum,
    Shape,
    TaggedUnion,
    ViolationError,
    from_boto,
    to_boto,
    to_json,
    violations,
)
from sagemaker_typed import (
    sagemaker as sm,
)
from sagemaker_typed._examples.expressions import examples
from sagemaker_typed._examples.texts import Wanted, fits, readable_texts
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import NO_BOUNDS
from sagemaker_typed._schema.fields import entries, field_contents, is_list, is_map, numbered
from sagemaker_typed.events import CLASSES as CLASSES_OF_EVENTS
from sagemaker_typed.events import read_event
from sagemaker_typed.events.event import detail_class
from sagemaker_typed.runtime import InvokeEndpointResponse, InvokeEndpointWithResponseStreamResponse
from sagemaker_typed.testing import build
from sagemaker_typed.testing.building.corrected import USUAL

fullness = pytest.mark.parametrize("full", [False, True])
every_class = each("cls", CLASSES, ids=class_name, size=400)
every_operation = each("operation", operations())


# --- every class ----------------------------------------------------------------------------------


@fullness
@every_class
def test_object_of_every_class_is_valid(cls: type[Shape], full: bool) -> None:
    built = build(cls, full=full)

    assert violations(built) == ()
    for name in field_contents(cls):
        field = getattr(attrs.fields(cls), name)
        if field.default is attrs.NOTHING:
            assert getattr(built, name) is not None
    if issubclass(cls, TaggedUnion):
        assert sum(getattr(built, name) is not None for name in cls.__wire_names__) == 1


@every_class
def test_full_object_has_every_field_that_does_not_lead_to_its_own_class(cls: type[Shape]) -> None:
    if issubclass(cls, TaggedUnion):
        return
    built = build(cls, full=True)

    empty = [name for name in cls.__wire_names__ if getattr(built, name) is None]
    contents = field_contents(cls)
    for name in empty:
        content = contents[name]
        while isinstance(content, kinds.List):
            content = content.member
        assert isinstance(content, kinds.Structure)
        assert content.type is cls


@every_class
def test_same_call_gives_an_equal_object(cls: type[Shape]) -> None:
    if any(isinstance(c, kinds.Stream | kinds.Events) for c in field_contents(cls).values()):
        return  # two streams are never equal
    assert build(cls, full=True) == build(cls, full=True)


@fullness
@every_operation
def test_botocore_accepts_and_serializes_every_request(operation: Operation, full: bool) -> None:
    request = build(operation.request, full=full)

    parameters = to_boto(request)
    assert from_boto(operation.request, parameters) == request
    generate_idempotent_uuid(parameters, operation.model)
    if operation.input is not None:
        report = ParamValidator().validate(parameters, operation.input)
        assert not report.has_errors(), report.generate_report()
    assert serialized(operation, parameters)["method"]


@fullness
@every_operation
def test_botocore_parses_every_response(operation: Operation, full: bool) -> None:
    if operation.payload is not None:
        return
    response = build(operation.response, full=full)

    members = parsed(operation, _mapped(to_boto(response), _encoded))
    assert from_boto(operation.response, members) == response


@fullness
@every_operation
def test_stubber_accepts_every_response(operation: Operation, full: bool) -> None:
    if operation.payload is not None:
        return
    raw = raw_client(operation.service)
    name = operation.request.__method__

    with Stubber(raw) as stubber:
        stubber.add_response(name, to_boto(build(operation.response, full=full)))


def _encoded(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


@each("operation", operations()[::4])
def test_json_schema_accepts_requests(operation: Operation) -> None:
    built = build(operation.request, full=True)

    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value

    cls: Any = operation.request
    schema = validator(cls)
    if any(isinstance(c, kinds.Blob) for c in field_contents(operation.request).values()):
        return
    assert not [*schema.iter_errors(_mapped(to_boto(built), plain))]


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    if is_map(value):
        return {key: _mapped(item, change) for key, item in entries(value)}
    if is_list(value):
        return [_mapped(item, change) for _, item in numbered(value)]
    return change(value)


def test_objects_are_the_same_in_every_process() -> None:
    program = """
import hashlib
from helpers.classes import CLASSES
from sagemaker_typed.testing import build
text = "".join(repr(build(cls, full=full)) for cls in CLASSES[::5] for full in (False, True))
print(hashlib.sha256(text.encode()).hexdigest())
"""

    def run(seed: str) -> str:
        path = os.pathsep.join(sys.path)
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout

    assert run("1") == run("2")


# --- readable values ------------------------------------------------------------------------------


def test_nearly_every_constrained_text_is_one_that_people_would_write() -> None:
    readable = others = 0

    def count(content: kinds.Content, name: str, cls: str) -> None:
        nonlocal readable, others
        match content:
            case kinds.Text(bounds=bounds) if bounds != NO_BOUNDS:
                wanted = Wanted(name, cls)
                found = any(fits(text, bounds) for text in readable_texts(wanted, bounds))
                readable, others = readable + found, others + (not found)
            case kinds.List(member=member):
                count(member, name, cls)
            case kinds.Map(value=value):
                count(value, name, cls)
            case _:
                pass

    for cls in CLASSES:
        for name, content in field_contents(cls).items():
            count(content, name, cls.__name__)

    assert readable + others > 2500
    assert others / (readable + others) < 0.02


def test_names_say_what_they_are_names_of() -> None:
    request = build(sm.CreateEndpointConfigRequest)

    assert request.endpoint_config_name == "endpoint-config-1"
    assert request.production_variants[0].variant_name == "variant-1"


def test_items_of_a_list_have_different_names() -> None:
    request = build(sm.CreateEndpointConfigRequest, production_variants__2__model_name="churn")

    names = [variant.variant_name for variant in request.production_variants]
    assert names == ["variant-1", "variant-2", "variant-3"]


def test_arns_contain_the_name_the_account_and_the_region() -> None:
    described = build(sm.DescribeTrainingJobResponse, training_job_name="churn")

    arn = "arn:aws:sagemaker:us-west-2:123456789012:training-job/churn"
    assert described.training_job_arn == arn
    assert build(sm.CreateTrainingJobRequest).role_arn == "arn:aws:iam::123456789012:role/role-1"


def test_times_are_in_the_order_of_events() -> None:
    job = build(sm.DescribeTrainingJobResponse, full=True)

    assert job.training_start_time is not None
    assert job.training_end_time is not None
    assert job.last_modified_time is not None
    assert job.creation_time < job.training_start_time < job.training_end_time
    assert job.training_end_time <= job.last_modified_time


def test_filters_include_the_times_of_other_objects() -> None:
    request = build(sm.ListTrainingJobsRequest, full=True)
    job = build(sm.TrainingJobSummary)

    assert request.creation_time_after is not None
    assert request.creation_time_before is not None
    assert request.creation_time_after < job.creation_time < request.creation_time_before


@pytest.mark.parametrize(
    ("cls", "field", "status"),
    [
        (sm.DescribeEndpointResponse, "endpoint_status", "InService"),
        (sm.DescribeTrainingJobResponse, "training_job_status", "Completed"),
        (sm.DescribePipelineExecutionResponse, "pipeline_execution_status", "Succeeded"),
        (sm.DescribeFeatureGroupResponse, "feature_group_status", "Created"),
        (sm.DescribePartnerAppResponse, "status", "Available"),
        (sm.DescribeImageResponse, "image_status", "CREATED"),
    ],
)
def test_described_resources_are_usable_and_work_is_finished(
    cls: type[Shape], field: str, status: str
) -> None:
    assert getattr(build(cls, full=True), field) == status


def test_no_described_status_means_failure() -> None:
    failed: list[str] = []
    for operation in operations():
        if operation.name.startswith("Describe"):
            described = build(operation.response, full=True)
            failed += [
                f"{operation.name}.{name}"
                for name in operation.response.__wire_names__
                if isinstance(value := getattr(described, name), OpenEnum)
                and "fail" in value.lower()
            ]

    assert not failed


def test_fields_that_the_service_rarely_omits_are_filled() -> None:
    rooms = tomllib.loads((PACKAGE / "codegen" / "rooms.toml").read_text("utf-8"))
    rows = [row for row in rooms["corrections"] if row["change"] == "optional"]

    assert {name: [*fields] for name, fields in USUAL.items()} == {
        _class_of(row["structure"]): [xform_name(row["member"])] for row in rows
    }


def _class_of(shape: str) -> str:
    for operation in operations("sagemaker"):
        if operation.output is not None and operation.output.name == shape:
            return operation.response.__name__
    return shape


def test_streams_can_be_read() -> None:
    response = build(InvokeEndpointResponse)
    events = build(InvokeEndpointWithResponseStreamResponse)

    assert isinstance(response.body, ByteStream)
    assert response.body.read() == b"data"
    assert isinstance(events.body, EventStream)
    assert events.body.read() == b"data"


# --- given fields ---------------------------------------------------------------------------------

SUBNET = "subnet-0123456789abcdef9"


@pytest.mark.parametrize(
    "fields",
    [
        {"vpc_config__subnets": [SUBNET]},
        {"vpc_config__subnets__0": SUBNET},
        {"vpc_config.subnets": [SUBNET]},
        {"vpc_config.subnets[0]": SUBNET},
        {"vpc_config": {"subnets": [SUBNET]}},
        {"vpc_config": sm.VpcConfig(subnets=[SUBNET], security_group_ids=["sg-0123456789abcdef0"])},
    ],
)
def test_nested_fields_are_given_by_path_dict_or_object(fields: dict[str, Any]) -> None:
    built = build(sm.CreateModelRequest, **fields)

    assert built.vpc_config is not None
    assert built.vpc_config.subnets == [SUBNET]
    assert built.vpc_config.security_group_ids == ["sg-0123456789abcdef0"]
    assert built.model_name == "model-1"


def test_entries_of_maps_are_given_by_key() -> None:
    built = build(sm.CreateTrainingJobRequest, hyper_parameters__epochs="3")
    fields: dict[str, Any] = {"hyper_parameters['learning.rate']": "1"}
    dotted = build(sm.CreateTrainingJobRequest, **fields)

    assert built.hyper_parameters == {"epochs": "3"}
    assert dotted.hyper_parameters == {"learning.rate": "1"}


def test_given_objects_are_used_as_they_are() -> None:
    tag = sm.Tag(key="team", value="churn")

    assert build(sm.AddTagsRequest, tags=[tag]).tags[0] is tag


def test_str_of_an_enum_becomes_its_member() -> None:
    built = build(sm.DescribeEndpointResponse, endpoint_status="Failed")

    assert built.endpoint_status is sm.EndpointStatus.FAILED


def test_value_newer_than_this_release_is_kept() -> None:
    newer = sm.EndpointStatus.open("Tomorrow")

    assert build(sm.DescribeEndpointResponse, endpoint_status=newer).endpoint_status is newer


def test_none_leaves_a_field_out() -> None:
    assert build(sm.ListModelsResponse, full=True, next_token=None).next_token is None


def test_given_branch_is_the_branch_of_a_union() -> None:
    built = build(sm.MetricSpecification, customized__metric_name="load")

    assert built.branch == "customized"


def test_given_names_are_used_inside() -> None:
    built = build(sm.DescribeDomainResponse, domain_id="d-x1", full=True)

    assert built.domain_id == "d-x1"


def test_metadata_of_a_response_can_be_given() -> None:
    metadata = sm.DescribeModelResponse
    described = build(metadata)
    given = build(metadata, response_metadata=described.response_metadata)

    assert given.response_metadata is described.response_metadata


# --- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"modle_name": "churn"}, "CreateModelRequest has no field 'modle_name'; did you mean "),
        ({"vpc_config__subnet": []}, "VpcConfig has no field 'subnet'; did you mean 'subnets'?"),
        ({"vpc_config": {"subnet": []}}, "VpcConfig has no field 'subnet'"),
        ({"model_name__x": 1}, "CreateModelRequest.model_name has no fields or items, but 'x'"),
        ({"containers__image": "x"}, "is a list; give the index of an item, such as containers__0"),
        (
            {"containers__99999999__image": "x"},
            "the index 99999999 of CreateModelRequest.containers",
        ),
        ({"containers[-1].image": "x"}, "'containers[-1].image' is not a path; expected one such"),
        ({"[": "x"}, "'[' is not a path"),
        ({"vpc_config": None, "vpc_config__subnets": []}, "'vpc_config__subnets' and a field"),
        ({"vpc_config__subnets": [], "vpc_config": None}, "'vpc_config' and a field inside it"),
    ],
)
def test_wrong_field_is_a_type_error_that_names_it(fields: dict[str, Any], text: str) -> None:
    with pytest.raises(TypeError, match=r"^build\(CreateModelRequest\)") as caught:
        build(sm.CreateModelRequest, **fields)

    assert text in str(caught.value)


def test_value_that_the_service_refuses_is_an_error() -> None:
    with pytest.raises(ViolationError, match="model_name: "):
        build(sm.CreateModelRequest, model_name="not a name")


def test_misspelt_value_of_an_enum_is_an_error_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="did you mean 'InService'"):
        build(sm.DescribeEndpointResponse, endpoint_status="InServce")


def test_only_classes_are_built() -> None:
    with pytest.raises(TypeError, match="takes the class of a request"):
        build(sm.Tag(key="a", value="b"))  # type: ignore[arg-type]  # refused


def test_options_are_names_of_no_field() -> None:
    assert {name for cls in CLASSES for name in cls.__wire_names__}.isdisjoint(
        {"full", "open_enums", "cls"}
    )
    assert not [name for cls in CLASSES for name in cls.__wire_names__ if "__" in name]


def test_own_required_field_is_given_by_name() -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Labelled(sm.Tag):
        colour: str

    assert build(Labelled, colour="red").colour == "red"
    with pytest.raises(TypeError, match="colour"):
        build(Labelled)


# --- texts of patterns ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"[a-z0-9]{12}", "abcdefghijkl"),
        (r"\d{4}-\d{2}", "1234-12"),
        (r"(red|green)-\d+", "red-1"),
        (r"(?=.{1,9}$)x[^x]?", "x"),
        (r"(a|b)\1", "aa"),
        (r"[^a-z]", "0"),
        (r"\p{L}+", "a"),
    ],
)
def test_example_of_a_pattern_is_short_and_plain(pattern: str, text: str) -> None:
    assert next(examples(pattern)) == text


@pytest.mark.parametrize(
    "value", ["2026-01-01T00:00:00Z", 1767225600, datetime(2026, 1, 1, tzinfo=UTC)]
)
def test_given_times_become_datetimes_as_in_answers(value: object) -> None:
    built = build(sm.DescribeModelResponse, creation_time=value)
    assert built.creation_time == datetime(2026, 1, 1, tzinfo=UTC)
    assert built.creation_time.year == 2026


def test_a_str_that_is_not_a_time_is_refused() -> None:
    with pytest.raises(ViolationError, match=r"creation_time: expected datetime"):
        build(sm.DescribeModelResponse, creation_time="yesterday")


def test_paths_of_containers_and_file_systems_are_no_addresses_of_s3() -> None:
    assert build(sm.CheckpointConfig, full=True).local_path == "/opt/ml/local"
    assert build(sm.FileSystemDataSource, full=True).directory_path == "/directory"
    arn = build(sm.MlflowConfig, full=True).mlflow_resource_arn
    assert arn.rpartition(":")[2] == "mlflow-tracking-server/mlflow-resource-1"


@each("detail_type", [text for text, cls in CLASSES_OF_EVENTS.items() if cls.__detail__])
def test_the_error_for_a_class_of_events_says_how_to_make_one(detail_type: str) -> None:
    given: Any = CLASSES_OF_EVENTS[detail_type]
    with pytest.raises(TypeError, match="an event is read from the dict") as raised:
        build(given)
    code = str(raised.value).partition("a handler gets: ")[2]
    names = {"json": json, "to_json": to_json, "build": build, "read_event": read_event}
    made = eval(code, {**names, given.__detail__[1]: detail_class(given)})
    assert type(made) is given
    assert made.detail == build(cast("Any", detail_class(given)))
    assert made.source == "aws.sagemaker"


def test_the_error_for_an_event_without_a_class_for_its_detail_has_a_dict() -> None:
    given: Any = CLASSES_OF_EVENTS["SageMaker Tracking Server Created"]
    with pytest.raises(TypeError, match=r"'detail': \{\.\.\.\}\}\)"):
        build(given)
