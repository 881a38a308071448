"""Read files with code, and find the names in them that one side does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from .expressions import Expressions
from .facts_of_code import FactsOfCode
from .findings import Finding, Place
from .guards import guards_in
from .modules import Modules
from .raw_calls import RawCalls
from .report import Report
from .scopes import Scope
from .sides import Sides
from .sources import Source, read_source
from .statements import Statements
from .typed_uses import TypedUses

_READINGS: Final = 4
"""How often a file is read at most, until everything about its functions is known."""


def findings_in(files: Iterable[Path], sides: Sides) -> Iterator[Finding]:
    """Yield the findings in files."""
    for path in files:
        found = read_source(path)
        if isinstance(found, Finding):
            yield found
        elif found is not None:
            try:
                yield from check(found, sides)
            except RecursionError:
                yield Finding(Place(path, 1), "unreadable", "an expression is nested too deeply")


def check(source: Source, sides: Sides) -> list[Finding]:
    """Return the findings in code, in the order of their places."""
    facts = FactsOfCode.of(source.tree)
    guards = guards_in(source.tree, len(source.lines))
    report = Report(sides, source, guards)
    for _ in range(_READINGS):
        report = Report(sides, source, guards)
        typed = TypedUses(report)
        expressions = Expressions(Modules(report, typed), typed, RawCalls(report), facts, Scope())
        Statements(expressions).module(source.tree)
        if not facts.learn():
            break
    found = (
        Finding(source.place(line, column), rule, message)
        for line, column, rule, message in report.found
        if not source.is_ignored(line, rule)
    )
    return sorted([*source.problems, *found])
