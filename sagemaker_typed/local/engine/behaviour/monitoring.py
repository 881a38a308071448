"""Monitoring schedules: their executions appear with the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from typing_extensions import override

from sagemaker_typed.local.engine.arns import ACCOUNT
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.item_lists import list_items
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.projection import first_inside
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = ["ScheduleBehaviour", "list_executions", "scheduled_times"]

_CRON: Final = re.compile(r"cron\(0 (\*|\d{1,2}(?:/\d{1,2})?) \? \* \* \*\)")
_MOST: Final = 1000
"""The number of executions that are kept, the newest."""
_EARLIER: Final = "(executions)"
_SINCE: Final = "(schedule since)"


def scheduled_times(expression: str | None, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield when executions are scheduled, the newest at most.

    Args:
        expression: The expression (reference: ScheduleConfig): ``NOW``, or ``cron`` with an hour,
            each hour, or each so many hours. ``None``: each day; the service picks the hour.
            Others, which the service refuses, schedule nothing.
        begin: The time at which the schedule begins.
        end: The time until which.
    """
    if expression == "NOW":
        yield begin
        return
    match = _CRON.fullmatch(expression or "cron(0 0 ? * * *)")
    if match is None:
        return
    first, _, step = match[1].partition("/")
    if first == "*":
        hours = {*range(24)}
    elif step:
        hours = {*range(int(first), 24, max(int(step), 1))}
    else:
        hours = {int(first)}
    begin = max(begin, end - timedelta(hours=_MOST * 24 / max(len(hours), 1)))
    hour = begin.replace(minute=0, second=0, microsecond=0)
    while hour <= end:
        if hour >= begin and hour.hour in hours:
            yield hour
        hour += timedelta(hours=1)


class ScheduleBehaviour(Behaviour):
    """Schedules: which endpoint they monitor, and their last execution."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        endpoint = _endpoint(call, record)
        if endpoint is not None:
            shown["EndpointName"] = endpoint
        times = _times(call, record)
        if times:
            shown["LastMonitoringExecutionSummary"] = _execution(call, record, times[-1])

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        record.added[_EARLIER] = _times(call, record)
        record.added[_SINCE] = call.now


def _times(call: Call, record: Record) -> list[datetime]:
    """Return when the executions of a schedule were scheduled, until now."""
    config = record.given.get("MonitoringScheduleConfig", {})
    expression = config.get("ScheduleConfig", {}).get("ScheduleExpression")
    found: list[datetime] = [*record.added.get(_EARLIER, [])]
    since = record.added.get(_SINCE)
    past = [phase for phase in record.phases if phase.since <= call.now]
    for number, phase in enumerate(past):
        if phase.status != "Scheduled":
            continue
        is_last = number + 1 == len(past)
        end = call.now if is_last else past[number + 1].since - timedelta(microseconds=1)
        begin = phase.since if since is None else max(phase.since, since)
        if begin <= end:
            found.extend(scheduled_times(expression, begin, end))
    return found[-_MOST:]


def _execution(call: Call, record: Record, time: datetime) -> dict[str, Any]:
    step = call.engine.transitions.step
    statuses = [(time, "Pending"), (time + step, "InProgress"), (time + 2 * step, "Completed")]
    since, status = [one for one in statuses if one[0] <= call.now][-1]
    name = f"model-monitoring-{time:%Y%m%d%H%M}-{record.number:06x}"
    config = record.given.get("MonitoringScheduleConfig", {})
    made = {
        "MonitoringScheduleName": record.key[0],
        "ScheduledTime": time,
        "CreationTime": time,
        "LastModifiedTime": since,
        "MonitoringExecutionStatus": status,
        "ProcessingJobArn": f"arn:aws:sagemaker:{record.region}:{ACCOUNT}:processing-job/{name}",
        "EndpointName": _endpoint(call, record),
        "MonitoringJobDefinitionName": config.get("MonitoringJobDefinitionName"),
        "MonitoringType": config.get("MonitoringType"),
    }
    return {name: value for name, value in made.items() if value is not None}


def _endpoint(call: Call, record: Record) -> str | None:
    """Return the endpoint that a schedule monitors."""
    config = record.given.get("MonitoringScheduleConfig", {})
    found = first_inside(config, "EndpointName")
    name = config.get("MonitoringJobDefinitionName")
    kind = kinds(call.service).get(f"{config.get('MonitoringType', '')}JobDefinition")
    if found is None and name is not None and kind is not None:
        definition = call.by_name(kind.noun, name)
        found = None if definition is None else first_inside(definition.given, "EndpointName")
    return found if isinstance(found, str) else None


def list_executions(call: Call) -> dict[str, Any]:
    """``ListMonitoringExecutions``."""
    kind = kinds(call.service)["MonitoringSchedule"]
    name = call.members.get("MonitoringScheduleName")
    records = call.records(kind) if name is None else [call.get(kind)]
    found = [_execution(call, record, time) for record in records for time in _times(call, record)]
    members = {**call.members, **({} if name is None else {"MonitoringScheduleName": None})}
    return list_items(
        call,
        "MonitoringExecutionSummaries",
        found,
        members,
        fields={"StatusEquals": "MonitoringExecutionStatus", "Status": "MonitoringExecutionStatus"},
    )
