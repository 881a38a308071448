"""The effects of changes of operations, paginators and waiters."""

from __future__ import annotations

from sagemaker_typed.codegen.model.shapes import Operation, Structure

from .differences import members_of
from .facts import Difference, Effect, Use, worst
from .of_members import of_member
from .sides import Side


def of_operation(difference: Difference, old: Side, new: Side) -> tuple[Effect, str]:
    """Return the effect of a new, removed or changed operation."""
    match difference:
        case Difference(change="added"):
            return "additive", "the client has a new method, with a request and a response class"
        case Difference(change="removed"):
            return "breaking", "the method, its request and its response class disappear"
        case Difference(aspect="input" | "output"):
            return _other_shape(difference, old, new)
        case Difference(aspect="deprecated", new=True):
            return "invisible", "the method still works; the service may remove it later"
        case _:
            return "invisible", "the method has the same keywords and response"


def of_paginator(difference: Difference, old: Side, new: Side) -> tuple[Effect, str]:
    """Return the effect of a change of botocore's pagination, which this package also derives."""
    operation = difference.subject
    if operation not in old.service.operations:
        return "additive", "the new operation has pages"
    if operation not in new.service.operations:
        return "breaking", "the operation disappears"
    before, after = old.paginators.get(operation), new.paginators.get(operation)
    if before == after:
        return "invisible", "this package derives the same pages from the service model"
    if after is None:
        return "breaking", "client.pages and client.items no longer accept the request"
    if before is None:
        return "additive", "client.pages and client.items accept the request"
    if before.result_keys != after.result_keys:
        if not before.result_keys:
            return "additive", "client.items accepts the request"
        return "breaking", "client.items returns other items"
    return "invisible", "pages and items are the same"


def of_waiter(difference: Difference, old: Side, new: Side) -> tuple[Effect, str]:
    """Return the effect of a new, removed or changed waiter."""
    if difference.change == "added":
        return "additive", "the client has a new method"
    if difference.change == "removed":
        return "breaking", "the method disappears"
    before, after = (
        next(waiter for waiter in side.service.waiters if waiter.name == difference.subject)
        for side in (old, new)
    )
    if before.operation != after.operation:
        return "breaking", "the method has other keywords and another response"
    if before.ends_with_an_error != after.ends_with_an_error:
        return "breaking", "the method has another response"
    return "invisible", "the method has the same keywords and response"


def _other_shape(difference: Difference, old: Side, new: Side) -> tuple[Effect, str]:
    """Return the effect of another input or output: the class keeps its name."""
    before, after = (_structure(side, difference) for side in (old, new))
    use: Use = "requests" if difference.aspect == "input" else "responses"
    found = [
        of_member(member, (use,), old, new, structures=(before.name, after.name))
        for member in members_of(before, after)
    ]
    effect = worst(effect for effect, _ in found)
    if not found:
        return "invisible", "the class has the same name and fields"
    reason = next(reason for worst_effect, reason in found if worst_effect == effect)
    return effect, f"the class has the same name, but other fields: {reason}"


def _structure(side: Side, difference: Difference) -> Structure:
    operation: Operation = side.service.operations[difference.subject]
    name = operation.input if difference.aspect == "input" else operation.output
    return Structure("", ()) if name is None else side.service.structure(name)
