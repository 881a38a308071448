"""Run the generator's command on a copy of the package."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import attrs

from sagemaker_typed.codegen import __main__ as command
from sagemaker_typed.codegen import generation
from sagemaker_typed.codegen.generation import Generated
from sagemaker_typed.codegen.model.instances import INSTANCES_FILE, Table
from sagemaker_typed.codegen.model.lock import Lock
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, ServiceModels
from sagemaker_typed.codegen.plan.rooms_file import ROOMS_FILE
from sagemaker_typed.codegen.write.namespaces import WRITTEN_BY_HAND


@attrs.frozen
class Result:
    """The output and the exit code of a command."""

    returncode: int
    stdout: str
    stderr: str


@attrs.frozen
class Copy:
    """A copy of the package, on which the generator's command runs."""

    package: Path

    def run(self, *arguments: str) -> Result:
        """Run the command on this copy in this process; the same input is generated only once."""
        with (
            mock.patch.object(generation, "generate_all", _generate_once),
            contextlib.chdir(self.package.parent),
            contextlib.redirect_stdout(io.StringIO()) as stdout,
            contextlib.redirect_stderr(io.StringIO()) as stderr,
        ):
            try:
                code = command.main([*arguments], self.package)
            except SystemExit as error:
                code = int(error.code or 0)
        return Result(code, stdout.getvalue(), stderr.getvalue())

    def run_process(self, *arguments: str, **variables: str) -> Result:
        """Run ``python -m sagemaker_typed.codegen`` of this copy in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "sagemaker_typed.codegen", *arguments],
            cwd=self.package.parent,
            env=os.environ | {"PYTHONPATH": str(self.package.parent)} | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

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


_generate_all = generation.generate_all
_generated: dict[tuple[object, ...], Generated] = {}


def _generate_once(
    lock: Lock,
    package: Path,
    *,
    with_docs: bool = False,
    models: Mapping[str, ServiceModels] | None = None,
    table: Table | None = None,
) -> Generated:
    """Do what ``generate_all`` does, once for each content of the files that it reads."""
    if models is not None:
        return _generate_all(lock, package, models=models, table=table)
    read = sorted((package / MODELS_FOLDER).rglob("*.json"))
    files = (*(package / path for path in (ROOMS_FILE, INSTANCES_FILE, *WRITTEN_BY_HAND)), *read)
    key = (lock.text(), with_docs, *(path.read_bytes() for path in files))
    if key not in _generated:
        _generated[key] = _generate_all(lock, package, with_docs=with_docs)
    return _generated[key]
