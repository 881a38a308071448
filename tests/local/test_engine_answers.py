"""The built-in engine: every operation of every service."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from helpers.cases import each
from helpers.engine import all_kinds, populate, request_members
from helpers.prepared import prepared
from helpers.samples import Operation, namespace, operations, service_model

from sagemaker_typed import from_boto, violations
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local.engine.behaviour.invocations import EVENTS
from sagemaker_typed.local.engine.behaviour.special import entries
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError

UNKNOWN = {"InternalFailure", "SerializationException", "UnknownOperationException"}


@pytest.fixture(scope="module")
def populated() -> Engine:
    engine = Engine(speed=0)
    populate(engine)
    return engine


@each("operation", operations())
def test_answer_of_every_operation_is_valid(operation: Operation, populated: Engine) -> None:
    """Answers hold all rules of the model; a second read returns the same."""
    members = request_members(operation.service, operation.name)
    try:
        answer = populated.call(operation.service, operation.name, members)
    except EngineError as error:
        if error.code in UNKNOWN:
            raise
        return
    if EVENTS in answer:  # the transport makes the body of them
        answer["Body"] = iter(())
        del answer[EVENTS]
    response = from_boto(getattr(namespace(operation.service), f"{operation.name}Response"), answer)
    found = violations(response)
    assert not found, [str(one) for one in found]
    if operation.name.startswith(("Describe", "List", "Get")):
        assert populated.call(operation.service, operation.name, members) == answer


def test_special_answers_have_only_members_of_the_model() -> None:
    """A transport would drop them."""
    engine = Engine(speed=0)
    special = [one for one in operations() if one.name in entries(one.service)]
    calls = prepared(engine, special)
    assert sum(not call.error for call in calls.values()) > len(special) / 2
    for one, call in calls.items():
        if not call.error:
            engine.restore(call.state)
            answer = engine.call(one.service, one.name, call.members)
            known = one.model.output_shape.members if one.model.output_shape else {}
            assert answer.keys() - {EVENTS} <= known.keys(), one


@pytest.fixture(scope="module")
def client_of() -> Callable[[str], Any]:
    local = LocalEngine(speed=0)
    config = Config(retries={"total_max_attempts": 1})

    def client(service: str) -> Any:
        return local.client(service, config=config)

    return cache(client)


@each("operation", operations())
def test_botocore_parses_the_answer_of_every_operation(
    operation: Operation, client_of: Callable[[str], Any]
) -> None:
    call = getattr(client_of(operation.service), xform_name(operation.name))
    try:
        answer: dict[str, Any] = call(**request_members(operation.service, operation.name))
    except ClientError as error:
        found: Any = error.response
        assert found["Error"]["Code"] not in UNKNOWN, found
        assert found["Error"]["Message"]
    else:
        assert answer["ResponseMetadata"]["HTTPStatusCode"] // 100 == 2


def test_table_has_every_operation_of_every_service() -> None:
    table = Engine().operations()
    found = {(one.service, one.name) for one in table}
    assert found == {(one.service, one.name) for one in operations()}
    assert all(bool(one.note) == (one.support != "full") for one in table)
    crud = {
        (kind.service, name)
        for kind in all_kinds()
        for name in (kind.create, kind.describe, kind.update, kind.delete, kind.listing)
        if name
    }
    full = {(one.service, one.name) for one in table if one.support != "empty"}
    assert crud <= full


def test_empty_operations_change_nothing(populated: Engine) -> None:
    before = populated.dump()
    for one in populated.operations():
        if one.support == "empty":
            populated.call(one.service, one.name, request_members(one.service, one.name))
    assert populated.dump() == before


def test_services_are_those_of_botocore() -> None:
    from sagemaker_typed.local.engine.services import services

    assert {one.service for one in operations()} <= {*services()}
    assert service_model("sagemaker").operation_names
