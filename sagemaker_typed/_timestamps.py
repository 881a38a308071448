"""Conversion of timestamps: to aware UTC datetimes, and to values that botocore reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final, SupportsFloat, cast


def real_datetime() -> type[datetime]:
    """Return ``datetime.datetime``, also while freezegun replaces it by a subclass."""
    return next(base for base in datetime.__mro__ if base.__module__ == "datetime")


# Bound methods, because freezegun replaces classes in the globals of every module.
from_epoch: Final = real_datetime().fromtimestamp
_from_iso: Final = real_datetime().fromisoformat
_EPOCH: Final = real_datetime()(1970, 1, 1, tzinfo=UTC)
# The first second after the year 9999. Larger numbers can only be milliseconds.
END_OF_TIME: Final = 253_402_300_800
FORMS: Final = "ISO 8601 str, or seconds or milliseconds since the epoch"
"""The accepted timestamps, besides datetimes, for messages."""


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
        if value != value:  # pandas.NaT
            raise ValueError("the value is missing")
        return _aware(value)
    if isinstance(value, str):
        return _from_text(value)
    if value.__class__ is int or value.__class__ is float:
        return _from_number(cast("float", value))
    if _is_number(value):
        return _from_number(float(cast("SupportsFloat", value)))
    raise TypeError(f"expected a timestamp, got {type(value).__name__}")


def for_botocore(value: object) -> object:
    """Return a timestamp that botocore reads as the same time as :func:`to_utc` does.

    Args:
        value: A timestamp. It is returned unchanged if botocore can read it. Botocore cannot read
            milliseconds, and some forms of ISO 8601, such as weeks.

    Raises:
        TypeError: as :func:`to_utc`.
        ValueError: as :func:`to_utc`.
        OverflowError: as :func:`to_utc`.
    """
    if isinstance(value, datetime):
        to_utc(value)
        return value
    from sagemaker_typed._botocore.values import parse_to_aware_datetime

    read: Any = parse_to_aware_datetime
    try:
        read(value)
    except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError):
        return to_utc(value)
    except (TypeError, ValueError):
        return to_utc(value)
    return value


def _from_number(number: float) -> datetime:
    if abs(number) >= END_OF_TIME:
        return _EPOCH + timedelta(milliseconds=number)
    return _EPOCH + timedelta(seconds=number)


def _is_number(value: object) -> bool:
    """Return whether a value is a number, also one of NumPy, but not a bool."""
    from decimal import Decimal
    from numbers import Real

    return not isinstance(value, bool) and isinstance(value, Real | Decimal)


def _from_text(text: str) -> datetime:
    try:
        return _from_number(float(text))
    except ValueError:
        pass
    try:
        return _aware(_from_iso(text))
    except ValueError:
        pass
    from sagemaker_typed._botocore.values import parse_timestamp

    read: Any = parse_timestamp
    try:
        return _aware(read(text))
    except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError):
        raise ValueError("the str is not a timestamp") from None


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
