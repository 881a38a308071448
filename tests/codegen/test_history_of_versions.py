"""A checkout follows the history of botocore without a person, and breaks no import.

``nox -s history_steps`` does the same for more versions, from the package index.
"""

from __future__ import annotations

from pathlib import Path

from helpers.codegen.history import steps
from helpers.folders import DATA

VERSIONS = ("1.38.0", "1.44.8")


def test_each_version_follows_from_the_one_before(tmp_path: Path) -> None:
    archives = [DATA / f"botocore-{version}.zip" for version in VERSIONS]

    found = [*steps(archives, tmp_path)]

    assert [step.version for step in found] == [*VERSIONS[1:]]
    for step in found:
        assert step.problems == ()
        assert step.state["loaded"] > 700
        assert len(step.changes.facts) > 500
