"""Round trips of every operation of every service, compared with botocore."""

from __future__ import annotations

import copy
from types import NoneType

import pytest
from botocore.validate import ParamValidator
from helpers.against_botocore import parsed, plain_types, serialized, types_in
from helpers.cases import each
from helpers.samples import Kind, Operation, operations, sample

from sagemaker_typed import from_boto, to_boto

every_operation = each("operation", operations())


@pytest.mark.parametrize("kind", ["full", "required", "empty"])
@every_operation
def test_request_round_trip_sends_the_same_as_the_dict(operation: Operation, kind: Kind) -> None:
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
def test_response_round_trip_equals_botocores_dict(operation: Operation, kind: Kind) -> None:
    members = sample(operation.output, kind)
    plain = parsed(operation, members, "id-1")
    stream = plain.get(operation.payload or "")
    before = copy.deepcopy({k: v for k, v in plain.items() if v is not stream})

    typed = from_boto(operation.response, plain)

    assert plain == (before if stream is None else before | {operation.payload: stream})
    assert typed.response_metadata.request_id == "id-1"
    assert typed.response_metadata.corrected == ()
    back = to_boto(typed)
    assert back == plain
    assert types_in(back) <= plain_types(operation) | ({type(stream)} - {NoneType})
    assert from_boto(operation.response, back) == typed
    assert set(back) == {*members, operation.payload or "ResponseMetadata", "ResponseMetadata"}
