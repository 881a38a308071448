"""Checking: the problems of a definition that the service would refuse, each with its path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, Final

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._hints.names import either, nearest_values
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import is_list, numbered
from sagemaker_typed._schema.paths import Key, Path
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape
from sagemaker_typed.targets.places import is_in_sensitive, value_at
from sagemaker_typed.validation import violations

from .conditions import Comparison, Condition, In, Not, Or
from .expressions import GENERATED, UnwritableError, rendered
from .forms import Form, form_of
from .graph import cycle_in
from .limits import MAX_ATTEMPTS, MAX_EXPIRE_AFTER_MINUTES, most_parameters
from .options import (
    Dependency,
    OutputParameter,
    RetryPolicy,
    name_of,
)
from .outline import (
    OtherKey,
    PlacedStep,
    evaluated_within,
    placeholders_within,
    steps_within,
    values_within,
)
from .parameters import Parameter
from .references import Names, meant, outputs_of, problem_of, steps_of
from .request_steps import ProcessingStep, RequestStep
from .steps import ConditionStep, EMRServerlessStep, EMRStep, Retried, Step
from .texts import hint_for

__all__ = ["problems_of"]

STEPS: Final = Path(("steps",))
PARAMETERS: Final = Path(("parameters",))


def problems_of(
    steps: Sequence[Step], parameters: Sequence[Parameter], others: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield the problems of the parts of a definition, apart from its size.

    Args:
        steps: The steps.
        parameters: The parameters.
        others: Further parts that may have placeholders, by the name of their field.
    """
    misplaced = [*_misplaced(steps, Step, STEPS), *_misplaced(parameters, Parameter, PARAMETERS)]
    if misplaced:
        yield from misplaced
        return
    placed = [*steps_within(steps, STEPS)]
    names = Names(
        steps={place.step.name: place.step for place in reversed(placed)},
        parameters={parameter.name for parameter in parameters},
    )
    yield from _of_parameters(parameters)
    yield from _duplicates(STEPS, [place.step.name for place in placed], "step")
    for place in placed:
        yield from _of_step(place, names)
    for field, value in others.items():
        yield from _of_values(value, Path((field,)))
        for path, placeholder in placeholders_within(value, Path((field,))):
            yield from _of_placeholder(path, placeholder, names)
    if len(names.steps) == len(placed):
        yield from _cycles(placed)


def _misplaced(items: Sequence[Any], kind: type[Any], path: Path) -> Iterator[Problem]:
    """Yield the items of a list that are not of its class, also those inside condition steps."""
    for number, item in enumerate(items):
        yield from _misplaced_item(item, kind, path, number)


def _misplaced_item(
    item: object, kind: type[Any], path: Path, number: int | None = None
) -> Iterator[Problem]:
    place = path if number is None else path / number
    named = path / Key(str(getattr(item, "name", "")))
    match item:
        case _ if not isinstance(item, kind):
            found = item.__name__ if isinstance(item, type) else type(item).__name__
            yield Problem(place, f"expected a {kind.__name__}, not {found}")
        case ConditionStep():
            yield from _misplaced(item.if_steps, Step, named / "if_steps")
            yield from _misplaced(item.else_steps, Step, named / "else_steps")
            yield from _misplaced(item.conditions, Condition, named / "conditions")
        case Retried():
            yield from _misplaced(item.retry_policies, RetryPolicy, named / "retry_policies")
        case Or():
            yield from _misplaced(item.conditions, Condition, place / "conditions")
        case Not():
            yield from _misplaced_item(item.condition, Condition, place / "condition")
        case _:
            pass


def _of_condition(condition: Any, path: Path) -> Iterator[Problem]:
    for inside, value in _compared(condition, path):
        # A parameter, which has a ref, has a problem of its own.
        if not isinstance(value, str | int | float | Placeholder | Parameter):
            kind = type(value).__name__
            yield Problem(inside, f"expected a str, number, bool or placeholder, not {kind}")


def _compared(condition: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the values that a condition compares, each with its path."""
    if isinstance(condition, Comparison):
        yield path / "left", condition.left
        yield path / "right", condition.right
    elif isinstance(condition, In):
        yield path / "value", condition.value
        for number, value in enumerate(condition.values):
            yield path / "values" / number, value
    elif isinstance(condition, Not):
        yield from _compared(condition.condition, path / "condition")
    elif isinstance(condition, Or):
        for number, inner in enumerate(condition.conditions):
            yield from _compared(inner, path / "conditions" / number)


def _of_parameters(parameters: Sequence[Parameter]) -> Iterator[Problem]:
    from sagemaker_typed.sagemaker import Parameter as Value

    most = most_parameters()
    if len(parameters) > most:
        yield Problem(PARAMETERS, f"{len(parameters):,} parameters, but at most {most} are allowed")
    for parameter in parameters:
        path = PARAMETERS / Key(str(parameter.name))
        for found in violations(Value(name=parameter.name, value="")):
            yield Problem(path / "name", found.message)
        for field, message in parameter.problems():
            yield Problem(path / field, message)
    yield from _duplicates(PARAMETERS, [parameter.name for parameter in parameters], "parameter")


def _duplicates(path: Path, names: list[str], what: str) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(path / Key(name), f"{count} {what}s have this name; names must be unique")


def _of_step(place: PlacedStep, names: Names) -> Iterator[Problem]:
    step, path, _ = place
    untyped: Any = step
    yield from _of_names(step, path)
    yield from _of_enums(step, path)
    for number, dependency in enumerate(step.depends_on):
        inside = path / "depends_on" / number
        if _name(dependency) not in names.steps:
            yield Problem(inside, names.no_step(_name(dependency)))
    request: Any = getattr(step, "request", None)
    if isinstance(request, Shape) and isinstance(step, RequestStep):
        for found in violations(request, placeholders=True):
            inside = Path((*path, "request", *Path.parsed(found.path)))
            hint = ""
            if found.rule == "required" and found.path == step.generates:
                hint = "; generated_name lets the pipeline generate it"
            elif found.rule == "type":
                hint = hint_for(value_at(request, Path.parsed(found.path)))
            yield Problem(inside, found.message + hint)
    for field in ("request", "inputs"):
        for inside, name in evaluated_within(getattr(untyped, field, None), path / field):
            message = f"the pipeline would evaluate it, because its only key is {name!r}"
            yield Problem(inside, f"{message}; add another key, or pass ref(...) for an expression")
    if isinstance(step, ConditionStep):
        for number, condition in enumerate(step.conditions):
            yield from _of_condition(condition, path / "conditions" / number)
    if isinstance(step, Retried):
        for number, policy in enumerate(step.retry_policies):
            yield from _of_policy(policy, path / "retry_policies" / number)
    if isinstance(step, ProcessingStep):
        yield from _of_property_files(step, path / "property_files")
    if isinstance(step, EMRStep) and (step.cluster_id is None) == (step.cluster_config is None):
        yield Problem(path, "needs either cluster_id or cluster_config")
    if isinstance(step, EMRServerlessStep) and (
        (step.application_id is None) == (step.application_config is None)
    ):
        yield Problem(path, "needs either application_id or application_config")
    yield from _of_values(step, path)
    generated = (*path, "request", step.generates) if isinstance(step, RequestStep) else ()
    for inside, placeholder in placeholders_within(step, path):
        if placeholder is not GENERATED or tuple(inside) != generated:
            problems = _of_placeholder(inside, placeholder, names)
            is_shown = not is_in_sensitive(untyped, inside[len(path) :])
            yield from problems if is_shown else _hidden(problems)


def _name(step: Step | str | Dependency) -> str:
    return step.step_name if isinstance(step, Dependency) else name_of(step)


def _of_property_files(step: ProcessingStep, path: Path) -> Iterator[Problem]:
    outputs = outputs_of(step)
    for number, file in enumerate(step.property_files):
        if outputs is not None and file.output_name not in outputs:
            hint = meant(file.output_name, outputs)
            message = f"the step has no output {file.output_name!r}{hint}"
            yield Problem(path / number / "output_name", message)


def _of_values(part: Any, path: Path) -> Iterator[Problem]:
    """Yield the values that JSON does not have, apart from those of a request's fields."""
    request = (*path, "request")
    for place, value in values_within(part, path):
        if tuple(place)[: len(request)] == request and "unknown_members" not in place:
            continue
        if isinstance(value, OtherKey):
            kind = type(value.key).__name__
            yield Problem(place, f"JSON has no {kind} as a key, only str")
        elif isinstance(value, Parameter):
            yield Problem(place, f"the parameter {value.name!r} is not a value; use its ref")
        elif isinstance(value, float) and not isfinite(value):
            yield Problem(place, f"JSON has no {value}")
        elif not (value is None or isinstance(value, str | int | float | Placeholder)):
            yield Problem(place, f"JSON has no {type(value).__name__}")


def _of_placeholder(path: Path, placeholder: Placeholder, names: Names) -> Iterator[Problem]:
    try:
        rendered(placeholder)
    except UnwritableError as error:
        yield Problem(path, str(error))
    for message in problem_of(placeholder, names):
        yield Problem(path, message)


def _hidden(problems: Iterator[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield Problem(problem.steps, "the placeholder is not an expression of this pipeline")


def _of_names(step: Step, path: Path) -> Iterator[Problem]:
    from sagemaker_typed.sagemaker import PipelineExecutionStep

    if not step.name:
        yield Problem(path / "name", "a name must not be empty")
    described = PipelineExecutionStep(
        step_name=step.name,
        step_display_name=step.display_name,
        step_description=step.description,
    )
    for found in violations(described, placeholders=True):
        yield Problem(path / found.path.removeprefix("step_"), found.message)


def _of_enums(value: Any, path: Path) -> Iterator[Problem]:
    """Yield the values that their enums do not have, in an object and in the options inside."""
    form: Form = form_of(value.__class__)
    for member in form.members:
        content = getattr(value, member.field)
        inside = path / member.field
        items = [*numbered(content)] if is_list(content) else [(None, content)]
        for number, item in items:
            here = inside if number is None else inside / number
            if member.enum is not None:
                yield from _of_enum(item, member.enum, here)
            elif isinstance(item, Dependency | OutputParameter | RetryPolicy):
                yield from _of_enums(item, here)


def _of_enum(value: Any, enum: type[OpenEnum], path: Path) -> Iterator[Problem]:
    if isinstance(value, enum | Placeholder) or value in enum:
        return
    near = nearest_values(str(value), enum) if isinstance(value, str) else []
    hint = f"did you mean {either(near)}?" if near else f"expected one of {', '.join(enum)}"
    yield Problem(path, f"{value!r} is not a value of {enum.__name__}; {hint}")


def _of_policy(policy: RetryPolicy, path: Path) -> Iterator[Problem]:
    if not policy.exception_types:
        yield Problem(path / "exception_types", "at least one exception type is needed")
    if policy.max_attempts is not None and policy.expire_after_minutes is not None:
        yield Problem(path, "only one of max_attempts and expire_after_minutes is allowed")
    limits: list[tuple[str, Any, int, int | None]] = [
        ("interval_seconds", policy.interval_seconds, 0, None),
        ("backoff_rate", policy.backoff_rate, 0, None),
        ("max_attempts", policy.max_attempts, 1, MAX_ATTEMPTS),
        ("expire_after_minutes", policy.expire_after_minutes, 0, MAX_EXPIRE_AFTER_MINUTES),
    ]
    for name, value, least, most in limits:
        if value is None or isinstance(value, Placeholder):
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Problem(path / name, f"expected a number, not {type(value).__name__}")
            continue
        if value < least:
            yield Problem(path / name, f"{value} is less than the minimum, {least}")
        if most is not None and value > most:
            yield Problem(path / name, f"{value:,} is greater than the maximum, {most:,}")


def _cycles(placed: Sequence[PlacedStep]) -> Iterator[Problem]:
    waits_for: dict[str, set[str]] = {}
    for step, _, parent in placed:
        waits = waits_for.setdefault(step.name, set())
        waits |= {_name(one) for one in step.depends_on}
        for _, placeholder in placeholders_within(step, Path()):
            waits |= steps_of(placeholder)
        if parent is not None:
            waits.add(parent.name)
    cycle = cycle_in(waits_for)
    if cycle:
        yield Problem(STEPS, f"steps wait for each other: {' -> '.join(cycle)}")
