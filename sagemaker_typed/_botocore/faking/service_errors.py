"""Encodes the errors of a service as the HTTP responses that botocore parses to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .http import HttpAnswer
from .json_values import json_value, plain_value
from .responses import JSON_TYPES

__all__ = ["encode_error", "error_status"]


def encode_error(
    model: Any,
    code: str,
    text: str,
    *,
    members: Mapping[str, Any] | None = None,
    status: int | None = None,
) -> HttpAnswer:
    """Return the HTTP response for an error.

    Args:
        model: botocore's model of the operation.
        code: The error code.
        text: The message.
        members: Other members of the error, as boto3 returns them.
        status: The HTTP status; default: that of the model, or 400.
    """
    body = json.dumps({"__type": code, **_error_content(model, code, text, members)}).encode()
    protocol = model.service_model.resolved_protocol
    headers = {
        "Content-Type": JSON_TYPES[protocol],
        "Content-Length": str(len(body)),
        "x-amzn-ErrorType": code,
    }
    return HttpAnswer(status or error_status(model, code) or 400, headers, (body,))


def error_status(model: Any, code: str) -> int | None:
    """Return the HTTP status that the model has for an error code, if any."""
    shape: Any = model.service_model.shape_for_error_code(code)
    error: Any = shape.metadata.get("error") if shape else None
    status: int | None = error.get("httpStatusCode") if error else None
    return status


def _error_content(
    model: Any, code: str, text: str, members: Mapping[str, Any] | None
) -> dict[str, Any]:
    shape: Any = model.service_model.shape_for_error_code(code)
    known: Mapping[str, Any] = shape.members if shape else {}
    name = next((name for name in known if name.lower() == "message"), "message")
    content: dict[str, Any] = {name: text}
    for wire, value in (members or {}).items():
        if value is not None and wire != name:
            content[wire] = json_value(known[wire], value) if wire in known else plain_value(value)
    return content
