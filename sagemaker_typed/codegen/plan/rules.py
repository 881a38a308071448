"""The rules of one service: the areas of its resources, noun overrides and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from sagemaker_typed.codegen.model.services import ServiceEntry

from . import naming


@attrs.frozen
class Noun:
    """One row of ``[[nouns]]``: the resource that a noun in an operation name belongs to."""

    noun: str
    resource: str
    reason: str


@attrs.frozen
class Correction:
    """One row of ``[[corrections]]``: a correction of the model, or a new name for a class."""

    structure: str
    """The name of the shape: a structure, the enum of a status, or a type of secrets."""
    change: str
    reason: str
    member: str | None = None
    to: str | None = None
    value: str | None = None


@attrs.frozen
class Rules:
    """The content of ``rooms.toml`` for one service. Without areas, there is only one module."""

    areas: Mapping[str, str]
    """Area by resource."""
    area_reasons: Mapping[str, str]
    nouns: Mapping[str, Noun]
    corrections: tuple[Correction, ...]
    set_aside: frozenset[str]
    """Resources that do not count as users of a shape, because they use too many of them."""
    reference: str | None = None
    """The URL of an API reference page, with ``{}`` for the shape or operation, if not by rule."""
    entry: ServiceEntry | None = None
    """The names of the service in ``model.lock``, if it is there."""
    old_names: Mapping[str, str] = {}
    """The deprecated public names in ``model.lock``, and the shape of each."""

    def resource_of(self, noun: str) -> str:
        """Return the resource for the noun of an operation."""
        row = self.nouns.get(noun) or self.nouns.get(singular(noun))
        return row.resource if row else naming.module_name(singular(noun))

    def has_row(self, noun: str) -> bool:
        """Return whether a row names the resource for a noun."""
        return noun in self.nouns or singular(noun) in self.nouns

    def unused(self, operations: Iterable[str]) -> tuple[str, ...]:
        """Return a note for each row about resources and nouns that changes nothing.

        Args:
            operations: The names of all operations.
        """
        if not self.areas:
            return unused_rows(
                f"[[nouns]] {noun} (the service has no areas)" for noun in self.nouns
            )
        nouns = {operation_noun(name) for name in operations}
        known_nouns = nouns | {singular(noun) for noun in nouns}
        rows = [f"[[nouns]] {noun}" for noun in self.nouns if noun not in known_nouns]
        rows += [
            f"[[nouns]] {row.noun} (its resource is {row.resource} even without the row)"
            for row in self.nouns.values()
            if naming.module_name(singular(row.noun)) == row.resource
        ]
        used = {self.resource_of(noun) for noun in nouns}
        filled = set(self.areas.values())
        rows += [f"[areas.{area}]" for area in self.area_reasons if area not in filled]
        rows += [
            f"resource {resource} of area {area}"
            for resource, area in self.areas.items()
            if resource not in used
        ]
        return unused_rows(rows)

    def renamed(self, shape: str) -> str:
        """Return the class name of a shape that is not an input or output of an operation."""
        for row in self.corrections:
            if row.change == "rename" and row.structure == shape and row.to:
                return row.to
        return naming.class_name(shape)


def unused_rows(rows: Iterable[str]) -> tuple[str, ...]:
    """Return a note for each row of ``rooms.toml`` that changes nothing."""
    return tuple(f"rooms.toml: {row} has no effect on the model; remove the row" for row in rows)


def singular(noun: str) -> str:
    """Return a noun without its plural ending."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("xes", "sses", "ches", "shes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun[:-1]
    return noun


def operation_noun(operation: str) -> str:
    """Return the name of an operation without its verb: ``Cluster`` for ``CreateCluster``.

    ``Batch`` counts as part of the verb. A name that is only a verb (``Search``) is its own noun.
    """
    parts = naming.words(operation)
    verbs = 2 if parts[0] == "Batch" else 1
    return "".join(parts[verbs:]) or operation
