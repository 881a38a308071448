"""The volumes and network interfaces that are attached to the nodes of clusters."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import invalid
from sagemaker_typed.local.engine.records import Record

from .nodes import cluster_of, no_node, nodes_of

__all__ = ["attach_interface", "attach_volume", "detach_volume"]

_VOLUMES: Final = "node volumes"
"""The cluster and the node of each volume, since when, and the name of its device, by region and
volume. A volume whose node does not exist any more is not attached."""


def _node(call: Call, record: Record) -> str:
    wanted: str = call.members["NodeId"]
    if wanted not in {node["InstanceId"] for node in nodes_of(call, record)}:
        raise no_node(record, wanted)
    return wanted


def attach_volume(call: Call) -> dict[str, Any]:
    """``AttachClusterNodeVolume``."""
    record = cluster_of(call, call.members["ClusterArn"])
    node, volume = _node(call, record), call.members["VolumeId"]
    table = call.store.table(_VOLUMES)
    kept = table.get((call.region, volume))
    if kept is not None and _exists(call, kept[0], kept[1]):
        raise invalid(f"Volume {volume} is attached to node {kept[1]}.")
    device = f"/dev/sd{chr(ord('f') + sum(one[1] == node for one in table.values()) % 11)}"
    call.store.put(_VOLUMES, (call.region, volume), (record.arn, node, call.now, device))
    return _attachment(record, node, volume, call.now, "attached", device)


def detach_volume(call: Call) -> dict[str, Any]:
    """``DetachClusterNodeVolume``."""
    record = cluster_of(call, call.members["ClusterArn"])
    node, volume = _node(call, record), call.members["VolumeId"]
    kept = call.store.table(_VOLUMES).get((call.region, volume))
    if kept is None or (kept[0], kept[1]) != (record.arn, node):
        raise invalid(f"Volume {volume} is not attached to node {node}.")
    call.store.discard(_VOLUMES, (call.region, volume))
    return _attachment(record, node, volume, kept[2], "detached", kept[3])


def _exists(call: Call, cluster: str, node: str) -> bool:
    record = call.by_name("Cluster", cluster)
    return record is not None and node in {one["InstanceId"] for one in nodes_of(call, record)}


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
    record = cluster_of(call)
    number = call.engine.next_number()
    return {
        "ClusterArn": record.arn,
        "NodeId": _node(call, record),
        "NetworkInterfaceId": call.members["NetworkInterfaceId"],
        "AttachmentId": f"eni-attach-{number:017x}",
    }
