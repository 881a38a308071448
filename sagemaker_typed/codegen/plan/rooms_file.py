"""Read ``rooms.toml`` and check the form of every row."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, Final

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.services import SERVICES

from .rules import Correction, Noun, Rules

ROOMS_FILE: Final = "codegen/rooms.toml"
"""Its path in the package."""

_MODULE_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_PACKAGE_MODULES: Final = frozenset(
    {"client", "common", "errors", "instance_types", "shapes", "waiters"}
)
_TABLES: Final = frozenset({"areas", "corrections", "nouns", "set_aside"})
_AREA_MODULES: Final = frozenset({"enums", "lists", "operations", "scalars", "shared"})


def read_rules(path: Path, *, package: str = SERVICES[0].package) -> Rules:
    """Read ``rooms.toml``.

    The tables of the first service are at the top level. Those of another service are below the
    name of its package, such as ``[[metrics.corrections]]``.

    Raises:
        GenerationError: a row has no reason, or its form is unknown.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GenerationError(f"rooms.toml is not valid TOML: {error}") from error
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
                f"rooms.toml: [areas.{area}] must have the keys reason and resources, "
                f"got {', '.join(sorted(row))}"
            )
        _check_module_names(area, row["resources"])
        area_reasons[area] = row["reason"]
        for resource in row["resources"]:
            if resource in areas:
                raise GenerationError(
                    f"rooms.toml: resource {resource!r} is in two areas: "
                    f"{areas[resource]} and {area}"
                )
            areas[resource] = area
    nouns = [
        Noun(**_row("[[nouns]]", row, {"noun", "resource"})) for row in content.get("nouns", ())
    ]
    twice = sorted({row.noun for row in nouns if [r.noun for r in nouns].count(row.noun) > 1})
    if twice:
        raise GenerationError(f"rooms.toml: [[nouns]] has duplicate rows for {', '.join(twice)}")
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
            f"rooms.toml: unknown table {', '.join(unknown)}; "
            f"the known tables are {', '.join(sorted(known))}"
        )


def _check_module_names(area: str, resources: Iterable[str]) -> None:
    for name, taken in ((area, _PACKAGE_MODULES), *((r, _AREA_MODULES) for r in resources)):
        if not _MODULE_NAME.fullmatch(name) or keyword.iskeyword(name) or name in taken:
            raise GenerationError(
                f"rooms.toml: {name!r} cannot be a module name; it must match "
                f"{_MODULE_NAME.pattern}, must not be a keyword, and must not be one of "
                f"{', '.join(sorted(taken))}"
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
            f"rooms.toml: a row of {where} must have the keys {', '.join(sorted(keys))} and "
            f"reason, got {', '.join(sorted(row))}"
        )
    return {key: str(value) for key, value in row.items()}


_CORRECTION_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "final": frozenset({"structure", "change", "value"}),
    "items": frozenset({"structure", "change", "member"}),
    "not_final": frozenset({"structure", "change", "value"}),
    "optional": frozenset({"structure", "change", "member"}),
    "rename": frozenset({"structure", "change", "to"}),
}


def _correction(row: Mapping[str, Any]) -> Correction:
    keys = _CORRECTION_KEYS.get(str(row.get("change")))
    if keys is None:
        raise GenerationError(
            f"rooms.toml: change must be one of {', '.join(sorted(_CORRECTION_KEYS))}: "
            f"{dict(row)!r}"
        )
    return Correction(**_row("[[corrections]]", row, set(keys)))
