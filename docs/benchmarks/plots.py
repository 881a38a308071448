"""The plots of a report, one file each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .bars import bar_of
from .report import Report
from .sides import AGAIN, OURS, RAW, TYPED

_BLUE, _GREY, _RED = "#2f6fab", "#8a8a8a", "#b5443b"


def draw(report: Report, folder: Path) -> list[Path]:
    """Draw the plots that this report has data for, and return their files in order."""
    import matplotlib as mpl

    mpl.use("svg")
    # The same data must give the same file.
    mpl.rcParams.update({"svg.hashsalt": "bench", "font.size": 9, "axes.grid": True,
                         "grid.alpha": 0.3, "axes.spines.top": False,
                         "axes.spines.right": False})  # fmt: skip
    drawn: list[Path] = []
    for name, function in PLOTS.items():
        group = name.partition("-")[0]
        part = report.parts.get(group)
        if part is None:
            continue
        figure = function(part.data)
        if figure is None:
            continue
        path = folder / f"{name}.svg"
        figure.savefig(path, metadata={"Date": None, "Creator": None}, bbox_inches="tight")
        path.write_text(re.sub(r"[ \t]+$", "", path.read_text(), flags=re.MULTILINE))
        drawn.append(path)
    return drawn


def _axes(title: str, x: str, y: str) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3.4))
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontsize=10)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    return figure, axes


def _calls(data: Mapping[str, Any]) -> Any:
    figure, axes = _axes(
        "A call of every operation: CPU time relative to raw boto3", "ratio", "share of operations"
    )
    styles = {AGAIN: (_GREY, ":"), TYPED: (_BLUE, "-")}
    others = iter(("#d08c2e", "#4f9a5b", "#7a5aa6"))
    for side, ratios in data["ratios"].items():
        if side == RAW:
            continue
        color, line = styles.get(side) or (next(others), "--")
        values = sorted(ratios.values())
        shares = [(n + 1) / len(values) for n in range(len(values))]
        axes.step(values, shares, where="post", label=side, color=color, linestyle=line)
    for name in ("call, median", "call, worst"):
        axes.axvline(bar_of("calls", name, TYPED, RAW), color=_RED, linewidth=0.8)
    axes.legend(fontsize=8)
    return figure


def _growth(data: Mapping[str, Any]) -> Any:
    figure, axes = _axes("Listing training jobs", "items", "CPU microseconds per item")
    for how, line in zip(data["growth"], ("-", "--"), strict=True):
        found = data["growth"][how]
        for side, color in ((RAW, _GREY), (TYPED, _BLUE)):
            counts = [int(count) for count in found]
            each = [1e6 * found[count][side] / int(count) for count in found]
            axes.plot(counts, each, line, marker="o", ms=3, color=color, label=f"{side}, {how}")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.legend(fontsize=8)
    return figure


def _threads(data: Mapping[str, Any]) -> Any:
    figure, axes = _axes("One client in many threads", "threads", "calls per second")
    for side, color in ((RAW, _GREY), (TYPED, _BLUE)):
        counts = [int(count) for count in data["calls_per_second"]]
        values = [found[side] for found in data["calls_per_second"].values()]
        axes.plot(counts, values, marker="o", ms=3, color=color, label=side)
    axes.set_xscale("log", base=2)
    axes.set_ylim(bottom=0)
    axes.legend(fontsize=8)
    return figure


def _bars(title: str, unit: str, values: Mapping[str, float], *, is_log: bool = False) -> Any:
    figure, axes = _axes(title, unit, "")
    names = sorted(values, key=lambda name: -values[name])
    colors = [_BLUE if name in (OURS, TYPED) else _GREY for name in names]
    bars = axes.barh(names, [values[name] for name in names], color=colors)
    axes.bar_label(
        bars, fmt=lambda v: f"{v:,.0f}" if v >= 100 else f"{v:.3g}", padding=3, fontsize=8
    )
    axes.margins(x=0.15)
    if is_log:
        axes.set_xscale("log")
    return figure


def _cold(data: Mapping[str, Any]) -> Any:
    title = "Cold start: import, client, one call"
    return _bars(title, "CPU milliseconds of the process", data["cold milliseconds"])


def _import(data: Mapping[str, Any]) -> Any:
    values = data.get("import milliseconds")
    title = "Imports needed to describe a training job"
    return _bars(title, "CPU milliseconds", values, is_log=True) if values else None


def _peak(data: Mapping[str, Any]) -> Any:
    values = data.get("peak MiB, import, client and one call")
    title = "Peak memory: import, client, one call"
    return _bars(title, "MiB", values) if values else None


def _describe(data: Mapping[str, Any]) -> Any:
    values = data.get("describe a training job")
    title = "Describe a training job: CPU time relative to raw boto3"
    return _bars(title, "ratio", values) if values else None


PLOTS = {
    "calls": _calls,
    "pages-growth": _growth,
    "threads": _threads,
    "cold": _cold,
    "peers-import": _import,
    "peers-peak-memory": _peak,
    "peers-describe": _describe,
}
