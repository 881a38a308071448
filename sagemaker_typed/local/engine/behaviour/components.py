"""Inference components: the copies of a model on an endpoint."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = ["InferenceComponentBehaviour"]

_CONFIG = "RuntimeConfig"


class InferenceComponentBehaviour(Behaviour):
    """Components belong to an endpoint, and have a number of copies."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        endpoint = call.by_name("Endpoint", given["EndpointName"])
        if endpoint is not None:
            added["EndpointArn"] = endpoint.arn

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        if _CONFIG in given:
            record.added.pop(_CONFIG, None)

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        wanted = record.added.get(_CONFIG) or record.given.get(_CONFIG)
        if wanted:
            copies = wanted["CopyCount"]
            shown[_CONFIG] = {"DesiredCopyCount": copies}
            if record.is_settled(call.now):
                shown[_CONFIG]["CurrentCopyCount"] = copies
        image = record.given.get("Specification", {}).get("Container", {}).get("Image")
        if image:
            # The summary of a container has the image in this form.
            shown["Specification"]["Container"]["DeployedImage"] = {
                "SpecifiedImage": image,
                "ResolvedImage": image,
                "ResolutionTime": record.created,
            }
