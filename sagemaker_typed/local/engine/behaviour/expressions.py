"""Values in pipeline definitions: parameters, properties of steps, and conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.projection import project
from sagemaker_typed.local.engine.records import Record

if TYPE_CHECKING:
    from .runs import StepRun

__all__ = ["Values", "dependencies", "outcome", "resolved"]


class Values:
    """The values that references in a definition are resolved with."""

    def __init__(
        self,
        call: Call,
        record: Record,
        parameters: Mapping[str, Any],
        states: Mapping[str, StepRun],
    ) -> None:
        self._call = call
        self._record = record
        self._parameters = parameters
        self._states = states

    def get(self, path: str) -> Any:
        """Return the value at a path, such as ``Steps.Train.TrainingJobArn``.

        Raises:
            KeyError: there is none.
        """
        root, _, rest = path.partition(".")
        if root == "Parameters":
            return self._parameters[rest]
        if root == "Execution":
            return self._execution()[rest]
        name, _, inner = rest.partition(".")
        state = self._states[name]
        job = self._call.store.with_arn(self._call.region, state.job)
        if job is None:
            outputs = state.metadata.get("Callback", {}).get("OutputParameters", [])
            found = {"OutputParameters": {one["Name"]: one["Value"] for one in outputs}}
        else:
            kind = kinds("sagemaker")[job.noun]
            now = self._call.now
            found = project(kind, job, kind.output, now)
            behaviour = self._call.engine.behaviours.get(job.noun)
            if behaviour is not None:
                behaviour.described(self._call, kind, job, found)
        return _at(found, inner)

    def _execution(self) -> dict[str, Any]:
        return {
            "PipelineName": self._record.given["PipelineName"],
            "PipelineExecutionId": self._record.arn.rpartition("/")[2],
            "PipelineExecutionArn": self._record.arn,
            "PipelineArn": self._record.added["PipelineArn"],
            "StartDateTime": self._record.created.isoformat(),
            "CurrentDateTime": self._call.now.isoformat(),
        }


def _at(value: Any, path: str) -> Any:
    """Return the value at a path with dots and brackets."""
    for part in path.replace("]", "").replace("[", ".").split("."):
        step = part.strip("'\"")
        value = value[int(step)] if is_list(value) else value[step]
    return value


def resolved(value: Any, values: Values) -> Any:
    """Return a value with all references replaced by what they refer to.

    Raises:
        KeyError: a reference has no value.
    """
    if is_map(value):
        entries: Mapping[str, Any] = value
        if [*entries] == ["Get"]:
            return values.get(entries["Get"])
        if [*entries] == ["Std:Join"]:
            join = entries["Std:Join"]
            parts = [resolved(part, values) for part in join["Values"]]
            return str(join.get("On", "")).join(map(str, parts))
        return {key: resolved(entry, values) for key, entry in entries.items()}
    if is_list(value):
        items: Sequence[Any] = value
        return [resolved(item, values) for item in items]
    return value


def dependencies(step: Mapping[str, Any], known: Iterable[str]) -> set[str]:
    """Return the names of the steps that must have ended before a step begins."""
    names = {*known}
    before: Any = step.get("DependsOn")
    found = {str(name) for name in (before or ())}
    arguments: Any = step.get("Arguments")
    if step.get("Type") == "Condition" and is_map(arguments):
        arguments = arguments.get("Conditions")
    for path in _references(arguments):
        root, _, rest = path.partition(".")
        if root == "Steps":
            found.add(rest.partition(".")[0])
    return (found & names) - {step.get("Name")}


def _references(value: Any) -> Iterator[str]:
    if is_map(value):
        path: Any = value.get("Get")
        if isinstance(path, str):
            yield path
        for entry in value.values():
            yield from _references(entry)
    elif is_list(value):
        items: Sequence[Any] = value
        for item in items:
            yield from _references(item)


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "Equals": lambda left, right: left == right,
    "GreaterThan": lambda left, right: left > right,
    "GreaterThanOrEqualTo": lambda left, right: left >= right,
    "LessThan": lambda left, right: left < right,
    "LessThanOrEqualTo": lambda left, right: left <= right,
}


def outcome(conditions: Iterable[Mapping[str, Any]], values: Values) -> bool:
    """Return whether all conditions hold.

    One that depends on a file, which jobs here do not write, holds.
    """
    return all(_holds(condition, values) for condition in conditions)


def _holds(condition: Mapping[str, Any], values: Values) -> bool:
    kind = condition.get("Type")
    try:
        if kind == "Not":
            return not _holds(condition["Expression"], values)
        if kind == "Or":
            return any(_holds(one, values) for one in condition["Conditions"])
        if kind == "In":
            value = resolved(condition["QueryValue"], values)
            return value in resolved(condition["Values"], values)
        left = resolved(condition["LeftValue"], values)
        right = resolved(condition["RightValue"], values)
        if is_map(left) or is_map(right):
            return True
        if isinstance(right, int | float) and isinstance(left, str):
            left = float(left)
        if isinstance(left, int | float) and isinstance(right, str):
            right = float(right)
        return bool(_COMPARISONS[str(kind)](left, right))
    except (KeyError, TypeError, ValueError, IndexError):
        return True
