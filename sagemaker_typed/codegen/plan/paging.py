"""Derive the pagination of operations that have a token but no paginator in botocore."""

from __future__ import annotations

import attrs

from sagemaker_typed._schema.token_rule import token_members
from sagemaker_typed.codegen.model.shapes import (
    List,
    Member,
    Operation,
    Paginator,
    Scalar,
    Service,
)

from .rules import Rules, unused_rows


def with_derived_paginators(service: Service, rules: Rules) -> Service:
    """Return the service with a paginator for every operation with a token.

    The items are in the only list of the response. If there are several lists, there are no items,
    unless a row of ``rooms.toml`` names their list. A row that changes nothing is noted.
    """
    rows = {row.structure: row.member for row in rules.corrections if row.change == "items"}
    paginators = dict(service.paginators)
    used: set[str] = set()
    for operation in service.operations.values():
        if operation.name in service.paginators:
            continue
        paginator = _derived(service, operation, rows)
        if paginator is not None:
            paginators[operation.name] = paginator
            if operation.output in rows and paginator.result_keys == (rows[operation.output],):
                used.add(operation.output)
    useless = (
        f"[[corrections]] {name}.{member} (no list of several in a paginated response)"
        for name, member in rows.items()
        if name not in used
    )
    return attrs.evolve(service, paginators=paginators).noted(*unused_rows(useless))


def _derived(
    service: Service, operation: Operation, rows: dict[str, str | None]
) -> Paginator | None:
    if operation.input is None or operation.output is None:
        return None
    given = service.structure(operation.input).members
    found = token_members(
        {member.name: _kind(service, member) for member in given if not member.idempotency_token},
        {
            member.name: _kind(service, member)
            for member in service.structure(operation.output).members
            if not member.idempotency_token
        },
    )
    if found is None:
        return None
    lists, chosen = found.lists, rows.get(operation.output)
    if len(lists) > 1:
        lists = (chosen,) if chosen in lists else ()
    return Paginator(
        input_tokens=(found.token,),
        output_tokens=(found.next_token,),
        result_keys=lists,
        limit_key=found.limit,
    )


def _kind(service: Service, member: Member) -> str:
    shape = service.shapes[member.shape]
    if isinstance(shape, List):
        return "list"
    return shape.kind if isinstance(shape, Scalar) else ""
