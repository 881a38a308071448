"""An editor on a file with ten operations, written for us and for mypy-boto3-sagemaker.

pyright's language server is driven as an editor does it. A server is fresh each time: the clock
runs from the opening of the file to the first answer, so the start of the server itself is not
counted, and what it does besides is.
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
    """A program, and the environment that it is written for."""

    python: str
    script: str

    @property
    def text(self) -> str:
        """The program, and the beginning of a line that is being typed."""
        return (_SCRIPTS / self.script).read_text(encoding="utf-8") + "    client.\n"

    @property
    def methods(self) -> list[tuple[str, Position]]:
        """The client's methods that it calls, and where."""
        return [
            (call[1], (number, call.start(1)))
            for number, line in enumerate(self.text.splitlines())
            for call in _CALL.finditer(line)
        ]


@dataclass(frozen=True)
class Taken:
    """What an answer took."""

    cpu: float
    """CPU seconds of the server, with all its threads and processes."""
    wall: float
    later: float
    """Seconds from there to the answers of a hover on each call."""


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Completion and hover in fresh servers, in turn."""
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
    """Open the program in a server of its own, ask for one thing, then for hovers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        # A project of its own, as the checkout's settings are ours.
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
    """Ask for what comes after ``client.``."""
    lines = side.text.splitlines()
    found = server.completions(file, (len(lines) - 1, len(lines[-1])))
    if _FIRST not in {completion.label for completion in found}:
        raise AssertionError(f"{_FIRST} is not offered in {side.script}")


def hover(server: LanguageServer, file: Path, side: Side) -> None:
    """Ask what a method is."""
    if _FIRST not in server.hover(file, dict(side.methods)[_FIRST]):
        raise AssertionError(f"no hover on {_FIRST} in {side.script}")


def cpu_seconds(pid: int) -> float:
    """CPU seconds, user and system, of a process and of those that it started."""
    process = psutil.Process(pid)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system for one in times)
