"""Plans for every resource of the model, with an account in memory."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, cast

import attrs
import pytest
from helpers.account import Account
from helpers.cases import each
from helpers.planned import PLANNED, RESOURCES, changed, noun, request_of
from helpers.samples import service_model

import sagemaker_typed.sagemaker
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed.planning import ReplacementError
from sagemaker_typed.planning.capabilities import Capability, capabilities
from sagemaker_typed.planning.making import obstacle
from sagemaker_typed.planning.resources import Resource


@each("resource", PLANNED, ids=noun)
def test_plan_after_ensure_is_nothing(resource: Resource) -> None:
    account = Account()
    request = request_of(resource)
    assert account.client.plan(request).action == "create"
    assert not account.changes
    account.client.ensure(request)
    assert account.changes == [f"Create{resource.noun}"]
    plan = account.client.plan(request)
    assert plan.action == "nothing", str(plan)


class Change(NamedTuple):
    """A member of a create request with another value."""

    resource: Resource
    field: str

    def __str__(self) -> str:
        return f"{self.resource.noun}.{self.field}"


def changes() -> list[Change]:
    return [
        Change(resource, field)
        for resource in PLANNED
        for field in resource.create.__wire_names__
        if field not in resource.identifying and not field.endswith("token")
    ]


CAPABILITIES = {one.operation: one for one in capabilities(sagemaker_typed.sagemaker.__name__)}


@each("change", changes())
def test_each_change_is_planned_and_applied(change: Change) -> None:
    """The plan names the change only, and ensure applies it, as the table of the docs says."""
    resource, field = change
    account = Account()
    first = request_of(resource)
    account.client.ensure(first)
    new = changed(field_contents(resource.create)[field], getattr(first, field))
    if new is None:
        return
    request = attrs.evolve(first, **{field: new})
    account.forget_calls()

    plan = account.client.plan(request)
    assert not account.changes
    assert {str(one.steps[0]) for one in plan.differences} <= {field}
    assert plan.action in expected(CAPABILITIES[f"Create{resource.noun}"], field)
    if plan.action == "replace":
        with pytest.raises(ReplacementError):
            account.client.ensure(request)
        assert not account.changes
        if not plan.steps[0].is_possible:
            return
    account.client.ensure(request, allow_replace=True)
    assert account.changes == [call.__operation__ for call in plan.steps[0].calls]
    assert account.client.plan(request).action == "nothing"


def expected(capability: Capability, field: str) -> set[str]:
    """Return the actions that the table allows for a change of a member."""
    if field in capability.not_compared:
        return {"nothing"}
    if field in capability.partly_updated:
        return {"update", "replace"}
    return {"replace"} if field in capability.replaced else {"update"}


def test_every_create_operation_is_in_the_table() -> None:
    """The operations are those of botocore's model."""
    model = service_model()
    creating = {name for name in model.operation_names if name.startswith("Create")}
    assert CAPABILITIES.keys() == creating
    assert {f"Create{one.noun}" for one in RESOURCES} == creating


@each("name", sorted(CAPABILITIES))
def test_what_cannot_be_planned_has_no_description(name: str) -> None:
    """An operation can be planned if something describes what it creates, or a row says why not."""
    capability, model = CAPABILITIES[name], cast("Any", service_model())
    described = name.replace("Create", "Describe", 1)
    if described not in model.operation_names:
        assert capability.obstacle == f"there is no operation {described}"
        return
    needed = {*model.operation_model(described).input_shape.required_members}
    given = {*model.operation_model(name).input_shape.members}
    if capability.obstacle is None:
        assert capability.is_listed is not (needed <= given)
        assert capability.identity
    else:
        assert re.search("version|listing", capability.obstacle)


@each("resource", RESOURCES, ids=noun)
def test_operations_are_those_of_the_model(resource: Resource) -> None:
    model: Any = service_model()
    for verb, cls in (("Update", resource.update), ("Delete", resource.delete)):
        assert (cls is not None) is (f"{verb}{resource.noun}" in model.operation_names)
    if obstacle(resource) is None:
        capability = CAPABILITIES[f"Create{resource.noun}"]
        assert capability.can_be_replaced is (resource.delete is not None)
        taken = model.operation_model(f"Create{resource.noun}").input_shape.members
        assert capability.has_tags is ("Tags" in taken)
