"""Derive the pagination of operations that have a token but no paginator in botocore."""

from __future__ import annotations

import re
from typing import Final

import attrs

from sagemaker_typed.codegen.model.shapes import (
    List,
    Member,
    Operation,
    Paginator,
    Scalar,
    Service,
)

from .rules import Rules, unused_rows

_TOKEN: Final = re.compile(
    r"(next|page|pagination|continuation)_?token|(next)?marker", re.IGNORECASE
)
_LIMIT: Final = re.compile(r"max(imum)?_?(results|items|records)|page_?size|limit", re.IGNORECASE)


def with_derived_paginators(service: Service, rules: Rules) -> Service:
    """Return the service with a paginator for every operation with a token.

    An operation is paginated if a token of its request is also in its response, with the same name
    or with ``Next`` before it. The items are in the only list of the response. If there are several
    lists, there are no items, unless a row of ``rooms.toml`` names their list. A row that changes
    nothing is noted.
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
    given = {member.name: member for member in service.structure(operation.input).members}
    returned = {member.name: member for member in service.structure(operation.output).members}
    tokens = [
        (name, other)
        for name, member in given.items()
        if _TOKEN.fullmatch(name) and _is_text(service, member)
        for other in (name, f"Next{name}")
        if other in returned and _is_text(service, returned[other])
    ]
    if len(tokens) != 1:
        return None
    ((token, next_token),) = tokens
    lists = [
        name for name, member in returned.items() if isinstance(service.shapes[member.shape], List)
    ]
    if not lists:
        return None
    chosen = rows.get(operation.output)
    if len(lists) > 1:
        lists = [chosen] if chosen in lists else []
    limits = [
        name
        for name, member in given.items()
        if _LIMIT.fullmatch(name) and _kind(service, member) in {"integer", "long"}
    ]
    return Paginator(
        input_tokens=(token,),
        output_tokens=(next_token,),
        result_keys=tuple(lists),
        limit_key=limits[0] if len(limits) == 1 else None,
    )


def _is_text(service: Service, member: Member) -> bool:
    return _kind(service, member) == "string" and not member.idempotency_token


def _kind(service: Service, member: Member) -> str:
    shape = service.shapes[member.shape]
    return shape.kind if isinstance(shape, Scalar) else ""
