"""Why an answer cannot be read, as the error that says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.operation import Request, Response

from .body_kinds import needs_body

_LONGEST_CONTENT_TYPE: Final = 80


def invalid_response(
    request: Request[Any], reason: str, answer: Mapping[str, Any]
) -> InvalidResponse:
    """The error for an HTTP answer to ``request``."""
    headers = answer["headers"]
    return InvalidResponse(
        request.__operation__,
        reason,
        answer["status_code"],
        str(headers.get("x-amzn-requestid", "")),
        str(headers.get("content-type", ""))[:_LONGEST_CONTENT_TYPE],
    )


def misfit_response(request: Request[Any], answer: Any, error: Exception) -> InvalidResponse:
    """The error for what botocore returned, which is not what the service model says."""
    # What a mock returns need not be a dict.
    whole: Any = cast("Any", answer) if isinstance(answer, dict) else {}
    metadata: Any = whole.get("ResponseMetadata", {})
    http = {
        "status_code": metadata.get("HTTPStatusCode"),
        "headers": metadata.get("HTTPHeaders", {}),
    }
    return invalid_response(request, f"its content does not fit the service model: {error}", http)


def parser_failure(
    request: Request[Any], answer: Mapping[str, Any], error: Exception
) -> InvalidResponse:
    """The error for an answer that botocore's parser failed over."""
    # Its text may quote the answer, so it is not shown.
    reason = f"its content does not fit the service model ({type(error).__name__})"
    return invalid_response(request, reason, answer)


# --- what is wrong with a body --------------------------------------------------------------------


def absence(answer: Mapping[str, Any], response: type[Response], model: Any) -> str:
    """What is wrong with the absence of a successful answer's body; empty where nothing is."""
    if expected := _expected_length(answer):
        return f"it is cut short, after 0 of {expected} bytes"
    return "it is empty" if needs_body(response, model) else ""


def fault(answer: Mapping[str, Any], error: Exception) -> str:
    """What keeps a successful answer's body from being read as JSON."""
    body, expected = answer["body"], _expected_length(answer)
    if len(body) < expected:
        return f"it is cut short, after {len(body)} of {expected} bytes"
    return _nature(body, error)


def not_an_object(content: object) -> str:
    """What is wrong with JSON that is no object."""
    names: dict[type, str] = {
        list: "a list",
        str: "a text",
        bool: "a truth value",
        type(None): "null",
    }
    return f"it is JSON, but {names.get(type(content), 'a number')}, not an object"


def _expected_length(answer: Mapping[str, Any]) -> int:
    """The length that the answer says of its body; 0 where it says none."""
    length = answer["headers"].get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _nature(body: bytes, error: Exception) -> str:
    """What a body that is no JSON looks like."""
    start = body[:64].lstrip().lower()
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if body.startswith(b"\x1f\x8b"):
        return "it is compressed with gzip, which was not asked for"
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8, from byte {error.start} of {len(body)}"
    if start.startswith((b"<!doctype html", b"<html")):
        return "it is an HTML page, not JSON"
    if start.startswith(b"<"):
        return "it is XML or HTML, not JSON"
    if start.startswith(b"{"):
        where = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        return f"it begins as a JSON object, and is none{where}"
    return f"it is a text of {len(body)} bytes, not JSON"
