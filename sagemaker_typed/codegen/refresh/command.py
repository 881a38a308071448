"""``python -m sagemaker_typed.codegen refresh``: everything that a newer botocore changes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

import attrs

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.facts import NO_RULES, Changes
from sagemaker_typed.codegen.changes.rules import rules_of_services
from sagemaker_typed.codegen.changes.sides import Side
from sagemaker_typed.codegen.changes.sources import Models, models_of
from sagemaker_typed.codegen.changes.text import to_text
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.generation import Generated, generate_all
from sagemaker_typed.codegen.model.instances import (
    INSTANCES_FILE,
    instance_types,
    read_table,
    with_new_types,
)
from sagemaker_typed.codegen.model.lock import LOCK_FILE, Lock, installed_ruff, read_lock
from sagemaker_typed.codegen.model.resource_types import TABLE_MODULE, newer_table
from sagemaker_typed.codegen.model.services import entries
from sagemaker_typed.codegen.model.sources import Source, read_newest, read_source
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, SERVICE, ServiceModels, read_models
from sagemaker_typed.codegen.plan.rules import Rules
from sagemaker_typed.codegen.write.files import owned_folders, write

from .counts import counts, with_counts
from .fragment import fragments
from .records import between, numbers, records
from .services_table import GIT_ATTRIBUTES, SERVICES_PAGE, with_generated, with_services
from .version import CHANGELOG, VERSION_FILE, last_release, version_of, with_version


@attrs.frozen
class Refreshed:
    """The result of a refresh, before anything is written."""

    lock: Lock
    models: Mapping[str, ServiceModels]
    generated: Generated
    changes: Changes
    texts: Mapping[str, str]
    """The content of other files, by their paths in the checkout."""


def run(package: Path, version: str | None, cache: Path | None) -> int:
    """Refresh a checkout and return the exit code: 0 success, 2 an error and nothing written.

    Args:
        package: The folder of ``sagemaker_typed`` in the checkout.
        version: A botocore version, or the path of one; by default, the newest version.
        cache: The folder for downloaded versions.
    """
    try:
        if not (package.parent / "pyproject.toml").is_file():
            raise GenerationError(f"{package} is not in a checkout of the repository")
        before = read_lock(package)
        source = _source(before, version, cache)
        found = refreshed(package, source, *_passed(before, source, cache))
    except (GenerationError, OSError) as error:
        print(f"not refreshed: {error}", file=sys.stderr)
        return 2
    try:
        changed = _write(package, found)
    except OSError as error:
        print(f"not refreshed completely: {error}; run refresh again", file=sys.stderr)
        return 2
    # The generator has the notes of the new models too.
    sys.stdout.write(to_text(attrs.evolve(found.changes, notes=())))
    notes = found.generated.notes
    if last_release(package.parent) is None:
        notes += (f"{CHANGELOG} has no release, so the version in {VERSION_FILE} stays",)
    for note in notes:
        print(f"note: {note}")
    print(
        f"botocore {found.lock.botocore} (before: {before.botocore}): {len(changed)} files "
        f"changed; the version is {version_of(found.texts[VERSION_FILE])}"
    )
    return 0


def _source(locked: Lock, version: str | None, cache: Path | None) -> Source:
    """Return the models of a version; by default, of the newest one."""
    if version is not None:
        # Only the wheel has the date.
        return read_source(version, cache=cache, use_installed=False)
    source = read_newest(cache=cache)
    if source.version is not None and numbers(source.version) < numbers(locked.botocore):
        raise GenerationError(
            f"the newest botocore in the package index is {source.version}, which is older than "
            f"the locked {locked.botocore}; to go back to it, use --botocore {source.version}"
        )
    return source


def _passed(locked: Lock, source: Source, cache: Path | None) -> Sequence[Source]:
    """Return the versions between, so that each has a record of its changes."""
    if source.version is None or source.label != source.version:
        return ()  # a path, which may not be in the package index
    try:
        return [*between(locked.botocore, source.version, cache=cache)]
    except GenerationError as error:
        print(f"note: one record of changes from {locked.botocore} to {source.version}: {error}")
        return ()


def refreshed(package: Path, source: Source, *passed: Source) -> Refreshed:
    """Return what a refresh to a botocore writes.

    Args:
        package: The folder of ``sagemaker_typed`` in the checkout.
        source: The models of the botocore.
        passed: Those of the versions between, the oldest first.

    Raises:
        GenerationError: a service cannot be generated, a page does not have a sentence with counts,
            or the version of the source is not known.
    """
    root = package.parent
    if source.version is None:
        raise GenerationError(f"{source.label} does not say which version of botocore it is")
    locked = read_lock(package)
    committed = read_models(package / MODELS_FOLDER)
    models = {name: one.facts() for name, one in source.services.items()}
    lock = Lock(
        botocore=source.version,
        ruff=installed_ruff(),
        services=entries(models.values(), locked.services, taken=_modules(package, locked)),
    )
    old = Source(locked.botocore, committed)
    new = attrs.evolve(source, label=source.version, services=models)
    try:
        before, after = models_of(old), models_of(new)
    except GenerationError:
        generate_all(lock, package, models=models)  # reports the problems of all services
        raise
    lock = attrs.evolve(lock, old_names=_old_names(before, after, rules_of_services(package)))
    types, known = (
        instance_types(one.models[SERVICE] for one in side.values()) for side in (models, committed)
    )
    table, notes = with_new_types(read_table(package), types, known)
    generated = generate_all(lock, package, models=models, table=table)
    generated = attrs.evolve(generated, notes=(*generated.notes, *notes))
    rules = {**rules_of_services(package), **rules_of_services(package, lock)}
    changes = compare_models(before, after, rules)
    texts = with_counts(root, counts(models))
    page = texts.get(SERVICES_PAGE) or (root / SERVICES_PAGE).read_text(encoding="utf-8")
    texts[SERVICES_PAGE] = with_services(page, lock.services.values(), models)
    attributes = (root / GIT_ATTRIBUTES).read_text(encoding="utf-8")
    texts[GIT_ATTRIBUTES] = with_generated(attributes, generated.sources, LOCK_FILE)
    module = (root / VERSION_FILE).read_text(encoding="utf-8")
    texts[VERSION_FILE] = with_version(module, last_release(root), changes)
    if numbers(source.version) >= numbers(locked.botocore):
        texts |= fragments(changes)
    of_versions = records((old, *passed, new), rules)
    texts |= {path: text for path, text in of_versions.items() if not (root / path).exists()}
    texts[f"{package.name}/{INSTANCES_FILE}"] = table.text()
    resource_types = newer_table(package)
    if resource_types is not None:
        texts[f"{package.name}/{TABLE_MODULE}"] = resource_types
    return Refreshed(lock, models, generated, changes, texts)


def _old_names(
    before: Models, after: Models, rules: Mapping[str, Rules]
) -> dict[str, dict[str, str]]:
    """Return the deprecated names of each service, and their shapes in the new models."""
    found: dict[str, dict[str, str]] = {}
    for name in before.services.keys() & after.services.keys():
        of_service = rules.get(name, NO_RULES)
        old, new = (Side(side.services[name], of_service) for side in (before, after))
        if names := old.kept_in(new):
            found[name] = names
    return found


def _modules(package: Path, locked: Lock) -> Set[str]:
    """Return the names of the modules and packages that do not belong to a service."""
    services = {entry.package for entry in locked.services.values()}
    modules = {path.stem for path in package.glob("*.py")}
    return (modules | {path.parent.name for path in package.glob("*/__init__.py")}) - services


def _write(package: Path, found: Refreshed) -> list[str]:
    """Write everything and return the paths that changed."""
    models = {
        f"{MODELS_FOLDER}/{path}": text
        for one in found.models.values()
        for path, text in one.files().items()
    }
    sources = found.generated.sources
    # The models last: what changed is found by comparing with them, so that a refresh that was
    # interrupted can be repeated.
    changed = write(found.texts, package.parent)
    changed += write(sources, package, owned=owned_folders(sources, package))
    changed += write({LOCK_FILE: found.lock.text()}, package)
    changed += write(models, package, owned={MODELS_FOLDER})
    return changed
