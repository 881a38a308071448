"""The plots of a report, one file each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import charts
from .bars import bar_of
from .charts import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED
from .report import Report
from .sides import AGAIN, OURS, RAW, TYPED


def draw(report: Report, folder: Path) -> dict[Path, str]:
    """Draw the plots that this report has data for; return their files in order, with titles."""
    charts.style()
    drawn: dict[Path, str] = {}
    for name, function in PLOTS.items():
        group = name.partition("-")[0]
        part = report.parts.get(group)
        if part is None:
            continue
        figure = function(part.data)
        if figure is None:
            continue
        path = folder / f"{name}.svg"
        charts.save(figure, path)
        drawn[path] = figure.get_suptitle()
    return drawn


def _axes(title: str, x: str, y: str, height: float = 3.3) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.6, height))
    axes = figure.subplots()
    figure.suptitle(title, x=0.01, ha="left")
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    return figure, axes


def _calls(data: Mapping[str, Any]) -> Any:
    figure, axes = _axes(
        "A call of every operation: CPU time relative to raw boto3",
        "ratio; the vertical lines are the bars of the median and of the worst",
        "share of operations",
        4.2,
    )
    styles = {AGAIN: (GREY, ":"), TYPED: (BLUE, "-")}
    others = iter((ORANGE, GREEN, PURPLE))
    for side, ratios in data["ratios"].items():
        if side == RAW:
            continue
        color, line = styles.get(side) or (next(others), "--")
        values = sorted(ratios.values())
        shares = [(n + 1) / len(values) for n in range(len(values))]
        axes.step(values, shares, where="post", label=side, color=color, linestyle=line)
    for name in ("call, median", "call, worst"):
        axes.axvline(bar_of("calls", name, TYPED, RAW), color=RED, linewidth=1)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    figure.legend(loc="outside lower left", ncols=2)
    return figure


def _growth(data: Mapping[str, Any]) -> Any:
    figure, axes = _axes("Listing training jobs", "items", "CPU microseconds per item")
    for how, line in zip(data["growth"], ("-", "--"), strict=True):
        found = data["growth"][how]
        for side, color in ((RAW, GREY), (TYPED, BLUE)):
            counts = [int(count) for count in found]
            each = [1e6 * found[count][side] / int(count) for count in found]
            axes.plot(counts, each, line, marker="o", ms=3, color=color, label=f"{side}, {how}")
    axes.set_xscale("log")
    axes.set_yscale("log")
    _plain_numbers(axes.xaxis, (1,))
    _plain_numbers(axes.yaxis, (1, 2, 5))
    axes.legend()
    return figure


def _threads(data: Mapping[str, Any]) -> Any:
    figure, axes = _axes("One client in many threads", "threads", "calls per second")
    for side, color in ((RAW, GREY), (TYPED, BLUE)):
        counts = [int(count) for count in data["calls_per_second"]]
        values = [found[side] for found in data["calls_per_second"].values()]
        axes.plot(counts, values, marker="o", ms=3, color=color, label=side)
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_formatter(_plain)
    axes.yaxis.set_major_formatter(_plain)
    axes.set_ylim(bottom=0)
    axes.legend()
    return figure


def _bars(title: str, unit: str, values: Mapping[str, float], *, is_log: bool = False) -> Any:
    names = sorted(values, key=lambda name: -values[name])
    figure, axes = _axes(title, unit, "", 1.2 + 0.35 * len(names))
    colors = [BLUE if name == OURS or name.startswith(TYPED) else GREY for name in names]
    bars = axes.barh(names, [values[name] for name in names], height=0.65, color=colors)
    axes.bar_label(
        bars, fmt=lambda v: f"{v:,.0f}" if v >= 100 else f"{v:.3g}", padding=4, color=INK
    )
    axes.margins(x=0.15)
    axes.grid(visible=False, axis="y")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(left=False, bottom=False)
    if is_log:
        axes.set_xscale("log")
        _plain_numbers(axes.xaxis, (1,))
    return figure


def _plain(value: float, _: int) -> str:
    return f"{value:,g}"


def _plain_numbers(axis: Any, multiples: tuple[int, ...]) -> None:
    """Label these multiples of the powers of ten on a logarithmic axis, as numbers."""
    from matplotlib.ticker import LogLocator, NullLocator

    axis.set_major_locator(LogLocator(base=10, subs=multiples))
    axis.set_major_formatter(_plain)
    axis.set_minor_locator(NullLocator())


def _cold(data: Mapping[str, Any]) -> Any:
    title = "Cold start: import, client, one call"
    return _bars(title, "CPU milliseconds of the process", data["cold milliseconds"])


def _import(data: Mapping[str, Any]) -> Any:
    values = data.get("import milliseconds")
    title = "Imports needed to describe a training job"
    return _bars(title, "CPU milliseconds, logarithmic", values, is_log=True) if values else None


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
