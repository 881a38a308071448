"""The candidates of AutoML jobs, whose values are made up."""

from __future__ import annotations

from typing import Any, Final

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.item_lists import list_items
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.projection import first_inside
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.statuses import course_of

from .hyper_parameters import fraction

__all__ = ["candidates_of", "list_candidates"]

_NUMBER: Final = 3
"""The maximum number of candidates."""
_MINIMIZED: Final = {
    "MSE",
    "RMSE",
    "MAE",
    "MAPE",
    "WAPE",
    "MASE",
    "AverageWeightedQuantileLoss",
}
"""The errors and losses among the metrics (model: AutoMLMetricEnum); others are maximized."""
_IMAGE: Final = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.3-1-cpu-py3"


def candidates_of(call: Call, record: Record) -> list[dict[str, Any]]:
    """Return the candidates of a job, the best one first; none before it has completed."""
    kind = kinds("sagemaker")["AutoMLJob"]
    if record.status(call.now) != course_of(kind).settled:
        return []
    most = first_inside(record.given, "MaxCandidates")
    number = min(most, _NUMBER) if isinstance(most, int) else _NUMBER
    metric = first_inside(record.given.get("AutoMLJobObjective", {}), "MetricName") or "F1"
    is_minimized = metric in _MINIMIZED
    output = record.given.get("OutputDataConfig", {}).get("S3OutputPath", "s3://example-bucket")
    name, end = record.key[0], record.phases[-1].since
    found: list[dict[str, Any]] = []
    for place in range(number):
        candidate = f"{name}-{place + 1:03d}"
        objective = {
            "Type": "Minimize" if is_minimized else "Maximize",
            "MetricName": metric,
            "Value": fraction(place, record.number),
        }
        model = f"{output.rstrip('/')}/{name}/{candidate}/model.tar.gz"
        found.append(
            {
                "CandidateName": candidate,
                "FinalAutoMLJobObjectiveMetric": objective,
                "ObjectiveStatus": "Succeeded",
                "CandidateSteps": [],
                "CandidateStatus": "Completed",
                "InferenceContainers": [{"Image": _IMAGE, "ModelDataUrl": model}],
                "CreationTime": record.created,
                "EndTime": end,
                "LastModifiedTime": end,
            }
        )
    found.sort(
        key=lambda one: one["FinalAutoMLJobObjectiveMetric"]["Value"], reverse=not is_minimized
    )
    return found


def list_candidates(call: Call) -> dict[str, Any]:
    """``ListCandidatesForAutoMLJob``."""
    kind = kinds(call.service)["AutoMLJob"]
    record = call.get(kind)
    found = candidates_of(call, record)
    if call.members.get("SortBy") == "FinalObjectiveMetricValue":
        found.sort(key=lambda one: one["FinalAutoMLJobObjectiveMetric"]["Value"])
    else:
        found.sort(key=lambda one: one["CandidateName"])
    kept = {"StatusEquals", "CandidateNameEquals"}
    members = {name: value for name, value in call.members.items() if name in kept}
    fields = {
        "StatusEquals": "CandidateStatus",
        "Status": "CandidateStatus",
        "FinalObjectiveMetricValue": "",
    }
    return list_items(call, "Candidates", found, members, fields=fields)
