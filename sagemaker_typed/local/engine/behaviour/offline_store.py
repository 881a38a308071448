"""The offline store of feature groups: each write adds an object.

The service writes Parquet files some minutes later. Here, each record is an object of JSON, which
is there immediately, with the columns that the service adds (source: the Feature Store's page about
the format of offline store files).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.records import Record

__all__ = ["append"]

_NUMBERS = {"Integral": int, "Fractional": float}


def append(
    call: Call,
    group: Record,
    features: Iterable[Mapping[str, Any]],
    event: datetime,
    *,
    is_deleted: bool,
) -> None:
    """Add a record to the offline store of a group, if it has one."""
    config = group.added.get("OfflineStoreConfig")
    if config is None:
        return
    root = config["S3StorageConfig"].get("ResolvedOutputS3Uri")
    if root is None:
        return
    types = {
        one["FeatureName"]: one.get("FeatureType") for one in group.given["FeatureDefinitions"]
    }
    row: dict[str, Any] = {
        one["FeatureName"]: one.get("ValueAsStringList") or _value(one, types) for one in features
    }
    row |= {
        "write_time": call.now.isoformat(),
        "api_invocation_time": call.now.isoformat(),
        "is_deleted": is_deleted,
    }
    time = event.astimezone(UTC)
    table = call.store.table("objects")
    start = f"{root}/year={time:%Y}/month={time:%m}/day={time:%d}/hour={time:%H}/"
    bucket, _, folder = start.removeprefix("s3://").partition("/")
    number = call.engine.next_number()
    while (bucket, key := f"{folder}{time:%Y%m%dT%H%M%SZ}_{number:016x}.json") in table:
        number = call.engine.next_number()
    call.store.put("objects", (bucket, key), json.dumps(row).encode())


def _value(feature: Mapping[str, Any], types: Mapping[str, Any]) -> Any:
    text = feature.get("ValueAsString")
    convert = _NUMBERS.get(types.get(feature["FeatureName"], ""))
    try:
        return text if convert is None or text is None else convert(text)
    except ValueError:
        return text
