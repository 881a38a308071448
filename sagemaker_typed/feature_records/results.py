"""The results of reading and writing many records."""

# Without `from __future__ import annotations`: they can be evaluated from the public path.

import attrs

from sagemaker_typed.featurestore_runtime import (
    BatchGetRecordError,
    BatchGetRecordIdentifier,
    BatchGetRecordResultDetail,
    BatchWriteRecordEntry,
    BatchWriteRecordError,
)

__all__ = ["ReadRecords", "WrittenRecords"]


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
