"""Type checkers on one script of six calls, written for us and for mypy-boto3-sagemaker."""

from __future__ import annotations

import importlib.metadata
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import fresh
from .environments import UnavailableError, python_with, versions
from .method import Scale, Seconds, ratios, spread
from .report import Part, Row, row
from .sides import LIBRARIES, LITE, OURS, STUBS

GROUP = "checkers"
NEEDS_ENVIRONMENTS = True
_SCRIPTS = Path(__file__).parent / "scripts"
# Text that both scripts contain, and its replacement.
_LINE, _CHANGED = "churn:1", "churn:2"
_COLD, _WARM, _PYRIGHT = "mypy --strict, no cache", "mypy --strict, one line changed", "pyright"


@dataclass(frozen=True)
class Side:
    """A script and its environment."""

    python: str
    script: str
    own: bool = False


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Run both checkers on all scripts, in turn: without caches, and mypy again after a change."""
    part = Part()
    try:
        theirs = python_with(folder, "boto3-stubs", "boto3", "boto3-stubs[sagemaker]")
        lite = python_with(folder, "boto3-stubs-lite", "boto3", "boto3-stubs-lite[sagemaker]")
        ours = our_python(folder)
        part.versions |= versions(theirs, "mypy-boto3-sagemaker", "boto3-stubs")
    except UnavailableError as error:
        part.rows.append(Row(GROUP, f"not installed: {error}", OURS, STUBS, None))
        return part
    part.versions |= {name: importlib.metadata.version(name) for name in ("mypy", "pyright")}
    sides = {
        OURS: Side(ours, "six_calls_typed.py", own=True),
        STUBS: Side(theirs, "six_calls_boto3.py"),
        LITE: Side(lite, "six_calls_boto3.py"),
        LIBRARIES: Side(ours, "attrs_and_cattrs.py"),
    }
    seconds: dict[str, Seconds] = {
        what: {side: [] for side in sides} for what in (_COLD, _WARM, _PYRIGHT)
    }
    for number in range(-1, max(2, scale.processes // 4)):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            for what, taken in checked(sides[name]).items():
                if number >= 0:
                    seconds[what][name].append(taken)
    for what, found in seconds.items():
        for against in (STUBS, LITE):
            over = spread(ratios(found, OURS, against))
            part.rows.append(row(GROUP, f"{what}, six calls", OURS, against, over))
        if what != _WARM:  # the script without calls does not contain the line
            over = spread(ratios(found, LIBRARIES, STUBS))
            part.rows.append(row(GROUP, f"{what}, no calls", LIBRARIES, STUBS, over))
        part.data[what] = {side: spread(values).median for side, values in found.items()}
    return part


def checked(side: Side) -> dict[str, float]:
    """Return the CPU seconds of each checker on a side's script, with its own cache."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, side.script)
        text = (_SCRIPTS / side.script).read_text(encoding="utf-8")
        script.write_text(text, encoding="utf-8")
        mypy = _mypy(side.python, script, folder)
        taken = {
            _PYRIGHT: _seconds(_pyright(side.python, folder), side, folder),
            _COLD: _seconds(mypy, side, folder),
        }
        script.write_text(text.replace(_LINE, _CHANGED), encoding="utf-8")
        return taken | {_WARM: _seconds(mypy, side, folder)}


def _seconds(command: list[str], side: Side, folder: str) -> float:
    # In the checkout, mypy would treat the package as the user's own code.
    return fresh.finish(
        command, fresh.environment(own=side.own) | _mypy_path(), folder=folder
    ).seconds


def our_python(folder: Path | None) -> str:
    """Return the Python of an environment with only our package, as a user has it.

    The environment variable ``BENCHMARK_WHEEL`` is the path of the wheel that ``nox`` built.
    """
    wheel = os.environ.get("BENCHMARK_WHEEL")
    return python_with(folder, OURS, wheel) if folder and wheel else sys.executable


def _mypy_path() -> dict[str, str]:
    # Without nox, the checkout is on PYTHONPATH; mypy has to find it too.
    path = os.environ.get("PYTHONPATH", "")
    return {"MYPYPATH": path} if path else {}


def _mypy(python: str, script: Path, folder: str) -> list[str]:
    return [
        sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull,
        "--cache-dir", str(Path(folder, "cache")), "--python-executable", python, str(script),
    ]  # fmt: skip


def _pyright(python: str, folder: str) -> list[str]:
    # Its own project, so that our settings do not apply. Default mode, because strict mode rejects
    # the type of `boto3.client` in boto3-stubs for one service.
    Path(folder, "pyrightconfig.json").write_text("{}")
    return [sys.executable, "-m", "pyright", "--project", folder, "--pythonpath", python]
