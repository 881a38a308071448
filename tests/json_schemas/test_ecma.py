"""Patterns in JSON Schemas find the same strings as Java, in ECMAScript and in Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from helpers.valid_texts import java_said

from sagemaker_typed.json_schemas.ecma import ecma

# Prints the cases for which the engine differs.
SCRIPT = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const wrong = cases.filter(([p, text, is_match]) => new RegExp(p, "u").test(text) !== is_match);
console.log(JSON.stringify([cases.length, wrong]));
"""


def cases() -> list[tuple[str, str, bool]]:
    return [
        (translated, text, verdict == "true")
        for pattern, said in java_said().items()
        for verdict, texts in said.items()
        for text in texts
        if (translated := ecma(pattern)) is not None
    ]


def test_most_patterns_have_a_translation() -> None:
    without = [pattern for pattern in java_said() if ecma(pattern) is None]

    assert len(without) < 0.05 * len(java_said())
    assert all(r"\p{L}" in pattern or r"\b" in pattern for pattern in without)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_patterns_find_in_ecmascript_what_java_finds() -> None:
    done = subprocess.run(
        ["node", "-e", SCRIPT],
        input=json.dumps(cases()),
        capture_output=True,
        text=True,
        check=True,
    )

    count, wrong = json.loads(done.stdout)
    assert count > 10_000
    assert wrong == []


def test_patterns_find_in_python_what_java_finds() -> None:
    """Except for a final line end, before which Python's ``$`` also matches."""
    wrong = [
        case
        for case in cases()
        if bool(re.search(case[0], case[1])) is not case[2] and not case[1].endswith("\n")
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", "^a$"),
        ("^a$", "^a$"),
        ("a|b", "^(?:a|b)$"),
        ("^a$|^b$", "^(?:^a$|^b$)$"),
        ("(a|b)", "^(a|b)$"),
        (r"[\w-]+", r"^[A-Za-z0-9_\-]+$"),
        (r"[-\w.]", r"^[\-A-Za-z0-9_.]$"),
        (r"[a-z-9]", r"^[a-z\-9]$"),
        (r"[+-9]", r"^[+-9]$"),
        (r"[\-_]", r"^[\-_]$"),
        (r"[^\d]", r"^[^0-9]$"),
        (r"[\s\S]*", r"^[\s\S]*$"),
        (r"[\d\D]", r"^[\s\S]$"),
        (r"[\S]", r"^[^ \t\n\x0b\f\r]$"),
        (r"\D", r"^[^0-9]$"),
        (r"\d{2,}?", r"^[0-9]{2,}?$"),
        (r"\_\-\@\.", r"^_-@\.$"),
        (r"a{b}]", r"^a\{b\}\]$"),
        (r"\A[\p{Alnum}]\z", r"^[0-9A-Za-z]$"),
        (r"\p{Print}", r"^[ -~]$"),
        (r"\uD83D\uDE00", "^😀$"),
        (r"[\u0020-\uD7FF]", r"^[\u0020-\uD7FF]$"),
        (r"[[a]", None),
        (r"[a&&b]", None),
        (r"[\Wa]", None),
        (r"[^\S]", None),
        (r"[a--z]", None),
        (r"[a", None),
        (r"a*+", None),
        (r"a++", None),
        (r"a{2}+", None),
        (r"${2}", None),
        (r"(?i)a", None),
        (r"(?>a)", None),
        (r"(?<name>a)", None),
        (r"\ba", None),
        (r"(a)\1", None),
        (r"\p{L}", None),
        (r"\Qa\E", None),
    ],
)
def test_syntax(pattern: str, expected: Any) -> None:
    assert ecma(pattern) == expected
