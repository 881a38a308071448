"""Old code reads new responses: unknown values, members and branches survive a round trip.

The models of two botocore releases of September 2019 are in ``data``, without documentation. The
code that is generated from them reads responses of today's model.
"""

from __future__ import annotations

import copy
import gzip
import importlib
import json
import logging
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import botocore.session
import pytest
from botocore import xform_name
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.validate import ParamValidator
from helpers.cases import each
from helpers.folders import DATA
from helpers.samples import sample, service_model

from sagemaker_typed import ConversionError, OpenEnum, from_boto, to_boto

BEFORE, AFTER = "1.12.235", "1.12.236"

Generate: TypeAlias = Callable[[str, Path], Any]
"""Takes a name and the file of a model; returns the namespace of the generated classes."""


@cache
def raw_model(version: str) -> Any:
    path = DATA / f"sagemaker-{version}.service-2.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))


@cache
def old_model(version: str = AFTER) -> Any:
    return ServiceModel(raw_model(version), "sagemaker")


OPERATIONS = sorted(old_model().operation_names)


def new_output(operation: str) -> Any:
    return service_model().operation_model(operation).output_shape


def old_output(operation: str) -> Any:
    return old_model().operation_model(operation).output_shape


@pytest.fixture(scope="module")
def generate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generate]:
    folder = tmp_path_factory.mktemp("generated")

    def run(name: str, model: Path) -> Any:
        command = [sys.executable, "-m", "sagemaker_typed.codegen", "generate"]
        result = subprocess.run(
            [*command, "--model", str(model), "--output", str(folder / name)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        importlib.invalidate_caches()
        return importlib.import_module(f"{name}.sagemaker")

    sys.path.insert(0, str(folder))
    yield run
    sys.path.remove(str(folder))
    for name in {name for name in sys.modules if name.startswith("time_travel_")}:
        del sys.modules[name]


def from_release(generate: Generate, version: str) -> Any:
    name = f"time_travel_{version.replace('.', '_')}"
    return generate(name, DATA / f"sagemaker-{version}.service-2.json.gz")


@pytest.fixture(scope="module")
def old(generate: Generate) -> Any:
    """Return the classes of botocore 1.12.236."""
    return from_release(generate, AFTER)


@pytest.fixture(scope="module")
def older(generate: Generate) -> Any:
    """Return the classes of botocore 1.12.235."""
    return from_release(generate, BEFORE)


# --- the members that an object has kept ----------------------------------------------------------


@attrs.define
class Reading:
    """Compares an object, field by field, with the response that it was read from.

    The fields come from the old model, which is read with botocore.
    """

    counts: Counter[str] = attrs.field(factory=Counter[str])

    def check(self, shape: Any, answer: Any, read: Any, path: str) -> None:
        match shape.type_name:
            case "structure":
                self._structure(shape, answer, read, path)
            case "list":
                assert len(read) == len(answer), path
                for number, item in enumerate(answer):
                    self.check(shape.member, item, read[number], f"{path}[{number}]")
            case "map":
                assert list(read) == list(answer), path
                for key, item in answer.items():
                    self.check(shape.value, item, read[key], f"{path}[{key!r}]")
            case "string" if shape.enum:
                assert isinstance(read, OpenEnum), path
                assert read.value == answer, path
                assert type(read.value) is str, path
                assert read.is_known == (answer in shape.enum), path
                self.counts["known values" if read.is_known else "unknown values"] += 1
            case "timestamp":
                assert isinstance(read, datetime), path
                assert read == answer, path
            case _:
                assert type(read) is type(answer), path
                assert read == answer, path

    def _structure(self, shape: Any, answer: Any, read: Any, path: str) -> None:
        members: Any = shape.members
        unknown = {name: value for name, value in answer.items() if name not in members}
        assert read.unknown_members == (unknown or None), path
        self.counts["unknown members"] += len(unknown)
        if unknown:
            self.counts[f"levels with unknown members: {path.count('.')}"] += 1
        for name in answer.keys() & members.keys():
            self.check(
                members[name], answer[name], getattr(read, xform_name(name)), f"{path}.{name}"
            )
        absent = members.keys() - answer.keys()
        assert all(getattr(read, xform_name(name)) is None for name in absent), path


def read_and_write_back(old: Any, operation: str, answer: Any) -> Reading:
    """Check that old code keeps the whole ``answer``."""
    before = copy.deepcopy(answer)
    reading = Reading()
    response: Any = getattr(old, f"{operation}Response")

    read = from_boto(response, answer)

    assert answer == before
    assert read.response_metadata.corrected == ()
    if shape := old_output(operation):
        reading.check(shape, answer, read, operation)
    else:
        assert read.unknown_members == (answer or None)
    assert to_boto(read) == answer
    again: Any = from_boto(response, to_boto(read))
    assert again == read
    return reading


def with_enum_values(then: Any, shape: Any, value: Any, number: int) -> Any:
    """Return the part of ``value`` that is in the old model, with the n-th value of each enum.

    ``then`` is the old shape, ``shape`` is today's.
    """
    match shape.type_name:
        case "structure":
            return {
                name: with_enum_values(then.members[name], shape.members[name], member, number)
                for name, member in value.items()
                if name in then.members
            }
        case "list":
            return [with_enum_values(then.member, shape.member, item, number) for item in value]
        case "map":
            return {
                key: with_enum_values(then.value, shape.value, item, number)
                for key, item in value.items()
            }
        case "string" if shape.enum:
            return shape.enum[number % len(shape.enum)]
        case _:
            return value


def most_enum_values(then: Any, shape: Any, above: tuple[str, ...] = ()) -> int:
    """Return the number of values of the largest enum within a shape today."""
    if shape.name in above:
        return 0
    inner = (*above, shape.name)
    match shape.type_name:
        case "structure":
            common = then.members.keys() & shape.members.keys()
            counts = (most_enum_values(then.members[n], shape.members[n], inner) for n in common)
            return max(counts, default=0)
        case "list":
            return most_enum_values(then.member, shape.member, inner)
        case "map":
            return most_enum_values(then.value, shape.value, inner)
        case _:
            return len(getattr(shape, "enum", None) or ())


# --- whole answers --------------------------------------------------------------------------------


def test_old_operations_still_exist() -> None:
    assert len(OPERATIONS) == 75
    assert set(OPERATIONS) <= set(service_model().operation_names)


@each("operation", OPERATIONS)
def test_old_code_keeps_full_responses_of_today(operation: str, old: Any) -> None:
    read_and_write_back(old, operation, sample(new_output(operation), "full"))


@each("operation", [name for name in OPERATIONS if old_output(name)])
def test_old_code_keeps_every_enum_value_of_today(operation: str, old: Any) -> None:
    shape, then = new_output(operation), old_output(operation)
    answer = sample(shape, "full")
    for number in range(most_enum_values(then, shape)):
        read_and_write_back(old, operation, with_enum_values(then, shape, answer, number))


@each("operation", OPERATIONS)
def test_old_code_keeps_responses_parsed_from_the_wire(operation: str, old: Any) -> None:
    """The parsed responses have botocore's additions, and a null, which means absent."""
    shape = new_output(operation)
    content = sample(shape, "full")
    body = json.dumps(content | {"Nothing": None}, default=lambda moment: moment.timestamp())
    wire: Any = {"status_code": 200, "headers": {"x-amzn-requestid": "id-1"}, "body": body.encode()}
    parser: Any = create_parser("json")
    answer = parser.parse(wire, shape)

    read = from_boto(getattr(old, f"{operation}Response"), answer)
    raw = from_boto(getattr(old, f"{operation}Response"), json.loads(body))

    assert read.response_metadata.request_id == "id-1"
    assert to_boto(read) == answer
    assert set(answer) == {*content, "ResponseMetadata"}
    assert json.dumps(to_boto(raw), default=lambda moment: moment.timestamp(), sort_keys=True) == (
        json.dumps(content, default=lambda moment: moment.timestamp(), sort_keys=True)
    )


def test_old_code_does_not_know_many_members_and_values(old: Any) -> None:
    """The other tests check that unknown parts are kept, so there must be enough of them."""
    counts = Counter[str]()
    for operation in OPERATIONS:
        shape = new_output(operation)
        if shape:
            counts += read_and_write_back(old, operation, sample(shape, "full")).counts

    assert counts["unknown values"] > 30
    assert counts["unknown members"] > 150
    depths = [count for name, count in counts.items() if name.startswith("levels")]
    assert len(depths) >= 4, counts


def test_old_code_reads_sample_responses(old: Any) -> None:
    """The same check with the values written out."""
    described = from_boto(
        old.DescribeEndpointConfigResponse,
        {
            "EndpointConfigName": "blue",
            "EndpointConfigArn": "arn",
            "CreationTime": datetime.fromisoformat("2026-01-02T03:04:05Z"),
            "EnableNetworkIsolation": False,
            "ProductionVariants": [
                {
                    "VariantName": "a",
                    "ModelName": "churn",
                    "InitialInstanceCount": 1,
                    "InstanceType": "ml.p6-b200.48xlarge",
                    "ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 0},
                }
            ],
        },
    )
    (variant,) = described.production_variants

    assert described.unknown_members == {"EnableNetworkIsolation": False}
    assert not variant.instance_type.is_known
    assert variant.instance_type == "ml.p6-b200.48xlarge"
    assert variant.unknown_members == {
        "ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 0}
    }
    assert "serverless_config" not in variant.__wire_names__


# --- members that were required then --------------------------------------------------------------


def expected_corrections(shape: Any, answer: Any, path: str) -> Iterator[str]:
    """Yield the paths of members that the old model requires and the response does not have."""
    match shape.type_name:
        case "structure":
            for name, member in shape.members.items():
                here = f"{path}.{xform_name(name)}".lstrip(".")
                if name in answer:
                    yield from expected_corrections(member, answer[name], here)
                elif name in shape.required_members:
                    yield here
                    yield from expected_corrections(member, nothing(member), here)
        case "list":
            for number, item in enumerate(answer):
                yield from expected_corrections(shape.member, item, f"{path}[{number}]")
        case "map":
            for key, item in answer.items():
                yield from expected_corrections(shape.value, item, f"{path}[{key!r}]")
        case _:
            return


def nothing(shape: Any) -> Any:
    """Return the default for an absent required member, according to the Smithy specification."""
    values: dict[str, Any] = {
        "structure": {},
        "list": [],
        "map": {},
        "string": "",
        "boolean": False,
        "integer": 0,
        "long": 0,
        "float": 0.0,
        "double": 0.0,
        "timestamp": datetime.fromisoformat("1970-01-01T00:00:00Z"),
    }
    return values[shape.type_name]


def filled(shape: Any, answer: Any) -> Any:
    """Return a copy of a response with absent required members filled with their defaults."""
    match shape.type_name:
        case "structure":
            result = dict(answer)
            for name, member in shape.members.items():
                if name in answer or name in shape.required_members:
                    result[name] = filled(member, answer.get(name, nothing(member)))
            return result
        case "list":
            return [filled(shape.member, item) for item in answer]
        case "map":
            return {key: filled(shape.value, item) for key, item in answer.items()}
        case _:
            return answer


# Members known to be absent from some responses, then and now: their fields may be ``None``.
KNOWN_TO_BE_ABSENT = {
    "DescribeCompilationJob": {"input_config"},
    "DescribeModelPackage": {"model_package_name"},
    "DescribeTrainingJob": {"model_artifacts"},
}


def without(answer: Any, name: str) -> Any:
    return {member: value for member, value in answer.items() if member != name}


@each("operation", [name for name in OPERATIONS if old_output(name)])
def test_absent_members_required_by_old_code_are_corrected_and_listed(
    operation: str, old: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Leave out each member that is optional in today's model, one by one and all together."""
    shape, then = new_output(operation), old_output(operation)
    full = sample(shape, "full")
    answers = [sample(shape, "required"), *(without(full, name) for name in full)]
    left_absent = set[str]()
    for answer in answers:
        before = copy.deepcopy(answer)
        expected = set(expected_corrections(then, answer, ""))
        caplog.clear()
        with caplog.at_level(logging.WARNING, logger="sagemaker_typed"):
            read = from_boto(getattr(old, f"{operation}Response"), answer)
        corrected = set(read.response_metadata.corrected)

        not_corrected = expected - corrected
        assert corrected <= expected
        left_absent |= {path.partition(".")[0] for path in not_corrected}
        if not not_corrected:
            assert to_boto(read) == filled(then, answer)
        assert answer == before
        assert len(caplog.records) == bool(corrected)
        assert all(path in caplog.text for path in corrected)
    assert left_absent == KNOWN_TO_BE_ABSENT.get(operation, set())


def test_some_members_required_by_old_code_are_optional_today() -> None:
    """Otherwise the test above would check nothing."""
    paths = {
        f"{operation}.{path}"
        for operation in OPERATIONS
        if old_output(operation)
        for path in expected_corrections(
            old_output(operation), sample(new_output(operation), "required"), ""
        )
    }
    assert "DescribeModel.execution_role_arn" in paths
    assert "DescribeEndpointConfig.production_variants[0].instance_type" in paths
    assert len(paths) > 15, paths


# --- unions ---------------------------------------------------------------------------------------

CUT = "time_travel_branches"


def shapes_within(shape: Any, found: dict[str, Any]) -> dict[str, Any]:
    if shape is not None and shape.name not in found:
        found[shape.name] = shape
        match shape.type_name:
            case "structure":
                for member in shape.members.values():
                    shapes_within(member, found)
            case "list":
                shapes_within(shape.member, found)
            case "map":
                shapes_within(shape.value, found)
            case _:
                pass
    return found


@cache
def operations_with_unions() -> dict[str, set[str]]:
    """Return the unions within the output of each operation that has any."""
    found = {
        name: {
            shape.name
            for shape in shapes_within(new_output(name), {}).values()
            if getattr(shape, "is_tagged_union", False)
        }
        for name in service_model().operation_names
    }
    return {name: unions for name, unions in found.items() if unions}


@cache
def raw_model_without_branches() -> Any:
    """Return the model of operations with unions, without the first branch of each union."""
    loader: Any = botocore.session.Session().get_component("data_loader")
    raw = copy.deepcopy(loader.load_service_model("sagemaker", "service-2"))
    raw["operations"] = {name: raw["operations"][name] for name in operations_with_unions()}
    for shape in raw["shapes"].values():
        if shape.get("union"):
            first = next(iter(shape["members"]))
            branch = shape["members"].pop(first)
            if not shape["members"]:
                shape["members"]["Former"] = branch
    return raw


@pytest.fixture(scope="module")
def without_branches(generate: Generate, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("model") / "service-2.json"
    path.write_text(json.dumps(raw_model_without_branches()), encoding="utf-8")
    return generate(CUT, path)


def unions_in(shape: Any, answer: Any, read: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield the unions in a response: shape name, branch in today's model, object."""
    if getattr(shape, "is_tagged_union", False):
        yield shape.name, answer, read
        return
    match shape.type_name:
        case "structure":
            for name in answer:
                member = getattr(read, xform_name(name))
                yield from unions_in(shape.members[name], answer[name], member)
        case "list":
            for number, item in enumerate(answer):
                yield from unions_in(shape.member, item, read[number])
        case _:
            return


@pytest.mark.parametrize("operation", sorted(operations_with_unions()))
def test_old_code_keeps_union_branches_of_today(operation: str, without_branches: Any) -> None:
    answer = sample(new_output(operation), "full")

    read = from_boto(getattr(without_branches, f"{operation}Response"), answer)

    assert read.response_metadata.corrected == ()
    assert to_boto(read) == answer
    found = list(unions_in(new_output(operation), answer, read))
    # A metric specification is part of a scaling policy, and here the whole policy is unknown.
    within = {"MetricSpecification"} & operations_with_unions()[operation]
    assert {name for name, *_ in found} == operations_with_unions()[operation] - within
    for _, branch, union in found:
        assert union.unknown_members == branch
        assert [union.branch] == list(branch)
        assert all(getattr(union, name) is None for name in union.__wire_names__)


@pytest.mark.parametrize("operation", sorted(operations_with_unions()))
def test_old_botocore_union_branches_are_kept(operation: str, without_branches: Any) -> None:
    answer = sample(new_output(operation), "full")
    body = json.dumps(answer, default=lambda moment: moment.timestamp()).encode()
    cut: Any = ServiceModel(raw_model_without_branches(), "sagemaker")
    parser: Any = create_parser("json")
    wire: Any = {"status_code": 200, "headers": {}, "body": body}
    parsed = parser.parse(wire, cut.operation_model(operation).output_shape)

    read = from_boto(getattr(without_branches, f"{operation}Response"), parsed)

    assert to_boto(read) == parsed
    found = list(unions_in(new_output(operation), answer, read))
    assert found
    for _, branch, union in found:
        (name,) = branch
        assert union.unknown_members == {"SDK_UNKNOWN_MEMBER": {"name": name}}
        assert union.branch == name


def test_every_union_occurs_in_a_response() -> None:
    names: Any = service_model().shape_names
    unions = {
        name for name in names if getattr(service_model().shape_for(name), "is_tagged_union", False)
    }
    assert unions
    assert set[str]().union(*operations_with_unions().values()) == unions


# --- from one release to the next -----------------------------------------------------------------

# The changes of 2019-09-25 on https://awsapichanges.com, for all six operations that changed.
NEW_INSTANCE_TYPES = {
    *(f"ml.g4dn.{size}" for size in ("xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge")),
    "ml.g4dn.16xlarge",
    *(f"ml.r5.{size}" for size in ("large", "xlarge", "2xlarge", "4xlarge", "12xlarge")),
    "ml.r5.24xlarge",
}


def test_two_releases_differ_only_in_the_published_values() -> None:
    before, after = copy.deepcopy(raw_model(BEFORE)), copy.deepcopy(raw_model(AFTER))
    for model in (before, after):
        for shape in model["shapes"].values():
            shape.get("enum", []).sort()
    changed = [name for name, shape in after["shapes"].items() if shape != before["shapes"][name]]

    assert before["operations"] == after["operations"]
    assert before["shapes"].keys() == after["shapes"].keys()
    assert changed == ["ProductionVariantInstanceType"]
    new, former = (model["shapes"][changed[0]]["enum"] for model in (after, before))
    assert set(new) - set(former) == NEW_INSTANCE_TYPES
    assert set(former) <= set(new)


@pytest.mark.parametrize("value", sorted(NEW_INSTANCE_TYPES))
def test_new_enum_values_are_open_in_the_previous_release(value: str, older: Any, old: Any) -> None:
    answer = sample(old_output("DescribeEndpointConfig"), "full")
    answer["ProductionVariants"][0]["InstanceType"] = value
    specification = sample(old_output("DescribeAlgorithm"), "full")
    specification["InferenceSpecification"]["SupportedRealtimeInferenceInstanceTypes"] = [value]

    for namespace, known in ((older, False), (old, True)):
        enum = namespace.ProductionVariantInstanceType
        read = from_boto(namespace.DescribeEndpointConfigResponse, answer)
        algorithm = from_boto(namespace.DescribeAlgorithmResponse, specification)
        (listed,) = algorithm.inference_specification.supported_realtime_inference_instance_types

        for kept in (read.production_variants[0].instance_type, listed):
            assert type(kept) is enum
            assert kept is enum.open(value)
            assert kept.value == value
            assert kept.is_known is known
            assert (kept.family, kept.size) == tuple(value.split(".")[1:])
        assert (value in {member.value for member in enum}) is known
        assert to_boto(read) == answer
        assert to_boto(algorithm) == specification
        request = namespace.CreateEndpointConfigRequest(
            endpoint_config_name="blue", production_variants=read.production_variants
        )
        assert to_boto(request)["ProductionVariants"][0]["InstanceType"] == value
    with pytest.raises(ValueError, match="is not a known ProductionVariantInstanceType"):
        older.ProductionVariantInstanceType(value)


# --- an old answer's object in an old request -----------------------------------------------------


def copied_variants(old: Any) -> tuple[Any, list[Any]]:
    """Return a request with the variants of a response of today, and these variants."""
    answer = sample(new_output("DescribeEndpointConfig"), "full")
    described = from_boto(old.DescribeEndpointConfigResponse, answer)
    request = old.CreateEndpointConfigRequest(
        endpoint_config_name="green", production_variants=described.production_variants
    )
    return request, answer["ProductionVariants"]


def test_unknown_members_are_not_sent_by_default(
    old: Any, caplog: pytest.LogCaptureFixture
) -> None:
    request, variants = copied_variants(old)
    known: Any = old_model().shape_for("ProductionVariant").members
    unknown = [name for name in variants[0] if name not in known]
    assert len(unknown) > 5

    with caplog.at_level(logging.WARNING, logger="sagemaker_typed"):
        sent = to_boto(request)

    assert sent["ProductionVariants"] == [
        {name: value for name, value in variant.items() if name in known} for variant in variants
    ]
    (record,) = caplog.records
    assert "ProductionVariant" in record.getMessage()
    assert all(name in record.getMessage() for name in unknown)
    assert "unknown_members=True" in record.getMessage()


def test_unknown_members_are_sent_if_requested(old: Any, caplog: pytest.LogCaptureFixture) -> None:
    request, variants = copied_variants(old)

    with caplog.at_level(logging.DEBUG, logger="sagemaker_typed"):
        sent = to_boto(request, unknown_members=True)

    assert sent == {"EndpointConfigName": "green", "ProductionVariants": variants}
    assert caplog.records == []
    shape: Any = service_model().operation_model("CreateEndpointConfig").input_shape
    report = ParamValidator().validate(sent, shape)
    assert not report.has_errors(), report.generate_report()


def test_old_code_refuses_a_request_of_today_with_paths(old: Any) -> None:
    """An unknown member in a request is a typo, unless it is declared to be new."""
    _, variants = copied_variants(old)
    plain = {"EndpointConfigName": "green", "ProductionVariants": variants}

    with pytest.raises(ConversionError) as caught:
        from_boto(old.CreateEndpointConfigRequest, plain)
    kept = from_boto(old.CreateEndpointConfigRequest, plain, unknown_members=True)

    paths = {problem.path for problem in caught.value.problems}
    assert "ProductionVariants[0].ServerlessConfig" in paths
    known: Any = old_model().shape_for("ProductionVariant").members
    assert len(paths) == sum(name not in known for name in variants[0])
    assert to_boto(kept, unknown_members=True) == plain
