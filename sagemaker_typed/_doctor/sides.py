"""The two sides: this release, and the installed botocore."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import attrs

import sagemaker_typed
from sagemaker_typed.codegen.changes.compare import compare
from sagemaker_typed.codegen.changes.facts import NO_RULES, Changes
from sagemaker_typed.codegen.changes.rules import rules_of_services
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.model.shapes import Service
from sagemaker_typed.codegen.model.sources import Source
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, ServiceModels, read_models
from sagemaker_typed.codegen.plan.rules import Rules

from .installed import installed_source
from .names import Names

PACKAGE = Path(sagemaker_typed.__file__).parent


@attrs.frozen(slots=False, eq=False)
class Sides:
    """The services of this release and of the installed botocore, by botocore's names."""

    release: Mapping[str, Service]
    installed: Mapping[str, Service]
    rules: Mapping[str, Rules]
    release_botocore: str
    """The version of botocore that this release was generated from."""
    installed_botocore: str

    @cached_property
    def services(self) -> Mapping[str, Both]:
        """The names of each service on both sides."""
        return {
            name: self._both(name) for name in sorted(self.release.keys() | self.installed.keys())
        }

    def changes(self) -> Changes:
        """Return what the installed botocore has and this release has not, and the reverse."""
        other = {
            name
            for name in self.release.keys() | self.installed.keys()
            if self.release.get(name) is not self.installed.get(name)
        }
        release, installed = (
            {name: service for name, service in side.items() if name in other}
            for side in (self.release, self.installed)
        )
        labels = (self.release_botocore, self.installed_botocore)
        return compare(release, installed, self.rules, labels=labels)

    def _both(self, name: str) -> Both:
        release, installed = (self._names(side, name) for side in (self.release, self.installed))
        if release is not None and installed is not None:
            # boto3 does not show the names of types: another name is no difference.
            kept = release.side.kept_in(installed.side)
            installed = Names(installed.service, attrs.evolve(installed.rules, old_names=kept))
        return Both(name, release, installed)

    def _names(self, side: Mapping[str, Service], name: str) -> Names | None:
        if name not in side:
            return None
        return Names(side[name], self.rules.get(name, NO_RULES))


@attrs.frozen
class Both:
    """The names of one service on both sides; ``None`` for a side without the service."""

    service: str
    release: Names | None
    installed: Names | None

    @property
    def any(self) -> Names:
        """The names of this release, or those of the installed botocore for a new service."""
        names = self.release or self.installed
        assert names is not None
        return names


def read_sides(models: Path | None = None) -> Sides:
    """Read the models of both sides.

    Args:
        models: The folder with the models of this release; by default, those in the package.

    Raises:
        GenerationError: a model cannot be read.
    """
    lock = read_lock(PACKAGE)
    ours = read_models(models or PACKAGE / MODELS_FOLDER)
    theirs = installed_source()
    release = models_of(Source("release", ours)).services
    same = {name for name, one in theirs.services.items() if _is_same(one, ours.get(name))}
    others = {name: one for name, one in theirs.services.items() if name not in same}
    installed = models_of(Source(theirs.label, others)).services
    return Sides(
        release,
        {**installed, **{name: release[name] for name in same}},
        rules_of_services(PACKAGE, lock),
        lock.botocore,
        str(theirs.version),
    )


def _is_same(theirs: ServiceModels, ours: ServiceModels | None) -> bool:
    """Return whether two models have the same facts; reading a model takes longer than this."""
    return ours is not None and theirs.facts().models == ours.models
