"""References of a hub to the public models of JumpStart."""

from __future__ import annotations

from typing import Any

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.lifecycle import make
from sagemaker_typed.local.engine.records import Record

__all__ = ["create_reference", "delete_reference", "presigned_urls", "update_reference"]

_TYPE = "ModelReference"


def _answer(record: Record) -> dict[str, Any]:
    return {"HubArn": record.added.get("HubArn", ""), "HubContentArn": record.arn}


def create_reference(call: Call) -> dict[str, Any]:
    """``CreateHubContentReference``: a content whose type is a reference."""
    kind = kinds(call.service)["HubContent"]
    source: str = call.members["SageMakerPublicHubContentArn"]
    # The ARN ends with the type, the name and the version of the public content.
    parts = source.split(":", 5)[-1].split("/")
    public = parts[3] if len(parts) > 3 else parts[-1]
    least = call.members.get("MinVersion")
    given = {
        "HubName": call.members["HubName"],
        "HubContentName": call.members.get("HubContentName", public),
        "HubContentType": _TYPE,
        "HubContentVersion": least or (parts[4] if len(parts) > 4 else "1.0.0"),
        "DocumentSchemaVersion": "1.0.0",
        "HubContentDocument": "{}",
        "Tags": call.members.get("Tags", []),
    }
    record = make(call, kind, given)
    record.added["SageMakerPublicHubContentArn"] = source
    if least is not None:
        record.added["ReferenceMinVersion"] = least
    return _answer(record)


def _reference(call: Call) -> Record:
    kind = kinds(call.service)["HubContent"]
    record = call.get(kind)
    if "SageMakerPublicHubContentArn" not in record.added:
        raise EngineError("ResourceNotFound", f"{record.arn} is not a reference.")
    return record


def update_reference(call: Call) -> dict[str, Any]:
    """``UpdateHubContentReference``."""
    record = call.store.touch(_reference(call))
    if "MinVersion" in call.members:
        record.added["ReferenceMinVersion"] = call.members["MinVersion"]
    record.modified = call.now
    return _answer(record)


def delete_reference(call: Call) -> dict[str, Any]:
    """``DeleteHubContentReference``."""
    call.store.remove(_reference(call))
    return {}


def presigned_urls(call: Call) -> dict[str, Any]:
    """``CreateHubContentPresignedUrls``: one URL for the document of a content."""
    record = call.get(kinds(call.service)["HubContent"])
    host = f"jumpstart.{call.region}.example.com"
    url = f"https://{host}/{record.key[0]}/{record.key[2]}?token={record.number:08x}"
    return {"AuthorizedUrlConfigs": [{"Url": url, "LocalPath": "/document.json"}]}
