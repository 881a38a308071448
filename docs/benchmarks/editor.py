"""Completion and hovers in a file with ten operations, for us and for mypy-boto3-sagemaker.

Drives pyright's language server as an editor does, a fresh server each time. Measures from the
opening of the file to the first response: this includes background work of the server, but not its
start.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
from helpers.language_server import LanguageServer, Position, language_server

from .checkers import our_python
from .environments import UnavailableError, python_with, versions
from .method import Scale, Seconds, ratios, spread
from .report import Part, Row, row
from .sides import OURS, STUBS

GROUP = "editor"
NEEDS_ENVIRONMENTS = True
_SCRIPTS = Path(__file__).parent / "scripts"
_CALL: Final = re.compile(r"client\.(\w+)\(")
_FIRST: Final = "create_training_job"
_COMPLETION, _HOVER = "first completion", "first hover"


@dataclass(frozen=True)
class Side:
    """A program and its environment."""

    python: str
    script: str

    @property
    def text(self) -> str:
        """The program, followed by an incomplete line."""
        return (_SCRIPTS / self.script).read_text(encoding="utf-8") + "    client.\n"

    @property
    def methods(self) -> list[tuple[str, Position]]:
        """The client's methods that the program calls, with their positions."""
        return [
            (call[1], (number, call.start(1)))
            for number, line in enumerate(self.text.splitlines())
            for call in _CALL.finditer(line)
        ]


@dataclass(frozen=True)
class Taken:
    """The time that a response took."""

    cpu: float
    """CPU seconds of the server, including all its threads and processes."""
    wall: float
    later: float
    """Further seconds until every call has been hovered."""


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Measure completion and hovers in fresh servers, in turn."""
    part = Part()
    try:
        theirs = python_with(folder, "boto3-stubs", "boto3", "boto3-stubs[sagemaker]")
        ours = our_python(folder)
        part.versions |= versions(theirs, "mypy-boto3-sagemaker", "boto3-stubs")
    except UnavailableError as error:
        part.rows.append(Row(GROUP, f"not installed: {error}", OURS, STUBS, None))
        return part
    sides = {OURS: Side(ours, "ten_calls_typed.py"), STUBS: Side(theirs, "ten_calls_boto3.py")}
    for what, ask in ((_COMPLETION, complete), (_HOVER, hover)):
        taken: dict[str, list[Taken]] = {name: [] for name in sides}
        for number in range(-1, max(2, scale.processes // 3)):
            for name in list(sides)[:: 1 if number % 2 else -1]:
                found = in_a_fresh_server(sides[name], ask)
                if number >= 0:
                    taken[name].append(found)
        cpu: Seconds = {name: [one.cpu for one in found] for name, found in taken.items()}
        wall: Seconds = {name: [one.wall for one in found] for name, found in taken.items()}
        later: Seconds = {name: [one.later for one in found] for name, found in taken.items()}
        for unit, seconds in (
            (f"{what}, CPU", cpu),
            (f"{what}, wall clock", wall),
            (f"a hover on each call after the {what}", later),
        ):
            over = spread(ratios(seconds, OURS, STUBS))
            part.rows.append(row(GROUP, unit, OURS, STUBS, over))
            part.data[unit] = {name: spread(values).median for name, values in seconds.items()}
    return part


def in_a_fresh_server(side: Side, ask: Callable[[LanguageServer, Path, Side], None]) -> Taken:
    """Open the program in a fresh server, send one query, then hover over each call."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        # Its own project, so that our settings do not apply.
        (folder / "pyrightconfig.json").write_text("{}")
        file = folder / side.script
        file.write_text(side.text, encoding="utf-8")
        with language_server(folder, side.python) as server:
            cpu, start = cpu_seconds(server.process.pid), time.perf_counter()
            server.open(file, side.text)
            ask(server, file, side)
            wall, cpu = time.perf_counter() - start, cpu_seconds(server.process.pid) - cpu
            for method, position in side.methods:
                if method not in server.hover(file, position):
                    raise AssertionError(f"no hover on {method} in {side.script}")
            return Taken(cpu, wall, time.perf_counter() - start - wall)


def complete(server: LanguageServer, file: Path, side: Side) -> None:
    """Complete ``client.``."""
    lines = side.text.splitlines()
    found = server.completions(file, (len(lines) - 1, len(lines[-1])))
    if _FIRST not in {completion.label for completion in found}:
        raise AssertionError(f"{_FIRST} is not offered in {side.script}")


def hover(server: LanguageServer, file: Path, side: Side) -> None:
    """Hover over a method."""
    if _FIRST not in server.hover(file, dict(side.methods)[_FIRST]):
        raise AssertionError(f"no hover on {_FIRST} in {side.script}")


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds, user and system, of a process and its children."""
    process = psutil.Process(pid)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system for one in times)
