"""How two things are compared: in turn, in one process, by CPU time, as a ratio.

Only the standard library is used here: this also runs in the environments of other packages.
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
    """How much is done: the more, the less noise."""

    rounds: int
    """How often the sides take turns."""
    block: float
    """CPU seconds for which a side runs in its turn, at least."""
    processes: int
    """How many fresh processes each side gets."""
    items: int
    """The largest number of items that is paged through."""
    operations: int | None = None
    """How many operations of the model; all of them if not given."""


FULL = Scale(rounds=15, block=0.004, processes=21, items=100_000)
QUICK = Scale(rounds=5, block=0.002, processes=5, items=1_000)
TINY = Scale(rounds=2, block=0.0, processes=2, items=10, operations=3)


@dataclass(frozen=True)
class Spread:
    """A sample's median with what says how far to trust it."""

    median: float
    low: float
    """The first quartile."""
    high: float
    """The third quartile."""
    worst: float


def spread(values: Sequence[float]) -> Spread:
    """Median, quartiles and maximum."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, method="inclusive")
    return Spread(median, low, high, max(values))


def ratios(seconds: Seconds, ours: str, theirs: str) -> list[float]:
    """Our time over theirs, one number for each round."""
    return [a / b for a, b in zip(seconds[ours], seconds[theirs], strict=True)]


def take_turns(sides: Mapping[str, Call], scale: Scale, *, rounds: int | None = None) -> Seconds:
    """Run all sides in each round, in an order that rotates and turns around.

    Each side has the garbage collector running, starts its turn with nothing to collect, and pays
    for what it leaves behind as often as Python's default thresholds say.
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
    """How many calls fill a block; the calls that find it out are the warm-up."""
    if _block(call, 1) > 100 * block:
        return 1
    return max(1, round(block / max(_block(call, 3), 1e-7)))


def _block(call: Call, times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times


def spread_json(values: Spread) -> dict[str, Any]:
    """As JSON has it."""
    return {
        "median": values.median, "low": values.low, "high": values.high, "worst": values.worst
    }  # fmt: skip
