"""The compact record of the changes of one version, from which the site makes a page.

A record has facts of the models only, and the same models give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, Literal, cast

import attrs

from .facts import Changes, Difference, Fact, ServiceChanges, Value
from .grouping import by_effect
from .methods import Block, Method, methods

_ROOT: Final = "sagemaker_typed."
_NEW_VALUES: Final = "+"


@attrs.frozen
class RecordedService:
    """The changes of one service, without its models."""

    name: str
    title: str
    change: Literal["new", "updated", "removed"]
    methods: tuple[Method, ...]
    facts: tuple[Fact, ...]


@attrs.frozen
class Record:
    """The changes from one version of botocore to another."""

    old: str
    new: str
    date: str | None
    services: tuple[RecordedService, ...]


def to_history(changes: Changes) -> str:
    """Return the record of the changes."""
    services = [recorded(change) for change in changes.services]
    head = {"old": changes.old, "new": changes.new, "date": changes.date}
    lines = [*(f"{_dumped(key)}:{_dumped(value)}" for key, value in head.items())]
    lines.append('"services":[' + ",\n".join(map(_service, services)) + "]")
    return "{" + ",\n".join(lines) + "}\n"


def recorded(change: ServiceChanges) -> RecordedService:
    """Return the changes of a service without its models."""
    status: Literal["new", "updated", "removed"] = "updated"
    if change.old is None or change.new is None:
        status = "new" if change.old is None else "removed"
    service = change.service
    return RecordedService(service.name, service.full_name, status, methods(change), change.facts)


def read_history(text: str) -> Record:
    """Read a record."""
    raw = json.loads(text)
    services = tuple(
        RecordedService(
            row["name"],
            row["title"],
            row["change"],
            tuple(
                Method(operation, change, _block(request), _block(response))
                for operation, change, request, response in row["methods"]
            ),
            tuple(_read_facts(row["facts"])),
        )
        for row in raw["services"]
    )
    return Record(raw["old"], raw["new"], raw["date"], services)


def _service(service: RecordedService) -> str:
    head = {"name": service.name, "title": service.title, "change": service.change}
    rows = [
        _dumped([m.operation, m.change, plain(m.request), plain(m.response)])
        for m in service.methods
    ]
    lines = [*(f"{_dumped(key)}:{_dumped(value)}" for key, value in head.items())]
    lines.append('"methods":[' + ",\n".join(rows) + "]")
    lines.append('"facts":[' + ",\n".join(_groups(service.facts)) + "]")
    return "{" + ",\n".join(lines) + "}"


def _groups(facts: tuple[Fact, ...]) -> Iterator[str]:
    """Yield the facts of each effect and reason, which are written once."""
    for effect, of_effect in by_effect(facts):
        ordered = sorted(of_effect, key=lambda fact: fact.reason)
        for reason, found in groupby(ordered, key=lambda fact: fact.reason):
            rows = ",\n".join(map(_row, found))
            yield f'{{"effect":{_dumped(effect)},"reason":{_dumped(reason)},"rows":[{rows}]}}'


def _row(fact: Fact) -> str:
    found = fact.difference
    names = [name.removeprefix(_ROOT) for name in fact.names]
    wire = [found.kind, found.change, found.subject, found.part, found.aspect]
    row = [*wire, found.old, found.new, list(fact.used), names]
    return _dumped(row if fact.replacement is None else [*row, fact.replacement])


def _read_facts(groups: list[dict[str, Any]]) -> Iterator[Fact]:
    for group in groups:
        for kind, change, subject, part, aspect, old, new, used, names, *rest in group["rows"]:
            values = _tuples(old), _tuples(new)
            difference = Difference(kind, change, subject, part, aspect, *values)
            paths = tuple(_ROOT + name for name in names)
            yield Fact(difference, tuple(used), group["effect"], group["reason"], paths, *rest)


def plain(block: Block) -> Any:
    """Return a block as JSON has it: new values of an enum are an object with the key ``+``."""
    if isinstance(block, set):
        return {_NEW_VALUES: sorted(block)}
    if isinstance(block, dict):
        return {key: plain(value) for key, value in block.items()}
    if isinstance(block, list | tuple):
        return [plain(part) for part in block]
    return block


def _block(value: object) -> Block:
    """Return the block that JSON represents."""
    if isinstance(value, dict):
        inner = cast("dict[str, object]", value)
        if _NEW_VALUES in inner:
            return {*cast("list[str]", inner[_NEW_VALUES])}
        return {key: _block(part) for key, part in inner.items()}
    if isinstance(value, list):
        parts = [_block(part) for part in cast("list[object]", value)]
        return cast("Block", parts or ())
    return cast("str", value)


def _tuples(value: object) -> Value:
    if isinstance(value, list):
        return tuple(map(_tuples, cast("list[object]", value)))
    return cast("Value", value)


def _dumped(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
