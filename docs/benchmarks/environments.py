"""Separate environments for the other packages, created when needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_VERSIONS = (
    "import json, importlib.metadata as m; "
    "print(json.dumps({d.metadata['Name'].lower(): d.version for d in m.distributions()}))"
)


class UnavailableError(Exception):
    """A package that could not be installed."""


def python_with(folder: Path | None, name: str, *requirements: str) -> str:
    """Return the Python of an environment with these packages.

    Args:
        folder: Where to keep the environment; a temporary folder by default.
        name: The name of the environment.
        requirements: The packages.

    Raises:
        UnavailableError: if they could not be installed.
    """
    base = folder or Path(tempfile.gettempdir()) / "sagemaker-typed-benchmark"
    home = base / name
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = home / "installed"
    wanted = "\n".join(map(_identity, requirements))
    if done.exists() and done.read_text() == wanted:
        return str(python)
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(python), "-m", "pip", "install", "--quiet", "--compile", *requirements],
    ):
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode:
            last = (finished.stderr or finished.stdout).strip().splitlines()[-1:]
            raise UnavailableError(f"{' '.join(requirements)}: {' '.join(last) or 'failed'}")
    done.write_text(wanted)
    return str(python)


def _identity(requirement: str) -> str:
    # A rebuilt wheel has the same name.
    wheel = Path(requirement)
    return f"{requirement} {wheel.stat().st_mtime_ns}" if wheel.is_file() else requirement


def versions(python: str, *names: str) -> dict[str, str]:
    """Return the versions of these packages in an environment."""
    text = subprocess.run([python, "-c", _VERSIONS], capture_output=True, text=True, check=True)
    found = json.loads(text.stdout)
    return {name: found[name] for name in names if name in found}
