"""One client in many threads: CPU time and wall time of the same calls."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .calls import Clients
from .method import Call, Scale, ratios, spread
from .payloads import operation
from .report import Part, Row, row
from .sides import RAW, TYPED

GROUP = "threads"
OPERATION = "DescribeTrainingJob"
COUNTS = (1, 2, 4, 8, 16, 32)


def measure(scale: Scale) -> Part:
    """Measure the same number of calls, spread over an increasing number of threads."""
    described = operation(OPERATION)
    sides = Clients({OPERATION: described.body}).sides(described)
    calls = 320 if scale.block else 32
    rows: list[Row] = []
    data: dict[str, Any] = {"cpu": {}, "calls_per_second": {}}
    for count in COUNTS:
        with ThreadPoolExecutor(count) as pool:
            cpu: dict[str, list[float]] = {RAW: [], TYPED: []}
            wall: dict[str, list[float]] = {RAW: [], TYPED: []}
            for number in range(scale.rounds + 1):
                for side in (RAW, TYPED) if number % 2 else (TYPED, RAW):
                    used, took = _run(pool, sides[side], count, calls)
                    if number:  # the first round is the warm-up
                        cpu[side].append(used)
                        wall[side].append(took)
        over = spread(ratios(cpu, TYPED, RAW))
        threads = "1 thread" if count == 1 else f"{count} threads"
        rows.append(row(GROUP, f"calls in {threads}", TYPED, RAW, over))
        data["cpu"][count] = {side: spread(values).median for side, values in cpu.items()}
        data["calls_per_second"][count] = {
            side: calls / spread(values).median for side, values in wall.items()
        }
    return Part(rows, data)


def _run(pool: ThreadPoolExecutor, call: Call, count: int, calls: int) -> tuple[float, float]:
    def share() -> None:
        for _ in range(calls // count):
            call()

    start, cpu = time.perf_counter(), time.process_time()
    for future in [pool.submit(share) for _ in range(count)]:
        future.result()
    return time.process_time() - cpu, time.perf_counter() - start
