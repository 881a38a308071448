"""Hyperparameter tuning jobs, and the training jobs that they create."""

from __future__ import annotations

import heapq
import math
from datetime import datetime, timedelta
from typing import Any, Final

import attrs
from typing_extensions import override

from sagemaker_typed.local.engine import listing
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.projection import ABSENT, project, reshaped
from sagemaker_typed.local.engine.records import COMING, Phase, Record
from sagemaker_typed.local.engine.services import MAIN, operation
from sagemaker_typed.local.engine.statuses import course_of
from sagemaker_typed.local.engine.values import new_id
from sagemaker_typed.local.engine.words import squeezed

from .base import Behaviour
from .hyper_parameters import chosen, fraction, grid_size
from .training import METRICS

__all__ = ["TuningJobBehaviour", "list_jobs_of_tuning"]

_CHILDREN: Final = "tuning children"
_TUNER: Final = "HyperParameterTuningJobName"
_DEFAULT_JOBS: Final = 10
"""The number of jobs if the request has none; the service would continue until a criterion."""
_HOPELESS: Final = 5
"""The number of failed jobs without a successful one after which a tuning job fails."""
_COUNTERS: Final[tuple[str, ...]] = (
    "Completed",
    "InProgress",
    "RetryableError",
    "NonRetryableError",
    "Stopped",
)


class TuningJobBehaviour(Behaviour):
    """Tuning jobs create training jobs, as many at the same time as their limits allow."""

    @override
    def created(self, call: Call, kind: Kind, record: Record) -> None:
        if record.failure:
            return
        _Schedule(call, record).run()

    @override
    def stopping(self, call: Call, kind: Kind, record: Record) -> None:
        child_kind = kinds(MAIN)["TrainingJob"]
        kept: list[str] = []
        for child in _children(call, record, with_coming=True):
            if not call.exists(child):
                call.store.remove(child)
                continue
            kept.append(child.key[0])
            if not child.is_settled(call.now):
                call.engine.transitions.stop(child_kind, call.store.touch(child), call.now)
        call.store.put(_CHILDREN, (record.region, record.arn), tuple(kept))

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        self.listed(call, kind, record, shown)
        is_over = record.is_settled(call.now)
        if not is_over:
            shown.pop("HyperParameterTuningEndTime", None)
        done = [one for one in _children(call, record) if _objective(call, one) is not None]
        best = _best(call, done)
        if best is not None:
            shown["BestTrainingJob"] = _summary(call, best, kind.output.members["BestTrainingJob"])
        if is_over and record.phases:
            seconds = int((record.phases[-1].since - record.created).total_seconds())
            shown.setdefault("ConsumedResources", {"RuntimeInSeconds": max(seconds, 0)})

    @override
    def listed(self, call: Call, kind: Kind, record: Record, item: dict[str, Any]) -> None:
        if "TrainingJobStatusCounters" in record.added:  # made from a response
            return
        jobs = dict.fromkeys(_COUNTERS, 0)
        objectives = {"Succeeded": 0, "Pending": 0, "Failed": 0}
        for child in _children(call, record):
            status = child.status(call.now)
            name = {"Failed": "NonRetryableError", "Stopping": "InProgress"}.get(status, status)
            jobs[name] = jobs.get(name, 0) + 1
            word = {"Completed": "Succeeded", "Failed": "Failed", "Stopped": "Failed"}
            objectives[word.get(status, "Pending")] += 1
        item["TrainingJobStatusCounters"] = {name: jobs[name] for name in _COUNTERS}
        item["ObjectiveStatusCounters"] = objectives


class _Schedule:
    """Creates the training jobs of a tuning job, each with the time at which it begins.

    A job that begins later does not exist before; see ``COMING``.
    """

    def __init__(self, call: Call, record: Record) -> None:
        self.call = call
        self.record = record
        self.config: dict[str, Any] = record.given.get("HyperParameterTuningJobConfig", {})
        self.limits: dict[str, Any] = self.config.get("ResourceLimits", {})
        self.children: list[Record] = []
        self.success: datetime | None = None
        """When the first job ends that does not fail."""

    def run(self) -> None:
        """Create the jobs, and let the tuning job end with the last one."""
        now, record = self.call.now, self.record
        definitions = [
            *filter(None, [record.given.get("TrainingJobDefinition")]),
            *record.given.get("TrainingJobDefinitions", []),
        ]
        slots = [now] * max(int(self.limits.get("MaxParallelTrainingJobs", 1)), 1)
        if definitions:
            for number in range(self._number(definitions[0])):
                begin = heapq.heappop(slots)
                if self._is_enough(begin):
                    break
                child = self._child(definitions[number % len(definitions)], number, begin)
                self.children.append(child)
                end = child.phases[-1].since
                if not child.failure:
                    self.success = min(end, self.success or end)
                heapq.heappush(slots, max(end, begin))
        names = tuple(child.key[0] for child in self.children)
        self.call.store.put(_CHILDREN, (record.region, record.arn), names)
        if not self.children:
            return
        end = max(child.phases[-1].since for child in self.children)
        has_failed = all(child.failure for child in self.children)
        record.failure = (
            "No training job succeeded. List the training jobs of the tuning job for the reasons."
            if has_failed
            else ""
        )
        course = course_of(kinds(MAIN)[record.noun])
        working, final = course.creating[0], course.failed if has_failed else course.settled
        record.phases = [Phase(now, working), Phase(end, final)]

    def _number(self, definition: dict[str, Any]) -> int:
        number = self.limits.get("MaxNumberOfTrainingJobs")
        combinations = grid_size(self.config, definition)
        if combinations is not None:
            return min(combinations, int(number or combinations))
        return int(number or _DEFAULT_JOBS)

    def _is_enough(self, begin: datetime) -> bool:
        """Return whether no other job begins at a time."""
        seconds = self.limits.get("MaxRuntimeInSeconds")
        if seconds and begin - self.call.now >= timedelta(seconds=seconds):
            return True
        criteria = self.config.get("TuningJobCompletionCriteria", {})
        target = criteria.get("TargetObjectiveMetricValue")
        if target is None and self.success is not None and self.success <= begin:
            return False  # without looking at all jobs again
        over = [child for child in self.children if child.phases[-1].since <= begin]
        if len(over) >= _HOPELESS and all(child.failure for child in over):
            return True
        if target is None:
            return False
        call = attrs.evolve(self.call, now=begin)
        reached = (_objective(call, child) for child in over)
        return any(one is not None and _is_reached(one, target) for one in reached)

    def _child(self, definition: dict[str, Any], number: int, begin: datetime) -> Record:
        from sagemaker_typed.local.engine.lifecycle import make

        kind = kinds(MAIN)["TrainingJob"]
        call = attrs.evolve(self.call, operation=kind.create, now=begin)
        created = operation(MAIN, kind.create).input_shape.members
        resources = definition.get("HyperParameterTuningResourceConfig", {})
        configs: list[dict[str, Any]] = resources.get("InstanceConfigs") or [{}]
        first = configs[0]
        same: dict[str, Any] = {"ResourceConfig": {**resources, **first}} | definition
        given: dict[str, Any] = {
            name: value
            for name, member in created.items()
            if name in same and (value := reshaped(member, same[name], begin)) is not ABSENT
        }
        tuned = dict(chosen(self.config, definition, number))
        objective = definition.get("TuningObjective") or self.config.get(
            "HyperParameterTuningJobObjective", {}
        )
        given["HyperParameters"] = {**definition.get("StaticHyperParameters", {}), **tuned}
        if "MetricName" in objective:
            given["HyperParameters"]["_tuning_objective_metric"] = objective["MetricName"]
        unique = new_id(call.store.count + 1, 8)
        given["TrainingJobName"] = f"{self.record.key[0]}-{number + 1:03d}-{unique}"
        record = make(call, kind, given)
        if begin > self.call.now:
            record.phases.insert(0, Phase(self.call.now, COMING))
        record.added |= {
            _TUNER: self.record.key[0],
            "TuningJobName": self.record.key[0],
            "TuningJobArn": self.record.arn,
            "TunedHyperParameters": tuned,
        }
        if "DefinitionName" in definition:
            record.added["TrainingJobDefinitionName"] = definition["DefinitionName"]
        if "MetricName" in objective:
            metrics = record.added.setdefault(METRICS, {})
            value = metrics.setdefault(objective["MetricName"], fraction(number, 7))
            record.added["(objective)"] = {**objective, "Value": value}
        return record


def _children(call: Call, record: Record, *, with_coming: bool = False) -> list[Record]:
    bucket = call.store.bucket(MAIN, record.region, "TrainingJob")
    names = call.store.table(_CHILDREN).get((record.region, record.arn), ())
    found = [child for name in names if (child := bucket.get((name,))) is not None]
    # Another job may have the name of one that was deleted.
    found = [child for child in found if child.added.get(_TUNER) == record.key[0]]
    return [child for child in found if with_coming or call.exists(child)]


def _objective(call: Call, child: Record) -> dict[str, Any] | None:
    """Return the final value of the objective of a job that has completed."""
    course = course_of(kinds(MAIN)["TrainingJob"])
    if child.status(call.now) != course.settled:
        return None
    found: dict[str, Any] | None = child.added.get("(objective)")
    return found


def _is_reached(objective: dict[str, Any], target: float) -> bool:
    value: float = objective["Value"]
    return value <= target if objective.get("Type") == "Minimize" else value >= target


def _best(call: Call, done: list[Record]) -> Record | None:
    def value(child: Record) -> float:
        objective = _objective(call, child) or {}
        sign = 1 if objective.get("Type") == "Minimize" else -1
        return sign * float(objective.get("Value", math.inf))

    return min(done, key=value, default=None)


def _summary(call: Call, child: Record, shape: Any) -> dict[str, Any]:
    kind = kinds(MAIN)["TrainingJob"]
    item = project(kind, child, shape, call.now)
    past = [one for one in child.phases if one.since <= call.now and one.status != COMING]
    objective = _objective(call, child)
    if "(objective)" in child.added:
        item.pop("TrainingStartTime", None)
        item.pop("TrainingEndTime", None)
        if len(past) > 1:
            item["TrainingStartTime"] = past[1].since
        if child.is_settled(call.now):
            item["TrainingEndTime"] = past[-1].since
        is_over = child.is_settled(call.now)
        item["ObjectiveStatus"] = (
            "Succeeded" if objective is not None else "Failed" if is_over else "Pending"
        )
    if objective is not None:
        item["FinalHyperParameterTuningJobObjectiveMetric"] = objective
    return item


def list_jobs_of_tuning(call: Call) -> dict[str, Any]:
    """``ListTrainingJobsForHyperParameterTuningJob``."""
    kind = kinds(MAIN)["TrainingJob"]
    name = call.members[_TUNER]
    tuner = call.find(kinds(MAIN)["HyperParameterTuningJob"], {_TUNER: name})
    names = {name} if tuner is None else {name, tuner.key[0]}
    found = [one for one in call.records(kind) if one.added.get(_TUNER) in names]
    if tuner is None and not found:
        raise call.missing_named("HyperParameterTuningJob", name)
    wanted = call.members.get("StatusEquals")
    found = [one for one in found if wanted in (None, one.status(call.now))]
    member = "TrainingJobSummaries"
    if call.members.get("SortBy") == "FinalObjectiveMetricValue":
        # reference: jobs without an objective metric are not listed then.
        values = {one.number: _objective(call, one) for one in found}
        found = [one for one in found if values[one.number] is not None]
        found.sort(key=lambda one: (values[one.number] or {})["Value"])
        if squeezed(str(call.members.get("SortOrder", ""))) == "descending":
            found.reverse()
        answer = page(call, member, found)
    else:
        answer = listing.sorted_page(call, kind, member, found)
    shape = call.model.output_shape.members[member].member
    return {**answer, member: [_summary(call, one, shape) for one in answer[member]]}
