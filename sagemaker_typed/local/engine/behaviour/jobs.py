"""Jobs: what they say about their work."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.records import COMING, Record
from sagemaker_typed.local.engine.statuses import course_of

from .base import Behaviour
from .candidates import candidates_of
from .training import artifacts_of, final_metrics, train

__all__ = [
    "AutoMLJobBehaviour",
    "JobBehaviour",
    "TrainingJobBehaviour",
]

_MESSAGES = {
    # reference: the messages in "SecondaryStatusTransitions" of DescribeTrainingJob.
    "Starting": "Starting the training job",
    "Downloading": "Downloading the training image",
    "Training": "Training in progress",
    "Uploading": "Uploading generated training model",
    "Completed": "Training job completed",
    "Failed": "Training job failed",
    "Stopping": "Stopping the training job",
    "Stopped": "Training job stopped",
}


class JobBehaviour(Behaviour):
    """Jobs start when they are created, and end when their status is final."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        _add_times(call, record, shown)


class TrainingJobBehaviour(Behaviour):
    """Training jobs: secondary statuses, times, metrics and the model."""

    @override
    def created(self, call: Call, kind: Kind, record: Record) -> None:
        train(call, kind, record)

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        past = [
            phase for phase in record.phases if phase.since <= call.now and phase.status != COMING
        ]
        shown["SecondaryStatusTransitions"] = [
            {
                "Status": phase.detail,
                "StartTime": phase.since,
                **(
                    {"EndTime": past[number + 1].since}
                    if number + 1 < len(past)
                    else {"EndTime": phase.since}
                    if record.is_settled(call.now)
                    else {}
                ),
                "StatusMessage": _MESSAGES.get(phase.detail, phase.detail),
            }
            for number, phase in enumerate(past)
        ]
        shown.pop("TrainingStartTime", None)
        shown.pop("TrainingEndTime", None)
        if len(past) > 1:
            shown["TrainingStartTime"] = past[1].since
        # A recorded job may have a status that this release does not know, and no phases.
        is_over = bool(past) and record.is_settled(call.now)
        if is_over:
            seconds = max(int((past[-1].since - record.created).total_seconds()), 1)
            shown["TrainingEndTime"] = past[-1].since
            shown["TrainingTimeInSeconds"] = shown["BillableTimeInSeconds"] = seconds
        shown["ModelArtifacts"] = {"S3ModelArtifacts": artifacts_of(record)}
        if is_over and record.status(call.now) == course_of(kind).settled:
            shown.setdefault("FinalMetricDataList", final_metrics(record))


class AutoMLJobBehaviour(Behaviour):
    """AutoML jobs: the kind of problem is that of the configuration."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        config = given.get("AutoMLProblemTypeConfig")
        if config:
            name = next(iter(config)).removesuffix("JobConfig")
            added["AutoMLProblemTypeConfigName"] = name

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        best = next(iter(candidates_of(call, record)), None)
        if best is not None:
            shown["BestCandidate"] = best


def _add_times(call: Call, record: Record, shown: dict[str, Any]) -> None:
    if not record.is_settled(call.now):
        for name in [*shown]:
            if name.endswith("EndTime"):
                del shown[name]
