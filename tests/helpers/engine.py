"""Requests for the local engine: valid ones, with everything that must exist before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from helpers.samples import namespace

from sagemaker_typed import from_boto, to_boto, violations
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local.engine import rows
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds, member_role
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.services import MAIN, operation, services
from sagemaker_typed.operation import Response
from sagemaker_typed.testing import build

LATER = 100_000.0
"""Seconds after which no status changes by itself."""
REGION = "us-east-1"


def all_kinds() -> list[Kind]:
    """Return the kinds of all services whose resources are created one by one."""
    return [
        kind
        for service in services()
        for kind in kinds(service).values()
        if kind.noun != "Device"  # RegisterDevices creates several
    ]


def noun(kind: Kind) -> str:
    return kind.noun


def request_members(service: str, name: str, *, full: bool = False) -> dict[str, Any]:
    """Return valid members of a request, as boto3 takes them."""
    members: dict[str, Any] = to_boto(
        build(getattr(namespace(service), f"{name}Request"), full=full)
    )
    return members


def typed_answer(service: str, name: str, answer: dict[str, Any]) -> Response:
    """Return a response as an object, after checking that it violates no rule of the model."""
    response: Response = from_boto(getattr(namespace(service), f"{name}Response"), answer)
    found = violations(response)
    assert not found, [str(one) for one in found]
    return response


def creation(kind: Kind, *, full: bool = False) -> dict[str, Any]:
    """Return the members of a create request that the service accepts.

    The model does not say that some members exclude each other.
    """
    members = request_members(kind.service, kind.create, full=full)
    excluded = {
        "ModelPackage": ["ModelPackageGroupName"],
        "App": ["SpaceName"],
        "Pipeline": ["PipelineDefinitionS3Location"],
        "PipelineExecution": ["PipelineVersionId", "SelectiveExecutionConfig"],
        "EndpointConfig": ["ShadowProductionVariants"],
    }
    for name in excluded.get(kind.noun, []):
        members.pop(name, None)
    needed = {
        "ModelPackage": {"ModelPackageName": "package-1"},
        "App": {"UserProfileName": "user-profile-1"},
        "Pipeline": {"PipelineDefinition": '{"Steps": []}'},
    }
    return {**needed.get(kind.noun, {}), **members}


def create(engine: Engine, kind: Kind, *, full: bool = False) -> tuple[dict[str, Any], Record]:
    """Create a resource and what it names, and return the members and the record."""
    members = creation(kind, full=full)
    for reference in rows.REFERENCES.get(kind.noun, ()):
        path = reference.path.split(".")
        if not [*_found(members, path)]:
            continue
        bucket = engine.store.bucket(MAIN, REGION, reference.noun)
        if not bucket:
            create(engine, kinds(MAIN)[reference.noun], full=full)
            bucket = engine.store.bucket(MAIN, REGION, reference.noun)
        record = [*bucket.values()][-1]
        _put(members, path, record.arn if path[-1].endswith("Arn") else record.key[-1])
    engine.advance(LATER)
    answer = engine.call(kind.service, kind.create, members)
    typed_answer(kind.service, kind.create, answer)
    record = [*engine.store.bucket(kind.service, REGION, kind.noun).values()][-1]
    engine.advance(LATER)
    return members, record


def populate(engine: Engine) -> None:
    """Create a resource of every kind; of some, others have created one before."""
    for kind in all_kinds():
        with contextlib.suppress(EngineError):
            create(engine, kind)
    found = {record.noun for record in engine.store.all()}
    assert found == {kind.noun for kind in all_kinds()}
    engine.advance(LATER)


def identity(kind: Kind, record: Record, name: str) -> dict[str, Any]:
    """Return the members of an operation's request that identify a record."""
    shape = operation(kind.service, name).input_shape
    known = {**record.given, **record.added}
    own: dict[str, Any] = {
        member: known.get(member, value)
        for member, value in zip(kind.identity, record.key, strict=True)
        if value and member in shape.members
    }
    defaults = request_members(kind.service, name)
    for member in shape.required_members:
        if member_role(kind.noun, member) == "arn":
            own.setdefault(member, record.arn)
        else:
            own.setdefault(member, known.get(member, defaults.get(member)))
    return {member: value for member, value in own.items() if value is not None}


def described(engine: Engine, kind: Kind, record: Record) -> dict[str, Any]:
    """Return the description of a record, after checking it."""
    answer = engine.call(kind.service, kind.describe, identity(kind, record, kind.describe))
    typed_answer(kind.service, kind.describe, answer)
    part: dict[str, Any] = answer[kind.part] if kind.part else answer
    return part


def same_members(kind: Kind, name: str) -> list[str]:
    """Return the members of a request that the description has with the same structure."""
    given = operation(kind.service, name).input_shape.members
    output = kind.output.members[kind.part].members if kind.part else kind.output.members
    return [
        member for member in given if member in output and output[member].name == given[member].name
    ]


def _found(value: Any, path: list[str]) -> Iterator[Any]:
    if is_list(value):
        for item in value:
            yield from _found(item, path)
    elif not path:
        yield value
    elif is_map(value) and path[0] in value:
        yield from _found(value[path[0]], path[1:])


def _put(value: Any, path: list[str], new: str) -> None:
    if is_list(value):
        for item in value:
            _put(item, path, new)
    elif len(path) > 1 and path[0] in value:
        _put(value[path[0]], path[1:], new)
    elif len(path) == 1 and path[0] in value:
        value[path[0]] = new
