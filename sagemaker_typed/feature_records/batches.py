"""Many records: read and written in batches, with retries of what the service leaves."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from sagemaker_typed._tasks import pause as wait
from sagemaker_typed.featurestore_runtime import (
    BatchGetRecordIdentifier,
    BatchGetRecordIdentifiers,
    BatchWriteRecordEntries,
    BatchWriteRecordEntry,
    RecordIdentifiers,
)

from .results import ReadRecords, WrittenRecords

if TYPE_CHECKING:
    from sagemaker_typed.featurestore_runtime import (
        ExpirationTimeResponse,
        SageMakerFeatureStoreRuntime,
        TtlDuration,
    )

__all__ = ["batch_get", "batch_write"]

T = TypeVar("T")


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
            wait(pause * 2 ** (attempt - 1))
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
