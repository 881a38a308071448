"""Metrics of trial components."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.moments import moment

__all__ = ["get_metrics", "put_metrics", "summaries"]

_METRICS = "metrics"


def put_metrics(call: Call) -> dict[str, Any]:
    """``BatchPutMetrics``: keep the values of a trial component."""
    name = call.members["TrialComponentName"]
    component = call.by_name("TrialComponent", name)
    data = call.members["MetricData"]
    if component is None:
        return {
            "Errors": [
                {"Code": "VALIDATION_ERROR", "MetricIndex": number} for number in range(len(data))
            ]
        }
    key = (call.region, component.arn)
    before = call.store.table(_METRICS).get(key, ())
    new = tuple(
        (one["MetricName"], moment(one["Timestamp"]), one.get("Step"), float(one["Value"]))
        for one in data
    )
    call.store.put(_METRICS, key, (*before, *new))
    return {"Errors": []}


def get_metrics(call: Call) -> dict[str, Any]:
    """``BatchGetMetrics``: read series, as statistics of each step or period."""
    results: list[dict[str, Any]] = []
    table = call.store.table(_METRICS)
    for query in call.members["MetricQueries"]:
        arn = query["ResourceArn"]
        if (call.region, arn) not in table:
            results.append(
                {
                    "Status": "ValidationError",
                    "Message": f"no metrics of {arn}",
                    "XAxisValues": [],
                    "MetricValues": [],
                }
            )
            continue
        points = [
            one
            for one in table[call.region, arn]
            if one[0] == query["MetricName"] and _is_between(one[1], query)
        ]
        results.append({"Status": "Complete", **_series(points, query)})
    return {"MetricQueryResults": results}


def _is_between(time: Any, query: dict[str, Any]) -> bool:
    start, end = query.get("Start"), query.get("End")
    seconds = time.timestamp()
    return (start is None or seconds >= start) and (end is None or seconds <= end)


_PERIODS = {"OneMinute": 60, "FiveMinute": 300, "OneHour": 3600, "IterationNumber": 0}


def _series(points: Iterable[Any], query: dict[str, Any]) -> dict[str, Any]:
    period = _PERIODS.get(query["Period"], 0)
    by_step = query["XAxisType"] == "IterationNumber"
    groups: dict[int, list[tuple[Any, float]]] = {}
    for number, (_, time, step, value) in enumerate(points):
        seconds = int(time.timestamp())
        x = (number if step is None else step) if by_step else seconds
        if not by_step and period:
            x = x // period * period
        groups.setdefault(x, []).append((time, value))
    xs = sorted(groups)
    return {
        "XAxisValues": xs,
        "MetricValues": [_statistic(groups[x], query["MetricStat"]) for x in xs],
    }


def _statistic(points: list[tuple[Any, float]], name: str) -> float:
    values = [value for _, value in points]
    match name:
        case "Min":
            return min(values)
        case "Max":
            return max(values)
        case "Avg":
            return sum(values) / len(values)
        case "Count":
            return float(len(values))
        case "StdDev":
            mean = sum(values) / len(values)
            return float((sum((one - mean) ** 2 for one in values) / len(values)) ** 0.5)
        case _:
            return max(points, key=lambda point: point[0])[1]


def summaries(call: Call, name: str, arn: str) -> list[dict[str, Any]]:
    """Return the summary of each metric of a trial component."""
    points = call.store.table(_METRICS).get((call.region, arn), ())
    made: list[dict[str, Any]] = []
    for metric in dict.fromkeys(one[0] for one in points):
        own = [(time, value) for found, time, _, value in points if found == metric]
        values = [value for _, value in own]
        made.append(
            {
                "MetricName": metric,
                "SourceArn": arn,
                "TimeStamp": max(time for time, _ in own),
                "Max": max(values),
                "Min": min(values),
                "Last": _statistic(own, "Last"),
                "Count": len(values),
                "Avg": sum(values) / len(values),
                "StdDev": _statistic(own, "StdDev"),
            }
        )
    return made
