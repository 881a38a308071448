"""Round trips of random requests and responses of every operation lose nothing.

The examples come from ``strategies``. They are compared with the results of botocore's validator,
serializer and parser, and of a conversion that is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from keyword import iskeyword
from typing import Any, TypeAlias

import pytest
from botocore import xform_name
from botocore.handlers import generate_idempotent_uuid
from botocore.validate import ParamValidator
from helpers.against_botocore import parsed, plain_types, serialized, types_in
from helpers.cases import each
from helpers.differences import class_of, differences
from helpers.examples import EXAMPLES, FULL, examples
from helpers.samples import Operation, operations
from helpers.strategies import KINDS, UNKNOWN_BRANCH, Kind, answers, requests, texts
from hypothesis import given, settings

from sagemaker_typed import (
    ByteStream,
    EventStream,
    OpenEnum,
    Request,
    Response,
    Shape,
    from_boto,
    from_json,
    from_yaml,
    to_boto,
    to_json,
    to_yaml,
)

YAML_EXAMPLES = settings(EXAMPLES, max_examples=5 if FULL else 2)

OPERATIONS = operations()
# Reading YAML takes 100 times as long as everything else.
OPERATIONS_IN_YAML = OPERATIONS if FULL else OPERATIONS[::20]

Tally: TypeAlias = Counter[tuple[str, str]]


every_operation = each("operation", OPERATIONS)
operations_in_yaml = each("operation", OPERATIONS_IN_YAML)
kinds = pytest.mark.parametrize("kind", KINDS)


# --- expected values ------------------------------------------------------------------------------


def plain(value: Any, shape: Any) -> Any:
    """Convert an object to the dict that botocore's model describes."""
    if getattr(shape, "is_document_type", False):
        return value
    if shape.type_name == "structure":
        members = {name: getattr(value, attribute(name)) for name in shape.members}
        return {
            name: plain(member, shape.members[name])
            for name, member in members.items()
            if member is not None
        }
    if shape.type_name == "list":
        return [plain(item, shape.member) for item in value]
    if shape.type_name == "map":
        return {plain(key, shape.key): plain(item, shape.value) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def attribute(member: str) -> str:
    """Return the name of the field for a member."""
    name: str = xform_name(member)
    return f"{name}_" if iskeyword(name) else name


def check_valid(operation: Operation, parameters: Mapping[str, Any]) -> None:
    model: Any = operation.model
    filled = dict(parameters)
    generate_idempotent_uuid(filled, model)  # as a client does before it validates
    report = ParamValidator().validate(filled, operation.input)
    assert not report.has_errors(), report.generate_report()


def check_readable(value: Any, expected: Any, shape: Any) -> None:
    """Check that all values that botocore read are in their fields and have the right types."""
    if expected is None:
        assert value is None
    elif isinstance(value, ByteStream | EventStream):
        assert value.raw is expected
    elif shape.type_name == "structure" and not shape.is_document_type:
        assert isinstance(value, Shape)
        if list(expected) == ["SDK_UNKNOWN_MEMBER"]:
            assert value.unknown_members == expected
            expected = {}
        else:
            assert value.unknown_members is None
        for member, member_shape in shape.members.items():
            check_readable(getattr(value, attribute(member)), expected.get(member), member_shape)
    elif shape.type_name == "list":
        assert class_of(value) is list
        for item, expected_item in zip(value, expected, strict=True):
            check_readable(item, expected_item, shape.member)
    elif shape.type_name == "map":
        assert class_of(value) is dict
        assert list(value) == list(expected)
        for key, expected_key in zip(value, expected, strict=True):
            check_readable(key, expected_key, shape.key)
            check_readable(value[key], expected[expected_key], shape.value)
    elif getattr(shape, "enum", None):
        assert isinstance(value, OpenEnum)
        assert value == expected
        assert value.is_known == (expected in shape.enum)
    elif shape.type_name == "timestamp":
        assert type(value) is datetime
        assert value.tzinfo is UTC
        assert value == expected.astimezone(UTC)
    else:
        assert not differences(value, expected)


# --- requests -------------------------------------------------------------------------------------


@kinds
@every_operation
def test_request_round_trip_through_boto_dict_and_json(
    operation: Operation, kind: Kind, tally: Tally
) -> None:
    cls = operation.request

    @examples(str(operation), kind)
    @given(requests(cls, kind))
    def round_trip(request: Request[Response]) -> None:
        tally["requests", str(operation)] += 1

        sent = to_boto(request)

        check_valid(operation, sent)
        written = plain(request, operation.input)
        assert serialized(operation, sent) == serialized(operation, written)
        assert not differences(sent, written)
        assert types_in(sent) <= plain_types(operation)
        assert from_boto(cls, sent) == request
        read = from_boto(cls, sent, open_enums=True)
        assert read == request
        assert not differences(read, request)
        assert not differences(from_json(cls, to_json(request), open_enums=True), request)

    round_trip()


@kinds
@operations_in_yaml
def test_request_round_trip_through_yaml(operation: Operation, kind: Kind, tally: Tally) -> None:
    cls = operation.request

    @examples(str(operation), kind, of=YAML_EXAMPLES)
    @given(requests(cls, kind))
    def round_trip(request: Request[Response]) -> None:
        tally["requests in YAML", str(operation)] += 1

        assert not differences(from_yaml(cls, to_yaml(request), open_enums=True), request)

    round_trip()


# --- responses ------------------------------------------------------------------------------------


@kinds
@every_operation
def test_response_round_trip_through_boto_dict_and_json(
    operation: Operation, kind: Kind, tally: Tally
) -> None:
    cls, shape = operation.response, operation.output

    @examples(str(operation), kind)
    @given(answers(shape, kind, operation.service), texts())
    def round_trip(answer: Mapping[str, Any], request_id: str) -> None:
        tally["answers", str(operation)] += 1
        expected = parsed(operation, answer, request_id)

        response = from_boto(cls, expected)

        assert response.response_metadata.request_id == request_id
        assert response.response_metadata.corrected == ()
        back = to_boto(response)
        assert not differences(back, expected)
        stream: set[type] = {type(expected[operation.payload])} if operation.payload else set()
        # botocore keeps null in lists and maps.
        assert types_in(back) <= plain_types(operation) | {type(None)} | stream
        if shape is not None:
            check_readable(response, expected, shape)
        read = from_boto(cls, back)
        assert read == response
        assert not differences(read, response)
        if stream:
            return
        assert not differences(from_json(cls, to_json(response)), response)
        # botocore keeps only the name of an unknown branch.
        if UNKNOWN_BRANCH not in repr(expected):
            assert from_boto(cls, answer) == response
            # Some parsers convert an int in a float member to float.
            is_same = operation.service != "sagemaker" or not differences(
                from_boto(cls, answer), response
            )
            assert is_same

    round_trip()


@kinds
@operations_in_yaml
def test_response_round_trip_through_yaml(operation: Operation, kind: Kind, tally: Tally) -> None:
    cls = operation.response

    @examples(str(operation), kind, of=YAML_EXAMPLES)
    @given(answers(operation.output, kind, operation.service))
    def round_trip(answer: Mapping[str, Any]) -> None:
        tally["answers in YAML", str(operation)] += 1
        response = from_boto(cls, parsed(operation, answer))

        assert not differences(from_yaml(cls, to_yaml(response)), response)

    round_trip()
