"""Refresh a checkout from one version of botocore to the next, and check each state."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
from helpers.codegen.command import Copy
from helpers.codegen.flat_models import Raw, disagreements, raw_services, used_shapes
from helpers.folders import ROOT
from helpers.models import PACKAGE

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.facts import Changes
from sagemaker_typed.codegen.changes.rules import rules_of_services
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.model.sources import read_source
from sagemaker_typed.codegen.model.store import MODELS_FOLDER
from sagemaker_typed.codegen.refresh.counts import SENTENCES
from sagemaker_typed.codegen.refresh.version import CHANGELOG, VERSION_FILE, with_number

FILES = (*(".gitattributes", "pyproject.toml", "docs/CHANGELOG.md", "docs/services.md"), *SENTENCES)
"""The files of a checkout that a refresh reads or rewrites, besides the package."""
_SCALARS = {"string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"}


@attrs.frozen
class Step:
    """One version, and how it differs from the one before it."""

    version: str
    date: str | None
    state: Mapping[str, Any]
    """The result of ``state.py``."""
    operations: int
    changes: Changes
    old_names: int
    """The number of names that stay as deprecated aliases."""
    vanished: tuple[str, ...]
    """The public names that the version before had."""
    problems: tuple[str, ...]
    """Everything that is wrong."""

    @property
    def breaks(self) -> int:
        """The number of facts that are breaking for users."""
        return sum(fact.effect == "breaking" for fact in self.changes.facts)


def checkout(folder: Path) -> Copy:
    """Return a copy of the package and of the files that a refresh rewrites."""
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in FILES:
        (folder / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    # As before the first release.
    changelog = folder / CHANGELOG
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.partition("\n## ")[0] + "\n", encoding="utf-8")
    module = folder / VERSION_FILE
    module.write_text(with_number(module.read_text("utf-8"), "0.1.0"), encoding="utf-8")
    return Copy(folder / PACKAGE.name)


def steps(archives: Sequence[Path], folder: Path) -> Iterator[Step]:
    """Refresh a checkout to each version, and yield the steps after the first.

    Args:
        archives: The wheels of the versions, or the archives of their models, the oldest first.
        folder: A folder for the checkout.
    """
    made = checkout(folder / "checkout")
    # The history starts without models, so that the first version keeps no names of newer ones.
    shutil.rmtree(made.package / MODELS_FOLDER)
    before: Path | None = None
    known: Mapping[str, Any] = {}
    for number, archive in enumerate(archives):
        refreshed = made.run("refresh", "--botocore", str(archive))
        if refreshed.returncode:
            raise AssertionError(f"{archive.name}: a person is needed: {refreshed.stderr}")
        state = _state(made, folder / f"{number}.pickle", folder / f"{number - 1}.pickle")
        if before is not None:
            yield _step(before, archive, known, state, made)
        before, known = archive, state


def _state(made: Copy, pickles: Path, older: Path) -> Mapping[str, Any]:
    root = made.package.parent
    command = [sys.executable, "-P", "-m", "helpers.codegen.state", str(pickles)]
    done = subprocess.run(
        [*command, *([str(older)] if older.exists() else [])],
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(root), str(ROOT / "tests")]),
            "AWS_DATA_PATH": str(made.package / MODELS_FOLDER),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _step(
    old: Path, new: Path, known: Mapping[str, Any], state: Mapping[str, Any], made: Copy
) -> Step:
    before, after = (read_source(str(path)) for path in (old, new))
    changes = compare_models(models_of(before), models_of(after), rules_of_services(made.package))
    raw, new_raw = raw_services(old), raw_services(new)
    vanished = tuple(sorted({*known["names"]} - {*state["names"]}))
    told = {name for fact in changes.facts if fact.effect == "breaking" for name in fact.names}
    problems = disagreements(raw, new_raw, changes)
    problems += [f"{name} vanished" for name in vanished if not _is_reported(name, told)]
    problems += [
        f"{name} vanished, but {other} is in its place"
        for name in vanished
        for other in sorted({*_in_its_place(name.rpartition(".")[2], raw, new_raw)})
    ]
    # A pickle is lost only with its class.
    lost = [
        text for text in state["lost"] if not any(name.split(".")[-1] in text for name in vanished)
    ]
    return Step(
        after.version or new.stem,
        after.date,
        state,
        sum(len(models["service-2"]["operations"]) for models in new_raw.values()),
        changes,
        sum(map(len, read_lock(made.package).old_names.values())),
        vanished,
        (*problems, *lost),
    )


def _is_reported(name: str, told: set[str]) -> bool:
    """Return whether a fact is about a name, its method, or all of its client or service."""
    if name in told:
        return True
    package, _, last = name.rpartition(".")
    if any(one.startswith(f"{package}.SageMaker") and one.count(".") == 2 for one in told):
        return True  # the service is gone
    operation = last.removesuffix("Request").removesuffix("Response")
    methods = {one.rpartition(".")[2].replace("_", "") for one in told if one.count(".") == 3}
    return operation != last and operation.lower() in methods


def _in_its_place(
    name: str, old: Mapping[str, Mapping[str, Raw]], new: Mapping[str, Mapping[str, Raw]]
) -> Iterator[str]:
    """Yield the scalars of the same type that replace the scalar with the name."""
    for service in old.keys() & new.keys():
        before, after = (side[service]["service-2"] for side in (old, new))
        shapes, others = before["shapes"], after["shapes"]
        used = used_shapes(after)
        for structure in {*used_shapes(before)} & used:
            members = shapes[structure].get("members", {})
            now = others[structure].get("members", {})
            for member in members.keys() & now.keys():
                was, replacement = members[member]["shape"], now[member]["shape"]
                if was == name and _scalar_type(shapes[was]) == _scalar_type(others[replacement]):
                    yield f"{service}: {replacement}"


def _scalar_type(shape: Raw) -> object:
    # A type of its own for each shape with members or values, which cannot be compared here.
    return shape["type"] if shape["type"] in _SCALARS and "enum" not in shape else object()
