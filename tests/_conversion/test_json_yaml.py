"""JSON and YAML, as the AWS CLI, events and workflows use them."""

from __future__ import annotations

import base64
import copy
import importlib.util
import json
import math
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, ClassVar, cast

import attrs
import pytest
from botocore.serialize import create_serializer
from botocore.utils import ArgumentGenerator
from botocore.validate import ParamValidator
from helpers.cases import each
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import (
    ConversionError,
    Shape,
    from_boto,
    from_json,
    from_yaml,
    mark_sensitive,
    to_boto,
    to_json,
    to_yaml,
    violations,
)
from sagemaker_typed._conversion import yaml_text
from sagemaker_typed.local import LocalServer, local_server
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateEndpointConfigRequest,
    CreateModelRequest,
    CreateTrainingJobRequest,
    DescribeEndpointConfigResponse,
    DescribeModelResponse,
    DescribeTrainingJobResponse,
    ListEndpointsRequest,
    ListModelsRequest,
    ProductionVariant,
    ProductionVariantInstanceType,
    SearchExpression,
    SecondaryStatus,
    ShuffleConfig,
    Tag,
    TrainingInstanceType,
    TrainingJobStatus,
)
from sagemaker_typed.training_session_runtime import TensorData

OPERATIONS = sorted(service_model().operation_names)
DATETIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def class_of(name: str) -> Any:
    return getattr(sagemaker_typed.sagemaker, name)


def messages() -> Iterator[tuple[str, Any]]:
    """Yield the class name and shape of every request and response."""
    for operation in OPERATIONS:
        model = service_model().operation_model(operation)
        for kind, shape in (("Request", model.input_shape), ("Response", model.output_shape)):
            if shape is not None:
                yield f"{operation}{kind}", shape


MESSAGES = dict(messages())


def iso(value: Any) -> str:
    return cast("str", value.isoformat())


def in_iso(value: Any) -> Any:
    """Return the value with timestamps as ISO 8601 strings."""
    return json.loads(json.dumps(value, default=iso))


def request() -> CreateEndpointConfigRequest:
    return CreateEndpointConfigRequest(
        endpoint_config_name="blue-é",
        production_variants=[
            ProductionVariant(
                variant_name="a",
                initial_instance_count=0,
                initial_variant_weight=0.5,
                instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
                enable_ssm_access=False,
            )
        ],
        tags=[],
    )


# --- form -----------------------------------------------------------------------------------------


def test_to_json_uses_wire_names_in_model_order() -> None:
    assert to_json(request()) == textwrap.dedent(
        """\
        {
            "EndpointConfigName": "blue-é",
            "ProductionVariants": [
                {
                    "VariantName": "a",
                    "InitialInstanceCount": 0,
                    "InstanceType": "ml.m5.large",
                    "InitialVariantWeight": 0.5,
                    "EnableSSMAccess": false
                }
            ],
            "Tags": []
        }"""
    )


def test_to_yaml_uses_wire_names_in_model_order() -> None:
    assert to_yaml(request()) == textwrap.dedent(
        """\
        EndpointConfigName: blue-é
        ProductionVariants:
        - VariantName: a
          InitialInstanceCount: 0
          InstanceType: ml.m5.large
          InitialVariantWeight: 0.5
          EnableSSMAccess: false
        Tags: []
        """
    )


def test_to_json_uses_given_indent() -> None:
    assert to_json(Tag(key="a", value="b"), indent=None) == '{"Key": "a", "Value": "b"}'
    assert to_json(Tag(key="a", value="b"), indent=1) == '{\n "Key": "a",\n "Value": "b"\n}'


def test_enum_value_is_serialized_as_str() -> None:
    opened = ProductionVariant(
        variant_name="a", instance_type=ProductionVariantInstanceType.open("ml.p9.large")
    )

    assert json.loads(to_json(opened))["InstanceType"] == "ml.p9.large"
    assert to_yaml(opened) == "VariantName: a\nInstanceType: ml.p9.large\n"
    for again in (
        from_json(ProductionVariant, to_json(opened)),
        from_yaml(ProductionVariant, to_yaml(opened)),
    ):
        assert again == opened
        assert again.instance_type is not None
        assert not again.instance_type.is_known


@pytest.mark.parametrize(
    "timestamp",
    [DATETIME, DATETIME.astimezone(timezone(timedelta(hours=-7)))],
    ids=["utc", "offset"],
)
def test_timestamp_is_serialized_as_iso_8601(timestamp: datetime) -> None:
    listing = ListEndpointsRequest(creation_time_after=timestamp)

    assert json.loads(to_json(listing)) == {"CreationTimeAfter": timestamp.isoformat()}
    assert from_json(ListEndpointsRequest, to_json(listing)).creation_time_after == DATETIME
    assert from_yaml(ListEndpointsRequest, to_yaml(listing)).creation_time_after == DATETIME
    assert type(json.loads(to_json(listing))["CreationTimeAfter"]) is str


def test_microseconds_round_trip() -> None:
    listing = ListEndpointsRequest(creation_time_after=DATETIME.replace(microsecond=123456))
    assert from_json(ListEndpointsRequest, to_json(listing)) == listing
    assert from_yaml(ListEndpointsRequest, to_yaml(listing)) == listing


@attrs.define(kw_only=True, eq=False, repr=False)
class Blobs(Shape):
    """A structure with blobs, which this service does not have."""

    data: bytes
    more: list[bytes] | None = None
    by_name: dict[str, bytes] | None = None

    __wire_names__: ClassVar[Mapping[str, str]] = {
        "data": "Data",
        "more": "More",
        "by_name": "ByName",
    }


ALL_BYTES = bytes(range(256))


def test_blob_is_serialized_as_base64() -> None:
    blobs = Blobs(data=ALL_BYTES, more=[b"", b"a"], by_name={"x": b"\xff"})
    expected = {
        "Data": base64.b64encode(ALL_BYTES).decode(),
        "More": ["", "YQ=="],
        "ByName": {"x": "/w=="},
    }

    assert json.loads(to_json(blobs)) == expected
    assert from_json(Blobs, to_json(blobs)) == blobs
    assert from_yaml(Blobs, to_yaml(blobs)) == blobs
    assert from_yaml(Blobs, "Data: !!binary YQ==\n") == Blobs(data=b"a")
    assert to_boto(blobs)["Data"] == ALL_BYTES


def test_response_is_serialized_without_metadata() -> None:
    plain = {"ModelName": "a", "ModelArn": "b", "CreationTime": DATETIME}
    answer = plain | {"ResponseMetadata": {"RequestId": "id-1", "HTTPStatusCode": 200}}
    read = from_boto(DescribeModelResponse, answer)

    assert json.loads(to_json(read)) == in_iso(plain)
    assert from_json(DescribeModelResponse, to_json(read)) == read
    assert "ResponseMetadata" not in to_yaml(read)
    assert read.response_metadata.request_id == "id-1"
    assert from_json(DescribeModelResponse, to_json(read)).response_metadata.request_id == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_from_json_accepts_bytes(encoding: str) -> None:
    assert from_json(CreateEndpointConfigRequest, to_json(request()).encode(encoding)) == request()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_from_yaml_accepts_bytes(encoding: str) -> None:
    assert from_yaml(CreateEndpointConfigRequest, to_yaml(request()).encode(encoding)) == request()


def test_json_and_yaml_can_be_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "request"
    path.write_text(to_json(request()), encoding="utf-8")
    assert from_json(CreateEndpointConfigRequest, path.read_bytes()) == request()
    path.write_text(to_yaml(request()), encoding="utf-8")
    assert from_yaml(CreateEndpointConfigRequest, path.read_bytes()) == request()


def test_from_yaml_reads_json() -> None:
    assert from_yaml(CreateEndpointConfigRequest, to_json(request())) == request()


def test_null_is_absent() -> None:
    expected = CreateModelRequest(model_name="a")
    assert (
        from_json(CreateModelRequest, '{"ModelName": "a", "Tags": null, "New": null}') == expected
    )
    assert from_yaml(CreateModelRequest, "ModelName: a\nTags:\nNew: ~\n") == expected


def test_64_bit_int_round_trip() -> None:
    seed = ShuffleConfig(seed=2**63 - 1)
    assert from_json(ShuffleConfig, to_json(seed)) == seed
    assert from_yaml(ShuffleConfig, to_yaml(seed)) == seed


LONG_TEXTS = {
    "control characters": "0" * 37 + "\x1f" * 9 + "\x7f0 0",
    "a quote and spaces": '"' * 20 + "\x7f" * 20 + "\xa0" * 20 + ":\\" + "- " * 21 + "#",
    "line ends": "a\u2028" * 20 + "\x85" * 20 + " \n \t\r\n" * 20,
    "words": "a word " * 40,
}


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_long_str_round_trip_through_yaml(text: str) -> None:
    model = CreateModelRequest(
        model_name=text,
        primary_container=ContainerDefinition(environment={text: text}),
        tags=[Tag(key="a", value=text)],
    )
    assert from_yaml(CreateModelRequest, to_yaml(model)) == model


@pytest.mark.parametrize(
    "text", ["2026-01-02", "2026-01-02 00:00:00", "2026-01-02T00:00:00Z", "!!timestamp 2026-01-02"]
)
def test_unquoted_yaml_timestamp_is_read_by_type_of_field(text: str) -> None:
    listing = from_yaml(ListEndpointsRequest, f"CreationTimeAfter: {text}\nNameContains: {text}\n")
    assert listing == ListEndpointsRequest(
        creation_time_after=datetime(2026, 1, 2, tzinfo=UTC),
        name_contains=text.removeprefix("!!timestamp "),
    )


# --- round trips ----------------------------------------------------------------------------------


@each("name", MESSAGES)
def test_every_message_round_trips_through_json(name: str) -> None:
    plain = sample(MESSAGES[name], "full")
    read = from_boto(class_of(name), plain)

    text = to_json(read)

    assert json.loads(text) == in_iso(plain)
    again = from_json(class_of(name), text)
    assert again == read
    assert to_boto(again) == plain


@each("name", [name for name in MESSAGES if name != "SearchResponse"])
def test_every_message_round_trips_through_yaml(name: str) -> None:
    read = from_boto(class_of(name), sample(MESSAGES[name], "full"))
    assert from_yaml(class_of(name), to_yaml(read)) == read


@pytest.mark.parametrize("kind", ["required", "empty"])
def test_minimal_requests_round_trip_through_json_and_yaml(kind: Any) -> None:
    for name, shape in MESSAGES.items():
        if name.endswith("Request"):
            read = from_boto(class_of(name), sample(shape, kind))
            assert from_json(class_of(name), to_json(read)) == read, name
            if kind == "empty":
                assert from_yaml(class_of(name), to_yaml(read)) == read, name


AWKWARD = [
    *(
        "",
        " ",
        " a ",
        "a\n",
        "\na",
        "a\n\n b\n",
        "a\tb",
        "\t",
        "\r\n",
        "a\rb",
        "\x00",
        "\x07",
        "\x7f",
    ),
    *("\x85", "\u2028", "\ufeff", "\ufffe", "é", "😀", "\u202e"),
    *("yes", "No", "on", "off", "true", "False", "null", "~", "None", "y", "n", ".inf", ".nan"),
    *("1", "-1", "1.0", "1e3", "0x1F", "0o17", "017", "1_000", "12:30:45", "+1", "."),
    *("2026-01-02", "2026-01-02T03:04:05Z", "2026-01-02 03:04:05"),
    *("a: b", "a:", ":a", "#a", "a #b", "- a", "-", "---", "...", "--- a", "? a", "?"),
    *("{a}", "[a]", "{", "]", "a, b", ",", "&a", "*a", "!a", "!!str a", "|", ">", "|-", "%a"),
    *("@a", "`a`", "'", '"', "'a'", '"a"', "\\", "\\n", "<<", "=", "a'b\"c"),
    "long " * 60,
    "two  spaces  " * 30,
    "x" * 500,
    "a\n" * 20 + " indented\n\ttab\n",
]


@each("text", AWKWARD, ids=ascii)
def test_any_str_round_trips_through_json_and_yaml(text: str) -> None:
    """As a value, in a list, and as a key and value in a map."""
    image = ContainerDefinition(image=text, environment={text: text, f"{text} ": text})
    model = CreateModelRequest(model_name=text, containers=[image])

    assert from_json(CreateModelRequest, to_json(model)) == model
    assert from_yaml(CreateModelRequest, to_yaml(model)) == model


# --- the AWS CLI ----------------------------------------------------------------------------------
#
# The CLI passes the content of `--cli-input-json` to botocore unchanged, prints botocore's result
# without metadata, and creates its skeletons with botocore's generator. The tests of all operations
# therefore use botocore. The last tests use the CLI itself, if it is installed.


def body(operation: str, parameters: dict[str, Any]) -> Any:
    serializer: Any = create_serializer("json", include_validation=False)
    model = service_model().operation_model(operation)
    return serializer.serialize_to_request(parameters, model)["body"]


@each("operation", OPERATIONS)
def test_json_is_valid_input_for_the_cli(operation: str) -> None:
    shape: Any = service_model().operation_model(operation).input_shape
    plain = sample(shape, "full")
    typed = from_boto(class_of(f"{operation}Request"), plain)

    read_by_the_cli = json.loads(to_json(typed))

    report = ParamValidator().validate(read_by_the_cli, shape)
    assert not report.has_errors(), report.generate_report()
    assert body(operation, read_by_the_cli) == body(operation, plain)


def printed(value: Any, *, wire: bool) -> str:
    """Return the output of the CLI, with timestamps in ISO 8601 or in the format of the wire."""

    def default(value: datetime) -> object:
        return value.timestamp() if wire else value.isoformat()

    return json.dumps(value, indent=4, default=default, ensure_ascii=False)


@each("name", [name for name in MESSAGES if name.endswith("Response")])
def test_from_json_reads_output_of_the_cli(name: str) -> None:
    answer = sample(MESSAGES[name], "full")
    expected = from_boto(class_of(name), answer)

    assert from_json(class_of(name), printed(answer, wire=False)) == expected
    assert from_json(class_of(name), printed(answer, wire=True)) == expected


def has_union(shape: Any, above: tuple[str, ...] = ()) -> bool:
    if getattr(shape, "is_tagged_union", False):
        return True
    if shape.name in above:
        return False
    inner = (*above, shape.name)
    match shape.type_name:
        case "structure":
            return any(has_union(member, inner) for member in shape.members.values())
        case "list":
            return has_union(shape.member, inner)
        case "map":
            return has_union(shape.value, inner)
        case _:
            return False


@each("operation", OPERATIONS)
def test_skeleton_of_the_cli_round_trips(operation: str) -> None:
    shape: Any = service_model().operation_model(operation).input_shape
    generator: Any = ArgumentGenerator()
    skeleton = generator.generate_skeleton(shape)
    cls = class_of(f"{operation}Request")

    read = from_json(cls, json.dumps(skeleton, default=iso))
    from_yaml_too = from_yaml(cls, json.dumps(skeleton, default=iso))

    assert read == from_yaml_too == from_boto(cls, skeleton)
    assert [read.__wire_names__[name] for name in filled(read)] == list(skeleton)
    if not has_union(shape):  # A skeleton sets all branches of a union, which cannot be sent.
        in_utc = with_utc(skeleton)
        assert json.loads(to_json(read)) == json.loads(json.dumps(in_utc, default=iso))


def filled(obj: Shape) -> list[str]:
    return [name for name in obj.__wire_names__ if getattr(obj, name) is not None]


def with_utc(value: Any) -> Any:
    """Convert the datetimes of a skeleton, which are in local time, to UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if hasattr(value, "items"):
        return {key: with_utc(item) for key, item in value.items()}
    return list(map(with_utc, value)) if hasattr(value, "append") else value


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server(engine="moto", region_name="us-west-2") as running:
        yield running


@attrs.frozen
class Cli:
    """The AWS CLI of the environment that runs the tests."""

    server: LocalServer

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "awscli", "sagemaker", *arguments),
                *("--endpoint-url", self.server.endpoint_url, "--region", self.server.region_name),
            ],
            env={
                **{name: text for name, text in os.environ.items() if not name.startswith("AWS_")},
                "AWS_ACCESS_KEY_ID": "testing",
                "AWS_SECRET_ACCESS_KEY": "testing",
                "AWS_CONFIG_FILE": os.devnull,
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_PAGER": "",
                "NO_PROXY": "127.0.0.1",
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def aws(server: LocalServer) -> Cli:
    if importlib.util.find_spec("awscli") is None:
        pytest.skip("needs the AWS CLI in this environment: pip install awscli")
    return Cli(server)


def test_installed_cli_accepts_json(aws: Cli, tmp_path: Path) -> None:
    client = aws.server.sagemaker()
    client.create_model(model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/r")
    config = CreateEndpointConfigRequest(
        endpoint_config_name="blue",
        production_variants=[
            ProductionVariant(
                variant_name="a",
                model_name="churn",
                initial_instance_count=1,
                initial_variant_weight=0.0,
                instance_type=ProductionVariantInstanceType.ML_G4DN_XLARGE,
            )
        ],
        tags=[Tag(key="team", value="é")],
    )
    path = tmp_path / "config.json"
    path.write_text(to_json(config), encoding="utf-8")

    aws("create-endpoint-config", "--cli-input-json", f"file://{path}")

    described = client.describe_endpoint_config(endpoint_config_name="blue")
    (variant,) = described.production_variants
    assert variant == config.production_variants[0]
    assert client.list_tags(resource_arn=described.endpoint_config_arn).tags == config.tags


def test_from_json_reads_output_of_installed_cli(aws: Cli) -> None:
    client = aws.server.sagemaker()
    client.create_model(
        model_name="forecast", execution_role_arn="arn:aws:iam::123456789012:role/r"
    )
    client.create_endpoint_config(
        endpoint_config_name="green",
        production_variants=[
            ProductionVariant(
                variant_name="a",
                model_name="forecast",
                initial_instance_count=1,
                instance_type=ProductionVariantInstanceType.ML_M5_LARGE,
            )
        ],
    )
    described = client.describe_endpoint_config(endpoint_config_name="green")

    config = aws("describe-endpoint-config", "--endpoint-config-name", "green")
    model = aws("describe-model", "--model-name", "forecast")

    read = from_json(DescribeEndpointConfigResponse, config)
    assert abs(read.creation_time - described.creation_time) < timedelta(seconds=1)
    assert attrs.evolve(read, creation_time=DATETIME) == attrs.evolve(
        described, creation_time=DATETIME
    )
    assert from_json(DescribeModelResponse, model).model_name == "forecast"


def test_from_json_reads_skeleton_of_installed_cli(aws: Cli) -> None:
    """The CLI may include another version of the service model than the installed botocore."""
    text = aws("create-training-job", "--generate-cli-skeleton")

    read = from_json(CreateTrainingJobRequest, text)

    assert read.training_job_name == ""
    assert read.resource_config is not None
    assert filled(read)


# --- errors ---------------------------------------------------------------------------------------


def refusal_of_json(cls: type[Shape], text: str | bytes) -> ConversionError:
    with pytest.raises(ConversionError, match=f"^cannot read {cls.__name__}:") as caught:
        from_json(cls, text)
    return caught.value


def refusal_of_yaml(cls: type[Shape], text: str | bytes) -> ConversionError:
    with pytest.raises(ConversionError, match=f"^cannot read {cls.__name__}:") as caught:
        from_yaml(cls, textwrap.dedent(text) if isinstance(text, str) else text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    ["", " ", "nonsense", "{", '{"ModelName": "a"', '{"ModelName": "a",}', "{'ModelName': 'a'}",
     '{"ModelName": "a"} {}', b"\xff\xff", "ModelName: a"],
    ids=["empty", "blank", "word", "brace", "cut short", "comma", "quotes", "two", "bytes", "yaml"],
)  # fmt: skip
def test_invalid_json_is_refused(text: str | bytes) -> None:
    assert "invalid JSON" in str(refusal_of_json(CreateModelRequest, text))


def test_invalid_json_error_has_position() -> None:
    assert "line 2 column 14" in str(refusal_of_json(CreateModelRequest, '{\n"ModelName": }'))


@pytest.mark.parametrize(
    "text",
    ["{", "ModelName: 'a", "ModelName: a: b", "Tags:\n\t- Key: a\n", "ModelName: !b a",
     "ModelName: *a", "ModelName: a\n---\nModelName: b\n", "ModelName: a\n Tags: b\n",
     "ModelName: \x07"],
    ids=["brace", "quote", "colon", "tab", "tag", "alias", "two documents", "indent", "control"],
)  # fmt: skip
def test_invalid_yaml_is_refused(text: str) -> None:
    assert "invalid YAML" in str(refusal_of_yaml(CreateModelRequest, text))


def test_invalid_yaml_error_has_line() -> None:
    assert "line 2" in str(refusal_of_yaml(CreateModelRequest, "ModelName: a\nTags: b: c\n"))


def test_from_yaml_does_not_create_python_objects() -> None:
    text = "ModelName: !!python/object/apply:os.getcwd []\n"
    assert "invalid YAML" in str(refusal_of_yaml(CreateModelRequest, text))


@pytest.mark.parametrize(("text", "kind"), [("[]", "list"), ("null", "None"), ("5", "int")])
def test_top_level_value_other_than_dict_is_refused(text: str, kind: str) -> None:
    message = f"expected dict for CreateModelRequest, got {kind}"
    assert message in str(refusal_of_json(CreateModelRequest, text))
    assert message in str(refusal_of_yaml(CreateModelRequest, text))


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n"], ids=ascii)
def test_empty_yaml_is_refused(text: str) -> None:
    assert "expected dict" in str(refusal_of_yaml(CreateModelRequest, text))


def test_duplicate_key_in_yaml_is_refused() -> None:
    error = refusal_of_yaml(Tag, "Key: a\nValue: b\nKey: c\n")
    assert str(error) == "cannot read Tag: invalid YAML: duplicate key at line 3, column 1"


def test_duplicate_key_in_json_is_refused() -> None:
    """Otherwise one of the two values would be lost silently."""
    error = refusal_of_json(Tag, '{"Key": "a", "Value": "b", "Key": "c"}')
    assert str(error) == "cannot read Tag: invalid JSON: duplicate key: Key"
    error = refusal_of_json(Tag, '{"Key": "a", "Value": "b", "Value": "c", "Key": "c"}')
    assert str(error) == "cannot read Tag: invalid JSON: duplicate keys: Key, Value"


PROBLEMS = """\
EndpointConfigName: 5
ProductionVariants:
  - VariantName: a
    InstanceTyp: ml.m5.large
  - VariantName: b
    InitialInstanceCount: "1"
    InitialVariantWeight: heavy
    EnableSSMAccess: 1
    RoutingConfig: {}
  -
    InstanceType: 5

Tags: {Key: a}
DataCaptureConfig:
    InitialSamplingPercentage: 1.5
    DestinationS3Uri: s3://a
    CaptureOptions: [{CaptureMode: Input}, Input]
"""
EXPECTED = {
    "EndpointConfigName": (1, "expected str, got int"),
    "ProductionVariants[0].InstanceTyp": (
        4,
        "not a member of ProductionVariant; did you mean InstanceType",
    ),
    "ProductionVariants[1].InitialInstanceCount": (6, "expected int, got str"),
    "ProductionVariants[1].InitialVariantWeight": (7, "expected float, got str"),
    "ProductionVariants[1].EnableSSMAccess": (8, "expected bool, got int"),
    "ProductionVariants[1].RoutingConfig.RoutingStrategy": (9, "required by"),
    "ProductionVariants[2].VariantName": (11, "required by ProductionVariant, but missing"),
    "ProductionVariants[2].InstanceType": (
        11,
        "expected str for ProductionVariantInstanceType, got int",
    ),
    "Tags": (13, "expected list, got dict"),
    "DataCaptureConfig.InitialSamplingPercentage": (15, "expected int, got float"),
    "DataCaptureConfig.CaptureOptions[1]": (17, "expected dict for CaptureOption, got str"),
}


def plain_yaml(text: str) -> Any:
    from ruamel.yaml import YAML

    yaml: Any = YAML(typ="safe", pure=True)
    return yaml.load(text)


def test_from_json_error_lists_all_problems() -> None:
    error = refusal_of_json(CreateEndpointConfigRequest, json.dumps(plain_yaml(PROBLEMS)))

    assert {problem.path for problem in error.problems} == EXPECTED.keys()
    for problem in error.problems:
        assert problem.message.startswith(EXPECTED[problem.path][1])
        assert f"\n  - {problem.path}: {problem.message}" in str(error)


def test_from_yaml_error_lists_all_problems_with_lines() -> None:
    error = refusal_of_yaml(CreateEndpointConfigRequest, PROBLEMS)

    assert {problem.path for problem in error.problems} == EXPECTED.keys()
    for problem in error.problems:
        line, message = EXPECTED[problem.path]
        assert problem.message.startswith(message)
        assert f"\n  - line {line}: {problem.path}: {problem.message}" in str(error)


def test_from_yaml_error_has_lines_of_map_values() -> None:
    error = refusal_of_yaml(
        CreateTrainingJobRequest,
        """\
        # A comment, and a str of several lines.
        TrainingJobName: |
          a
          b
        HyperParameters:
          epochs: 3

          "learning rate":
            0.1
        Environment: &shared
          DEBUG: yes
          LEVEL: 1
        """,
    )
    lines = {
        problem.path: line
        for problem in error.problems
        for line in str(error).split("  - ")
        if str(problem) in line
    }
    assert lines["HyperParameters['epochs']"].startswith("line 6:")
    assert lines["HyperParameters['learning rate']"].startswith("line 9:")
    assert lines["Environment['LEVEL']"].startswith("line 12:")
    assert "Environment['DEBUG']" not in lines
    assert {problem.path for problem in error.problems} == lines.keys()


def test_from_yaml_error_has_lines_of_anchored_values() -> None:
    error = refusal_of_yaml(
        CreateModelRequest,
        """\
        ModelName: a
        PrimaryContainer: &container
          Image: 5
        Containers:
          - *container
          - <<: *container
            ImageConfig: 6
        """,
    )
    assert {problem.path for problem in error.problems} == {
        "PrimaryContainer.Image",
        "Containers[0].Image",
        "Containers[1].Image",
        "Containers[1].ImageConfig",
    }
    assert "line 3: PrimaryContainer.Image" in str(error)
    assert "line 3: Containers[0].Image" in str(error)
    assert "line 7: Containers[1].ImageConfig" in str(error)


def test_from_yaml_uses_yaml_1_2() -> None:
    """In YAML 1.2, only ``true`` and ``false`` are booleans, and ``017`` is not octal."""
    text = "ModelName: yes\nExecutionRoleArn: off\nEnableNetworkIsolation: true\n"
    assert from_yaml(CreateModelRequest, text) == CreateModelRequest(
        model_name="yes", execution_role_arn="off", enable_network_isolation=True
    )


# How YAML writes numbers, booleans and nulls without quotes.
NOT_STR = ["6", "1e3", "0.10", "0x1F", "0o17", "1_000", ".inf", "true", "False", "!!bool yes"]
NULLS = ["null", "~", ""]
STR = ["no", "on", "yes", "2026-01-01", "12:30:45", "1.2.3", "!!str 6", "!!timestamp 2026-01-01"]


@each("written", [*NOT_STR, *NULLS, *STR])
def test_yaml_scalar_in_a_str_field_is_a_str_or_the_error_says_to_quote_it(written: str) -> None:
    def text(value: str) -> str:
        return f"Key: a\nValue: {value}\n"

    source = written.rpartition(" ")[2]
    if written in STR:
        assert from_yaml(Tag, text(written)).value == source
        return
    error = refusal_of_yaml(Tag, text(written))
    (problem,) = error.problems
    assert str(error) == f"cannot read Tag: line 2: Value: {problem.message}"
    what = "required by Tag, but missing; for a str, " if written in NULLS else "expected str, got "
    assert problem.message.startswith(what)
    assert problem.message.endswith(f'quote it: "{source}"')
    assert from_yaml(Tag, text(problem.message.rpartition(": ")[2])).value == source


@each(
    ("written", "fix"),
    [
        ("6", ': "6"'),
        ("0.5", ': "0.5"'),
        ("true", ': "true"'),
        ("9" * 41, ""),
    ],
    ids=str,
)
def test_json_scalar_in_a_str_field_is_refused_with_the_quoted_value(
    written: str, fix: str
) -> None:
    error = refusal_of_json(Tag, f'{{"Key": "a", "Value": {written}}}')
    assert str(error).endswith(f"; quote it{fix}")
    if fix:
        assert from_json(Tag, f'{{"Key": "a", "Value"{fix}}}').value == written


def test_other_misfits_in_files_name_the_fix() -> None:
    text = """\
    ModelName: &name 5
    ExecutionRoleArn: *name
    EnableNetworkIsolation: yes
    PrimaryContainer:
      Environment: {6: a}
    """
    assert [problem.message for problem in refusal_of_yaml(CreateModelRequest, text).problems] == [
        'expected str, got int; quote it: "5"',
        'the keys must be str, got int; quote them, such as "6"',
        'expected str, got int; quote it: "5"',
        "expected bool, got str; write true without quotes",
    ]
    container = {"VariantName": "a", "InitialInstanceCount": "1", "InitialVariantWeight": "heavy"}
    error = refusal_of_json(ProductionVariant, json.dumps(container))
    assert [problem.message for problem in error.problems] == [
        "expected int, got str; write it without quotes",
        "expected float, got str",
    ]


def test_quotes_are_suggested_without_the_value_of_a_sensitive_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    mark_sensitive("hyper_parameters", on=CreateTrainingJobRequest)
    error = refusal_of_yaml(CreateTrainingJobRequest, "HyperParameters: {pin: 40961}\n")
    assert "HyperParameters['<sensitive>']: expected str, got int; quote it\n" in str(error)
    keys = refusal_of_yaml(CreateTrainingJobRequest, "HyperParameters: {40961: a}\n")
    assert "HyperParameters: the keys must be str, got int\n" in str(keys)
    for text in (error, error.problems, keys, keys.problems):
        assert "40961" not in str(text)


def test_unknown_members_of_structure_are_preserved_or_refused() -> None:
    text = '{"Key": "a", "Value": "b", "Valu": "c"}'
    assert from_json(Tag, text).unknown_members == {"Valu": "c"}
    assert from_yaml(Tag, text).unknown_members == {"Valu": "c"}
    with pytest.raises(ConversionError, match=r"Valu: not a member of Tag; did you mean Value\?"):
        from_json(Tag, text, unknown_members=False)
    with pytest.raises(ConversionError, match=r"line 1: Valu: not a member of Tag; did you mean"):
        from_yaml(Tag, text, unknown_members=False)


@pytest.mark.parametrize(
    "value", ['"1"', "true", "1.5", "[1]"], ids=["str", "bool", "float", "list"]
)
def test_int_field_refuses_other_json_types(value: str) -> None:
    error = refusal_of_json(
        ProductionVariant, f'{{"VariantName": "a", "InitialInstanceCount": {value}}}'
    )
    assert "InitialInstanceCount: expected int" in str(error)


def test_float_field_accepts_int() -> None:
    read = from_json(ProductionVariant, '{"VariantName": "a", "InitialVariantWeight": 1}')
    assert read.initial_variant_weight == 1


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "", "{}"], ids=ascii)
def test_invalid_timestamp_is_refused(value: str) -> None:
    error = refusal_of_json(ListEndpointsRequest, json.dumps({"CreationTimeAfter": value}))
    assert "CreationTimeAfter: expected a timestamp (ISO 8601" in str(error)
    error = refusal_of_yaml(ListEndpointsRequest, f"CreationTimeAfter: {json.dumps(value)}\n")
    assert "line 1: CreationTimeAfter: expected a timestamp" in str(error)


@pytest.mark.parametrize("value", ["a", "YQ", "YQ==!", "é"], ids=ascii)
def test_invalid_base64_is_refused_with_path(value: str) -> None:
    text = json.dumps({"Data": "YQ==", "More": ["YQ==", value]})

    error = refusal_of_json(Blobs, text)
    assert [problem.path for problem in error.problems] == ["More[1]"]
    assert "line 1: More[1]" in str(refusal_of_yaml(Blobs, text))


def test_unserializable_value_is_refused_with_path() -> None:
    untyped: Any = b"a"
    for write in (to_json, to_yaml):
        with pytest.raises(ConversionError, match="model_name"):
            write(CreateModelRequest(model_name=untyped))


def test_non_finite_numbers_round_trip() -> None:
    for number in (math.nan, math.inf, -math.inf):
        variant = ProductionVariant(variant_name="a", initial_variant_weight=number)
        read = (
            json.loads(to_json(variant))["InitialVariantWeight"],
            from_json(ProductionVariant, to_json(variant)).initial_variant_weight,
            from_yaml(ProductionVariant, to_yaml(variant)).initial_variant_weight,
        )
        assert [repr(value) for value in read] == 3 * [repr(number)]


# --- the extra ------------------------------------------------------------------------------------

WITHOUT_YAML = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("ruamel", "yaml"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from sagemaker_typed import from_json, from_yaml, to_json, to_yaml
from sagemaker_typed.sagemaker import Tag

tag = Tag(key="a", value="b")
assert from_json(Tag, to_json(tag)) == tag
for use in (lambda: to_yaml(tag), lambda: from_yaml(Tag, "Key: a")):
    try:
        use()
    except ModuleNotFoundError as error:
        assert error.name.startswith("ruamel"), error.name
        print(error)
"""


def test_missing_yaml_extra_names_command_to_install_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_YAML],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == 2 * [
        'YAML needs an extra that is not installed: pip install "sagemaker-typed[yaml]"'
    ]


def test_yaml_library_is_imported_lazily() -> None:
    program = (
        "import sys; from sagemaker_typed import from_yaml, to_json\n"
        "from sagemaker_typed.sagemaker import Tag; to_json(Tag(key='a', value='b'))\n"
        "assert not any(name.startswith('ruamel') for name in sys.modules)\n"
        "from_yaml(Tag, 'Key: a\\nValue: b'); assert 'ruamel.yaml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


# --- events and workflows -------------------------------------------------------------------------

CREATED, STARTED, ENDED = 1_767_322_800_123, 1_767_322_921_456, 1_767_326_521_789


def milliseconds(number: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)


# In the format of https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
# The example there has timestamps as strings; real events have them as numbers.
DETAIL: dict[str, Any] = {
    "TrainingJobName": "churn-2026-01-02",
    "TrainingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:training-job/churn-2026-01-02",
    "TrainingJobStatus": "Failed",
    "SecondaryStatus": "Failed",
    "FailureReason": "AlgorithmError: the loss is not a number, exit code: 1",
    "HyperParameters": {"epochs": "20", "learning_rate": "0.001"},
    "AlgorithmSpecification": {
        "TrainingImage": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:7",
        "TrainingInputMode": "File",
    },
    "RoleArn": "arn:aws:iam::123456789012:role/training",
    "InputDataConfig": [
        {
            "ChannelName": "train",
            "DataSource": {
                "S3DataSource": {
                    "S3DataType": "S3Prefix",
                    "S3Uri": "s3://churn/train/",
                    "S3DataDistributionType": "FullyReplicated",
                }
            },
            "ContentType": "text/csv",
            "CompressionType": "None",
            "RecordWrapperType": "None",
        }
    ],
    "OutputDataConfig": {"KmsKeyId": "", "S3OutputPath": "s3://churn/models/"},
    "ResourceConfig": {
        "InstanceType": "ml.p9.48xlarge",
        "InstanceCount": 2,
        "VolumeSizeInGB": 100,
        "VolumeKmsKeyId": "",
    },
    "VpcConfig": {},
    "StoppingCondition": {"MaxRuntimeInSeconds": 86400},
    "CreationTime": CREATED,
    "TrainingStartTime": STARTED,
    "TrainingEndTime": ENDED,
    "LastModifiedTime": ENDED,
    "SecondaryStatusTransitions": [
        {
            "Status": "Starting",
            "StartTime": CREATED,
            "EndTime": STARTED,
            "StatusMessage": "Preparing the instances for training",
        },
        {
            "Status": "Failed",
            "StartTime": ENDED,
            "EndTime": ENDED,
            "StatusMessage": "Training job failed",
        },
    ],
    "Tags": {"team": "growth"},
}


def event(detail: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "5b7c1f3e-0000-4c4b-9d8a-0123456789ab",
        "detail-type": "SageMaker Training Job State Change",
        "source": "aws.sagemaker",
        "account": "123456789012",
        "time": "2026-01-02T04:02:01Z",
        "region": "eu-west-1",
        "resources": [detail["TrainingJobArn"]],
        "detail": detail,
    }


def with_str_timestamps(detail: dict[str, Any]) -> dict[str, Any]:
    """Return the same detail with timestamps as strings."""
    changed = copy.deepcopy(detail)
    for holder in (changed, *changed["SecondaryStatusTransitions"]):
        for name in [name for name in holder if name.endswith("Time")]:
            holder[name] = str(holder[name])
    return changed


@pytest.mark.parametrize(
    "detail", [DETAIL, with_str_timestamps(DETAIL)], ids=["numbers", "strings"]
)
@pytest.mark.parametrize("how", ["dict", "json"])
def test_detail_of_eventbridge_event_is_read(detail: dict[str, Any], how: str) -> None:
    text = json.dumps(event(detail))
    received = json.loads(text)["detail"]

    if how == "dict":
        job = from_boto(DescribeTrainingJobResponse, received)
    else:
        job = from_json(DescribeTrainingJobResponse, json.dumps(received))

    assert job.training_job_status is TrainingJobStatus.FAILED
    assert job.failure_reason == DETAIL["FailureReason"]
    assert job.hyper_parameters == DETAIL["HyperParameters"]
    assert job.creation_time == milliseconds(CREATED)
    assert job.training_start_time == milliseconds(STARTED)
    assert job.training_end_time == job.last_modified_time == milliseconds(ENDED)
    assert job.creation_time.isoformat() == "2026-01-02T03:00:00.123000+00:00"
    assert job.resource_config is not None
    assert job.resource_config.instance_type == TrainingInstanceType.open("ml.p9.48xlarge")
    assert job.resource_config.volume_kms_key_id == ""
    assert job.secondary_status_transitions is not None
    assert [item.status for item in job.secondary_status_transitions] == [
        SecondaryStatus.STARTING,
        SecondaryStatus.FAILED,
    ]
    assert job.secondary_status_transitions[0].end_time == milliseconds(STARTED)
    assert job.model_artifacts is None
    # Events have members that responses do not have, and omit required members.
    assert job.unknown_members == {"Tags": {"team": "growth"}}
    assert set(job.response_metadata.corrected) == {
        "vpc_config.security_group_ids",
        "vpc_config.subnets",
    }


# In the format of the output of a ``createTrainingJob.sync`` task of Step Functions: a response of
# DescribeTrainingJob with timestamps in milliseconds.
OUTPUT: dict[str, Any] = {
    "AlgorithmSpecification": {
        "EnableSageMakerMetricsTimeSeries": False,
        "TrainingImage": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:7",
        "TrainingInputMode": "File",
    },
    "BillableTimeInSeconds": 3600,
    "CreationTime": CREATED,
    "DebugHookConfig": {"CollectionConfigurations": [], "S3OutputPath": "s3://churn/debug/"},
    "EnableInterContainerTrafficEncryption": False,
    "EnableManagedSpotTraining": False,
    "EnableNetworkIsolation": False,
    "FinalMetricDataList": [
        {"MetricName": "validation:auc", "Timestamp": ENDED, "Value": 0.875},
    ],
    "HyperParameters": {},
    "LastModifiedTime": ENDED,
    "ModelArtifacts": {
        "S3ModelArtifacts": "s3://churn/models/churn-2026-01-02/output/model.tar.gz"
    },
    "OutputDataConfig": {"S3OutputPath": "s3://churn/models/"},
    "ProfilingStatus": "Enabled",
    "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 30},
    "RoleArn": "arn:aws:iam::123456789012:role/training",
    "SecondaryStatus": "Completed",
    "SecondaryStatusTransitions": [
        {
            "EndTime": ENDED,
            "StartTime": STARTED,
            "Status": "Completed",
            "StatusMessage": "Training job completed",
        }
    ],
    "StoppingCondition": {"MaxRuntimeInSeconds": 86400},
    "TrainingEndTime": ENDED,
    "TrainingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:training-job/churn-2026-01-02",
    "TrainingJobName": "churn-2026-01-02",
    "TrainingJobStatus": "Completed",
    "TrainingStartTime": STARTED,
    "TrainingTimeInSeconds": 3600,
}


def test_output_of_step_functions_task_is_read() -> None:
    for job in (
        from_json(DescribeTrainingJobResponse, json.dumps(OUTPUT)),
        from_boto(DescribeTrainingJobResponse, OUTPUT),
        from_yaml(DescribeTrainingJobResponse, json.dumps(OUTPUT)),
    ):
        assert job.training_job_status is TrainingJobStatus.COMPLETED
        assert job.model_artifacts is not None
        assert job.model_artifacts.s3_model_artifacts.endswith("/output/model.tar.gz")
        assert job.creation_time == milliseconds(CREATED)
        assert job.final_metric_data_list is not None
        assert job.final_metric_data_list[0].timestamp == milliseconds(ENDED)
        assert job.final_metric_data_list[0].value == 0.875
        assert job.hyper_parameters == {}
        assert job.enable_network_isolation is False
        assert job.unknown_members is None
        assert job.response_metadata.corrected == ()
        assert {job.__wire_names__[name] for name in filled(job)} == OUTPUT.keys()


def test_to_json_converts_milliseconds_to_iso_8601() -> None:
    job = from_boto(DescribeTrainingJobResponse, OUTPUT)
    text = json.loads(to_json(job))

    assert text.keys() == OUTPUT.keys()
    assert text["TrainingEndTime"] == "2026-01-02T04:02:01.789000+00:00"
    assert from_json(DescribeTrainingJobResponse, to_json(job)) == job


@pytest.mark.parametrize(("read", "text"), [(from_json, "[" * 100_000), (from_yaml, "[" * 5_000)])
def test_deeply_nested_text_is_refused(read: Any, text: str) -> None:
    with pytest.raises(ConversionError, match="nested too deeply"):
        read(Tag, text)


def test_deeply_nested_document_raises_conversion_error() -> None:
    # Since Python 3.12, the recursion limit does not apply to the JSON parser, which is in C.
    depth = 1200 if sys.version_info >= (3, 12) else 480
    text = '{"data": ' + "[" * depth + "]" * depth + ', "dtype": "f"}'

    too_deep = "^cannot read TensorData: nested too deeply$"
    with pytest.raises(ConversionError, match=too_deep):
        from_json(TensorData, text)
    with pytest.raises(ConversionError, match=too_deep):
        from_boto(TensorData, json.loads(text), unknown_members=False)


def test_deeply_nested_structure_raises_conversion_error() -> None:
    value: dict[str, Any] = {}
    for _ in range(1200):
        value = {"SubExpressions": [value]}
    text = '{"SubExpressions":[' * 1200 + "]}" * 1200

    with pytest.raises(ConversionError, match=r"nested too deeply$"):
        from_json(SearchExpression, text)
    with pytest.raises(ConversionError, match=r"^cannot read SearchExpression: nested too deeply$"):
        from_boto(SearchExpression, value, unknown_members=False)


def test_deeply_nested_object_raises_conversion_error() -> None:
    expression = SearchExpression()
    for _ in range(1200):
        expression = SearchExpression(sub_expressions=[expression])

    for write in (to_json, to_boto):
        with pytest.raises(ConversionError, match=r"^cannot write \w+: nested too deeply$"):
            write(expression)


def test_to_json_error_lists_only_unserializable_fields() -> None:
    request = ListModelsRequest(sort_by=cast("Any", 5), max_results=cast("Any", {1}))
    assert json.loads(to_json(ListModelsRequest(sort_by=cast("Any", 5)))) == {"SortBy": 5}

    with pytest.raises(ConversionError) as caught:
        to_json(request)
    assert [problem.path for problem in caught.value.problems] == ["max_results"]


# --- hostile text ---------------------------------------------------------------------------------


def refused(read: Callable[..., Any], cls: type[Any], text: Any, limit: float = 1.0) -> str:
    """Return the message for a file; neither it nor its context shows the secret."""
    start = time.process_time()
    with pytest.raises(ConversionError) as caught:
        read(cls, text)
    assert time.process_time() - start < limit
    error: BaseException | None = caught.value
    while error is not None:
        assert "hunter2" not in repr(error) + str(error) + repr(vars(error))
        error = error.__cause__ or error.__context__
    return str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        "!!bool hunter2",
        "!!int hunter2",
        "!!float hunter2",
        "!!binary hunter2!",
        "!!timestamp {hunter2: 1}",
        "!hunter2 a",
        "!!python/name:hunter2 a",
        "!!set [hunter2]",
        "!!omap hunter2",
        "!!null hunter2",
        "9" * 5000,
        "0x" + "f" * 5000,
    ],
    ids=lambda value: value[:20],
)
def test_yaml_tag_that_does_not_fit_is_refused_with_its_line(value: str) -> None:
    text = f"Tags: []\nModelName: {value}\n"
    for given in (text, text.encode(), cast("Any", bytearray(text.encode()))):
        assert "line 2" in refused(from_yaml, CreateModelRequest, given)


def test_bytearray_is_read_like_bytes() -> None:
    text: Any = bytearray(b'{"ModelName": "churn"}')
    for read in (from_json, from_yaml):
        assert read(CreateModelRequest, text) == CreateModelRequest(model_name="churn")


@pytest.mark.parametrize(
    "text",
    [
        '{"ModelName": "hunter2',
        '{"ModelName": "hunter2"',
        "hunter2",
        '{"MaxResults": ' + "9" * 5000,
    ],
    ids=["string", "object", "name", "digits"],
)
def test_context_of_a_json_error_has_no_value(text: str) -> None:
    assert "invalid JSON" in refused(from_json, CreateModelRequest, text)
    refused(from_yaml, ListModelsRequest, text.replace("hunter2", "[hunter2"))


def test_context_of_a_conversion_error_has_no_value() -> None:
    wrong: dict[str, Any] = {"CreationTimeAfter": "hunter2"}
    worse: dict[str, Any] = {"MaxResults": {}, **wrong}
    for value in (wrong, worse):
        refused(from_boto, ListModelsRequest, value)
        refused(from_json, ListModelsRequest, json.dumps(value))


def test_many_problems_in_yaml_are_found_in_linear_time() -> None:
    lines = [f"  Sampel{number}: a" for number in range(5000)]
    text = "\n".join(["ModelName: churn", "VpcConfig:", *lines])
    plain = {"ModelName": "churn", "VpcConfig": {line.split(":")[0].strip(): "a" for line in lines}}
    message = refused(from_json, CreateModelRequest, json.dumps(plain))
    assert message.endswith("\n  - and 4,982 more")
    short = "\n".join(text.split("\n")[:202])
    message = refused(from_yaml, CreateModelRequest, short)
    assert "line 3: VpcConfig.Sampel0: not a member of VpcConfig" in message
    assert message.count("\n") == 21


def test_few_of_many_numbers_in_yaml_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Any] = []

    def scalar_at(_: object, steps: object) -> None:
        found.append(steps)

    monkeypatch.setattr(yaml_text, "scalar_at", scalar_at)
    lines = [f"    key{number}: 5" for number in range(100)]
    text = "\n".join(["ModelName: churn", "PrimaryContainer:", "  Environment:", *lines])

    message = refused(from_yaml, CreateModelRequest, text)

    assert "line 23: PrimaryContainer.Environment['key19']: expected str, got int" in message
    assert len(found) == 20


@pytest.mark.parametrize("kind", ["merge", "list", "map"])
def test_yaml_whose_aliases_explode_is_refused(kind: str) -> None:
    lines = ["Tags: []", "a0: &a0 {k: v}"]
    for number in range(1, 30):
        alias = f"*a{number - 1}"
        many = ", ".join([alias] * 9)
        inner = {
            "merge": f"{{<<: [{many}]}}",
            "list": f"[{many}]",
            "map": f"{{b: {alias}, c: {alias}}}",
        }[kind]
        lines.append(f"a{number}: &a{number} {inner}")
    message = refused(from_yaml, CreateModelRequest, "\n".join(lines))
    assert "aliases and merge keys make the document too large" in message


def test_yaml_aliases_and_merge_keys_are_read() -> None:
    text = "ModelName: &name churn\nTags:\n- &tag {Key: a, Value: *name}\n"
    text += "- {<<: *tag, Key: b}\n- *tag\n"
    tags = [Tag(key=key, value="churn") for key in "aba"]
    assert from_yaml(CreateModelRequest, text) == CreateModelRequest(model_name="churn", tags=tags)
    wrong = text + "- {<<: *tag,\n   Key: 1}\n"
    assert "line 7: Tags[3].Key: expected str" in refused(from_yaml, CreateModelRequest, wrong)
    assert "too deeply" in refused(from_yaml, CreateModelRequest, "Tags: &a [*a]")


def test_duplicate_json_keys_are_counted_in_linear_time() -> None:
    members = ", ".join(f'"k{number}": 1, "k{number}": 2' for number in range(10_000))
    message = refused(from_json, CreateModelRequest, "{" + members + "}")
    assert message.endswith("duplicate keys: k0, k1, k10, k100, k1000 and 9,995 more")


def test_keys_of_sensitive_maps_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    mark_sensitive("hyper_parameters", on=CreateTrainingJobRequest)
    for text in (
        '{"hunter2": 1}',
        '{"hunter2": "a", "hunter2": "b"}',
        '{"hunter2": {"hunter2": 1}}',
    ):
        whole = f'{{"TrainingJobName": "a", "HyperParameters": {text}}}'
        message = refused(from_json, CreateTrainingJobRequest, whole)
        assert "HyperParameters" in message
        refused(from_yaml, CreateTrainingJobRequest, whole)


@pytest.mark.parametrize("read", [from_json, from_yaml])
def test_byte_order_mark_at_the_start_of_a_file_is_accepted(read: Any) -> None:
    text = '\ufeff{"Key": "team", "Value": "\ufeffchurn"}'

    assert read(Tag, text) == Tag(key="team", value="\ufeffchurn")
    assert read(Tag, text.encode()) == Tag(key="team", value="\ufeffchurn")


# --- lists ----------------------------------------------------------------------------------------

TAGS = [Tag(key="team", value="growth"), Tag(key="stage", value="")]


@pytest.mark.parametrize(("write", "read"), [(to_json, from_json), (to_yaml, from_yaml)])
def test_lists_of_objects_are_written_and_read(write: Any, read: Any) -> None:
    assert read(list[Tag], write(TAGS)) == TAGS
    assert read(list[Tag], write((*TAGS,)).encode()) == TAGS
    assert read(list[Tag], write([])) == []
    job = from_boto(DescribeTrainingJobResponse, OUTPUT)
    assert read(list[DescribeTrainingJobResponse], write([job, job])) == [job, job]


def test_a_list_is_written_like_its_items() -> None:
    assert json.loads(to_json(TAGS)) == [json.loads(to_json(tag)) for tag in TAGS]
    assert json.loads(to_json(TAGS)) == [to_boto(tag) for tag in TAGS]


def test_options_apply_to_the_items_of_a_list() -> None:
    text = '[{"ModelName": "a", "Newer": 1}]'
    with pytest.raises(ConversionError, match=r"list\[CreateModelRequest\]: \[0\].Newer: not a"):
        from_json(list[CreateModelRequest], text)
    (request,) = from_json(list[CreateModelRequest], text, unknown_members=True)
    assert request.unknown_members == {"Newer": 1}
    assert json.loads(to_json([request], unknown_members=True)) == json.loads(text)
    (variant,) = from_json(
        list[ProductionVariant],
        '[{"VariantName": "a", "InstanceType": "ml.new"}]',
        open_enums=True,
    )
    assert violations(variant) == ()


def problem_paths(error: ConversionError) -> list[str]:
    return [problem.path for problem in error.problems]


def test_problems_of_a_list_have_the_index_and_the_line() -> None:
    text = "- {Key: a, Value: b}\n-\n- {Key: 1}\n- 7\n"
    with pytest.raises(ConversionError) as caught:
        from_yaml(list[Tag], text)
    assert problem_paths(caught.value) == ["[1]", "[2].Key", "[2].Value", "[3]"]
    assert "line 3: [2].Key: expected str, got int" in str(caught.value)
    assert str(caught.value).startswith("cannot read list[Tag]:")
    with pytest.raises(ConversionError) as caught:
        from_json(list[Tag], "[" + ", ".join(['{"Ky": "a", "Value": "b"}'] * 1000) + "]")
    assert problem_paths(caught.value) == [f"[{n}].Key" for n in range(1000)]
    with pytest.raises(ConversionError, match="duplicate key: Key"):
        from_json(list[Tag], '[{"Key": "a", "Key": "b", "Value": ""}]')


def test_problems_of_a_written_list_have_the_index() -> None:
    untyped: Any = object()
    with pytest.raises(ConversionError) as caught:
        to_json([*TAGS, Tag(key=untyped, value=untyped)])
    assert problem_paths(caught.value) == ["[2].key", "[2].value"]
    with pytest.raises(ConversionError) as caught:
        to_json([TAGS[0], CreateModelRequest(model_name="a", tags=untyped)])
    assert problem_paths(caught.value) == ["[1].tags"]


@pytest.mark.parametrize(
    ("cls", "text", "message"),
    [
        (list[Tag], "{}", "expected list, got dict"),
        (list[Tag], "null", "expected list, got None"),
        (list[Tag], "tags.json", r"the JSON of a list starts with \["),
        (Tag, "[]", r"got list; pass list\[Tag\] to read a list"),
    ],
)
def test_text_of_another_kind_than_the_class_is_refused(cls: Any, text: str, message: str) -> None:
    with pytest.raises(ConversionError, match=message):
        from_json(cls, text)


@pytest.mark.parametrize("cls", [list[str], list, tuple[Tag, ...], list[list[Tag]], dict], ids=str)
def test_other_classes_cannot_be_read(cls: Any) -> None:
    with pytest.raises(TypeError, match="takes the class first"):
        from_json(cls, "[]")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ((tag for tag in TAGS), r"a list of objects, not generator; convert it with list\("),
        ([TAGS[0], {"Key": "a"}], r"\[1\]: to_json takes an object, .* use from_boto"),
        ({"Key": "a"}, "use from_boto"),
        (Tag, "create an instance"),
    ],
    ids=["generator", "list of dicts", "dict", "class"],
)
def test_only_lists_of_objects_can_be_written(value: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        to_json(value)
