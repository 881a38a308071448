"""Many calls together over HTTP: asynchronous clients, and threads over boto3."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from .environments import UnavailableError, python_with, versions
from .loopback import serving
from .method import Scale, ratios, spread
from .payloads import operation
from .report import Part, Row, row
from .sides import AIOBOTOCORE, ASYNC, THREADS

GROUP = "concurrent"
NEEDS_ENVIRONMENTS = True
_COUNT = 200
_ROUNDS = 3
_SCRIPT = Path(__file__).parent / "scripts" / "concurrent_calls.py"
_NAMES = {ASYNC: "typed", THREADS: "threads", AIOBOTOCORE: "aiobotocore"}


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Measure 200 calls together; each side in fresh processes, in turn."""
    part = Part()
    pythons = {ASYNC: sys.executable, THREADS: sys.executable}
    try:
        pythons[AIOBOTOCORE] = python_with(folder, AIOBOTOCORE, AIOBOTOCORE)
        part.versions |= versions(pythons[AIOBOTOCORE], AIOBOTOCORE)
    except UnavailableError as error:
        part.rows.append(Row(GROUP, f"not installed: {error}", ASYNC, AIOBOTOCORE, None))
    seconds: dict[str, list[float]] = {side: [] for side in pythons}
    count = 10 if scale.operations else _COUNT
    described = operation("DescribeTrainingJob")
    with serving({described.name: described.body}) as address:
        for number in range(max(scale.processes // 3, 2)):
            for side in pythons if number % 2 else reversed(pythons):
                seconds[side].append(_seconds(pythons[side], _NAMES[side], address, count))
    for side in pythons:
        if side != ASYNC:
            over = spread(ratios(seconds, ASYNC, side))
            part.rows.append(row(GROUP, "calls together", ASYNC, side, over, f"{count} calls"))
    part.data = {"CPU seconds": {side: spread(found).median for side, found in seconds.items()}}
    return part


def _seconds(python: str, side: str, address: str, count: int) -> float:
    command = [python, str(_SCRIPT), side, address, str(count), str(_ROUNDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return statistics.median(found)
