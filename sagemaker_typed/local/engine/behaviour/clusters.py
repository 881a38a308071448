"""Clusters: their nodes come from the instance groups."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.projection import reshaped
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = ["ClusterBehaviour"]


class ClusterBehaviour(Behaviour):
    """Clusters: groups that an update does not name stay."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        shape = kind.output.members["InstanceGroups"].member
        groups: list[Any] = []
        for group in record.given.get("InstanceGroups", []):
            count = group.get("InstanceCount", 0)
            is_ready = record.is_settled(call.now)
            made = reshaped(shape, group, call.now)
            made |= {"TargetCount": count, "CurrentCount": count if is_ready else 0}
            made |= {"Status": "InService" if is_ready else "Creating"}
            groups.append(made)
        if groups:
            shown["InstanceGroups"] = groups

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        if member == "TrainingPlanArn":
            groups = record.given.get("InstanceGroups", [])
            return [one["TrainingPlanArn"] for one in groups if "TrainingPlanArn" in one]
        return value

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        shown = {
            one.get("InstanceGroupName"): one.get("TargetCount", one.get("CurrentCount", 0))
            for one in record.added.pop("InstanceGroups", [])
        }
        for group in record.given.get("InstanceGroups", []):
            group["InstanceCount"] = shown.get(group["InstanceGroupName"], 0)

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        groups = given.get("InstanceGroups", [])
        removed = given.pop("InstanceGroupsToDelete", [])
        names = {group["InstanceGroupName"] for group in groups}
        kept = [
            group
            for group in record.given.get("InstanceGroups", [])
            if group["InstanceGroupName"] not in {*names, *removed}
        ]
        if groups or removed:
            given["InstanceGroups"] = [*kept, *groups]
