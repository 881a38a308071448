"""Calls of asynchronous clients over HTTP: many together, one after the other, and very many."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .environments import UnavailableError, python_with, versions
from .loopback import serving
from .method import Scale, ratios, spread
from .payloads import operation
from .report import Part, Row, row
from .sides import AIOBOTOCORE, ASYNC, THREADS, TYPED

GROUP = "concurrent"
NEEDS_ENVIRONMENTS = True
_COUNT = 200
_TENTH = "a tenth of the calls"
_ROUNDS = 3
_SCRIPT = Path(__file__).parent / "scripts" / "concurrent_calls.py"
_NAMES = {ASYNC: "typed", THREADS: "threads", AIOBOTOCORE: "aiobotocore"}


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Measure each side in fresh processes, in turn."""
    part = Part()
    pythons = {ASYNC: sys.executable, THREADS: sys.executable}
    try:
        pythons[AIOBOTOCORE] = python_with(folder, AIOBOTOCORE, AIOBOTOCORE)
        part.versions |= versions(pythons[AIOBOTOCORE], AIOBOTOCORE)
    except UnavailableError as error:
        part.rows.append(Row(GROUP, f"not installed: {error}", ASYNC, AIOBOTOCORE, None))
    count, many = (10, 10) if scale.operations else (_COUNT, max(10_000, scale.items))
    programs = {side: (pythons[side], _NAMES[side]) for side in pythons}
    in_turn = {
        ASYNC: (sys.executable, "typed in turn"),
        TYPED: (sys.executable, "synchronous in turn"),
    }
    described = operation("DescribeTrainingJob")
    with serving({described.name: described.body}) as address:
        together = _in_turns(programs, address, count, scale)
        alone = _in_turns(in_turn, address, count, scale)
        few_peak, peak = _run(sys.executable, "growth", address, many, min(count, many // 10))
    for side in pythons:
        if side != ASYNC:
            over = spread(ratios(together, ASYNC, side))
            part.rows.append(row(GROUP, "calls together", ASYNC, side, over, f"{count} calls"))
    over = spread(ratios(alone, ASYNC, TYPED))
    part.rows.append(row(GROUP, "one call after the other", ASYNC, TYPED, over, f"{count} calls"))
    part.rows.append(row(GROUP, "peak memory", ASYNC, _TENTH, peak / few_peak, f"{many:,} calls"))
    part.data = {
        "CPU seconds": {side: spread(found).median for side, found in together.items()},
        "peak bytes": peak,
    }
    return part


def _in_turns(
    sides: Mapping[str, tuple[str, str]], address: str, count: int, scale: Scale
) -> dict[str, list[float]]:
    """Return the CPU seconds of each side, by the Python and the name of its program."""
    seconds: dict[str, list[float]] = {side: [] for side in sides}
    for number in range(max(scale.processes // 3, 2)):
        for side in sides if number % 2 else reversed(sides):
            python, name = sides[side]
            found = _run(python, name, address, count, _ROUNDS)
            seconds[side].append(statistics.median(found))
    return seconds


def _run(python: str, side: str, address: str, count: int, rounds: int) -> list[float]:
    command = [python, str(_SCRIPT), side, address, str(count), str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found
