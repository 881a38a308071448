"""Tests with many cases: the overhead of pytest per test is larger than most of these cases."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pytest

CaseT = TypeVar("CaseT")
Test = Callable[..., None]


def each(
    argument: str | tuple[str, ...],
    cases: Iterable[CaseT],
    *,
    ids: Callable[[CaseT], str] = str,
    size: int = 60,
) -> Callable[[Test], Test]:
    """Run a test for each case, as ``pytest.mark.parametrize`` does, but many cases in one test.

    A case that fails is reported by its name, and the next case runs. ``--case NAME`` runs the
    cases with ``NAME`` in their names only. Cases of one test share the test's fixtures.

    Args:
        argument: The test's argument that receives the case, or several that receive its parts.
        cases: The values.
        ids: Gives the name of a case.
        size: The maximum number of cases in a test.
    """
    arguments = (argument,) if isinstance(argument, str) else argument
    named = [(ids(case), case) for case in cases]
    groups = [named[start : start + size] for start in range(0, len(named), size)]
    names = [f"cases-{number * size + 1}" for number in range(len(groups))]

    def decorated(check: Test) -> Test:
        @functools.wraps(check)
        def test(cases: Any, run_case: Any, **fixtures: Any) -> None:
            was_run = False
            for name, case in cases:
                parts = (case,) if isinstance(argument, str) else case
                of_case = dict(zip(arguments, parts, strict=True))
                was_run |= run_case(name, functools.partial(check, **fixtures, **of_case))
            if not was_run:
                pytest.skip("no case of these tests has the NAME of --case in its name")

        others = [
            parameter
            for name, parameter in inspect.signature(check).parameters.items()
            if name not in arguments
        ]
        # ``pytest`` reads the fixtures from the signature.
        own = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY)
            for name in ("cases", "run_case")
        ]
        vars(test)["__signature__"] = inspect.Signature([*others, *own])
        parametrized: Test = pytest.mark.parametrize("cases", groups, ids=names)(test)
        return parametrized

    return decorated
