"""Set up all tests: tests with many cases, Hypothesis profiles and the number of examples.

The profile ``fast`` is for daily use and generates the same examples each time. ``full`` generates
many new ones. ``quick``, for the session ``mutation``, generates three at most. Select one with
``HYPOTHESIS_PROFILE=full`` or ``--hypothesis-profile=full``.
"""

from __future__ import annotations

import gc
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Generator
from typing import Any, TypeAlias

import pytest
from helpers.models import use_locked_models
from hypothesis import HealthCheck, Phase, settings

from sagemaker_typed.testing._hypothesis import register_all

use_locked_models()
# As the entry point does, which an older installation of the checkout does not have.
register_all()

# No deadline: the duration of an example depends on the machine.
settings.register_profile(
    "fast",
    deadline=None,
    derandomize=True,
    database=None,
    # All but `explain`, which traces every line of a failure's examples.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("full", settings.get_profile("fast"), derandomize=False, print_blob=True)
settings.register_profile("quick", settings.get_profile("fast"), max_examples=3)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_collection_finish() -> None:
    """Exempt what collection created from garbage collections, which otherwise take long."""
    gc.collect()
    gc.freeze()


Tally: TypeAlias = Counter[tuple[str, str]]
"""The number of examples, by kind of check and by operation."""

_tally = pytest.StashKey[Tally]()
_PROPERTY = "examples"


@pytest.fixture(scope="session")
def tally(pytestconfig: pytest.Config) -> Tally:
    """Return the counter for the examples of a test; the summary adds up all counts."""
    return pytestconfig.stash.setdefault(_tally, Counter())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the counts to the last report of a test, since xdist summarizes in another process."""
    report = yield
    counted = item.config.stash.get(_tally, None)
    if call.when == "teardown" and counted:
        rows = [[what, operation, count] for (what, operation), count in counted.items()]
        report.user_properties.append((_PROPERTY, rows))
        counted.clear()
    return report


_examples: defaultdict[str, Counter[str]] = defaultdict(Counter)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up the counts of all tests."""
    if report.when == "teardown":
        rows: Any = dict(report.user_properties).get(_PROPERTY, ())
        for what, operation, count in rows:
            _examples[what][operation] += count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how many operations and examples were tested."""
    if not _examples:
        return
    terminalreporter.section("round trips", sep="-")
    for what, counts in sorted(_examples.items()):
        least = min(counts.values())
        fewest = [operation for operation, count in counts.items() if count == least]
        where = f" ({', '.join(fewest)})" if len(fewest) <= 3 else ""
        terminalreporter.line(
            f"{what}: {len(counts)} operations, {counts.total()} examples, "
            f"at least {least} each{where}"
        )


# --- tests with many cases ------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--case``, for the tests of ``helpers.cases``."""
    parser.addoption(
        "--case",
        metavar="NAME",
        default="",
        help="of the tests with many cases, run the cases with NAME in their names only",
    )


@pytest.fixture
def run_case(
    subtests: pytest.Subtests, pytestconfig: pytest.Config
) -> Callable[[str, Callable[[], object]], bool]:
    """Run one of many cases, and report it by its name if it fails. Return whether it was run."""
    wanted = str(pytestconfig.getoption("--case"))

    def run(name: str, check: Callable[[], object]) -> bool:
        if wanted not in name:
            return False
        try:
            # A generator or coroutine would not have run.
            assert check() is None, "the test returned a value"
        except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:
            with subtests.test(name):  # only for failures: a report takes longer than a case
                raise error
        return True

    return run
