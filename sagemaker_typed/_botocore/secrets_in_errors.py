"""Removal of a request's sensitive values from errors, because a service may quote them."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar, cast

from botocore.exceptions import ClientError

from sagemaker_typed.operation import Request, Response
from sagemaker_typed.sensitive import is_secret, without_secrets

ErrorT = TypeVar("ErrorT", bound=ClientError)


def hide_in_events(response: Response, request: Request[Any]) -> None:
    """Remove the request's sensitive values also from errors in the response's event streams."""
    from sagemaker_typed.streaming import EventStream

    for name in response.__wire_names__:
        value = getattr(response, name)
        if isinstance(value, EventStream):
            value.hide(partial(without_secrets_of, request=request))


def without_secrets_of(error: ErrorT, request: Request[Any]) -> ErrorT:
    """Return ``error`` without the request's sensitive values, which a service may quote.

    Its class stays the same, because the class may depend on the message.
    """
    response = cast("dict[str, Any]", error.response)
    hidden = {name: _hidden(name, member, request) for name, member in response.items()}
    # A modeled error has its message at the top level and in "Error", whose code is not changed.
    details = cast("dict[str, Any]", response.get("Error", {}))
    if isinstance(details.get("Message"), str):
        hidden["Error"] = {**details, "Message": without_secrets(details["Message"], request)}
    return error if hidden == response else type(error)(cast("Any", hidden), error.operation_name)


def _hidden(name: str, member: Any, request: Request[Any]) -> Any:
    """Return a member of an error; only a message can quote a value within other text."""
    if not isinstance(member, str):
        return member
    if name.lower().endswith("message"):
        return without_secrets(member, request)
    return "<sensitive>" if is_secret(member, request) else member
