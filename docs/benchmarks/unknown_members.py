"""What it costs to look for unknown members where there are none.

Reads a full answer of every operation with and without the check, in turn, in one process, and
prints the ratio of CPU times. Run it with ``python docs/benchmarks/unknown_members.py`` where
``sagemaker-typed`` is installed, from a clone: it takes the answers from ``tests/samples.py``.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cattrs import Converter

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import make_converter
from sagemaker_typed._hooks import Mode, _Structuring
from sagemaker_typed._types import Content, is_shape_type

CHECK = re.compile(r", unknown_members=None if \w+\(value\) else unknown\(value, \w+\)")
ROUNDS = 7


class WithoutCheck(_Structuring):
    """The same function, but for the check."""

    def source(self, contents: Mapping[str, Content]) -> str:
        """The source, with the check cut out."""
        source, count = CHECK.subn("", super().source(contents))
        if count != 1 and contents:
            raise AssertionError(f"{count} checks in {source}")
        return source


def converter_without_check() -> Converter:
    """A converter whose hooks do not look for unknown members."""
    converter = make_converter()
    converter.register_structure_hook_factory(
        is_shape_type, lambda cls: WithoutCheck(cls, converter, Mode()).function()
    )
    return converter


def seconds(hook: Callable[[Any, Any], Any], value: Any, times: int) -> float:
    """CPU time of reading ``value`` so many times."""
    start = time.process_time()
    for _ in range(times):
        hook(value, None)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    checked, unchecked = make_converter(), converter_without_check()
    ratios: list[float] = []
    for operation in sorted(service_model().operation_names):
        cls = getattr(sagemaker_typed.sagemaker, f"{operation}Response")
        answer = sample(service_model().operation_model(operation).output_shape)
        with_check, without = (c.get_structure_hook(cls) for c in (checked, unchecked))
        times = max(20, int(0.002 / max(seconds(without, answer, 10) / 10, 1e-7)))
        pairs = [
            (seconds(with_check, answer, times), seconds(without, answer, times))
            for _ in range(ROUNDS)
        ]
        ratios.append(statistics.median(a / b for a, b in pairs if b))
    print(f"reading full answers of {len(ratios)} operations, with the check / without it")
    print(f"median {statistics.median(ratios):.3f}, quartiles", end=" ")
    print(", ".join(f"{quarter:.3f}" for quarter in statistics.quantiles(ratios)[::2]))


if __name__ == "__main__":
    main()
