"""Generated sources are formatted wherever the temporary folder is."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest

from sagemaker_typed.codegen.write.formatting import formatted


def test_sources_are_formatted_in_an_ignored_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ruff leaves out folders such as ``.nox`` and what Git ignores, unless it is told not to."""
    folder = tmp_path / ".nox" / "tmp"
    folder.mkdir(parents=True)
    (tmp_path / ".gitignore").write_text(".nox/\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    assert formatted({"build/a.py": "import re\nimport os\nx  =  1\n"}) == {
        "build/a.py": "import os\nimport re\n\nx = 1\n"
    }
