"""Calls of the local engine that succeed: the members, and the state in which they do.

Each operation is tried with members that name existing resources, in states in which its resource
is new, settled, stopped or absent, until the engine accepts one.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from helpers.engine import (
    LATER,
    REGION,
    all_kinds,
    create,
    creation,
    identity,
    populate,
    request_members,
)
from helpers.samples import Operation

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local.engine import rows
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds, member_role
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.services import MAIN

__all__ = ["Prepared", "prepared"]


class Prepared(NamedTuple):
    """A call, and the state of the engine before it."""

    members: dict[str, Any]
    state: str
    """A state for ``Engine.restore``."""
    error: str = ""
    """Why no try succeeded; empty if one did."""


def prepared(engine: Engine, operations: list[Operation]) -> dict[Operation, Prepared]:
    """Return a call for each operation. The engine must be new; its state is undefined then."""
    populate(engine)
    for name in ("RegisterDevices", "PutEndpointPolicy", "PutModelPackageGroupPolicy"):
        one = Operation(MAIN, name)
        engine.call(MAIN, name, _aimed(engine, one, None, None))
    start = engine.dump()
    return {one: _prepared(engine, one, start) for one in operations}


def _prepared(engine: Engine, one: Operation, start: str) -> Prepared:
    found: Prepared | None = None
    kind = _kind_of(one)
    for change, members_of in itertools.product(_CHANGES if kind else _CHANGES[:1], _MEMBERS):
        engine.restore(start)
        try:
            record = change(engine, kind) if kind else None
            members = members_of(engine, one, kind, record)
            state = engine.dump()
            engine.call(one.service, one.name, members)
        except EngineError as error:
            found = found or Prepared(request_members(one.service, one.name), start, str(error))
        else:
            return Prepared(members, state)
    assert found is not None
    return found


def _kind_of(one: Operation) -> Kind | None:
    verbs = ("create", "describe", "update", "delete", "start", "stop")
    for kind in all_kinds():
        if rows.SAME.get(one.name.removeprefix("Create")) == kind.noun:
            return kind
        if kind.service == one.service and one.name in [
            *(getattr(kind, verb) for verb in verbs),
            *kind.more_describe,
        ]:
            return kind
    return None


def _record(engine: Engine, kind: Kind) -> Record | None:
    return next(iter(engine.store.bucket(kind.service, REGION, kind.noun).values()), None)


def _settled(engine: Engine, kind: Kind) -> Record | None:
    return _record(engine, kind)


def _absent(engine: Engine, kind: Kind) -> None:
    for record in [*engine.store.bucket(kind.service, REGION, kind.noun).values()]:
        with engine.transaction():
            engine.store.remove(record)


def _new(engine: Engine, kind: Kind) -> Record | None:
    _absent(engine, kind)
    given, _ = create(engine, kind)
    _absent(engine, kind)
    engine.call(kind.service, kind.create, {n: v for n, v in given.items() if "Token" not in n})
    return _record(engine, kind)


def _stopped(engine: Engine, kind: Kind) -> Record | None:
    record = _new(engine, kind)
    assert record is not None
    if kind.stop:
        for _ in range(2):  # jobs are stopped while they run, others when they are settled
            with contextlib.suppress(EngineError):
                engine.call(kind.service, kind.stop, identity(kind, record, kind.stop))
            engine.advance(LATER)
    return _record(engine, kind)


_CHANGES: list[Callable[[Engine, Kind], Record | None]] = [_settled, _new, _stopped, _absent]


def _plain(engine: Engine, one: Operation, kind: Kind | None, record: Any) -> dict[str, Any]:
    return request_members(one.service, one.name)


def _identified(engine: Engine, one: Operation, kind: Kind | None, record: Any) -> dict[str, Any]:
    members = request_members(one.service, one.name)
    if kind is None or record is None:
        return members
    return {**members, **identity(kind, record, one.name)}


def _created(engine: Engine, one: Operation, kind: Kind | None, record: Any) -> dict[str, Any]:
    """Return the members of a create request, as :func:`create` makes them."""
    if kind is None or kind.create != one.name:
        raise EngineError("", "")
    state = engine.dump()
    given, _ = create(engine, kind)
    engine.restore(state)
    return given


def _aimed(engine: Engine, one: Operation, kind: Kind | None, record: Any) -> dict[str, Any]:
    """Return members that name existing resources wherever a member has the name of one."""
    members = creation(kind) if kind and kind.create == one.name else _plain(engine, one, kind, 0)
    for name, value in members.items():
        members[name] = _with_existing(engine, name, value)
    return members


def _with_existing(engine: Engine, name: str, value: Any) -> Any:
    if is_map(value):
        return {inner: _with_existing(engine, inner, item) for inner, item in value.items()}
    if is_list(value):
        return [_with_existing(engine, name.removesuffix("s"), item) for item in value]
    return next(_existing(engine, name), value) if isinstance(value, str) else value


def _existing(engine: Engine, name: str) -> Iterator[str]:
    for kind in sorted(kinds(MAIN).values(), key=lambda one: -len(one.noun)):
        record = _record(engine, kind)
        if record is None:
            continue
        named = name if name not in {"ResourceArn", "SourceArn"} else "TrialComponentArn"
        if member_role(kind.noun, named) == "arn" and named.removesuffix("Arn") == kind.noun:
            yield record.arn
        if named in kind.identity:
            yield record.key[kind.identity.index(named)]


_MEMBERS = [_identified, _plain, _created, _aimed]
