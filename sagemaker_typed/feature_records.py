"""Feature Store records: conversion to and from mappings, and reading and writing in batches.

client.put_record(feature_group_name="customers", record=to_record({"id": 7, "age": 41}))
records = to_records(pd.DataFrame({"id": [7, 8], "age": [41, 42]}))  # one for each row
from_record(client.get_record(...).record)  # {"id": "7", "age": "41"}
"""

from __future__ import annotations

import itertools
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

import attrs

from ._conversion.fixes import is_missing as is_missing_in_pandas
from ._conversion.misfits import Problem, conversion_error
from ._schema.fields import is_map
from .featurestore_runtime import (
    BatchGetRecordError,
    BatchGetRecordIdentifier,
    BatchGetRecordIdentifiers,
    BatchGetRecordResultDetail,
    BatchWriteRecordEntries,
    BatchWriteRecordEntry,
    BatchWriteRecordError,
    FeatureValue,
    RecordIdentifiers,
)

if TYPE_CHECKING:
    import pandas as pd

    from .featurestore_runtime import (
        ExpirationTimeResponse,
        SageMakerFeatureStoreRuntime,
        TtlDuration,
    )

__all__ = [
    "Feature",
    "ReadRecords",
    "WrittenRecords",
    "batch_get",
    "batch_write",
    "from_record",
    "to_record",
    "to_records",
]

Scalar: TypeAlias = str | int | float | Decimal | datetime
Feature: TypeAlias = Scalar | Iterable[Scalar] | None
"""The value of a feature: a str, number or datetime, several of them, or ``None`` for no value."""

_OMIT: Final = "omit_missing=True to omit missing values"
_NUMPY_BOOLS: Final = ("numpy.bool", "numpy.bool_")

T = TypeVar("T")


# --- one record -----------------------------------------------------------------------------------


class _RefusedError(ValueError):
    """A value that cannot be stored; ``of_column`` is the message for a column of a DataFrame."""

    def __init__(self, message: str, of_column: str) -> None:
        super().__init__(message)
        self.of_column = of_column


def to_record(features: Mapping[str, Feature], *, omit_missing: bool = False) -> list[FeatureValue]:
    """Convert a mapping to a record for ``put_record`` and other operations.

    Numbers, including NumPy's, are converted to their shortest str. An aware datetime is converted
    to the format of an event time, in UTC and truncated to milliseconds. For an event time of type
    ``Fractional``, pass ``datetime.timestamp()`` instead.

    Args:
        features: The values, by feature name. Values that are ``None`` are omitted.
        omit_missing: Whether to omit NaN, ``pandas.NA`` and ``NaT`` too, instead of refusing them.

    Raises:
        ConversionError: values have no unambiguous str, such as a ``bool`` or NaN; the error lists
            all of them.
    """
    record: list[FeatureValue] = []
    problems: list[Problem] = []
    for name, value in features.items():
        try:
            text = _texts(value, omit_missing=omit_missing)
        except (ValueError, TypeError, OverflowError) as error:
            problems.append(Problem((name,), str(error)))
        else:
            if text is not None:
                record.append(_feature(name, text))
    if problems:
        raise conversion_error("cannot write a record", tuple(problems))
    return record


def to_records(frame: pd.DataFrame, *, omit_missing: bool = False) -> Iterator[list[FeatureValue]]:
    """Convert a DataFrame to records, one for each row, as :func:`to_record` does.

    All values are converted before the first record is returned, so no row is written if one of
    them cannot be converted. The index is not part of the records.

    Args:
        frame: The DataFrame; the names of its columns are those of the features.
        omit_missing: As in :func:`to_record`.

    Raises:
        ConversionError: a row has no values, values have no unambiguous str, or the columns do not
            have unique names. A path such as ``[2].age`` has the position of the first such row.
        TypeError: ``frame`` is not a DataFrame.
    """
    names = _column_names(frame)
    problems: list[Problem] = []
    columns = [
        _column(name, cast("Iterable[object]", frame.iloc[:, number].array), problems, omit_missing)
        for number, name in enumerate(names)
    ]
    rows = enumerate(zip(*columns, strict=True))
    empty = [row for row, texts in rows if all(text is None for text in texts)]
    if empty and not problems:
        problems.append(Problem((empty[0],), f"no values{_in_rows(len(empty))}"))
    if problems:
        raise conversion_error("cannot write records", tuple(problems))
    return (
        [_feature(name, text) for name, text in zip(names, texts, strict=True) if text is not None]
        for texts in zip(*columns, strict=True)
    )


def _column(
    name: str, values: Iterable[object], problems: list[Problem], omit_missing: bool
) -> list[str | list[str] | None]:
    """Return the strings of a column, and add the first of each kind of problem to ``problems``."""
    column: list[str | list[str] | None] = []
    rows: dict[str, list[int]] = {}
    for row, value in enumerate(values):
        text = None
        try:
            text = _texts(value, omit_missing=omit_missing)
        except _RefusedError as error:
            rows.setdefault(error.of_column, []).append(row)
        except (ValueError, TypeError, OverflowError) as error:
            rows.setdefault(str(error), []).append(row)
        column.append(text)
    for message, found in rows.items():
        problems.append(Problem((found[0], name), message + _in_rows(len(found))))
    return column


def _in_rows(count: int) -> str:
    return f" (in {count:,} rows)" if count > 1 else ""


def _column_names(value: object) -> list[str]:
    """Return the names of the columns of a DataFrame, after checking that it is one."""
    pandas: Any = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, pandas.DataFrame):
        hint = "; use to_record for one record" if is_map(value) else ""
        if hasattr(value, "to_pandas"):
            hint = "; convert it with .to_pandas()"
        raise TypeError(f"to_records takes a pandas DataFrame, not {_name(value)}{hint}")
    names: list[object] = [*cast("Any", value).columns]
    problem = ""
    for name in names:
        if not isinstance(name, str):
            problem = f"the names of columns must be str, got {_name(name)}"
        elif names.count(name) > 1:
            problem = f"two columns have the name {name!r}"
    if problem:
        raise conversion_error("cannot write records", (Problem((), problem),))
    return cast("list[str]", names)


def _feature(name: str, text: str | list[str]) -> FeatureValue:
    if isinstance(text, str):
        return FeatureValue(feature_name=name, value_as_string=text)
    return FeatureValue(feature_name=name, value_as_string_list=text)


def _texts(value: Any, *, omit_missing: bool) -> str | list[str] | None:
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
        raise _RefusedError(
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
        case _ if _name(value) in _NUMPY_BOOLS:
            raise _no_bool()
        case _:
            raise ValueError(
                f"expected str, number or datetime, or several of them, got {_name(value)}"
            )


def _no_bool() -> _RefusedError:
    rule = "the Feature Store has no bool"
    return _RefusedError(
        f"{rule}; use int(...) to convert it for an Integral feature",
        of_column=f'{rule}; convert the column with .astype("Int64") for an Integral feature',
    )


def _event_time(value: datetime) -> str:
    if value.tzinfo is None:
        rule = "the datetime has no time zone"
        raise _RefusedError(
            f"{rule}; set tzinfo, or call astimezone() for local time",
            of_column=f'{rule}; convert the column with .dt.tz_localize("UTC") or another zone',
        )
    value = value.astimezone(UTC).replace(tzinfo=None)
    return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds") + "Z"


def _name(value: object) -> str:
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def from_record(record: Iterable[FeatureValue] | None) -> dict[str, str | list[str]]:
    """Convert a record to a dict of its values, which are str, by feature name.

    Args:
        record: The record of a response. The result for ``None`` is empty.
    """
    values = {
        feature.feature_name: (
            feature.value_as_string_list
            if feature.value_as_string is None
            else feature.value_as_string
        )
        for feature in record or ()
    }
    return {name: value for name, value in values.items() if value is not None}


# --- many records ---------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class ReadRecords:
    """The result of :func:`batch_get`. A record that does not exist is in none of the lists."""

    records: list[BatchGetRecordResultDetail]
    """The records that were found."""
    errors: list[BatchGetRecordError]
    """The records that could not be read, with the reasons."""
    unprocessed: list[BatchGetRecordIdentifier]
    """The records that the service did not process in any attempt. Request them again later."""


@attrs.frozen(kw_only=True)
class WrittenRecords:
    """The result of :func:`batch_write`. Records that are in none of the lists were written."""

    errors: list[BatchWriteRecordError]
    """The records that could not be written, with the reasons."""
    unprocessed: list[BatchWriteRecordEntry]
    """The records that the service did not process in any attempt. Write them again later."""


def batch_get(
    client: SageMakerFeatureStoreRuntime,
    identifiers: Iterable[BatchGetRecordIdentifier],
    *,
    expiration_time_response: ExpirationTimeResponse | None = None,
    attempts: int = 5,
    pause: float = 0.1,
) -> ReadRecords:
    """Read any number of records, and retry those that the service leaves unprocessed.

    Args:
        client: The client.
        identifiers: The records, by feature group.
        expiration_time_response: Whether to include the records' ``expires_at``.
        attempts: The maximum number of attempts for a record, at least 1.
        pause: The seconds before the second attempt. Each later pause is twice as long.

    Raises:
        ValueError: ``attempts`` or ``pause`` is out of range.
        ServiceError: the service returned an error.
    """
    result = ReadRecords(records=[], errors=[], unprocessed=[])

    def read(batch: list[BatchGetRecordIdentifier]) -> list[BatchGetRecordIdentifier]:
        answer = client.batch_get_record(
            identifiers=batch, expiration_time_response=expiration_time_response
        )
        result.records.extend(answer.records)
        result.errors.extend(answer.errors)
        return answer.unprocessed_identifiers

    small = [
        attrs.evolve(identifier, record_identifiers_value_as_string=values)
        for identifier in identifiers
        # Keep an empty list, which validation refuses.
        for values in [
            *_batches(identifier.record_identifiers_value_as_string, _max_items(RecordIdentifiers))
        ]
        or [[]]
    ]
    left = _process(read, small, _max_items(BatchGetRecordIdentifiers), attempts, pause)
    result.unprocessed.extend(left)
    return result


def batch_write(
    client: SageMakerFeatureStoreRuntime,
    entries: Iterable[BatchWriteRecordEntry],
    *,
    ttl_duration: TtlDuration | None = None,
    attempts: int = 5,
    pause: float = 0.1,
) -> WrittenRecords:
    """Write any number of records, and retry those that the service leaves unprocessed.

    Args:
        client: The client.
        entries: The records, each with its feature group.
        ttl_duration: The time to live of records whose entry does not set it.
        attempts: The maximum number of attempts for a record, at least 1.
        pause: The seconds before the second attempt. Each later pause is twice as long.

    Raises:
        ValueError: ``attempts`` or ``pause`` is out of range.
        ServiceError: the service returned an error. Some records may have been written.
    """
    result = WrittenRecords(errors=[], unprocessed=[])

    def write(batch: list[BatchWriteRecordEntry]) -> list[BatchWriteRecordEntry]:
        answer = client.batch_write_record(entries=batch, ttl_duration=ttl_duration)
        result.errors.extend(answer.errors)
        return answer.unprocessed_entries

    left = _process(write, [*entries], _max_items(BatchWriteRecordEntries), attempts, pause)
    result.unprocessed.extend(left)
    return result


def _process(
    act: Callable[[list[T]], list[T]], items: list[T], size: int, attempts: int, pause: float
) -> list[T]:
    """Process all items in batches, retry unprocessed items, and return those that remain."""
    if attempts < 1:
        raise ValueError(f"attempts must be at least 1, got {attempts}")
    if not (math.isfinite(pause) and pause >= 0):
        raise ValueError(f"pause must be a finite, non-negative number of seconds, got {pause!r}")
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause * 2 ** (attempt - 1))
        items = [left for batch in _batches(items, size) for left in act(batch)]
        if not items:
            break
    return items


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := [*itertools.islice(rest, size)]:
        yield batch


def _max_items(limited: Any) -> int:
    """Return the maximum number of items that the service model allows in a list."""
    (length,) = limited.__metadata__
    maximum: int = length.max_length
    return maximum
