"""Generated sources are formatted wherever the temporary folder is."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from sagemaker_typed.codegen.write.formatting import formatted


def test_sources_are_formatted_in_an_ignored_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default, ruff skips what a ``.gitignore`` lists, as virtualenv writes it, and ``.nox``."""
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    source, result = "import re\nimport os\nx  =  1\n", "import os\nimport re\n\nx = 1\n"
    paths = ["a.py", "build/b.py", ".nox/c.py"]
    assert formatted(dict.fromkeys(paths, source)) == dict.fromkeys(paths, result)
