"""The nodes of clusters: they are added, replaced, moved and deleted one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError, invalid
from sagemaker_typed.local.engine.item_lists import list_items
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.projection import ABSENT, copied, reshaped
from sagemaker_typed.local.engine.records import Record

__all__ = [
    "add_nodes",
    "check_health",
    "cluster_of",
    "delete_nodes",
    "describe_node",
    "list_nodes",
    "move_nodes",
    "no_node",
    "nodes_of",
    "reboot_nodes",
    "replace_nodes",
    "update_software",
]

_GONE: Final = "(gone nodes)"
"""The logical ids of nodes that were deleted or replaced; the numbers of others stay."""
_BUSY: Final = "(busy nodes)"
"""Why and since when nodes are not running, by logical id."""
_TOKENS: Final = "node tokens"
_NOT_FOUND: Final = "The node does not exist in the cluster."


def _groups(record: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.given.get("InstanceGroups", [])
    return found


def nodes_of(call: Call, record: Record) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a cluster, with the members that lists and descriptions have."""
    gone = {*record.added.get(_GONE, [])}
    for place, group in enumerate(_groups(record)):
        left, number = int(group.get("InstanceCount", 0)), 0
        while left > 0:
            logical = f"{group['InstanceGroupName']}-{number}"
            number += 1
            if logical in gone:
                continue
            left -= 1
            yield {
                "InstanceGroupName": group["InstanceGroupName"],
                "InstanceId": f"i-{record.number:06x}{place:03x}{number - 1:08x}",
                "NodeLogicalId": logical,
                "InstanceType": group.get("InstanceType", "ml.m5.large"),
                "LaunchTime": record.created,
                "InstanceStatus": {"Status": _status(call, record, logical), "Message": ""},
                "LifeCycleConfig": group.get("LifeCycleConfig"),
                "ThreadsPerCore": group.get("ThreadsPerCore", 1),
                "PrivateDnsHostname": "ip-10-0-0-1.us-west-2.compute.internal",
            }


def _status(call: Call, record: Record, logical: str) -> str:
    since, status = record.added.get(_BUSY, {}).get(logical, (None, ""))
    is_busy = isinstance(since, datetime) and call.now < since + call.engine.transitions.step
    return status if is_busy else "Running"


def cluster_of(call: Call, name: str | None = None) -> Record:
    """Return the cluster with a name or an ARN; default: that which the request names."""
    kind = kinds(call.service)["Cluster"]
    if name is None:
        return call.get(kind)
    return call.get(kind, {"ClusterName": name})


def list_nodes(call: Call) -> dict[str, Any]:
    """``ListClusterNodes``."""
    record = cluster_of(call)
    shape = call.model.output_shape.members["ClusterNodeSummaries"].member
    found = [reshaped(shape, node, call.now) for node in nodes_of(call, record)]
    if not call.members.get("IncludeNodeLogicalIds"):
        for node in found:
            del node["NodeLogicalId"]
    kept = {"InstanceGroupNameContains", "CreationTimeAfter", "CreationTimeBefore"}
    members = {name: value for name, value in call.members.items() if name in kept}
    fields = {
        "CreationTimeAfter": "LaunchTime",
        "CreationTimeBefore": "LaunchTime",
        "CREATION_TIME": "LaunchTime",
        "NAME": "InstanceGroupName",
    }
    return list_items(
        call, "ClusterNodeSummaries", found, members, fields=fields, sort_by="LaunchTime"
    )


def describe_node(call: Call) -> dict[str, Any]:
    """``DescribeClusterNode``."""
    record = cluster_of(call)
    wanted = {call.members.get("NodeId"), call.members.get("NodeLogicalId")} - {None}
    if not wanted:
        raise invalid("NodeId or NodeLogicalId is required.")
    for node in nodes_of(call, record):
        if wanted & {node["InstanceId"], node["NodeLogicalId"]}:
            made = reshaped(call.model.output_shape.members["NodeDetails"], node, call.now)
            if made is not ABSENT:
                return {"NodeDetails": made}
    raise no_node(record, ", ".join(map(str, wanted)))


def no_node(record: Record, name: str) -> EngineError:
    """Return the error for a node that a cluster does not have."""
    return EngineError(
        "ResourceNotFound", f"Could not find node '{name}' in cluster '{record.key[0]}'."
    )


def add_nodes(call: Call) -> dict[str, Any]:
    """``BatchAddClusterNodes``: groups become larger."""
    record = call.store.touch(cluster_of(call))
    token = call.members.get("ClientToken")
    place = (call.region, record.arn, call.operation, token)
    if token is not None and place in call.store.table(_TOKENS):
        kept: dict[str, Any] = copied(call.store.table(_TOKENS)[place])
        return kept
    successful: list[Any] = []
    failed: list[Any] = []
    for one in call.members["NodesToAdd"]:
        name, count = one["InstanceGroupName"], one["IncrementTargetCountBy"]
        group = next((g for g in _groups(record) if g["InstanceGroupName"] == name), None)
        if group is None:
            failed.append(
                {
                    "InstanceGroupName": name,
                    "ErrorCode": "InstanceGroupNotFound",
                    "FailedCount": count,
                    "Message": f"The cluster has no instance group {name}.",
                }
            )
            continue
        before = {node["NodeLogicalId"] for node in nodes_of(call, record)}
        group["InstanceCount"] = int(group.get("InstanceCount", 0)) + count
        new = [
            node["NodeLogicalId"]
            for node in nodes_of(call, record)
            if node["NodeLogicalId"] not in before
        ]
        _set_busy(call, record, new, "Pending")
        successful += [
            {"NodeLogicalId": logical, "InstanceGroupName": name, "Status": "Pending"}
            for logical in new
        ]
    answer = {"Successful": successful, "Failed": failed}
    if token is not None:
        call.store.put(_TOKENS, place, copied(answer))
    return answer


def _set_busy(call: Call, record: Record, logical: Iterable[str], status: str) -> None:
    record.added[_BUSY] = {
        **record.added.get(_BUSY, {}),
        **dict.fromkeys(logical, (call.now, status)),
    }


def _batch(
    call: Call, record: Record, code: str, missing: str, change: Callable[[dict[str, Any]], str]
) -> dict[str, Any]:
    """Change nodes by id and logical id, and return which were changed and which were not.

    Args:
        call: The call.
        record: The cluster.
        code: The member of failures with the code.
        missing: The code for nodes that do not exist.
        change: Changes a node, and returns an error code, or nothing.
    """
    answer: dict[str, Any] = {}
    for asked, key, ok, bad in (
        ("NodeIds", "NodeId", "Successful", "Failed"),
        ("NodeLogicalIds", "NodeLogicalId", "SuccessfulNodeLogicalIds", "FailedNodeLogicalIds"),
    ):
        field = "InstanceId" if key == "NodeId" else key
        for wanted in call.members.get(asked, []):
            nodes = {node[field]: node for node in nodes_of(call, record)}
            error = change(nodes[wanted]) if wanted in nodes else missing
            if not error:
                answer.setdefault(ok, []).append(wanted)
                continue
            answer.setdefault(bad, []).append({key: wanted, code: error, "Message": _NOT_FOUND})
    return answer


def _count(record: Record, name: str, change: int) -> None:
    group = next(group for group in _groups(record) if group["InstanceGroupName"] == name)
    group["InstanceCount"] = int(group.get("InstanceCount", 0)) + change


def _remove(record: Record, node: dict[str, Any]) -> None:
    record.added[_GONE] = [*record.added.get(_GONE, []), node["NodeLogicalId"]]


def delete_nodes(call: Call) -> dict[str, Any]:
    """``BatchDeleteClusterNodes``: groups become smaller."""
    record = call.store.touch(cluster_of(call))

    def change(node: dict[str, Any]) -> str:
        _remove(record, node)
        _count(record, node["InstanceGroupName"], -1)
        return ""

    return _batch(call, record, "Code", "NodeIdNotFound", change)


def reboot_nodes(call: Call) -> dict[str, Any]:
    """``BatchRebootClusterNodes``: nodes are pending for a while."""
    record = call.store.touch(cluster_of(call))

    def change(node: dict[str, Any]) -> str:
        _set_busy(call, record, [node["NodeLogicalId"]], "Pending")
        return ""

    return _batch(call, record, "ErrorCode", "InstanceIdNotFound", change)


def replace_nodes(call: Call) -> dict[str, Any]:
    """``BatchReplaceClusterNodes``: other nodes take their places."""
    record = call.store.touch(cluster_of(call))

    def change(node: dict[str, Any]) -> str:
        before = {one["NodeLogicalId"] for one in nodes_of(call, record)}
        _remove(record, node)
        new = {one["NodeLogicalId"] for one in nodes_of(call, record)} - before
        _set_busy(call, record, new, "Pending")
        return ""

    return _batch(call, record, "ErrorCode", "InstanceIdNotFound", change)


def move_nodes(call: Call) -> dict[str, Any]:
    """``MoveClusterNodes``: one group becomes smaller, and another larger."""
    source = call.store.touch(cluster_of(call, call.members["SourceClusterArn"]))
    target = call.store.touch(cluster_of(call, call.members["TargetClusterArn"]))
    from_group = call.members["SourceInstanceGroupName"]
    to_group = call.members["TargetInstanceGroupName"]
    for record, name in ((source, from_group), (target, to_group)):
        if name not in {group["InstanceGroupName"] for group in _groups(record)}:
            raise invalid(f"Cluster {record.arn} has no instance group {name}.")

    def change(node: dict[str, Any]) -> str:
        if node["InstanceGroupName"] != from_group:
            return "NodeIdNotFound"
        _remove(source, node)
        _count(source, from_group, -1)
        _count(target, to_group, 1)
        return ""

    answer = _batch(call, source, "Code", "NodeIdNotFound", change)
    number = call.members.get("InstanceCount", 0)
    own = [one for one in nodes_of(call, source) if one["InstanceGroupName"] == from_group]
    if number > len(own):
        raise invalid(f"Instance group {from_group} has only {len(own)} nodes.")
    for node in own[:number]:
        change(node)
        answer.setdefault("Successful", []).append(node["InstanceId"])
    return answer


def check_health(call: Call) -> dict[str, Any]:
    """``StartClusterHealthCheck``: nodes have its status for a while."""
    record = call.store.touch(cluster_of(call))
    names = {group["InstanceGroupName"] for group in _groups(record)}
    for one in call.members["DeepHealthCheckConfigurations"]:
        name = one["InstanceGroupName"]
        if name not in names:
            raise invalid(f"Cluster {record.arn} has no instance group {name}.")
        ids = {*one.get("InstanceIds", [])}
        checked = [
            node["NodeLogicalId"]
            for node in nodes_of(call, record)
            if node["InstanceGroupName"] == name and (not ids or node["InstanceId"] in ids)
        ]
        _set_busy(call, record, checked, "DeepHealthCheckInProgress")
    return {"ClusterArn": record.arn}


def update_software(call: Call) -> dict[str, Any]:
    """``UpdateClusterSoftware``: the nodes have its status for a while."""
    kind = kinds(call.service)["Cluster"]
    record = call.store.touch(cluster_of(call))
    groups = {one["InstanceGroupName"] for one in call.members.get("InstanceGroups", [])}
    logical = [
        node["NodeLogicalId"]
        for node in nodes_of(call, record)
        if not groups or node["InstanceGroupName"] in groups
    ]
    _set_busy(call, record, logical, "SystemUpdating")
    record.modified = call.now
    call.engine.transitions.update(kind, record, call.now)
    return {"ClusterArn": record.arn}
