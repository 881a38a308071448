"""Changes as Markdown, with the syntax of each method."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Changes, ServiceChanges
from .grouping import TITLES, by_effect, entries, summary
from .methods import Method, headline, methods
from .printing import block_lines
from .sides import Side
from .syntax import request_syntax, response_syntax


def to_markdown(changes: Changes, *, date: str | None = None, with_methods: bool = True) -> str:
    """Return the changes as Markdown.

    Args:
        changes: The changes.
        date: The date in the headlines; by default, the date of the new version if it is known.
        with_methods: Whether to show the block and the syntax of each method.
    """
    lines = [f"# Changes from {changes.old} to {changes.new}", ""]
    if not changes.services:
        lines += ["Nothing changed.", ""]
    for change in changes.services:
        lines += _service(change, date or changes.date, with_methods=with_methods)
    lines += [line for note in changes.notes for line in (_plain(note), "")]
    return "\n".join(lines)


def _service(change: ServiceChanges, date: str | None, *, with_methods: bool) -> Iterator[str]:
    yield from (f"## {change.service.full_name}", "")
    found = methods(change)
    if found:
        yield from (headline(change.service.full_name, found, date), "")
    yield from (f"For users of sagemaker_typed: {summary(change.facts, found)}.", "")
    for effect, facts in by_effect(change.facts):
        yield from (f"### {TITLES[effect]}", "")
        for entry in entries(facts):
            names = "".join(f"\n  - `{name}`" for name in entry.names)
            yield f"- {_plain(entry.text)}: {_with_code(entry.reason)}{names}"
        yield ""
    if found and with_methods:
        yield from ("### Methods", "")
        side = Side(change.new, change.rules) if change.new is not None else None
        for method in found:
            yield from _method(method, side)


def _method(method: Method, side: Side | None) -> Iterator[str]:
    yield from (f"#### {method.operation} ({method.change})", "")
    first, *blocks = block_lines(method) if method.sides else [""]
    if first:
        yield from (first, "")
    for line in blocks:
        yield from (line, "") if line in {"Request", "Response"} else ("```python", line, "```", "")
    if side is None or method.change == "removed":
        return
    for syntax in (request_syntax, response_syntax):
        yield from ("```python", syntax(side, method.operation), "```", "")


def _plain(text: str) -> str:
    """Return text whose characters have no meaning in Markdown."""
    return re.sub(r"[\\*_[\]<>|`]", r"\\\g<0>", text)


def _with_code(text: str) -> str:
    """Return text whose characters have no meaning in Markdown, except the marks of code."""
    parts = text.split("`")
    return "`".join([part if number % 2 else _plain(part) for number, part in enumerate(parts)])
