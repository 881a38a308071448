"""The project's own examples have no findings that count, except those with intended errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.drift import short
from helpers.folders import ROOT
from helpers.models import IS_LOCKED

from sagemaker_typed._doctor.code import findings_in
from sagemaker_typed._doctor.findings import Finding
from sagemaker_typed._doctor.sides import read_sides
from sagemaker_typed._doctor.sources import files_in

pytestmark = pytest.mark.skipif(not IS_LOCKED, reason="the examples are for the locked botocore")
BLOCK = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def counting(*paths: Path) -> list[Finding]:
    return [one for one in findings_in(files_in(paths), read_sides()) if one.counts]


def test_scripts_and_typed_examples_are_right() -> None:
    right = ROOT / "tests" / "typing" / "right"

    assert short(counting(ROOT / "docs" / "quickstart.py", right)) == []


def test_blocks_in_the_documentation_are_right(tmp_path: Path) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8"))):
            code = re.sub(r"^(>>> |\.\.\. ?)", "", block, flags=re.MULTILINE)
            (tmp_path / f"{page.stem}_{number}.py").write_text(code, encoding="utf-8")

    found = [one for one in counting(tmp_path) if one.rule != "unreadable"]

    # A page shows what validation says about a misspelt value.
    assert [(one.place.path.name, one.rule) for one in found] == [
        ("validation_0.py", "unknown-value")
    ]


def test_examples_with_errors_have_findings() -> None:
    found = counting(ROOT / "tests" / "typing" / "wrong")

    assert len(found) >= 19
    assert {one.rule for one in found} == {"unknown-name"}
