"""Measure the cost of validation.

Converts and validates a full request of every operation, in turn, in one process, and prints ratios
of CPU times:

- validating conversion, compared with conversion alone;
- validating conversion, compared with conversion followed by botocore's own validator;
- ``violations``, which also checks patterns, compared with botocore's own validator.

Run ``python docs/benchmarks/validation.py`` from a clone, in an environment with
``sagemaker-typed``; the requests are from ``tests/helpers/samples.py``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from botocore.validate import ParamValidator

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from helpers.samples import sample, service_model
from helpers.valid_texts import with_valid_texts

import sagemaker_typed.sagemaker
from sagemaker_typed import from_boto, to_boto, violations
from sagemaker_typed.validation import to_checked_boto

ROUNDS = 7
SECONDS = 0.003


def seconds(function: Callable[[], object], times: int) -> float:
    """Return the CPU time of ``times`` calls."""
    start = time.process_time()
    for _ in range(times):
        function()
    return time.process_time() - start


def contenders(operation: str) -> Mapping[str, Callable[[], object]]:
    """Return the measured functions, by name."""
    shape = service_model().operation_model(operation).input_shape
    cls = getattr(sagemaker_typed.sagemaker, f"{operation}Request")
    request = with_valid_texts(from_boto(cls, sample(shape)))
    parameters = to_boto(request)
    validator: Any = ParamValidator()

    def converted_then_validated() -> None:
        validator.validate(to_boto(request), shape)

    if violations(request) or validator.validate(parameters, shape).has_errors():
        raise AssertionError(f"{operation}: the request is not valid")
    return {
        "checked": lambda: to_checked_boto(request),
        "unchecked": lambda: to_boto(request),
        "converted, then validated": converted_then_validated,
        "violations": lambda: violations(request),
        "botocore's validator": lambda: validator.validate(parameters, shape),
    }


COMPARED = (
    ("checked", "unchecked"),
    ("checked", "converted, then validated"),
    ("violations", "botocore's validator"),
)


def main() -> None:
    """Measure and print the ratios."""
    operations = sorted(service_model().operation_names)
    ratios: dict[tuple[str, str], dict[str, float]] = {pair: {} for pair in COMPARED}
    for operation in operations:
        functions = contenders(operation)
        slowest = functions["converted, then validated"]
        times = max(20, int(SECONDS / max(seconds(slowest, 10) / 10, 1e-7)))
        rounds = [
            {name: seconds(function, times) for name, function in functions.items()}
            for _ in range(ROUNDS)
        ]
        for one, other in COMPARED:
            ratio = statistics.median(times[one] / times[other] for times in rounds)
            ratios[one, other][operation] = ratio
    print(f"full requests of {len(operations)} operations")
    for (one, other), by_operation in ratios.items():
        worst = max(by_operation, key=by_operation.__getitem__)
        print(
            f"{one} / {other}: median {statistics.median(by_operation.values()):.3f}, "
            f"worst {by_operation[worst]:.3f} ({worst})"
        )


if __name__ == "__main__":
    main()
