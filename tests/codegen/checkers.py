"""mypy and pyright, strict, as a user runs them: without our settings and our source tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

Found: TypeAlias = set[tuple[str, int, str]]
"""File name, line and code of every error."""
Checker: TypeAlias = Callable[[Path], Found]
"""Checks a file or the package in a folder."""

_ENVIRONMENT: Final = {
    name: value for name, value in os.environ.items() if name not in {"MYPYPATH", "PYTHONPATH"}
}


def mypy(target: Path) -> Found:
    output = _run(
        target.parent,
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir=cache",
        "--output=json",
        target.name,
    )
    diagnostics: list[dict[str, Any]] = [json.loads(line) for line in output.splitlines() if line]
    return {
        (Path(diagnostic["file"]).name, diagnostic["line"], diagnostic["code"])
        for diagnostic in diagnostics
        if diagnostic["severity"] == "error"
    }


def pyright(target: Path) -> Found:
    settings = {"typeCheckingMode": "strict"}
    (target.parent / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    output: dict[str, Any] = json.loads(
        _run(target.parent, "pyright", "--outputjson", "--pythonpath", sys.executable, target.name)
    )
    assert output["summary"]["filesAnalyzed"]
    return {
        (
            Path(diagnostic["file"]).name,
            diagnostic["range"]["start"]["line"] + 1,
            diagnostic["rule"],
        )
        for diagnostic in output["generalDiagnostics"]
    }


CHECKERS: Final[tuple[Checker, ...]] = (mypy, pyright)


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
    # 0 is no error and 1 is errors in the code; what is more, the checker itself failed.
    assert result.returncode in {0, 1}, result.stdout + result.stderr
    return result.stdout
