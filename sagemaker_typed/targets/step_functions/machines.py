"""The tasks in the definition of a state machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import attrs

from sagemaker_typed._schema.fields import is_list, is_map, numbered
from sagemaker_typed.operation import Request, Response

from .expressions import QueryLanguage
from .json_values import parsed
from .task_reading import from_task, resource_of

__all__ = ["TaskState", "find_tasks"]


@attrs.frozen
class TaskState:
    """A task that calls SageMaker, in the definition of a state machine."""

    name: str
    """The name of the state."""
    path: tuple[str, ...]
    """The names of the states around it, outermost first, and its own."""
    state: Mapping[str, Any] = attrs.field(repr=False)
    """The state, with its transition, retriers and catchers."""
    query_language: QueryLanguage = "JSONPath"
    """The language of its expressions."""
    substitutions: bool = False
    """Whether a str such as ``${Role}`` is read as a placeholder."""

    @property
    def request(self) -> Request[Response]:
        """The request that it sends; see ``from_task``, which also says what this raises."""
        return from_task(
            self.state, query_language=self.query_language, substitutions=self.substitutions
        )


def find_tasks(
    definition: Mapping[str, Any] | str | bytes, *, substitutions: bool = False
) -> Iterator[TaskState]:
    """Return an iterator over the tasks of a state machine that call SageMaker.

    They have the order of the definition. Tasks inside ``Map`` and ``Parallel`` states are
    included; other states are left out.

    Args:
        definition: The definition, as a dict or as JSON.
        substitutions: As in ``from_task``.

    Raises:
        ValueError: the JSON is not valid, or has no states.
    """
    members = parsed(definition, "find_tasks", "a state machine")
    if not is_map(members.get("States")):
        raise ValueError("cannot read a state machine: it has no States")
    tasks = _tasks(members, "JSONPath", ())
    return (attrs.evolve(task, substitutions=substitutions) for task in tasks)


def _tasks(
    machine: Mapping[str, Any], inherited: QueryLanguage, above: tuple[str, ...]
) -> Iterator[TaskState]:
    language = _language(machine, inherited)
    for name, state in _states(machine):
        path = (*above, name)
        if resource_of(state) is not None:
            yield TaskState(name, path, state, _language(state, language))
        for inner in _inside(state):
            yield from _tasks(inner, language, path)


def _states(machine: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    states: Any = machine.get("States")
    for name, state in states.items() if is_map(states) else ():
        if is_map(state):
            yield str(name), cast("Mapping[str, Any]", state)


def _inside(state: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the state machines inside a Map (also of its earlier form) or Parallel state."""
    branches: Any = state.get("Branches")
    parts = [state.get("ItemProcessor"), state.get("Iterator")]
    parts += [branch for _, branch in numbered(branches)] if is_list(branches) else []
    for part in parts:
        if is_map(part):
            yield cast("Mapping[str, Any]", part)


def _language(members: Mapping[str, Any], inherited: QueryLanguage) -> QueryLanguage:
    found: Any = members.get("QueryLanguage")
    language: QueryLanguage = found if found in ("JSONPath", "JSONata") else inherited
    return language
