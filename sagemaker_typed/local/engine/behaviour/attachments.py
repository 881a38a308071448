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
"""The node of each volume, since when, and the name of its device, by region and volume."""


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
    if (call.region, volume) in table:
        raise invalid(f"Volume {volume} is attached to node {table[call.region, volume][0]}.")
    device = f"/dev/sd{chr(ord('f') + sum(one[0] == node for one in table.values()) % 11)}"
    call.store.put(_VOLUMES, (call.region, volume), (node, call.now, device))
    return _attachment(record, node, volume, call.now, "attached", device)


def detach_volume(call: Call) -> dict[str, Any]:
    """``DetachClusterNodeVolume``."""
    record = cluster_of(call, call.members["ClusterArn"])
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
    record = cluster_of(call)
    number = call.engine.next_number()
    return {
        "ClusterArn": record.arn,
        "NodeId": _node(call, record),
        "NetworkInterfaceId": call.members["NetworkInterfaceId"],
        "AttachmentId": f"eni-attach-{number:017x}",
    }
