"""Tests that direct reading has the same results as botocore's parser.

Two clients over one boto3 client get the same HTTP responses: one reads them directly, the other
uses botocore's parser. Each intended difference has a test.
"""

from __future__ import annotations

import io
import json
import math
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar, TypeAlias, cast

import attrs
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from helpers.cases import each
from helpers.differences import class_of, differences
from helpers.examples import examples
from helpers.faults import raw_client
from helpers.samples import SERVICES, Operation, client_class, http_answer, operations, sample
from helpers.strategies import KINDS, Kind, answers, texts
from hypothesis import given

from sagemaker_typed import (
    BaseClient,
    Request,
    Response,
    Shape,
    TaggedUnion,
    from_boto,
    with_unknown_members,
)
from sagemaker_typed._botocore import direct_reading
from sagemaker_typed._botocore.call_context import CallContext
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed.sagemaker import (
    DescribeAIBenchmarkJobRequest,
    DescribeAIRecommendationJobRequest,
    DescribeModelRequest,
    DescribeTrialComponentRequest,
    ListModelsRequest,
)
from sagemaker_typed.sagemaker.errors import InvalidResponse

Tally: TypeAlias = Counter[tuple[str, str]]

TOMORROW: dict[str, Any] = {"MemberOfTomorrow": {"A": [1, None, {"B": "é"}]}}


class Service:
    """Two clients, and a replacement for HTTP that returns bodies from a queue."""

    def __init__(self, name: str = "sagemaker") -> None:
        self.bodies: list[bytes] = []
        self.request_id = "id-1"
        self.headers: Mapping[str, str] = {}
        raw = raw_client("http://127.0.0.1:1", service=name)
        raw.meta.events.register("before-send", self.answer)
        self.direct = client_class(name)(client=raw)
        self.parsed = client_class(name)(client=raw, shortcuts=False)

    def answer(self, request: Any, **_: Any) -> Any:
        headers: Any = HTTPHeaders()
        headers["x-amzn-RequestId"] = self.request_id
        headers["Content-Type"] = "application/x-amz-json-1.1"
        for name, value in self.headers.items():
            headers[name] = value
        body = self.bodies.pop()
        response: Any = AWSResponse(request.url, 200, headers, io.BytesIO(body))
        response._content = body
        return response

    def both(self, request: Request[Any], body: bytes) -> tuple[Any, Any]:
        """The results of the two clients for a body: a response, or an error."""
        self.bodies = [body, body]
        return outcome(self.direct, request), outcome(self.parsed, request)


def outcome(client: BaseClient, request: Request[Response]) -> Response | InvalidResponse:
    try:
        return client.send(request)
    except InvalidResponse as error:
        return error


@pytest.fixture(scope="module")
def service() -> Service:
    return Service()


@pytest.fixture(scope="module")
def services() -> dict[str, Service]:
    return {name: Service(name) for name in SERVICES}


@cache
def request_of(operation: Operation) -> Request[Response]:
    return from_boto(operation.request, sample(operation.input, "required"))


def of_sagemaker(name: str) -> Operation:
    return Operation("sagemaker", name)


# --- every operation ------------------------------------------------------------------------------


def newer(answer: Any, shape: Any) -> Any:
    """A response with an unknown member in every structure except unions."""
    if answer is None or shape is None:
        return answer
    if shape.type_name == "list":
        return [newer(item, shape.member) for item in answer]
    if shape.type_name == "map":
        return {key: newer(item, shape.value) for key, item in answer.items()}
    if shape.type_name != "structure" or shape.is_document_type:
        return answer
    members = {k: newer(v, shape.members.get(k)) for k, v in answer.items()}
    return members if getattr(shape, "is_tagged_union", False) else members | TOMORROW


def gains(direct: Any, parsed: Any, wire: Any) -> Generator[str]:
    """Yield the differences besides unknown members, which must be those on the wire.

    Botocore's parser drops unknown members. Of an unknown branch it keeps only the name.
    """
    if isinstance(direct, Shape):
        assert type(direct) is type(parsed)
        names = type(direct).__wire_names__
        unknown = {k: v for k, v in wire.items() if k not in names.values() and v is not None}
        assert direct.unknown_members == (unknown or None)
        if isinstance(direct, TaggedUnion) and unknown:
            assert parsed.unknown_members == {"SDK_UNKNOWN_MEMBER": {"name": direct.branch}}
            assert direct.branch == cast("TaggedUnion", parsed).branch
        else:
            assert parsed.unknown_members is None
        for name, member in names.items():
            yield from gains(getattr(direct, name), getattr(parsed, name), wire.get(member))
    elif class_of(direct) is class_of(parsed) is list:
        for item, other, of_wire in zip(direct, parsed, wire, strict=True):
            yield from gains(item, other, of_wire)
    elif class_of(direct) is class_of(parsed) is dict:
        assert list(direct) == list(parsed)
        for key in direct:
            yield from gains(direct[key], parsed[key], wire[key])
    else:
        yield from differences(direct, parsed)


# Without streaming operations, whose bodies are not JSON.
READ = [operation for operation in operations() if operation.payload is None]
# The operations whose responses are partly in HTTP headers.
IN_PARTS = [
    "runtime.InvokeEndpointAsync",
    "inference_router_runtime.InvokeInferenceRouterAsync",
]


@each("operation", READ)
def test_only_responses_that_are_entirely_json_are_read_directly(
    operation: Operation, services: dict[str, Service]
) -> None:
    calls: list[CallContext] = []
    read_answer = direct_reading.read_answer

    def noted(call: CallContext, *arguments: Any) -> None:
        read_answer(call, *arguments)
        calls.append(call)

    answer = http_answer(operation, sample(operation.output, "required"))

    # Not the fixture, which all cases share: each would wrap the functions of the ones before.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(direct_reading, "read_answer", noted)
        services[operation.service].both(request_of(operation), answer["body"])

    assert [call.was_read for call in calls] == [str(operation) not in IN_PARTS, False]


@pytest.mark.parametrize("kind", KINDS)
@each("operation", READ)
def test_every_operation_matches_botocore(
    operation: Operation, kind: Kind, services: dict[str, Service], tally: Tally
) -> None:
    request, shape = request_of(operation), operation.output
    service = services[operation.service]

    @examples(str(operation), kind)
    @given(answers(shape, kind, operation.service), texts())
    def the_same(answer: Mapping[str, Any], request_id: str) -> None:
        tally["responses read directly", str(operation)] += 1
        service.request_id = request_id
        wire = newer(answer, shape) if kind == "random" else answer
        http = http_answer(operation, wire)
        service.headers = http["headers"]
        if str(operation) in IN_PARTS:
            wire = {k: v for k, v in answer.items() if k in shape.members}

        direct, parsed = service.both(request, http["body"])

        assert isinstance(direct, Response)
        assert isinstance(parsed, Response)
        assert not list(gains(direct, parsed, wire))
        assert direct.response_metadata == parsed.response_metadata
        raw = direct.response_metadata.raw
        assert raw["RequestId"] == request_id
        assert type(raw["HTTPHeaders"]) is dict

    the_same()


# --- unusual values -------------------------------------------------------------------------------

MODEL: dict[str, Any] = {"ModelName": "churn", "ModelArn": "arn", "CreationTime": 1.5}
JOB = sample(of_sagemaker("DescribeAIBenchmarkJob").output, "required")


def seconds(value: Any) -> Any:
    """A sample with timestamps as on the wire."""
    if isinstance(value, dict):
        return {key: seconds(member) for key, member in cast("dict[str, Any]", value).items()}
    return value.timestamp() if isinstance(value, datetime) else value


def check_same(direct: Any, parsed: Any) -> None:
    assert type(direct) is type(parsed), (direct, parsed)
    if isinstance(direct, Response):
        assert not differences(direct, parsed)
        assert direct.response_metadata == parsed.response_metadata


describe_model = DescribeModelRequest(model_name="churn")
describe_component = DescribeTrialComponentRequest(trial_component_name="churn")


@each(
    "text",
    [
        *("0", "-0", "0.0", "-0.0", "1", "-1", "1767323045", "1767323045.678", "-0.0000005"),
        *("1767323045.6785", "1767323045.6785005", "1767323045.9999995", "1767323045.99999949"),
        *("-1767323045.6785005", "0.0000005", "0.0000015", "0.0000025", "1e3", "1e400"),
        *("253402300799", "253402300799.5", "253402300799.9999", "-62135596800", "-62135596801"),
        *("NaN", "Infinity", "-Infinity", '"NaN"', '"inf"', "-99999999999", "1" * 400, "null"),
        *('"1767323045"', '"1767323045.678"', '" 17 "', '"1e3"', '"1_000"', '"-1"', '""', '"x"'),
        *('"2026-01-02"', '"2026-01-02T03:04:05"', '"2026-01-02T03:04:05Z"', '"20260102T030405Z"'),
        *('"2026-01-02T03:04:05.678901+05:45"', '"2026-01-02T03:04:05.6789012Z"', '"20260102"'),
        *('"2026-01-02 03:04:05-12:00"', '"Fri, 02 Jan 2026 03:04:05 GMT"', '"2026-01-02T03:04Z"'),
        *("[]", "{}", "[1]", '"0001-01-01T00:00:00+14:00"', "false, \"CreationTime\": 5"),
    ],
)  # fmt: skip
def test_timestamps_match_botocore(text: str, service: Service) -> None:
    body = json.dumps(MODEL).replace("1.5", text).encode()
    check_same(*service.both(describe_model, body))


def test_fractions_of_seconds_match_botocore(service: Service) -> None:
    for number in range(1, 2000):
        value = number * 0.00000073 * (-1) ** number + number * 3_600_000.0 * (number % 3)
        body = json.dumps(MODEL | {"CreationTime": value}).encode()
        check_same(*service.both(describe_model, body))


@pytest.mark.parametrize(
    "members",
    [
        '"EnableNetworkIsolation": 1',
        '"EnableNetworkIsolation": "no"',
        '"ExecutionRoleArn": 5',
        '"ExecutionRoleArn": {"a": [null]}',
        '"ExecutionRoleArn": NaN',
        '"ExecutionRoleArn": 1' + "0" * 4000,
        '"ExecutionRoleArn": 1' + "0" * 5000,
        '"ExecutionRoleArn": "\\ud800"',
        '"ExecutionRoleArn": "a", "ExecutionRoleArn": "b"',
        '"ExecutionRoleArn": "a", "ExecutionRoleArn": null',
        '"PrimaryContainer": null',
        '"PrimaryContainer": {}',
        '"PrimaryContainer": {"__type": "ContainerDefinition", "Image": "a"}',
        '"PrimaryContainer": []',
        '"PrimaryContainer": "text"',
        '"PrimaryContainer": 5',
        '"PrimaryContainer": false',
        '"PrimaryContainer": {"Mode": "Newer"}',
        '"PrimaryContainer": {"Mode": 5}',
        '"PrimaryContainer": {"Mode": ["SingleModel"]}',
        '"PrimaryContainer": {"Mode": ""}',
        '"PrimaryContainer": {"Environment": {}}',
        '"PrimaryContainer": {"Environment": {"a": null, "": "", "b": 5, "c": {"d": 1}}}',
        '"PrimaryContainer": {"Environment": {"a": "1", "a": "2"}}',
        '"PrimaryContainer": {"Environment": []}',
        '"PrimaryContainer": {"Environment": "text"}',
        '"PrimaryContainer": {"ModelDataSource": {"S3DataSource": {}}}',
        '"Containers": []',
        '"Containers": [null, {}, null]',
        '"Containers": [[]]',
        '"Containers": ["text"]',
        '"Containers": "text"',
        '"Containers": {"Image": "a"}',
        '"Containers": 5',
        '"VpcConfig": {"Subnets": []}',
        '"VpcConfig": {"Subnets": null, "SecurityGroupIds": [null, "", 5]}',
        '"VpcConfig": {}',
        '"__type": "DescribeModelOutput"',
        '"Error": null',
        '"Error": {"Code": "x"}',
        '"ResponseMetadata": {"RequestId": "forged", "HTTPStatusCode": 500}',
        '"ResponseMetadata": 5',
    ],
)
def test_members_of_wrong_types_match_botocore(members: str, service: Service) -> None:
    body = json.dumps(MODEL)[:-1] + ", " + members + "}"
    check_same(*service.both(describe_model, body.encode()))


@pytest.mark.parametrize("token", ['{"a": 1}', "5", "true", "[]"])
def test_plain_member_of_wrong_type_is_an_invalid_response(token: str, service: Service) -> None:
    body = f'{{"Models": [], "NextToken": {token}}}'.encode()
    for client in (service.direct, service.parsed):
        service.bodies = [body]
        with pytest.raises(InvalidResponse, match="NextToken: expected str, got"):
            list(client.items(ListModelsRequest()))


@pytest.mark.parametrize("error", [{"Code": "a", "Reason": "b"}, {"Reason": None}, {}, None])
def test_member_named_error_is_read_like_any_other(error: Any, service: Service) -> None:
    body = json.dumps({"Name": "app", "Error": error} | TOMORROW).encode()
    direct, parsed = service.both(request_of(of_sagemaker("DescribePartnerApp")), body)
    assert direct == with_unknown_members(parsed, TOMORROW)
    assert (direct.error is None) == (error is None)


@pytest.mark.parametrize("error", ["text", [], 5, False])
def test_member_named_error_of_wrong_type_matches_botocore(error: Any, service: Service) -> None:
    body = json.dumps({"Name": "app", "Error": error}).encode()
    check_same(*service.both(request_of(of_sagemaker("DescribePartnerApp")), body))


@each(
    "body",
    [
        *(b"", b" ", b"{}", b" {}\r\n", b"null", b"[]", b"[{}]", b'"text"', b"5", b"true", b"NaN"),
        *(b"{", b'{"ModelName": "a"', b"<html>", b"\xef\xbb\xbf{}", b"\xff", b"{}{}", b'{"a": 01}'),
        *(b'{"ModelName": "\xff"}', b'{"ModelName": "a\tb"}', b'{"ModelName": null}'),
        b'{"a":' * 100_000,
        b'{"a":' + b"[" * 900 + b"]" * 900 + b"}",
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
@pytest.mark.parametrize(
    "request_", [describe_model, describe_component, ListModelsRequest()], ids=type
)
def test_unusual_bodies_match_botocore(
    body: bytes, request_: Request[Any], service: Service
) -> None:
    direct, parsed = service.both(request_, body)
    if isinstance(direct, Response) and b'"a"' in body:
        assert direct.unknown_members == json.loads(body)
        direct = from_boto(type(direct), {"ResponseMetadata": direct.response_metadata.raw})
    check_same(direct, parsed)
    if isinstance(direct, InvalidResponse):
        assert str(direct) == str(parsed)


@pytest.mark.parametrize(
    "members",
    [
        '"Parameters": {"a": {"NumberValue": 5}, "b": {"NumberValue": "NaN"}, "c": null}',
        '"Parameters": {"a": {"NumberValue": NaN}, "b": {"NumberValue": -Infinity}}',
        '"Parameters": {"a": {"NumberValue": 1e400}, "b": {"NumberValue": -0.0}}',
        '"Parameters": {"a": {"NumberValue": 123456789012345678901234567890}}',
        '"Parameters": {"a": {"NumberValue": null, "StringValue": null}}',
        '"Metrics": [null, {"MetricName": "loss", "TimeStamp": "1e3", "Min": 1}]',
        '"Metrics": [{"TimeStamp": null, "Count": 1.5}]',
        '"Status": {"PrimaryStatus": null}',
    ],
)
def test_numbers_nulls_and_maps_match_botocore(members: str, service: Service) -> None:
    check_same(*service.both(describe_component, f"{{{members}}}".encode()))


@pytest.mark.parametrize("name", list(MODEL))
@pytest.mark.parametrize("is_null", [False, True])
def test_absent_members_are_corrected_the_same(name: str, is_null: bool, service: Service) -> None:
    body = {k: v for k, v in MODEL.items() if k != name} | ({name: None} if is_null else {})
    direct, parsed = service.both(
        describe_model, json.dumps(body | {"VpcConfig": {"Subnets": None}}).encode()
    )
    check_same(direct, parsed)
    assert len(direct.response_metadata.corrected) == 3


OPERATION_RESULT = Operation("sagemakertrainingsessionruntime", "GetTrainingOperationResult")
METRICS = Operation("sagemaker-metrics", "BatchGetMetrics")
COLLECTION = Operation("sagemaker-geospatial", "ListRasterDataCollections")
HUMAN_LOOP = Operation("sagemaker-a2i-runtime", "DescribeHumanLoop")
TENSOR = '{"forward": {"lossFnOutputs": [{"a": {"dtype": "f", "data": %s}}]}}'


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        *((OPERATION_RESULT, f'"tokenUsage": {{"trainingTokens": {number}}}') for number in (
            "0", "-0.0", "2.5", '"7"', '"x"', "true", "null", "[]", "1e400", "NaN", "1e3"
        )),
        *((OPERATION_RESULT, f'"operationResult": {{"forward": {{"metrics": {metrics}}}}}')
            for metrics in (
                '{"a": 1, "b": 1.5, "c": "2", "d": "NaN", "e": "-Infinity", "f": true}',
                '{"a": null}', '{"a": "x"}', '{"a": []}', "{}", "null", "[]",
        )),
        *((OPERATION_RESULT, f'"operationResult": {TENSOR % data}') for data in (
            "0", "false", '""', "[]", "{}", "[null]",
            '{"a": [null, {"b": 0}]}', "1.0", '"x"', "null"
        )),
        *((METRICS, f'"MetricQueryResults": [{{"Status": "Complete", {values}}}]') for values in (
            '"XAxisValues": [1, null, "2", 3.9], "MetricValues": [1, null, "2", 3.9]',
            '"XAxisValues": [], "MetricValues": [[]]',
            '"XAxisValues": ["x"], "MetricValues": []',
        )),
        *((COLLECTION, f'"RasterDataCollectionSummaries": [{{"SupportedFilters": [{row}]}}]')
            for row in ('{"Minimum": 1, "Maximum": "2"}', '{"Minimum": {}}', '{"Maximum": null}')),
        *((HUMAN_LOOP, f'"CreationTime": {moment}') for moment in (
            '"2026-01-02T03:04:05.678Z"', '"2026-01-02"', "1.5", '"1.5"', '"x"', "null"
        )),
    ],
    ids=str,
)  # fmt: skip
def test_unusual_values_in_rest_json_match_botocore(
    operation: Operation, members: str, services: dict[str, Service]
) -> None:
    required = json.loads(http_answer(operation, sample(operation.output, "required"))["body"])
    answer = json.dumps(required)[:-1] + (", " if required else "") + members + "}"
    check_same(*services[operation.service].both(request_of(operation), answer.encode()))


# --- unions ---------------------------------------------------------------------------------------

ENDPOINT = {"Endpoint": {"Identifier": "a"}}
TARGETS: dict[str, Any] = {
    "one": ENDPOINT,
    "one with a type": {"__type": "x", **ENDPOINT},
    "one and a null": {**ENDPOINT, "Other": None},
    "an empty one": {"Endpoint": {}},
    "none": {},
    "a type": {"__type": "x"},
    "a null": {"Endpoint": None},
    "two": {**ENDPOINT, "Other": {}},
    "a list": [],
    "a str": "Endpoint",
}


@pytest.mark.parametrize("target", TARGETS)
def test_unions_match_botocore(target: str, service: Service) -> None:
    request = DescribeAIBenchmarkJobRequest(ai_benchmark_job_name="a")
    body = seconds(JOB) | {"BenchmarkTarget": TARGETS[target]}
    check_same(*service.both(request, json.dumps(body).encode()))


@pytest.mark.parametrize(
    "adapter",
    [
        {"ModelPackageArns": ["a"], "S3Uris": ["b"]},
        {"ModelPackageArns": ["a"], "S3Uris": None},
        {"ModelPackageArns": [], "S3Uris": []},
        {"S3Uris": []},
    ],
)
def test_unions_of_known_branches_match_botocore(adapter: Any, service: Service) -> None:
    request = DescribeAIRecommendationJobRequest(ai_recommendation_job_name="a")
    job = of_sagemaker("DescribeAIRecommendationJob")
    body = seconds(sample(job.output, "required")) | {"AdapterSource": adapter}
    check_same(*service.both(request, json.dumps(body).encode()))


@pytest.mark.parametrize("is_null", [False, True])
def test_absent_union_is_corrected_the_same(is_null: bool, service: Service) -> None:
    request = DescribeAIBenchmarkJobRequest(ai_benchmark_job_name="a")
    body = {k: v for k, v in seconds(JOB).items() if k != "BenchmarkTarget"}
    body |= {"BenchmarkTarget": None} if is_null else {}
    direct, parsed = service.both(request, json.dumps(body).encode())
    check_same(direct, parsed)
    assert direct.response_metadata.corrected == ("benchmark_target",)
    assert direct.benchmark_target.branch is None


def test_error_names_a_union_with_two_branches(service: Service) -> None:
    request = DescribeAIBenchmarkJobRequest(ai_benchmark_job_name="a")
    body = seconds(JOB) | {"BenchmarkTarget": {**ENDPOINT, "Other": {"Secret": "hunter22"}}}
    error, _ = service.both(request, json.dumps(body).encode())
    assert "AIBenchmarkTarget must be set, got Endpoint, Other" in str(error)
    assert "hunter22" not in str(error)


# --- features that no SageMaker response uses -----------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class Note(Response):
    """A recursive structure with a blob."""

    __wire_names__: ClassVar[Mapping[str, str]] = {
        "data": "Data",
        "notes": "Notes",
        "by_name": "ByName",
    }
    __shape_name__ = "Note"

    data: bytes | None = None
    notes: list[Note] | None = None
    by_name: dict[str, Note] | None = None


NOTE = ServiceModel(
    {
        "metadata": {"protocol": "json"},
        "operations": {},
        "shapes": {
            "Note": {
                "type": "structure",
                "members": {
                    "Data": {"shape": "Data"},
                    "Notes": {"shape": "Notes"},
                    "ByName": {"shape": "ByName"},
                },
            },
            "Data": {"type": "blob"},
            "Name": {"type": "string"},
            "Notes": {"type": "list", "member": {"shape": "Note"}},
            "ByName": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Note"}},
        },
    }
).shape_for("Note")


BLOBS: list[Any] = [
    *("", "YQ==", "Y Q=\n=", "YQ", "Y", "YQ==YQ==", "YQ===", "_-8=", "!!!!", "é"),
    *(5, None, True, [], {}, ["YQ=="]),
]


def name_of(note: Any) -> str:
    return f"{len(repr(note))} {note!r}"[:40]


def nested(depth: int) -> Any:
    note: Any = {"Data": "YQ=="}
    for _ in range(depth):
        note = {"Notes": [note], "ByName": {"a": {"Data": "Yg=="}}}
    return note


NOTES: list[Any] = [
    *[{"Data": data} for data in BLOBS],
    *[nested(depth) for depth in (1, 2, 30, 100)],
    {"Notes": [None, {"Notes": []}]},
]


@pytest.mark.parametrize("note", NOTES, ids=name_of)
def test_blobs_and_recursive_structures_match_botocore(note: Any) -> None:
    def parse() -> Note:
        headers: dict[str, str] = {}
        body = json.dumps(note).encode()
        response = {"status_code": 200, "headers": headers, "body": body}
        parser: Any = create_parser("json")
        return from_boto(Note, parser.parse(response, NOTE))

    def read() -> Note:
        made: Note = wire_hook(Note)(json.loads(json.dumps(note)), None)
        return made

    def found(make: Callable[[], Note]) -> Note | type[Exception]:
        try:
            return make()
        except (TypeError, ValueError):  # botocore's, and ConversionError
            return ValueError

    assert not differences(found(read), found(parse))


# --- intended differences from botocore's parser --------------------------------------------------


def test_epoch_milliseconds_are_read(service: Service) -> None:
    direct, parsed = service.both(
        describe_model, json.dumps(MODEL | {"CreationTime": 1767323045678}).encode()
    )
    assert direct.creation_time == datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    assert isinstance(parsed, InvalidResponse)


def test_null_in_a_map_of_lists_is_kept() -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Lists(Shape):
        __wire_names__: ClassVar[Mapping[str, str]] = {"lists": "Lists", "moments": "Moments"}

        lists: dict[str, list[str]] | None = None
        moments: dict[str, datetime] | None = None

    made = wire_hook(Lists)({"Lists": {"a": None}, "Moments": {"b": None}}, None)
    assert (made.lists, made.moments) == ({"a": None}, {"b": None})


@pytest.mark.parametrize(
    ("request_", "members", "path"),
    [
        (describe_model, {"CreationTime": True}, "CreationTime"),
        (describe_model, {"VpcConfig": {"SecurityGroupIds": [], "Subnets": "ab"}}, "Subnets"),
        (describe_model, {"VpcConfig": {"SecurityGroupIds": {"a": 1}, "Subnets": []}}, "Group"),
    ],
    ids=["a timestamp", "a list of letters", "a list of keys"],
)
def test_values_that_botocore_misreads_are_an_invalid_response(
    request_: Request[Any], members: Any, path: str, service: Service
) -> None:
    direct, parsed = service.both(request_, json.dumps(MODEL | members).encode())
    assert isinstance(direct, InvalidResponse)
    assert path in direct.reason
    assert isinstance(parsed, Response)


def test_type_member_is_not_taken_for_the_unknown_branch(service: Service) -> None:
    request = DescribeAIBenchmarkJobRequest(ai_benchmark_job_name="a")
    body = seconds(JOB) | {"BenchmarkTarget": {"__type": "x", "New": {"A": 1}}}
    direct, parsed = service.both(request, json.dumps(body).encode())
    assert direct.benchmark_target.unknown_members == {"New": {"A": 1}}
    assert (direct.benchmark_target.branch, parsed.benchmark_target.branch) == ("New", "__type")


def test_unknown_members_of_an_empty_response_are_kept(service: Service) -> None:
    request = request_of(of_sagemaker("DeleteModel"))
    direct, parsed = service.both(request, b'{"Deleted": [true]}')
    assert direct.unknown_members == {"Deleted": [True]}
    assert parsed.unknown_members is None


def test_nan_is_read_as_nan(service: Service) -> None:
    body = b'{"Parameters": {"a": {"NumberValue": NaN}}}'
    for response in service.both(describe_component, body):
        assert math.isnan(response.parameters["a"].number_value)
