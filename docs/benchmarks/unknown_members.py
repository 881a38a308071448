"""Measure the cost of looking for unknown members in responses that have none.

Reads a full response of every operation with and without the check, in turn, in one process, and
prints the ratio of CPU times: of reading alone, and of a whole call. Run ``python
docs/benchmarks/unknown_members.py`` from a clone, in an environment with ``sagemaker-typed``; the
responses are from ``tests/helpers/samples.py``.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from cattrs import Converter

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from helpers.samples import sample, service_model
from stub import CREDENTIALS, REGION, Stub

import sagemaker_typed.sagemaker
from sagemaker_typed import SageMaker, from_boto, make_converter
from sagemaker_typed._conversion.compiler import Mode
from sagemaker_typed._conversion.registry import _wire, wire_hook
from sagemaker_typed._conversion.structure import Structuring
from sagemaker_typed._schema.fields import is_shape_type
from sagemaker_typed._schema.kinds import Content

CHECK = re.compile(r"None if \w+\(data\) else unknown\(data, \w+, cls\)")
ROUNDS = 7


class WithoutCheck(Structuring):
    """The same function without the check."""

    def lines(self, contents: Mapping[str, Content]) -> Iterable[str]:
        """Return the source without the check."""
        source, count = CHECK.subn("None", "\n".join(super().lines(contents)))
        if count != 1:
            raise AssertionError(f"{count} checks in {source}")
        return source.splitlines()


def converter_without_check(mode: Mode) -> Converter:
    """Return a converter whose hooks do not look for unknown members."""
    converter = make_converter()
    converter.register_structure_hook_factory(
        is_shape_type, lambda cls: WithoutCheck(cls, converter, mode).function()
    )
    return converter


def seconds(function: Callable[[], object], times: int) -> float:
    """Return the CPU time of ``times`` calls."""
    start = time.process_time()
    for _ in range(times):
        function()
    return time.process_time() - start


def ratio(checked: Callable[[], object], unchecked: Callable[[], object]) -> float:
    """Return the median ratio of a few rounds."""
    times = max(10, int(0.002 / max(seconds(unchecked, 5) / 5, 1e-7)))
    pairs = [(seconds(checked, times), seconds(unchecked, times)) for _ in range(ROUNDS)]
    return statistics.median(a / b for a, b in pairs if b)


def show(what: str, ratios: list[float]) -> None:
    """Print the median and the quartiles of the ratios."""
    quarters = ", ".join(f"{quarter:.3f}" for quarter in statistics.quantiles(ratios)[::2])
    print(f"{what}: median {statistics.median(ratios):.3f}, quartiles {quarters}")


def in_json(timestamp: datetime) -> float:
    """Return a timestamp as the service sends it."""
    return timestamp.timestamp()


def main() -> None:
    """Measure and print the ratios."""
    plain, wire = converter_without_check(Mode()), converter_without_check(Mode(wire=True))
    client = SageMaker(region_name=REGION, **CREDENTIALS)
    bodies: dict[str, bytes] = {}
    Stub(bodies).attach(client.boto_client)
    reading: list[float] = []
    calls: list[float] = []
    for operation in sorted(service_model().operation_names):
        model = service_model().operation_model(operation)
        cls = getattr(sagemaker_typed.sagemaker, f"{operation}Response")
        answer = sample(model.output_shape)
        hooks = make_converter().get_structure_hook(cls), plain.get_structure_hook(cls)
        reading.append(ratio(*(partial(hook, answer, None) for hook in hooks)))

        bodies[operation] = json.dumps(answer, default=in_json).encode()
        requested = getattr(sagemaker_typed.sagemaker, f"{operation}Request")
        request = from_boto(requested, sample(model.input_shape))
        sides = wire_hook(cls), wire.get_structure_hook(cls)

        def call(hook: Any, request: Any, cls: Any) -> object:
            _wire._functions[cls] = hook
            return client.send(request)

        calls.append(ratio(*(partial(call, hook, request, cls) for hook in sides)))
    print(f"full responses of {len(reading)} operations, with the check / without it")
    show("reading alone", reading)
    show("a whole call", calls)


if __name__ == "__main__":
    main()
