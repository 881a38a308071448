"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from helpers.folders import ROOT

BLOCK = re.compile(r"^```python(?P<skip> skip)?\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[bool, str]]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [(bool(found["skip"]), found["code"]) for found in BLOCK.finditer(text)]


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )


def test_the_first_example_runs_against_the_local_server() -> None:
    skip, code = blocks()[0]
    assert not skip
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert "arn:aws:sagemaker:us-east-1" in done.stdout
    assert "blue ml.g4dn.xlarge" in done.stdout


def test_the_other_examples_name_only_what_exists() -> None:
    imports = [
        line
        for _, code in blocks()[1:]
        for line in code.splitlines()
        if line.startswith(("from ", "import "))
    ]
    assert len(imports) > 3
    done = run("\n".join(imports))
    assert done.returncode == 0, done.stderr


def test_the_quickstart_says_that_all_came_back() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "quickstart.py")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All fields came back as sent." in done.stdout
    assert "is_known=False" in done.stdout


@pytest.mark.parametrize("session", ["quickstart", "tests"])
def test_the_two_commands_are_what_ci_runs(session: str) -> None:
    command = f"python -m pip install nox && python -m nox -s {session}"
    assert f"$ {command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"run '{command}'\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
