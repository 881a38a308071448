"""The requests and responses of botocore itself, to compare the conversion with."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any

from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from helpers.samples import Operation, http_answer

PLAIN: set[type] = {str, int, float, bool, list, dict, datetime}
# Shapes that only other services use.
PLAIN_ELSEWHERE: set[type] = {*PLAIN, bytes, NoneType}


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
    """Return the complete HTTP request: method, path, query, headers, body."""
    protocol: str = operation.model.service_model.resolved_protocol
    request: dict[str, Any] = serializer(protocol).serialize_to_request(parameters, operation.model)
    assert {"method", "url_path", "query_string", "headers", "body"} <= request.keys()
    return request


def parsed(operation: Operation, members: Any, request_id: str = "") -> dict[str, Any]:
    """Parse an HTTP response with these members with botocore, in the order of the model.

    For some protocols, botocore itself puts headers and the metadata first.
    """
    answer = http_answer(operation, members)
    answer["headers"]["x-amzn-requestid"] = request_id
    protocol: str = operation.model.service_model.resolved_protocol
    found: dict[str, Any] = parser(protocol).parse(answer, operation.output)
    names = [*(operation.output.members if operation.output else ()), "ResponseMetadata"]
    assert found.keys() <= set(names)
    return {name: found[name] for name in names if name in found}
