"""The pagination of operations that have no classes here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from botocore import xform_name

from sagemaker_typed._schema.token_rule import token_members
from sagemaker_typed.operation import PagedRequest, Paging, RequestOfPages

from .session import BotoClient

_PATH: Final = re.compile(r"\w+(\.\w+)*")


Listing: TypeAlias = tuple[type[RequestOfPages[Any, Any]], Paging]


def listing_of(client: BotoClient, model: Any) -> Listing | None:
    """Return how an operation is paginated and the base class of its requests, if it is.

    This is botocore's paginator, or the members for tokens if it has none. The request fields are
    paths into ``parameters``.

    Args:
        client: The boto3 client.
        model: botocore's model of the operation.
    """
    row = _paginator(client, model.name)
    if row is None:
        return _derived(model)
    output_tokens = _names(row, "output_token")
    more: str | None = row.get("more_results")
    if not all(_is_path(text) for text in (*output_tokens, more or "none")):
        return None
    keys = tuple(filter(_is_path, _names(row, "result_key")))
    return _base(keys), Paging(
        input_tokens=tuple(map(_parameter, _names(row, "input_token"))),
        output_tokens=output_tokens,
        result_keys=keys,
        limit_key=_parameter(row["limit_key"]) if "limit_key" in row else None,
        more_results=more,
        non_aggregate_keys=_names(row, "non_aggregate_keys"),
    )


def _paginator(client: Any, operation: str) -> Mapping[str, Any] | None:
    """Return botocore's paginator of an operation."""
    method = xform_name(operation)
    if not client.can_paginate(method):
        return None
    return getattr(client.get_paginator(method), "_pagination_cfg", None)


def _names(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = row.get(key, ())
    return (found,) if isinstance(found, str) else tuple(found)


def _is_path(text: str) -> bool:
    """Return whether an expression of a paginator consists of names of members only."""
    return _PATH.fullmatch(text) is not None


def _base(result_keys: tuple[str, ...]) -> type[RequestOfPages[Any, Any]]:
    return PagedRequest if result_keys else RequestOfPages


def _derived(model: Any) -> Listing | None:
    given, returned = _kinds(model.input_shape), _kinds(model.output_shape)
    found = token_members(given, returned)
    if found is None:
        return None
    keys = found.lists if len(found.lists) == 1 else ()
    return _base(keys), Paging(
        input_tokens=(_parameter(found.token),),
        output_tokens=(found.next_token,),
        result_keys=keys,
        limit_key=_parameter(found.limit) if found.limit else None,
    )


def _kinds(shape: Any) -> dict[str, str]:
    members: Mapping[str, Any] = {} if shape is None else shape.members
    return {
        name: member.type_name
        for name, member in members.items()
        if "idempotencyToken" not in member.metadata
    }


def _parameter(name: str) -> str:
    return f"parameters.{name}"
