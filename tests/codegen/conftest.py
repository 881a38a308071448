"""Fixtures for the tests of the generator."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.codegen.command import Copy
from helpers.codegen.synthetic import Build, Raw, generated, import_sources

import sagemaker_typed
from sagemaker_typed.codegen.plan.rules import Rules


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    """Return a function that generates the package for a model and imports it."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    before = set(sys.modules)

    def make(raw: Raw, rows: Rules | None = None, **models: Raw) -> Any:
        return import_sources(generated(raw, rows, **models), tmp_path)

    yield make
    for name in set(sys.modules) - before:
        if name.startswith("generated_"):
            del sys.modules[name]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Return a copy of the installed package that tests may change."""
    package = Path(sagemaker_typed.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(package, tmp_path / package.name, ignore=ignored)
    return Copy(tmp_path / package.name)
