"""The values of features, which the Feature Store keeps as strings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Final, TypeAlias, cast

from sagemaker_typed._conversion.fixes import is_missing as is_missing_in_pandas

__all__ = ["Feature", "RefusedError", "texts", "type_name"]

Scalar: TypeAlias = str | int | float | Decimal | datetime
Feature: TypeAlias = Scalar | Iterable[Scalar] | None
"""The value of a feature: a str, number or datetime, several of them, or ``None`` for no value."""

_OMIT: Final = "omit_missing=True to omit missing values"
_NUMPY_BOOLS: Final = ("numpy.bool", "numpy.bool_")


class RefusedError(ValueError):
    """A value that cannot be stored; ``of_column`` is the message for a column of a DataFrame."""

    def __init__(self, message: str, of_column: str) -> None:
        super().__init__(message)
        self.of_column = of_column


def texts(value: Any, *, omit_missing: bool) -> str | list[str] | None:
    """Return the str of a value, those of several values, or ``None`` to omit the feature."""
    if value is None:
        return None
    # A NumPy number is Iterable, because it has the methods of an array.
    if isinstance(value, str | bytes | Real | Mapping) or not isinstance(value, Iterable):
        if not _is_missing(value):
            return _text(cast("object", value))
        if omit_missing:
            return None
        rule = "the value is missing"
        is_number = isinstance(value, Real | Decimal)
        raise RefusedError(
            f"{'the number must be finite' if is_number else rule}; use None to omit the feature, "
            f"or {_OMIT}",
            of_column=f"{rule}; use {_OMIT}",
        )
    items = cast("Iterable[object]", value)
    return [_text(item) for item in items]


def _is_missing(value: Any) -> bool:
    """Return whether a value is NaN, NaT or ``pandas.NA``."""
    if isinstance(value, Decimal):
        return value.is_nan()
    is_numpy_time = type(value).__name__ in ("datetime64", "timedelta64")
    if isinstance(value, Real) or is_numpy_time:
        return bool(value != value)
    return is_missing_in_pandas(value)


def _text(value: object) -> str:
    match value:
        case str():
            return str.__str__(value)
        case bool():
            raise _no_bool()
        case Integral():
            return str(int(value))
        case Decimal() if value.is_finite():
            return str(value)
        case Real() if math.isfinite(value):
            # A narrow NumPy float has fewer digits than the equal Python float.
            narrow = type(value).__module__ == "numpy" and not isinstance(value, float)
            return str(value) if narrow else repr(float(value))
        case Decimal() | Real():
            raise ValueError("the number must be finite; use None to omit the feature")
        case _ if _is_missing(value):
            raise ValueError("a list of values cannot have missing values")
        case datetime():
            return _event_time(value)
        case _ if type_name(value) in _NUMPY_BOOLS:
            raise _no_bool()
        case _:
            raise ValueError(
                f"expected str, number or datetime, or several of them, got {type_name(value)}"
            )


def _no_bool() -> RefusedError:
    rule = "the Feature Store has no bool"
    return RefusedError(
        f"{rule}; use int(...) to convert it for an Integral feature",
        of_column=f'{rule}; convert the column with .astype("Int64") for an Integral feature',
    )


def _event_time(value: datetime) -> str:
    if value.tzinfo is None:
        rule = "the datetime has no time zone"
        raise RefusedError(
            f"{rule}; set tzinfo, or call astimezone() for local time",
            of_column=f'{rule}; convert the column with .dt.tz_localize("UTC") or another zone',
        )
    value = value.astimezone(UTC).replace(tzinfo=None)
    return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds") + "Z"


def type_name(value: object) -> str:
    """Return the name of a value's type, for messages."""
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
