"""Clusters: their nodes come from the instance groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.projection import ABSENT, reshaped
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.words import squeezed

from .base import Behaviour

__all__ = ["ClusterBehaviour", "describe_node", "list_nodes"]


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


def _nodes(record: Record) -> Iterator[dict[str, Any]]:
    for place, group in enumerate(record.given.get("InstanceGroups", [])):
        for number in range(group.get("InstanceCount", 0)):
            yield {
                "InstanceGroupName": group["InstanceGroupName"],
                "InstanceId": f"i-{record.number:06x}{place:03x}{number:08x}",
                "InstanceType": group.get("InstanceType", "ml.m5.large"),
                "LaunchTime": record.created,
                "InstanceStatus": {"Status": "Running", "Message": ""},
                "LifeCycleConfig": group.get("LifeCycleConfig"),
                "ThreadsPerCore": group.get("ThreadsPerCore", 1),
                "PrivateDnsHostname": "ip-10-0-0-1.us-west-2.compute.internal",
            }


def list_nodes(call: Call) -> dict[str, Any]:
    """``ListClusterNodes``."""
    record = call.get(kinds(call.service)["Cluster"])
    shape = call.model.output_shape.members["ClusterNodeSummaries"].member
    wanted = call.members.get("InstanceGroupNameContains", "")
    nodes = [
        reshaped(shape, node, call.now)
        for node in _nodes(record)
        if wanted in node["InstanceGroupName"]
    ]
    if call.members.get("SortBy") == "NAME":
        nodes.sort(key=lambda node: node["InstanceGroupName"])
    if squeezed(call.members.get("SortOrder", "")) == "descending":
        nodes.reverse()
    return page(call, "ClusterNodeSummaries", nodes)


def describe_node(call: Call) -> dict[str, Any]:
    """``DescribeClusterNode``."""
    record = call.get(kinds(call.service)["Cluster"])
    wanted = call.members.get("NodeId")
    for node in _nodes(record):
        if node["InstanceId"] == wanted:
            made = reshaped(call.model.output_shape.members["NodeDetails"], node, call.now)
            if made is not ABSENT:
                return {"NodeDetails": made}
    raise EngineError(
        "ResourceNotFound", f"Could not find node '{wanted}' in cluster '{record.key[0]}'."
    )
