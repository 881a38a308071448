"""Endpoints: their variants come from the endpoint configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import invalid
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.projection import copied
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.statuses import course_of

from .base import Behaviour

__all__ = ["EndpointBehaviour", "EndpointConfigBehaviour", "update_weights"]

_VARIANTS = ("ProductionVariants", "ShadowProductionVariants")


class EndpointConfigBehaviour(Behaviour):
    """Configurations: the names of variants are unique."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        names = [one["VariantName"] for member in _VARIANTS for one in given.get(member, [])]
        _check_unique(names)
        for one in given.get("ProductionVariants", []):
            size = one.get("ServerlessConfig", {}).get("MemorySizeInMB", 1024)
            if size % 1024:
                # reference: the sizes are multiples of 1024.
                raise invalid(
                    f"1 validation error detected: Value '{size}' at 'MemorySizeInMB' failed to "
                    "satisfy constraint: Member must satisfy enum value set: "
                    "[1024, 2048, 3072, 4096, 5120, 6144]"
                )


def _check_unique(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise invalid(f'The variant name "{name}" was non-unique within the request.')


class EndpointBehaviour(Behaviour):
    """Endpoints."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        added.update(_variants(call, given["EndpointConfigName"], {}))

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        now: dict[str, Any] = {}
        if given.get("RetainAllVariantProperties"):
            excluded = {
                one["VariantPropertyType"]
                for one in given.get("ExcludeRetainedVariantProperties", [])
            }
            now = {
                one["VariantName"]: {
                    name: value for name, value in one.items() if name not in excluded
                }
                for one in record.added.get("ProductionVariants", [])
            }
        for member in _VARIANTS:
            record.added.pop(member, None)
        record.added.update(_variants(call, given["EndpointConfigName"], now))

    @override
    def rolls_back(self, given: Mapping[str, Any]) -> bool:
        # reference (DeploymentConfig): with alarms, a deployment that fails is rolled back.
        config = given.get("DeploymentConfig", {}).get("AutoRollbackConfiguration", {})
        return bool(config.get("Alarms"))

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        if record.status(call.now) == course_of(kind).creating[0]:
            # Variants are described once they are deployed.
            shown.pop("ProductionVariants", None)
            shown.pop("ShadowProductionVariants", None)


def _variants(call: Call, name: str, retained: dict[str, Any]) -> dict[str, Any]:
    """Return the variants of an endpoint with a configuration."""
    config = call.by_name("EndpointConfig", name)
    if config is None:
        if not call.engine.checks_references:
            return {}
        raise call.missing_named("EndpointConfig", name)
    made: dict[str, Any] = {}
    for member in _VARIANTS:
        variants = [
            _deployed(call, one, retained.get(one["VariantName"], {}))
            for one in config.given.get(member, [])
        ]
        if variants:
            made[member] = variants
    if "DataCaptureConfig" in config.given:
        capture = config.given["DataCaptureConfig"]
        made["DataCaptureConfig"] = {
            "EnableCapture": capture.get("EnableCapture", False),
            "CaptureStatus": "Started" if capture.get("EnableCapture") else "Stopped",
            "CurrentSamplingPercentage": capture["InitialSamplingPercentage"],
            "DestinationS3Uri": capture["DestinationS3Uri"],
            "KmsKeyId": capture.get("KmsKeyId", ""),
        }
    for same in ("AsyncInferenceConfig", "ExplainerConfig"):
        if same in config.given:
            made[same] = config.given[same]
    return made


def _deployed(call: Call, variant: dict[str, Any], retained: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"VariantName": variant["VariantName"]}
    weight = variant.get("InitialVariantWeight", 1.0)
    made["CurrentWeight"] = made["DesiredWeight"] = weight
    if "InitialInstanceCount" in variant:
        made["CurrentInstanceCount"] = made["DesiredInstanceCount"] = variant[
            "InitialInstanceCount"
        ]
    if "ServerlessConfig" in variant:
        made["CurrentServerlessConfig"] = made["DesiredServerlessConfig"] = copied(
            variant["ServerlessConfig"]
        )
    for same in ("ManagedInstanceScaling", "RoutingConfig", "CapacityReservationConfig"):
        if same in variant and same != "CapacityReservationConfig":
            made[same] = variant[same]
    made["DeployedImages"] = _images(call, variant)
    for name in ("CurrentWeight", "DesiredWeight"):
        if "DesiredWeight" in retained:
            made[name] = retained["DesiredWeight"]
    for name in ("CurrentInstanceCount", "DesiredInstanceCount"):
        if "DesiredInstanceCount" in retained and name in made:
            made[name] = retained["DesiredInstanceCount"]
    return made


def _images(call: Call, variant: dict[str, Any]) -> list[dict[str, Any]]:
    model = call.by_name("Model", variant.get("ModelName", ""))
    if model is None:
        return []
    containers = [model.given.get("PrimaryContainer"), *model.given.get("Containers", [])]
    images = [one["Image"] for one in containers if one and "Image" in one]
    return [
        {"SpecifiedImage": image, "ResolvedImage": image, "ResolutionTime": call.now}
        for image in images
    ]


def update_weights(call: Call) -> dict[str, Any]:
    """``UpdateEndpointWeightsAndCapacities``."""
    kind = kinds(call.service)["Endpoint"]
    record = call.get(kind)
    wanted = call.members["DesiredWeightsAndCapacities"]
    _check_unique([one["VariantName"] for one in wanted])
    variants = copied(record.added.get("ProductionVariants", []))
    by_name = {one["VariantName"]: one for one in variants}
    unknown = [one["VariantName"] for one in wanted if one["VariantName"] not in by_name]
    if unknown:
        config = record.given["EndpointConfigName"]
        raise invalid(
            f'The variant name(s) "{", ".join(unknown)}" is/are not present within endpoint '
            f'configuration "{config}".'
        )
    call.store.touch(record)
    for one in wanted:
        variant = by_name[one["VariantName"]]
        if "DesiredWeight" in one:
            variant["CurrentWeight"] = variant["DesiredWeight"] = one["DesiredWeight"]
        if "DesiredInstanceCount" in one:
            variant["CurrentInstanceCount"] = one["DesiredInstanceCount"]
            variant["DesiredInstanceCount"] = one["DesiredInstanceCount"]
        if "ServerlessUpdateConfig" in one:
            for name in ("CurrentServerlessConfig", "DesiredServerlessConfig"):
                variant.setdefault(name, {}).update(one["ServerlessUpdateConfig"])
    record.added["ProductionVariants"] = variants
    record.modified = call.now
    call.engine.transitions.update(kind, record, call.now)
    return {"EndpointArn": record.arn}
