"""The command line: selects groups, sets the scale, and writes the report."""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from . import fresh, history
from .method import FULL, QUICK, TINY, Scale
from .report import Part, Report, Row, method, table, unmeasured

GROUPS = {
    "calls": "every operation, typed against raw boto3, over one stub transport",
    "pages": "a page of 100 summaries, and growth from 1 to 100,000 items",
    "threads": "one client in 1 to 32 threads",
    "loopback": "calls over HTTP on this machine",
    "concurrent": "asynchronous clients: 200 calls together, one by one; describe_each",
    "cold": "fresh processes: import, client, one call; also imports alone",
    "conversion": "from_boto and to_boto against hand-written code, ten largest shapes",
    "memory": "10,000 summaries against boto3's dicts; 100,000 items streamed",
    "checkers": "mypy and pyright against mypy-boto3-sagemaker",
    "editor": "first completion and hover in an editor against mypy-boto3-sagemaker",
    "jedi": "completion in editors and shells that use jedi, against mypy-boto3-sagemaker",
    "peers": "other packages, each in its own environment",
    "local": "the local engine: every operation over a stub transport, and 10,000 resources",
}
_CLEARLY = 1.1
"""The factor by which a ratio must be higher to count as slower: less is noise."""
REPORT_FOLDER = Path(__file__).resolve().parents[1] / "performance"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    groups = "\n".join(f"  {name:<11} {what}" for name, what in GROUPS.items())
    found = argparse.ArgumentParser(
        prog="nox -s bench --",
        description=f"Compare sagemaker_typed with raw boto3 and with others.\n\n{groups}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("groups", nargs="*", metavar="GROUP", help="groups to run; default: all")
    found.add_argument("--quick", action="store_true", help="fewer rounds, more noise")
    found.add_argument("--tiny", action="store_true", help="only check that everything runs")
    found.add_argument("--strict", action="store_true", help="fail if a bar is missed")
    found.add_argument("--dry-run", action="store_true", help="write nothing")
    found.add_argument(
        "--output",
        type=Path,
        help="folder for the report; by default only a full run writes docs/performance",
    )
    found.add_argument(
        "--environments", type=Path, help="folder for the environments of other packages"
    )
    found.add_argument(
        "--again",
        action="store_true",
        help="replace these groups in the report in docs/performance, keep the others",
    )
    found.add_argument("--profile", action="store_true", help="print profiles instead of ratios")
    found.add_argument("--operation", default="CreateTrainingJob", help="operation to profile")
    return found


def run(
    groups: Sequence[str], scale: Scale, environments: Path | None = None, *, verbose: bool = True
) -> Report:
    """Run these groups and return the report."""
    report = Report()
    for name in groups:
        module = importlib.import_module(f".{name}", __package__)
        start = time.perf_counter()
        part: Part
        try:
            if getattr(module, "NEEDS_ENVIRONMENTS", False):
                part = module.measure(scale, environments)
            else:
                part = module.measure(scale)
        except fresh.FailedError as error:
            # Keep the results of the other groups.
            text = " ".join(str(error).split())
            part = Part([Row(name, f"failed: {text}", "", "", None)])
        part.rows += unmeasured(name, part.rows)
        part.method = method(asdict(scale))
        report.parts[name] = part
        if verbose:
            print(f"\n{name}: {GROUPS[name]} ({time.perf_counter() - start:.0f} s)\n")
            print("\n".join(table(part.rows)), flush=True)
    return report


def merged(report: Report, folder: Path) -> Report:
    """Return the report in a folder, with the groups of a newer report replaced."""
    older = Report.read((folder / "report.json").read_text(encoding="utf-8"))
    older.parts.update(report.parts)
    parts = {name: older.parts[name] for name in GROUPS if name in older.parts}
    return Report(parts, older.versions | report.versions)


def write(report: Report, folder: Path) -> None:
    """Write a report as JSON, plots and Markdown, and its line of the history."""
    from .plots import draw

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(report.json() + "\n", encoding="utf-8")
    lines = history.updated(history.read(folder / history.FILE), history.line_of(report))
    history.write(lines, folder / history.FILE)
    text = report.markdown(draw(report, folder), history.table(lines))
    (folder / "report.md").write_text(text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status."""
    found = parser()
    options = found.parse_args(arguments)
    unknown = sorted(set(options.groups) - set(GROUPS))
    if unknown:
        found.error(f"unknown group: {', '.join(unknown)}; choose from {', '.join(GROUPS)}")
    if options.profile:
        from .profiles import show

        show(options.groups or ["calls"], options.operation)
        return 0
    scale = TINY if options.tiny else QUICK if options.quick else FULL
    report = run(options.groups or list(GROUPS), scale, options.environments)
    is_full = scale is FULL and not options.groups
    if options.again:
        report = merged(report, REPORT_FOLDER)
    output = options.output or (REPORT_FOLDER if is_full or options.again else None)
    if output is not None and not options.dry_run:
        write(report, output)
        print(f"\nwritten: {output}")
    missed = [found for found in report.rows if found.met is False]
    print("\n".join(["", *map(_missed, missed), *_slower(report)]).rstrip())
    with_bar = sum(found.bar is not None for found in report.rows)
    print(f"\n{with_bar - len(missed)} of {with_bar} bars met")
    return 1 if missed and options.strict else 0


def _missed(row: Row) -> str:
    measured = "not measured" if row.value is None else f"{row.value:.3f}"
    return f"missed: {row.name}, {row.ours}: {measured}, bar {row.bar:.2f}"


def _slower(report: Report) -> list[str]:
    """Return a line for each bar with a clearly higher ratio than in the last release."""
    released = [
        line
        for line in history.read(REPORT_FOLDER / history.FILE)
        if line.version != history.UNRELEASED
    ]
    if not released:
        return []
    now, before = history.line_of(report), released[-1]
    return [
        f"slower than in {before.version}: {what}: {now.ratios[what]:.3f}, before {ratio:.3f}"
        for what, ratio in before.ratios.items()
        if now.ratios.get(what, 0.0) > _CLEARLY * ratio
    ]
