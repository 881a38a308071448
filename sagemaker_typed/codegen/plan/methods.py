"""Check the method names of a client, and the keywords of its waiters."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import Service

from . import naming

WAITER_OPTIONS: Final = frozenset({"timeout", "poll", "on_progress", "cancel"})
"""The keywords of every waiter method, in addition to the fields of the request."""


def refuse_clashes(service: Service) -> None:
    """Refuse operations and waiters with the same method name, and fields named like an option."""
    methods: defaultdict[str, list[str]] = defaultdict(list)
    for operation in service.operations:
        methods[naming.method_name(operation)].append(operation)
    for name, operations in methods.items():
        if len(operations) > 1:
            raise GenerationError(
                f"operations {' and '.join(operations)} would have the same method name, {name}"
            )
    taken = {name: f"operation {operation}" for name, (operation,) in methods.items()}
    for waiter in service.waiters:
        name = naming.waiter_method_name(waiter.name)
        if name in taken:
            raise GenerationError(
                f"waiter {waiter.name} would have the method name {name}, which {taken[name]} has"
            )
        taken[name] = f"waiter {waiter.name}"
        request = service.operations[waiter.operation].input
        members = service.structure(request).members if request is not None else ()
        fields = naming.field_names(request or "", [member.name for member in members]).values()
        for field in sorted(WAITER_OPTIONS & set(fields)):
            raise GenerationError(
                f"waiter {waiter.name}: the request has a field {field!r}, which is also an option "
                "of every waiter method"
            )
