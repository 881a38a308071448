"""The feature store: records with their event time, and the metadata of features."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.arns import ACCOUNT
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.moments import moment
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour
from .offline_store import append

__all__ = [
    "FeatureGroupBehaviour",
    "batch_get",
    "batch_write",
    "delete_record",
    "describe_feature",
    "get_record",
    "list_feature_records",
    "put_record",
    "update_feature",
    "update_record",
]

_RECORDS = "feature records"
_METADATA = "feature metadata"
_STORES = ("OnlineStore", "OfflineStore")
_INVALID = "ValidationError"
_SECONDS = re.compile(r"\d{1,12}(\.\d+)?")


class FeatureGroupBehaviour(Behaviour):
    """Feature groups: the offline store has a table in the data catalog."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        if "OfflineStoreConfig" in shown and record.status(call.now) == "Created":
            shown["OfflineStoreStatus"] = {"Status": "Active"}

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        for table in (_RECORDS, _METADATA):
            for key in [*call.store.table(table)]:
                if key[:2] == (record.region, record.arn):
                    call.store.discard(table, key)

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        offline = given.get("OfflineStoreConfig")
        if offline is None:
            return
        name, seconds = given["FeatureGroupName"], int(call.now.timestamp())
        catalog = {
            "TableName": f"{name.replace('-', '_').lower()}_{seconds}",
            "Catalog": "AwsDataCatalog",
            "Database": "sagemaker_featurestore",
        }
        storage = {**offline["S3StorageConfig"]}
        place = f"{ACCOUNT}/sagemaker/{call.region}/offline-store/{name}-{seconds}/data"
        storage.setdefault("ResolvedOutputS3Uri", f"{storage['S3Uri'].rstrip('/')}/{place}")
        added["OfflineStoreConfig"] = {
            **offline,
            "S3StorageConfig": storage,
            **({} if offline.get("DisableGlueTableCreation") else {"DataCatalogConfig": catalog}),
        }


def _group(call: Call, name: str) -> Record:
    record = call.by_name("FeatureGroup", name)
    if record is None:
        raise EngineError(
            "ResourceNotFound",
            f"Resource not found: Amazon SageMaker can't find a FeatureGroup with name {name}",
        )
    if record.status(call.now) != "Created":
        raise EngineError(
            _INVALID, f"FeatureGroup {name} is in status {record.status(call.now)}, not Created."
        )
    return record


def _identifier(group: Record) -> str:
    name: str = group.given["RecordIdentifierFeatureName"]
    return name


def _key(call: Call, group: Record, value: str) -> tuple[str, str, str]:
    return (call.region, group.arn, value)


def _time(text: str) -> datetime:
    """Return the event time of a record: seconds since the epoch, or ISO 8601."""
    try:
        return moment(float(text)) if _SECONDS.fullmatch(text) else moment(text)
    except (ValueError, OverflowError, OSError):
        raise EngineError(_INVALID, f"Validation Error: {text!r} is not an event time") from None


def _write(call: Call, group: Record, features: list[dict[str, Any]], ttl: Any) -> None:
    values = {one["FeatureName"]: one for one in features}
    known = {one["FeatureName"] for one in group.given["FeatureDefinitions"]}
    unknown = values.keys() - known
    if unknown:
        raise EngineError(
            _INVALID,
            f"Validation Error: FeatureGroup {group.key[0]} has no features {sorted(unknown)}",
        )
    for required in (_identifier(group), group.given["EventTimeFeatureName"]):
        if "ValueAsString" not in values.get(required, {}):
            raise EngineError(_INVALID, f"Validation Error: the record has no value for {required}")
    identifier = values[_identifier(group)]["ValueAsString"]
    event = values[group.given["EventTimeFeatureName"]]["ValueAsString"]
    key = _key(call, group, identifier)
    stores = call.members.get("TargetStores") or _STORES
    if "OfflineStore" in stores:
        append(call, group, features, _time(event), is_deleted=False)
    kept = call.store.table(_RECORDS).get(key)
    if "OnlineStore" not in stores or (kept is not None and _time(kept["event"]) > _time(event)):
        return  # the online store keeps the newest record
    config = group.given.get("OnlineStoreConfig", {})
    duration = ttl or config.get("TtlDuration")
    expires = _time(event) + _duration(duration) if duration else None
    call.store.put(
        _RECORDS,
        key,
        {"features": features, "event": event, "deleted": False, "expires": expires},
    )


def _duration(ttl: dict[str, Any]) -> timedelta:
    return timedelta(**{ttl["Unit"].lower(): ttl["Value"]})


def put_record(call: Call) -> dict[str, Any]:
    """``PutRecord``."""
    group = _group(call, call.members["FeatureGroupName"])
    _write(call, group, call.members["Record"], call.members.get("TtlDuration"))
    return {}


def update_record(call: Call) -> dict[str, Any]:
    """``UpdateRecord``: change features of a record."""
    group = _group(call, call.members["FeatureGroupName"])
    found = _read(call, group, call.members["RecordIdentifierValueAsString"])
    if found is None:
        raise EngineError("ResourceNotFound", "The record does not exist.")
    values = {one["FeatureName"]: one for one in found["features"]}
    values |= {one["FeatureName"]: one for one in call.members["Features"]}
    _write(call, group, [*values.values()], call.members.get("TtlDuration"))
    return {}


def _read(call: Call, group: Record, identifier: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = call.store.table(_RECORDS).get(_key(call, group, identifier))
    if found is None or found["deleted"]:
        return None
    return None if found["expires"] and found["expires"] <= call.now else found


def _answer(call: Call, found: dict[str, Any], names: Any) -> dict[str, Any]:
    wanted = [one for one in found["features"] if not names or one["FeatureName"] in names]
    answer: dict[str, Any] = {"Record": wanted}
    if found["expires"] and call.members.get("ExpirationTimeResponse") == "Enabled":
        answer["ExpiresAt"] = found["expires"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return answer


def get_record(call: Call) -> dict[str, Any]:
    """``GetRecord``: the response has no record if there is none."""
    group = _group(call, call.members["FeatureGroupName"])
    found = _read(call, group, call.members["RecordIdentifierValueAsString"])
    return {} if found is None else _answer(call, found, call.members.get("FeatureNames"))


def delete_record(call: Call) -> dict[str, Any]:
    """``DeleteRecord``: a soft deletion keeps the event time, a hard one nothing."""
    group = _group(call, call.members["FeatureGroupName"])
    key = _key(call, group, call.members["RecordIdentifierValueAsString"])
    found = call.store.table(_RECORDS).get(key)
    event = call.members["EventTime"]
    stores = call.members.get("TargetStores") or _STORES
    if "OfflineStore" in stores:
        names = (_identifier(group), group.given["EventTimeFeatureName"])
        values = (call.members["RecordIdentifierValueAsString"], event)
        row = [
            {"FeatureName": name, "ValueAsString": value}
            for name, value in zip(names, values, strict=True)
        ]
        append(call, group, row, _time(event), is_deleted=True)
    if "OnlineStore" not in stores:
        return {}
    if found is not None and _time(found["event"]) > _time(event):
        return {}
    if call.members.get("DeletionMode") == "HardDelete":
        call.store.discard(_RECORDS, key)
    else:
        gone: dict[str, Any] = {"features": [], "event": event, "deleted": True, "expires": None}
        call.store.put(_RECORDS, key, gone)
    return {}


def batch_get(call: Call) -> dict[str, Any]:
    """``BatchGetRecord``."""
    records: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    for one in call.members["Identifiers"]:
        name = one["FeatureGroupName"]
        for identifier in one["RecordIdentifiersValueAsString"]:
            place = {"FeatureGroupName": name, "RecordIdentifierValueAsString": identifier}
            try:
                found = _read(call, _group(call, name), identifier)
            except EngineError as error:
                errors.append({**place, "ErrorCode": error.code, "ErrorMessage": error.message})
                continue
            if found is not None:
                records.append({**place, **_answer(call, found, one.get("FeatureNames"))})
    return {"Records": records, "Errors": errors, "UnprocessedIdentifiers": []}


def batch_write(call: Call) -> dict[str, Any]:
    """``BatchWriteRecord``."""
    errors: list[dict[str, Any]] = []
    for entry in call.members["Entries"]:
        try:
            group = _group(call, entry["FeatureGroupName"])
            ttl = entry.get("TtlDuration") or call.members.get("TtlDuration")
            _write(call, group, entry["Record"], ttl)
        except EngineError as error:
            errors.append({"Entry": entry, "ErrorCode": error.code, "ErrorMessage": error.message})
    return {"Errors": errors, "UnprocessedEntries": []}


def list_feature_records(call: Call) -> dict[str, Any]:
    """``ListRecords``."""
    group = _group(call, call.members["FeatureGroupName"])
    with_deleted = call.members.get("IncludeSoftDeletedRecords", False)
    found = [
        identifier
        for (region, arn, identifier), kept in call.store.table(_RECORDS).items()
        if (region, arn) == (call.region, group.arn) and (with_deleted or not kept["deleted"])
    ]
    return page(call, "RecordIdentifiers", found)


def _feature(call: Call) -> tuple[Record, dict[str, Any]]:
    group = call.get(kinds(call.service)["FeatureGroup"])
    wanted = call.members["FeatureName"]
    for one in group.given["FeatureDefinitions"]:
        if one["FeatureName"] == wanted:
            return group, one
    raise EngineError("ResourceNotFound", f"FeatureGroup {group.key[0]} has no feature {wanted}.")


def describe_feature(call: Call) -> dict[str, Any]:
    """``DescribeFeatureMetadata``."""
    group, definition = _feature(call)
    kept = call.store.table(_METADATA).get((call.region, group.arn, definition["FeatureName"]), {})
    return {
        "FeatureGroupArn": group.arn,
        "FeatureGroupName": group.key[0],
        "FeatureName": definition["FeatureName"],
        "FeatureType": definition.get("FeatureType", "String"),
        "CreationTime": group.created,
        "LastModifiedTime": kept.get("modified", group.created),
        "Description": kept.get("description", ""),
        "Parameters": [{"Key": k, "Value": v} for k, v in kept.get("parameters", {}).items()],
    }


def update_feature(call: Call) -> dict[str, Any]:
    """``UpdateFeatureMetadata``."""
    group, definition = _feature(call)
    key = (call.region, group.arn, definition["FeatureName"])
    kept = call.store.table(_METADATA).get(key, {})
    parameters = dict(kept.get("parameters", {}))
    parameters |= {one["Key"]: one["Value"] for one in call.members.get("ParameterAdditions", [])}
    for name in call.members.get("ParameterRemovals", []):
        parameters.pop(name, None)
    description = call.members.get("Description", kept.get("description", ""))
    changed = {"parameters": parameters, "description": description, "modified": call.now}
    call.store.put(_METADATA, key, changed)
    return {}
