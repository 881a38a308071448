"""Notebook instances: which changes their status allows."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import invalid
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = ["NotebookBehaviour"]

_STOPPED = ("Stopped", "Failed")


class NotebookBehaviour(Behaviour):
    """Notebook instances are updated and deleted while they are stopped."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        name = given["NotebookInstanceName"]
        added["Url"] = f"{name}.notebook.{call.region}.sagemaker.aws"
        added["VolumeSizeInGB"] = given.get("VolumeSizeInGB", 5)
        for member, default in (("DirectInternetAccess", "Enabled"), ("RootAccess", "Enabled")):
            added[member] = given.get(member, default)
        if "SecurityGroupIds" in given:
            added["SecurityGroups"] = given["SecurityGroupIds"]
        if "LifecycleConfigName" in given:
            added["NotebookInstanceLifecycleConfigName"] = given["LifecycleConfigName"]

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        _check(call, record, "Updating")
        for member in ("VolumeSizeInGB", "RootAccess", "DirectInternetAccess"):
            if member in given:
                record.added[member] = given[member]
        if "LifecycleConfigName" in given:
            record.added["NotebookInstanceLifecycleConfigName"] = given["LifecycleConfigName"]
        if given.get("DisassociateLifecycleConfig"):
            record.added.pop("NotebookInstanceLifecycleConfigName", None)

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        _check(call, record, "Deleting")


def _check(call: Call, record: Record, wanted: str) -> None:
    status = record.status(call.now)
    if status not in _STOPPED:
        raise invalid(
            f"Status ({status}) not in ([{', '.join(_STOPPED)}]). Unable to transition to "
            f"({wanted}) for Notebook Instance ({record.arn})"
        )
