"""The programs of the cookbook run against a local SageMaker, and do what their pages say."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Generator
from pathlib import Path
from runpy import run_path
from types import ModuleType
from typing import Any, Final

import boto3
import pytest
from botocore.loaders import create_loader
from botocore.session import Session
from helpers.recipes import RECIPES, blocks_of, run_recipe, text_of

from sagemaker_typed.local import LocalEngine

SETUPS: Final = Path(__file__).parent / "setups"
OUTPUT: Final = re.compile(r"^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TOCTREE: Final = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MOST_LINES: Final = 60
MODELS: Final = create_loader(os.environ.get("AWS_DATA_PATH"))
"""The service models, which each session would read again."""


def setup_of(page: str) -> dict[str, Any]:
    """Return what a page takes for granted, ``set_up``, and the checks after it, ``check``."""
    return run_path(str(SETUPS / f"{page.replace('-', '_')}.py"))


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[LocalEngine]:
    """Run a local SageMaker that every client reaches which the program creates."""
    for name in ("AWS_PROFILE", "AWS_REGION", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    session = Session()
    session.register_component("data_loader", MODELS)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", boto3.Session(botocore_session=session))
    with LocalEngine(speed=0) as engine, engine.serve() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.endpoint_url)
        yield engine


@pytest.mark.parametrize("page", RECIPES)
def test_recipe_runs_and_does_what_it_says(
    page: str,
    local: LocalEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)  # some recipes write files
    setup = setup_of(page)
    if "set_up" in setup:
        setup["set_up"](local)
    program = ModuleType(f"recipe_{page.replace('-', '_')}")
    monkeypatch.setitem(sys.modules, program.__name__, program)
    names: dict[str, Any] = program.__dict__

    run_recipe(page, names)

    printed = capsys.readouterr().out
    assert [shown for shown in OUTPUT.findall(text_of(page)) if shown not in printed] == []
    if "check" in setup:
        setup["check"](local, names)


@pytest.mark.parametrize("page", RECIPES)
def test_recipe_is_short_and_starts_with_code(page: str) -> None:
    assert re.match(r"# [^\n]+\n\n```python\n", text_of(page))
    assert "from sagemaker_typed import " in blocks_of(page)[0]
    assert max(block.count("\n") for block in blocks_of(page)) <= MOST_LINES


@pytest.mark.parametrize("page", RECIPES)
def test_recipe_is_in_the_table_and_in_the_navigation(page: str) -> None:
    index = text_of("index")
    rows = [line for line in index.splitlines() if line.startswith("|")]
    listed = "\n".join(TOCTREE.findall(index)).splitlines()

    assert [row for row in rows if f"]({page}.md)" in row]
    assert page in listed


def test_every_page_has_a_setup_and_checks_what_it_did() -> None:
    used = {page.replace("-", "_") for page in RECIPES}
    assert {path.stem for path in SETUPS.glob("*.py")} == used
    unchecked = [page for page in RECIPES if "check" not in setup_of(page)]
    assert [page for page in unchecked if not OUTPUT.search(text_of(page))] == []
