"""The findings as SARIF 2.1.0, which GitHub and others show as code scanning alerts.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from pathlib import Path, PurePath
from typing import Any, Final

import sagemaker_typed

from .findings import RULES, Finding, Rule
from .output import Results

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_NAMES: Final = [*RULES]


def to_sarif(results: Results) -> str:
    """Return the findings as a SARIF log."""
    driver = {
        "name": "sagemaker-typed doctor",
        "version": sagemaker_typed.__version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        # Columns count characters, as Python does.
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in results.findings or ()],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.text},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: Finding) -> dict[str, Any]:
    place = finding.place
    text = finding.message
    if place.cell is not None:
        text = f"cell {place.cell}, line {place.cell_line}: {text}"
    # The column of a notebook's code is not that of the JSON file.
    column = {"startColumn": place.column} if place.cell is None else {}
    return {
        "ruleId": finding.rule,
        "ruleIndex": _NAMES.index(finding.rule),
        "level": finding.level,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(place.path)},
                    "region": {"startLine": place.line, **column},
                }
            }
        ],
    }


def _uri(path: PurePath) -> str:
    """Return a URI that is relative to the current folder, as code scanning expects."""
    from urllib.parse import quote

    absolute = Path(path).absolute()
    here = Path.cwd()
    if absolute.is_relative_to(here):
        # Bytes: the name of a file need not be UTF-8.
        return quote(os.fsencode(absolute.relative_to(here).as_posix()))
    return absolute.as_uri()
