"""Every operation of every service, there and back, compared with botocore's own machinery."""

from __future__ import annotations

import copy
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any

import pytest
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator
from samples import Kind, Operation, http_answer, operations, sample

from sagemaker_typed import from_boto, to_boto

PLAIN: set[type] = {str, int, float, bool, list, dict, datetime}
# What no operation of SageMaker itself has.
PLAIN_ELSEWHERE: set[type] = {*PLAIN, bytes, NoneType}

every_operation = pytest.mark.parametrize("operation", operations(), ids=str)


def types_in(value: Any) -> set[type]:
    found: set[type] = {type(value)}
    if found == {dict}:
        found = found.union(*map(types_in, value.keys()), *map(types_in, value.values()))
    elif found == {list}:
        found = found.union(*map(types_in, value))
    return found


def plain_types(operation: Operation) -> set[type]:
    return PLAIN if operation.service == "sagemaker" else PLAIN_ELSEWHERE


@cache
def serializer(protocol: str) -> Any:
    return create_serializer(protocol, include_validation=False)


@cache
def parser(protocol: str) -> Any:
    return create_parser(protocol)


def serialized(operation: Operation, parameters: Any) -> dict[str, Any]:
    """The whole HTTP request: method, path, query, headers, body."""
    protocol: str = operation.model.service_model.resolved_protocol
    request: dict[str, Any] = serializer(protocol).serialize_to_request(parameters, operation.model)
    assert {"method", "url_path", "query_string", "headers", "body"} <= request.keys()
    return request


def parsed(operation: Operation, members: Any, request_id: str = "") -> dict[str, Any]:
    """What botocore makes of an HTTP answer with these members, in the order of the model.

    Its parsers of some protocols have headers and the metadata first.
    """
    answer = http_answer(operation, members)
    answer["headers"]["x-amzn-requestid"] = request_id
    protocol: str = operation.model.service_model.resolved_protocol
    found: dict[str, Any] = parser(protocol).parse(answer, operation.output)
    names = [*(operation.output.members if operation.output else ()), "ResponseMetadata"]
    assert found.keys() <= set(names)
    return {name: found[name] for name in names if name in found}


@pytest.mark.parametrize("kind", ["full", "required", "empty"])
@every_operation
def test_requests_are_sent_as_their_plain_dict_is(operation: Operation, kind: Kind) -> None:
    plain = sample(operation.input, kind)
    before = copy.deepcopy(plain)

    typed = from_boto(operation.request, plain)
    back = to_boto(typed)

    assert plain == before
    assert back == plain
    assert list(back) == list(plain)
    assert types_in(back) <= plain_types(operation)
    assert from_boto(operation.request, back) == typed
    assert serialized(operation, back) == serialized(operation, plain)
    if kind != "empty":
        report = ParamValidator().validate(back, operation.input)
        assert not report.has_errors(), report.generate_report()


@pytest.mark.parametrize("kind", ["full", "required"])
@every_operation
def test_answers_are_read_and_given_back_as_botocore_parses_them(
    operation: Operation, kind: Kind
) -> None:
    members = sample(operation.output, kind)
    answer = parsed(operation, members, "id-1")
    stream = answer.get(operation.payload or "")
    before = copy.deepcopy({k: v for k, v in answer.items() if v is not stream})

    typed = from_boto(operation.response, answer)

    assert answer == (before if stream is None else before | {operation.payload: stream})
    assert typed.response_metadata.request_id == "id-1"
    assert typed.response_metadata.corrected == ()
    back = to_boto(typed)
    assert back == answer
    assert types_in(back) <= plain_types(operation) | ({type(stream)} - {NoneType})
    assert from_boto(operation.response, back) == typed
    assert set(back) == {*members, operation.payload or "ResponseMetadata", "ResponseMetadata"}
