"""The examples and commands of the README work."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest
from helpers.folders import ROOT

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.testing import build

BLOCK = re.compile(r"^```(?:python|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROLE = "arn:aws:iam::123456789012:role/"
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


def test_quickstart_shows_statuses_an_invocation_and_an_error() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "quickstart.py")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    for shown in (
        ["0:00:00  InProgress, Starting", "0:01:00  InProgress, Downloading"],
        ["0:04:00  Completed, Completed"],
        ["0:00:00  Creating", "0:01:00  InService"],
        ["40,3 -> {'churn': 0.075}"],
        ["churn-1: Completed"],
        ["DescribeModel: ValidationException, is_not_found=True"],
    ):
        start = lines.index(shown[0])
        assert lines[start : start + len(shown)] == shown
    assert sum(line.endswith("Response has the values that were sent") for line in lines) == 3
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_quickstart_fails_if_a_field_is_described_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    quickstart = import_module("quickstart")
    sent = sm.CreateModelRequest(model_name="churn", execution_role_arn=f"{ROLE}sent")
    described = build(
        sm.DescribeModelResponse, model_name="churn", execution_role_arn=f"{ROLE}other"
    )
    assert quickstart.compare(sent, described) == 1
    assert f"  ! ~ execution_role_arn: '{ROLE}sent' -> '{ROLE}other'" in capsys.readouterr().out


@pytest.mark.parametrize("session", ["quickstart", "tests"])
def test_ci_runs_the_two_commands_of_the_readme(session: str) -> None:
    command = f"python -m pip install nox && python -m nox -s {session}"
    assert f"$ {ENVIRONMENT} && {command}\n" in README
    assert f"run '{command}'\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
