"""Scripts, workflows and documentation name sessions of nox that exist, and the same Pythons."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import Any, cast

import pytest
from helpers.folders import ROOT
from ruamel.yaml import YAML

WORKFLOWS = ROOT / ".github" / "workflows"
FILES = [
    ROOT / "README.md",
    ROOT / ".ci" / "run",
    ROOT / "docs" / "CONTRIBUTING.md",
    *WORKFLOWS.glob("*.yml"),
]
SESSIONS = {
    node.name
    for node in ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef)
    and any("nox.session" in ast.unparse(decorator) for decorator in node.decorator_list)
}


def workflow(name: str) -> Any:
    return cast("Any", YAML(typ="safe")).load((WORKFLOWS / name).read_text(encoding="utf-8"))


def matrix(name: str, job: str) -> Any:
    return workflow(name)["jobs"][job]["strategy"]["matrix"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sessions_that_commands_name_exist(path: Any) -> None:
    commands = re.findall(r"nox (?:-R )?-s ((?:[a-z_]+ ?)+)", path.read_text(encoding="utf-8"))
    named = {name for command in commands for name in command.split()}
    assert named <= SESSIONS
    assert named or "${{ matrix.session }}" in path.read_text(encoding="utf-8")


def test_sessions_in_the_matrix_of_a_workflow_exist() -> None:
    checks = matrix("ci.yml", "checks")
    named = {*checks["session"], *(row["session"] for row in checks["include"])}
    named |= {*matrix("weekly.yml", "thorough")["session"]}
    assert named <= SESSIONS


def test_the_table_of_sessions_is_complete() -> None:
    text = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)) == SESSIONS


def test_every_supported_python_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    supported = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert matrix("ci.yml", "tests")["python"] == supported
    assert project["requires-python"] == f">={supported[0]}"


def test_actions_are_pinned_to_commits() -> None:
    used = [
        step["uses"]
        for path in WORKFLOWS.glob("*.yml")
        for job in workflow(path.name)["jobs"].values()
        for step in job["steps"]
        if "uses" in step
    ]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)] == []
