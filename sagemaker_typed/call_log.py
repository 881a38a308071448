"""A log of calls: the operation, its duration, attempts and request id. It never has values."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from botocore.exceptions import ParamValidationError

from ._hints.counts import counted

__all__ = ["log_calls"]

_CALLS: Final = logging.getLogger("sagemaker_typed.calls")

T = TypeVar("T")


def log_calls() -> None:
    """Log one line for each call of every client from now on.

    The lines are records of the logger ``sagemaker_typed.calls`` with the level ``INFO``. They are
    written to standard error, unless your program has configured logging: then its handlers get
    them. The records have the attributes ``operation``, ``seconds``, ``attempts``, ``request_id``
    and ``error``, which is ``None`` or the code of the error.
    """
    _CALLS.setLevel(logging.INFO)
    if not _CALLS.handlers and not logging.getLogger().handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
        _CALLS.addHandler(handler)


def is_logged() -> bool:
    """Return whether calls are logged."""
    return _CALLS.isEnabledFor(logging.INFO)


def logged(operation: str, call: Callable[[], T]) -> T:
    """Make a call of an operation and log it; ``call`` returns boto3's dict."""
    start = time.monotonic()
    try:
        answer = call()
    except ParamValidationError:  # nothing was sent
        raise
    except Exception as error:
        response: Any = getattr(error, "response", None) or {}
        code: str = response.get("Error", {}).get("Code") or type(error).__name__
        _log(operation, start, response, code)
        raise
    _log(operation, start, answer, None)
    return answer


def _log(operation: str, start: float, answer: Any, error: str | None) -> None:
    metadata: Mapping[str, Any] = answer.get("ResponseMetadata") or {}
    seconds = time.monotonic() - start
    facts: dict[str, Any] = {
        "operation": operation,
        "seconds": seconds,
        "attempts": metadata["RetryAttempts"] + 1 if "RetryAttempts" in metadata else None,
        "request_id": metadata.get("RequestId"),
        "error": error,
    }
    parts = [f"{seconds:.3f} s"]
    if facts["attempts"]:
        parts.append(counted(facts["attempts"], "attempt"))
    if facts["request_id"]:
        parts.append(f"request id {facts['request_id']}")
    if error:
        parts.append(error)
    _CALLS.info("%s: %s", operation, ", ".join(parts), extra=facts)
