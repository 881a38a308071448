"""Values as the JSON and the headers of a response have them."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from sagemaker_typed._schema.fields import is_list, is_map

__all__ = ["header_value", "json_value", "plain_value"]


def json_value(shape: Any, value: Any) -> Any:
    """Return a value as JSON has it."""
    if value is None or getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            members = shape.members
            return {
                members[name].serialization.get("name", name) if name in members else name: (
                    json_value(members[name], entry) if name in members else plain_value(entry)
                )
                for name, entry in value.items()
            }
        case "list":
            return [json_value(shape.member, item) for item in value]
        case "map":
            return {str(key): json_value(shape.value, entry) for key, entry in value.items()}
        case "timestamp" if isinstance(value, datetime):
            return _moment(value, shape.serialization.get("timestampFormat", "unixtimestamp"))
        case "float" | "double":
            return _number(value)
        case _:
            return plain_value(value)


def plain_value(value: Any) -> Any:
    """Return a value without a shape as JSON has it."""
    match value:
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case datetime():
            return _moment(value, "unixtimestamp")
        case float():
            return _number(value)
        case _:
            pass
    if is_map(value):
        return {str(key): plain_value(entry) for key, entry in value.items()}
    return [plain_value(item) for item in value] if is_list(value) else value


def _number(value: Any) -> Any:
    """Return a number; JSON has no NaN and no infinity, which are strings in these protocols."""
    if isinstance(value, float) and (value != value or value in {float("inf"), float("-inf")}):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def _moment(value: datetime, form: str) -> Any:
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    match form.lower():
        case "iso8601":
            return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case "rfc822":
            return format_datetime(moment.astimezone(UTC), usegmt=True)
        case _:
            seconds = moment.timestamp()
            return int(seconds) if seconds.is_integer() else seconds


def header_value(shape: Any, value: Any) -> str:
    """Return a value as a header has it."""
    match shape.type_name:
        case "timestamp" if isinstance(value, datetime):
            return str(_moment(value, shape.serialization.get("timestampFormat", "rfc822")))
        case "boolean":
            return "true" if value else "false"
        case "string" if shape.serialization.get("jsonvalue"):
            return base64.b64encode(json.dumps(value).encode()).decode()
        case "list":
            return ",".join(header_value(shape.member, item) for item in value)
        case _:
            return str(value)
