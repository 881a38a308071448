"""Tests with many cases fail if one of their cases fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.folders import ROOT

TESTS = """
import warnings

import pytest
from helpers.cases import each


@each("number", range(7), size=4)
def test_numbers(number, capsys):
    print(number)
    match number:
        case 1:
            assert capsys.readouterr().out == ""
        case 2:
            pytest.fail("failed")
        case 3:
            with pytest.raises(ValueError, match="x"):
                pass
        case 4:
            warnings.warn("warned", stacklevel=1)
        case 5:
            return number


@each(("one", "two"), [(1, 1), (2, 2)])
def test_pairs(one, two):
    assert one == two


@each("number", [1, 2])
def test_generator(number):
    yield
"""


def run(folder: Path, *options: str) -> str:
    """Run the tests above in a process of its own; return what pytest prints."""
    (folder / "test_some.py").write_text(TESTS, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"]
    done = subprocess.run(
        [*command, *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.stdout}{done.stderr}exit code {done.returncode}"


@pytest.mark.parametrize("processes", ["0", "1"])
def test_failing_cases_are_reported_and_the_others_run(tmp_path: Path, processes: str) -> None:
    output = run(tmp_path, "-n", processes)

    for case in ("1", "2", "3"):
        assert f"SUBFAILED[{case}] test_some.py::test_numbers[cases-1]" in output
    for case in ("4", "5"):
        assert f"SUBFAILED[{case}] test_some.py::test_numbers[cases-5]" in output
    for case in ("0", "6"):
        assert f"[{case}]" not in output
    assert "FAILED test_some.py::test_numbers[cases-1] - contains 3 failed subtests" in output
    assert "FAILED test_some.py::test_generator[cases-1] - contains 2 failed subtests" in output
    assert "test_pairs" not in output
    assert output.endswith("exit code 1")


def test_case_option_selects_cases_by_name(tmp_path: Path) -> None:
    output = run(tmp_path, "--case", "6")

    assert "1 passed, 3 skipped" in output
    assert output.endswith("exit code 0")
