"""Profiles of both sides of one call."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Sequence
from io import StringIO
from typing import Any

from .calls import one_call
from .method import Call
from .pages import page_sides

_CALLS = 300
_SHOWN = 25


def show(groups: Sequence[str], operation: str) -> None:
    """Print the functions that take the most time, for both sides of a call or a page."""
    for group in groups:
        if group == "calls":
            sides = one_call(operation)
        elif group == "pages":
            every = page_sides()
            sides = {side: every[side] for side in list(every)[:2]}
        else:
            raise SystemExit(f"cannot profile {group!r}; choose calls or pages")
        for side, call in sides.items():
            print(f"\n--- {group}: {side}, {operation if group == 'calls' else '100 items'}")
            print(profile(call))


def profile(call: Call, calls: int = _CALLS, shown: int | None = _SHOWN) -> str:
    """Return a table of functions by their own time, in microseconds per call.

    A profiler overstates the cost of function calls: compare the figures, do not add them up.
    """
    for _ in range(5):
        call()
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(calls):
        call()
    profiler.disable()
    stats: Any = pstats.Stats(profiler, stream=StringIO())
    entries = sorted(stats.stats.items(), key=lambda entry: -entry[1][2])
    lines = [f"{'own us':>8} {'with callees':>13} {'calls':>7}  function"]
    for (path, line, name), (_, count, *seconds, _) in entries[:shown]:
        file = "/".join(path.replace("\\", "/").split("/")[-2:])
        where = f"{file}:{line} " if line else ""
        own, total = (1e6 * t / calls for t in seconds)
        lines.append(f"{own:8.1f} {total:13.1f} {count / calls:7.1f}  {where}{name}")
    return "\n".join(lines)
