"""Resources with versions: model packages, image versions, hub contents and model cards."""

from __future__ import annotations

import re
from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import NOT_FOUND, EngineError, invalid
from sagemaker_typed.local.engine.item_lists import list_items
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.projection import copied
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = [
    "CardBehaviour",
    "HubContentBehaviour",
    "ImageVersionBehaviour",
    "PackageBehaviour",
    "PackageGroupBehaviour",
]


class PackageBehaviour(Behaviour):
    """Model packages have a name, or a group and a version."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        group = given.get("ModelPackageGroupName")
        # The messages are moto's.
        if group is None and "ModelPackageName" not in given:
            raise invalid("Missing ARN.")
        if group is not None and "ModelPackageName" in given:
            raise invalid(
                "Both ModelPackageName and ModelPackageGroupName are provided in the input."
            )
        added["ModelPackageStatusDetails"] = {"ValidationStatuses": [], "ImageScanStatuses": []}
        if group is None:
            return
        found = call.by_name("ModelPackageGroup", group)
        name = found.key[0] if found else group
        given["ModelPackageGroupName"] = name
        versions = [
            record.added.get("ModelPackageVersion", 0)
            for record in call.records(kind)
            if record.given.get("ModelPackageGroupName") == name
        ]
        version = max(versions, default=0) + 1
        added["ModelPackageVersion"] = version
        added["ModelPackageName"] = f"{name}/{version}"
        added["ModelApprovalStatus"] = given.get("ModelApprovalStatus", "PendingManualApproval")

    @override
    def identify(self, known: dict[str, Any]) -> None:
        if {"ModelPackageGroupName", "ModelPackageVersion"} <= known.keys():
            group, version = known["ModelPackageGroupName"], known["ModelPackageVersion"]
            known["ModelPackageName"] = f"{group}/{version}"

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        if "ModelPackageVersion" in record.added:
            record.added["ModelPackageName"] = record.key[0]

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        if "ModelPackageVersion" in record.added and "ModelPackageGroupName" in record.given:
            shown["ModelPackageName"] = record.given["ModelPackageGroupName"]

    @override
    def listed(self, call: Call, kind: Kind, record: Record, item: dict[str, Any]) -> None:
        self.described(call, kind, record, item)

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        if member == "ModelPackageType":
            is_version = "ModelPackageVersion" in record.added
            wanted = call.members[member]
            return wanted if wanted == "Both" else "Versioned" if is_version else "Unversioned"
        return value

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        removed = given.pop("CustomerMetadataPropertiesToRemove", None)
        properties = given.pop("CustomerMetadataProperties", None)
        now = copied(record.given.get("CustomerMetadataProperties", {})) | (properties or {})
        for key in removed or ():
            now.pop(key, None)
        record.given["CustomerMetadataProperties"] = now


class ImageVersionBehaviour(Behaviour):
    """Image versions are numbered, and found by number, by alias, or as the newest."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        versions = [
            record.added["Version"]
            for record in call.records(kind)
            if record.given["ImageName"] == given["ImageName"]
        ]
        added["Version"] = max(versions, default=0) + 1
        image = call.by_name("Image", given["ImageName"])
        added["ImageArn"] = image.arn if image else ""
        added["ContainerImage"] = given["BaseImage"]

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        record.given["ImageName"] = record.key[0]
        record.added["Version"] = int(record.key[1])


class PackageGroupBehaviour(Behaviour):
    """Groups of model packages: there are none of other accounts."""

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        if member == "CrossAccountFilterOption":
            return "SameAccount"
        return value


def _number(version: Any) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", str(version)))


class HubContentBehaviour(Behaviour):
    """Hub contents have a version, which is 1.0.0 by default."""

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        wanted = call.members[member]
        if member == "MinVersion":
            return wanted if _number(value) >= _number(wanted) else None
        if member == "MaxSchemaVersion":
            return wanted if _number(value) <= _number(wanted) else None
        return value

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        hub = call.by_name("Hub", given["HubName"])
        if hub is not None:
            given["HubName"] = hub.key[0]
            added["HubArn"] = hub.arn
        added["HubContentVersion"] = given.get("HubContentVersion", "1.0.0")


class CardBehaviour(Behaviour):
    """Model cards keep the versions of their content."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        added["ModelCardVersion"] = 1

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        record.added.setdefault("ModelCardVersion", 1)

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        versions = [*call.store.table("card versions").get(record.arn, ())]
        versions.append((record.added["ModelCardVersion"], record.modified, copied(record.given)))
        call.store.put("card versions", record.arn, tuple(versions))
        record.added["ModelCardVersion"] += 1

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        wanted = call.members.get("ModelCardVersion")
        if wanted is None or wanted == record.added["ModelCardVersion"]:
            return
        name = record.key[0]
        for version, modified, given in call.store.table("card versions").get(record.arn, ()):
            if version == wanted:
                shown |= {k: v for k, v in given.items() if k in shown}
                shown["ModelCardVersion"], shown["LastModifiedTime"] = version, modified
                return
        raise EngineError(
            NOT_FOUND, f"Modelcard with name {name} and version: {wanted} does not exist"
        )


def list_card_versions(call: Call) -> dict[str, Any]:
    """``ListModelCardVersions``."""
    kind = kinds(call.service)["ModelCard"]
    record = call.get(kind)
    kept = call.store.table("card versions").get(record.arn, ())
    versions = [
        *kept,
        (record.added["ModelCardVersion"], record.since(call.now), record.given),
    ]
    found = [
        {
            "ModelCardName": record.key[0],
            "ModelCardArn": record.arn,
            "ModelCardStatus": given["ModelCardStatus"],
            "ModelCardVersion": version,
            "CreationTime": record.created,
            "LastModifiedTime": modified,
        }
        for version, modified, given in versions
    ]
    members = {name: value for name, value in call.members.items() if name != "ModelCardName"}
    return list_items(
        call, "ModelCardVersionSummaryList", found, members, fields={"Version": "ModelCardVersion"}
    )


def list_aliases(call: Call) -> dict[str, Any]:
    """``ListAliases``: those of the versions of an image."""
    from sagemaker_typed.local.engine.paging import page

    if call.by_name("Image", call.members["ImageName"]) is None:
        raise call.missing_named("Image", call.members["ImageName"])
    kind = kinds(call.service)["ImageVersion"]
    wanted = call.members.get("Version")
    aliases = [
        alias
        for record in call.records(kind)
        if record.given["ImageName"] == call.members["ImageName"]
        and wanted in (None, record.added["Version"])
        for alias in record.given.get("Aliases", [])
        if call.members.get("Alias") in (None, alias)
    ]
    return page(call, "SageMakerImageVersionAliases", aliases)
