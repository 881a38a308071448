"""The results of a comparison: differences of the model, and what each means for users."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias, cast

import attrs

from sagemaker_typed.codegen.model.shapes import Service
from sagemaker_typed.codegen.plan.rules import Rules

Kind: TypeAlias = Literal[
    "service", "operation", "error", "shape", "member", "values", "paginator", "waiter"
]
Change: TypeAlias = Literal["added", "removed", "changed"]
Effect: TypeAlias = Literal["breaking", "additive", "invisible"]
Use: TypeAlias = Literal["requests", "responses", "errors"]
Value: TypeAlias = "str | float | bool | tuple[Value, ...] | None"
"""A value of a model, as JSON has it, with tuples for lists."""

EFFECTS: Final[tuple[Effect, ...]] = ("breaking", "additive", "invisible")
"""From the worst to the best."""
NO_RULES: Final = Rules({}, {}, {}, (), frozenset())


@attrs.frozen
class Difference:
    """One difference between two service models, in the names of the model."""

    kind: Kind
    change: Change
    subject: str
    """The service, operation, shape or waiter."""
    part: str = ""
    """The member of a structure, or the error of an operation."""
    aspect: str = ""
    """The property that changed, such as ``required`` or ``maximum``."""
    old: Value = None
    new: Value = None

    @property
    def wire_name(self) -> str:
        """The subject, with its part after a dot."""
        return f"{self.subject}.{self.part}" if self.part else self.subject


@attrs.frozen
class Fact:
    """A difference, and what it means for users of this package."""

    difference: Difference
    used: tuple[Use, ...]
    """Where operations use the shape; empty for a shape that no operation uses."""
    effect: Effect
    reason: str
    names: tuple[str, ...]
    """The import paths, fields, values or methods that it is about, in Python."""
    replacement: str | None = None
    """The class or type that replaces a name, which becomes a deprecated alias of it."""


@attrs.frozen
class ServiceChanges:
    """The changes of one service."""

    old: Service | None
    """``None`` if the service is new."""
    new: Service | None
    """``None`` if the service was removed."""
    facts: tuple[Fact, ...]
    rules: Rules = NO_RULES
    """The rules of the service in ``rooms.toml``."""

    @property
    def service(self) -> Service:
        """The service, in the new model if it is there."""
        return cast("Service", self.new or self.old)

    @property
    def effect(self) -> Effect:
        """The worst effect."""
        return worst(fact.effect for fact in self.facts)


@attrs.frozen
class Changes:
    """The changes of all services that differ."""

    old: str
    """The version of botocore, or the path of the model."""
    new: str
    services: tuple[ServiceChanges, ...]
    date: str | None = None
    """The date of the new version, such as ``2026/11/20``."""
    notes: tuple[str, ...] = ()
    """The parts that could not be compared, with the reasons."""

    @property
    def effect(self) -> Effect:
        """The worst effect; ``invisible`` if nothing changed."""
        return worst(change.effect for change in self.services)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all services."""
        return tuple(fact for change in self.services for fact in change.facts)


def worst(effects: Iterable[Effect]) -> Effect:
    """Return the worst effect; ``invisible`` if there is none."""
    found = {*effects}
    for effect in EFFECTS:
        if effect in found:
            return effect
    return "invisible"
