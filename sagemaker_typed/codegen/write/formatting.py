"""Format the generated sources with ruff."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sagemaker_typed.codegen.errors import GenerationError

_OPTIONS = """\
exclude = []
respect-gitignore = false
line-length = 100
target-version = "py311"

[lint]
select = ["I"]
isort.combine-as-imports = true
isort.known-first-party = ["sagemaker_typed"]
"""


def formatted(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the sources with sorted imports and formatted by ruff.

    Raises:
        GenerationError: ruff fails, because a source is not valid Python.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        options = root / "ruff.toml"
        options.write_text(_OPTIONS, encoding="utf-8")
        for path, source in sources.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source, encoding="utf-8")
        for command in (["check", "--fix"], ["format"]):
            _ruff([*command, "--quiet", "--no-cache", "--config", str(options), str(root)])
        return {path: (root / path).read_text(encoding="utf-8") for path in sources}


def _ruff(arguments: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise GenerationError(
            f"ruff cannot format the generated sources: {result.stdout}{result.stderr}".strip()
        )
