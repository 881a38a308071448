"""Records of the Feature Store: as mappings, and many at once.

client.put_record(feature_group_name="customers", record=to_record({"id": 7, "age": 41}))
from_record(client.get_record(...).record)  # {"id": "7", "age": "41"}
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import attrs

from ._conversion.misfits import Problem, conversion_error
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
]

Scalar: TypeAlias = str | int | float | Decimal | datetime
Feature: TypeAlias = Scalar | Iterable[Scalar] | None
"""The value of a feature: text, number or moment, several of them, or ``None`` for none."""

T = TypeVar("T")


# --- one record -----------------------------------------------------------------------------------


def to_record(features: Mapping[str, Feature]) -> list[FeatureValue]:
    """The record that ``put_record`` and others take.

    Numbers become their shortest text, NumPy's too. An aware datetime becomes the text that an
    event time must be, in UTC and cut to milliseconds; ``moment.timestamp()`` is the event time of
    a feature that is ``Fractional``.

    Args:
        features: The values by the features' names; those that are ``None`` are left out.

    Raises:
        ConversionError: with every value that has no one text, such as a ``bool`` or a NaN.
    """
    record: list[FeatureValue] = []
    problems: list[Problem] = []
    for name, value in features.items():
        try:
            if value is not None:
                record.append(_feature(name, value))
        except (ValueError, TypeError, OverflowError) as error:
            problems.append(Problem((name,), str(error)))
    if problems:
        raise conversion_error("cannot write a record", tuple(problems))
    return record


def _feature(name: str, value: Any) -> FeatureValue:
    # A number of NumPy has the methods of an array.
    if isinstance(value, str | bytes | Real | Mapping) or not isinstance(value, Iterable):
        return FeatureValue(feature_name=name, value_as_string=_text(cast("object", value)))
    items = cast("Iterable[object]", value)
    return FeatureValue(feature_name=name, value_as_string_list=[_text(item) for item in items])


def _text(value: object) -> str:
    match value:
        case str():
            return str.__str__(value)
        case bool():
            raise ValueError(
                "the Feature Store has no truth values: int(...) makes a number of it, for a "
                "feature that is Integral"
            )
        case Integral():
            return str(int(value))
        case Decimal() if value.is_finite():
            return str(value)
        case Real() if math.isfinite(value):
            # A narrow float of NumPy's has fewer digits than the float that is equal to it.
            narrow = type(value).__module__ == "numpy" and not isinstance(value, float)
            return str(value) if narrow else repr(float(value))
        case Decimal() | Real():
            raise ValueError("it is not finite; None leaves the feature out")
        case datetime():
            return _moment(value)
        case _:
            raise ValueError(
                f"expected a text, number or datetime, or several of them, got {_name(value)}"
            )


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("the datetime has no time zone; astimezone() gives it this machine's")
    value = value.astimezone(UTC).replace(tzinfo=None)
    return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds") + "Z"


def _name(value: object) -> str:
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def from_record(record: Iterable[FeatureValue] | None) -> dict[str, str | list[str]]:
    """The texts of a record by the features' names; nothing for no record.

    Args:
        record: The record of a response, which is ``None`` where there is none.
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
    """What :func:`batch_get` read, and what it did not."""

    records: list[BatchGetRecordResultDetail]
    """The records that were found; one that does not exist is in none of the three lists."""
    errors: list[BatchGetRecordError]
    """What could not be read, and why."""
    unprocessed: list[BatchGetRecordIdentifier]
    """What the service has put off until the last attempt: ask for it later."""


@attrs.frozen(kw_only=True)
class WrittenRecords:
    """What :func:`batch_write` did not write; all else is written."""

    errors: list[BatchWriteRecordError]
    """What could not be written, and why."""
    unprocessed: list[BatchWriteRecordEntry]
    """What the service has put off until the last attempt: write it later."""


def batch_get(
    client: SageMakerFeatureStoreRuntime,
    identifiers: Iterable[BatchGetRecordIdentifier],
    *,
    expiration_time_response: ExpirationTimeResponse | None = None,
    attempts: int = 5,
    pause: float = 0.1,
) -> ReadRecords:
    """Read records, as many as there are, and ask again for what the service puts off.

    Args:
        client: The client.
        identifiers: The records, by feature group.
        expiration_time_response: Whether to get the records' ``expires_at``.
        attempts: How often to ask for one record, 1 or more.
        pause: Seconds before the second attempt; each later pause is twice as long.

    Raises:
        ValueError: a number is out of range.
        ServiceError: the service answered with an error.
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
        # None at all is for the service model to refuse.
        for values in [
            *_batches(identifier.record_identifiers_value_as_string, _most(RecordIdentifiers))
        ]
        or [[]]
    ]
    left = _persist(read, small, _most(BatchGetRecordIdentifiers), attempts, pause)
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
    """Write records, as many as there are, and try again with what the service puts off.

    Args:
        client: The client.
        entries: The records, each with its feature group.
        ttl_duration: How long records live whose entry does not say it.
        attempts: How often to try to write one record, 1 or more.
        pause: Seconds before the second attempt; each later pause is twice as long.

    Raises:
        ValueError: a number is out of range.
        ServiceError: the service answered with an error; some may be written.
    """
    result = WrittenRecords(errors=[], unprocessed=[])

    def write(batch: list[BatchWriteRecordEntry]) -> list[BatchWriteRecordEntry]:
        answer = client.batch_write_record(entries=batch, ttl_duration=ttl_duration)
        result.errors.extend(answer.errors)
        return answer.unprocessed_entries

    left = _persist(write, [*entries], _most(BatchWriteRecordEntries), attempts, pause)
    result.unprocessed.extend(left)
    return result


def _persist(
    act: Callable[[list[T]], list[T]], items: list[T], size: int, attempts: int, pause: float
) -> list[T]:
    """Act on all items in batches, again on those that were put off; what is left in the end."""
    if attempts < 1:
        raise ValueError(f"attempts must be 1 or more: {attempts}")
    if not (math.isfinite(pause) and pause >= 0):
        raise ValueError(f"pause must be seconds, 0 or more: {pause!r}")
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


def _most(limited: Any) -> int:
    """How many items the service model allows in a list."""
    (length,) = limited.__metadata__
    most: int = length.max_length
    return most
