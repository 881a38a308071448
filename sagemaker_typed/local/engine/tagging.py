"""Tags of resources, by ARN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sagemaker_typed._schema.fields import is_map

from .context import Call
from .errors import invalid
from .paging import page
from .records import Record

__all__ = [
    "add_tags",
    "delete_tags",
    "given_tags",
    "list_tags",
    "read_tags",
    "tag_map",
    "tag_resource",
    "untag_resource",
]


def given_tags(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the tags of a create request; tags are lists of keys and values, or maps."""
    tags: Any = given.get("Tags")
    if is_map(tags):
        return {str(key): str(value) for key, value in tags.items()}
    return read_tags(tags or [])


def read_tags(tags: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the tags of a list of keys and values."""
    found = {tag["Key"]: tag.get("Value", "") for tag in tags}
    if len(found) != len([*tags]):
        raise invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
    return found


def _tagged(call: Call, arn: str) -> Record:
    record = call.store.with_arn(call.region, arn)
    if record is None or not call.exists(record):
        raise invalid(f"Could not find the resource with ARN '{arn}'.")
    return record


def _shown(record: Record) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in record.tags.items()]


def _keep(record: Record) -> None:
    """Let descriptions that have tags show the current ones."""
    if "Tags" in record.given:
        record.given["Tags"] = _shown(record)


def _keep_map(record: Record) -> None:
    """Let descriptions show the current tags as a map."""
    record.given["Tags"] = dict(record.tags)


def add_tags(call: Call) -> dict[str, Any]:
    """``AddTags``: set tags, and return all of them."""
    record = call.store.touch(_tagged(call, call.members["ResourceArn"]))
    record.tags.update(read_tags(call.members["Tags"]))
    if call.engine.is_strict and len(record.tags) > 50:
        raise invalid("The number of tags exceeds the limit of 50.")
    _keep(record)
    return {"Tags": _shown(record)}


def list_tags(call: Call) -> dict[str, Any]:
    """``ListTags``."""
    record = _tagged(call, call.members["ResourceArn"])
    return page(call, "Tags", _shown(record))


def delete_tags(call: Call) -> dict[str, Any]:
    """``DeleteTags``."""
    record = call.store.touch(_tagged(call, call.members["ResourceArn"]))
    for key in call.members["TagKeys"]:
        record.tags.pop(key, None)
    _keep(record)
    return {}


def tag_map(call: Call) -> dict[str, Any]:
    """``ListTagsForResource``."""
    return {"Tags": dict(_tagged(call, call.members["ResourceArn"]).tags)}


def tag_resource(call: Call) -> dict[str, Any]:
    """``TagResource``."""
    record = call.store.touch(_tagged(call, call.members["ResourceArn"]))
    record.tags.update(call.members["Tags"])
    _keep_map(record)
    return {}


def untag_resource(call: Call) -> dict[str, Any]:
    """``UntagResource``."""
    record = call.store.touch(_tagged(call, call.members["ResourceArn"]))
    for key in call.members["TagKeys"]:
        record.tags.pop(key, None)
    _keep_map(record)
    return {}
