"""Calls over HTTP: of asynchronous clients together, one by one, very many; ``describe_each``."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from . import jobs
from .environments import UnavailableError, python_with, versions
from .loopback import serving
from .method import Scale, ratios, spread
from .payloads import operation
from .report import Part, Row, row
from .sides import (
    AIOBOTOCORE,
    ASYNC,
    ASYNC_EACH,
    EACH,
    LOOP,
    LOOP_IN_THREADS,
    THREADS,
    TYPED,
)

GROUP = "concurrent"
NEEDS_ENVIRONMENTS = True
_COUNT = 200
_TENTH = "a tenth of the calls"
_ROUNDS = 3
_SCRIPT = Path(__file__).parent / "scripts" / "concurrent_calls.py"
_EACH_SCRIPT = _SCRIPT.with_name("describing.py")
_DELAY = 0.02
"""Seconds that a call takes; a call of the service takes longer."""
_NAMES = {ASYNC: "typed", THREADS: "threads", AIOBOTOCORE: "aiobotocore"}
_DESCRIBING = {
    EACH: "typed", ASYNC_EACH: "async", LOOP: "loop", LOOP_IN_THREADS: "threads",
}  # fmt: skip


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
    _describe_each(part, scale)
    return part


def _describe_each(part: Part, scale: Scale) -> None:
    """Measure a page of summaries and the description of each; each side in fresh processes."""
    described = operation("DescribeTrainingJob")
    bodies = {described.name: described.body, "ListTrainingJobs": jobs.body(0, jobs.PAGE)}
    found: dict[str, dict[str, list[float]]] = {
        kind: {side: [] for side in _DESCRIBING} for kind in ("elapsed", "CPU")
    }
    with serving(bodies, delay=_DELAY) as address:
        for number in range(max(scale.processes // 3, 2)):
            for side in _DESCRIBING if number % 2 else reversed(_DESCRIBING):
                command = [sys.executable, str(_EACH_SCRIPT), _DESCRIBING[side], address]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                for kind, seconds in json.loads(done.stdout).items():
                    found[kind][side].append(seconds)
    note = f"{jobs.PAGE} jobs, {_DELAY * 1000:.0f} ms per call"
    for kind, other in (("elapsed", LOOP), ("CPU", LOOP_IN_THREADS)):
        for side in (EACH, ASYNC_EACH):
            over = spread(ratios(found[kind], side, other))
            name = f"list and describe, {kind} time"
            part.rows.append(row(GROUP, name, side, other, over, note))
    part.data["describing"] = {
        kind: {side: spread(values).median for side, values in sides.items()}
        for kind, sides in found.items()
    }


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
