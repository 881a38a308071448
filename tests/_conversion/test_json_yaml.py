"""JSON and YAML texts: what the AWS CLI reads and prints, and what events and workflows carry."""

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
from collections.abc import Iterator, Mapping
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
    to_boto,
    to_json,
    to_yaml,
)
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
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def class_of(name: str) -> Any:
    return getattr(sagemaker_typed.sagemaker, name)


def messages() -> Iterator[tuple[str, Any]]:
    """The name of every request and response, with its shape."""
    for operation in OPERATIONS:
        model = service_model().operation_model(operation)
        for kind, shape in (("Request", model.input_shape), ("Response", model.output_shape)):
            if shape is not None:
                yield f"{operation}{kind}", shape


MESSAGES = dict(messages())


def iso(value: Any) -> str:
    return cast("str", value.isoformat())


def in_iso(value: Any) -> Any:
    """The value with ISO 8601 texts for timestamps."""
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


def test_a_json_text_has_the_services_names_in_the_services_order() -> None:
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


def test_a_yaml_text_has_the_services_names_in_the_services_order() -> None:
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


def test_the_indent_is_the_callers() -> None:
    assert to_json(Tag(key="a", value="b"), indent=None) == '{"Key": "a", "Value": "b"}'
    assert to_json(Tag(key="a", value="b"), indent=1) == '{\n "Key": "a",\n "Value": "b"\n}'


def test_an_enum_value_is_a_plain_text() -> None:
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
    "moment", [MOMENT, MOMENT.astimezone(timezone(timedelta(hours=-7)))], ids=["utc", "offset"]
)
def test_a_timestamp_is_an_iso_text(moment: datetime) -> None:
    listing = ListEndpointsRequest(creation_time_after=moment)

    assert json.loads(to_json(listing)) == {"CreationTimeAfter": moment.isoformat()}
    assert from_json(ListEndpointsRequest, to_json(listing)).creation_time_after == MOMENT
    assert from_yaml(ListEndpointsRequest, to_yaml(listing)).creation_time_after == MOMENT
    assert type(json.loads(to_json(listing))["CreationTimeAfter"]) is str


def test_microseconds_are_kept() -> None:
    listing = ListEndpointsRequest(creation_time_after=MOMENT.replace(microsecond=123456))
    assert from_json(ListEndpointsRequest, to_json(listing)) == listing
    assert from_yaml(ListEndpointsRequest, to_yaml(listing)) == listing


@attrs.define(kw_only=True, eq=False, repr=False)
class Blobs(Shape):
    """A structure with blobs, of which this service has none."""

    data: bytes
    more: list[bytes] | None = None
    by_name: dict[str, bytes] | None = None

    __wire_names__: ClassVar[Mapping[str, str]] = {
        "data": "Data",
        "more": "More",
        "by_name": "ByName",
    }


ALL_BYTES = bytes(range(256))


def test_a_blob_is_a_base64_text() -> None:
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


def test_a_response_has_no_metadata() -> None:
    plain = {"ModelName": "a", "ModelArn": "b", "CreationTime": MOMENT}
    answer = plain | {"ResponseMetadata": {"RequestId": "id-1", "HTTPStatusCode": 200}}
    read = from_boto(DescribeModelResponse, answer)

    assert json.loads(to_json(read)) == in_iso(plain)
    assert from_json(DescribeModelResponse, to_json(read)) == read
    assert "ResponseMetadata" not in to_yaml(read)
    assert read.response_metadata.request_id == "id-1"
    assert from_json(DescribeModelResponse, to_json(read)).response_metadata.request_id == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_json_text_may_be_bytes(encoding: str) -> None:
    assert from_json(CreateEndpointConfigRequest, to_json(request()).encode(encoding)) == request()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_yaml_text_may_be_bytes(encoding: str) -> None:
    assert from_yaml(CreateEndpointConfigRequest, to_yaml(request()).encode(encoding)) == request()


def test_a_text_can_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "request"
    path.write_text(to_json(request()), encoding="utf-8")
    assert from_json(CreateEndpointConfigRequest, path.read_bytes()) == request()
    path.write_text(to_yaml(request()), encoding="utf-8")
    assert from_yaml(CreateEndpointConfigRequest, path.read_bytes()) == request()


def test_a_json_text_is_also_a_yaml_text() -> None:
    assert from_yaml(CreateEndpointConfigRequest, to_json(request())) == request()


def test_a_null_is_absent() -> None:
    expected = CreateModelRequest(model_name="a")
    assert (
        from_json(CreateModelRequest, '{"ModelName": "a", "Tags": null, "New": null}') == expected
    )
    assert from_yaml(CreateModelRequest, "ModelName: a\nTags:\nNew: ~\n") == expected


def test_a_long_keeps_all_its_bits() -> None:
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
def test_a_long_text_is_not_changed_by_yaml(text: str) -> None:
    model = CreateModelRequest(
        model_name=text,
        primary_container=ContainerDefinition(environment={text: text}),
        tags=[Tag(key="a", value=text)],
    )
    assert from_yaml(CreateModelRequest, to_yaml(model)) == model


@pytest.mark.parametrize(
    "text", ["2026-01-02", "2026-01-02 00:00:00", "2026-01-02T00:00:00Z", "!!timestamp 2026-01-02"]
)
def test_an_unquoted_timestamp_is_one_where_a_field_is_and_a_text_where_not(text: str) -> None:
    listing = from_yaml(ListEndpointsRequest, f"CreationTimeAfter: {text}\nNameContains: {text}\n")
    assert listing == ListEndpointsRequest(
        creation_time_after=datetime(2026, 1, 2, tzinfo=UTC),
        name_contains=text.removeprefix("!!timestamp "),
    )


# --- round trips ----------------------------------------------------------------------------------


@each("name", MESSAGES)
def test_every_message_is_the_same_after_json(name: str) -> None:
    plain = sample(MESSAGES[name], "full")
    read = from_boto(class_of(name), plain)

    text = to_json(read)

    assert json.loads(text) == in_iso(plain)
    again = from_json(class_of(name), text)
    assert again == read
    assert to_boto(again) == plain


@each("name", [name for name in MESSAGES if name != "SearchResponse"])
def test_every_message_is_the_same_after_yaml(name: str) -> None:
    read = from_boto(class_of(name), sample(MESSAGES[name], "full"))
    assert from_yaml(class_of(name), to_yaml(read)) == read


@pytest.mark.parametrize("kind", ["required", "empty"])
def test_requests_with_little_in_them_are_the_same_after_both(kind: Any) -> None:
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
def test_any_text_is_the_same_after_both(text: str) -> None:
    """As a value, in a list, as a key and as a value in a map."""
    image = ContainerDefinition(image=text, environment={text: text, f"{text} ": text})
    model = CreateModelRequest(model_name=text, containers=[image])

    assert from_json(CreateModelRequest, to_json(model)) == model
    assert from_yaml(CreateModelRequest, to_yaml(model)) == model


# --- the AWS CLI ----------------------------------------------------------------------------------
#
# The CLI passes what it reads from `--cli-input-json` to botocore as it is, prints what botocore
# parsed without its metadata, and makes its skeletons with botocore's generator. So botocore alone
# says for every operation what the CLI would do. The CLI itself is asked at the end, where it is
# installed.


def body(operation: str, parameters: dict[str, Any]) -> Any:
    serializer: Any = create_serializer("json", include_validation=False)
    model = service_model().operation_model(operation)
    return serializer.serialize_to_request(parameters, model)["body"]


@each("operation", OPERATIONS)
def test_a_json_text_is_input_for_the_cli(operation: str) -> None:
    shape: Any = service_model().operation_model(operation).input_shape
    plain = sample(shape, "full")
    typed = from_boto(class_of(f"{operation}Request"), plain)

    read_by_the_cli = json.loads(to_json(typed))

    report = ParamValidator().validate(read_by_the_cli, shape)
    assert not report.has_errors(), report.generate_report()
    assert body(operation, read_by_the_cli) == body(operation, plain)


def printed(value: Any, *, wire: bool) -> str:
    """What the CLI prints: timestamps in ISO 8601, or as they are on the wire."""

    def default(moment: datetime) -> object:
        return moment.timestamp() if wire else moment.isoformat()

    return json.dumps(value, indent=4, default=default, ensure_ascii=False)


@each("name", [name for name in MESSAGES if name.endswith("Response")])
def test_what_the_cli_prints_is_read(name: str) -> None:
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
def test_a_skeleton_of_the_cli_is_read_and_has_the_same_form(operation: str) -> None:
    shape: Any = service_model().operation_model(operation).input_shape
    generator: Any = ArgumentGenerator()
    skeleton = generator.generate_skeleton(shape)
    cls = class_of(f"{operation}Request")

    read = from_json(cls, json.dumps(skeleton, default=iso))
    from_yaml_too = from_yaml(cls, json.dumps(skeleton, default=iso))

    assert read == from_yaml_too == from_boto(cls, skeleton)
    assert [read.__wire_names__[name] for name in filled(read)] == list(skeleton)
    if not has_union(shape):  # A skeleton has all branches at once, which cannot be sent.
        moments = with_utc(skeleton)
        assert json.loads(to_json(read)) == json.loads(json.dumps(moments, default=iso))


def filled(obj: Shape) -> list[str]:
    return [name for name in obj.__wire_names__ if getattr(obj, name) is not None]


def with_utc(value: Any) -> Any:
    """A skeleton has moments of local time."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if hasattr(value, "items"):
        return {key: with_utc(item) for key, item in value.items()}
    return list(map(with_utc, value)) if hasattr(value, "append") else value


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server(region_name="us-west-2") as running:
        yield running


@attrs.frozen
class Cli:
    """The AWS CLI, of the environment that the tests run in."""

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


def test_the_cli_creates_what_a_json_text_says(aws: Cli, tmp_path: Path) -> None:
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


def test_what_the_cli_prints_of_a_real_answer_is_read(aws: Cli) -> None:
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
    assert attrs.evolve(read, creation_time=MOMENT) == attrs.evolve(described, creation_time=MOMENT)
    assert from_json(DescribeModelResponse, model).model_name == "forecast"


def test_a_skeleton_that_the_cli_prints_is_read(aws: Cli) -> None:
    """The CLI may know another release of the service than botocore beside it."""
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
def test_what_is_not_json_is_said_to_be_none(text: str | bytes) -> None:
    assert "invalid JSON" in str(refusal_of_json(CreateModelRequest, text))


def test_the_place_in_a_json_text_is_named() -> None:
    assert "line 2 column 14" in str(refusal_of_json(CreateModelRequest, '{\n"ModelName": }'))


@pytest.mark.parametrize(
    "text",
    ["{", "ModelName: 'a", "ModelName: a: b", "Tags:\n\t- Key: a\n", "ModelName: !b a",
     "ModelName: *a", "ModelName: a\n---\nModelName: b\n", "ModelName: a\n Tags: b\n",
     "ModelName: \x07"],
    ids=["brace", "quote", "colon", "tab", "tag", "alias", "two documents", "indent", "control"],
)  # fmt: skip
def test_what_is_not_yaml_is_said_to_be_none(text: str) -> None:
    assert "invalid YAML" in str(refusal_of_yaml(CreateModelRequest, text))


def test_the_line_in_a_yaml_text_is_named() -> None:
    assert "line 2" in str(refusal_of_yaml(CreateModelRequest, "ModelName: a\nTags: b: c\n"))


def test_yaml_makes_no_python_objects() -> None:
    text = "ModelName: !!python/object/apply:os.getcwd []\n"
    assert "invalid YAML" in str(refusal_of_yaml(CreateModelRequest, text))


@pytest.mark.parametrize(("text", "kind"), [("[]", "list"), ("null", "None"), ("5", "int")])
def test_another_thing_on_top_is_refused(text: str, kind: str) -> None:
    message = f"expected dict for CreateModelRequest, got {kind}"
    assert message in str(refusal_of_json(CreateModelRequest, text))
    assert message in str(refusal_of_yaml(CreateModelRequest, text))


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n"], ids=ascii)
def test_an_empty_yaml_text_is_refused(text: str) -> None:
    assert "expected dict" in str(refusal_of_yaml(CreateModelRequest, text))


def test_a_key_twice_is_refused_in_yaml() -> None:
    assert "line 3" in str(refusal_of_yaml(Tag, "Key: a\nValue: b\nKey: c\n"))


def test_a_key_twice_is_refused_in_json() -> None:
    """One of the two values would be lost without a word."""
    assert "Key" in str(refusal_of_json(Tag, '{"Key": "a", "Value": "b", "Key": "c"}'))


MISFITS = """\
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


def test_all_misfits_of_a_json_text_are_named_at_once() -> None:
    error = refusal_of_json(CreateEndpointConfigRequest, json.dumps(plain_yaml(MISFITS)))

    assert {problem.path for problem in error.problems} == EXPECTED.keys()
    for problem in error.problems:
        assert problem.message.startswith(EXPECTED[problem.path][1])
        assert f"\n  - {problem.path}: {problem.message}" in str(error)


def test_all_misfits_of_a_yaml_text_are_named_at_once_with_their_lines() -> None:
    error = refusal_of_yaml(CreateEndpointConfigRequest, MISFITS)

    assert {problem.path for problem in error.problems} == EXPECTED.keys()
    for problem in error.problems:
        line, message = EXPECTED[problem.path]
        assert problem.message.startswith(message)
        assert f"\n  - line {line}: {problem.path}: {problem.message}" in str(error)


def test_the_lines_are_those_of_the_values_in_maps_too() -> None:
    error = refusal_of_yaml(
        CreateTrainingJobRequest,
        """\
        # A comment, and a text of some lines.
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


def test_values_of_an_anchor_are_named_where_they_stand() -> None:
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


def test_yaml_of_another_version_is_read_as_yaml_1_2() -> None:
    """There, only ``true`` and ``false`` are booleans, and ``017`` is no octal number."""
    text = "ModelName: yes\nExecutionRoleArn: off\nEnableNetworkIsolation: true\n"
    assert from_yaml(CreateModelRequest, text) == CreateModelRequest(
        model_name="yes", execution_role_arn="off", enable_network_isolation=True
    )


def test_a_misspelt_member_is_refused_in_a_request_and_kept_in_a_structure() -> None:
    text = '{"Key": "a", "Value": "b", "Valu": "c"}'
    assert from_json(Tag, text).unknown_members == {"Valu": "c"}
    assert from_yaml(Tag, text).unknown_members == {"Valu": "c"}
    with pytest.raises(ConversionError, match=r"Valu: not a member of Tag; did you mean Value\?"):
        from_json(Tag, text, unknown_members=False)
    with pytest.raises(ConversionError, match=r"line 1: Valu: not a member of Tag; did you mean"):
        from_yaml(Tag, text, unknown_members=False)


@pytest.mark.parametrize(
    "value", ['"1"', "true", "1.0", "[1]"], ids=["text", "bool", "float", "list"]
)
def test_only_a_whole_number_is_one(value: str) -> None:
    error = refusal_of_json(
        ProductionVariant, f'{{"VariantName": "a", "InitialInstanceCount": {value}}}'
    )
    assert "InitialInstanceCount: expected int" in str(error)


def test_a_whole_number_is_a_number_too() -> None:
    read = from_json(ProductionVariant, '{"VariantName": "a", "InitialVariantWeight": 1}')
    assert read.initial_variant_weight == 1


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "", "{}"], ids=ascii)
def test_what_is_no_timestamp_is_refused(value: str) -> None:
    error = refusal_of_json(ListEndpointsRequest, json.dumps({"CreationTimeAfter": value}))
    assert "CreationTimeAfter: expected a timestamp (ISO 8601" in str(error)
    error = refusal_of_yaml(ListEndpointsRequest, f"CreationTimeAfter: {json.dumps(value)}\n")
    assert "line 1: CreationTimeAfter: expected a timestamp" in str(error)


@pytest.mark.parametrize("value", ["a", "YQ", "YQ==!", "é"], ids=ascii)
def test_what_is_no_base64_is_refused_with_its_path(value: str) -> None:
    text = json.dumps({"Data": "YQ==", "More": ["YQ==", value]})

    error = refusal_of_json(Blobs, text)
    assert [problem.path for problem in error.problems] == ["More[1]"]
    assert "line 1: More[1]" in str(refusal_of_yaml(Blobs, text))


def test_what_has_no_place_in_a_text_is_refused_with_its_path() -> None:
    untyped: Any = b"a"
    for write in (to_json, to_yaml):
        with pytest.raises(ConversionError, match="model_name"):
            write(CreateModelRequest(model_name=untyped))


def test_a_number_that_json_does_not_have_is_written_as_the_cli_reads_it() -> None:
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


def test_without_the_extra_yaml_says_what_to_install_and_json_works() -> None:
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


def test_the_extra_is_imported_when_it_is_used() -> None:
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


# In the form that https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
# describes: its example has timestamps as texts, events have them as numbers.
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


def with_texts(detail: dict[str, Any]) -> dict[str, Any]:
    """The same with timestamps as texts."""
    changed = copy.deepcopy(detail)
    for holder in (changed, *changed["SecondaryStatusTransitions"]):
        for name in [name for name in holder if name.endswith("Time")]:
            holder[name] = str(holder[name])
    return changed


@pytest.mark.parametrize("detail", [DETAIL, with_texts(DETAIL)], ids=["numbers", "texts"])
@pytest.mark.parametrize("how", ["dict", "json"])
def test_the_detail_of_an_event_is_read(detail: dict[str, Any], how: str) -> None:
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
    # What an answer of the service does not have, and what an event leaves out.
    assert job.unknown_members == {"Tags": {"team": "growth"}}
    assert set(job.response_metadata.corrected) == {
        "vpc_config.security_group_ids",
        "vpc_config.subnets",
    }


# In the form that the tasks ``createTrainingJob.sync`` of Step Functions give: that of the answer
# of DescribeTrainingJob, with milliseconds.
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


def test_the_output_of_a_step_functions_task_is_read() -> None:
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


def test_an_event_is_given_back_as_the_cli_would_print_it() -> None:
    job = from_boto(DescribeTrainingJobResponse, OUTPUT)
    text = json.loads(to_json(job))

    assert text.keys() == OUTPUT.keys()
    assert text["TrainingEndTime"] == "2026-01-02T04:02:01.789000+00:00"
    assert from_json(DescribeTrainingJobResponse, to_json(job)) == job


@pytest.mark.parametrize(("read", "text"), [(from_json, "[" * 100_000), (from_yaml, "[" * 5_000)])
def test_a_text_nested_too_deeply_is_refused(read: Any, text: str) -> None:
    with pytest.raises(ConversionError, match="nested too deeply"):
        read(Tag, text)


@pytest.mark.parametrize(
    ("cls", "key", "around"),
    [
        (TensorData, "data", "[{}]"),
        (SearchExpression, "SubExpressions", '[{{"SubExpressions":{}}}]'),
    ],
    ids=["document", "structure"],
)
def test_a_value_nested_too_deeply_is_an_error_with_one_line(
    cls: type[Shape], key: str, around: str
) -> None:
    # From 3.12 on, only frames of Python count, and the parser has a limit of its own.
    document_depth = 1200 if sys.version_info >= (3, 12) else 480
    inner, depth = "[]", 400 if cls is SearchExpression else document_depth
    for _ in range(depth):
        inner = around.format(inner)
    text = f'{{"{key}": {inner}, "dtype": "f"}}' if cls is TensorData else f'{{"{key}": {inner}}}'

    too_deep = f"^cannot read {cls.__name__}: nested too deeply$"
    with pytest.raises(ConversionError, match=too_deep):
        from_json(cls, text)
    with pytest.raises(ConversionError, match=too_deep):
        from_boto(cls, json.loads(text), unknown_members=False)


def test_an_object_nested_too_deeply_is_an_error_with_one_line() -> None:
    expression = SearchExpression()
    for _ in range(400):
        expression = SearchExpression(sub_expressions=[expression])

    for write in (to_json, to_boto):
        with pytest.raises(ConversionError, match=r"^cannot write \w+: nested too deeply$"):
            write(expression)


def test_only_what_cannot_be_written_is_a_problem_of_a_text() -> None:
    request = ListModelsRequest(sort_by=cast("Any", 5), max_results=cast("Any", {1}))
    assert json.loads(to_json(ListModelsRequest(sort_by=cast("Any", 5)))) == {"SortBy": 5}

    with pytest.raises(ConversionError) as caught:
        to_json(request)
    assert [problem.path for problem in caught.value.problems] == ["max_results"]
