"""What all tests share: how thorough Hypothesis is, and the figures of the round trips.

Of the two profiles, ``fast`` is for daily use and makes the same examples each time; ``full`` makes
many new ones. ``HYPOTHESIS_PROFILE=full`` or ``--hypothesis-profile=full`` chooses.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Generator
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, settings

# How long an example takes is the machine's matter.
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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

Tally: TypeAlias = Counter[tuple[str, str]]
"""How many examples ran, by what they were and by operation."""

_tally = pytest.StashKey[Tally]()
_PROPERTY = "examples"


@pytest.fixture(scope="session")
def tally(pytestconfig: pytest.Config) -> Tally:
    """Where a test counts its examples; the summary at the end adds them up."""
    return pytestconfig.stash.setdefault(_tally, Counter())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send the counts of a test along with its report: with xdist, the summary is elsewhere."""
    report = yield
    counted = item.config.stash.get(_tally, None)
    if call.when == "call" and counted:
        rows = [[what, operation, count] for (what, operation), count in counted.items()]
        report.user_properties.append((_PROPERTY, rows))
        counted.clear()
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many operations and examples were tried, and how many tests saw a difference."""
    examples: defaultdict[str, Counter[str]] = defaultdict(Counter)
    failed: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            rows: Any = dict(report.user_properties).get(_PROPERTY, ())
            for what, operation, count in rows:
                examples[what][operation] += count
            failed.update({what for what, _, _ in rows} if outcome == "failed" else ())
    if not examples:
        return
    terminalreporter.section("round trips", sep="-")
    for what, counts in sorted(examples.items()):
        least = min(counts.values())
        fewest = [operation for operation, count in counts.items() if count == least]
        where = f" ({', '.join(fewest)})" if len(fewest) <= 3 else ""
        terminalreporter.line(
            f"{what}: {len(counts)} operations, {counts.total()} examples, "
            f"at least {least} each{where}, {failed[what]} failed tests"
        )
