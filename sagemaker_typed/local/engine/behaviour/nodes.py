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
    "attach_interface",
    "attach_volume",
    "check_health",
    "delete_nodes",
    "describe_node",
    "detach_volume",
    "list_nodes",
    "move_nodes",
    "reboot_nodes",
    "replace_nodes",
    "update_software",
]

_GONE: Final = "(gone nodes)"
"""The logical ids of nodes that were deleted or replaced; the numbers of others stay."""
_BUSY: Final = "(busy nodes)"
"""Why and since when nodes are not running, by logical id."""
_VOLUMES: Final = "node volumes"
_NOT_FOUND: Final = "The node does not exist in the cluster."


def _groups(record: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.given.get("InstanceGroups", [])
    return found


def _nodes(call: Call, record: Record) -> Iterator[dict[str, Any]]:
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


def _cluster(call: Call, name: str | None = None) -> Record:
    kind = kinds(call.service)["Cluster"]
    if name is None:
        return call.get(kind)
    return call.get(kind, {"ClusterName": name})


def list_nodes(call: Call) -> dict[str, Any]:
    """``ListClusterNodes``."""
    record = _cluster(call)
    shape = call.model.output_shape.members["ClusterNodeSummaries"].member
    found = [reshaped(shape, node, call.now) for node in _nodes(call, record)]
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
    record = _cluster(call)
    wanted = {call.members.get("NodeId"), call.members.get("NodeLogicalId")} - {None}
    for node in _nodes(call, record):
        if wanted & {node["InstanceId"], node["NodeLogicalId"]}:
            made = reshaped(call.model.output_shape.members["NodeDetails"], node, call.now)
            if made is not ABSENT:
                return {"NodeDetails": made}
    shown = ", ".join(map(str, wanted))
    raise EngineError(
        "ResourceNotFound", f"Could not find node '{shown}' in cluster '{record.key[0]}'."
    )


def add_nodes(call: Call) -> dict[str, Any]:
    """``BatchAddClusterNodes``: groups become larger."""
    record = call.store.touch(_cluster(call))
    token = call.members.get("ClientToken")
    place = (call.region, record.arn, call.operation, token)
    if token is not None and place in call.store.table("node tokens"):
        kept: dict[str, Any] = copied(call.store.table("node tokens")[place])
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
        before = {node["NodeLogicalId"] for node in _nodes(call, record)}
        group["InstanceCount"] = int(group.get("InstanceCount", 0)) + count
        new = [
            node["NodeLogicalId"]
            for node in _nodes(call, record)
            if node["NodeLogicalId"] not in before
        ]
        _set_busy(call, record, new, "Pending")
        successful += [
            {"NodeLogicalId": logical, "InstanceGroupName": name, "Status": "Pending"}
            for logical in new
        ]
    answer = {"Successful": successful, "Failed": failed}
    if token is not None:
        call.store.put("node tokens", place, copied(answer))
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
            nodes = {node[field]: node for node in _nodes(call, record)}
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
    record = call.store.touch(_cluster(call))

    def change(node: dict[str, Any]) -> str:
        _remove(record, node)
        _count(record, node["InstanceGroupName"], -1)
        return ""

    return _batch(call, record, "Code", "NodeIdNotFound", change)


def reboot_nodes(call: Call) -> dict[str, Any]:
    """``BatchRebootClusterNodes``: nodes are pending for a while."""
    record = call.store.touch(_cluster(call))

    def change(node: dict[str, Any]) -> str:
        _set_busy(call, record, [node["NodeLogicalId"]], "Pending")
        return ""

    return _batch(call, record, "ErrorCode", "InstanceIdNotFound", change)


def replace_nodes(call: Call) -> dict[str, Any]:
    """``BatchReplaceClusterNodes``: other nodes take their places."""
    record = call.store.touch(_cluster(call))

    def change(node: dict[str, Any]) -> str:
        before = {one["NodeLogicalId"] for one in _nodes(call, record)}
        _remove(record, node)
        new = {one["NodeLogicalId"] for one in _nodes(call, record)} - before
        _set_busy(call, record, new, "Pending")
        return ""

    return _batch(call, record, "ErrorCode", "InstanceIdNotFound", change)


def move_nodes(call: Call) -> dict[str, Any]:
    """``MoveClusterNodes``: one group becomes smaller, and another larger."""
    source = call.store.touch(_cluster(call, call.members["SourceClusterArn"]))
    target = call.store.touch(_cluster(call, call.members["TargetClusterArn"]))
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
    own = [one for one in _nodes(call, source) if one["InstanceGroupName"] == from_group]
    if number > len(own):
        raise invalid(f"Instance group {from_group} has only {len(own)} nodes.")
    for node in own[:number]:
        change(node)
        answer.setdefault("Successful", []).append(node["InstanceId"])
    return answer


def check_health(call: Call) -> dict[str, Any]:
    """``StartClusterHealthCheck``: nodes have its status for a while."""
    record = call.store.touch(_cluster(call))
    names = {group["InstanceGroupName"] for group in _groups(record)}
    for one in call.members["DeepHealthCheckConfigurations"]:
        name = one["InstanceGroupName"]
        if name not in names:
            raise invalid(f"Cluster {record.arn} has no instance group {name}.")
        ids = {*one.get("InstanceIds", [])}
        checked = [
            node["NodeLogicalId"]
            for node in _nodes(call, record)
            if node["InstanceGroupName"] == name and (not ids or node["InstanceId"] in ids)
        ]
        _set_busy(call, record, checked, "DeepHealthCheckInProgress")
    return {"ClusterArn": record.arn}


def update_software(call: Call) -> dict[str, Any]:
    """``UpdateClusterSoftware``: the nodes have its status for a while."""
    kind = kinds(call.service)["Cluster"]
    record = call.store.touch(_cluster(call))
    groups = {one["InstanceGroupName"] for one in call.members.get("InstanceGroups", [])}
    logical = [
        node["NodeLogicalId"]
        for node in _nodes(call, record)
        if not groups or node["InstanceGroupName"] in groups
    ]
    _set_busy(call, record, logical, "SystemUpdating")
    record.modified = call.now
    call.engine.transitions.update(kind, record, call.now)
    return {"ClusterArn": record.arn}


def _node(call: Call, record: Record) -> str:
    wanted: str = call.members["NodeId"]
    if wanted not in {node["InstanceId"] for node in _nodes(call, record)}:
        raise EngineError(
            "ResourceNotFound", f"Could not find node '{wanted}' in cluster '{record.key[0]}'."
        )
    return wanted


def attach_volume(call: Call) -> dict[str, Any]:
    """``AttachClusterNodeVolume``."""
    record = _cluster(call, call.members["ClusterArn"])
    node, volume = _node(call, record), call.members["VolumeId"]
    table = call.store.table(_VOLUMES)
    if (call.region, volume) in table:
        raise invalid(f"Volume {volume} is attached to node {table[call.region, volume][0]}.")
    device = f"/dev/sd{chr(ord('f') + sum(one[0] == node for one in table.values()) % 11)}"
    call.store.put(_VOLUMES, (call.region, volume), (node, call.now, device))
    return _attachment(record, node, volume, call.now, "attached", device)


def detach_volume(call: Call) -> dict[str, Any]:
    """``DetachClusterNodeVolume``."""
    record = _cluster(call, call.members["ClusterArn"])
    node, volume = _node(call, record), call.members["VolumeId"]
    kept = call.store.table(_VOLUMES).get((call.region, volume))
    if kept is None or kept[0] != node:
        raise invalid(f"Volume {volume} is not attached to node {node}.")
    call.store.discard(_VOLUMES, (call.region, volume))
    return _attachment(record, node, volume, kept[1], "detached", kept[2])


def _attachment(
    record: Record, node: str, volume: str, time: datetime, status: str, device: str
) -> dict[str, Any]:
    return {
        "ClusterArn": record.arn,
        "NodeId": node,
        "VolumeId": volume,
        "AttachTime": time,
        "Status": status,
        "DeviceName": device,
    }


def attach_interface(call: Call) -> dict[str, Any]:
    """``AttachClusterNodeNetworkInterface``."""
    record = _cluster(call)
    number = call.engine.next_number()
    return {
        "ClusterArn": record.arn,
        "NodeId": _node(call, record),
        "NetworkInterfaceId": call.members["NetworkInterfaceId"],
        "AttachmentId": f"eni-attach-{number:017x}",
    }
