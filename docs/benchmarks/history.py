"""The ratios of the bars over time: one line for each release."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .bars import BARS, Bar
from .report import Report

FILE = "history.jsonl"
UNRELEASED = "unreleased"
"""The version of a line about changes that are not released; a release renames it."""
_FRAGMENTS = Path(__file__).resolve().parents[1] / "changelog"
_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """The ratios of one release."""

    version: str
    """The version of the package."""
    botocore: str
    """The version of botocore that it was measured with."""
    ratios: dict[str, float] = field(default_factory=dict[str, float])
    """The highest ratio of each bar, by what it measures."""

    def json(self) -> str:
        """Return the line."""
        text = {"version": self.version, "botocore": self.botocore, "ratios": self.ratios}
        return json.dumps(text, ensure_ascii=False)


def line_of(report: Report) -> Line:
    """Return the line for a report about this checkout."""
    versions = report.versions
    has_changes = any(_FRAGMENTS.glob("+*.md"))
    version = UNRELEASED if has_changes else versions["sagemaker-typed"]
    found = {bar.what: _highest(bar, report) for bar in BARS}
    ratios = {what: round(ratio, 3) for what, ratio in found.items() if ratio is not None}
    return Line(version, versions["botocore"], ratios)


def _highest(bar: Bar, report: Report) -> float | None:
    values = [
        row.value
        for row in report.rows
        if row.group == bar.group and row.against == bar.against
        if row.name in bar.names and row.ours in bar.ours and row.value is not None
    ]
    return max(values, default=None)


def read(path: Path) -> list[Line]:
    """Return the lines of a file, the oldest first; none if it does not exist."""
    if not path.exists():
        return []
    lines: list[dict[str, Any]] = [
        json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Line(**line) for line in lines]


def updated(lines: Sequence[Line], line: Line) -> list[Line]:
    """Return the lines with a new one, which replaces the one of its version."""
    return [*(one for one in lines if one.version != line.version), line]


def write(lines: Sequence[Line], path: Path) -> None:
    """Write lines to a file."""
    path.write_text("".join(f"{line.json()}\n" for line in lines), encoding="utf-8")


def table(lines: Sequence[Line]) -> list[str]:
    """Return the lines of a Markdown table: a row for each bar, a column for each release."""
    shown = lines[-_SHOWN:]
    heads = [f"{line.version} (botocore {line.botocore})" for line in shown]
    return [
        f"| {' | '.join(['measurement', 'compared with', 'bar', *heads])} |",
        f"|{' --- |' * (3 + len(heads))}",
        *(_row(bar, shown) for bar in BARS),
    ]


def _row(bar: Bar, lines: Sequence[Line]) -> str:
    ratios = [line.ratios.get(bar.what) for line in lines]
    cells = [_cell(ratio, bar) for ratio in ratios]
    return f"| {' | '.join([bar.what, bar.against, f'{bar.at_most:.2f}', *cells])} |"


def _cell(ratio: float | None, bar: Bar) -> str:
    if ratio is None:
        return "-"
    text = f"{ratio:.3f}"
    return f"**{text}**" if ratio > bar.at_most else text
