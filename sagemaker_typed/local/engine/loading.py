"""Resources made from responses of a service: descriptions, lists and tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

import attrs

from sagemaker_typed._schema.fields import is_map

from . import lifecycle, rows
from .arns import arn_of_name
from .context import Call, key_of
from .kinds import Kind, kinds, listed_kind, member_role
from .listing import list_member
from .moments import moment
from .projection import ABSENT, copied, reshaped
from .recorded import keep_recorded
from .records import Phase, Record
from .services import operation
from .tagging import given_tags, read_tags
from .words import kebab

__all__ = ["RecordedResponse", "has_tags", "is_loadable", "load_response"]

_TAGS: Final = {"ListTags", "ListTagsForResource"}
_CHANGING: Final = {"modified", "ended", "failure", "status", "arn"}
"""The roles of members whose values the record has, because they change with it."""


class RecordedResponse(NamedTuple):
    """A response of a service, as boto3 has it."""

    service: str
    operation: str
    request: Mapping[str, Any]
    """The members of the request, as far as they are known."""
    response: Mapping[str, Any]


def is_loadable(service: str, name: str) -> bool:
    """Return whether the responses of an operation have resources or their tags."""
    return (
        has_tags(name)
        or _described(service, name) is not None
        or (listed_kind(service, name) is not None and list_member(service, name) is not None)
    )


def has_tags(name: str) -> bool:
    """Return whether the responses of an operation have the tags of a resource."""
    return name in _TAGS


@cache
def _described(service: str, name: str) -> Kind | None:
    found = (kind for kind in kinds(service).values())
    return next((kind for kind in found if name in {kind.describe, *kind.more_describe}), None)


def load_response(call: Call, response: Mapping[str, Any]) -> list[str]:
    """Make the resources of a response, and return their ARNs.

    Args:
        call: The call that the response is for.
        response: The response.

    Raises:
        ValueError: the response describes no resource, or does not say which.
    """
    if has_tags(call.operation):
        return _load_tags(call, response.get("Tags", []))
    kind = _described(call.service, call.operation)
    if kind is not None:
        return [_load_description(call, kind, response)]
    listed, member = listed_kind(call.service, call.operation), None
    if listed is not None:
        member = list_member(call.service, call.operation)
    if listed is None or member is None:
        raise ValueError(
            f"responses of {call.operation} describe no resources; expected those of operations "
            "such as DescribeModel, ListModels and ListTags"
        )
    return [_load_summary(call, listed, item) for item in response.get(member, [])]


def _load_tags(call: Call, tags: Any) -> list[str]:
    if "ResourceArn" not in call.members:
        raise ValueError(
            f"the response of {call.operation} does not say whose tags these are; pass the request "
            "too"
        )
    record = call.store.with_arn(call.region, call.members["ResourceArn"])
    if record is None:
        return []
    call.store.touch(record).tags.update(tags if is_map(tags) else read_tags(tags))
    return []


def _load_description(call: Call, kind: Kind, response: Mapping[str, Any]) -> str:
    whole = {name: value for name, value in copied(response).items() if value is not None}
    inner = whole.get(kind.part, {}) if kind.part else whole
    around = {k: v for k, v in whole.items() if k != kind.part and isinstance(v, str | int)}
    record = _record(call, kind, {**call.members, **around, **inner}, inner)
    before = call.find(kind, dict(zip(kind.identity, record.key, strict=True)))
    _add(call, kind, record, before)
    if record.phase(call.now) is next(iter(record.phases), None):
        own = attrs.evolve(call, members=_identity(kind, record))
        keep_recorded(own, record, whole, lifecycle.described(own, kind, record))
    return record.arn


def _load_summary(call: Call, kind: Kind, item: Mapping[str, Any]) -> str:
    """Make a resource of a summary, unless it is there."""
    shown = {name: value for name, value in copied(item).items() if value is not None}
    known = {**call.members, **shown}
    for name in kind.identity:
        role = member_role(kind.noun, name)
        if name not in known and role is not None:
            same = [value for n, value in shown.items() if member_role(kind.noun, n) == role]
            known.update({name: same[0]} if same else {})
    record = _record(call, kind, known, shown)
    for name in call.model.input_shape.required_members:
        # What all resources of the list have in common, such as the tuning job of training jobs.
        record.added.setdefault(name, call.members.get(name))
    before = call.store.with_arn(call.region, record.arn) or call.store.bucket(
        kind.service, call.region, kind.noun
    ).get(record.key)
    if before is not None:
        return before.arn
    _add(call, kind, record, None)
    return record.arn


def _identity(kind: Kind, record: Record) -> dict[str, Any]:
    return {name: value for name, value in zip(kind.identity, record.key, strict=True) if value}


def _add(call: Call, kind: Kind, record: Record, before: Record | None) -> None:
    same = call.store.with_arn(call.region, record.arn)
    for one in {id(one): one for one in (before, same) if one is not None}.values():
        call.store.remove(one)
    call.store.add(record)
    call.engine.transitions.resume(kind, record, call.now)
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.loaded(call, kind, record)


def _record(call: Call, kind: Kind, known: Mapping[str, Any], shown: Mapping[str, Any]) -> Record:
    """Return the record of a resource that is described or listed.

    Args:
        call: The call.
        kind: The kind.
        known: All that is known about it.
        shown: What the description or summary says.

    Raises:
        ValueError: it has no name.
    """
    arns = [value for name, value in shown.items() if member_role(kind.noun, name) == "arn"]
    if kind.arn is not None and kind.arn in known:
        arns.append(known[kind.arn])
    arn = str(arns[0]) if arns else ""
    members = {**_in_arn(kind, arn), **known}
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.identify(members)
    missing = [
        name
        for name in kind.identity
        if members.get(name) in (None, "") and name not in lifecycle.OPTIONAL
    ]
    if missing:
        raise ValueError(
            f"the response of {call.operation} does not have {' and '.join(missing)}, which "
            "identifies the resource; pass the request too"
        )
    created = operation(kind.service, kind.create).input_shape.members
    given: dict[str, Any] = {}
    for name, member in created.items():
        fitting = reshaped(member, members[name], call.now) if name in members else ABSENT
        if fitting is not ABSENT:
            given[name] = fitting
    times = {
        role: value
        for name, value in shown.items()
        if (role := member_role(kind.noun, name)) is not None and isinstance(value, datetime)
    }
    now = call.now
    begin = times.get("created", times.get("started", now))
    changed = times.get("modified", times.get("ended", begin))
    status = _status(kind, shown)
    detail = str(shown.get(kind.detail, "")) if kind.detail else ""
    return Record(
        service=kind.service,
        region=call.region,
        noun=kind.noun,
        key=key_of(kind, members),
        arn=arn or arn_of_name(kind, call.region, str(members[kind.identity[-1]])),
        given=given,
        added={
            name: value
            for name, value in shown.items()
            if name != "Tags" and member_role(kind.noun, name) not in _CHANGING
        },
        created=moment(begin),
        modified=moment(changed),
        phases=[Phase(min(moment(times.get("ended", changed)), now), status, detail)]
        if status and kind.status
        else [],
        failure=str(
            next((v for n, v in shown.items() if member_role(kind.noun, n) == "failure"), "")
        ),
        tags=given_tags(shown),
    )


def _status(kind: Kind, shown: Mapping[str, Any]) -> str:
    """Return the status; summaries may name it otherwise than descriptions."""
    own = [shown[kind.status]] if kind.status and kind.status in shown else []
    own += [value for name, value in shown.items() if member_role(kind.noun, name) == "status"]
    return next((value for value in own if value in kind.statuses), "")


def _in_arn(kind: Kind, arn: str) -> dict[str, str]:
    """Return the members that the ARN of a resource has."""
    form = _form(kind)
    match = form.fullmatch(arn.partition(":")[2]) if form else None
    return {} if match is None else match.groupdict()


@cache
def _form(kind: Kind) -> re.Pattern[str] | None:
    own = [name for name in kind.identity if member_role(kind.noun, name) in {"name", "id"}]
    form = rows.ARNS.get(kind.noun)
    if form is None:
        if not own:
            return None
        form = f"{kebab(kind.noun)}/{{{own[0]}}}"
    parts: list[str] = []
    for part in re.split(r"(\{[^}]+\})", form):
        name = part.strip("{}")
        if part.startswith("{") and name.isidentifier():
            parts.append(f"(?P<{name}>[^/]+)")
        else:
            parts.append("[^/]+" if part.startswith("{") else re.escape(part))
    return re.compile(f".*:{''.join(parts)}")
