"""A violation: which rule a value breaks, where, and in what words."""

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
    "MOST_OF_ALL",
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
]
"""What a value can violate."""
ViolationValue: TypeAlias = str | int | float | Decimal | datetime
"""What is shown of a value that is refused."""

_LONGEST_SHOWN: Final = 80
# More digits than these Python does not write (`sys.set_int_max_str_digits`).
MOST_OF_ALL: Final[int] = 10**4000


@exported_from("sagemaker_typed.validation")
@attrs.frozen
class Violation:
    """A rule that a value does not keep."""

    path: str
    """The way to the value by field names, such as ``production_variants[0].instance_type``."""
    rule: Rule
    """Which rule it is."""
    message: str
    """What is wrong, what is allowed, and the way out."""
    value: ViolationValue | None = None
    """The text, number or time that is refused. ``None`` for anything else, and for a sensitive
    value, which is not kept here."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def violation(
    place: Place, rule: Rule, message: str, value: Any = None, then: str = ""
) -> Violation:
    """The violation of a rule at a place; ``message`` may have ``{}``, for what is refused."""
    if place.is_hidden or not is_showable(value):
        refused, value = kind(value), None
    else:
        value = str(value) if isinstance(value, OpenEnum) else value
        refused = shown(value)
    return Violation(str(place.path), rule, message.replace("{}", refused, 1) + then, value)


def is_showable(value: object) -> bool:
    """Whether a value can be in a message: a str, a number or a time."""
    return isinstance(value, str | int | float | Decimal | datetime)


def shown(value: object) -> str:
    """A value as messages show it."""
    if isinstance(value, str):
        long = len(value) > _LONGEST_SHOWN
        return repr(str.__str__(value[:_LONGEST_SHOWN])) + ("..." if long else "")
    if isinstance(value, int) and not -MOST_OF_ALL < value < MOST_OF_ALL:
        return "a number"
    return str(value)
