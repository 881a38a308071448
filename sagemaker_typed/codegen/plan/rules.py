"""``rooms.toml``: areas, noun overrides and corrections, every row with a reason and with a use."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.services import SERVICES
from sagemaker_typed.codegen.model.shapes import Member, Service, Structure

from . import naming

ROOMS_FILE: Final = Path(__file__).parent.with_name("rooms.toml")

_MODULE_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_PACKAGE_MODULES: Final = frozenset(
    {"client", "common", "errors", "instance_types", "shapes", "waiters"}
)
_TABLES: Final = frozenset({"areas", "corrections", "nouns", "set_aside"})
_AREA_MODULES: Final = frozenset({"enums", "lists", "operations", "scalars", "shared"})


@attrs.frozen
class Noun:
    """One row of ``[[nouns]]``: the noun of an operation name belongs to another resource."""

    noun: str
    resource: str
    reason: str


@attrs.frozen
class Correction:
    """One row of ``[[corrections]]``: what the model says wrongly, or what we name otherwise."""

    structure: str
    change: str
    reason: str
    member: str | None = None
    to: str | None = None


@attrs.frozen
class Rules:
    """The content of ``rooms.toml`` for one service. Without areas, all is in one module."""

    areas: Mapping[str, str]
    """Area by resource."""
    area_reasons: Mapping[str, str]
    nouns: Mapping[str, Noun]
    corrections: tuple[Correction, ...]
    set_aside: frozenset[str]
    """Resources that do not count as users of a shape, because they reach half of the service."""

    def resource_of(self, noun: str, operation: str) -> str:
        """The resource for an operation's noun.

        Raises:
            GenerationError: no area lists the resource; the message has the line to add.
        """
        row = self.nouns.get(noun) or self.nouns.get(singular(noun))
        resource = row.resource if row else naming.module_name(singular(noun))
        if resource not in self.areas:
            raise GenerationError(
                f"operation {operation}: no area has the resource {resource!r}. Add "
                f'"{resource}" to the resources of one of the areas '
                f"({', '.join(sorted(self.area_reasons))}) in rooms.toml, or, if it is a part of "
                f'another resource: [[nouns]] noun = "{singular(noun)}" resource = "..." '
                'reason = "..."'
            )
        return resource

    def refuse_unused(self, operations: Mapping[str, str]) -> None:
        """Refuse resources and noun rows that no operation uses; ``operations`` is noun by name."""
        nouns = set(operations.values())
        known_nouns = nouns | {singular(noun) for noun in nouns}
        unused = [f"[[nouns]] {noun}" for noun in self.nouns if noun not in known_nouns]
        unused += [
            f"[[nouns]] {row.noun} (its resource is {row.resource} without the row)"
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
        """The class name of a shape that is not an operation's input or output."""
        for row in self.corrections:
            if row.change == "rename" and row.structure == shape and row.to:
                return row.to
        return naming.class_name(shape)


def refuse_rows(unused: Iterable[str]) -> None:
    """Refuse rows that have no use, if there are any."""
    rows = list(unused)
    if rows:
        raise GenerationError(
            "rooms.toml has rows that nothing in the model uses; remove them: " + "; ".join(rows)
        )


def singular(noun: str) -> str:
    """A noun without its plural ending."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun[:-1]
    return noun


def operation_noun(operation: str) -> str:
    """An operation's name without its verb: ``Cluster`` of ``CreateCluster``.

    ``Batch`` counts as part of the verb. A verb alone (``Search``) is its own noun.
    """
    parts = naming.words(operation)
    verbs = 2 if parts[0] == "Batch" else 1
    return "".join(parts[verbs:]) or operation


def read_rules(path: Path = ROOMS_FILE, *, package: str = SERVICES[0].package) -> Rules:
    """Read ``rooms.toml``.

    The first service's tables are the outermost; those of another are below its package's name,
    such as ``[[metrics.corrections]]``.

    Raises:
        GenerationError: a row without a reason, or of a form that is not known.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GenerationError(f"rooms.toml is not TOML: {error}") from error
    first, *others = (entry.package for entry in SERVICES)
    _refuse_other_tables(content, {*_TABLES, *others})
    if package != first:
        content = content.get(package, {})
        _refuse_other_tables(content, _TABLES)
    areas: dict[str, str] = {}
    area_reasons: dict[str, str] = {}
    tables: dict[str, dict[str, Any]] = content.get("areas", {})
    for area, row in tables.items():
        _reason(f"[areas.{area}]", row)
        if set(row) != {"reason", "resources"}:
            raise GenerationError(
                f"rooms.toml: [areas.{area}] must have a reason and resources, and no more"
            )
        _check_module_names(area, row["resources"])
        area_reasons[area] = row["reason"]
        for resource in row["resources"]:
            if resource in areas:
                raise GenerationError(
                    f"rooms.toml: resource {resource!r} is in {areas[resource]} and in {area}"
                )
            areas[resource] = area
    nouns = [
        Noun(**_row("[[nouns]]", row, {"noun", "resource"})) for row in content.get("nouns", ())
    ]
    twice = sorted({row.noun for row in nouns if [r.noun for r in nouns].count(row.noun) > 1})
    if twice:
        raise GenerationError(f"rooms.toml: a noun has two rows: {', '.join(twice)}")
    set_aside = content.get("set_aside", {})
    for resource, reason in set_aside.items():
        if resource not in areas or not reason:
            raise GenerationError(
                f"rooms.toml: [set_aside] {resource} must be a resource of an area, with a reason"
            )
    return Rules(
        areas=areas,
        area_reasons=area_reasons,
        nouns={row.noun: row for row in nouns},
        corrections=tuple(_correction(row) for row in content.get("corrections", ())),
        set_aside=frozenset(set_aside),
    )


def _refuse_other_tables(content: Mapping[str, Any], known: Set[str]) -> None:
    unknown = sorted(content.keys() - known)
    if unknown:
        raise GenerationError(
            f"rooms.toml: {', '.join(unknown)}: a table is one of {', '.join(sorted(known))}"
        )


def _check_module_names(area: str, resources: Iterable[str]) -> None:
    for name, taken in ((area, _PACKAGE_MODULES), *((r, _AREA_MODULES) for r in resources)):
        if not _MODULE_NAME.fullmatch(name) or keyword.iskeyword(name) or name in taken:
            raise GenerationError(
                f"rooms.toml: {name!r} cannot be a module of ours; it must be of the form "
                f"{_MODULE_NAME.pattern}, no keyword, and not one of {', '.join(sorted(taken))}"
            )


def rules_for(service: Service, rules: Rules) -> Rules:
    """The rules that a service model uses, for a model that is not the locked one."""
    nouns = [operation_noun(name) for name in service.operations]
    names = {*nouns, *map(singular, nouns)}
    used = {rules.resource_of(operation_noun(name), name) for name in service.operations}

    def applies(row: Correction) -> bool:
        shape = service.shapes.get(row.structure)
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


def _reason(where: str, row: Mapping[str, Any]) -> str:
    reason = row.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise GenerationError(f"rooms.toml: {where} needs a reason: {dict(row)!r}")
    return reason


def _row(where: str, row: Mapping[str, Any], keys: set[str]) -> dict[str, str]:
    _reason(where, row)
    if set(row) != keys | {"reason"}:
        raise GenerationError(
            f"rooms.toml: a row of {where} has the keys {', '.join(sorted(keys))} and reason, "
            f"not {', '.join(sorted(row))}"
        )
    return {key: str(value) for key, value in row.items()}


_CORRECTION_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "optional": frozenset({"structure", "change", "member"}),
    "rename": frozenset({"structure", "change", "to"}),
}


def _correction(row: Mapping[str, Any]) -> Correction:
    keys = _CORRECTION_KEYS.get(str(row.get("change")))
    if keys is None:
        raise GenerationError(
            f"rooms.toml: change is one of {', '.join(sorted(_CORRECTION_KEYS))}: {dict(row)!r}"
        )
    return Correction(**_row("[[corrections]]", row, set(keys)))


def corrected(service: Service, rules: Rules) -> Service:
    """The service with the corrections applied.

    Raises:
        GenerationError: a correction that changes nothing.
    """
    _check_renames(rules)
    shapes = dict(service.shapes)
    useless: list[str] = []
    for row in rules.corrections:
        shape = shapes.get(row.structure)
        what = f"[[corrections]] {row.structure}.{row.member or row.to}"
        if row.change == "rename":
            if shape is None or naming.class_name(row.structure) == row.to:
                useless.append(what)
            continue
        changed = _with_optional(shape, row) if isinstance(shape, Structure) else None
        if changed is None:
            useless.append(f"{what} (the model does not require such a member)")
        else:
            shapes[row.structure] = changed
    refuse_rows(useless)
    return attrs.evolve(service, shapes=shapes)


def _check_renames(rules: Rules) -> None:
    renames = [row for row in rules.corrections if row.change == "rename"]
    for number, row in enumerate(renames):
        if not naming.is_class_name(row.to or ""):
            raise GenerationError(
                f"rooms.toml: {row.structure} cannot be renamed to {row.to!r}: that is no name "
                "for a class, or one that the generated modules use"
            )
        if row.structure in {earlier.structure for earlier in renames[:number]}:
            raise GenerationError(f"rooms.toml: {row.structure} is renamed twice")


def _with_optional(structure: Structure, row: Correction) -> Structure | None:
    members: list[Member] = []
    found = False
    for member in structure.members:
        if member.name == row.member and member.required:
            found = True
            members.append(attrs.evolve(member, required=False, may_be_absent=row.reason))
        else:
            members.append(member)
    return attrs.evolve(structure, members=tuple(members)) if found else None
