"""The error of reading events."""

from __future__ import annotations

from typing import Any

from sagemaker_typed._conversion.misfits import ConversionError, Problem, conversion_error

__all__ = ["EventError", "event_error"]


class EventError(ConversionError):
    """An event cannot be read; ``problems`` has the path of each problem, but no values."""


def event_error(what: str, *problems: tuple[tuple[Any, ...], str]) -> EventError:
    """Return the error for problems, each with the steps to its value."""
    found = tuple(Problem(steps, message) for steps, message in problems)
    error = EventError(str(conversion_error(f"cannot read {what}", found)), found)
    # The message has all information, and other errors may quote values.
    error.__suppress_context__ = True
    return error
