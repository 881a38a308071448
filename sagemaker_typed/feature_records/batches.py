"""Many records: read and written in batches, with retries of what the service leaves."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from sagemaker_typed._tasks import pause as wait
from sagemaker_typed.featurestore_runtime import (
    BatchGetRecordIdentifier,
    BatchGetRecordIdentifiers,
    BatchGetRecordRequest,
    BatchWriteRecordEntries,
    BatchWriteRecordEntry,
    BatchWriteRecordRequest,
    RecordIdentifiers,
)

from .results import ReadRecords, WrittenRecords

if TYPE_CHECKING:
    from sagemaker_typed.featurestore_runtime import (
        AsyncSageMakerFeatureStoreRuntime,
        BatchGetRecordResponse,
        BatchWriteRecordResponse,
        ExpirationTimeResponse,
        SageMakerFeatureStoreRuntime,
        TtlDuration,
    )

__all__ = ["async_batch_get", "async_batch_write", "batch_get", "batch_write"]

ItemT = TypeVar("ItemT")


def batch_get(
    client: SageMakerFeatureStoreRuntime,
    identifiers: Iterable[BatchGetRecordIdentifier],
    *,
    expiration_time_response: ExpirationTimeResponse | None = None,
    attempts: int = 5,
    pause: float = 0.1,
    workers: int = 1,
) -> ReadRecords:
    """Read any number of records, and retry those that the service leaves unprocessed.

    Args:
        client: The client.
        identifiers: The records, by feature group.
        expiration_time_response: Whether to include the records' ``expires_at``.
        attempts: The maximum number of attempts for a record, at least 1.
        pause: The seconds before the second attempt. Each later pause is twice as long.
        workers: The maximum number of batches at a time.

    Raises:
        ValueError: ``attempts``, ``pause`` or ``workers`` is out of range.
        ServiceError: the service returned an error.
    """
    result = ReadRecords(records=[], errors=[], unprocessed=[])

    def request(batch: list[BatchGetRecordIdentifier]) -> BatchGetRecordRequest:
        return BatchGetRecordRequest(
            identifiers=batch, expiration_time_response=expiration_time_response
        )

    def unprocessed(answer: BatchGetRecordResponse) -> list[BatchGetRecordIdentifier]:
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
    batches = _Batches(client, request, unprocessed, _max_items(BatchGetRecordIdentifiers), workers)
    result.unprocessed.extend(_process(batches, small, attempts, pause))
    return result


def batch_write(
    client: SageMakerFeatureStoreRuntime,
    entries: Iterable[BatchWriteRecordEntry],
    *,
    ttl_duration: TtlDuration | None = None,
    attempts: int = 5,
    pause: float = 0.1,
    workers: int = 1,
) -> WrittenRecords:
    """Write any number of records, and retry those that the service leaves unprocessed.

    Args:
        client: The client.
        entries: The records, each with its feature group.
        ttl_duration: The time to live of records whose entry does not set it.
        attempts: The maximum number of attempts for a record, at least 1.
        pause: The seconds before the second attempt. Each later pause is twice as long.
        workers: The maximum number of batches at a time.

    Raises:
        ValueError: ``attempts``, ``pause`` or ``workers`` is out of range.
        ServiceError: the service returned an error. Some records may have been written.
    """
    result = WrittenRecords(errors=[], unprocessed=[])

    def request(batch: list[BatchWriteRecordEntry]) -> BatchWriteRecordRequest:
        return BatchWriteRecordRequest(entries=batch, ttl_duration=ttl_duration)

    def unprocessed(answer: BatchWriteRecordResponse) -> list[BatchWriteRecordEntry]:
        result.errors.extend(answer.errors)
        return answer.unprocessed_entries

    batches = _Batches(client, request, unprocessed, _max_items(BatchWriteRecordEntries), workers)
    result.unprocessed.extend(_process(batches, [*entries], attempts, pause))
    return result


async def async_batch_get(
    client: AsyncSageMakerFeatureStoreRuntime,
    identifiers: Iterable[BatchGetRecordIdentifier],
    *,
    expiration_time_response: ExpirationTimeResponse | None = None,
    attempts: int = 5,
    pause: float = 0.1,
    workers: int = 8,
) -> ReadRecords:
    """Read any number of records with an asynchronous client; see :func:`batch_get`."""
    options: dict[str, Any] = {
        "expiration_time_response": expiration_time_response,
        "attempts": attempts,
        "pause": pause,
        "workers": workers,
    }
    engine: Any = client
    result: ReadRecords = await engine._apply(batch_get, identifiers, **options)
    return result


async def async_batch_write(
    client: AsyncSageMakerFeatureStoreRuntime,
    entries: Iterable[BatchWriteRecordEntry],
    *,
    ttl_duration: TtlDuration | None = None,
    attempts: int = 5,
    pause: float = 0.1,
    workers: int = 8,
) -> WrittenRecords:
    """Write any number of records with an asynchronous client; see :func:`batch_write`."""
    options: dict[str, Any] = {
        "ttl_duration": ttl_duration, "attempts": attempts, "pause": pause, "workers": workers
    }  # fmt: skip
    engine: Any = client
    result: WrittenRecords = await engine._apply(batch_write, entries, **options)
    return result


@attrs.frozen
class _Batches(Generic[ItemT]):
    """How items are sent, in batches, and which of them the service leaves."""

    client: SageMakerFeatureStoreRuntime
    request: Callable[[list[ItemT]], Any]
    unprocessed: Callable[[Any], list[ItemT]]
    size: int
    workers: int

    def send(self, items: list[ItemT]) -> list[ItemT]:
        """Send all items, and return those that the service did not process."""
        requests = (self.request(batch) for batch in _batches(items, self.size))
        answers: Iterable[Any] = map(self.client.send, requests)
        if self.workers != 1:
            answers = self.client.each(requests, workers=self.workers)
        return [left for answer in answers for left in self.unprocessed(answer)]


def _process(
    batches: _Batches[ItemT], items: list[ItemT], attempts: int, pause: float
) -> list[ItemT]:
    """Send all items, send unprocessed items again, and return those that remain."""
    if attempts < 1:
        raise ValueError(f"attempts must be at least 1, got {attempts}")
    if not (math.isfinite(pause) and pause >= 0):
        raise ValueError(f"pause must be a finite, non-negative number of seconds, got {pause!r}")
    for attempt in range(attempts):
        if attempt:
            wait(pause * 2 ** (attempt - 1))
        items = batches.send(items)
        if not items:
            break
    return items


def _batches(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    rest = iter(items)
    while batch := [*itertools.islice(rest, size)]:
        yield batch


def _max_items(limited: Any) -> int:
    """Return the maximum number of items that the service model allows in a list."""
    (length,) = limited.__metadata__
    maximum: int = length.max_length
    return maximum
