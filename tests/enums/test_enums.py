"""Open enums: str members, also for values that this release does not know."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import subprocess
import sys
import tracemalloc
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, cast

import attrs
import pytest
from cattrs import Converter
from helpers.cases import each
from helpers.samples import Operation, operations, sample

from sagemaker_typed import (
    ConversionError,
    OpenEnum,
    Request,
    Shape,
    ViolationError,
    configure_converter,
    from_boto,
    from_json,
    from_yaml,
    make_converter,
    to_boto,
    to_json,
    to_yaml,
    violations,
)
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.instance_types import (
    ProcessingInstanceType,
    ProductionVariantInstanceType,
    TrainingInstanceType,
    TransformInstanceType,
)
from sagemaker_typed.sagemaker import (
    AssemblyType,
    ClusterInstanceType,
    CompressionType,
    CreateEndpointConfigRequest,
    DescribeEndpointConfigResponse,
    ListTrainingJobsRequest,
    ProductionVariant,
    S3DataType,
    TrainingJobStatus,
    TrainingJobSummary,
    TransformS3DataSource,
)
from sagemaker_typed.validation import to_checked_boto

NEW = "ml.p9.large"
LARGE = TrainingInstanceType.ML_M5_LARGE


def opened() -> TrainingInstanceType:
    return TrainingInstanceType.open(NEW)


# --- known values ---------------------------------------------------------------------------------


def test_value_or_name_gives_member() -> None:
    assert TrainingInstanceType("ml.m5.large") is LARGE
    assert TrainingInstanceType["ML_M5_LARGE"] is LARGE
    assert TrainingInstanceType(LARGE) is LARGE
    assert TrainingInstanceType.open("ml.m5.large") is LARGE
    assert LARGE.is_known


def test_member_is_its_str_value() -> None:
    text: str = LARGE
    by_text: dict[str, int] = {"ml.m5.large": 1}
    by_member: dict[str, int] = {LARGE: 1}

    assert isinstance(LARGE, str)
    assert text == "ml.m5.large"
    assert hash(text) == hash("ml.m5.large")
    assert str(LARGE) == "ml.m5.large"
    assert LARGE.startswith("ml.")
    assert by_text[LARGE] == 1
    assert by_member["ml.m5.large"] == 1
    assert by_text == by_member
    assert type(LARGE.value) is str
    assert repr(LARGE) == "<TrainingInstanceType.ML_M5_LARGE: 'ml.m5.large'>"


@pytest.mark.parametrize(
    ("member", "name", "value"),
    [
        (TrainingInstanceType.ML_P6_B200_48XLARGE, "ML_P6_B200_48XLARGE", "ml.p6-b200.48xlarge"),
        (TrainingInstanceType.ML_G4DN_XLARGE, "ML_G4DN_XLARGE", "ml.g4dn.xlarge"),
        (ClusterInstanceType.ML_P5E_48XLARGE, "ML_P5E_48XLARGE", "ml.p5e.48xlarge"),
        (TrainingJobStatus.IN_PROGRESS, "IN_PROGRESS", "InProgress"),
        (S3DataType.S3_PREFIX, "S3_PREFIX", "S3Prefix"),
        (CompressionType.NONE, "NONE", "None"),
    ],
)
def test_member_name_is_value_in_upper_case(member: OpenEnum, name: str, value: str) -> None:
    assert member.name == name
    assert member.value == value
    assert type(member)(value) is member


class Size(OpenEnum):
    """Members as the generator names them for values that are not identifiers."""

    VALUE_2XLARGE = "2xlarge"
    VALUE_1_0 = "1.0"
    EMPTY = ""


def test_value_need_not_be_an_identifier() -> None:
    assert Size("2xlarge") is Size.VALUE_2XLARGE
    assert Size("1.0") is Size.open("1.0") is Size.VALUE_1_0
    assert Size("") is Size.open("") is Size.EMPTY
    assert [member.value for member in Size] == ["2xlarge", "1.0", ""]
    assert all(member.is_known for member in Size)


@pytest.mark.parametrize(
    ("enum", "typo", "nearest"),
    [
        (TrainingInstanceType, "ml.m5.larg", "ml.m5.large"),
        (TrainingInstanceType, "ml.p6-b20.48xlarge", "ml.p6-b200.48xlarge"),
        (TrainingJobStatus, "inprogress", "InProgress"),
        (S3DataType, "S3Prefx", "S3Prefix"),
    ],
)
def test_typo_raises_value_error_with_nearest_values(
    enum: type[OpenEnum], typo: str, nearest: str
) -> None:
    with pytest.raises(ValueError, match=enum.__name__) as caught:
        enum(typo)

    message = str(caught.value)
    assert repr(typo) in message
    assert repr(nearest) in message
    assert f"{enum.__name__}.open({typo!r})" in message
    assert message.index(repr(nearest)) < message.index(".open(")


def test_error_has_no_suggestion_if_no_value_is_near() -> None:
    with pytest.raises(ValueError, match=r"AssemblyType\.open\('zzz'\)") as caught:
        AssemblyType("zzz")

    assert "did you mean" not in str(caught.value)


def test_misspelt_member_name_raises_attribute_error() -> None:
    misspelt = "ML_M5_LARG"

    with pytest.raises(AttributeError):
        getattr(TrainingInstanceType, misspelt)
    with pytest.raises(KeyError):
        TrainingInstanceType[misspelt]


@pytest.mark.parametrize(
    ("value", "family", "size"),
    [
        (LARGE, "m5", "large"),
        (TrainingInstanceType.ML_G4DN_XLARGE, "g4dn", "xlarge"),
        (opened(), "p9", "large"),
        (TrainingInstanceType.open("ml.large"), None, None),
        (TrainingInstanceType.open("db.m5.large"), None, None),
        (TrainingInstanceType.open("ml.m5.large.new"), None, None),
    ],
    ids=str,
)
def test_instance_type_has_family_and_size(
    value: TrainingInstanceType, family: str | None, size: str | None
) -> None:
    assert (value.family, value.size) == (family, size)


# --- values that this release does not know -------------------------------------------------------


def test_open_value_is_an_instance_of_the_enum() -> None:
    value: Any = opened()

    assert not value.is_known
    assert value.value == NEW
    assert type(value.value) is str
    assert value.__class__ is TrainingInstanceType
    assert repr(value) == f"TrainingInstanceType.open({NEW!r})"
    assert eval(repr(value), {"TrainingInstanceType": TrainingInstanceType}) is value


def test_open_value_is_its_str_value() -> None:
    value: Any = opened()

    assert value == NEW
    assert value != "ml.p9.xlarge"
    assert value != LARGE
    assert hash(value) == hash(NEW)
    assert str(value) == NEW
    assert {value: 1} == {NEW: 1}
    assert {value: 1}[NEW] == {NEW: 1}[value] == 1
    assert len({value, opened(), NEW}) == 1
    assert value.upper() == "ML.P9.LARGE"


@pytest.mark.parametrize("value", [LARGE, opened()], ids=["known", "open"])
def test_values_format_as_str(value: TrainingInstanceType) -> None:
    text = value.value

    assert f"{value}" == text
    assert f"{value:>30}" == text.rjust(30)
    assert "{}".format(value) == text  # noqa: UP032 - this form is tested
    assert "%s" % value == text  # noqa: UP031 - this form is tested
    assert type(str(value)) is str
    assert "/".join([value, value]) == f"{text}/{text}"


def test_values_sort_as_str() -> None:
    values = [opened(), TrainingInstanceType.ML_M5_XLARGE, LARGE, TrainingInstanceType.open("a")]

    assert sorted(values) == ["a", "ml.m5.large", "ml.m5.xlarge", NEW]
    assert opened() > LARGE


@pytest.mark.parametrize("value", [LARGE, opened()], ids=["known", "open"])
def test_copies_are_identical(value: TrainingInstanceType) -> None:
    assert copy.copy(value) is value
    assert copy.deepcopy(value) is value
    assert copy.deepcopy([value, {"a": value}]) == [value, {"a": value}]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) is value


@pytest.mark.parametrize("value", [LARGE, opened()], ids=["known", "open"])
def test_values_pickle_across_processes(value: TrainingInstanceType) -> None:
    program = (
        "import pickle, sys\n"
        "value = pickle.load(sys.stdin.buffer)\n"
        "print(type(value).__name__, value.value, value.is_known)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(value), capture_output=True, check=True
    )

    assert answer.stdout.decode().split() == [
        "TrainingInstanceType",
        value.value,
        str(value.is_known),
    ]


def test_open_returns_identical_object_for_equal_values() -> None:
    assert opened() is opened()
    assert TrainingInstanceType.open("".join([NEW])) is opened()
    assert TrainingInstanceType.open("") is TrainingInstanceType.open("")
    assert not TrainingInstanceType.open("").is_known


def test_open_returns_identical_object_in_every_thread() -> None:
    threads, texts = 16, [f"ml.thread{number}.large" for number in range(200)]
    start = Barrier(threads)
    interval = sys.getswitchinterval()

    def open_all(_: int) -> list[TrainingInstanceType]:
        start.wait()
        return [TrainingInstanceType.open(text) for text in texts]

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(threads) as pool:
            results = list(pool.map(open_all, range(threads)))
    finally:
        sys.setswitchinterval(interval)

    for number, text in enumerate(texts):
        assert {id(result[number]) for result in results} == {id(TrainingInstanceType.open(text))}


def test_open_values_that_are_no_longer_used_take_no_memory() -> None:
    def read(number: int, size: int) -> None:
        status = f"{'x' * size}{number}"
        answer = {"TrainingJobName": "a", "TrainingJobArn": "b", "CreationTime": 1}
        job = wire_hook(TrainingJobSummary)({**answer, "TrainingJobStatus": status}, None)
        assert job.training_job_status is TrainingJobStatus.open(status)

    read(0, 8)
    tracemalloc.start()
    try:
        for number in range(5000):
            read(number, 8)
        for number in range(30):
            read(number, 1_000_000)
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 100_000
    assert peak < 10_000_000


def test_open_value_is_kept_as_long_as_it_is_used() -> None:
    value = TrainingInstanceType.open("ml.kept.large")
    gc.collect()
    assert TrainingInstanceType.open("ml.kept.large") is value
    gone = weakref.ref(TrainingInstanceType.open("ml.gone.large"))
    gc.collect()
    assert gone() is None
    assert {value: 1}[TrainingInstanceType.open("ml.kept.large")] == 1


def test_open_values_of_different_enums_have_different_classes() -> None:
    training, processing = opened(), ProcessingInstanceType.open(NEW)

    assert type(training) is TrainingInstanceType
    assert type(processing) is ProcessingInstanceType
    assert training.value == processing.value


def test_open_accepts_member_of_another_enum() -> None:
    transform = TransformInstanceType.open(LARGE)
    unknown = TransformInstanceType.open(opened())

    assert transform is TransformInstanceType.ML_M5_LARGE
    assert type(unknown) is TransformInstanceType
    assert type(unknown.value) is str


@pytest.mark.parametrize("value", [5, None, b"ml.m5.large", ["ml.m5.large"]])
def test_open_refuses_other_types_than_str(value: Any) -> None:
    with pytest.raises(TypeError):
        TrainingInstanceType.open(value)


def test_open_does_not_look_up_member_names() -> None:
    """``GZIP`` is the name of the member with the value ``Gzip``; it is not a value."""
    value: Any = CompressionType.open("GZIP")

    assert value is not CompressionType.GZIP
    assert value != CompressionType.GZIP
    assert not value.is_known
    assert repr(value) == "CompressionType.open('GZIP')"
    assert value not in CompressionType


# --- iteration and membership ---------------------------------------------------------------------


def test_iteration_yields_known_values_only() -> None:
    before = list(CompressionType)

    CompressionType.open("Zstd")

    assert list(CompressionType) == before == ["None", "Gzip"]
    assert len(CompressionType) == 2
    assert list(reversed(CompressionType)) == ["Gzip", "None"]
    assert list(CompressionType.__members__) == ["NONE", "GZIP"]
    assert all(member.is_known for member in CompressionType)
    with pytest.raises(ValueError, match="Zstd"):
        CompressionType("Zstd")


def test_in_accepts_members_but_not_open_values() -> None:
    assert LARGE in TrainingInstanceType
    assert opened() not in TrainingInstanceType


def test_in_accepts_known_str_values() -> None:
    assert "ml.m5.large" in TrainingInstanceType
    assert NEW not in TrainingInstanceType
    assert 5 not in TrainingInstanceType


# --- use ------------------------------------------------------------------------------------------


def test_values_serialize_to_json_strings() -> None:
    assert json.dumps(LARGE) == '"ml.m5.large"'
    assert json.dumps(opened()) == f'"{NEW}"'
    assert json.dumps({LARGE: [opened()], opened(): LARGE}) == (
        f'{{"ml.m5.large": ["{NEW}"], "{NEW}": "ml.m5.large"}}'
    )


def cost(value: str) -> str:
    match value:
        case TrainingInstanceType.ML_M5_LARGE:
            return "low"
        case TrainingInstanceType() if value.is_known:
            return "some"
        case TrainingInstanceType():
            return "new"
        case _:
            return "text"


def test_values_work_in_match_statements() -> None:
    assert cost(LARGE) == "low"
    assert cost("ml.m5.large") == "low"
    assert cost(TrainingInstanceType.ML_P6_B200_48XLARGE) == "some"
    assert cost(opened()) == "new"
    assert cost(NEW) == "text"


def test_open_value_round_trips_through_boto_dict() -> None:
    request = ListTrainingJobsRequest(status_equals=TrainingJobStatus.open("Paused"))

    sent = to_boto(request)
    back = from_boto(ListTrainingJobsRequest, sent, open_enums=True)

    assert sent == {"StatusEquals": "Paused"}
    assert type(sent["StatusEquals"]) is str
    assert back == request
    assert back.status_equals is request.status_equals


def test_plain_str_in_enum_field_is_sent() -> None:
    source = TransformS3DataSource(s3_data_type=cast("Any", "S3Prefix"), s3_uri="s3://b")

    assert to_boto(source) == {"S3DataType": "S3Prefix", "S3Uri": "s3://b"}
    assert source == attrs.evolve(source, s3_data_type=S3DataType.S3_PREFIX)


# --- values in requests and responses -------------------------------------------------------------

TYPO = "ml.g4dn.xlrge"
PLAIN: dict[str, Any] = {
    "EndpointConfigName": "churn",
    "ProductionVariants": [{"VariantName": "blue", "ModelName": "m", "InstanceType": TYPO}],
}
Read = Callable[..., Any]


def by_json(cls: type[Shape], value: Any, **options: Any) -> Any:
    return from_json(cls, json.dumps(value), **options)


def by_yaml(cls: type[Shape], value: Any, **options: Any) -> Any:
    return from_yaml(cls, json.dumps(value), **options)


READERS: dict[str, Read] = {"boto": from_boto, "json": by_json, "yaml": by_yaml}
readers = pytest.mark.parametrize("read", READERS.values(), ids=READERS)


def cattrs_converter() -> Converter:
    converter = Converter()
    configure_converter(converter)
    return converter


@readers
def test_unknown_value_in_a_request_stays_a_str_and_is_not_sent(read: Read) -> None:
    request = read(CreateEndpointConfigRequest, PLAIN)

    (variant,) = request.production_variants
    assert type(variant.instance_type) is str
    (found,) = violations(request)
    assert (found.path, found.rule) == ("production_variants[0].instance_type", "enum")
    assert "did you mean 'ml.g4dn.xlarge'" in found.message
    with pytest.raises(ViolationError, match=TYPO):
        to_checked_boto(request)
    for copied in (copy.deepcopy(request), pickle.loads(pickle.dumps(request))):
        assert violations(copied) == (found,)
        assert type(copied.production_variants[0].instance_type) is str
    assert to_boto(request) == PLAIN


@readers
def test_unknown_value_in_a_request_is_sent_if_enums_are_open(read: Read) -> None:
    request = read(CreateEndpointConfigRequest, PLAIN, open_enums=True)

    instance_type = ProductionVariantInstanceType.open(TYPO)
    assert request.production_variants[0].instance_type is instance_type
    for copied in (request, copy.deepcopy(request), pickle.loads(pickle.dumps(request))):
        assert to_checked_boto(copied) == PLAIN
    assert from_json(CreateEndpointConfigRequest, to_json(request), open_enums=True) == request
    assert from_yaml(CreateEndpointConfigRequest, to_yaml(request), open_enums=True) == request


@readers
def test_unknown_value_in_a_response_or_structure_is_open_by_default(read: Read) -> None:
    config = {**PLAIN, "EndpointConfigArn": "arn", "CreationTime": 1}
    described = read(DescribeEndpointConfigResponse, config)
    (variant,) = described.production_variants
    assert variant.instance_type is ProductionVariantInstanceType.open(TYPO)
    request = CreateEndpointConfigRequest(
        endpoint_config_name="churn", production_variants=described.production_variants
    )
    assert to_checked_boto(request) == PLAIN

    plain = PLAIN["ProductionVariants"][0]
    assert read(ProductionVariant, plain).instance_type is variant.instance_type
    closed = read(ProductionVariant, plain, open_enums=False)
    assert type(closed.instance_type) is str
    assert [found.rule for found in violations(closed)] == ["enum"]


@readers
def test_value_of_another_type_is_refused_in_enum_fields(read: Read) -> None:
    variants = [{"VariantName": "blue", "InstanceType": 5}]
    whole = {**PLAIN, "ProductionVariants": variants}
    for is_open in (None, False, True):
        with pytest.raises(ConversionError, match="expected str for ProductionVariantInstance"):
            read(CreateEndpointConfigRequest, whole, open_enums=is_open)


def test_open_member_in_a_dict_is_sent() -> None:
    for opened_as in (ProductionVariantInstanceType, ProcessingInstanceType):
        variant = {**PLAIN["ProductionVariants"][0], "InstanceType": opened_as.open(TYPO)}
        plain = {**PLAIN, "ProductionVariants": [variant]}
        request = from_boto(CreateEndpointConfigRequest, plain)
        (read,) = request.production_variants
        assert read.instance_type is ProductionVariantInstanceType.open(TYPO)
        assert to_checked_boto(request) == PLAIN


@pytest.mark.parametrize("make", [make_converter, cattrs_converter])
def test_converters_keep_unknown_values_in_requests_as_str(make: Callable[[], Converter]) -> None:
    converter = make()
    request = converter.structure(PLAIN, CreateEndpointConfigRequest)
    assert [found.rule for found in violations(request)] == ["enum"]
    read = converter.structure(PLAIN["ProductionVariants"][0], ProductionVariant)
    assert read.instance_type is ProductionVariantInstanceType.open(TYPO)

    opened_by = Converter()
    configure_converter(opened_by, open_enums=True)
    assert violations(opened_by.structure(PLAIN, CreateEndpointConfigRequest)) == ()


def test_hook_of_user_is_used_in_requests() -> None:
    converter = make_converter()

    def upper(value: dict[str, str], _: object) -> ProductionVariant:
        return ProductionVariant(variant_name=value["VariantName"].upper())

    converter.register_structure_hook_func(lambda cls: cls is ProductionVariant, upper)
    request = converter.structure(PLAIN, CreateEndpointConfigRequest)
    assert request.production_variants == [ProductionVariant(variant_name="BLUE")]


def misspelt(value: Any, shape: Any) -> Any:
    """Return botocore's parameters with each value of an enum replaced."""
    if getattr(shape, "is_document_type", False):
        return value
    if shape.type_name == "structure":
        return {name: misspelt(part, shape.members[name]) for name, part in value.items()}
    if shape.type_name == "list":
        return [misspelt(item, shape.member) for item in value]
    if shape.type_name == "map":
        return {
            misspelt(key, shape.key): misspelt(part, shape.value) for key, part in value.items()
        }
    return "Nope" if getattr(shape, "enum", None) else value


def count(value: object) -> int:
    if is_map(value):
        return sum(count(part) for entry in value.items() for part in entry)
    return sum(count(item) for item in value) if is_list(value) else value == "Nope"


@each("operation", [o for o in operations() if o.input is not None])
def test_every_enum_of_a_request_is_closed_unless_it_is_opened(operation: Operation) -> None:
    plain = misspelt(sample(operation.input, "full"), operation.input)
    request: Request[Any] = from_boto(operation.request, plain)
    enums = [found for found in violations(request) if found.rule == "enum"]
    assert len(enums) == count(plain)
    opened_request = from_boto(operation.request, plain, open_enums=True)
    assert not [found for found in violations(opened_request) if found.rule == "enum"]
    assert to_boto(opened_request) == to_boto(request) == plain


@pytest.mark.parametrize(
    ("value", "first"), [("m5.large", "ml.m5.large"), ("G4DN.xlarge", "ml.g4dn.xlarge")]
)
def test_instance_type_without_ml_suggests_the_name_with_it_first(value: str, first: str) -> None:
    with pytest.raises(ValueError, match=f"did you mean '{first}'"):
        TrainingInstanceType(value)
    untyped: Any = value
    (found,) = violations(ProductionVariant(variant_name="a", instance_type=untyped))
    assert f"did you mean '{first}'" in found.message
