"""Every operation's request and response, against botocore's validator, serializer and parser."""

from __future__ import annotations

import copy
import json
from datetime import datetime
from typing import Any, cast

import pytest
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator
from samples import Kind, sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import Request, Response, from_boto, to_boto

OPERATIONS = sorted(service_model().operation_names)
PLAIN = {str, int, float, bool, list, dict, datetime}


def request_class(operation: str) -> type[Request[Response]]:
    return cast(
        "type[Request[Response]]", getattr(sagemaker_typed.sagemaker, f"{operation}Request")
    )


def response_class(operation: str) -> type[Response]:
    return cast("type[Response]", getattr(sagemaker_typed.sagemaker, f"{operation}Response"))


def types_in(value: Any) -> set[type]:
    found: set[type] = {type(value)}
    if found == {dict}:
        found = found.union(*map(types_in, value.keys()), *map(types_in, value.values()))
    elif found == {list}:
        found = found.union(*map(types_in, value))
    return found


def serialized(operation: str, parameters: dict[str, Any]) -> Any:
    model = service_model().operation_model(operation)
    serializer: Any = create_serializer("json", include_validation=False)
    request = serializer.serialize_to_request(parameters, model)
    return request["body"], request["headers"], request["url_path"]


@pytest.mark.parametrize("kind", ["full", "required", "empty"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_requests_are_sent_as_their_plain_dict_is(operation: str, kind: Kind) -> None:
    shape: Any = service_model().operation_model(operation).input_shape
    plain = sample(shape, kind)
    before = copy.deepcopy(plain)

    typed = from_boto(request_class(operation), plain)
    back = to_boto(typed)

    assert plain == before
    assert back == plain
    assert list(back) == list(plain)
    assert types_in(back) <= PLAIN
    assert from_boto(request_class(operation), back) == typed
    assert serialized(operation, back) == serialized(operation, plain)
    if kind != "empty":
        report = ParamValidator().validate(back, shape)
        assert not report.has_errors(), report.generate_report()


@pytest.mark.parametrize("kind", ["full", "required"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_answers_are_read_and_given_back_as_botocore_parses_them(
    operation: str, kind: Kind
) -> None:
    shape = service_model().operation_model(operation).output_shape
    body = json.dumps(sample(shape, kind), default=lambda moment: moment.timestamp())
    parser: Any = create_parser("json")
    parsed = parser.parse(
        {"status_code": 200, "headers": {"x-amzn-requestid": "id-1"}, "body": body.encode()}, shape
    )
    before = copy.deepcopy(parsed)

    typed = from_boto(response_class(operation), parsed)

    assert parsed == before
    assert typed.response_metadata.request_id == "id-1"
    assert typed.response_metadata.corrected == ()
    assert to_boto(typed) == parsed
    assert types_in(to_boto(typed)) <= PLAIN
    assert from_boto(response_class(operation), to_boto(typed)) == typed
    assert set(to_boto(typed)) == set(json.loads(body)) | {"ResponseMetadata"}
