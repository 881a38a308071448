"""The results of a run: rows with bars, versions, and data for the plots."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from . import bars
from .method import Spread

PACKAGES = ("sagemaker-typed", "boto3", "botocore", "attrs", "cattrs")


@dataclass(frozen=True)
class Row:
    """One comparison."""

    group: str
    name: str
    ours: str
    against: str
    value: float | None
    """The ratio that the bar applies to; ``None`` if it could not be measured."""
    low: float | None = None
    high: float | None = None
    """The quartiles."""
    bar: float | None = None
    """The maximum ratio; ``None`` if the row is for information only."""
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; ``None`` if there is none."""
        if self.bar is None:
            return None
        return self.value is not None and self.value <= self.bar


def row(
    group: str, name: str, ours: str, against: str, values: Spread | float | None, note: str = ""
) -> Row:
    """Return a row with a median and its quartiles, or one value, and the bar of the table."""
    bar = bars.bar_of(group, name, ours, against)
    if isinstance(values, Spread):
        value, low, high = values.median, values.low, values.high
        return Row(group, name, ours, against, value, low, high, bar, note)
    return Row(group, name, ours, against, values, bar=bar, note=note)


def unmeasured(group: str, rows: Iterable[Row]) -> list[Row]:
    """Return a row, whose bar is missed, for each bar of the group that ``rows`` do not have."""
    measured = {(found.name, found.ours, found.against) for found in rows}
    wanted = bars.rows_of(group)
    return [row(group, *names, None) for names in wanted if names not in measured]


@dataclass
class Part:
    """The results of one group of measurements."""

    rows: list[Row] = field(default_factory=list[Row])
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    """Data for plots and for programs that read the report."""
    versions: dict[str, str] = field(default_factory=dict[str, str])
    """Versions of the packages outside the benchmark's own environment."""
    method: dict[str, Any] = field(default_factory=dict[str, Any])
    """The processor, the system and the scale."""


@dataclass
class Report:
    """The results of a run, or of several whose groups were measured at different times."""

    parts: dict[str, Part] = field(default_factory=dict[str, Part])
    known_versions: dict[str, str] = field(default_factory=dict[str, str])
    """Versions in an earlier report, whose packages need not be installed now."""

    @classmethod
    def read(cls, text: str) -> Report:
        """Return a report from its JSON."""
        found = json.loads(text)
        parts = {
            name: Part(data=data, method=found["methods"][name])
            for name, data in found["data"].items()
        }
        for values in found["rows"]:
            del values["met"]
            parts[values["group"]].rows.append(Row(**values))
        return cls(parts, found["versions"])

    @property
    def rows(self) -> list[Row]:
        """All rows."""
        return [row for part in self.parts.values() for row in part.rows]

    @property
    def versions(self) -> dict[str, str]:
        """Versions of everything that was compared."""
        python = f"{platform.python_implementation()} {platform.python_version()}"
        found = self.known_versions | {"Python": python}
        for name in PACKAGES:
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                found[name] = "not installed"
        for part in self.parts.values():
            found |= part.versions
        return found

    def json(self) -> str:
        """Return the report as JSON."""
        return json.dumps(
            {
                "versions": self.versions,
                "methods": {name: part.method for name, part in self.parts.items()},
                "rows": [asdict(row) | {"met": row.met} for row in self.rows],
                "data": {name: part.data for name, part in self.parts.items()},
            },
            indent=1,
            ensure_ascii=False,
            default=str,
        )

    def _methods(self) -> list[str]:
        """Return a line for each way in which groups were measured."""
        groups: dict[str, list[str]] = {}
        for name, part in self.parts.items():
            if part.method:
                groups.setdefault(_in_words(part.method), []).append(f"`{name}`")
        if len(groups) == 1:
            return [*groups, ""]
        lines = [f"- {', '.join(names)}: {method}" for method, names in groups.items()]
        return [*lines, ""]

    def markdown(self, plots: Mapping[Path, str] | None = None, history: Sequence[str] = ()) -> str:
        """Return the report as Markdown.

        Args:
            plots: The files of the plots, with their titles.
            history: The lines of the table of earlier releases.
        """
        versions = ", ".join(
            text if name == "Python" else f"{name} {text}" for name, text in self.versions.items()
        )
        lines = [
            "<!-- Generated by `nox -s bench`; do not edit. -->",
            "# Benchmark results",
            "",
            "Each ratio is our cost divided by the cost of the other side: below 1 is cheaper. "
            "[What is measured, and how](../performance.md).",
            "",
            f"Measured with {versions}.",
            "",
            *self._methods(),
            *table(self.rows),
            "",
            *(f"![{title}]({path.name})\n" for path, title in (plots or {}).items()),
        ]
        if history:
            lines += ["## History", "", *history, ""]
        for name, part in self.parts.items():
            lines += _slowest(name, part.data.get("slowest", []))
        return "\n".join(lines).rstrip() + "\n"


_AMOUNTS = {
    "rounds": "{} rounds",
    "block": "{} CPU seconds per side and round",
    "processes": "{} fresh processes per side",
    "items": "up to {:,} items",
    "operations": "{} operations only",
}


def method(scale: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a group is measured now: on which machine, and with which scale."""
    return {"processor": processor(), "system": platform.system(), "scale": {**scale}}


def _in_words(method: Mapping[str, Any]) -> str:
    amounts = [
        _AMOUNTS[name].format(amount)
        for name, amount in method["scale"].items()
        if amount is not None
    ]
    return "; ".join([f"{method['processor']}, {method['system']}", *amounts]) + "."


def table(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = [
        "| measurement | ours | compared with | bar | ratio | quartiles | met |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for found in rows:
        bar = "" if found.bar is None else f"<= {found.bar:.2f}"
        value = "-" if found.value is None else f"{found.value:.3f}"
        quartiles = "" if found.low is None else f"{found.low:.3f} to {found.high:.3f}"
        met = {None: "", True: "yes", False: "**no**"}[found.met]
        name = f"{found.name} ({found.note})" if found.note else found.name
        lines.append(
            f"| {name} | {found.ours} | {found.against} | {bar} | {value} | {quartiles} | {met} |"
        )
    return lines


def _slowest(name: str, slowest: Sequence[Any]) -> list[str]:
    if not slowest:
        return []
    lines = [
        f"The highest ratios of `{name}`:",
        "",
        "| name | ratio |",
        "| --- | --- |",
    ]
    return [*lines, *(f"| {what} | {ratio:.3f} |" for what, ratio in slowest), ""]


def processor() -> str:
    """Return the model of the processor, if the system reports it."""
    found = Path("/proc/cpuinfo")
    if found.exists():
        for line in found.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or f"unknown processor, {sys.platform}"
