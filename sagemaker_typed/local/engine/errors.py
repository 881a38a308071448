"""Errors of the engine, which the transports turn into errors of the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["NOT_FOUND", "VALIDATION", "EngineError", "invalid"]

VALIDATION: Final = "ValidationException"
NOT_FOUND: Final = "ResourceNotFound"


class EngineError(Exception):
    """A call that the service refuses.

    Args:
        code: The error code, such as ``ResourceNotFound``.
        message: The message.
        status: The HTTP status; ``None`` for the one that the service model has, or 400.
        members: Other members of the error.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        status: int | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.members: dict[str, Any] = dict(members or {})


def invalid(message: str) -> EngineError:
    """Return the error for a request that the service does not accept."""
    return EngineError(VALIDATION, message)
