"""Find the statuses of a resource that are final: it does not leave them by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import Final

import attrs

from sagemaker_typed.codegen.model.shapes import Enum, Operation, Service, ShapeModel

from .rules import Rules, operation_noun, unused_rows

_ENDINGS: Final = frozenset(
    {"canceled", "cancelled", "completed", "deleted", "deletecompleted", "done", "expired"}
    | {"stopped", "succeeded", "superseded", "terminated"}
)
"""The statuses, without case and separators, that say that the work has ended."""


def with_final_statuses(service: Service, rules: Rules) -> Service:
    """Return the service with the final statuses of its enums.

    The enum of a status field of a response has them. A status is final if it says that the work
    has ended or failed. ``Stopped`` is not final for a resource that can be started again. Rows of
    ``rooms.toml`` correct this; a row that changes nothing is noted.
    """
    shapes = dict(service.shapes)
    for name, nouns in _enums_of_statuses(service).items():
        shape = shapes[name]
        assert isinstance(shape, Enum)
        is_startable = any(_can_be_started(service, noun) for noun in nouns)
        final = {value for value in shape.values if _is_final(value, is_startable=is_startable)}
        shapes[name] = attrs.evolve(shape, final=_in_order(shape, final))
    useless: list[str] = []
    for row in rules.corrections:
        if row.change not in {"final", "not_final"}:
            continue
        is_final = row.change == "final"
        changed = _corrected(shapes.get(row.structure), str(row.value), is_final=is_final)
        if changed is None:
            what = f"[[corrections]] {row.structure}.{row.value}"
            useless.append(f"{what} (no status that is {'not ' * is_final}final)")
        else:
            shapes[row.structure] = changed
    return attrs.evolve(service, shapes=shapes).noted(*unused_rows(useless))


def _enums_of_statuses(service: Service) -> Mapping[str, Set[str]]:
    """Return the enums of the status fields of responses, with the nouns of their operations."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for operation in service.operations.values():
        if operation.output is None:
            continue
        for member in service.structure(operation.output).members:
            if member.name.endswith("Status") and isinstance(service.shapes[member.shape], Enum):
                found[member.shape].add(operation_noun(operation.name))
    return found


def _is_final(value: str, *, is_startable: bool) -> bool:
    word = "".join(filter(str.isalnum, value)).lower()
    return "fail" in word or (word in _ENDINGS and not (is_startable and word == "stopped"))


def _can_be_started(service: Service, noun: str) -> bool:
    """Return whether an operation starts a resource that exists: it takes what describing takes.

    An operation that creates something, such as ``StartPipelineExecution``, takes something else.
    """
    start = service.operations.get(f"Start{noun}")
    describe = service.operations.get(f"Describe{noun}") or service.operations.get(f"Get{noun}")
    if start is None or describe is None:
        return False
    return {*_required(service, start)} == {*_required(service, describe)}


def _required(service: Service, operation: Operation) -> Iterator[str]:
    if operation.input is not None:
        for member in service.structure(operation.input).members:
            if member.required:
                yield member.name


def _corrected(shape: ShapeModel | None, value: str, *, is_final: bool) -> Enum | None:
    """Return the enum with one value added or removed; ``None`` if that changes nothing."""
    if not isinstance(shape, Enum) or value not in shape.values:
        return None
    if (value in shape.final) == is_final:
        return None
    return attrs.evolve(shape, final=_in_order(shape, {*shape.final} ^ {value}))


def _in_order(shape: Enum, values: Set[str]) -> tuple[str, ...]:
    return tuple(value for value in shape.values if value in values)
