"""Read ``rooms.toml`` and check the form of every row."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, Final, cast

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.store import SAGEMAKER

from .naming import RESERVED_MODULES
from .rules import Correction, Noun, Rules

ROOMS_FILE: Final = "codegen/rooms.toml"
"""Its path in the package."""

_MODULE_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_PACKAGE_MODULES: Final = frozenset(
    {"async_client", "client", "common", "errors", "instance_types", "shapes", "waiters"}
)
_TABLES: Final = frozenset({"areas", "corrections", "nouns", "reference", "set_aside"})


def read_rules(path: Path, *, package: str = SAGEMAKER) -> Rules:
    """Read ``rooms.toml``.

    The tables of the first service are at the top level. Those of another service are below the
    name of its package, such as ``[[metrics.corrections]]``.

    Raises:
        GenerationError: a row has no reason, or its form is unknown.
    """
    content = _content(path)
    for name in content.keys() - _TABLES:
        _refuse_other_tables(content[name], f"{name}.")
    content = content if package == SAGEMAKER else content.get(package, {})
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
        reference=_reference(content.get("reference")),
    )


def other_tables(path: Path, packages: Set[str]) -> list[str]:
    """Return the tables of packages that do not exist."""
    return sorted(f"[{name}]" for name in _content(path).keys() - _TABLES - packages)


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GenerationError(f"rooms.toml is not valid TOML: {error}") from error


def _reference(row: Mapping[str, Any] | None) -> str | None:
    return None if row is None else _row("[reference]", row, {"url"})["url"]


def _refuse_other_tables(tables: object, where: str) -> None:
    """Refuse a table that is neither one of the first service nor the tables of another one."""
    names = cast("Mapping[str, object]", tables).keys() if isinstance(tables, Mapping) else None
    unknown = [where.rstrip(".")] if names is None else [where + n for n in sorted(names - _TABLES)]
    if unknown:
        raise GenerationError(
            f"rooms.toml: unknown table {', '.join(unknown)}; "
            f"the known tables are {', '.join(sorted(_TABLES))}"
        )


def _check_module_names(area: str, resources: Iterable[str]) -> None:
    for name, taken in ((area, _PACKAGE_MODULES), *((r, RESERVED_MODULES) for r in resources)):
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
    "sensitive": frozenset({"structure", "change"}),
}


def _correction(row: Mapping[str, Any]) -> Correction:
    keys = _CORRECTION_KEYS.get(str(row.get("change")))
    if keys is None:
        raise GenerationError(
            f"rooms.toml: change must be one of {', '.join(sorted(_CORRECTION_KEYS))}: "
            f"{dict(row)!r}"
        )
    return Correction(**_row("[[corrections]]", row, set(keys)))
