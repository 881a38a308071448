"""The rules of one service: the areas of its resources, noun overrides and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import Service, Structure

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
    """The name of the shape: a structure, or the enum of a status."""
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

    def resource_of(self, noun: str, operation: str) -> str:
        """Return the resource for the noun of an operation.

        Raises:
            GenerationError: the resource is in no area; the message has the line to add.
        """
        row = self.nouns.get(noun) or self.nouns.get(singular(noun))
        resource = row.resource if row else naming.module_name(singular(noun))
        if resource not in self.areas:
            raise GenerationError(
                f"operation {operation}: no area has the resource {resource!r}. In rooms.toml, add "
                f'"{resource}" to the resources of one of the areas '
                f"({', '.join(sorted(self.area_reasons))}), or, if it is part of another resource, "
                f'add a row: [[nouns]] noun = "{singular(noun)}" resource = "..." reason = "..."'
            )
        return resource

    def refuse_unused(self, operations: Mapping[str, str]) -> None:
        """Refuse resources and nouns that no operation uses.

        Args:
            operations: Noun by operation name.
        """
        nouns = set(operations.values())
        known_nouns = nouns | {singular(noun) for noun in nouns}
        unused = [f"[[nouns]] {noun}" for noun in self.nouns if noun not in known_nouns]
        unused += [
            f"[[nouns]] {row.noun} (its resource is {row.resource} even without the row)"
            for row in self.nouns.values()
            if naming.module_name(singular(row.noun)) == row.resource
        ]
        used = {self.resource_of(noun, name) for name, noun in operations.items()}
        filled = set(self.areas.values())
        unused += [f"[areas.{area}]" for area in self.area_reasons if area not in filled]
        unused += [
            f"resource {resource} of area {area}"
            for resource, area in self.areas.items()
            if resource not in used
        ]
        refuse_rows(unused)

    def renamed(self, shape: str) -> str:
        """Return the class name of a shape that is not an input or output of an operation."""
        for row in self.corrections:
            if row.change == "rename" and row.structure == shape and row.to:
                return row.to
        return naming.class_name(shape)


def refuse_rows(unused: Iterable[str]) -> None:
    """Raise an error if there are unused rows."""
    rows = list(unused)
    if rows:
        raise GenerationError(
            "rooms.toml has rows that have no effect on the model; remove them: " + "; ".join(rows)
        )


def singular(noun: str) -> str:
    """Return a noun without its plural ending."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
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


def rules_for(service: Service, rules: Rules) -> Rules:
    """Return the rules that apply to a service model that is not the locked one."""
    nouns = [operation_noun(name) for name in service.operations]
    names = {*nouns, *map(singular, nouns)}
    used = {rules.resource_of(operation_noun(name), name) for name in service.operations}

    def applies(row: Correction) -> bool:
        shape = service.shapes.get(row.structure)
        if row.change not in {"optional", "rename"}:
            return True
        if row.change == "rename" or not isinstance(shape, Structure):
            return shape is not None
        return any(member.name == row.member and member.required for member in shape.members)

    areas = {resource: area for resource, area in rules.areas.items() if resource in used}
    filled = set(areas.values())
    return attrs.evolve(
        rules,
        areas=areas,
        area_reasons={a: reason for a, reason in rules.area_reasons.items() if a in filled},
        nouns={noun: row for noun, row in rules.nouns.items() if noun in names},
        corrections=tuple(row for row in rules.corrections if applies(row)),
    )
