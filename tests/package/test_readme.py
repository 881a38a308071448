"""The examples and commands of the README work."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from helpers.folders import ROOT

BLOCK = re.compile(r"^```(?:python|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT = "python3 -m venv .venv && . .venv/bin/activate"


def blocks() -> list[str]:
    return BLOCK.findall(README)


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )


def test_first_readme_example_runs_against_the_local_server() -> None:
    done = run(blocks()[0])
    assert done.returncode == 0, done.stderr
    assert "arn:aws:sagemaker:us-east-1" in done.stdout
    assert "blue ml.g4dn.xlarge" in done.stdout


def test_all_examples_import_only_existing_names() -> None:
    imports = [
        line
        for code in blocks()
        for line in code.splitlines()
        if line.startswith(("from ", "import "))
    ]
    assert len(imports) > 5
    done = run("\n".join(imports))
    assert done.returncode == 0, done.stderr


def test_quickstart_receives_every_field_that_it_sent() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "quickstart.py")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All fields have the values that were sent." in done.stdout
    assert "is_known=False" in done.stdout


@pytest.mark.parametrize("session", ["quickstart", "tests"])
def test_ci_runs_the_two_commands_of_the_readme(session: str) -> None:
    command = f"python -m pip install nox && python -m nox -s {session}"
    assert f"$ {ENVIRONMENT} && {command}\n" in README
    assert f"run '{command}'\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
