"""The records of changes, one for each version of botocore that a refresh passes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.history import to_history
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.model.download import versions
from sagemaker_typed.codegen.model.sources import Source, read_source
from sagemaker_typed.codegen.plan.rules import Rules

HISTORY: Final = "docs/history"
"""The folder of the records from which the site makes the pages of changes."""


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, which sort as versions do."""
    return tuple(map(int, re.findall(r"\d+", version)))


def between(locked: str, newest: str, *, cache: Path | None = None) -> Iterable[Source]:
    """Download and yield the versions in the package index between two others, the oldest first.

    Raises:
        GenerationError: the index cannot be read, or a download fails.
    """
    found = [v for v in versions() if numbers(locked) < numbers(v) < numbers(newest)]
    for version in sorted(found, key=numbers):
        yield read_source(version, cache=cache, use_installed=False)


def records(sources: Sequence[Source], rules: Mapping[str, Rules]) -> dict[str, str]:
    """Return the record of each version that differs from the one before it, by path.

    Args:
        sources: The models of each version, the oldest first; that one has no record.
        rules: The rules of each service, by its name in botocore.
    """
    found: dict[str, str] = {}
    for old, new in pairwise(map(models_of, sources)):
        if numbers(new.label) < numbers(old.label):
            continue  # back to an older version, whose changes are known
        changes = compare_models(old, new, rules)
        if changes.services:
            found[f"{HISTORY}/{new.label}.json"] = to_history(changes)
    return found
