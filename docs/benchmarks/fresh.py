"""Fresh processes: measures a program from start to end, in the environment of any Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .method import Seconds

DOCS = Path(__file__).resolve().parents[1]

# The peak of the process itself; `ru_maxrss` would include the process that started it.
REPORT = """
import json, sys
def report(**found):
    peak = None
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    peak = int(line.split()[1]) * 1024
    except OSError:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak *= 1 if sys.platform == "darwin" else 1024
    print(json.dumps(found | {"peak": peak}))
"""


@dataclass(frozen=True)
class Finished:
    """A process that ended without an error."""

    seconds: float
    """CPU time, user and system, of the process and its children."""
    output: str

    @property
    def found(self) -> dict[str, Any]:
        """The values that the program reported."""
        found: dict[str, Any] = json.loads(self.output.splitlines()[-1])
        return found


class FailedError(Exception):
    """A process ended with an error; the message has its last lines."""


def environment(*, own: bool) -> dict[str, str]:
    """Return environment variables without the user's AWS settings, writing bytecode as usual.

    Args:
        own: Whether they are for this Python, or for the environment of another package.
    """
    drop = {"PYTHONDONTWRITEBYTECODE", "PYTHONSTARTUP"} | (set() if own else {"PYTHONPATH"})
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in drop and not name.startswith(("AWS_", "COVERAGE_", "COV_CORE"))
    }
    return kept | {
        "AWS_ACCESS_KEY_ID": "benchmark",
        "AWS_SECRET_ACCESS_KEY": "benchmark",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def finish(command: Sequence[str], env: Mapping[str, str], folder: str | None = None) -> Finished:
    """Run a command and wait for its end.

    Raises:
        FailedError: if it ended with an error.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=env, cwd=folder
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            lines = (output.read() + errors.read()).splitlines()
            raise FailedError("\n".join(line[:200] for line in lines[-15:]))
        return Finished(usage.ru_utime + usage.ru_stime, output.read())


def run(program: str, python: str = sys.executable, *, own: bool = True) -> Finished:
    """Run a Python program, which may end with ``report(...)``."""
    return finish([python, "-c", program], environment(own=own))


@dataclass(frozen=True)
class Turns:
    """The results of the programs, by side: one number for each round."""

    total: Seconds
    """CPU time of the whole process."""
    found: dict[str, dict[str, list[float]]]
    """The values that each program reported, by name."""


def take_turns(
    programs: Mapping[str, str], rounds: int, pythons: Mapping[str, str] | None = None
) -> Turns:
    """Run each program in a fresh process in each round, in alternating order.

    An additional first run, which is not counted, writes the bytecode.
    """
    pythons = pythons or {}
    total: Seconds = {name: [] for name in programs}
    found: dict[str, dict[str, list[float]]] = {}
    for number in range(-1, rounds):
        for name in list(programs)[:: 1 if number % 2 else -1]:
            python = pythons.get(name)
            finished = run(programs[name], python or sys.executable, own=python is None)
            if number < 0:
                continue
            total[name].append(finished.seconds)
            if not finished.output:
                continue
            for key, value in finished.found.items():
                found.setdefault(key, {}).setdefault(name, []).append(value)
    return Turns(total, found)
