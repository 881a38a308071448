"""A violation: the rule that a value violates, its path and its message."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.walk import Place
from sagemaker_typed.enums import OpenEnum

from .fixes import kind

__all__ = [
    "MAX_INT",
    "Rule",
    "Violation",
    "ViolationValue",
    "is_showable",
    "shown",
    "violation",
]

Rule: TypeAlias = Literal[
    "required",
    "type",
    "enum",
    "union",
    "min_length",
    "max_length",
    "min",
    "max",
    "pattern",
    "time_zone",
    "json",
    "depth",
    "unknown",
    "placeholder",
]
"""The rules that a value can violate."""
ViolationValue: TypeAlias = str | int | float | Decimal | datetime
"""The types of refused values that a violation keeps."""

_MAX_SHOWN: Final = 80
# Python does not format an int with many more digits (`sys.set_int_max_str_digits`).
MAX_INT: Final[int] = 10**4000


@exported_from("sagemaker_typed.validation")
@attrs.frozen
class Violation:
    """A rule that a value violates."""

    path: str
    """The path to the value, such as ``production_variants[0].instance_type``."""
    rule: Rule
    """The name of the rule."""
    message: str
    """A description of the problem, with what is allowed and how to fix it."""
    value: ViolationValue | None = None
    """The refused str, number or datetime. ``None`` for other types and for sensitive values."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def violation(
    place: Place, rule: Rule, message: str, value: Any = None, then: str = ""
) -> Violation:
    """Return the violation of a rule.

    Args:
        place: The place of the value.
        rule: The rule.
        message: The message; a ``{}`` in it is replaced by the value, or by its type if the value
            must not be shown.
        value: The refused value.
        then: The end of the message.
    """
    if place.is_hidden or not is_showable(value):
        refused, value = kind(value), None
    else:
        value = str(value) if isinstance(value, OpenEnum) else value
        refused = shown(value)
    return Violation(str(place.path), rule, message.replace("{}", refused, 1) + then, value)


def is_showable(value: object) -> bool:
    """Return whether messages can show a value: a str, number or datetime."""
    return isinstance(value, str | int | float | Decimal | datetime)


def shown(value: object) -> str:
    """Return a value as messages show it."""
    if isinstance(value, str):
        is_long = len(value) > _MAX_SHOWN
        return repr(str.__str__(value[:_MAX_SHOWN])) + ("..." if is_long else "")
    if isinstance(value, int) and not -MAX_INT < value < MAX_INT:
        return "a very large int"
    return str(value)
