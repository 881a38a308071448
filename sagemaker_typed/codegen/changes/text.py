"""Changes as plain text: AWS's form, and then what it means for users."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .facts import Changes, ServiceChanges
from .grouping import TITLES, by_effect, entries, summary
from .methods import Method, headline, methods
from .printing import block_lines
from .sides import Side
from .syntax import request_syntax, response_syntax


def to_text(
    changes: Changes, *, date: str | None = None, syntax: bool = False, only_page: bool = False
) -> str:
    """Return the changes as text.

    Args:
        changes: The changes.
        date: The date in the headlines; by default, the date of the new version if it is known.
        syntax: Whether to show the syntax of each new or updated method.
        only_page: Whether to show only what AWS's own pages of changes show.
    """
    parts = [
        _service(change, date or changes.date, syntax=syntax, only_page=only_page)
        for change in changes.services
        if not only_page or methods(change, with_removed=False)
    ]
    if not only_page:
        parts += [f"{note}\n" for note in changes.notes]
        if not changes.services:
            parts.append(f"nothing changed from {changes.old} to {changes.new}\n")
    return "".join(parts)


def _service(change: ServiceChanges, date: str | None, *, syntax: bool, only_page: bool) -> str:
    found = methods(change, with_removed=not only_page)
    lines = [change.service.full_name, ""]
    if found:
        lines += [headline(change.service.full_name, found, date), ""]
    for method in found:
        lines += [f"{method.operation} ({method.change})", *block_lines(method)]
        if syntax and change.new is not None and method.change != "removed":
            side = Side(change.new, change.rules)
            lines += ["Request syntax", request_syntax(side, method.operation)]
            lines += ["Response syntax", response_syntax(side, method.operation)]
        lines.append("")
    if not only_page:
        lines += [*_facts(change, found), ""]
    return "\n".join(lines) + "\n"


def _facts(change: ServiceChanges, found: Sequence[Method]) -> Iterator[str]:
    yield f"For users of sagemaker_typed: {summary(change.facts, found)}"
    for effect, facts in by_effect(change.facts):
        yield ""
        yield TITLES[effect]
        for entry in entries(facts):
            yield f"  {entry.text}"
            yield f"    {entry.reason}"
            yield from (f"    {name}" for name in entry.names)
