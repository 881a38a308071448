"""Runs of pipelines: an execution walks the steps of its definition and creates their jobs.

A run continues whenever a call is made: steps whose predecessors have ended begin at the time of
that end, so that the times are the same however often somebody looks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import attrs

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.records import Phase, Record
from sagemaker_typed.local.engine.statuses import course_of
from sagemaker_typed.local.engine.values import new_id

from .expressions import Values, dependencies, outcome, resolved

__all__ = ["RUNS", "Run", "advance_runs", "start_run", "stop_run"]

RUNS: Final = "runs"
_JOBS: Final[Mapping[str, tuple[str, str]]] = {
    # The schema of pipeline definitions (aws/sagemaker-model-building-pipeline-definition-JSON-
    # schema): the arguments of a step are the members of the create request.
    "Training": ("TrainingJob", "TrainingJob"),
    "Processing": ("ProcessingJob", "ProcessingJob"),
    "Transform": ("TransformJob", "TransformJob"),
    "Tuning": ("HyperParameterTuningJob", "TuningJob"),
    "Model": ("Model", "Model"),
    "RegisterModel": ("ModelPackage", "RegisterModel"),
    "AutoML": ("AutoMLJob", "AutoMLJob"),
    "EndpointConfig": ("EndpointConfig", "EndpointConfig"),
    "Endpoint": ("Endpoint", "Endpoint"),
}
_LISTS: Final = {"Parameters", "Steps"}


@attrs.frozen
class StepRun:
    """The state of one step of a run."""

    name: str
    started: datetime | None = None
    ended: datetime | None = None
    failure: str = ""
    job: str = ""
    """The ARN of what the step created."""
    metadata: dict[str, Any] = attrs.field(factory=dict[str, Any])
    attempts: int = 0

    @property
    def status(self) -> str:
        """The status, as the service names it."""
        if self.ended is None:
            return "Executing" if self.started else "Starting"
        return "Failed" if self.failure else "Succeeded"


@attrs.frozen
class Run:
    """A run of a pipeline."""

    region: str
    arn: str
    steps: tuple[dict[str, Any], ...]
    """The steps of the definition, those inside conditions included."""
    parameters: dict[str, Any]
    states: dict[str, StepRun] = attrs.field(factory=dict[str, StepRun])
    skipped: frozenset[str] = frozenset()
    """The names of steps in branches that conditions have not taken."""
    waiting: frozenset[str] = frozenset()
    """The names of steps in branches whose condition has not been evaluated."""
    is_over: bool = False

    def shown(self) -> list[dict[str, Any]]:
        """Return the steps that have begun, as the service lists them."""
        shown: list[dict[str, Any]] = []
        for step in self.steps:
            state = self.states.get(step["Name"])
            if state is None or state.started is None:
                continue
            item: dict[str, Any] = {
                "StepName": state.name,
                "StepStatus": state.status,
                "StartTime": state.started,
                "AttemptCount": state.attempts,
                "Metadata": state.metadata,
            }
            item |= {"EndTime": state.ended} if state.ended else {}
            item |= {"FailureReason": state.failure} if state.failure else {}
            for name in ("DisplayName", "Description"):
                if step.get(name):
                    item[f"Step{name}"] = step[name]
            shown.append(item)
        return shown

    def tokens(self) -> Iterable[str]:
        """Return the tokens of the callback steps that have not ended."""
        return [
            state.metadata["Callback"]["CallbackToken"]
            for state in self.states.values()
            if "Callback" in state.metadata and state.ended is None
        ]

    def answered(self, token: str, now: datetime, failure: str, outputs: list[Any]) -> Run:
        """Return the run after a callback."""
        states = dict(self.states)
        for name, state in self.states.items():
            callback = state.metadata.get("Callback", {})
            if callback.get("CallbackToken") == token:
                metadata = {"Callback": {**callback, "OutputParameters": outputs}}
                states[name] = attrs.evolve(state, ended=now, failure=failure, metadata=metadata)
        return attrs.evolve(self, states=states)


def _parameters(
    definition: Mapping[str, Any], given: Iterable[Mapping[str, str]]
) -> dict[str, Any]:
    """Return the values of the parameters. The request has text for all types."""
    declared = {
        one["Name"]: one
        for one in definition.get("Parameters", [])
        if is_map(one) and "Name" in one
    }
    values = {name: one.get("DefaultValue") for name, one in declared.items()}
    for one in given:
        name, text = one["Name"], one["Value"]
        values[name] = text
        if declared.get(name, {}).get("Type", "String") != "String":
            with suppress(ValueError, RecursionError):  # otherwise the step fails
                values[name] = json.loads(text)
    return values


def start_run(call: Call, record: Record, *, again: bool = False) -> None:
    """Start the run of an execution, or continue one with the steps that did not succeed."""
    try:
        definition: Any = json.loads(record.added["definition"])
    except (ValueError, RecursionError):
        definition = {}
    if not is_map(definition):
        definition = {}
    definition = {
        name: value if is_list(value) or name not in _LISTS else []
        for name, value in definition.items()
    }
    parameters = _parameters(definition, record.given.get("PipelineParameters", []))
    steps: list[dict[str, Any]] = []
    inner: set[str] = set()
    _collect(definition.get("Steps", []), steps, inner, is_inner=False)
    states: dict[str, StepRun] = {}
    if again:
        kept: Run = call.store.table(RUNS)[record.arn]
        states = {
            name: state if state.status == "Succeeded" else StepRun(name, attempts=state.attempts)
            for name, state in kept.states.items()
        }
    run = Run(call.region, record.arn, tuple(steps), parameters, states, waiting=frozenset(inner))
    if not again:
        record.phases = [Phase(call.now, "Executing")]
    call.store.put(RUNS, record.arn, run)
    _advance(call, run)


def _collect(found: Any, steps: list[dict[str, Any]], inner: set[str], *, is_inner: bool) -> None:
    for step in found if is_list(found) else []:
        if not is_map(step) or not isinstance(step.get("Name"), str):
            continue
        one = dict(step)
        steps.append(one)
        if is_inner:
            inner.add(one["Name"])
        arguments = one.get("Arguments")
        if one.get("Type") == "Condition" and is_map(arguments):
            for branch in ("IfSteps", "ElseSteps"):
                _collect(arguments.get(branch), steps, inner, is_inner=True)


def advance_runs(call: Call) -> None:
    """Continue all runs of a region until now."""
    for run in [*call.store.table(RUNS).values()]:
        if not run.is_over and run.region == call.region:
            _advance(call, run)


def stop_run(call: Call, record: Record) -> None:
    """Stop a run and the jobs of its steps."""
    run: Run = call.store.table(RUNS)[record.arn]
    states = dict(run.states)
    for name, state in run.states.items():
        job = call.store.with_arn(call.region, state.job) if state.job else None
        if state.ended is None and job is not None and not job.is_settled(call.now):
            kind = kinds("sagemaker")[job.noun]
            call.engine.transitions.stop(kind, call.store.touch(job), call.now)
        if state.ended is None:
            states[name] = attrs.evolve(state, ended=call.now, failure="The execution was stopped.")
    call.store.put(RUNS, record.arn, attrs.evolve(run, states=states, is_over=True))
    record.phases = [*record.phases, Phase(call.now, "Stopped")]


def _advance(call: Call, run: Run) -> None:
    """Continue a run until nothing more happens before now."""
    record = call.store.with_arn(call.region, run.arn)
    if record is None:
        return
    walk = _Walk(call, record, run)
    while walk.step():
        pass
    call.store.put(RUNS, run.arn, walk.result())


class _Walk:
    def __init__(self, call: Call, record: Record, run: Run) -> None:
        self.call = call
        self.record = record
        self.run = run
        self.states = dict(run.states)
        self.skipped = set(run.skipped)
        self.waiting = set(run.waiting)
        self.values = Values(call, record, run.parameters, self.states)

    def step(self) -> bool:
        """End and start steps, and return whether anything happened."""
        changed = False
        for step in self.run.steps:
            name = step["Name"]
            state = self.states.get(name, StepRun(name))
            if state.started is not None and state.ended is None:
                changed |= self._end(step, state)
        has_failed = any(state.failure for state in self.states.values())
        for step in self.run.steps:
            name = step["Name"]
            state = self.states.get(name, StepRun(name))
            is_ready = name not in self.waiting and name not in self.skipped
            if state.started is None and is_ready and not has_failed:
                changed |= self._start(step, state)
        return changed

    def _end(self, step: dict[str, Any], state: StepRun) -> bool:
        job = self.call.store.with_arn(self.call.region, state.job) if state.job else None
        if not state.job:
            return False
        if job is not None and not job.is_settled(self.call.now):
            return False
        failure = ""
        ended = state.started
        if job is None:
            failure = f"{state.job} was deleted."
        elif job.phases:
            ended = max(job.phases[-1].since, job.created)
            status = job.status(self.call.now)
            course = course_of(kinds("sagemaker")[job.noun])
            if status not in {course.settled, course.updated or course.settled}:
                failure = f"ClientError: {job.failure or f'{job.arn} is {status}'}"
        self.states[step["Name"]] = attrs.evolve(state, ended=ended, failure=failure)
        return True

    def _start(self, step: dict[str, Any], state: StepRun) -> bool:
        before = dependencies(step, {one["Name"] for one in self.run.steps})
        ends = [self._ended(name) for name in before]
        if any(end is None for end in ends):
            return False
        last = self.record.phases[-1].since
        begin = max([last, *(end for end in ends if end is not None)])
        if begin > self.call.now:
            return False
        name = step["Name"]
        made = attrs.evolve(state, started=begin, attempts=state.attempts + 1)
        self.states[name] = self._done(step, made, begin)
        return True

    def _ended(self, name: str) -> datetime | None:
        if name in self.skipped:
            return self.record.created
        state = self.states.get(name)
        return state.ended if state is not None and not state.failure else None

    def _done(self, step: dict[str, Any], state: StepRun, begin: datetime) -> StepRun:
        kind, arguments = step.get("Type"), step.get("Arguments", {})
        try:
            if isinstance(kind, str) and kind in _JOBS:
                return self._job(step, state, begin, *_JOBS[kind])
            if kind == "Condition":
                return self._condition(arguments, state, begin)
            if kind == "Fail":
                message = str(resolved(arguments.get("ErrorMessage", ""), self.values))
                metadata = {"Fail": {"ErrorMessage": message}}
                return attrs.evolve(state, ended=begin, failure=message, metadata=metadata)
            if kind == "Callback":
                token = new_id(self.call.store.count + len(self.states) + 1, 10)
                callback = {"CallbackToken": token, "SqsQueueUrl": step.get("SqsQueueUrl", "")}
                return attrs.evolve(state, metadata={"Callback": callback})
        except (EngineError, KeyError, TypeError, AttributeError, ValueError) as error:
            why = f"ClientError: {getattr(error, 'message', '') or error!r}"
            return attrs.evolve(state, ended=begin, failure=why[:3072])
        return attrs.evolve(state, ended=begin)

    def _job(
        self, step: dict[str, Any], state: StepRun, begin: datetime, noun: str, label: str
    ) -> StepRun:
        from sagemaker_typed.local.engine.checking import check_request
        from sagemaker_typed.local.engine.lifecycle import make

        kind = kinds("sagemaker")[noun]
        call = attrs.evolve(self.call, operation=kind.create, now=begin)
        given = resolved(step.get("Arguments", {}), self.values)
        for name in kind.identity:
            if name in kind.given and noun != "ModelPackage":
                unique = new_id(call.store.count + 1, 10)
                given.setdefault(
                    name,
                    f"pipelines-{self.record.key[0][-12:]}-{step['Name'][:20]}-{unique}"[
                        :63
                    ].replace("_", "-"),
                )
        check_request(call.model.input_shape, given)
        record = make(call, kind, given)
        return attrs.evolve(state, job=record.arn, metadata={label: {"Arn": record.arn}})

    def _condition(self, arguments: dict[str, Any], state: StepRun, begin: datetime) -> StepRun:
        is_true = outcome(arguments.get("Conditions", []), self.values)
        for branch, is_taken in (("IfSteps", is_true), ("ElseSteps", not is_true)):
            names: set[str] = set()
            _collect(arguments.get(branch), [], names, is_inner=True)
            inner: Any = arguments.get(branch) or []
            direct = {str(one["Name"]) for one in inner}
            if is_taken:
                self.waiting -= direct
            else:
                self.skipped |= names
        metadata = {"Condition": {"Outcome": "True" if is_true else "False"}}
        return attrs.evolve(state, ended=begin, metadata=metadata)

    def result(self) -> Run:
        """Return the run as it is now; the execution ends with its last step."""
        names = {step["Name"] for step in self.run.steps} - self.skipped
        over = [self.states[name] for name in names if name in self.states]
        running = [state for state in over if state.started and not state.ended]
        failures = [state for state in over if state.failure]
        is_over = not running and (
            bool(failures) or (all(state.ended for state in over) and len(over) == len(names))
        )
        if is_over:
            ends = [state.ended for state in over if state.ended]
            last = max([self.record.phases[-1].since, *ends])
            record = self.call.store.touch(self.record)
            status = "Failed" if failures else "Succeeded"
            record.failure = (
                f"Step failure: One or multiple steps failed: {failures[0].name}."
                if failures
                else ""
            )
            record.phases = [*record.phases, Phase(last, status)]
        return attrs.evolve(
            self.run,
            states=self.states,
            skipped=frozenset(self.skipped),
            waiting=frozenset(self.waiting),
            is_over=is_over,
        )
