"""Run the generator's command on a copy of the package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import attrs


@attrs.frozen
class Copy:
    """A copy of the package, on which the generator's command runs."""

    package: Path

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run ``python -m sagemaker_typed.codegen`` of this copy."""
        return subprocess.run(
            [sys.executable, "-m", "sagemaker_typed.codegen", *arguments],
            cwd=self.package.parent,
            env=os.environ | {"PYTHONPATH": str(self.package.parent)} | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def path(self, name: str) -> Path:
        return self.package / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        self.path(name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the only occurrence of ``old`` in a file."""
        text = self.read(name)
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def files(self) -> dict[str, bytes]:
        """Return the content of every file by path, except compiled bytecode."""
        return {
            path.relative_to(self.package).as_posix(): path.read_bytes()
            for path in self.package.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
