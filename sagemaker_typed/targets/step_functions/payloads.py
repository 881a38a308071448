"""Values whose form in a task differs from their form in JSON files: blobs and timestamps."""

from __future__ import annotations

import base64
import json
from typing import Any, NoReturn

from sagemaker_typed._timestamps import to_utc

__all__ = ["json_of_blob", "text_of_blob", "text_of_timestamp"]


def json_of_blob(text: str) -> Any:
    """Return the value that Step Functions sends as the bytes of a blob.

    It sends the compact JSON of the value, also for a str, which is then in quotes.

    Args:
        text: The bytes, in base64.

    Raises:
        ValueError: the bytes are not JSON.
    """
    return json.loads(base64.b64decode(text), parse_constant=_no_constant)


def text_of_blob(value: Any) -> str:
    """Return the bytes that Step Functions sends for a value, in base64."""
    compact = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return base64.b64encode(compact.encode()).decode()


def text_of_timestamp(text: str) -> str:
    """Return a timestamp in UTC in the form that Step Functions writes itself, with a ``Z``."""
    return to_utc(text).isoformat().removesuffix("+00:00") + "Z"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")
