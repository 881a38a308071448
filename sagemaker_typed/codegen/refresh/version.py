"""The next version of the package, from the changes since the last release."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

from sagemaker_typed.codegen.changes.facts import Changes, Fact

VERSION_FILE: Final = "sagemaker_typed/__init__.py"
_VERSION: Final = re.compile(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"$', re.MULTILINE)
_TAG: Final = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
_OF_A_PATCH: Final = frozenset({"pattern", "minimum", "maximum"})


def with_version(text: str, released: tuple[int, int, int] | None, changes: Changes) -> str:
    """Return the module with the version, raised as ``docs/versions.md`` says.

    Enum values and constraints are a patch; every other change is a minor release, also a break,
    because the service made it. Before the first release, the version stays as it is.

    Args:
        text: The source of the module.
        released: The last release; ``None`` if there is none.
        changes: What changed in botocore.
    """
    found = _VERSION.search(text)
    assert found is not None, VERSION_FILE
    here = tuple(map(int, found.groups()))
    if released is None or not changes.facts:
        return text
    major, minor, patch = released
    is_patch = all(map(_is_of_a_patch, changes.facts))
    needed = (major, minor, patch + 1) if is_patch else (major, minor + 1, 0)
    version = ".".join(map(str, max(here, needed)))
    return text[: found.start()] + f'__version__ = "{version}"' + text[found.end() :]


def version_of(text: str) -> str:
    """Return the version in the module."""
    found = _VERSION.search(text)
    assert found is not None, VERSION_FILE
    return ".".join(found.groups())


def last_release(root: Path) -> tuple[int, int, int] | None:
    """Return the version of the newest tag such as ``v0.1.0``; ``None`` if there is none."""
    done = subprocess.run(
        ["git", "tag", "--list", "v*"], cwd=root, capture_output=True, text=True, check=False
    )
    versions = [
        (int(found[1]), int(found[2]), int(found[3]))
        for line in done.stdout.split()
        if (found := _TAG.fullmatch(line))
    ]
    return max(versions, default=None)


def _is_of_a_patch(fact: Fact) -> bool:
    difference = fact.difference
    return fact.effect == "invisible" or (
        fact.effect == "additive"
        and (
            (difference.kind == "values" and difference.change == "added")
            or difference.aspect in _OF_A_PATCH
        )
    )
