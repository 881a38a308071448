"""Values at a path inside an object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.paths import Key
from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive

__all__ = ["is_in_sensitive", "value_at"]


def value_at(value: Any, steps: Sequence[Any]) -> Any:
    """Return the value at a path; ``None`` if there is none."""
    for step in steps:
        if isinstance(step, Key):
            value = value.get(step.name) if is_map(value) else None
        elif isinstance(step, int):
            value = value[step] if is_list(value) and step < len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def is_in_sensitive(value: Any, steps: Sequence[Any]) -> bool:
    """Return whether the value at a path is in a sensitive field."""
    for number, name in enumerate(steps):
        owner = value_at(value, steps[:number])
        if not isinstance(owner, Shape):
            continue
        cls: type[Shape] = type(owner)
        if name in cls.__wire_names__ and is_sensitive(cls, name):
            return True
    return False
