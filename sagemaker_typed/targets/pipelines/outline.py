"""The outline of a definition: its steps with their paths, and the placeholders in each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import attrs
from typing_extensions import TypeIs

from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.paths import Key, Path
from sagemaker_typed.operation import Shape

from .expressions import parsed
from .parameters import Parameter
from .steps import ConditionStep, Step

__all__ = [
    "OtherKey",
    "PlacedStep",
    "evaluated_within",
    "placeholders_within",
    "steps_within",
    "values_within",
]


class PlacedStep(NamedTuple):
    """A step, where it is, and the condition step that decides whether it runs."""

    step: Step
    path: Path
    parent: ConditionStep | None = None


class OtherKey(NamedTuple):
    """A key of a map that is not a ``str``, as JSON's keys are."""

    key: object


def steps_within(
    steps: Sequence[Step], path: Path, parent: ConditionStep | None = None
) -> Iterator[PlacedStep]:
    """Yield the steps of a list, each followed by the steps inside it."""
    for step in steps:
        place = path / Key(str(step.name))
        yield PlacedStep(step, place, parent)
        if isinstance(step, ConditionStep):
            yield from steps_within(step.if_steps, place / "if_steps", step)
            yield from steps_within(step.else_steps, place / "else_steps", step)


def is_attrs(value: object) -> TypeIs[attrs.AttrsInstance]:
    """Return whether a value is an object of an attrs class."""
    return attrs.has(type(value))


def placeholders_within(value: Any, path: Path) -> Iterator[tuple[Path, Placeholder]]:
    """Yield the placeholders in the fields of an object, without those of steps inside it."""
    for place, found in values_within(value, path):
        if isinstance(found, Placeholder):
            yield place, found


def values_within(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the values in the fields of an object at any depth, without those of steps inside it.

    These are also the keys of maps that are not ``str``, each as an ``OtherKey``. A parameter that
    is a value is not made of values: it is used by mistake.
    """
    if isinstance(value, Shape):
        for name in value.__wire_names__:
            yield from values_within(getattr(value, name), path / name)
        yield from values_within(value.unknown_members, path / "unknown_members")
    elif is_map(value):
        for key, item in entries(value):
            if not isinstance(key, str):
                yield path, OtherKey(key)
            yield from values_within(item, path / Key(str(key)))
    elif is_list(value):
        for number, item in numbered(value):
            if not isinstance(item, Step):
                yield from values_within(item, path / number)
    elif is_attrs(value) and not isinstance(value, Placeholder | Parameter):
        for field in attrs.fields(value.__class__):
            yield from values_within(getattr(value, field.name), path / field.name)
    else:
        yield path, value


def evaluated_within(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each map that a pipeline takes for an expression, with its path and its only key."""
    if isinstance(value, Shape):
        for name in value.__wire_names__:
            yield from evaluated_within(getattr(value, name), path / name)
    elif is_map(value):
        if len(value) == 1 and isinstance(parsed(value), Placeholder):
            yield path, str(next(iter(value)))
        for key, item in entries(value):
            yield from evaluated_within(item, path / Key(str(key)))
    elif is_list(value):
        for number, item in numbered(value):
            yield from evaluated_within(item, path / number)
