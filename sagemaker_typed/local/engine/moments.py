"""Times, as boto3 takes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

__all__ = ["moment"]


def moment(value: Any) -> datetime:
    """Return a time of boto3; times without a time zone are UTC, as botocore takes them.

    Args:
        value: A datetime, seconds since the epoch, or a str in the form of ISO 8601.

    Raises:
        ValueError: it is none of these.
        OverflowError: the number is too large.
    """
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
