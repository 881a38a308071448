"""References: the steps and parameters that placeholders name, and those that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, Final, NamedTuple

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import is_list, numbered
from sagemaker_typed.targets.reference import Reference

from .expressions import references_in
from .request_steps import ProcessingStep
from .steps import CallbackStep, FailStep, LambdaStep, Step

__all__ = ["Names", "meant", "outputs_of", "problem_of", "steps_of"]

_SCOPES: Final = ("Steps", "Parameters", "Execution")
_EXPRESSION: Final = re.compile(
    r"(?P<scope>Steps|Parameters)\.(?P<name>[^.\[]+)(?P<rest>.*)", re.DOTALL
)
_PROPERTY_FILE: Final = re.compile(r"\.PropertyFiles\.([^.\[]+)")
_OUTPUT_PARAMETER: Final = re.compile(r"\.OutputParameters\['([^']*)'\]")
_OUTPUT: Final = re.compile(r"\.ProcessingOutputConfig\.Outputs\['([^']*)'\]")


class Names(NamedTuple):
    """The names that a definition has."""

    steps: Mapping[str, Step]
    parameters: Set[str]

    def no_step(self, name: str) -> str:
        """Return the message for the name of a step that does not exist."""
        return f"there is no step {name!r}{meant(name, self.steps)}"

    def no_parameter(self, name: str) -> str:
        """Return the message for the name of a parameter that does not exist."""
        hint = meant(name, self.parameters) or "; add it to the parameters of the definition"
        return f"there is no parameter {name!r}{hint}"


def meant(name: str, names: Any) -> str:
    """Return the end of a message: the names that a name was probably meant to be, if any."""
    near = nearest(name, names)
    return f"; did you mean {either(map(repr, near))}?" if near else ""


def steps_of(placeholder: Placeholder) -> set[str]:
    """Return the names of the steps to which a placeholder refers."""
    found = (_EXPRESSION.fullmatch(each.expression) for each in references_in(placeholder))
    return {match["name"] for match in found if match and match["scope"] == "Steps"}


def problem_of(placeholder: Placeholder, names: Names) -> Iterator[str]:
    """Yield a message for each reference in a placeholder to something that does not exist."""
    for reference in references_in(placeholder):
        match = _EXPRESSION.fullmatch(reference.expression)
        if match is None:
            yield from _of_scope(reference, names)
            continue
        name, rest = match["name"], match["rest"]
        if match["scope"] == "Parameters":
            if name not in names.parameters:
                yield names.no_parameter(name)
        elif name not in names.steps:
            yield names.no_step(name)
        else:
            yield from _of_property(names.steps[name], rest)


def _of_scope(reference: Reference, names: Names) -> Iterator[str]:
    scope, _, rest = reference.expression.partition(".")
    near = nearest(scope, _SCOPES)
    if scope == reference.expression and scope.isidentifier() and not near:
        found = nearest(scope, names.parameters) or [scope]
        expressions = either(f"ref('Parameters.{name}')" for name in found)
        hint = f"did you mean {expressions}, which is parameter.ref?"
        if scope in names.steps:
            hint = "a step is not a value; use one of its properties"
        yield f"{reference!r} is not an expression of a pipeline; {hint}"
        return
    # Other names may be newer scopes.
    if not scope.isidentifier() or not rest or (near and scope not in near):
        hint = f"; did you mean {either(f'{name}.' for name in near)}?" if near else ""
        yield (
            f"{reference!r} is not an expression of a pipeline: it starts with "
            f"{either(f'{name}.' for name in _SCOPES)} and a name{hint}"
        )


def _of_property(step: Step, rest: str) -> Iterator[str]:
    if not rest:
        yield f"the step {step.name!r} is not a value; use one of its properties"
    if isinstance(step, FailStep):
        yield f"the step {step.name!r} ends the execution, and has no properties"
    for pattern, what, names in _parts(step):
        match = pattern.match(rest)
        if match and match[1] not in names:
            hint = meant(match[1], names)
            yield f"the step {step.name!r} has no {what} {match[1]!r}{hint}"


def _parts(step: Step) -> Iterator[tuple[re.Pattern[str], str, list[str]]]:
    if isinstance(step, LambdaStep | CallbackStep):
        yield _OUTPUT_PARAMETER, "output parameter", [output.name for output in step.outputs]
    if isinstance(step, ProcessingStep):
        yield _PROPERTY_FILE, "property file", [file.name for file in step.property_files]
        outputs = outputs_of(step)
        if outputs is not None:
            yield _OUTPUT, "output", outputs


def outputs_of(step: ProcessingStep) -> list[str] | None:
    """Return the names of the outputs of a processing step; ``None`` if placeholders hide them."""
    config: Any = step.request.processing_output_config
    if config is None:
        return []
    outputs = getattr(config, "outputs", None)
    if not is_list(outputs):
        return None
    names = [getattr(output, "output_name", None) for _, output in numbered(outputs)]
    return [str(name) for name in names] if all(isinstance(n, str) for n in names) else None
