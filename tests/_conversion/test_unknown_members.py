"""Members and union branches that this release does not know are preserved."""

from __future__ import annotations

import copy
import json
import keyword
import logging
import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

import attrs
import pytest
from botocore import xform_name
from botocore.parsers import create_parser
from cattrs import Converter
from helpers.cases import each
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import (
    ConversionError,
    Shape,
    TaggedUnion,
    configure_converter,
    from_boto,
    from_json,
    make_converter,
    to_boto,
    to_json,
    with_unknown_members,
)
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigRequest,
    CreateModelRequest,
    CreateOptimizationJobRequest,
    DeleteModelResponse,
    DescribeEndpointConfigResponse,
    DescribeModelResponse,
    DescribePipelineExecutionResponse,
    ModelCompilationConfig,
    ModelQuantizationConfig,
    OptimizationConfig,
    ProductionVariant,
    ScalingPolicy,
    SearchRequest,
    Tag,
    TargetTrackingScalingPolicyConfiguration,
)

NEW = {"Depth": [1, {"When": datetime(2026, 1, 2, tzinfo=UTC), "Nothing": None}], "Zero": 0}
OPERATIONS = sorted(service_model().operation_names)


def by_json(cls: type[Any], value: Any) -> Any:
    return from_json(cls, json.dumps(value))


def by_wire(cls: type[Shape], answer: Any) -> Any:
    return wire_hook(cls)(answer, None)


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[str]]]:
    """A function that returns the package's log messages since its last call."""

    def texts() -> list[str]:
        found = [record.getMessage() for record in caplog.records]
        caplog.clear()
        return found

    with caplog.at_level(logging.DEBUG, logger="sagemaker_typed"):
        yield texts


def described(**unknown: Any) -> dict[str, Any]:
    """Return a response dict with ``unknown`` members on two levels."""
    return {
        "EndpointConfigName": "blue",
        "EndpointConfigArn": "arn",
        "CreationTime": datetime(2026, 1, 2, tzinfo=UTC),
        "ProductionVariants": [{"VariantName": "a"}, {"VariantName": "b", **unknown}],
        **unknown,
    }


def field_name(wire: str) -> str:
    name: str = xform_name(wire)
    return f"{name}_" if keyword.iskeyword(name) else name


def class_of(name: str) -> Any:
    return getattr(sagemaker_typed.sagemaker, name)


# --- every operation ------------------------------------------------------------------------------


def is_union(shape: Any) -> bool:
    return bool(getattr(shape, "is_tagged_union", False))


def injected(shape: Any, value: Any) -> Any:
    """Return a copy of ``value`` with an unknown member in every structure."""
    match shape.type_name:
        case "structure":
            result = {name: injected(shape.members[name], item) for name, item in value.items()}
            return result if is_union(shape) else result | {"Tomorrow": copy.deepcopy(NEW)}
        case "list":
            return [injected(shape.member, item) for item in value]
        case "map":
            return {key: injected(shape.value, item) for key, item in value.items()}
        case _:
            return value


def structures(shape: Any, value: Any, read: Any) -> Iterator[Any]:
    """Yield the objects inside an object, except unions."""
    match shape.type_name:
        case "structure":
            if not is_union(shape):
                yield read
            for name in value:
                member = getattr(read, field_name(name))
                yield from structures(shape.members[name], value[name], member)
        case "list":
            for number, item in enumerate(value):
                yield from structures(shape.member, item, read[number])
        case "map":
            for key, item in value.items():
                yield from structures(shape.value, item, read[key])
        case _:
            return


@each("operation", [n for n in OPERATIONS if service_model().operation_model(n).output_shape])
def test_responses_preserve_unknown_members_at_every_depth(operation: str) -> None:
    shape: Any = service_model().operation_model(operation).output_shape
    plain = sample(shape, "full")
    answer = injected(shape, plain)
    before = copy.deepcopy(answer)

    response = class_of(f"{operation}Response")
    read = from_boto(response, answer)

    found = list(structures(shape, plain, read))
    assert found
    assert all(item.unknown_members == {"Tomorrow": NEW} for item in found)
    assert to_boto(read) == answer == before
    assert to_boto(read, unknown_members=False) == plain
    assert read != from_boto(response, plain)
    assert read.response_metadata.corrected == ()


@each("operation", OPERATIONS)
def test_requests_preserve_unknown_members_if_allowed(
    operation: str, warnings: Callable[[], list[str]]
) -> None:
    shape: Any = service_model().operation_model(operation).input_shape
    plain = sample(shape, "full")
    request = injected(shape, plain)
    cls = class_of(f"{operation}Request")

    with pytest.raises(ConversionError) as caught:
        from_boto(cls, request)
    read = from_boto(cls, request, unknown_members=True)

    found = list(structures(shape, plain, read))
    assert len(caught.value.problems) == len(found)
    assert {problem.steps[-1] for problem in caught.value.problems} == {"Tomorrow"}
    assert len({problem.path for problem in caught.value.problems}) == len(found)
    assert all(item.unknown_members == {"Tomorrow": NEW} for item in found)
    assert to_boto(read, unknown_members=True) == request
    assert warnings() == []
    assert to_boto(read) == plain
    assert len(warnings()) == len(found)


# --- objects --------------------------------------------------------------------------------------


def test_unknown_members_have_wire_names() -> None:
    read = from_boto(DescribeEndpointConfigResponse, described(NewThing=NEW, Flag=False))

    assert read.unknown_members == {"NewThing": NEW, "Flag": False}
    assert [variant.unknown_members for variant in read.production_variants] == [
        None,
        {"NewThing": NEW, "Flag": False},
    ]


@pytest.mark.parametrize("value", [0, 0.0, False, "", [], {}], ids=repr)
def test_falsy_unknown_member_is_preserved(value: object) -> None:
    read = from_boto(Tag, {"Key": "a", "Value": "b", "New": value})

    assert read.unknown_members == {"New": value}
    assert type(to_boto(read)["New"]) is type(value)
    assert to_boto(read) == {"Key": "a", "Value": "b", "New": value}


def test_null_unknown_member_is_absent() -> None:
    read = from_boto(Tag, {"Key": "a", "Value": "b", "New": None})

    assert read.unknown_members is None
    assert read == Tag(key="a", value="b")
    assert to_boto(read) == {"Key": "a", "Value": "b"}


@pytest.mark.parametrize("unknown_members", [True, False])
def test_nulls_and_type_tags_are_not_unknown_members(unknown_members: bool) -> None:
    plain = {"Key": "a", "Value": "b", "__type": "com.amazonaws#Tag", "New": None}
    read = from_boto(Tag, plain, unknown_members=unknown_members)

    assert read == Tag(key="a", value="b")
    assert from_boto(CreateModelRequest, {"ModelName": "a", "__type": "x", "New": None}) == (
        CreateModelRequest(model_name="a")
    )


def test_type_tag_in_response_is_not_an_unknown_member() -> None:
    read = from_boto(DescribeEndpointConfigResponse, described(__type="x"))

    assert read == from_boto(DescribeEndpointConfigResponse, described())
    assert "__type" not in to_boto(read)


def test_equality_includes_unknown_members() -> None:
    one = from_boto(Tag, {"Key": "a", "Value": "b", "New": 1})

    assert one == from_boto(Tag, {"Key": "a", "Value": "b", "New": 1})
    assert one != from_boto(Tag, {"Key": "a", "Value": "b", "New": 2})
    assert one != from_boto(Tag, {"Key": "a", "Value": "b", "Other": 1})
    assert one != Tag(key="a", value="b")


def test_equality_includes_nested_unknown_members() -> None:
    one = from_boto(DescribeEndpointConfigResponse, described(New=1))
    other = copy.deepcopy(one)
    assert other == one

    other.production_variants[1] = ProductionVariant(variant_name="b")

    assert other.unknown_members == one.unknown_members
    assert other != one


def test_repr_shows_names_but_not_values_of_unknown_members() -> None:
    tag = from_boto(Tag, {"Key": "a", "Value": "b", "First": "s3cret", "Second": {"s3cret": 1}})

    assert repr(tag) == "Tag(key='a', value='b', unknown_members=<First, Second>)"
    assert repr(Tag(key="a", value="b")) == "Tag(key='a', value='b')"
    nested = repr(from_boto(DescribeEndpointConfigResponse, described(First="s3cret")))
    assert nested.count("unknown_members=<First>") == 2
    assert "s3cret" not in nested


def copies(shape: Any) -> dict[str, Any]:
    return {
        "copy": copy.copy(shape),
        "deepcopy": copy.deepcopy(shape),
        "evolve": attrs.evolve(shape),
        **{
            f"pickle {protocol}": pickle.loads(pickle.dumps(shape, protocol))
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
        },
    }


def test_copies_preserve_unknown_members() -> None:
    read = from_boto(DescribeEndpointConfigResponse, described(New=NEW))
    for how, again in copies(read).items():
        assert again is not read, how
        assert again == read, how
        assert again.unknown_members == {"New": NEW}, how
        assert again.production_variants[1].unknown_members == {"New": NEW}, how
    for how, again in copies(read.production_variants[0]).items():
        assert again.unknown_members is None, how


def test_evolve_preserves_unknown_members() -> None:
    read = from_boto(Tag, {"Key": "a", "Value": "b", "New": 1})
    changed = attrs.evolve(read, value="c")

    assert changed.unknown_members == {"New": 1}
    assert to_boto(changed) == {"Key": "a", "Value": "c", "New": 1}


def test_deepcopy_copies_unknown_members() -> None:
    read: Any = from_boto(Tag, {"Key": "a", "Value": "b", "New": {"List": [1]}})
    again = copy.deepcopy(read)

    again.unknown_members["New"]["List"].append(2)

    assert read.unknown_members == {"New": {"List": [1]}}


def test_from_boto_copies_unknown_members() -> None:
    answer = described(New={"List": [1]})
    read: Any = from_boto(DescribeEndpointConfigResponse, answer)

    answer["New"]["List"].append(2)
    read.production_variants[1].unknown_members["New"]["List"].append(3)

    assert read.unknown_members == {"New": {"List": [1]}}
    assert answer["ProductionVariants"][1]["New"] == {"List": [1, 2]}


def test_to_boto_copies_unknown_members() -> None:
    read: Any = from_boto(Tag, {"Key": "a", "Value": "b", "New": {"List": [1]}})

    to_boto(read)["New"]["List"].append(2)

    assert read.unknown_members == {"New": {"List": [1]}}


def test_conversion_copies_response_metadata() -> None:
    """botocore's ``ResponseMetadata`` is a dict inside the argument and inside the result."""
    answer = described(ResponseMetadata={"RequestId": "id-1", "HTTPHeaders": {"a": "b"}})
    read = from_boto(DescribeEndpointConfigResponse, answer)

    answer["ResponseMetadata"]["RequestId"] = "changed"
    answer["ResponseMetadata"]["HTTPHeaders"]["a"] = "changed"
    to_boto(read)["ResponseMetadata"]["HTTPHeaders"]["a"] = "changed"

    assert read.response_metadata.request_id == "id-1"
    assert read.response_metadata.http_headers == {"a": "b"}


# --- with_unknown_members -------------------------------------------------------------------------


def test_with_unknown_members_returns_changed_copy() -> None:
    tag = Tag(key="a", value="b")
    members = {"New": 1}

    newer = with_unknown_members(tag, members)
    members["Other"] = 2

    assert type(newer) is Tag
    assert tag.unknown_members is None
    assert newer.unknown_members == {"New": 1}
    assert to_boto(newer) == {"Key": "a", "Value": "b", "New": 1}


def test_with_unknown_members_replaces_existing_ones() -> None:
    tag = with_unknown_members(Tag(key="a", value="b"), {"Old": 1})

    assert with_unknown_members(tag, {"New": 2}).unknown_members == {"New": 2}
    assert with_unknown_members(tag, {}) == Tag(key="a", value="b")
    assert with_unknown_members(tag, {}).unknown_members is None


def test_with_unknown_members_refuses_known_names() -> None:
    with pytest.raises(ValueError, match=r"^Tag has fields for Key, Value; set them instead$"):
        with_unknown_members(Tag(key="a", value="b"), {"Key": "c", "New": 1, "Value": "d"})


def test_with_unknown_members_keeps_response_metadata() -> None:
    read = from_boto(
        DescribeModelResponse,
        {
            "ModelName": "a",
            "ModelArn": "",
            "CreationTime": 0,
            "ResponseMetadata": {"RequestId": "1"},
        },
    )
    newer = with_unknown_members(read, {"New": 1})

    assert newer.response_metadata.request_id == "1"
    assert to_boto(newer)["New"] == 1


def test_with_unknown_members_refuses_response_metadata() -> None:
    """The metadata of a response is in ``response_metadata`` only."""
    read = from_boto(DescribeModelResponse, {"ModelName": "a", "ModelArn": "", "CreationTime": 0})

    with pytest.raises(ValueError, match="ResponseMetadata"):
        with_unknown_members(read, {"ResponseMetadata": {"RequestId": "1"}})


# --- writing --------------------------------------------------------------------------------------


def newer_request() -> CreateEndpointConfigRequest:
    read = from_boto(DescribeEndpointConfigResponse, described(New=NEW, Flag=False))
    request = CreateEndpointConfigRequest(
        endpoint_config_name="green", production_variants=read.production_variants
    )
    return with_unknown_members(request, {"Other": "s3cret"})


FULL = {
    "EndpointConfigName": "green",
    "ProductionVariants": [{"VariantName": "a"}, {"VariantName": "b", "New": NEW, "Flag": False}],
    "Other": "s3cret",
}
KNOWN = {
    "EndpointConfigName": "green",
    "ProductionVariants": [{"VariantName": "a"}, {"VariantName": "b"}],
}


def test_to_boto_omits_unknown_members_of_request_with_warning(
    warnings: Callable[[], list[str]],
) -> None:
    assert to_boto(newer_request()) == KNOWN

    nested, outer = warnings()
    assert nested.startswith("ProductionVariant: ")
    assert "New, Flag" in nested
    assert outer.startswith("CreateEndpointConfigRequest: ")
    assert "Other" in outer
    assert all("unknown_members=True" in text for text in (nested, outer))
    assert "s3cret" not in nested + outer


def test_to_boto_includes_unknown_members_of_request_if_asked(
    warnings: Callable[[], list[str]],
) -> None:
    assert to_boto(newer_request(), unknown_members=True) == FULL
    assert warnings() == []


def test_to_boto_omits_unknown_members_of_request_if_asked(
    warnings: Callable[[], list[str]],
) -> None:
    assert to_boto(newer_request(), unknown_members=False) == KNOWN
    assert len(warnings()) == 2


def test_to_boto_of_request_without_unknown_members_does_not_warn(
    warnings: Callable[[], list[str]],
) -> None:
    assert to_boto(CreateModelRequest(model_name="a")) == {"ModelName": "a"}
    assert warnings() == []


def test_to_boto_includes_unknown_members_of_structures_and_responses(
    warnings: Callable[[], list[str]],
) -> None:
    read = from_boto(DescribeEndpointConfigResponse, described(New=NEW))

    assert to_boto(read) == to_boto(read, unknown_members=True) == described(New=NEW)
    assert to_boto(read.production_variants[1]) == {"VariantName": "b", "New": NEW}
    assert warnings() == []


def test_to_boto_omits_unknown_members_of_structures_and_responses_if_asked(
    warnings: Callable[[], list[str]],
) -> None:
    read = from_boto(DescribeEndpointConfigResponse, described(New=NEW))

    assert to_boto(read, unknown_members=False) == described()
    assert to_boto(read.production_variants[1], unknown_members=False) == {"VariantName": "b"}
    assert len(warnings()) == 3


def test_json_treats_unknown_members_like_boto_dicts(warnings: Callable[[], list[str]]) -> None:
    known, full = (
        json.loads(to_json(newer_request())),
        to_json(newer_request(), unknown_members=True),
    )

    assert known == KNOWN
    assert len(warnings()) == 2
    assert json.loads(full)["Other"] == "s3cret"
    assert json.loads(full)["ProductionVariants"][1]["New"]["Depth"][1] == {
        "When": "2026-01-02T00:00:00+00:00",
        "Nothing": None,
    }
    with pytest.raises(ConversionError, match="Other: not a member"):
        from_json(CreateEndpointConfigRequest, full)
    again = from_json(CreateEndpointConfigRequest, full, unknown_members=True)
    assert again.unknown_members == {"Other": "s3cret"}


def test_custom_converter_treats_unknown_members_like_the_default() -> None:
    converter = make_converter()
    read = converter.from_boto(DescribeEndpointConfigResponse, described(New=1))

    assert converter.to_boto(read) == described(New=1)
    assert converter.to_boto(read, unknown_members=False) == described()
    assert converter.to_boto(newer_request()) == KNOWN
    assert converter.to_boto(newer_request(), unknown_members=True) == FULL
    with pytest.raises(ConversionError, match="New: not a member of Tag"):
        converter.from_boto(Tag, {"Key": "a", "Value": "b", "New": 1}, unknown_members=False)


def test_configure_converter_can_refuse_unknown_members() -> None:
    converter = Converter()
    configure_converter(converter, unknown_members=False)

    with pytest.raises(ConversionError, match="New: not a member of Tag"):
        converter.structure({"Key": "a", "Value": "b", "New": 1}, Tag)
    newer = with_unknown_members(Tag(key="a", value="b"), {"New": 1})
    assert converter.unstructure(newer) == {"Key": "a", "Value": "b"}


# --- unknown names --------------------------------------------------------------------------------


def test_typos_in_request_are_reported_with_path_and_nearest_name() -> None:
    with pytest.raises(ConversionError) as caught:
        from_boto(
            CreateEndpointConfigRequest,
            {
                "endpointConfigName": "a",
                "EndpointConfigName": "a",
                "ProductionVariants": [
                    {"VariantName": "a"},
                    {"VariantName": "a", "InstanceTyp": "ml.m5.large", "Qqqqqq": "s3cret"},
                ],
                "DataCaptureConfig": {
                    "InitialSamplingPercentage": 1,
                    "DestinationS3Uri": "s3://a",
                    "CaptureOptions": [{"CaptureMode": "Input", "Capturemode": "Input"}],
                },
            },
        )

    messages = {problem.path: problem.message for problem in caught.value.problems}
    # The nearest name comes first.
    expected = {
        "endpointConfigName": "CreateEndpointConfigRequest; did you mean EndpointConfigName",
        "ProductionVariants[1].InstanceTyp": "ProductionVariant; did you mean InstanceType",
        "ProductionVariants[1].Qqqqqq": (
            "ProductionVariant; its members are VariantName, ModelName, InitialInstanceCount, "
            "InstanceType, InstancePools, VariantInstanceProvisionTimeoutInSeconds, "
            "InitialVariantWeight, AcceleratorType, ...; to keep it, pass unknown_members=True"
        ),
        "DataCaptureConfig.CaptureOptions[0].Capturemode": (
            "CaptureOption; did you mean CaptureMode?"
        ),
    }
    assert messages.keys() == expected.keys()
    for path, text in expected.items():
        assert messages[path].startswith(f"not a member of {text}"), path
        assert f"{path}: not a member of {text}" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_error_suggests_two_near_names() -> None:
    with pytest.raises(ConversionError, match=r"did you mean (\w+) or (\w+)\?"):
        from_boto(SearchRequest, {"Resource": "TrainingJob", "SortOrdBy": "x"})


def test_error_reports_missing_and_misspelt_member() -> None:
    with pytest.raises(ConversionError) as caught:
        from_boto(CreateModelRequest, {"Modelname": "a"})

    assert [str(problem) for problem in caught.value.problems] == [
        "ModelName: required by CreateModelRequest, but missing",
        "Modelname: not a member of CreateModelRequest; did you mean ModelName?",
    ]


def test_from_boto_refuses_unknown_members_of_response_if_asked() -> None:
    with pytest.raises(ConversionError) as caught:
        from_boto(DescribeEndpointConfigResponse, described(New=1), unknown_members=False)

    assert [problem.path for problem in caught.value.problems] == [
        "ProductionVariants[1].New",
        "New",
    ]


def test_response_metadata_is_never_an_unknown_member_of_a_response() -> None:
    read = from_boto(
        DescribeEndpointConfigResponse,
        described(ResponseMetadata={"RequestId": "1"})
        | {"ProductionVariants": [{"VariantName": "a"}]},
        unknown_members=False,
    )
    assert read.response_metadata.request_id == "1"
    assert read.unknown_members is None


def test_response_metadata_in_request_is_refused() -> None:
    """This happens when a request is made from the dict of a response."""
    with pytest.raises(ConversionError) as caught:
        from_boto(CreateModelRequest, {"ModelName": "a", "ResponseMetadata": {"RequestId": "1"}})

    assert [problem.path for problem in caught.value.problems] == ["ResponseMetadata"]


# --- unions ---------------------------------------------------------------------------------------


@cache
def union_shapes() -> dict[str, Any]:
    """The unions of botocore's model, by name."""
    names: Any = service_model().shape_names
    shapes = {name: cast("Any", service_model().shape_for(name)) for name in names}
    return {name: shape for name, shape in shapes.items() if is_union(shape)}


UNIONS = sorted(union_shapes())


def branches(union: str) -> dict[str, Any]:
    """Return a value for each branch, by wire name."""
    return {name: sample(shape) for name, shape in union_shapes()[union].members.items()}


def replaced(shape: Any, value: Any, union: str, branch: Any) -> tuple[Any, int]:
    """Return a copy of ``value`` with each such union replaced by ``branch``, and their number."""
    if shape.name == union:
        return copy.deepcopy(branch), 1
    match shape.type_name:
        case "structure":
            pairs = {n: replaced(shape.members[n], v, union, branch) for n, v in value.items()}
        case "list":
            pairs = dict(enumerate(replaced(shape.member, v, union, branch) for v in value))
        case "map":
            pairs = {k: replaced(shape.value, v, union, branch) for k, v in value.items()}
        case _:
            return value, 0
    found = {key: item for key, (item, _) in pairs.items()}
    number = sum(number for _, number in pairs.values())
    return (list(found.values()) if shape.type_name == "list" else found), number


def unions_within(obj: Any, cls: type[TaggedUnion]) -> Iterator[TaggedUnion]:
    """Yield the unions of one class in an object."""
    if isinstance(obj, cls):
        yield obj
    elif isinstance(obj, Shape):
        for name in obj.__wire_names__:
            yield from unions_within(getattr(obj, name), cls)
    elif type(obj) in {list, dict}:
        for item in obj.values() if hasattr(obj, "values") else obj:
            yield from unions_within(item, cls)


@cache
def operations_returning(union: str) -> tuple[str, ...]:
    """Return the operations whose responses can contain a union."""
    found: list[str] = []
    for operation in OPERATIONS:
        shape: Any = service_model().operation_model(operation).output_shape
        if shape is not None and replaced(shape, sample(shape), union, {})[1]:
            found.append(operation)
    return tuple(found)


def test_union_classes_equal_unions_of_model() -> None:
    assert len(UNIONS) == 15
    classes = {name for name in service_names() if is_union_class(name)}
    assert classes == set(UNIONS)


def service_names() -> list[str]:
    return cast("list[str]", cast("Any", sagemaker_typed.sagemaker).__all__)


def is_union_class(name: str) -> bool:
    value = class_of(name)
    return isinstance(value, type) and issubclass(value, TaggedUnion)


@pytest.mark.parametrize("union", UNIONS)
def test_branch_is_the_name_of_the_set_field(union: str) -> None:
    cls = class_of(union)
    for wire, value in branches(union).items():
        read = from_boto(cls, {wire: value})

        assert read.branch == field_name(wire)
        assert cls.__wire_names__[read.branch] == wire
        assert read == cls(**{read.branch: getattr(read, read.branch)})
        assert to_boto(read) == {wire: value}


@pytest.mark.parametrize("union", UNIONS)
def test_nulls_and_type_tags_are_not_branches(union: str) -> None:
    cls = class_of(union)
    wire, value = next(iter(branches(union).items()))
    nulls = dict.fromkeys(branches(union)) | {"BranchOfTomorrow": None, "__type": "x"}

    read = from_boto(cls, nulls | {wire: value})

    assert read.branch == field_name(wire)
    assert to_boto(read) == {wire: value}


@pytest.mark.parametrize("union", UNIONS)
def test_branch_is_none_if_no_field_is_set(union: str) -> None:
    assert class_of(union)().branch is None
    assert from_boto(class_of(union), {}).branch is None


@pytest.mark.parametrize("union", [u for u in UNIONS if len(union_shapes()[u].members) > 1])
def test_to_boto_refuses_two_branches(union: str) -> None:
    cls = class_of(union)
    first, second = list(branches(union).items())[:2]

    with pytest.raises(ConversionError, match=f"exactly one field of the union {union}") as caught:
        to_boto(from_boto(cls, dict([first, second])))

    names = f"{field_name(first[0])}, {field_name(second[0])}"
    assert str(caught.value).endswith(f"must be set, got {names}")


@pytest.mark.parametrize("union", UNIONS)
def test_to_boto_refuses_known_and_unknown_branch(union: str) -> None:
    cls = class_of(union)
    wire, value = next(iter(branches(union).items()))
    both = with_unknown_members(from_boto(cls, {wire: value}), {"BranchOfTomorrow": {}})

    for unknown_members in (None, True, False):
        with pytest.raises(ConversionError, match=f"got {field_name(wire)}, BranchOfTomorrow"):
            to_boto(both, unknown_members=unknown_members)


def test_to_boto_refuses_two_unknown_branches() -> None:
    with pytest.raises(ConversionError, match="must be set, got One, Two"):
        to_boto(from_boto(ScalingPolicy, {"One": {}, "Two": {}}))


def optimization(*configs: OptimizationConfig) -> CreateOptimizationJobRequest:
    cls = CreateOptimizationJobRequest
    shape: Any = service_model().operation_model("CreateOptimizationJob").input_shape
    return attrs.evolve(
        from_boto(cls, sample(shape, "required")), optimization_configs=list(configs)
    )


def test_error_for_two_branches_has_path() -> None:
    request = optimization(
        OptimizationConfig(model_quantization_config=ModelQuantizationConfig()),
        OptimizationConfig(
            model_quantization_config=ModelQuantizationConfig(),
            model_compilation_config=ModelCompilationConfig(),
        ),
    )
    with pytest.raises(ConversionError) as caught:
        to_boto(request)

    (problem,) = caught.value.problems
    assert problem.path == "optimization_configs[1]"
    assert problem.message.endswith("got model_quantization_config, model_compilation_config")


def test_empty_structure_counts_as_branch() -> None:
    policy = ScalingPolicy(target_tracking=TargetTrackingScalingPolicyConfiguration())

    assert policy.branch == "target_tracking"
    assert to_boto(policy) == {"TargetTracking": {}}


@pytest.mark.parametrize("union", UNIONS)
def test_unknown_branch_of_wire_is_preserved(union: str) -> None:
    branch = {"BranchOfTomorrow": {"Depth": [1, {"A": "s3cret"}]}}
    assert operations_returning(union)
    for operation in operations_returning(union):
        shape: Any = service_model().operation_model(operation).output_shape
        answer, number = replaced(shape, sample(shape), union, branch)

        read = from_boto(class_of(f"{operation}Response"), answer)

        found = list(unions_within(read, class_of(union)))
        assert len(found) == number > 0
        for kept in found:
            assert kept.unknown_members == branch
            assert kept.branch == "BranchOfTomorrow"
            assert repr(kept) == f"{union}(unknown_members=<BranchOfTomorrow>)"
            for how, again in copies(kept).items():
                assert again == kept, how
                assert again.branch == "BranchOfTomorrow", how
        assert to_boto(read) == answer
        assert read.response_metadata.corrected == ()


@pytest.mark.parametrize("union", UNIONS)
def test_unknown_branch_parsed_by_botocore_is_preserved(union: str) -> None:
    branch = {"BranchOfTomorrow": {"A": 1}, "__type": "x", next(iter(branches(union))): None}
    marker = {"SDK_UNKNOWN_MEMBER": {"name": "BranchOfTomorrow"}}
    for operation in operations_returning(union):
        shape: Any = service_model().operation_model(operation).output_shape
        answer, number = replaced(shape, sample(shape), union, branch)
        body = json.dumps(answer, default=lambda value: value.timestamp()).encode()
        parser: Any = create_parser("json")
        parsed = parser.parse({"status_code": 200, "headers": {}, "body": body}, shape)

        read = from_boto(class_of(f"{operation}Response"), parsed)

        found = list(unions_within(read, class_of(union)))
        assert len(found) == number > 0
        for kept in found:
            assert kept.unknown_members == marker
            assert kept.branch == "BranchOfTomorrow"
        assert to_boto(read) == parsed
        assert "SDK_UNKNOWN_MEMBER" in str(parsed)


@pytest.mark.parametrize("union", UNIONS)
def test_equality_includes_unknown_branch(union: str) -> None:
    cls = class_of(union)
    one = from_boto(cls, {"One": {}})

    assert one == from_boto(cls, {"One": {}})
    assert one != from_boto(cls, {"Two": {}})
    assert one != from_boto(cls, {"One": {"A": 1}})
    assert one != cls()


@pytest.mark.parametrize("unknown_members", [None, True, False])
def test_to_boto_always_includes_unknown_branch(
    unknown_members: bool | None, warnings: Callable[[], list[str]]
) -> None:
    branch = {"BranchOfTomorrow": {"A": 1}}
    request = optimization(from_boto(OptimizationConfig, branch))

    sent = to_boto(request, unknown_members=unknown_members)

    assert sent["OptimizationConfigs"] == [branch]
    assert warnings() == []


def test_misspelt_branch_of_request_is_refused_with_nearest_name() -> None:
    plain = to_boto(optimization()) | {
        "OptimizationConfigs": [{"ModelQuantisationConfig": {"Image": "a"}}]
    }
    with pytest.raises(ConversionError) as caught:
        from_boto(CreateOptimizationJobRequest, plain)
    kept = from_boto(CreateOptimizationJobRequest, plain, unknown_members=True)

    (problem,) = caught.value.problems
    assert problem.path == "OptimizationConfigs[0].ModelQuantisationConfig"
    assert "did you mean ModelQuantizationConfig" in problem.message
    assert kept.optimization_configs[0].branch == "ModelQuantisationConfig"
    assert to_boto(kept) == plain


# --- nothing is known -----------------------------------------------------------------------------

PIPELINE_EVENT = {
    "pipelineArn": "arn:aws:sagemaker:us-east-1:123456789012:pipeline/p",
    "pipelineExecutionArn": "arn:aws:sagemaker:us-east-1:123456789012:pipeline/p/execution/1",
    "currentPipelineExecutionStatus": "Executing",
}


@pytest.mark.parametrize("read", [from_boto, by_json])
def test_members_in_another_spelling_are_refused_if_none_is_known(read: Any) -> None:
    with pytest.raises(ConversionError) as caught:
        read(DescribePipelineExecutionResponse, PIPELINE_EVENT)
    assert [problem.path for problem in caught.value.problems] == [
        "pipelineArn",
        "pipelineExecutionArn",
    ]
    assert "did you mean PipelineExecutionArn?" in str(caught.value)
    assert "123456789012" not in str(caught.value)


def test_known_member_makes_other_spellings_unknown_members() -> None:
    answer = {"PipelineArn": "arn", "pipelineExecutionArn": "arn"}
    read = from_boto(DescribePipelineExecutionResponse, answer)
    assert read.unknown_members == {"pipelineExecutionArn": "arn"}


def test_response_without_any_known_member_is_logged(warnings: Callable[[], list[str]]) -> None:
    answer = {"Tomorrow": "secret", "Later": 1}
    readers: list[Callable[..., Any]] = [
        from_boto,
        by_json,
        by_wire,
    ]
    for read in readers:
        response = read(DescribePipelineExecutionResponse, answer)
        assert response.unknown_members == answer
        (text,) = warnings()
        assert text.startswith("DescribePipelineExecutionResponse: none of the members is known")
        assert text.endswith(": Tomorrow, Later")
        assert from_boto(DescribePipelineExecutionResponse, to_boto(response)) == response
        warnings()
    from_boto(DescribePipelineExecutionResponse, {})
    from_boto(DescribePipelineExecutionResponse, {**answer, "PipelineArn": "arn"})
    from_boto(Tag, {"Key": "a", "Value": "b", **answer})
    from_boto(DeleteModelResponse, answer)
    assert warnings() == []
