"""Refresh a checkout from one version of botocore to the next: `nox -s history_steps`.

Each state is checked as `tests/helpers/codegen/history.py` says. The versions come from the package
index; the arguments are other versions, the oldest first. `--write` writes the figures of the
default versions to `docs/growth/`, with a plot.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Sequence
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any, Final

from benchmarks import charts
from benchmarks.charts import BLUE, GREY, RED
from helpers.codegen.history import Step, steps
from helpers.folders import DOCS
from helpers.models import LOCK

from sagemaker_typed.codegen.model.download import wheel

VERSIONS: Final = (
    *("1.12.236", "1.13.0", "1.13.20", "1.16.6", "1.19.5", "1.20.33", "1.20.109", "1.22.6"),
    *("1.23.51", "1.27.25", "1.27.74", "1.28.0", "1.29.1", "1.29.35", "1.29.98", "1.29.139"),
    *("1.29.164", "1.31.20", "1.31.59", "1.34.2", "1.34.64", "1.34.119", "1.35.0", "1.35.52"),
    *("1.36.20", "1.37.23", "1.38.0", "1.38.30", "1.40.6", "1.40.61", "1.41.6", "1.42.2"),
    *("1.42.36", "1.42.60", "1.42.77", "1.43.1", "1.43.31", "1.43.60", "1.43.90", "1.43.127"),
    LOCK.botocore,
)
FOLDER: Final = DOCS / "growth"
COLUMNS: Final = ("version", "date", "operations", "names", "fields", "values", "breaks", "lost")


def row(step: Step) -> tuple[object, ...]:
    """Return the figures of a step, in the order of the columns."""
    state = step.state
    counts = (step.operations, len(state["names"]), state["fields"], state["values"])
    return (step.version, step.date, *counts, step.breaks, len(step.vanished))


def write(found: Sequence[Step]) -> None:
    """Write the figures and the plot."""
    FOLDER.mkdir(exist_ok=True)
    rows = [row(step) for step in found]
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    (FOLDER / "growth.csv").write_text(text.getvalue(), encoding="utf-8")
    draw([dict(zip(COLUMNS, one, strict=True)) for one in rows])


def draw(rows: Sequence[dict[str, Any]]) -> None:
    """Draw the numbers of public names and fields, and the breaks of each step."""
    from datetime import datetime

    from matplotlib.figure import Figure

    charts.style()
    dates = [datetime.strptime(one["date"], "%Y/%m/%d") for one in rows]
    figure: Any = Figure(figsize=(5.6, 4.6))
    above, below = figure.subplots(2, sharex=True, height_ratios=(2, 1))
    for column, color in (("fields", BLUE), ("names", GREY)):
        above.plot(dates, [one[column] for one in rows], color=color, marker="o", ms=3)
        above.annotate(column, (dates[-1], rows[-1][column]), xytext=(4, 0), color=color,
                       textcoords="offset points", va="center")  # fmt: skip
    above.set_title("Names and fields of the package", pad=12)
    below.bar(dates, [one["breaks"] for one in rows], width=25, color=RED)
    below.set_title("Breaking changes since the version before")
    for axes in (above, below):
        axes.set_ylim(bottom=0)
    charts.save(figure, FOLDER / "growth.svg")


def main(arguments: list[str]) -> int:
    versions = [one for one in arguments if one != "--write"] or [*VERSIONS]
    archives = [wheel(version) for version in versions]
    found: list[Step] = []
    with tempfile.TemporaryDirectory() as folder:
        for step in steps(archives, Path(folder)):
            found.append(step)
            print(
                f"{step.version}: {len(step.state['names'])} names, {len(step.vanished)} vanished, "
                f"{step.old_names} old names, "
                f"{step.breaks} breaks, {len(step.changes.facts)} facts, "
                f"{step.state['loaded']} pickles loaded, {len(step.problems)} problems",
                flush=True,
            )
            for text in (*(f"  vanished: {name}" for name in step.vanished), *step.problems):
                print(f"  {text}")
    problems = [*chain.from_iterable(step.problems for step in found)]
    print(
        f"{len(found)} steps without a person; {sum(len(s.vanished) for s in found)} names "
        f"vanished, {sum(step.breaks for step in found)} breaks, {len(problems)} problems"
    )
    if "--write" in arguments:
        write(found)
    return 1 if problems or not found else 0


if __name__ == "__main__":
    os.environ.pop("AWS_DATA_PATH", None)
    sys.exit(main(sys.argv[1:]))
