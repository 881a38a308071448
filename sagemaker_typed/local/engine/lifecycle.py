"""Create, describe, update, delete, start and stop: the same for every kind of resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from botocore import xform_name

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.planning.rows import ADDED_BY, NOT_ONE_RESOURCE

from . import rows
from .arns import arn_for, new_identity
from .context import Call, key_of
from .errors import VALIDATION, EngineError, invalid
from .kinds import Kind, member_role
from .projection import ABSENT, copied, project, reshaped
from .recorded import as_recorded
from .records import GONE, Record
from .services import operation
from .statuses import course_of
from .tagging import given_tags
from .values import fill
from .words import spaced

__all__ = [
    "OPTIONAL",
    "check_references",
    "create",
    "delete",
    "describe",
    "described",
    "empty",
    "make",
    "response_of",
    "start",
    "stop",
    "update",
]

_TOKENS: Final = ("ClientRequestToken", "ClientToken", "IdempotencyToken", "CreatorRequestId")
_MARKS: Final = ("ForUpdate", "ToUpdate", "Update")


def create(call: Call, kind: Kind, members: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Create a resource, and return the response."""
    given = copied({k: v for k, v in (members or call.members).items() if v is not None})
    token = next((given[name] for name in _TOKENS if name in given), None)
    place = (call.region, call.service, call.operation, token)
    kept = call.store.table("tokens").get(place) if token is not None else None
    if kept is not None:
        before, arn_or_key = kept
        record = call.find(kind, arn_or_key)
        if record is not None:
            if before != given:
                raise _token_reused(call)
            return response_of(call, kind, record)
    record = make(call, kind, given)
    if token is not None:
        identity = dict(zip(kind.identity, record.key, strict=True))
        call.store.put("tokens", place, (given, identity))
    return response_of(call, kind, record)


def _token_reused(call: Call) -> EngineError:
    codes = {shape.name for shape in call.model.error_shapes}
    code = "ConflictException" if "ConflictException" in codes else VALIDATION
    return EngineError(code, "The client token was used with other parameters.")


def make(call: Call, kind: Kind, given: dict[str, Any]) -> Record:
    """Make a record, after checking that its name is free and that what it names exists."""
    existing = None
    if kind.identity_is_given or _named(kind):
        existing = (
            call.find(kind, given) if kind.identity_is_given else _same_name(call, kind, given)
        )
    if existing is not None and kind.noun not in NOT_ONE_RESOURCE:
        raise call.taken(kind, existing, _shown_name(kind, given))
    number = call.store.count + 1
    added: dict[str, Any] = {}
    described = operation(kind.service, kind.describe).input_shape
    for name in kind.identity:
        is_new = name not in given and name not in OPTIONAL
        is_shown = name in described.required_members or name in kind.output.members
        if is_new and is_shown and member_role(kind.noun, name) != "arn":
            added[name] = new_identity(kind, name, number)
    if kind.noun in rows.VERSIONED:
        added[f"{kind.noun}Version"] = 1
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.prepare(call, kind, given, added)
    check_references(call, kind, given)
    arn = arn_for(kind, call.region, {**given, **added}, number)
    for name in kind.identity:
        if member_role(kind.noun, name) == "arn" and name not in given:
            added[name] = arn
    record = Record(
        service=kind.service,
        region=call.region,
        noun=kind.noun,
        key=key_of(kind, {**given, **added}),
        arn=arn,
        given=given,
        added=added,
        created=call.now,
        modified=call.now,
        tags=given_tags(given),
    )
    call.engine.transitions.create(kind, record, call.now, call.engine.faults.failure_of(kind))
    call.store.add(record)
    if behaviour is not None:
        behaviour.created(call, kind, record)
    return record


OPTIONAL: Final = frozenset({"UserProfileName", "SpaceName"})
"""Members of an identity of which a resource has only one."""


def _named(kind: Kind) -> bool:
    return kind.noun in rows.UNIQUE_NAMES


def _same_name(call: Call, kind: Kind, given: Mapping[str, Any]) -> Record | None:
    name = rows.UNIQUE_NAMES[kind.noun]
    value = given.get(name)
    return next((one for one in call.records(kind) if one.given.get(name) == value), None)


def _shown_name(kind: Kind, given: Mapping[str, Any]) -> str:
    own = [n for n in given if member_role(kind.noun, n) == "name"]
    names = [*own, *(name for name in kind.identity if name in given)]
    return str(given[names[0]]) if names else ""


def check_references(call: Call, kind: Kind, given: Mapping[str, Any]) -> None:
    """Check that the resources that a request names exist.

    Raises:
        EngineError: one does not.
    """
    if not call.engine.checks_references:
        return
    for reference in rows.REFERENCES.get(kind.noun, ()):
        for name in _values_at(given, reference.path.split(".")):
            if call.by_name(reference.noun, name) is None:
                if reference.message:
                    raise invalid(reference.message)
                raise call.missing_named(reference.noun, name)


def _values_at(value: Any, path: list[str]) -> Iterator[str]:
    if is_list(value):
        items: Sequence[Any] = value
        for item in items:
            yield from _values_at(item, path)
    elif isinstance(value, str) and not path:
        yield value
    elif is_map(value) and path:
        entries: Mapping[str, Any] = value
        yield from _values_at(entries.get(path[0]), path[1:])


def describe(call: Call, kind: Kind) -> dict[str, Any]:
    """Describe a resource."""
    record = call.get(kind)
    return as_recorded(call, record, described(call, kind, record))


def described(call: Call, kind: Kind, record: Record) -> dict[str, Any]:
    """Return the description of a record."""
    shown = project(kind, record, call.model.output_shape, call.now)
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.described(call, kind, record, shown)
    return shown


def response_of(call: Call, kind: Kind, record: Record) -> dict[str, Any]:
    """Return the response of an operation that creates or changes a resource."""
    output = call.model.output_shape
    return project(kind, record, output, call.now) if output is not None else {}


def update(call: Call, kind: Kind) -> dict[str, Any]:
    """Update a resource."""
    record = call.get(kind)
    course = course_of(kind)
    status = record.status(call.now)
    if status and not record.is_settled(call.now) and status != course.started:
        raise invalid(
            f'Cannot update in-progress {spaced(kind.noun)} "{record.arn}".'
            if kind.noun == "Endpoint"
            else f"{spaced(kind.noun).capitalize()} {record.arn} is in status {status}, "
            "and cannot be updated."
        )
    given = {k: copied(v) for k, v in call.members.items() if v is not None}
    # What the resource belongs to may be missing, if the resource was made from a response.
    new = {k: v for k, v in given.items() if k not in kind.identity and record.given.get(k) != v}
    check_references(call, kind, new)
    call.store.touch(record)
    if kind.noun in rows.VERSIONED:
        version = record.added[f"{kind.noun}Version"]
        if given.pop("TargetVersion", version) != version:
            raise EngineError(
                "ConflictException", f"The current version of {record.arn} is {version}."
            )
        record.added[f"{kind.noun}Version"] = version + 1
    behaviour = call.engine.behaviours.get(kind.noun)
    failure = call.engine.faults.failure_of(kind, "update")
    if failure and behaviour is not None and behaviour.rolls_back(given):
        record.failure = failure
        call.engine.transitions.update(kind, record, call.now)
        return response_of(call, kind, record)
    if behaviour is not None:
        behaviour.updating(call, kind, record, given)
    record.modified = call.now
    _merge(call, kind, record, given)
    record.failure = ""
    call.engine.transitions.update(kind, record, call.now, failure)
    return response_of(call, kind, record)


def _merge(call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
    """Put the members of an update request into a record."""
    created = operation(kind.service, kind.create).input_shape.members
    adding = {target: field for (noun, field), target in ADDED_BY.items() if noun == kind.noun}
    names = {xform_name(name): name for name in created}
    for name, value in given.items():
        if name in kind.identity or name in _TOKENS:
            continue
        into = adding.get(xform_name(name))
        if into is not None and into in names:
            target = names[into]
            shape = created[target].member
            new = [reshaped(shape, item, call.now) for item in value]
            old = record.given.get(target, [])
            record.given[target] = [*old, *(item for item in new if item is not ABSENT)]
            continue
        plain = name
        for mark in _MARKS:
            if name not in created and name.endswith(mark):
                plain = name.removesuffix(mark)
        if name.endswith("ToRemove") and name.removesuffix("ToRemove") in record.given:
            before: Any = record.given[name.removesuffix("ToRemove")]
            if is_map(before):
                kept = {key: item for key, item in before.items() if key not in value}
                record.given[name.removesuffix("ToRemove")] = kept
            continue
        if name.startswith("Disassociate") and value is True:
            record.given.pop(name.removeprefix("Disassociate"), None)
            continue
        if plain in created:
            fitting = reshaped(created[plain], value, call.now)
            if fitting is not ABSENT:
                record.given[plain] = _merged(record.given.get(plain), fitting, plain)
                record.added.pop(plain, None)
        else:
            record.added[plain] = value


def _merged(before: Any, value: Any, name: str) -> Any:
    """Return a new value; settings keep the members that an update does not name."""
    if name.endswith("Settings") and is_map(before) and is_map(value):
        old: Mapping[str, Any] = before
        new: Mapping[str, Any] = value
        return {**old, **{k: _merged(old.get(k), v, k) for k, v in new.items()}}
    return value


def delete(call: Call, kind: Kind) -> dict[str, Any]:
    """Delete a resource."""
    record = call.get(kind)
    is_gone_soon = bool(record.phases) and record.phases[-1].status == GONE
    if kind.noun in rows.FINISHED_FIRST and not record.is_settled(call.now) and not is_gone_soon:
        raise invalid(
            f"The request was rejected because the {spaced(kind.noun)} is in status "
            f"{record.status(call.now)}. Only jobs that have ended can be deleted."
        )
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.deleting(call, kind, record)
    answer = response_of(call, kind, record)
    if is_gone_soon:
        return answer  # it goes when the first request has said so
    call.store.touch(record)
    if not call.engine.transitions.delete(kind, record, call.now):
        call.store.remove(record)
    return answer


def start(call: Call, kind: Kind) -> dict[str, Any]:
    """Start a resource that is stopped."""
    record = call.get(kind)
    status, course = record.status(call.now), course_of(kind)
    if course.stopped and status not in {course.stopped, course.failed, course.settled}:
        raise _wrong_status(kind, record, status, course.starting, course.stopped, course.failed)
    call.store.touch(record)
    call.engine.transitions.start(kind, record, call.now)
    record.modified = call.now
    return response_of(call, kind, record)


def stop(call: Call, kind: Kind) -> dict[str, Any]:
    """Stop a resource."""
    record = call.get(kind)
    status, course = record.status(call.now), course_of(kind)
    if status and status == course.stopping and not record.is_settled(call.now):
        return response_of(call, kind, record)
    if course.has_work and record.is_settled(call.now):
        raise invalid(
            f"The request was rejected because the {spaced(kind.noun)} is in status {status}."
        )
    if not course.has_work and status not in {"", course.settled, course.started}:
        raise _wrong_status(kind, record, status, course.stopping or course.stopped, course.settled)
    call.store.touch(record)
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.stopping(call, kind, record)
    call.engine.transitions.stop(kind, record, call.now)
    record.modified = call.now
    return response_of(call, kind, record)


def _wrong_status(
    kind: Kind, record: Record, status: str, wanted: str, *allowed: str
) -> EngineError:
    return invalid(
        f"Status ({status}) not in ([{', '.join(filter(None, allowed))}]). Unable to transition "
        f"to ({wanted}) for {' '.join(w.capitalize() for w in spaced(kind.noun).split())} "
        f"({record.arn})."
    )


def empty(call: Call) -> dict[str, Any]:
    """Return a valid answer without anything in it."""
    output = call.model.output_shape
    if output is None:
        return {}
    answer: dict[str, Any] = fill(output, call.now)
    return answer
