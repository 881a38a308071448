"""The order of steps: which ones each step waits for, and cycles among them."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

__all__ = ["cycle_in"]


def cycle_in(waits_for: Mapping[str, set[str]]) -> list[str]:
    """Return the names of steps that wait for each other in a cycle; empty if there is none.

    The first name is also the last one.

    Args:
        waits_for: The names of the steps for which each step waits.
    """
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle[::-1]
    return []
