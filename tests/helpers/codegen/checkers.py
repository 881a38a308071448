"""Run type checkers like a user: strict, without the settings and sources of this repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

_ENVIRONMENT: Final = {
    name: value for name, value in os.environ.items() if name not in {"MYPYPATH", "PYTHONPATH"}
}
LOWEST, HIGHEST = "3.11", "3.14"
"""The Python versions that the package supports."""


class Diagnostic(NamedTuple):
    """A diagnostic of a checker for a line."""

    file: str
    line: int
    code: str
    message: str


Checker: TypeAlias = Callable[[Path, str], list[Diagnostic]]
"""Checks a file, or all files in a folder, for a Python version."""


def mypy(target: Path, version: str = LOWEST) -> list[Diagnostic]:
    output = _run(
        target.parent, "mypy", "--strict", "--config-file=", "--cache-dir=cache", "--output=json",
        f"--python-version={version}", *_files(target),
    )  # fmt: skip
    found: list[dict[str, Any]] = [json.loads(line) for line in output.splitlines() if line]
    return [
        Diagnostic(Path(one["file"]).name, one["line"], one["code"], one["message"])
        for one in found
        if one["severity"] == "error"
    ]


def pyright(target: Path, version: str = LOWEST) -> list[Diagnostic]:
    settings = {"typeCheckingMode": "strict"}
    (target.parent / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    output: dict[str, Any] = json.loads(
        _run(
            target.parent, "pyright", "--outputjson", "--pythonpath", sys.executable,
            "--pythonversion", version, target.name,
        )
    )  # fmt: skip
    assert output["summary"]["filesAnalyzed"]
    return [
        Diagnostic(
            Path(one["file"]).name, one["range"]["start"]["line"] + 1, one["rule"], one["message"]
        )
        for one in output["generalDiagnostics"]
    ]


def ty(target: Path, version: str = LOWEST) -> list[Diagnostic]:
    output = _run(
        target.parent, "ty", "check", "--output-format=gitlab", "--no-progress",
        f"--python-version={version}", "--python", sys.executable, target.name,
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(output)
    return [
        Diagnostic(
            Path(one["location"]["path"]).name,
            one["location"]["positions"]["begin"]["line"],
            one["check_name"],
            one["description"].removeprefix(f"{one['check_name']}: "),
        )
        for one in found
    ]


def pyrefly(target: Path, version: str = LOWEST) -> list[Diagnostic]:
    # Without its own configuration, it uses that of pyright.
    (target.parent / "pyrefly.toml").touch()
    output = _run(
        target.parent, "pyrefly", "check", "--output-format=json", f"--python-version={version}",
        "--python-interpreter-path", sys.executable, *_files(target),
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(output)["errors"]
    return [
        Diagnostic(Path(one["path"]).name, one["line"], one["name"], one["description"])
        for one in found
    ]


STRICT: Final[tuple[Checker, ...]] = (mypy, pyright)
"""The checkers that the package itself is checked with."""
CHECKERS: Final[tuple[Checker, ...]] = (*STRICT, ty, pyrefly)


def _files(target: Path) -> list[str]:
    if target.is_dir() and not (target / "__init__.py").exists():
        return [str(file.relative_to(target.parent)) for file in sorted(target.glob("*.py"))]
    return [target.name]


def _run(folder: Path, tool: str, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=folder,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(result.stdout)  # for the report of a failure
    # 0 means no errors and 1 means errors in the code; otherwise the checker itself failed.
    assert result.returncode in {0, 1}, result.stdout + result.stderr
    return result.stdout
