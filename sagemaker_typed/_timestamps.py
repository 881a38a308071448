"""Conversion of timestamps from botocore or the wire to aware UTC datetimes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final


def real_datetime() -> type[datetime]:
    """Return ``datetime.datetime``, also while freezegun replaces it by a subclass."""
    return next(base for base in datetime.__mro__ if base.__module__ == "datetime")


# Bound methods, because freezegun replaces classes in the globals of every module.
from_epoch: Final = real_datetime().fromtimestamp
_from_iso: Final = real_datetime().fromisoformat
_EPOCH: Final = real_datetime()(1970, 1, 1, tzinfo=UTC)
# The first second after the year 9999. Larger numbers can only be milliseconds.
END_OF_TIME: Final = 253_402_300_800


def to_utc(value: object) -> datetime:
    """Convert a timestamp to a datetime in UTC.

    Args:
        value: A datetime, seconds since the epoch as a number or str, an ISO 8601 str, or another
            str that botocore can parse. A value without an offset is in UTC, as in botocore. A
            number beyond the year 9999 is in milliseconds, as in events and Step Functions.

    Raises:
        TypeError: ``value`` has another type.
        ValueError: the str is not a timestamp.
        OverflowError: the number is beyond the range of ``datetime``.
    """
    if isinstance(value, datetime):
        return _aware(value)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    raise TypeError(f"expected a timestamp, got {type(value).__name__}")


def _from_number(number: float) -> datetime:
    if abs(number) >= END_OF_TIME:
        return _EPOCH + timedelta(milliseconds=number)
    return _EPOCH + timedelta(seconds=number)


def _from_text(text: str) -> datetime:
    try:
        return _from_number(float(text))
    except ValueError:
        pass
    try:
        return _aware(_from_iso(text))
    except ValueError:
        from sagemaker_typed._botocore.values import parse_timestamp

        parsed: datetime = parse_timestamp(text)
        return _aware(parsed)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
