"""Feature Store records: conversion to and from mappings, and reading and writing in batches.

client.put_record(feature_group_name="customers", record=to_record({"id": 7, "age": 41}))
records = to_records(pd.DataFrame({"id": [7, 8], "age": [41, 42]}))  # one for each row
from_record(client.get_record(...).record)  # {"id": "7", "age": "41"}
"""

from sagemaker_typed._lazy import publish

from .batches import async_batch_get, async_batch_write, batch_get, batch_write
from .records import from_record, to_record, to_records
from .results import ReadRecords, WrittenRecords
from .values import Feature

__all__ = [
    "Feature",
    "ReadRecords",
    "WrittenRecords",
    "async_batch_get",
    "async_batch_write",
    "batch_get",
    "batch_write",
    "from_record",
    "to_record",
    "to_records",
]

publish(__name__)
