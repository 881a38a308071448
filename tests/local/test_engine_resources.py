"""The built-in engine: the life of a resource of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.cases import each
from helpers.engine import (
    LATER,
    all_kinds,
    create,
    creation,
    described,
    identity,
    noun,
    request_members,
    same_members,
    typed_answer,
)

from sagemaker_typed.local.engine.arns import arn_for, new_identity
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind

NOT_UNIQUE = {
    # Each call makes another one.
    *("Artifact", "ImageVersion", "PipelineExecution", "ModelCardExportJob", "ClusterExtension"),
    *("EarthObservationJob", "VectorEnrichmentJob"),
}
NOT_FOUND = {"ResourceNotFound", "ResourceNotFoundException", "ValidationException"}
STOPPED_FIRST = {"NotebookInstance"}


def listed(engine: Engine, kind: Kind, given: dict[str, Any]) -> list[Any]:
    assert kind.listing is not None
    answer = engine.call(kind.service, kind.listing, given)
    typed_answer(kind.service, kind.listing, answer)
    return next(value for name, value in answer.items() if name != "NextToken")


@each("full", [False, True], ids=lambda full: "full" if full else "required")
def test_description_has_what_was_sent(full: bool) -> None:
    missing: list[str] = []
    for kind in all_kinds():
        engine = Engine(speed=0)
        given, record = create(engine, kind, full=full)
        shown = described(engine, kind, record)
        compared = [name for name in same_members(kind, kind.create) if name in given]
        assert compared or not full, kind.noun
        missing += [
            f"{kind.noun}.{name}: {shown.get(name)!r} != {given[name]!r}"
            for name in compared
            if shown.get(name) != given[name] and (kind.noun, name) not in CHANGED
        ]
        assert described(engine, kind, record) == shown, kind.noun
    assert not missing


CHANGED = {
    # The service adds the table of the data catalog.
    ("FeatureGroup", "OfflineStoreConfig"),
    # The service adds the state of the capture, which is another structure.
    ("Endpoint", "ProductionVariants"),
}


@each("kind", all_kinds(), ids=noun)
def test_resource_is_created_listed_and_deleted(kind: Kind) -> None:
    engine = Engine(speed=0)
    given, record = create(engine, kind)
    if kind.listing is not None:
        assert len(listed(engine, kind, identity_of_listing(kind, record))) == 1
    if kind.noun not in NOT_UNIQUE and not {"ClientToken", "ClientRequestToken"} & given.keys():
        with pytest.raises(EngineError) as error:
            engine.call(kind.service, kind.create, given)
        assert error.value.code in {
            *("ResourceInUse", "ConflictException", "ResourceAlreadyExists"),
            "ValidationException",
        }
        assert "exist" in error.value.message or "duplicate" in error.value.message
    if kind.noun in STOPPED_FIRST and kind.stop:
        engine.call(kind.service, kind.stop, identity(kind, record, kind.stop))
        engine.advance(LATER)
    if kind.delete is None:
        return
    answer = engine.call(kind.service, kind.delete, identity(kind, record, kind.delete))
    typed_answer(kind.service, kind.delete, answer)
    engine.advance(LATER)
    with pytest.raises(EngineError) as gone:
        engine.call(kind.service, kind.describe, identity(kind, record, kind.describe))
    assert gone.value.code in NOT_FOUND
    if kind.listing is not None and kind.noun != "ClusterExtension":
        assert listed(engine, kind, identity_of_listing(kind, record)) == []


def identity_of_listing(kind: Kind, record: Any) -> dict[str, Any]:
    assert kind.listing is not None
    return {
        name: value
        for name, value in identity(kind, record, kind.listing).items()
        if name in request_members(kind.service, kind.listing)
    }


@each("kind", [kind for kind in all_kinds() if kind.update], ids=noun)
def test_update_shows_in_the_description(kind: Kind) -> None:
    engine = Engine(speed=0)
    assert kind.update is not None
    _, record = create(engine, kind, full=True)
    if kind.noun in STOPPED_FIRST and kind.stop:
        engine.call(kind.service, kind.stop, identity(kind, record, kind.stop))
        engine.advance(LATER)
    members = request_members(kind.service, kind.update, full=True)
    members |= identity(kind, record, kind.update)
    for name in REMOVED.get(kind.noun, ()):
        members.pop(name, None)
    if kind.noun == "Endpoint":
        members["EndpointConfigName"] = record.given["EndpointConfigName"]
    before = described(engine, kind, record)
    typed_answer(kind.service, kind.update, engine.call(kind.service, kind.update, members))
    engine.advance(LATER)
    shown = described(engine, kind, record)
    modified = [name for name in shown if name in {"LastModifiedTime", "LastUpdatedDate"}]
    assert all(shown[name] > before[name] for name in modified)
    for name in same_members(kind, kind.update):
        if name in members and (kind.noun, name) not in CHANGED:
            assert shown.get(name) == members[name], name


REMOVED = {
    "Pipeline": ["PipelineDefinitionS3Location", "PipelineDefinition"],
    # These members exclude others of the request.
    "NotebookInstance": [
        *("DisassociateLifecycleConfig", "DisassociateDefaultCodeRepository"),
        *("DisassociateAdditionalCodeRepositories", "DisassociateAcceleratorTypes"),
        "LifecycleConfigName",
    ],
}


def test_arns_of_resources_differ() -> None:
    same: list[str] = []
    for kind in all_kinds():
        arns: set[str] = set()
        for number in (1, 2):
            values = creation(kind)
            for name in kind.identity:
                if name in kind.given:
                    values[name] = f"name-{number}"
                elif not name.endswith("Arn"):
                    values[name] = new_identity(kind, name, number)
            arns.add(arn_for(kind, "us-east-1", values, number))
        if len(arns) != 2:
            same.append(kind.noun)
    assert same == []


def test_each_region_has_resources_of_its_own() -> None:
    engine = Engine(speed=0)
    role = "arn:aws:iam::123456789012:role/sagemaker"
    members = {"ModelName": "churn", "ExecutionRoleArn": role}
    first = engine.call("sagemaker", "CreateModel", members, region="eu-west-1")
    second = engine.call("sagemaker", "CreateModel", members, region="us-west-2")
    assert first["ModelArn"] == "arn:aws:sagemaker:eu-west-1:123456789012:model/churn"
    assert second["ModelArn"] == "arn:aws:sagemaker:us-west-2:123456789012:model/churn"
    assert engine.call("sagemaker", "ListModels", {})["Models"] == []
