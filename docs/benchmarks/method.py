"""The method of comparison: in turn, in one process, by CPU time, as a ratio.

Uses only the standard library, because it also runs in the environments of other packages.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Call = Callable[[], object]
Seconds = dict[str, list[float]]
"""CPU seconds of one call, by side, one number for each round."""


@dataclass(frozen=True)
class Scale:
    """The amount of work: more work means less noise."""

    rounds: int
    """The number of rounds; in each round, every side has a turn."""
    block: float
    """The minimum CPU seconds of a turn."""
    processes: int
    """The number of fresh processes per side."""
    items: int
    """The maximum number of items to iterate over."""
    operations: int | None = None
    """The number of operations; ``None`` means all operations of the model."""


FULL = Scale(rounds=15, block=0.004, processes=21, items=100_000)
QUICK = Scale(rounds=5, block=0.002, processes=5, items=1_000)
TINY = Scale(rounds=2, block=0.0, processes=2, items=10, operations=3)


@dataclass(frozen=True)
class Spread:
    """The median of a sample, its quartiles and its maximum."""

    median: float
    low: float
    """The first quartile."""
    high: float
    """The third quartile."""
    worst: float


def spread(values: Sequence[float]) -> Spread:
    """Return the median, quartiles and maximum of a sample."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, method="inclusive")
    return Spread(median, low, high, max(values))


def ratios(seconds: Seconds, ours: str, theirs: str) -> list[float]:
    """Return our time divided by theirs, one number for each round."""
    return [a / b for a, b in zip(seconds[ours], seconds[theirs], strict=True)]


def take_turns(sides: Mapping[str, Call], scale: Scale, *, rounds: int | None = None) -> Seconds:
    """Run all sides in each round, in an order that rotates and reverses.

    The garbage collector is on. Each side starts its turn with nothing to collect, and pays for its
    own garbage whenever Python's default thresholds are reached.
    """
    names = list(sides)
    times = max(_times(call, scale.block) for call in sides.values())
    seconds: Seconds = {name: [] for name in names}
    gc.collect()
    gc.freeze()
    try:
        for number in range(rounds or scale.rounds):
            start = number // 2 % len(names)
            order = names[start:] + names[:start]
            for name in order if number % 2 == 0 else reversed(order):
                gc.collect()
                seconds[name].append(_block(sides[name], times))
    finally:
        gc.unfreeze()
    return seconds


def _times(call: Call, block: float) -> int:
    """Return how many calls fill a block; the calls that measure this are the warm-up."""
    if _block(call, 1) > 100 * block:
        return 1
    return max(1, round(block / max(_block(call, 3), 1e-7)))


def _block(call: Call, times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times


def spread_json(values: Spread) -> dict[str, Any]:
    """Return a spread as a JSON object."""
    return {
        "median": values.median, "low": values.low, "high": values.high, "worst": values.worst
    }  # fmt: skip
