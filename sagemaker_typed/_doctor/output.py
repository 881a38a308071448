"""The results as text and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import attrs

import sagemaker_typed

from .drift import Missing, Who
from .findings import Finding
from .report import UPGRADE
from .sides import Sides

_WIDTH: Final = 100
_SHOWN: Final = 12
"""The number of names of each kind that text shows; JSON has all."""
_TITLES: Final[dict[Who, str]] = {
    "release": f"Only the installed botocore has (upgrade this package: {UPGRADE}):",
    "botocore": "Only this release has (upgrade boto3: pip install {boto3}):",
    "both": "The installed botocore differs; the effect on a release generated from it:",
}


@attrs.frozen
class Results:
    """The results of ``doctor``."""

    sides: Sides
    missing: Sequence[Missing] | None = None
    """The differences of the two sides; ``None`` if code was read."""
    findings: Sequence[Finding] | None = None
    """The findings in code; ``None`` if no code was read."""
    files: int = 0
    """The number of files with code."""

    @property
    def is_good(self) -> bool:
        """Whether nothing was found that counts."""
        return not self.missing and not any(finding.counts for finding in self.findings or ())


def to_text(results: Results) -> str:
    """Return the results as text for people."""
    lines = [*_drift(results)] if results.missing is not None else [*_findings(results)]
    return "\n".join(lines) + "\n"


def to_json(results: Results) -> str:
    """Return the results as JSON."""
    sides = results.sides
    content: dict[str, Any] = {
        "release": {"version": sagemaker_typed.__version__, "botocore": sides.release_botocore},
        "installed": {"botocore": sides.installed_botocore},
    }
    if results.missing is not None:
        content["differences"] = [
            {
                "service": part.service,
                "missing_in": None if part.who == "both" else part.who,
                "what": part.title,
                "names": list(part.things),
                "meaning": part.meaning,
            }
            for part in results.missing
        ]
    if results.findings is not None:
        content["files"] = results.files
        content["findings"] = [_finding(finding) for finding in results.findings]
    return json.dumps(content, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    content: dict[str, Any] = {
        "path": place.path.as_posix(),
        "line": place.line,
        "column": place.column,
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
    }
    if place.cell is not None:
        content |= {"cell": place.cell, "cell_line": place.cell_line}
    return content


def _drift(results: Results) -> Iterator[str]:
    sides = results.sides
    yield (
        f"sagemaker_typed {sagemaker_typed.__version__} was generated from botocore "
        f"{sides.release_botocore}; botocore {sides.installed_botocore} is installed"
    )
    if not results.missing:
        yield "both have the same"
    for who, title in _TITLES.items():
        group = [part for part in results.missing or () if part.who == who]
        if group:
            yield ""
            yield title.format(boto3=f'"boto3>={sides.release_botocore}"')
        for service, of_service in groupby(group, lambda part: part.service):
            yield f"  {service}"
            for part in of_service:
                yield from _wrapped(_names(part), "    ")
                yield from _wrapped(part.meaning, "      ")


def _names(part: Missing) -> str:
    """Return the number of things, and the names of the first."""
    more = len(part.things) - _SHOWN
    rest = f" and {more} more (--json has all)" if more > 0 else ""
    shown = part.things[:_SHOWN]
    if part.kind == "values":  # each enum is named once
        split = [thing.split(" ", maxsplit=1) for thing in shown]
        groups = groupby(split, lambda name_and_value: name_and_value[0])
        shown = tuple(f"{name} {', '.join(v for _, v in values)}" for name, values in groups)
    return f"{len(part.things)} {part.title}: {', '.join(shown)}{rest}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _findings(results: Results) -> Iterator[str]:
    found = results.findings or ()
    for finding in found:
        yield f"{finding.place}: {finding.level}: {finding.message} [{finding.rule}]"
    levels = Counter(finding.level for finding in found)
    counts = ", ".join(
        f"{levels[level]} {level}{'' if levels[level] == 1 else 's'}"
        for level in ("error", "warning", "note")
        if levels[level]
    )
    files = f"{results.files} file{'' if results.files == 1 else 's'}"
    yield f"{files} read; {counts or 'nothing found'}"
