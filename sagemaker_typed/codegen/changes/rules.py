"""The rules and names of the services that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from sagemaker_typed.codegen.model.lock import Lock, read_lock
from sagemaker_typed.codegen.plan.rooms_file import ROOMS_FILE, read_rules
from sagemaker_typed.codegen.plan.rules import Rules


def rules_of_services(package: Path, lock: Lock | None = None) -> Mapping[str, Rules]:
    """Return the rules and the names of the services, by botocore's names.

    Args:
        package: The folder of ``sagemaker_typed``.
        lock: The lock, which has the names; by default, that of the package.
    """
    lock = lock or read_lock(package)
    return {
        name: attrs.evolve(
            read_rules(package / ROOMS_FILE, package=entry.package),
            entry=entry,
            old_names=lock.old_names.get(name, {}),
        )
        for name, entry in lock.services.items()
    }
