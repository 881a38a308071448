"""Devices of the Edge Manager: they are registered, changed and removed together."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.arns import arn_for
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError, invalid
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.tagging import given_tags

from .base import Behaviour

__all__ = [
    "DeviceBehaviour",
    "deregister",
    "heartbeat",
    "register",
    "registration",
    "update_devices",
]


class DeviceBehaviour(Behaviour):
    """Devices are found by the models that they have told of."""

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        if member == "ModelName":
            wanted = call.members[member]
            names = [one["ModelName"] for one in record.added.get("Models", [])]
            return wanted if any(wanted in name for name in names) else None
        return value


def register(call: Call) -> dict[str, Any]:
    """``RegisterDevices``."""
    kind = kinds("sagemaker")["Device"]
    fleet = call.members["DeviceFleetName"]
    if call.engine.checks_references and call.by_name("DeviceFleet", fleet) is None:
        raise call.missing_named("DeviceFleet", fleet)
    for device in call.members["Devices"]:
        key = (fleet, device["DeviceName"])
        if call.store.bucket(kind.service, call.region, kind.noun).get(key) is not None:
            raise invalid(f"Device {device['DeviceName']} is already registered.")
        given = {**device, "DeviceFleetName": fleet}
        record = Record(
            service=kind.service,
            region=call.region,
            noun=kind.noun,
            key=key,
            arn=arn_for(kind, call.region, given, call.store.count + 1),
            given=given,
            created=call.now,
            modified=call.now,
            tags=given_tags(call.members),
        )
        call.store.add(record)
    return {}


def _device(call: Call, name: str) -> Record:
    kind = kinds("sagemaker")["Device"]
    members = {"DeviceFleetName": call.members["DeviceFleetName"], "DeviceName": name}
    record = call.find(kind, members)
    if record is None:
        raise call.missing_named("Device", name)
    return record


def update_devices(call: Call) -> dict[str, Any]:
    """``UpdateDevices``."""
    for device in call.members["Devices"]:
        record = call.store.touch(_device(call, device["DeviceName"]))
        record.given.update(device)
        record.modified = call.now
    return {}


def deregister(call: Call) -> dict[str, Any]:
    """``DeregisterDevices``."""
    for name in call.members["DeviceNames"]:
        call.store.remove(_device(call, name))
    return {}


def registration(call: Call) -> dict[str, Any]:
    """``GetDeviceRegistration`` of the Edge Manager's agent."""
    try:
        record = _device(call, call.members["DeviceName"])
    except EngineError as error:
        raise EngineError("InternalServiceException", error.message) from error
    return {"DeviceRegistration": record.arn, "CacheTTL": "3600"}


def heartbeat(call: Call) -> dict[str, Any]:
    """``SendHeartbeat``: the description has its time."""
    try:
        record = call.store.touch(_device(call, call.members["DeviceName"]))
    except EngineError as error:
        raise EngineError("InternalServiceException", error.message) from error
    record.added["LatestHeartbeat"] = call.now
    record.added["AgentVersion"] = call.members["AgentVersion"]
    record.added["Models"] = [
        _model(model, call) for model in call.members.get("Models", []) if "ModelName" in model
    ]
    return {}


def _model(model: dict[str, Any], call: Call) -> dict[str, Any]:
    """Return a model of an agent as descriptions of devices have it."""
    return {
        "ModelName": model["ModelName"],
        "ModelVersion": model.get("ModelVersion", "1"),
        "LatestSampleTime": call.now,
        "LatestInference": call.now,
    }
