"""A SageMaker account in memory: what is created can be described, updated, tagged and deleted.

It knows the operations from botocore's model, by the names of operations and members. The rows of
``copying.moved`` say which members have another name in descriptions, so that tests with this
account do not show whether these rows are right. Tests set statuses, and make somebody else act
between two calls.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, ClassVar, Final, TypeAlias, cast

import botocore.session
from botocore import xform_name
from helpers.samples import sample, service_model

from sagemaker_typed import SageMaker
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.copying.moved import MOVED

Members: TypeAlias = dict[str, Any]

READING: Final = ("Describe", "List", "Search", "Get")
_STEADY: Final = (
    *("InService", "Completed", "COMPLETED", "Created", "CREATED", "Active", "ACTIVE"),
    *("Available", "CreateCompleted", "Scheduled"),
)
_VERB: Final = re.compile(r"(Create|Describe|Update|Delete|List)(.+)")
_MARKS: Final = ("ForUpdate", "ToUpdate", "Update")
_CAUSES: Final = {
    "not found": ("ValidationException", "Could not find what was asked for."),
    "exists": ("ValidationException", "Cannot create already existing resource."),
    "busy": ("ConflictException", "It is changing."),
    "throttled": ("ThrottlingException", "Rate exceeded"),
    "refused": ("ValidationException", "The role is wrong."),
}


class ServiceFaultError(Exception):
    """Makes a call fail; the argument is one of ``_CAUSES``."""


class Kept:
    """A resource of the account."""

    def __init__(self, noun: str, members: Members, number: int) -> None:
        self.noun = noun
        self.members = members
        self.identifier = f"arn:aws:sagemaker:eu-west-1:123456789012:{noun.lower()}/{number:012}"
        self.tags = {tag["Key"]: tag["Value"] for tag in members.get("Tags") or ()}
        self.described: Members = {}
        """More members of its description."""
        self.statuses: list[str] = []
        """The statuses of the next descriptions; the last one stays."""


class Account:
    """The account. Not thread-safe."""

    current: ClassVar[Account]

    def __init__(self) -> None:
        Account.current = self
        self.raw = raw_client()
        self.client = SageMaker(client=self.raw)
        self.resources: list[Kept] = []
        self.calls: list[tuple[str, Members]] = []
        self.hooks: dict[str, list[Callable[[], object]]] = {}
        self.statuses: dict[str, list[str]] = {}
        """The statuses after a call of an operation, by its name."""
        self.number = 0

    # --- for tests --------------------------------------------------------------------------------

    def before(self, operation: str, *acts: Callable[[], object]) -> None:
        """Let somebody act before the next calls of an operation, one act for each call."""
        self.hooks.setdefault(operation, []).extend(acts)

    def fails(self, operation: str, *causes: str) -> None:
        """Let the next calls of an operation fail."""

        def failing(cause: str) -> Callable[[], object]:
            def fail() -> object:
                raise ServiceFaultError(cause)

            return fail

        self.before(operation, *map(failing, causes))

    def somebody(self, operation: str, **members: Any) -> None:
        """Let somebody else make a call, which is not noted."""
        self.answer(operation, members)

    @property
    def operations(self) -> list[str]:
        """The names of the operations that were called, in order."""
        return [name for name, _ in self.calls]

    @property
    def changes(self) -> list[str]:
        """The names of the operations that were called and do not only read."""
        return [name for name in self.operations if not name.startswith(READING)]

    def forget_calls(self) -> None:
        """Forget the calls so far."""
        self.calls.clear()

    def only(self, noun: str) -> Kept:
        """Return the only resource of a kind."""
        (kept,) = (one for one in self.resources if one.noun == noun)
        return kept

    # --- the service ------------------------------------------------------------------------------

    def handle(self, operation: str, members: Members) -> Members:
        """Answer a call, after what somebody does before."""
        self.calls.append((operation, copy.deepcopy(members)))
        try:
            hooks = self.hooks.get(operation)
            if hooks:
                hooks.pop(0)()
            return self.answer(operation, members)
        except ServiceFaultError as fault:
            code, message = _CAUSES[str(fault)]
            return {"Error": {"Code": code, "Message": message}}

    def answer(self, operation: str, members: Members) -> Members:
        """Answer a call."""
        if operation in {"ListTags", "AddTags", "DeleteTags"}:
            return self.about_tags(operation, members)
        match = _VERB.fullmatch(operation)
        assert match is not None, operation
        verb, noun = match.groups()
        return {
            "Create": self.create,
            "Describe": self.describe,
            "Update": self.update,
            "Delete": self.delete,
            "List": self.list,
        }[verb](noun, members)

    def about_tags(self, operation: str, members: Members) -> Members:
        kept = next(one for one in self.resources if one.identifier == members["ResourceArn"])
        if operation == "AddTags":
            kept.tags |= {tag["Key"]: tag["Value"] for tag in members["Tags"]}
        if operation == "DeleteTags":
            for key in members["TagKeys"]:
                kept.tags.pop(key, None)
        return {"Tags": [{"Key": key, "Value": value} for key, value in kept.tags.items()]}

    def create(self, noun: str, members: Members) -> Members:
        if self.found(noun, members) is not None:
            raise ServiceFaultError("exists")
        self.number += 1
        kept = Kept(noun, copy.deepcopy(members), self.number)
        self.resources.append(kept)
        self.moves_to(kept, f"Create{noun}")
        return self.about(kept, operation_model(f"Create{noun}").output_shape)

    def update(self, noun: str, members: Members) -> Members:
        kept = self.existing(noun, members)
        taken = operation_model(f"Create{noun}").input_shape.members
        for name, value in members.items():
            plain = next((p for m in _MARKS if (p := name.replace(m, "")) in taken), name)
            if name in taken or plain in taken:
                self.set(kept, plain, value)
            elif name.endswith(("ToRemove", "ToDelete")):
                self.remove(kept, re.sub("To(Remove|Delete)$", "", name), value)
            elif name.startswith("Disassociate") and value:
                kept.members.pop(name.removeprefix("Disassociate"), None)
            elif name.endswith(("ToAdd", "Additions")):
                target = {"FeatureAdditions": "FeatureDefinitions"}
                plain = target.get(name, name.removesuffix("ToAdd"))
                kept.members[plain] = [*kept.members.get(plain, ()), *value]
        self.moves_to(kept, f"Update{noun}")
        output = operation_model(f"Update{noun}").output_shape
        return self.about(kept, output)

    def set(self, kept: Kept, name: str, value: Any) -> None:
        kept.members[name] = patched(kept.members.get(name), value)

    def remove(self, kept: Kept, name: str, keys: Any) -> None:
        value = kept.members.get(name)
        if isinstance(value, dict):
            for key in keys:
                cast("Members", value).pop(key, None)
        elif isinstance(value, list):
            items = cast("list[Members]", value)
            kept.members[name] = [
                item for item in items if not {*keys} & {*map(str, item.values())}
            ]

    def delete(self, noun: str, members: Members) -> Members:
        kept = self.existing(noun, members)
        if f"Delete{noun}" in self.statuses:
            self.moves_to(kept, f"Delete{noun}")
            kept.statuses.append("gone")
        else:
            self.resources.remove(kept)
        return self.about(kept, operation_model(f"Delete{noun}").output_shape)

    def list(self, nouns: str, members: Members) -> Members:
        noun = next(n for n in (nouns.removesuffix("s"), nouns) if has_operation(f"Create{n}"))
        output = operation_model(f"List{nouns}").output_shape
        name = next(name for name, one in output.members.items() if one.type_name == "list")
        item = output.members[name].member
        return {name: [self.about(one, item) for one in self.resources if one.noun == noun]}

    def describe(self, noun: str, members: Members) -> Members:
        kept = self.existing(noun, members)
        status = kept.statuses[0] if kept.statuses else None
        if len(kept.statuses) > 1:
            kept.statuses.pop(0)
        if status == "gone":
            self.resources.remove(kept)
            raise ServiceFaultError("not found")
        operation = operation_model(f"Describe{noun}")
        described = self.about(kept, operation.output_shape, f"Describe{noun}Response")
        described |= kept.described
        if status is not None:
            set_status(described, operation.output_shape, status, noun)
        return described

    def about(self, kept: Kept, shape: Any, name: str = "") -> Members:
        """Return what a structure says about a resource."""
        if shape is None:
            return {}
        found: Members = sample(shape, "required")
        operation = operation_model(f"Create{kept.noun}")
        create = operation.input_shape
        created = operation.output_shape.members if operation.output_shape else ()
        if name and not {*create.required_members} & {*shape.members}:
            # The description is in a structure of the response.
            for inner, member in shape.members.items():
                if member.type_name == "structure" and {*create.members} & {*member.members}:
                    found[inner] = self.about(kept, member)
        if "NextToken" in found:
            found["NextToken"] = ""  # the model requires it, also on the last page
        found |= fitted(
            create, f"Create{kept.noun}Request", shape, name or shape.name, kept.members
        )
        for member_name, member in shape.members.items():
            if member_name in kept.members:
                continue
            if is_status(member_name, member, create):
                found[member_name] = steady(member)
            elif member_name in {f"{kept.noun}Arn", "Arn", *created} and member_name.endswith(
                "Arn"
            ):
                found[member_name] = kept.identifier
            elif member_name.endswith("Arn") and f"{member_name[:-3]}Name" in kept.members:
                other = kept.members[f"{member_name[:-3]}Name"]
                found[member_name] = f"arn:aws:sagemaker:::other/{other}"
            elif member_name in {f"{kept.noun}Id", "Id"}:
                found[member_name] = kept.identifier[-12:]
        return found

    def existing(self, noun: str, members: Members) -> Kept:
        kept = self.found(noun, members)
        if kept is None:
            raise ServiceFaultError("not found")
        return kept

    def found(self, noun: str, members: Members) -> Kept | None:
        """Return the resource that the members of a call identify."""
        needed = operation_model(f"Describe{noun}").input_shape.required_members
        for kept in self.resources:
            ids = {kept.identifier, kept.identifier[-12:]}
            if kept.noun == noun and kept.identifier in map(str, members.values()):
                return kept
            known = all(
                members.get(name) == kept.members[name]
                if name in kept.members
                else members.get(name) in ids
                for name in needed
            )
            if kept.noun == noun and known:
                return kept
        return None

    def moves_to(self, kept: Kept, operation: str) -> None:
        if operation in self.statuses:
            kept.statuses = [*self.statuses[operation]]


def operation_model(name: str) -> Any:
    """Return botocore's model of an operation."""
    return service_model().operation_model(name)


def has_operation(name: str) -> bool:
    """Return whether the service has an operation."""
    return name in service_model().operation_names


def is_status(name: str, member: Any, create: Any) -> bool:
    """Return whether a member is the status of a resource, which the service sets."""
    is_text = member.type_name == "string"
    return is_text and name.endswith("Status") and name not in create.members


def steady(member: Any) -> str:
    """Return a status in which a resource stays."""
    values: list[str] = getattr(member, "enum", [])
    return next((value for value in _STEADY if value in values), values[-1] if values else "Ready")


def set_status(described: Members, shape: Any, status: str, noun: str) -> None:
    """Set the status of a resource in its description, at the top or in a structure."""
    names = [name for name in shape.members if name.endswith("Status")]
    named = [name for name in names if name in {f"{noun}Status", "Status"}]
    for name in named or names:
        if status in getattr(shape.members[name], "enum", [status]):
            described[name] = status
            return
    for name, member in shape.members.items():
        if member.type_name == "structure" and name in described:
            set_status(described[name], member, status, noun)


def patched(old: object, new: object) -> object:
    """Return a value after an update that leaves out what cannot be changed."""
    whole = copy.deepcopy(new)
    if isinstance(old, dict) and isinstance(new, dict):
        before, after = cast("Members", old), cast("Members", new)
        return before | {name: patched(before.get(name), value) for name, value in after.items()}
    if isinstance(old, list) and isinstance(new, list):
        before_items, after_items = cast("list[object]", old), cast("list[object]", new)
        if len(before_items) == len(after_items):
            pairs = zip(before_items, after_items, strict=True)
            return [patched(before, after) for before, after in pairs]
    return whole


def fitted(source: Any, source_name: str, target: Any, target_name: str, value: Members) -> Members:
    """Return the members of a structure that another structure has too, at every depth."""
    found: Members = {}
    wires = {xform_name(name): name for name in value}
    for name, member in target.members.items():
        for own in (name, name.removeprefix("Desired")):
            if own in value and member.type_name == source.members[own].type_name:
                found[name] = fitted_value(source.members[own], member, value[own])
                break
    for row in MOVED:
        if source_name not in row.into or row.source != target_name or row.member not in wires:
            continue
        own = wires[row.member]
        place, shape = found, target
        *outer, last = row.path.split(".")
        for step in outer:
            step_name = next(name for name in shape.members if xform_name(name) == step)
            shape = shape.members[step_name]
            place = place.setdefault(step_name, sample(shape, "required"))
        last_name = next((name for name in shape.members if xform_name(name) == last), None)
        if last_name is not None:
            place[last_name] = fitted_value(
                source.members[own], shape.members[last_name], value[own]
            )
    return found


def fitted_value(source: Any, target: Any, value: Any) -> Any:
    """Return a value as a member of another structure has it."""
    match target.type_name:
        case "structure":
            members = fitted(source, source.name, target, target.name, value)
            is_union = getattr(target, "is_tagged_union", False)
            return members if is_union else {**sample(target, "required"), **members}
        case "list":
            return [fitted_value(source.member, target.member, item) for item in value]
        case "map":
            return {key: fitted_value(source.value, target.value, v) for key, v in value.items()}
        case _:
            return copy.deepcopy(value)


@cache
def raw_client() -> Any:
    """Return a boto3 client that calls the current account."""
    given: list[Members] = []

    def note(params: Members, **_: Any) -> None:
        given.append(copy.deepcopy(params))

    def respond(model: Any, **_: Any) -> tuple[Any, Members]:
        answer = Account.current.handle(model.name, given.pop())
        metadata = {"HTTPStatusCode": 400 if "Error" in answer else 200}
        answer = {**copy.deepcopy(answer), "ResponseMetadata": metadata}
        return SimpleNamespace(status_code=metadata["HTTPStatusCode"]), answer

    make: Any = botocore.session.Session().create_client
    raw = make(
        "sagemaker", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    raw.meta.events.register("provide-client-params.*.*", note)
    raw.meta.events.register("before-call.*.*", respond)
    return raw


def endpoint(config: str = "blue", **fields: Any) -> sm.CreateEndpointRequest:
    """Return a request for an endpoint."""
    return sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name=config, **fields)


def config(count: int = 1, name: str = "blue") -> sm.CreateEndpointConfigRequest:
    """Return a request for an endpoint configuration with one variant."""
    variant = sm.ProductionVariant(
        variant_name="all", model_name="churn", initial_instance_count=count
    )
    return sm.CreateEndpointConfigRequest(endpoint_config_name=name, production_variants=[variant])
