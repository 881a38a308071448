"""Edge deployment plans: their stages deploy models to the devices of a fleet."""

from __future__ import annotations

from typing import Any, Final

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import NOT_FOUND, EngineError, invalid
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.projection import copied
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = [
    "PlanBehaviour",
    "create_stage",
    "delete_stage",
    "fleet_report",
    "list_devices",
    "start_stage",
    "stop_stage",
]

_STATES: Final = "(stages)"
"""The status of stages, and since when they have it, by name."""
_POLICY: Final = {"FailureHandlingPolicy": "DO_NOTHING"}


class PlanBehaviour(Behaviour):
    """Plans: each stage has a status, and counts its devices."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        if record.given.get("Stages") is None:  # made from a response
            return
        stages = [_shown(call, record, stage) for stage in _stages(record)]
        shown["Stages"] = stages
        for word in ("Success", "Pending", "Failed"):
            counts = [one["DeploymentStatus"][f"EdgeDeployment{word}InStage"] for one in stages]
            shown[f"EdgeDeployment{word}"] = sum(counts)

    @override
    def loaded(self, call: Call, kind: Kind, record: Record) -> None:
        record.added.pop("Stages", None)


def _stages(record: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.given.get("Stages", [])
    return found


def _state(call: Call, record: Record, name: str) -> tuple[str, Any]:
    state, since = record.added.get(_STATES, {}).get(name, ("READYTODEPLOY", None))
    if state == "INPROGRESS" and call.now >= since + call.engine.transitions.step:
        return "DEPLOYED", since
    if state == "STOPPING" and call.now >= since + call.engine.transitions.step:
        return "STOPPED", since
    return state, since


def _shown(call: Call, record: Record, stage: dict[str, Any]) -> dict[str, Any]:
    state, since = _state(call, record, stage["StageName"])
    number = len(_devices(call, record, stage))
    is_done = state == "DEPLOYED"
    status: dict[str, Any] = {
        "StageStatus": state,
        "EdgeDeploymentSuccessInStage": number if is_done else 0,
        "EdgeDeploymentPendingInStage": 0 if is_done else number,
        "EdgeDeploymentFailedInStage": 0,
    }
    if since is not None:
        status["EdgeDeploymentStageStartTime"] = since
    return {
        "StageName": stage["StageName"],
        "DeviceSelectionConfig": stage["DeviceSelectionConfig"],
        "DeploymentConfig": stage.get("DeploymentConfig", _POLICY),
        "DeploymentStatus": status,
    }


def _devices(call: Call, record: Record, stage: dict[str, Any]) -> list[Record]:
    """Return the devices of the fleet that a stage selects."""
    fleet = record.given.get("DeviceFleetName")
    devices = [one for one in call.records(kinds(call.service)["Device"]) if one.key[0] == fleet]
    selection = stage["DeviceSelectionConfig"]
    match selection["DeviceSubsetType"]:
        case "PERCENTAGE":
            return devices[: len(devices) * selection.get("Percentage", 100) // 100]
        case "SELECTION":
            return [one for one in devices if one.key[1] in selection.get("DeviceNames", [])]
        case _:
            part = selection.get("DeviceNameContains", "")
            return [one for one in devices if part in one.key[1]]


def _plan(call: Call) -> Record:
    return call.get(kinds(call.service)["EdgeDeploymentPlan"])


def _stage(call: Call, record: Record) -> dict[str, Any]:
    name = call.members["StageName"]
    for stage in _stages(record):
        if stage["StageName"] == name:
            return stage
    raise EngineError(NOT_FOUND, f"Edge deployment plan {record.key[0]} has no stage {name}.")


def create_stage(call: Call) -> dict[str, Any]:
    """``CreateEdgeDeploymentStage``: add stages to a plan."""
    record = call.store.touch(_plan(call))
    names = {stage["StageName"] for stage in _stages(record)}
    for stage in call.members["Stages"]:
        if stage["StageName"] in names:
            raise EngineError(
                "ResourceInUse",
                f"Edge deployment plan {record.key[0]} has a stage {stage['StageName']} already.",
            )
        names.add(stage["StageName"])
    record.given["Stages"] = [*_stages(record), *copied(call.members["Stages"])]
    record.modified = call.now
    return {}


def delete_stage(call: Call) -> dict[str, Any]:
    """``DeleteEdgeDeploymentStage``: remove a stage that has not been deployed."""
    record = call.store.touch(_plan(call))
    stage = _stage(call, record)
    state, _ = _state(call, record, stage["StageName"])
    if state not in {"READYTODEPLOY", "STOPPED"}:
        raise EngineError("ResourceInUse", f"Stage {stage['StageName']} is {state}.")
    record.given["Stages"] = [one for one in _stages(record) if one is not stage]
    record.modified = call.now
    return {}


def _set(call: Call, state: str, allowed: set[str]) -> dict[str, Any]:
    record = call.store.touch(_plan(call))
    name = _stage(call, record)["StageName"]
    now, _ = _state(call, record, name)
    if now not in allowed:
        raise invalid(f"Stage {name} of {record.key[0]} is {now}.")
    record.added[_STATES] = {**record.added.get(_STATES, {}), name: (state, call.now)}
    record.modified = call.now
    return {}


def start_stage(call: Call) -> dict[str, Any]:
    """``StartEdgeDeploymentStage``: deploy to the devices of a stage."""
    return _set(call, "INPROGRESS", {"READYTODEPLOY", "STOPPED"})


def stop_stage(call: Call) -> dict[str, Any]:
    """``StopEdgeDeploymentStage``."""
    return _set(call, "STOPPING", {"INPROGRESS"})


def list_devices(call: Call) -> dict[str, Any]:
    """``ListStageDevices``."""
    record = _plan(call)
    stage = _stage(call, record)
    state, since = _state(call, record, stage["StageName"])
    found: list[dict[str, Any]] = []
    elsewhere = {
        id(device)
        for other in _stages(record)
        if other is not stage and _state(call, record, other["StageName"])[0] == "DEPLOYED"
        for device in _devices(call, record, other)
    }
    for device in _devices(call, record, stage):
        if call.members.get("ExcludeDevicesDeployedInOtherStage") and id(device) in elsewhere:
            continue
        item = {
            "EdgeDeploymentPlanArn": record.arn,
            "EdgeDeploymentPlanName": record.key[0],
            "StageName": stage["StageName"],
            "DeviceFleetName": device.key[0],
            "DeviceName": device.key[1],
            "DeviceArn": device.arn,
            "DeviceDeploymentStatus": state,
            "Description": device.given.get("Description"),
            "DeploymentStartTime": since,
            "DeployedStageName": stage["StageName"] if state == "DEPLOYED" else None,
        }
        found.append({name: value for name, value in item.items() if value is not None})
    return page(call, "DeviceDeploymentSummaries", found)


def fleet_report(call: Call) -> dict[str, Any]:
    """``GetDeviceFleetReport``: what the devices of a fleet have told."""
    record = call.get(kinds(call.service)["DeviceFleet"])
    devices = [
        one for one in call.records(kinds(call.service)["Device"]) if one.key[0] == record.key[0]
    ]
    connected = [one for one in devices if "LatestHeartbeat" in one.added]
    agents: dict[str, int] = {}
    models: dict[tuple[str, str], int] = {}
    for device in connected:
        version = device.added["AgentVersion"]
        agents[version] = agents.get(version, 0) + 1
        for model in device.added.get("Models", []):
            key = (model["ModelName"], model["ModelVersion"])
            models[key] = models.get(key, 0) + 1
    answer: dict[str, Any] = {
        "DeviceFleetArn": record.arn,
        "DeviceFleetName": record.key[0],
        "ReportGenerated": call.now,
        "DeviceStats": {
            "ConnectedDeviceCount": len(connected),
            "RegisteredDeviceCount": len(devices),
        },
        "AgentVersions": [{"Version": one, "AgentCount": n} for one, n in agents.items()],
        "ModelStats": [
            {
                "ModelName": name,
                "ModelVersion": version,
                "OfflineDeviceCount": 0,
                "ConnectedDeviceCount": number,
                "ActiveDeviceCount": number,
                "SamplingDeviceCount": number,
            }
            for (name, version), number in models.items()
        ],
    }
    same: dict[str, Any] = {
        k: record.given[k] for k in ("OutputConfig", "Description") if k in record.given
    }
    return {**answer, **same}
