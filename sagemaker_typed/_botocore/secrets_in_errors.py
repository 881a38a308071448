"""Removal of a request's sensitive values from errors, because a service may quote them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from botocore.exceptions import ClientError

from sagemaker_typed.operation import Request, Response
from sagemaker_typed.sensitive import without_secrets


def hide_in_events(response: Response, request: Request[Any]) -> None:
    """Remove the request's sensitive values also from errors in the response's event streams."""
    from sagemaker_typed.streaming import EventStream

    for name in response.__wire_names__:
        value = getattr(response, name)
        if isinstance(value, EventStream):
            value.hide(partial(without_secrets_of, request=request))


def without_secrets_of(error: ClientError, request: Request[Any]) -> ClientError:
    """Return ``error`` without the request's sensitive values, which a service may quote."""
    response = cast("dict[str, Any]", error.response)
    hidden = _hidden(response, request)
    # A modeled error has its message at the top level and in "Error", whose code is not changed.
    details = cast("dict[str, Any]", response.get("Error", {}))
    if "Message" in details:
        hidden["Error"] = {**details, **_hidden({"Message": details["Message"]}, request)}
    return error if hidden == response else type(error)(cast("Any", hidden), error.operation_name)


def _hidden(members: Mapping[str, Any], request: Request[Any]) -> dict[str, Any]:
    return {
        name: without_secrets(member, request) if isinstance(member, str) else member
        for name, member in members.items()
    }
