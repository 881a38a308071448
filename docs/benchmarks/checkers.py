"""Type checkers on one script of six calls, written for us and for mypy-boto3-sagemaker."""

from __future__ import annotations

import importlib.metadata
import os
import sys
import tempfile
from pathlib import Path

from . import fresh
from .environments import UnavailableError, python_with, versions
from .method import Scale, Seconds, ratios, spread
from .report import Part, Row, row

GROUP = "checkers"
NEEDS_ENVIRONMENTS = True
OURS, THEIRS = "sagemaker-typed", "boto3-stubs with mypy-boto3-sagemaker"
LITE = "boto3-stubs-lite with mypy-boto3-sagemaker"
# The part of ours that is not ours.
LIBRARIES = "attrs and cattrs alone"
_SCRIPTS = Path(__file__).parent / "scripts"
_BAR = 0.8


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Both checkers on both scripts, in turn, without caches."""
    part = Part()
    try:
        theirs = python_with(folder, "boto3-stubs", "boto3", "boto3-stubs[sagemaker]")
        lite = python_with(folder, "boto3-stubs-lite", "boto3", "boto3-stubs-lite[sagemaker]")
        ours = our_python(folder)
        part.versions |= versions(theirs, "mypy-boto3-sagemaker", "boto3-stubs")
    except UnavailableError as error:
        part.rows.append(Row(GROUP, f"not installed: {error}", OURS, THEIRS, None, bar=_BAR))
        return part
    part.versions |= {name: importlib.metadata.version(name) for name in ("mypy", "pyright")}
    sides = {
        OURS: (ours, "six_calls_typed.py"),
        THEIRS: (theirs, "six_calls_boto3.py"),
        LITE: (lite, "six_calls_boto3.py"),
        LIBRARIES: (ours, "attrs_and_cattrs.py"),
    }
    for what, command in (("mypy --strict, no cache", _mypy), ("pyright", _pyright)):
        seconds: Seconds = {side: [] for side in sides}
        for number in range(-1, max(2, scale.processes // 4)):
            for side in list(sides)[:: 1 if number % 2 else -1]:
                python, script = sides[side]
                with tempfile.TemporaryDirectory() as cache:
                    finished = fresh.finish(
                        command(python, _copied(script, cache), cache),
                        fresh.environment(own=side == OURS) | _mypy_path(),
                        # In the checkout, mypy would take the package there for the user's own.
                        folder=cache,
                    )
                if number >= 0:
                    seconds[side].append(finished.seconds)
        for against, bar in ((THEIRS, _BAR), (LITE, None)):
            over = spread(ratios(seconds, OURS, against))
            part.rows.append(row(GROUP, f"{what}, six calls", OURS, against, over, bar))
        over = spread(ratios(seconds, LIBRARIES, THEIRS))
        part.rows.append(row(GROUP, f"{what}, no calls", LIBRARIES, THEIRS, over))
        part.data[what] = {side: spread(values).median for side, values in seconds.items()}
    return part


def our_python(folder: Path | None) -> str:
    """An environment with our package and nothing else, as a user has it.

    The wheel that ``nox`` has built is named by an environment variable.
    """
    wheel = os.environ.get("BENCHMARK_WHEEL")
    return python_with(folder, OURS, wheel) if folder and wheel else sys.executable


def _mypy_path() -> dict[str, str]:
    # A checkout on PYTHONPATH, as where these run without nox, is found by mypy as well.
    path = os.environ.get("PYTHONPATH", "")
    return {"MYPYPATH": path} if path else {}


def _copied(script: str, folder: str) -> Path:
    copy = Path(folder, script)
    copy.write_text((_SCRIPTS / script).read_text())
    return copy


def _mypy(python: str, script: Path, cache: str) -> list[str]:
    return [
        sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull,
        "--cache-dir", cache, "--python-executable", python, str(script),
    ]  # fmt: skip


def _pyright(python: str, script: Path, cache: str) -> list[str]:
    # A project of its own, as the checkout's settings are ours; pyright's default mode, as its
    # strict one does not take the type of `boto3.client` that boto3-stubs has for one service.
    Path(cache, "pyrightconfig.json").write_text("{}")
    return [sys.executable, "-m", "pyright", "--project", cache, "--pythonpath", python]
