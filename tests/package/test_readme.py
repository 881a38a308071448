"""The examples and commands of the README work."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from helpers.folders import ROOT

from sagemaker_typed import ViolationError
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import local_sagemaker
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


def test_first_program_runs_on_the_local_sagemaker_as_shown(tmp_path: Path) -> None:
    program, _ = blocks()
    (tmp_path / "deploy.py").write_text(program)
    shown = "$ python -m sagemaker_typed.local run deploy.py\n"
    done = subprocess.run(
        [sys.executable, *shown.split()[2:]],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    assert f"{shown}{done.stdout}$ python deploy.py\n" in README


def test_example_of_a_test_passes() -> None:
    _, example = blocks()
    done = run(example)
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


def test_extra_all_has_every_extra_of_users() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    (requirement,) = extras.pop("all")
    assert requirement == f"sagemaker-typed[{','.join(sorted(extras.keys() - {'codegen'}))}]"
    home = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert all('$ pip install ".[all]"' in page for page in (README, home))
    assert f"# also all extras: {', '.join(sorted(extras.keys() - {'codegen'}))}\n" in home


# --- the picture ----------------------------------------------------------------------------------


def shown(kind: str) -> list[str]:
    """Return the text with a class in the picture."""
    picture = ElementTree.parse(ROOT / "docs" / "_static" / "editor.svg")
    found = picture.iter("{http://www.w3.org/2000/svg}text")
    return ["".join(one.itertext()) for one in found if kind in one.get("class", "").split()]


def test_picture_shows_completions_that_exist() -> None:
    names = sorted(field.name for field in attrs.fields(sm.ProductionVariant))
    assert shown("offer") == [f"{name}=" for name in names if name.startswith("in")]
    chosen = attrs.fields_dict(sm.ProductionVariant)["instance_type"]
    assert chosen.type == sm.ProductionVariantInstanceType | None
    assert shown("detail") == ["instance_type: ProductionVariantInstanceType | None"]


def test_picture_shows_the_error_of_its_request() -> None:
    (call,) = shown("call")
    request = sm.CreateEndpointConfigRequest(
        endpoint_config_name="churn", production_variants=[eval(call, {"sm": sm})]
    )
    with local_sagemaker() as client, pytest.raises(ViolationError) as caught:
        client.send(request)
    expected = " ".join(f"ViolationError: {caught.value}".split())
    assert expected.startswith(" ".join(" ".join(shown("error")).split()))
    assert "must be at least 1, got 0" in expected


@pytest.mark.parametrize("session", ["quickstart", "tests"])
def test_ci_runs_the_two_commands_of_the_readme(session: str) -> None:
    command = f"python -m pip install nox && python -m nox -s {session}"
    assert f"$ {ENVIRONMENT} && {command}\n" in README
    assert f"run '{command}'\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
