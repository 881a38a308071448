"""The exports of the results of geospatial jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.projection import copied
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.statuses import course_of

from .base import Behaviour

__all__ = ["ExportedBehaviour", "export"]

_EXPORTED = "(exported)"


class ExportedBehaviour(Behaviour):
    """Jobs whose results can be exported."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        since = record.added.get(_EXPORTED)
        if since is not None:
            is_over = call.now >= since + call.engine.transitions.step
            shown["ExportStatus"] = "SUCCEEDED" if is_over else "IN_PROGRESS"


def export(noun: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that exports the results of a job that has completed."""

    def handle(call: Call) -> dict[str, Any]:
        kind = kinds(call.service)[noun]
        record = call.store.touch(call.get(kind))
        status = record.status(call.now)
        if status != course_of(kind).settled:
            raise EngineError("ValidationException", f"{record.arn} is in status {status}.")
        record.added[_EXPORTED] = call.now
        answer = {
            "Arn": record.arn,
            "CreationTime": record.created,
            "ExecutionRoleArn": call.members["ExecutionRoleArn"],
            "ExportStatus": "IN_PROGRESS",
            "OutputConfig": copied(call.members["OutputConfig"]),
        }
        if "ExportSourceImages" in call.members:
            answer["ExportSourceImages"] = call.members["ExportSourceImages"]
        return answer

    return handle
