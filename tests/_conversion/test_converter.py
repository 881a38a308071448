"""Conversion of values, conversion errors, and use with cattrs converters."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar, Literal

import attrs
import pytest
from cattrs import Converter
from typing_extensions import override

from sagemaker_typed import (
    ConversionError,
    Shape,
    configure_converter,
    from_boto,
    make_converter,
    to_boto,
)
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._conversion.validated import checked_hook
from sagemaker_typed.instance_types import ProductionVariantInstanceType, TrainingInstanceType
from sagemaker_typed.sagemaker import (
    BooleanOperator,
    Channel,
    CompressionType,
    CreateEndpointConfigRequest,
    CreateProcessingJobRequest,
    DataSource,
    DescribeModelResponse,
    DescribeTrainingJobResponse,
    Filter,
    ListEndpointsRequest,
    ListEndpointsResponse,
    ProductionVariant,
    ResourceType,
    SearchExpression,
    SearchRequest,
    ShuffleConfig,
    Tag,
    TrainingJobStatus,
)


def config(**fields: Any) -> CreateEndpointConfigRequest:
    return CreateEndpointConfigRequest(
        endpoint_config_name="blue",
        production_variants=[ProductionVariant(variant_name="a", **fields)],
    )


def test_to_boto_keeps_falsy_values() -> None:
    assert to_boto(
        ProductionVariant(
            variant_name="",
            initial_instance_count=0,
            initial_variant_weight=0.0,
            enable_ssm_access=False,
        )
    ) == {
        "VariantName": "",
        "InitialInstanceCount": 0,
        "InitialVariantWeight": 0.0,
        "EnableSSMAccess": False,
    }


def test_enum_value_named_none_is_sent() -> None:
    source = DataSource()
    present = Channel(
        channel_name="a", data_source=source, compression_type=CompressionType("None")
    )
    absent = Channel(channel_name="a", data_source=source)

    assert to_boto(present)["CompressionType"] == "None"
    assert "CompressionType" not in to_boto(absent)
    assert present != absent
    assert from_boto(Channel, to_boto(present)).compression_type is CompressionType.NONE


def test_from_boto_treats_null_as_absent() -> None:
    read = from_boto(Tag, {"Key": "a", "Value": "b"})
    assert from_boto(Tag, {"Key": "a", "Value": "b", "Other": None}) == read
    variant = from_boto(ProductionVariant, {"VariantName": "a", "ModelName": None})
    assert variant == ProductionVariant(variant_name="a")


def test_64_bit_int_round_trip() -> None:
    seed = 2**63 - 1
    assert from_boto(ShuffleConfig, to_boto(ShuffleConfig(seed=seed))).seed == seed


def test_to_boto_converts_enum_members_to_str() -> None:
    search = SearchRequest(
        resource=ResourceType.TRAINING_JOB,
        search_expression=SearchExpression(
            filters=[Filter(name="TrainingJobStatus", value=TrainingJobStatus.FAILED)]
        ),
    )
    sent = to_boto(search)

    assert type(sent["Resource"]) is str
    value = sent["SearchExpression"]["Filters"][0]["Value"]
    assert value == "Failed"
    assert type(value) is str


def test_plain_str_in_enum_field_is_sent() -> None:
    untyped: Any = "ml.m5.large"
    sent = to_boto(config(instance_type=untyped))
    assert sent["ProductionVariants"][0]["InstanceType"] == "ml.m5.large"


def test_unknown_enum_value_round_trip() -> None:
    read = from_boto(ProductionVariant, {"VariantName": "a", "InstanceType": "ml.p99.large"})

    assert read.instance_type == ProductionVariantInstanceType.open("ml.p99.large")
    assert read.instance_type is not None
    assert not read.instance_type.is_known
    assert to_boto(read)["InstanceType"] == "ml.p99.large"


def test_deeply_nested_recursive_shape_round_trip() -> None:
    plain: dict[str, Any] = {"Operator": "And"}
    for _ in range(40):
        plain = {"SubExpressions": [plain], "Operator": "Or"}

    read = from_boto(SearchExpression, plain)

    assert to_boto(read) == plain
    assert read.operator is BooleanOperator.OR


def test_conversion_copies_lists_and_maps() -> None:
    environment = {"A": "1"}
    plain = {
        "ProcessingJobName": "a",
        "RoleArn": "r",
        "Environment": environment,
        "AppSpecification": {"ImageUri": "i", "ContainerArguments": ["x"]},
        "ProcessingResources": {
            "ClusterConfig": {
                "InstanceCount": 1,
                "InstanceType": "ml.m5.large",
                "VolumeSizeInGB": 1,
            }
        },
    }
    read = from_boto(CreateProcessingJobRequest, plain)
    assert read.environment is not None
    read.environment["B"] = "2"
    sent = to_boto(read)
    sent["Environment"]["C"] = "3"

    assert environment == {"A": "1"}
    assert read.environment == {"A": "1", "B": "2"}
    assert sent["AppSpecification"]["ContainerArguments"] == ["x"]


def test_none_in_list_is_preserved() -> None:
    filters: Any = from_boto(SearchExpression, {"Filters": [None]}).filters
    assert filters == [None]


DATETIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        DATETIME,
        DATETIME.astimezone(timezone(timedelta(hours=-7))),
        DATETIME.timestamp(),
        int(DATETIME.timestamp()),
        str(int(DATETIME.timestamp())) + ".000",
        "2026-01-02T03:04:05Z",
        "2026-01-02T04:04:05+01:00",
        "Fri, 02 Jan 2026 03:04:05 GMT",
        DATETIME.replace(tzinfo=None),
        "2026-01-02T03:04:05",
    ],
)
def test_from_boto_converts_timestamps_to_utc(value: object) -> None:
    read = from_boto(ListEndpointsRequest, {"CreationTimeAfter": value}).creation_time_after
    assert read == DATETIME
    assert read is not None
    assert read.tzinfo is UTC


def test_conversion_error_lists_all_problems_with_paths() -> None:
    with pytest.raises(ConversionError) as caught:
        from_boto(
            CreateEndpointConfigRequest,
            {"ProductionVariants": [{"VariantName": "a", "InstanceType": 5}, {}], "Tags": "text"},
        )
    assert [problem.path for problem in caught.value.problems] == [
        "EndpointConfigName",
        "ProductionVariants[0].InstanceType",
        "ProductionVariants[1].VariantName",
        "Tags",
    ]
    assert "required by ProductionVariant" in str(caught.value)
    assert caught.value.__suppress_context__


def test_dict_instead_of_structure_is_refused_with_suggestion() -> None:
    untyped: Any = {"Key": "a", "Value": "b"}
    request = CreateEndpointConfigRequest(
        endpoint_config_name="blue", production_variants=[], tags=[untyped]
    )
    with pytest.raises(ConversionError, match=r"tags\[0\]: expected Tag, got dict") as caught:
        to_boto(request)
    assert "from_boto(Tag" in str(caught.value)


def test_str_instead_of_list_is_refused() -> None:
    untyped: Any = "abc"
    request = CreateProcessingJobRequest(
        processing_job_name="a",
        role_arn="r",
        app_specification=untyped,
        processing_resources=untyped,
        processing_inputs=untyped,
    )
    with pytest.raises(ConversionError) as caught:
        to_boto(request)
    assert "processing_inputs: expected list, got str" in map(str, caught.value.problems)


def test_conversion_error_can_be_pickled() -> None:
    with pytest.raises(ConversionError) as caught:
        from_boto(Tag, {})
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.problems == caught.value.problems


def test_response_without_required_members_is_corrected(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, logger="sagemaker_typed"):
        read = from_boto(DescribeModelResponse, {"ModelName": "churn", "VpcConfig": {}})

    assert read.model_name == "churn"
    assert read.vpc_config is not None
    assert read.vpc_config.subnets == []
    assert read.creation_time == datetime(1970, 1, 1, tzinfo=UTC)
    assert set(read.response_metadata.corrected) == {
        "vpc_config.security_group_ids",
        "vpc_config.subnets",
        "creation_time",
        "model_arn",
    }
    assert "vpc_config.subnets" in caplog.text
    assert "churn" not in caplog.text


def test_correction_fills_members_of_list_items() -> None:
    read = from_boto(ListEndpointsResponse, {"Endpoints": [{"EndpointName": "a"}]})
    status = read.endpoints[0].endpoint_status

    assert status == ""
    assert not status.is_known
    assert "endpoints[0].endpoint_status" in read.response_metadata.corrected


def test_corrected_response_with_wrong_type_raises_conversion_error() -> None:
    with pytest.raises(ConversionError, match=r"VpcConfig\.Subnets: expected list, got str"):
        from_boto(DescribeModelResponse, {"VpcConfig": {"Subnets": "text"}})


def test_member_known_to_be_absent_is_none_and_not_corrected() -> None:
    complete = {
        "TrainingJobName": "a",
        "TrainingJobArn": "arn",
        "TrainingJobStatus": "InProgress",
        "SecondaryStatus": "Training",
        "CreationTime": 0,
    }
    required = {
        field.name
        for field in attrs.fields(DescribeTrainingJobResponse)
        if field.default is attrs.NOTHING
    }
    read = from_boto(DescribeTrainingJobResponse, complete)

    assert "model_artifacts" not in required
    assert read.model_artifacts is None
    assert "model_artifacts" not in read.response_metadata.corrected


@attrs.define
class Experiment:
    """A user's class with fields of this package's types."""

    name: str
    started: datetime
    instance: TrainingInstanceType
    tags: list[Tag]


@attrs.define(kw_only=True, eq=False, repr=False)
class Team(Shape):
    """A user's shape with types that only cattrs supports."""

    level: Literal["low", "high"]
    tags: tuple[Tag, ...]
    tiers: dict[str, tuple[TrainingInstanceType, ...]] | None = None

    __wire_names__: ClassVar[Mapping[str, str]] = {
        "level": "Level",
        "tags": "Tags",
        "tiers": "Tiers",
    }


def test_wire_hook_supports_types_that_only_cattrs_knows() -> None:
    tier = TrainingInstanceType.open("ml.p99.large")
    team = Team(level="low", tags=(Tag(key="k", value="v"),), tiers={"a": (tier,)})
    plain = checked_hook(Team)(team)

    assert plain["Level"] == "low"
    assert [*plain["Tags"]] == [{"Key": "k", "Value": "v"}]
    assert wire_hook(Team)(plain, None) == team == from_boto(Team, to_boto(team))
    with pytest.raises(ConversionError):
        wire_hook(Team)({**plain, "Level": "middle"}, None)


def test_configure_converter_keeps_existing_hooks() -> None:
    converter = Converter()
    converter.register_unstructure_hook(datetime, lambda value: value.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    configure_converter(converter)
    mine = Experiment(
        "a", DATETIME, TrainingInstanceType.open("ml.p99.large"), [Tag(key="k", value="v")]
    )

    plain = converter.unstructure(mine)

    assert plain == {
        "name": "a",
        "started": "2026-01-02T03:04:05+00:00",
        "instance": "ml.p99.large",
        "tags": [{"Key": "k", "Value": "v"}],
    }
    assert type(plain["instance"]) is str
    assert converter.structure(plain, Experiment) == mine


def test_hook_of_class_is_used_for_nested_values() -> None:
    converter = make_converter()

    def shout(value: Any, _: object) -> Tag:
        return Tag(key=value["Key"].upper(), value="")

    converter.register_structure_hook(Tag, shout)
    read = converter.from_boto(
        CreateEndpointConfigRequest,
        {"EndpointConfigName": "a", "ProductionVariants": [], "Tags": [{"Key": "team"}]},
    )
    assert read.tags == [Tag(key="TEAM", value="")]


def test_subclass_converts_like_its_parent() -> None:
    class Labelled(Tag):
        @override
        def __repr__(self) -> str:
            return "label"

    label = Labelled(key="a", value="b")
    request = CreateEndpointConfigRequest(
        endpoint_config_name="blue", production_variants=[], tags=[label]
    )
    assert to_boto(request)["Tags"] == [{"Key": "a", "Value": "b"}]
    read = from_boto(Labelled, {"Key": "a", "Value": "b"})
    assert (type(read), read.key, read.value) == (Labelled, "a", "b")


def test_repr_shows_set_fields() -> None:
    variant = ProductionVariant(variant_name="a", initial_instance_count=0)
    assert repr(variant) == "ProductionVariant(variant_name='a', initial_instance_count=0)"


def test_shapes_compare_by_class_and_are_unhashable() -> None:
    tag = Tag(key="a", value="b")
    other: Shape = Filter(name="a", value="b")
    assert tag != other
    assert tag == Tag(key="a", value="b")
    with pytest.raises(TypeError, match="unhashable"):
        hash(tag)


# --- users' classes with custom construction code -------------------------------------------------

_made: list[str] = []


def note(value: Any) -> Any:
    _made.append(str(value))
    return value


@attrs.define(kw_only=True, eq=False, repr=False)
class WithConverter(Tag):
    key: str = attrs.field(converter=note)


@attrs.define(kw_only=True, eq=False, repr=False, on_setattr=attrs.setters.NO_OP)
class WithConverterAtFirst(Tag):
    key: str = attrs.field(converter=note)


@attrs.define(kw_only=True, eq=False, repr=False)
class WithValidator(Tag):
    key: str = attrs.field(validator=lambda _instance, _field, value: note(value))


@attrs.define(kw_only=True, eq=False, repr=False)
class WithPostInit(Tag):
    def __attrs_post_init__(self) -> None:
        note(self.key)


@attrs.define(kw_only=True, eq=False, repr=False)
class WithPreInit(Tag):
    def __attrs_pre_init__(self) -> None:
        note("k")


@attrs.define(kw_only=True, eq=False, repr=False, init=False)
class WithInit(Tag):
    def __init__(self, **fields: Any) -> None:
        note(fields["key"])
        for name, value in fields.items():
            setattr(self, name, value)


@attrs.define(kw_only=True, eq=False, repr=False)
class WithField(Tag):
    more: str = attrs.field(factory=lambda: str(note("k")))


@attrs.define(kw_only=True, eq=False, repr=False)
class WithSetattr(Tag):
    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, note(value))


class WithNew(Tag):
    def __new__(cls, **fields: Any) -> WithNew:
        note(fields["key"])
        return super().__new__(cls)


@pytest.mark.parametrize(
    "cls",
    [
        WithConverter,
        WithConverterAtFirst,
        WithValidator,
        WithPostInit,
        WithPreInit,
        WithInit,
        WithField,
        WithSetattr,
        attrs.define(WithNew, kw_only=True, eq=False, repr=False),
    ],
    ids=lambda cls: cls.__name__,
)
@pytest.mark.parametrize("way", ["boto", "wire"])
def test_custom_construction_code_runs(cls: type[Tag], way: str) -> None:
    _made.clear()
    cls(key="k", value="v")
    expected = [*_made]
    _made.clear()

    plain = {"Key": "k", "Value": "v"}
    tag = from_boto(cls, plain) if way == "boto" else wire_hook(cls)(plain, None)

    assert type(tag) is cls
    assert (tag.key, tag.value) == ("k", "v")
    assert "k" in expected
    assert _made == expected
