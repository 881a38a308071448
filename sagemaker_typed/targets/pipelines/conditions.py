"""Conditions of a condition step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import attrs

from .options import listed

__all__ = [
    "Comparison",
    "Condition",
    "Equals",
    "GreaterThan",
    "GreaterThanOrEqualTo",
    "In",
    "LessThan",
    "LessThanOrEqualTo",
    "Not",
    "Or",
    "OtherCondition",
]

# Values are declared with the types that conditions compare. A placeholder is declared `Any`, so it
# is allowed too.


class Condition:
    """Base of the conditions."""

    __slots__ = ()

    type_name: ClassVar[str] = ""
    """The name of the type in the definition."""


@attrs.define
class Comparison(Condition):
    """Base of the conditions that compare two values."""

    left: str | float | bool
    """The left value, or a placeholder."""
    right: str | float | bool
    """The right value, or a placeholder."""


@attrs.define
class Equals(Comparison):
    """Two values are equal."""

    type_name: ClassVar[str] = "Equals"


@attrs.define
class GreaterThan(Comparison):
    """The left value is greater."""

    type_name: ClassVar[str] = "GreaterThan"


@attrs.define
class GreaterThanOrEqualTo(Comparison):
    """The left value is greater, or both are equal."""

    type_name: ClassVar[str] = "GreaterThanOrEqualTo"


@attrs.define
class LessThan(Comparison):
    """The left value is less."""

    type_name: ClassVar[str] = "LessThan"


@attrs.define
class LessThanOrEqualTo(Comparison):
    """The left value is less, or both are equal."""

    type_name: ClassVar[str] = "LessThanOrEqualTo"


@attrs.define
class In(Condition):
    """A value is one of several."""

    type_name: ClassVar[str] = "In"

    value: str | float | bool
    """The value, or a placeholder."""
    values: Sequence[str | float | bool]
    """The values among which it must be; placeholders are allowed."""

    def __attrs_post_init__(self) -> None:
        self.values = listed("values", self.values)


@attrs.define
class Not(Condition):
    """A condition is false."""

    type_name: ClassVar[str] = "Not"

    condition: Condition
    """The condition."""


@attrs.define
class Or(Condition):
    """At least one condition is true."""

    type_name: ClassVar[str] = "Or"

    conditions: Sequence[Condition]
    """The conditions."""

    def __attrs_post_init__(self) -> None:
        self.conditions = listed("conditions", self.conditions)


@attrs.define
class OtherCondition(Condition):
    """A condition whose type or form this release does not know; it is kept unchanged."""

    members: Mapping[str, Any]
    """The members of the condition by name, with placeholders."""
