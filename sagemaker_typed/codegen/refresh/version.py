"""The next version of the package, from the changes since the last release."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, TypeAlias

from sagemaker_typed.codegen.changes.facts import Changes, Fact

Version: TypeAlias = tuple[int, int, int]
VERSION_FILE: Final = "sagemaker_typed/__init__.py"
CHANGELOG: Final = "docs/CHANGELOG.md"
"""The file with a section for each release."""
_VERSION: Final = re.compile(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"$', re.MULTILINE)
_RELEASE: Final = re.compile(r"^## (\d+)\.(\d+)\.(\d+) ", re.MULTILINE)
_OF_A_PATCH: Final = frozenset({"pattern", "minimum", "maximum"})


def with_version(text: str, released: Version | None, changes: Changes) -> str:
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
    return with_number(text, ".".join(map(str, max(here, needed))))


def with_number(text: str, version: str) -> str:
    """Return the module with another version."""
    found = _VERSION.search(text)
    assert found is not None, VERSION_FILE
    return text[: found.start()] + f'__version__ = "{version}"' + text[found.end() :]


def version_of(text: str) -> str:
    """Return the version in the module."""
    found = _VERSION.search(text)
    assert found is not None, VERSION_FILE
    return ".".join(found.groups())


def releases(root: Path) -> set[Version]:
    """Return the versions that the changelog of a checkout has."""
    text = (root / CHANGELOG).read_text(encoding="utf-8")
    return {(int(a), int(b), int(c)) for a, b, c in _RELEASE.findall(text)}


def last_release(root: Path) -> Version | None:
    """Return the newest version that the changelog of a checkout has; ``None`` before the first."""
    return max(releases(root), default=None)


def _is_of_a_patch(fact: Fact) -> bool:
    difference = fact.difference
    return fact.effect == "invisible" or (
        fact.effect == "additive"
        and (
            (difference.kind == "values" and difference.change == "added")
            or difference.aspect in _OF_A_PATCH
        )
    )
