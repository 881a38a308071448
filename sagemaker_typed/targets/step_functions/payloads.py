"""Values whose form in a task differs from their form in JSON files: blobs and timestamps."""

from __future__ import annotations

import base64
import json
from typing import Any, NoReturn

from sagemaker_typed._timestamps import to_utc

__all__ = ["TwiceError", "json_of_blob", "text_of_blob", "text_of_timestamp"]


class TwiceError(ValueError):
    """An object in JSON has a name twice, of which a task can have only one."""


def json_of_blob(text: str) -> Any:
    """Return the value that Step Functions sends as the bytes of a blob.

    It sends the compact JSON of the value, also for a str, which is then in quotes.

    Args:
        text: The bytes, in base64.

    Raises:
        TwiceError: an object has a name twice.
        ValueError: the bytes are not JSON.
    """
    content = base64.b64decode(text)
    return json.loads(content, parse_constant=_no_constant, object_pairs_hook=_object)


def text_of_blob(value: Any) -> str:
    """Return the bytes that Step Functions sends for a value, in base64."""
    compact = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return base64.b64encode(compact.encode()).decode()


def text_of_timestamp(text: str) -> str:
    """Return a timestamp in UTC in the form that Step Functions writes itself, with a ``Z``."""
    return to_utc(text).isoformat().removesuffix("+00:00") + "Z"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwiceError
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")
