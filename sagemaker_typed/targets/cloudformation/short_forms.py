"""References that are not placeholders: dicts of JSON templates, and short forms of YAML."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from sagemaker_typed._conversion.violation import Violation
from sagemaker_typed._schema.paths import Path
from sagemaker_typed.operation import Shape
from sagemaker_typed.targets.places import is_in_sensitive, value_at

from .functions import FUNCTIONS
from .intrinsics import is_intrinsic

__all__ = ["explained", "placeholder_text"]

_SHORT: Final = re.compile(r"!(\w+) +(\S.*)", re.DOTALL)
_PLAIN: Final = ("Ref", "GetAtt")


def placeholder_text(value: object) -> str:
    """Return how to write a reference as a placeholder; empty if the value is not a reference."""
    found = _SHORT.fullmatch(value) if isinstance(value, str) else None
    if found is not None:
        name, argument = found.groups()
        if name in _PLAIN:
            return f"ref({argument!r})"
        if name == "Sub":
            return f"sub({argument!r})"
        return f"intrinsic({{'Fn::{name}': ...}})" if name in FUNCTIONS else ""
    if not is_intrinsic(value):
        return ""
    untyped: Any = value
    ((name, argument),) = untyped.items()
    return f"ref({argument!r})" if name == "Ref" else f"intrinsic({{{name!r}: ...}})"


def explained(request: Shape, violations: tuple[Violation, ...]) -> tuple[Violation, ...]:
    """Return violations, with the placeholder to pass for a value that is a reference."""
    return tuple(_explained(request, violation) for violation in violations)


def _explained(request: Shape, violation: Violation) -> Violation:
    path = Path.parsed(violation.path)
    text = placeholder_text(value_at(request, path))
    if not text or is_in_sensitive(request, path):
        return violation
    return attrs.evolve(violation, message=f"{violation.message}; for a reference, pass {text}")
