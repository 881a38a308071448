"""The table of moto's tests: runs that differ from it are noticed, and the page has its figures."""

from __future__ import annotations

import re

import pytest
from helpers.folders import ROOT
from moto_suite.running import Expected, Results, expected, name_of, wrong

TABLE = Expected(
    settings={"test_a.py::test_two": {"check_references": False}},
    misses={"an order": {"test_a.py::test_one": "descending"}},
    moto="5.2.5",
    passed=1,
)
RESULTS: list[tuple[list[str], list[str], list[str]]] = [
    (["test_a.py::test_two"], ["test_a.py::test_one"], []),
    (["test_a.py::test_two"], [], ["test_a.py::test_one was not run"]),
    (["test_a.py::test_one", "test_a.py::test_two"], [], ["2 tests pass", "test_one passes"]),
    ([], ["test_a.py::test_one", "test_a.py::test_two"], ["0 tests pass", "test_two fails"]),
    (["test_a.py::test_new"], ["test_a.py::test_one"], ["test_two was not run: it has a setting"]),
]


@pytest.mark.parametrize(("passed", "failed", "problems"), RESULTS)
def test_run_that_differs_from_the_table_is_wrong(
    passed: list[str], failed: list[str], problems: list[str]
) -> None:
    found = wrong(Results(passed, dict.fromkeys(failed, "assert")), TABLE, "5.2.5")
    assert len(found) == len(problems)
    assert all(problem in text for problem, text in zip(problems, found, strict=True))


def test_figures_are_those_of_one_version_of_moto() -> None:
    results = Results(["test_a.py::test_two", "test_a.py::test_new"], {"test_a.py::test_one": ""})
    assert wrong(results, TABLE, "6.0") == []


def test_name_has_the_file_and_the_function() -> None:
    assert name_of("tests/test_sagemaker/test_a.py::test_one[x/y::z]") == "test_a.py::test_one"


def test_page_has_the_figures_of_the_table() -> None:
    table = expected()
    count = {kind: len(misses) for kind, misses in table.misses.items()}
    made_up, unknown = (
        next(number for kind, number in count.items() if word in kind)
        for word in ("makes up", "does not know")
    )
    failed = sum(count.values())
    text = " ".join((ROOT / "docs" / "local.md").read_text(encoding="utf-8").split())
    (found,) = re.findall(
        r"of the (\d+) tests of moto ([\d.]+) .*?, (\d+) pass\. Of the other (\d+), (\d+) compare"
        r" .*?; (\d+) contradict .*?; and one needs",
        text,
    )
    assert found == tuple(
        map(
            str,
            (
                table.passed + failed,
                table.moto,
                table.passed,
                failed,
                made_up,
                failed - made_up - unknown,
            ),
        )
    )
    assert unknown == 1
