"""The errors for responses that cannot be read, and their reasons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from sagemaker_typed._hints.counts import counted
from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.operation import Request, Response

from .body_kinds import needs_body

CUT: Final = (
    "it has no body, and no header for the length of one, so the connection was probably closed "
    "within the headers"
)
"""The reason for a response that was cut within its headers."""
_LONGEST_CONTENT_TYPE: Final = 80


def invalid_response(
    request: Request[Any], reason: str, answer: Mapping[str, Any]
) -> InvalidResponse:
    """Return the error for an HTTP response to ``request`` that cannot be read."""
    headers = answer["headers"]
    return InvalidResponse(
        request.__operation__,
        reason,
        answer["status_code"],
        str(headers.get("x-amzn-requestid", "")),
        str(headers.get("content-type", ""))[:_LONGEST_CONTENT_TYPE],
    )


def misfit_response(request: Request[Any], answer: Any, error: Exception) -> InvalidResponse:
    """Return the error for a result from boto3 that does not match the service model."""
    # A mock may return something else than a dict.
    whole: Any = cast("Any", answer) if isinstance(answer, dict) else {}
    metadata: Any = whole.get("ResponseMetadata", {})
    http = {
        "status_code": metadata.get("HTTPStatusCode"),
        "headers": metadata.get("HTTPHeaders", {}),
    }
    return invalid_response(request, f"it does not match the service model: {error}", http)


def parser_failure(
    request: Request[Any], answer: Mapping[str, Any], error: Exception
) -> InvalidResponse:
    """Return the error for a response on which botocore's parser failed."""
    # The parser's message may quote the response, so only its type is shown.
    reason = f"it does not match the service model ({type(error).__name__})"
    return invalid_response(request, reason, answer)


# --- reasons why a body cannot be read ------------------------------------------------------------


def absence(answer: Mapping[str, Any], response: type[Response], model: Any) -> str:
    """Return the reason why an absent body is an error; empty if the body may be absent."""
    if expected := _expected_length(answer):
        return _truncated(0, expected)
    return "the body is empty" if needs_body(response, model) else ""


def fault(answer: Mapping[str, Any], error: Exception) -> str:
    """Return the reason why a successful response's body cannot be read as JSON."""
    body, expected = answer["body"], _expected_length(answer)
    if len(body) < expected:
        return _truncated(len(body), expected)
    return _description(body, error)


def not_an_object(content: object) -> str:
    """Return the reason for a body whose JSON is not an object."""
    names: dict[type, str] = {
        list: "an array",
        str: "a string",
        bool: "a boolean",
        type(None): "null",
    }
    return f"expected a JSON object, got {names.get(type(content), 'a number')}"


def _truncated(received: int, expected: int) -> str:
    return f"the body is truncated: received {received} of {counted(expected, 'byte')}"


def _expected_length(answer: Mapping[str, Any]) -> int:
    """Return the Content-Length of a response; 0 if it has none."""
    length = answer["headers"].get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _description(body: bytes, error: Exception) -> str:
    """Describe a body that is not JSON."""
    start = body[:64].lstrip().lower()
    if isinstance(error, RecursionError):
        return "the JSON is nested too deeply"
    if body.startswith(b"\x1f\x8b"):
        return "the body is compressed with gzip, which was not requested"
    if isinstance(error, UnicodeDecodeError):
        return f"the body is not UTF-8: invalid at byte {error.start} of {len(body)}"
    if start.startswith((b"<!doctype html", b"<html")):
        return "the body is an HTML page, not JSON"
    if start.startswith(b"<"):
        return "the body is XML or HTML, not JSON"
    if start.startswith(b"{"):
        where = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        return f"the body starts as a JSON object but is invalid{where}"
    return f"the body is {counted(len(body), 'byte')} of text, not JSON"
