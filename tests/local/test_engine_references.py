"""The built-in engine: resources that a request names, and need not exist if the user says so."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.cases import each
from helpers.engine import all_kinds, create, creation, noun

from sagemaker_typed import SageMakerRuntime, ServiceError
from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local.engine import rows
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind

NAMING = [kind for kind in all_kinds() if kind.noun in rows.REFERENCES]
NEEDED = {"PipelineExecution"}  # an execution runs the definition of its pipeline


def names_another(members: dict[str, Any], kind: Kind) -> bool:
    first = {one.path.partition(".")[0] for one in rows.REFERENCES[kind.noun]}
    return any(name in members for name in first)


@each("kind", NAMING, ids=noun)
def test_what_a_request_names_must_exist_unless_it_is_not_checked(kind: Kind) -> None:
    members = creation(kind, full=True)
    if not names_another(members, kind):
        members[rows.REFERENCES[kind.noun][0].path] = "unknown"
        members.pop("ModelPackageName", None)  # either a name or a group
    strict = Engine(speed=0)
    with pytest.raises(EngineError):
        strict.call(kind.service, kind.create, members)
    assert [*strict.store.all()] == []

    free = Engine(speed=0, check_references=False)
    if kind.noun in NEEDED:
        with pytest.raises(EngineError):
            free.call(kind.service, kind.create, members)
        return
    free.call(kind.service, kind.create, members)
    assert [one.noun for one in free.store.all()] == [kind.noun]


def test_endpoint_that_does_not_exist_is_invoked_if_it_is_not_checked() -> None:
    for check in (True, False):
        with LocalEngine(speed=0, check_references=check) as local:
            local.serve_model(lambda invocation: invocation.endpoint_name)
            runtime = local.typed(SageMakerRuntime)
            if check:
                with pytest.raises(ServiceError, match="not found"):
                    runtime.invoke_endpoint(endpoint_name="churn", body=b"1")
            else:
                answer = runtime.invoke_endpoint(endpoint_name="churn", body=b"1")
                assert answer.body.read() == b"churn"
                kept = local.sagemaker().list_endpoints().endpoints
                assert kept == []


def test_trial_and_component_are_separated_without_existing_if_it_is_not_checked() -> None:
    names = {"TrialName": "t", "TrialComponentName": "c"}
    with pytest.raises(EngineError, match=r"Trial '.*:experiment-trial/t' does not exist"):
        Engine().call("sagemaker", "DisassociateTrialComponent", names)
    free = Engine(check_references=False)
    answer = free.call("sagemaker", "DisassociateTrialComponent", names)
    assert answer["TrialComponentArn"].endswith(":experiment-trial-component/c")


def test_group_of_a_model_package_has_an_error_of_its_own() -> None:
    with pytest.raises(EngineError, match=r"Model Package Group does not exist\."):
        Engine().call("sagemaker", "CreateModelPackage", {"ModelPackageGroupName": "none"})


@each("operation", rows.AFTER_PAGING)
def test_some_filters_select_from_a_page(operation: str) -> None:
    """A page may be empty and have a token, as the API reference says of ListTrainingJobs."""
    (kind,) = (one for one in all_kinds() if one.listing == operation)
    engine = Engine(speed=0)
    _, record = create(engine, kind)
    (name,) = kind.identity
    for number in range(4):
        other = {**record.given, name: f"other-{number}"}
        engine.call(kind.service, kind.create, other)
    (member,) = (one for one in engine.call(kind.service, operation, {}) if one != "NextToken")
    given = {"NameContains": "other-1", "SortBy": "Name", "SortOrder": "Ascending"}
    found: list[list[str]] = []
    token: dict[str, str] = {}
    while True:
        answer = engine.call(kind.service, operation, {**given, "MaxResults": 1, **token})
        found.append([one[name] for one in answer[member]])
        if "NextToken" not in answer:
            break
        token = {"NextToken": answer["NextToken"]}
    assert len(found) == 5
    assert [*filter(None, found)] == [["other-1"]]
    assert len(engine.call(kind.service, operation, given)[member]) == 1


@each("name", rows.EMPTY)
def test_some_descriptions_have_maps_and_lists_that_are_empty(name: str) -> None:
    (kind,) = (one for one in all_kinds() if one.noun == name)
    engine = Engine()
    engine.call(kind.service, kind.create, {kind.identity[0]: "empty"})
    answer = engine.call(kind.service, kind.describe, {kind.identity[0]: "empty"})
    assert all(answer[member] in ({}, []) for member in rows.EMPTY[name])
