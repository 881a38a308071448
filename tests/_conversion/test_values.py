"""Conversion of absent, falsy and unusual values, compared with botocore.

The tests cover every operation or every class.
"""

from __future__ import annotations

import base64
import copy
import enum
import json
import math
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias, cast

import attrs
import numpy as np
import pandas as pd
import pytest
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from helpers.cases import each
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import (
    ConversionError,
    OpenEnum,
    Request,
    Response,
    Shape,
    TaggedUnion,
    from_boto,
    from_json,
    from_yaml,
    make_converter,
    to_boto,
    to_json,
    violations,
    with_unknown_members,
)
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, is_list, is_map, required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed.instance_types import TrainingInstanceType
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateEndpointConfigRequest,
    CreateModelRequest,
    CreateProcessingJobRequest,
    DescribeModelResponse,
    DescribeTrainingJobResponse,
    ListModelsRequest,
    ProductionVariant,
    ProductionVariantManagedInstanceScaling,
    Tag,
    UpdateEndpointWeightsAndCapacitiesRequest,
)
from sagemaker_typed.validation import to_checked_boto

OPERATIONS = sorted(service_model().operation_names)
operations = each("operation", OPERATIONS)


def request_class(operation: str) -> type[Request[Response]]:
    return cast(
        "type[Request[Response]]", getattr(sagemaker_typed.sagemaker, f"{operation}Request")
    )


def response_class(operation: str) -> type[Response]:
    return cast("type[Response]", getattr(sagemaker_typed.sagemaker, f"{operation}Response"))


def input_shape(operation: str) -> Any:
    return service_model().operation_model(operation).input_shape


def output_shape(operation: str) -> Any:
    return service_model().operation_model(operation).output_shape


def body(operation: str, parameters: Mapping[str, Any], model: ServiceModel | None = None) -> bytes:
    serializer: Any = create_serializer("json", include_validation=False)
    operation_model = (model or service_model()).operation_model(operation)
    return cast("bytes", serializer.serialize_to_request(parameters, operation_model)["body"])


def parsed(operation: str, answer: Any, model: ServiceModel | None = None) -> dict[str, Any]:
    shape = (model or service_model()).operation_model(operation).output_shape
    content = json.dumps(answer, default=lambda value: value.timestamp()).encode()
    headers = {"x-amzn-requestid": "id-1"}
    response = {"status_code": 200, "headers": headers, "body": content}
    return cast("dict[str, Any]", cast("Any", create_parser("json")).parse(response, shape))


def class_of(value: object) -> type:
    """Return the class of a value, without narrowing the value's type for type checkers."""
    return type(value)


def changed(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a copy of a value with each scalar in it changed."""
    kind = class_of(value)
    if issubclass(kind, Shape):
        fields = {name: changed(getattr(value, name), change) for name in kind.__wire_names__}
        return cast("Any", attrs.evolve)(value, **fields)
    if issubclass(kind, list):
        return [changed(item, change) for item in value]
    if issubclass(kind, dict):
        return {changed(key, change): changed(item, change) for key, item in value.items()}
    return None if value is None else change(value)


def inside(value: Any) -> Iterator[Any]:
    """Yield a value and everything inside it."""
    yield value
    kind = class_of(value)
    if issubclass(kind, Shape):
        for field in attrs.fields(kind):
            yield from inside(getattr(value, field.name))
    elif issubclass(kind, list | tuple):
        for item in value:
            yield from inside(item)
    elif issubclass(kind, Mapping):
        for key, item in value.items():
            yield key
            yield from inside(item)


def has(value: Any, *types: type) -> bool:
    return any(isinstance(part, types) for part in inside(value))


PLAIN = {str, int, float, bool, list, dict, datetime}


def types_in(value: Any) -> set[type]:
    return {type(part) for part in inside(value)}


# --- every class ----------------------------------------------------------------------------------


def every_class() -> dict[str, type[Shape]]:
    """Return every structure that requests and responses can contain."""
    found: dict[str, type[Shape]] = {}
    ahead: list[Content] = [
        kinds.Structure(cls) for o in OPERATIONS for cls in (request_class(o), response_class(o))
    ]
    while ahead:
        match ahead.pop():
            case kinds.Structure(type=cls) if cls.__name__ not in found:
                found[cls.__name__] = cls
                ahead.extend(field_contents(cls).values())
            case kinds.List(member=member):
                ahead.append(member)
            case kinds.Map(key=key, value=value):
                ahead += [key, value]
            case _:
                pass
    return found


CLASSES = every_class()


def minimal(cls: type[Shape]) -> Shape:
    """Return an object with the required fields only, each with an empty value."""
    contents = field_contents(cls)
    return cls(**{name: empty_value(contents[name]) for name in sorted(required_fields(cls))})


def empty_value(content: Content) -> Any:
    """Return the empty value of a field, which is not absent."""
    match content:
        case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob():
            return content.type()
        case kinds.Enum(type=enum_):
            return enum_.open("")
        case kinds.Timestamp():
            return datetime(1970, 1, 1, tzinfo=UTC)
        case kinds.List():
            return []
        case kinds.Map():
            return {}
        case kinds.Structure(type=cls):
            return minimal(cls)
        case other:
            raise AssertionError(other)


def test_every_field_is_absent_only_if_none() -> None:
    lost: list[str] = []
    fields = 0
    for cls in CLASSES.values():
        for name, content in field_contents(cls).items():
            wire = cls.__wire_names__[name]
            absent, present = minimal(cls), minimal(cls)
            setattr(absent, name, None)
            setattr(present, name, empty_value(content))
            fields += 1
            sent = to_boto(present)
            if wire in to_boto(absent) or wire not in sent:
                lost.append(f"{cls.__name__}.{name}: {sent}")
            read = from_boto(cls, sent, unknown_members=False, open_enums=True)
            back = getattr(read, name)
            if back != empty_value(content) or type(back) is not type(empty_value(content)):
                lost.append(f"{cls.__name__}.{name} came back as {back!r}")
    assert lost == []
    assert len(CLASSES) > 1600
    assert fields > 6000


# --- types of plain members -----------------------------------------------------------------------

# What JSON can have instead of a value of each type.
WRONG: Mapping[type, list[Any]] = {
    str: [5, 1.5, True, {"a": 1}, ["a"]],
    int: ["5", 1.5, True, {"a": 1}, [1], math.inf],
    float: ["5", True, {"a": 1}, [1.5]],
    bool: [0, 1.5, "true", {"a": 1}, [True]],
    bytes: [5, 1.5, True, {"a": 1}, ["YQ=="]],
}
Plain: TypeAlias = kinds.Text | kinds.Number | kinds.Boolean | kinds.Blob


def as_json(value: Any) -> Any:
    """Return boto3's dict as the service's JSON."""
    if is_map(value):
        return {key: as_json(member) for key, member in value.items()}
    if is_list(value):
        return [as_json(item) for item in value]
    if isinstance(value, datetime):
        return value.timestamp()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def by_wire(cls: type[Shape], answer: Any) -> Any:
    return wire_hook(cls)(answer, None)


def wrong_values(content: Content, path: str) -> Iterator[tuple[Any, str]]:
    """Yield values with one part of a wrong type, and the path of the part."""
    match content:
        case kinds.List(member=member):
            for value, inner in wrong_values(member, f"{path}[1]"):
                yield [None, value], inner
        case kinds.Map(key=key, value=member):
            name = "k" if isinstance(key, kinds.Text) else next(iter(cast("Any", key).type)).value
            for value, inner in wrong_values(member, f"{path}['{name}']"):
                yield {name: value}, inner
        case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Blob():
            yield from ((value, path) for value in WRONG[content.type])
        case _:
            pass


def test_plain_members_of_responses_have_their_types() -> None:
    accepted: list[str] = []
    wrong = 0
    for cls in CLASSES.values():
        if issubclass(cls, Request):
            continue
        boto: Any = to_boto(minimal(cls))
        readers: list[tuple[Callable[..., Any], Any]] = [
            (from_boto, boto),
            (by_wire, as_json(boto)),
        ]
        for name, content in field_contents(cls).items():
            wire = cls.__wire_names__[name]
            for value, path in wrong_values(content, wire):
                wrong += 1
                for read, answer in readers:
                    union = () if issubclass(cls, TaggedUnion) else answer
                    try:
                        read(cls, {**dict(union), wire: value})
                    except ConversionError as error:
                        if [problem.path for problem in error.problems] != [path]:
                            accepted.append(f"{cls.__name__}.{path}: {value!r} has {error}")
                    else:
                        accepted.append(f"{cls.__name__}.{path}: {value!r}")
    assert accepted == []
    assert wrong > 12000


@pytest.mark.parametrize("members", [{"ModelArn": 5}, {"ModelName": {"a": 1}}], ids=str)
def test_plain_member_of_wrong_type_is_refused_without_its_value(members: dict[str, Any]) -> None:
    model = {"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1}
    with pytest.raises(ConversionError) as caught:
        from_boto(DescribeModelResponse, {**model, **members})
    (name,) = members
    given = type(members[name]).__name__
    expected = f"cannot read DescribeModelResponse: {name}: expected str, got {given}"
    assert str(caught.value) == expected


def test_key_of_a_map_in_a_response_is_a_str() -> None:
    with pytest.raises(ConversionError, match=r"Environment: the keys must be str, got int"):
        from_boto(ContainerDefinition, {"Environment": {1: "a"}})


def test_subclasses_of_plain_types_are_accepted() -> None:
    answer = {"VariantName": Text("a"), "InitialInstanceCount": Whole(1)}
    read = from_boto(ProductionVariant, answer)
    assert (read.variant_name, read.initial_instance_count) == ("a", 1)


def test_types_in_a_request_are_checked_before_sending() -> None:
    untyped: Any = 5
    request = from_boto(CreateModelRequest, {"ModelName": 5, "Tags": [{"Key": 5, "Value": "v"}]})
    expected = CreateModelRequest(model_name=untyped, tags=[Tag(key=untyped, value="v")])
    assert request == expected
    assert violations(request) == violations(expected) != ()


@pytest.mark.parametrize("number", [1.0, 1e3, -0.0])
def test_float_without_a_fraction_is_an_int(number: float) -> None:
    answer = {"VariantName": "a", "InitialInstanceCount": number}
    text = json.dumps(answer)
    of_request = {"EndpointConfigName": "c", "ProductionVariants": [answer]}
    sent = from_boto(CreateEndpointConfigRequest, of_request)
    for read in (
        from_boto(ProductionVariant, answer),
        wire_hook(ProductionVariant)(answer, None),
        from_json(ProductionVariant, text),
        from_yaml(ProductionVariant, text),
        sent.production_variants[0],
    ):
        assert read.initial_instance_count == number
        assert type(read.initial_instance_count) is int


# --- absent and falsy -----------------------------------------------------------------------------


@operations
def test_falsy_values_are_serialized_like_botocore(operation: str) -> None:
    plain = sample(input_shape(operation), "empty")

    request = from_boto(request_class(operation), plain)

    assert body(operation, to_boto(request)) == body(operation, plain)
    assert list(json.loads(body(operation, to_boto(request)))) == list(plain)


def test_nested_falsy_values_are_serialized_like_botocore() -> None:
    model = CreateModelRequest(
        model_name="",
        primary_container=ContainerDefinition(environment={"": ""}),
        containers=[ContainerDefinition(), ContainerDefinition(environment={}, model_data_url="")],
        enable_network_isolation=False,
        tags=[],
    )
    plain: dict[str, Any] = {
        "ModelName": "",
        "PrimaryContainer": {"Environment": {"": ""}},
        "Containers": [{}, {"ModelDataUrl": "", "Environment": {}}],
        "Tags": [],
        "EnableNetworkIsolation": False,
    }
    assert body("CreateModel", to_boto(model)) == body("CreateModel", plain)
    assert from_boto(CreateModelRequest, plain) == model

    config = CreateEndpointConfigRequest(
        endpoint_config_name="",
        production_variants=[
            ProductionVariant(
                variant_name="",
                initial_instance_count=0,
                instance_pools=[],
                initial_variant_weight=0.0,
                enable_ssm_access=False,
                managed_instance_scaling=ProductionVariantManagedInstanceScaling(),
            )
        ],
    )
    plain = {
        "EndpointConfigName": "",
        "ProductionVariants": [
            {
                "VariantName": "",
                "InitialInstanceCount": 0,
                "InstancePools": [],
                "InitialVariantWeight": 0.0,
                "EnableSSMAccess": False,
                "ManagedInstanceScaling": {},
            }
        ],
    }
    assert body("CreateEndpointConfig", to_boto(config)) == body("CreateEndpointConfig", plain)
    assert from_boto(CreateEndpointConfigRequest, plain) == config


def with_nulls(shape: Any, plain: Any) -> Any:
    """Return the dict with a null for every absent member, at every depth."""
    match shape.type_name:
        case "structure" if not getattr(shape, "is_tagged_union", False):
            return {
                name: with_nulls(member, plain[name]) if name in plain else None
                for name, member in shape.members.items()
            }
        case "structure":
            return {name: with_nulls(shape.members[name], member) for name, member in plain.items()}
        case "list":
            return [with_nulls(shape.member, item) for item in plain]
        case "map":
            return {key: with_nulls(shape.value, item) for key, item in plain.items()}
        case _:
            return plain


@operations
def test_null_in_request_is_absent(operation: str) -> None:
    plain = sample(input_shape(operation), "required")
    cls = request_class(operation)

    request = from_boto(cls, with_nulls(input_shape(operation), plain))

    assert request == from_boto(cls, plain)
    assert body(operation, to_boto(request)) == body(operation, plain)


@operations
def test_null_in_response_is_absent(operation: str) -> None:
    shape = output_shape(operation)
    answer = sample(shape, "required")
    nulls: dict[str, Any] = {} if shape is None else with_nulls(shape, answer)
    cls = response_class(operation)

    assert parsed(operation, nulls) == parsed(operation, answer)
    assert from_boto(cls, nulls) == from_boto(cls, answer)
    assert from_json(cls, json.dumps(nulls, default=str)) == from_boto(cls, answer)


def with_more(shape: Any, plain: Any) -> Any:
    """Return the dict with a null in every list and map, and an unknown branch in every union."""
    match shape.type_name:
        case "structure" if getattr(shape, "is_tagged_union", False):
            return {"BranchOfTomorrow": {"A": [1]}}
        case "structure":
            members = shape.members
            return {name: with_more(members[name], member) for name, member in plain.items()}
        case "list":
            return [*(with_more(shape.member, item) for item in plain), None]
        case "map":
            values = {key: with_more(shape.value, item) for key, item in plain.items()}
            # botocore's parser fails for a null list or map.
            return values | ({} if shape.value.type_name in {"list", "map"} else {"null": None})
        case _:
            return plain


@each("operation", [o for o in OPERATIONS if output_shape(o) is not None])
def test_nulls_in_lists_and_maps_and_unknown_branches_are_preserved(operation: str) -> None:
    shape = output_shape(operation)
    expected = parsed(operation, with_more(shape, sample(shape)))

    response = from_boto(response_class(operation), expected)

    assert to_boto(response) == expected
    assert from_json(response_class(operation), to_json(response)) == response


def test_samples_contain_nulls_in_lists_and_maps_and_unknown_branches() -> None:
    shapes = [shape for o in OPERATIONS if (shape := output_shape(o)) is not None]
    text = json.dumps([with_more(shape, sample(shape)) for shape in shapes], default=str)
    assert text.count("BranchOfTomorrow") > 10
    assert text.count('"null": null') > 20
    assert text.count(", null]") > 200


def test_null_required_member_is_missing() -> None:
    with pytest.raises(ConversionError, match="ModelName: required"):
        from_boto(CreateModelRequest, {"ModelName": None})
    response = from_boto(DescribeModelResponse, parsed("DescribeModel", {"ModelName": None}))
    assert "model_name" in response.response_metadata.corrected


# --- numbers --------------------------------------------------------------------------------------


def whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) else value


WITH_NUMBERS = [o for o in OPERATIONS if has(sample(input_shape(o)), float)]


@pytest.mark.parametrize("operation", WITH_NUMBERS)
def test_int_in_float_field_is_not_converted(operation: str) -> None:
    plain = changed(sample(input_shape(operation)), whole)
    assert body(operation, plain) != body(operation, changed(plain, as_float))

    sent = to_boto(from_boto(request_class(operation), plain))

    assert body(operation, sent) == body(operation, plain)


def as_float(value: Any) -> Any:
    return float(value) if type(value) is int else value


@pytest.mark.parametrize(
    "number",
    [0, 1, -0.0, 0.1, 5e-324, 1e308, 2**53 + 1, float("inf"), float("-inf"), float("nan")],
    ids=str,
)
def test_numbers_are_serialized_like_botocore(number: float) -> None:
    plain = {
        "EndpointName": "a",
        "DesiredWeightsAndCapacities": [{"VariantName": "v", "DesiredWeight": number}],
    }
    request = from_boto(UpdateEndpointWeightsAndCapacitiesRequest, plain)

    sent = body("UpdateEndpointWeightsAndCapacities", to_boto(request))

    assert sent == body("UpdateEndpointWeightsAndCapacities", plain)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_non_finite_number_as_str_in_response_is_preserved(text: str) -> None:
    answer = sample(output_shape("DescribeTrainingJob"), "required")
    answer["FinalMetricDataList"] = [{"MetricName": "loss", "Value": text}]
    expected = parsed("DescribeTrainingJob", answer)

    response = from_boto(DescribeTrainingJobResponse, expected)

    assert to_boto(response) == expected
    assert from_json(DescribeTrainingJobResponse, to_json(response)) == response


def test_decimal_is_serialized_like_botocore() -> None:
    plain = {
        "EndpointName": "a",
        "DesiredWeightsAndCapacities": [{"VariantName": "v", "DesiredWeight": Decimal("0.25")}],
    }
    request = from_boto(UpdateEndpointWeightsAndCapacitiesRequest, plain)

    sent = body("UpdateEndpointWeightsAndCapacities", to_boto(request))

    assert sent == body("UpdateEndpointWeightsAndCapacities", plain)
    assert b'"DesiredWeight": 0.25' in sent


# --- timestamps -----------------------------------------------------------------------------------

WITH_TIMESTAMPS = [o for o in OPERATIONS if has(sample(input_shape(o)), datetime)]
TIMESTAMPS = [
    0,
    -1,
    1767323045,
    1767323045.678,
    1767323045.678901,
    "0",
    "1767323045",
    "1767323045.678",
    "2026-01-02",
    "2026-01-02T03:04:05",
    "2026-01-02 03:04:05.678",
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.678901Z",
    "2026-01-02T03:04:05+05:45",
    "20260102T030405Z",
    "Fri, 02 Jan 2026 03:04:05 GMT",
    "2 January 2026 3:04 UTC",
    datetime(2026, 1, 2, 3, 4, 5),
    datetime(2026, 7, 2, 3, 4, 5, 678901),
    datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
    datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=-12))),
]


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Kolkata"])
def local_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The local time zone of the process."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change the time zone of a process")
    with monkeypatch.context() as environment:
        environment.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.mark.usefixtures("local_zone")
@each("timestamp", TIMESTAMPS, ids=repr)
def test_timestamp_inputs_are_serialized_like_botocore(timestamp: Any) -> None:
    plain = {"CreationTimeAfter": timestamp}
    untyped: Any = timestamp

    read = from_boto(ListModelsRequest, plain)
    made = ListModelsRequest(creation_time_after=untyped)

    assert body("ListModels", to_boto(read)) == body("ListModels", plain)
    assert body("ListModels", to_boto(made)) == body("ListModels", plain)
    assert type(read.creation_time_after) is datetime
    assert read.creation_time_after.tzinfo is UTC


MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
SECONDS = MOMENT.replace(microsecond=0)
# All forms in which a timestamp can be given, and the time that each means.
FORMS: dict[str, tuple[Any, datetime]] = {
    "datetime": (MOMENT, MOMENT),
    "seconds": (1767323045.678, MOMENT),
    "seconds as str": ("1767323045.678", MOMENT),
    "seconds as Decimal": (Decimal("1767323045.678"), MOMENT),
    "seconds as NumPy int": (np.int64(1767323045), SECONDS),
    "milliseconds": (1767323045678, MOMENT),
    "milliseconds as float": (1767323045678.0, MOMENT),
    "milliseconds as str": ("1767323045678", MOMENT),
    "milliseconds as Decimal": (Decimal(1767323045678), MOMENT),
    "milliseconds as NumPy int": (np.int64(1767323045678), MOMENT),
    "last second": (253402300799, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    "first millisecond": (253402300800, datetime(1978, 1, 11, 21, 31, 40, 800000, tzinfo=UTC)),
    "negative milliseconds": (-1767323045000, datetime(1913, 12, 30, 20, 55, 55, tzinfo=UTC)),
    "first second": (-62135596800, datetime(1, 1, 1, tzinfo=UTC)),
    "ISO 8601": ("2026-01-02T03:04:05.678Z", MOMENT),
    "week": ("2026-W01-5T03:04:05.678Z", MOMENT),
    "pandas": (pd.Timestamp(MOMENT), MOMENT),
}


@pytest.mark.usefixtures("local_zone")
@each("form", FORMS)
def test_every_form_of_a_timestamp_means_the_same_everywhere(form: str) -> None:
    timestamp, moment = FORMS[form]
    plain = {"CreationTimeAfter": timestamp}
    request = ListModelsRequest(creation_time_after=timestamp)
    expected = body("ListModels", {"CreationTimeAfter": moment})

    assert violations(request) == ()
    assert body("ListModels", to_checked_boto(request)) == expected
    assert body("ListModels", to_boto(request)) == expected
    assert from_boto(ListModelsRequest, plain).creation_time_after == moment
    assert json.loads(to_json(request)) == {"CreationTimeAfter": moment.isoformat()}
    for read in (from_json, from_yaml):
        text = json.dumps(plain, default=float if form.startswith("se") else str)
        assert read(ListModelsRequest, text).creation_time_after == moment
        assert read(ListModelsRequest, to_json(request)).creation_time_after == moment


@each(
    "value",
    [True, b"1767323045", 1e18, -1e18, float("inf"), "inf", "", "2026-13-01", pd.NaT],
    ids=repr,
)
def test_values_that_are_no_timestamps_are_not_read(value: Any) -> None:
    with pytest.raises(ConversionError, match="CreationTimeAfter: expected a timestamp"):
        from_boto(ListModelsRequest, {"CreationTimeAfter": value})


@pytest.mark.parametrize("timestamp", [1767323045.678, "2026-01-02T03:04:05Z"], ids=repr)
@each("operation", WITH_TIMESTAMPS)
def test_requests_accept_timestamps_as_number_or_str(operation: str, timestamp: Any) -> None:
    def as_given(value: Any) -> Any:
        return timestamp if isinstance(value, datetime) else value

    plain = changed(sample(input_shape(operation)), as_given)

    sent = to_boto(from_boto(request_class(operation), plain))

    assert body(operation, sent) == body(operation, plain)
    assert has(sent, datetime)


@pytest.mark.usefixtures("local_zone")
@each("operation", [o for o in OPERATIONS if has(sample(output_shape(o)), datetime)])
def test_datetimes_in_responses_are_in_utc(operation: str) -> None:
    expected = parsed(operation, sample(output_shape(operation)))

    response = from_boto(response_class(operation), expected)

    found = [part for part in inside(response) if isinstance(part, datetime)]
    assert {timestamp.tzinfo for timestamp in found} == {UTC}
    assert set(found) == {part for part in inside(expected) if isinstance(part, datetime)}


# --- blobs ----------------------------------------------------------------------------------------

BLOBS = ServiceModel(
    {
        "metadata": {
            "apiVersion": "2026-01-01",
            "jsonVersion": "1.1",
            "protocol": "json",
            "serviceFullName": "Blobs",
            "serviceId": "Blobs",
            "targetPrefix": "Blobs",
        },
        "operations": {
            "Put": {
                "name": "Put",
                "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": "Parcel"},
                "output": {"shape": "Parcel"},
            }
        },
        "shapes": {
            "Parcel": {
                "type": "structure",
                "required": ["Content"],
                "members": {
                    "Content": {"shape": "Blob"},
                    "Parts": {"shape": "Blobs"},
                    "Named": {"shape": "NamedBlobs"},
                },
            },
            "Blob": {"type": "blob"},
            "Blobs": {"type": "list", "member": {"shape": "Blob"}},
            "NamedBlobs": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Blob"}},
            "Name": {"type": "string"},
        },
    },
    "blobs",
)


@attrs.define(kw_only=True, eq=False, repr=False)
class Parcel(Shape):
    """The structure of the service above. SageMaker's own model has no blobs."""

    content: bytes
    parts: list[bytes] | None = None
    named: dict[str, bytes] | None = None

    __wire_names__: ClassVar[Mapping[str, str]] = {
        "content": "Content",
        "parts": "Parts",
        "named": "Named",
    }


CONTENTS: list[Any] = ["", "text", "é😀\x00", b"", b"\x00\xff\xfe", b"text", bytearray(b"\x00\xff")]


def as_bytes(content: Any) -> bytes:
    return content.encode() if isinstance(content, str) else bytes(content)


@pytest.mark.parametrize("content", CONTENTS, ids=repr)
def test_blob_inputs_are_serialized_like_botocore(content: Any) -> None:
    plain = {"Content": content, "Parts": [content, b"x"], "Named": {"a": content}}
    expected = as_bytes(content)

    parcel = from_boto(Parcel, plain)
    made = Parcel(content=content, parts=[content, b"x"], named={"a": content})

    assert body("Put", to_boto(parcel), BLOBS) == body("Put", plain, BLOBS)
    assert body("Put", to_boto(made), BLOBS) == body("Put", plain, BLOBS)
    assert parcel == Parcel(content=expected, parts=[expected, b"x"], named={"a": expected})
    assert from_json(Parcel, to_json(made)) == parcel


@pytest.mark.parametrize("content", CONTENTS, ids=repr)
def test_blob_is_read_as_bytes(content: Any) -> None:
    parcel = from_boto(Parcel, {"Content": content})
    assert type(parcel.content) is bytes


def test_blob_in_response_equals_botocores() -> None:
    answer = {"Content": "AP/+", "Parts": ["dGV4dA==", ""], "Named": {"a": "AA=="}}
    expected = parsed("Put", answer, BLOBS)

    parcel = from_boto(Parcel, {k: v for k, v in expected.items() if k != "ResponseMetadata"})

    assert parcel == Parcel(content=b"\x00\xff\xfe", parts=[b"text", b""], named={"a": b"\x00"})
    assert to_boto(parcel) | {"ResponseMetadata": expected["ResponseMetadata"]} == expected
    assert json.loads(to_json(parcel)) == answer


# --- arguments ------------------------------------------------------------------------------------


def shared(value: Any, other: Any) -> list[Any]:
    """Return the mutable objects that are in both values."""
    ids = {id(part) for part in inside(value) if is_mutable(part)}
    return [part for part in inside(other) if is_mutable(part) and id(part) in ids]


def is_mutable(value: object) -> bool:
    return isinstance(value, list | dict | Shape | bytearray)


@operations
def test_request_conversion_copies_and_does_not_change_its_argument(operation: str) -> None:
    plain = sample(input_shape(operation))
    before = copy.deepcopy(plain)

    request = from_boto(request_class(operation), plain)

    assert plain == before
    assert shared(plain, request) == []
    kept = copy.deepcopy(request)
    sent = to_boto(request)
    assert request == kept
    assert shared(request, sent) == []


@operations
def test_response_conversion_copies_and_does_not_change_its_argument(operation: str) -> None:
    answer = parsed(operation, sample(output_shape(operation)))
    answer |= {"OfTomorrow": {"A": [{"B": [1]}]}}
    before = copy.deepcopy(answer)
    metadata = answer.pop("ResponseMetadata")

    response = from_boto(response_class(operation), answer)

    assert answer | {"ResponseMetadata": metadata} == before
    assert shared(answer, response) == []
    kept = copy.deepcopy(response)
    back = to_boto(response)
    assert response == kept
    assert shared(response, back) == []
    assert shared(answer, back) == []


def test_changing_dict_does_not_change_request() -> None:
    plain = sample(input_shape("CreateProcessingJob"))
    request = from_boto(CreateProcessingJobRequest, plain)
    kept, sent = copy.deepcopy(request), to_boto(request)
    empty(plain)
    assert request == kept
    empty(sent)
    assert request == kept


def empty(value: Any) -> None:
    for part in list(inside(value)):
        if isinstance(part, list | dict):
            part.clear()


def test_conversion_copies_unknown_members() -> None:
    members: dict[str, Any] = {"OfTomorrow": {"A": [1]}}
    tag = from_boto(Tag, {"Key": "k", "Value": "v", **members})
    assert shared(members, tag) == []
    assert shared(tag, to_boto(tag)) == []

    added = with_unknown_members(Tag(key="k", value="v"), members)
    assert added == tag
    assert to_boto(added) == {"Key": "k", "Value": "v", **members}


def test_conversion_copies_metadata_of_response() -> None:
    answer = parsed("DescribeModel", sample(output_shape("DescribeModel")))
    response = from_boto(DescribeModelResponse, answer)
    back = to_boto(response)

    assert shared(answer, response.response_metadata.raw) == []
    assert shared(response.response_metadata.raw, back) == []


# --- plain builtins -------------------------------------------------------------------------------


class Foreign(enum.StrEnum):
    """A user's enum."""

    A = "a"
    ML = "ml.m5.large"


class Text(str):
    """A subclass of str, as in NumPy."""

    __slots__ = ()


DISGUISES: list[Callable[[str], str]] = [
    lambda text: cast("str", cast("Any", enum.StrEnum)("Made", {"X": text}).X),
    TrainingInstanceType.open,
    OpenEnum.open,
    Text,
]


@pytest.mark.parametrize(
    "disguise", DISGUISES, ids=["StrEnum", "other enum", "open enum", "str subclass"]
)
@operations
def test_to_boto_converts_str_subclasses_to_str(
    operation: str, disguise: Callable[[str], str]
) -> None:
    plain = sample(input_shape(operation))
    request = from_boto(request_class(operation), plain)

    def disguised(value: Any) -> Any:
        return disguise(str(value)) if isinstance(value, str) else value

    sent = to_boto(changed(request, disguised))

    assert types_in(sent) <= PLAIN
    assert body(operation, sent) == body(operation, plain)


class Whole(int):
    """A subclass of int."""


class Broken(float):
    """A subclass of float, as in NumPy."""


@pytest.mark.parametrize("convert", [to_boto, to_checked_boto], ids=["plain", "checked"])
@operations
def test_to_boto_converts_number_subclasses_to_builtins(
    operation: str, convert: Callable[[Any], Any]
) -> None:
    plain = sample(input_shape(operation))
    request = from_boto(request_class(operation), plain)

    def disguised(value: Any) -> Any:
        if isinstance(value, float):
            return Broken(value)
        return Whole(value) if isinstance(value, int) and not isinstance(value, bool) else value

    sent = convert(changed(request, disguised))

    assert types_in(sent) <= PLAIN
    assert sent == plain


def test_to_boto_converts_int_enum_to_int() -> None:
    class Count(enum.IntEnum):
        ONE = 1

    sent = to_boto(ProductionVariant(variant_name="a", initial_instance_count=Count.ONE))
    assert types_in(sent) == {dict, str, int}
    assert sent["InitialInstanceCount"] == 1


def test_to_boto_converts_enum_members_in_any_field_to_str() -> None:
    request = CreateModelRequest(
        model_name=Foreign.A,
        primary_container=ContainerDefinition(
            environment={Foreign.A: TrainingInstanceType.ML_M5_LARGE, "b": Foreign.ML},
            mode=cast("Any", Foreign.A),
        ),
        tags=[Tag(key=Foreign.A, value=TrainingInstanceType.ML_M5_LARGE)],
    )
    sent = to_boto(request)

    assert types_in(sent) == {dict, list, str}
    assert sent == {
        "ModelName": "a",
        "PrimaryContainer": {"Mode": "a", "Environment": {"a": "ml.m5.large", "b": "ml.m5.large"}},
        "Tags": [{"Key": "a", "Value": "ml.m5.large"}],
    }


def test_to_boto_converts_other_sequences_and_mappings_to_list_and_dict() -> None:
    maps: list[Mapping[str, str]] = [OrderedDict(a="b"), MappingProxyType({"a": "b"})]
    for environment in maps:
        tags: Any = (Tag(key="k", value="v"),)
        untyped: Any = environment
        request = CreateModelRequest(
            model_name="m",
            primary_container=ContainerDefinition(environment=untyped),
            tags=tags,
        )
        sent = to_boto(request)
        assert types_in(sent) == {dict, list, str}
        assert to_boto(from_boto(CreateModelRequest, {**sent, "Tags": tuple(sent["Tags"])})) == sent


# --- frozen time ----------------------------------------------------------------------------------

CLOCKS = {
    "freezegun": "import freezegun\nclock = freezegun.freeze_time('2026-01-02')",
    "time_machine": "import time_machine\nclock = time_machine.travel(0, tick=False)",
}
FROZEN_TIME = """
import contextlib, pickle
from datetime import UTC, datetime
{clock}
frozen = lambda yes: clock if yes else contextlib.nullcontext()

with frozen({imports}):
    from sagemaker_typed import from_boto, from_json, to_boto, to_json, validate, violations
    from sagemaker_typed._conversion.registry import wire_hook
    from sagemaker_typed.sagemaker import (
        DescribeModelResponse, ListModelsRequest, ListModelsResponse, ModelSummary,
    )

def check():
    created = datetime(2026, 1, 1, tzinfo=UTC)
    model = {{"ModelName": "churn", "ModelArn": "arn"}}
    for value in (created, created.timestamp(), created.isoformat()):
        answer = {{**model, "CreationTime": value}}
        assert from_boto(ModelSummary, answer).creation_time == created, value
        page = from_boto(ListModelsResponse, {{"Models": [answer]}})
        assert page.models[0].creation_time == created
        assert from_json(ListModelsResponse, to_json(page)) == page
        assert pickle.loads(pickle.dumps(page)) == page
    request = ListModelsRequest(creation_time_after=created)
    validate(request)
    assert to_boto(request) == {{"CreationTimeAfter": created}}
    request.creation_time_after = 1.5j
    assert [found.path for found in violations(request)] == ["creation_time_after"]
    read = wire_hook(ListModelsResponse)
    answer = {{**model, "CreationTime": created.timestamp()}}
    return read({{"Models": [answer]}}, None).models[0].creation_time

now = datetime(2026, 1, 1, tzinfo=UTC)
for is_frozen in ({first}, not {first}, {first}):
    with frozen(is_frozen):
        read = check()
    assert type(read) is type(now), type(read)
    assert read == now
"""


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize(
    ("imports", "first"),
    [(False, True), (True, False), (True, True)],
    ids=["imported before", "imported while stopped", "all while stopped"],
)
def test_timestamps_are_converted_while_and_after_the_clock_is_stopped(
    clock: str, imports: bool, first: bool
) -> None:
    code = FROZEN_TIME.format(clock=CLOCKS[clock], imports=imports, first=first)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


class Stamp(datetime):
    """A user's datetime."""


@attrs.define(kw_only=True, eq=False, repr=False)
class Stamped(Shape):
    __wire_names__: ClassVar[Mapping[str, str]] = {"at": "At"}
    at: Stamp


def test_field_of_a_subclass_of_datetime_keeps_its_hook() -> None:
    def read(value: str, cls: type[Stamp]) -> Stamp:
        return cls.fromisoformat(value)

    converter = make_converter()
    converter.register_structure_hook(Stamp, read)
    assert type(converter.from_boto(Stamped, {"At": "2026-01-01"}).at) is Stamp
