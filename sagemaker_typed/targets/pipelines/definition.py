"""The definition of a pipeline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

import attrs

from sagemaker_typed._conversion import json_text
from sagemaker_typed._conversion.misfits import ConversionError, Problem, conversion_error
from sagemaker_typed._conversion.placeholders import replaced
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed._schema.paths import Path
from sagemaker_typed.documents import JsonValue

from .expressions import parsed, rendered
from .limits import most_characters
from .options import ExperimentConfig, listed
from .outline import steps_within
from .parameters import Parameter
from .reading import (
    UnknownFormError,
    UnreadableError,
    read_list,
    read_object,
    read_parameter,
    read_step,
)
from .references import meant
from .steps import Step
from .writing import written

__all__ = ["DefinitionError", "PipelineDefinition"]

_VERSION: Final = "2020-12-01"
_UNREADABLE: Final = "cannot read a pipeline definition"
_EXPERIMENT: Final = "PipelineExperimentConfig"
_MEMBERS: Final = {"Version", "Metadata", "Parameters", _EXPERIMENT, "Steps"}


class DefinitionError(ValueError):
    """A definition has problems, so it was not written."""

    problems: tuple[Problem, ...]
    """All problems, with their paths."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        lines = "".join(f"\n  - {problem}" for problem in self.problems)
        return f"the pipeline definition is not valid:{lines}"


@attrs.define
class PipelineDefinition:
    """The definition of a pipeline, for ``create_pipeline`` and ``update_pipeline``.

    Two definitions are equal if their steps, parameters and further parts are equal.
    """

    steps: Sequence[Step]
    """The steps; the order in which they run is that of their dependencies."""
    parameters: Sequence[Parameter] = attrs.field(default=(), kw_only=True)
    """The parameters."""
    experiment: ExperimentConfig | None = attrs.field(default=None, kw_only=True)
    """The experiment to which executions belong."""
    metadata: Mapping[str, str] = attrs.field(factory=dict[str, str], kw_only=True)
    """Any strings by name."""
    version: str = attrs.field(default=_VERSION, kw_only=True)
    """The version of the format."""
    unknown_members: Mapping[str, Any] | None = attrs.field(default=None, kw_only=True)
    """Members of the definition that this release does not know, by name."""

    def __attrs_post_init__(self) -> None:
        self.steps = listed("steps", self.steps)
        self.parameters = listed("parameters", self.parameters)

    def step(self, name: str) -> Step:
        """Return the step with a name, also one inside a condition step.

        Raises:
            KeyError: there is no such step.
        """
        names: list[str] = []
        for place in steps_within(self.steps, Path()):
            if place.step.name == name:
                return place.step
            names.append(place.step.name)
        raise KeyError(f"there is no step {name!r}{meant(name, names)}")

    def problems(self) -> tuple[Problem, ...]:
        """Return all problems for which the service would refuse the definition, with their paths.

        Each request is checked as by :func:`sagemaker_typed.violations`. References to steps,
        parameters, property files and outputs must exist, names must be unique, steps must not
        wait for each other in a cycle, and limits must be kept.
        """
        return self._checked()[1]

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the definition as JSON values.

        Raises:
            DefinitionError: the definition has problems.
        """
        values: dict[str, JsonValue] = json.loads(self.to_json())
        return values

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the definition as JSON, which ``create_pipeline(pipeline_definition=...)`` takes.

        Args:
            indent: The number of spaces for each level, or ``None`` for a single line.

        Raises:
            DefinitionError: the definition has problems; see :meth:`problems`.
        """
        values, problems = self._checked()
        if problems:
            raise DefinitionError(problems)
        return _json(values, indent)

    def _checked(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """Return the JSON values, which are empty if there are problems, and the problems."""
        try:
            return self._written_if_valid()
        except RecursionError:
            return {}, (Problem((), "the definition is nested too deeply, or contains itself"),)

    def _written_if_valid(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        from .checking import problems_of

        others = {
            "experiment": self.experiment,
            "metadata": self.metadata,
            "version": self.version,
            "unknown_members": self.unknown_members,
        }
        problems = tuple(problems_of(self.steps, self.parameters, others))
        if problems:
            return {}, problems
        values = replaced(self._written(), rendered)
        most = most_characters()
        length = len(_json(values))
        if length > most:
            message = f"the definition has {length:,} characters, but at most {most:,} are allowed"
            return {}, (Problem((), message),)
        return values, ()

    def _written(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "Version": self.version,
            "Metadata": self.metadata,
            "Parameters": [written(parameter) for parameter in self.parameters],
        }
        if self.experiment is not None:
            found[_EXPERIMENT] = written(self.experiment)
        return {
            **found,
            "Steps": [written(step) for step in self.steps],
            **(self.unknown_members or {}),
        }

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a definition, such as the ``pipeline_definition`` of ``describe_pipeline``.

        Steps of other types, and members that this release does not know, are kept. JSON ``null``
        is absent. Expressions become placeholders, which equal those that were written.

        Args:
            text: The JSON.

        Raises:
            ConversionError: the text is not a pipeline definition; the error has the path of each
                problem.
        """
        try:
            value = json_text.parsed(kinds.Document(), text)
        except json_text.UnreadableJsonError as error:
            problem = str(error)
        else:
            return cls.from_dict(value)
        raise ConversionError(f"{_UNREADABLE}: {problem}")

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Read a definition from JSON values, as :meth:`from_json` does.

        Raises:
            ConversionError: it is not a pipeline definition.
        """
        problems: list[Problem] = []
        given: object = value  # JSON can be something else
        if not is_map(given):
            problem = Problem((), f"expected an object, not {type(given).__name__}")
            raise conversion_error(_UNREADABLE, (problem,))
        members = {key: parsed(item) for key, item in value.items() if item is not None}
        lists: dict[str, list[Any]] = {"Steps": [], "Parameters": []}
        if "Steps" not in members:
            problems.append(Problem(("Steps",), "missing"))
        for name, read in (("Parameters", read_parameter), ("Steps", read_step)):
            try:
                lists[name] = read_list(members.get(name, []), Path((name,)), read)
            except UnreadableError as error:
                problems += error.problems
        if problems:
            raise conversion_error(_UNREADABLE, tuple(problems))
        unknown = {name: item for name, item in members.items() if name not in _MEMBERS}
        experiment = members.get(_EXPERIMENT)
        if experiment is not None:
            try:
                experiment = read_object(ExperimentConfig, experiment, Path((_EXPERIMENT,)))
            except (UnknownFormError, UnreadableError):
                unknown[_EXPERIMENT], experiment = experiment, None
        return cls(
            lists["Steps"],
            parameters=lists["Parameters"],
            experiment=experiment,
            metadata=members.get("Metadata", {}),
            version=members.get("Version", _VERSION),
            unknown_members=unknown or None,
        )


def _json(values: Any, indent: int | None = None) -> str:
    return json.dumps(values, indent=indent, ensure_ascii=False, allow_nan=False)
