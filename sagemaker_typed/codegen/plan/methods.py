"""The method names of a client, and the keywords of its waiters, must differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import Service, Waiter

from . import naming

WAITER_OPTIONS: Final = frozenset({"timeout", "poll", "on_progress", "cancel"})
"""The keywords of every waiter method, in addition to the fields of the request."""


def without_clashes(service: Service) -> Service:
    """Return the service without waiters whose method cannot be written; these are noted.

    Raises:
        GenerationError: two operations would have the same method name.
    """
    methods: defaultdict[str, list[str]] = defaultdict(list)
    for operation in service.operations:
        methods[naming.method_name(operation)].append(operation)
    for name, operations in methods.items():
        if len(operations) > 1:
            raise GenerationError(
                f"operations {' and '.join(operations)} would have the same method name, {name}"
            )
    taken = {name: f"operation {operation}" for name, (operation,) in methods.items()}
    waiters: list[Waiter] = []
    notes: list[str] = []
    for waiter in service.waiters:
        clash = _clash(service, waiter, taken)
        if clash is None:
            waiters.append(waiter)
            taken[naming.waiter_method_name(waiter.name)] = f"waiter {waiter.name}"
        else:
            notes.append(f"waiter {waiter.name}: {clash}; the waiter was left out")
    return attrs.evolve(service, waiters=tuple(waiters)).noted(*notes)


def _clash(service: Service, waiter: Waiter, taken: Mapping[str, str]) -> str | None:
    """Return why the method of a waiter cannot be written; ``None`` if it can."""
    name = naming.waiter_method_name(waiter.name)
    if name in taken:
        return f"its method would have the name {name}, which {taken[name]} has"
    request = service.operations[waiter.operation].input
    members = service.structure(request).members if request is not None else ()
    fields = naming.field_names(request or "", [member.name for member in members]).values()
    options = sorted(WAITER_OPTIONS & set(fields))
    if options:
        return (
            f"the request has a field {options[0]!r}, which is also an option of every waiter "
            "method"
        )
    return None
