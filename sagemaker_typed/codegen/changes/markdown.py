"""Changes as Markdown, with the syntax of each method."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Changes, ServiceChanges
from .grouping import TITLES, by_effect, entries, summary
from .methods import Method, headline, methods
from .printing import block_lines
from .sides import Side
from .syntax import request_syntax, response_syntax


def to_markdown(changes: Changes, *, date: str | None = None) -> str:
    """Return the changes as Markdown; the date is by default that of the new version."""
    lines = [f"# Changes from {changes.old} to {changes.new}", ""]
    if not changes.services:
        lines += ["Nothing changed.", ""]
    for change in changes.services:
        lines += _service(change, date or changes.date)
    lines += [line for note in changes.notes for line in (_plain(note), "")]
    return "\n".join(lines)


def _service(change: ServiceChanges, date: str | None) -> Iterator[str]:
    yield from (f"## {change.service.full_name}", "")
    found = methods(change)
    if found:
        yield from (headline(change.service.full_name, found, date), "")
    yield from (f"For users of sagemaker_typed: {summary(change.facts, found)}.", "")
    for effect, facts in by_effect(change.facts):
        yield from (f"### {TITLES[effect]}", "")
        for entry in entries(facts):
            names = "".join(f"\n  - `{name}`" for name in entry.names)
            yield f"- {_plain(entry.text)}: {_plain(entry.reason)}{names}"
        yield ""
    if found and change.new is not None:
        yield from ("### Methods", "")
        side = Side(change.new, change.rules)
        for method in found:
            yield from _method(method, side)


def _method(method: Method, side: Side) -> Iterator[str]:
    yield from (f"#### {method.operation} ({method.change})", "")
    first, *blocks = block_lines(method) if method.sides else [""]
    if first:
        yield from (first, "")
    for line in blocks:
        yield from (line, "") if line in {"Request", "Response"} else ("```python", line, "```", "")
    for syntax in (request_syntax, response_syntax):
        yield from ("```python", syntax(side, method.operation), "```", "")


def _plain(text: str) -> str:
    """Return text whose characters have no meaning in Markdown, except in code."""
    parts = text.split("`")
    for number in range(0, len(parts), 2):
        for character in "\\*_[]<>|":
            parts[number] = parts[number].replace(character, f"\\{character}")
    return "`".join(parts)
