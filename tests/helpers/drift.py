"""Service models from which something is left out, so that a side does not have it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from sagemaker_typed._doctor import sources
from sagemaker_typed._doctor.code import check
from sagemaker_typed._doctor.findings import Finding
from sagemaker_typed._doctor.sides import PACKAGE, Sides
from sagemaker_typed.codegen.changes.rules import rules_of_services
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.model.shapes import Service
from sagemaker_typed.codegen.model.sources import Source
from sagemaker_typed.codegen.model.store import ServiceModels

from .models import COMMITTED, LOCK

SERVICES: Final = ("sagemaker", "sagemaker-edge", "sagemaker-metrics", "sagemaker-runtime")
Check: TypeAlias = Callable[[str], list[str]]
"""Returns what is found in code."""
Models: TypeAlias = Mapping[str, ServiceModels]


@attrs.frozen
class Without:
    """Parts of the models to leave out; all are names of the model of SageMaker itself."""

    operations: Iterable[str] = ()
    members: Iterable[tuple[str, str]] = ()
    values: Iterable[tuple[str, str]] = ()
    shapes: Iterable[str] = ()
    waiters: Iterable[str] = ()
    services: Iterable[str] = ()
    change: Callable[[Any], None] = lambda _: None
    """Another change of ``service-2.json``."""

    def models(self) -> Models:
        """Return the committed models of some services without these parts."""
        found = {name: COMMITTED[name] for name in SERVICES if name not in [*self.services]}
        raw: dict[str, Any] = json.loads(json.dumps(dict(found["sagemaker"].models)))
        model = raw["service-2"]
        for operation in self.operations:
            del model["operations"][operation]
            raw["paginators-1"]["pagination"].pop(operation, None)
        for structure, member in self.members:
            _forget_member(model["shapes"][structure], member)
        for enum, value in self.values:
            model["shapes"][enum]["enum"].remove(value)
        for shape in self.shapes:
            del model["shapes"][shape]
            _forget(model, shape)
        for waiter in self.waiters:
            del raw["waiters-2"]["waiters"][waiter]
        self.change(model)
        return found | {"sagemaker": attrs.evolve(found["sagemaker"], models=raw)}

    def services_of(self) -> Mapping[str, Service]:
        """Return the services without these parts."""
        return models_of(Source("", self.models())).services

    def write(self, folder: Path) -> Path:
        """Write the models in the layout of botocore's data folder, and return the folder."""
        for models in self.models().values():
            for name, text in models.files().items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return folder


def sides(release: Without, installed: Without) -> Sides:
    """Return two sides, each without some parts."""
    return Sides(
        release.services_of(),
        installed.services_of(),
        rules_of_services(PACKAGE, LOCK),
        LOCK.botocore,
        "9.9.9",
    )


def found_in(code: str, both: Sides, path: Path, *, name: str = "code.py") -> list[Finding]:
    """Return the findings in code, which is written to a file in the folder ``path``."""
    file = path / name
    file.write_text(textwrap.dedent(code), encoding="utf-8")
    source = sources.read_source(file)
    if isinstance(source, Finding):
        return [source]
    return check(source, both) if isinstance(source, sources.Source) else []


def short(findings: list[Finding]) -> list[str]:
    """Return the place, rule and message of each finding."""
    return [f"{f.place.line}:{f.place.column} {f.rule}: {f.message}" for f in findings]


def _forget_member(structure: Any, member: str) -> None:
    del structure["members"][member]
    structure["required"] = [name for name in structure.get("required", ()) if name != member]


def _forget(model: Any, shape: str) -> None:
    """Leave out the members of a shape, and the errors with it."""
    for other in model["shapes"].values():
        members = other.get("members", {})
        for name in [name for name, member in members.items() if member["shape"] == shape]:
            _forget_member(other, name)
    for operation in model["operations"].values():
        errors = [error for error in operation.get("errors", ()) if error["shape"] != shape]
        operation["errors"] = errors
