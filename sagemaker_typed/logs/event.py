"""One line of a log."""

# Without `from __future__ import annotations`: they can be evaluated from the public path.

from datetime import datetime

import attrs

__all__ = ["LogEvent"]


@attrs.frozen(kw_only=True)
class LogEvent:
    """An event of a log stream, usually one line. ``str(event)`` is its message."""

    timestamp: datetime
    """When the container wrote it, in UTC, with milliseconds."""
    message: str
    """The text."""
    stream: str
    """The name of the log stream, such as ``churn-7/algo-1-1764230400``."""
    ingestion_time: datetime
    """When CloudWatch Logs received it, in UTC, with milliseconds."""

    def __str__(self) -> str:
        return self.message
