"""Patterns that have no equivalent in Python's ``re`` are reported, and not checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from botocore.loaders import Loader
from helpers.cases import each
from helpers.codegen.command import Copy
from helpers.codegen.synthetic import Build, Raw, box_model, reported, unformatted

from sagemaker_typed import validate, violations

# Java accepts all of them.
UNTRANSLATABLE = {
    "Category": (r"\p{IsGreek}+", r"no translation for '\\p{IsGre' in '\\p{IsGreek}+'"),
    "Intersection": ("[a-z&&[^b]]", "no translation for a set within a set in '[a-z&&[^b]]'"),
    "Quoted": (r"\Qa.b\E", r"no translation for '\\Qa.b\\E' in '\\Qa.b\\E'"),
    "NamedGroup": (
        "(?<year>[0-9]{4})",
        "no translation for the pattern '(?<year>[0-9]{4})': unknown extension ?<y at position 1",
    ),
}


def string(pattern: str) -> Raw:
    return {"type": "string", "max": 9, "pattern": pattern}


def mixed_model() -> Raw:
    shapes = {name: string(pattern) for name, (pattern, _) in UNTRANSLATABLE.items()}
    return box_model({**shapes, "Possessive": string("[a-z]++"), "Plain": string("[a-z]+")})


def test_report_names_the_shape_and_the_pattern() -> None:
    assert reported(mixed_model()) == [
        f"storage: the pattern of shape {name} is not checked: {problem}"
        for name, (_, problem) in UNTRANSLATABLE.items()
    ]


@each("name", UNTRANSLATABLE)
def test_pattern_is_kept_as_data_and_documented_but_not_checked(name: str) -> None:
    pattern, _ = UNTRANSLATABLE[name]
    sources = "".join(unformatted(mixed_model()).values())

    assert f"pattern ``{pattern}`` (not checked)" in sources.replace("\\\\", "\\")
    assert sources.count("is_checked=False") == len(UNTRANSLATABLE)


def test_other_constraints_and_other_patterns_are_checked(build: Build) -> None:
    namespace: Any = build(mixed_model())

    for name, (pattern, _) in UNTRANSLATABLE.items():
        marker = getattr(namespace, name).__metadata__[1]
        assert (marker.regex, marker.is_checked) == (pattern, False)
    validate(namespace.PutBoxRequest(category="?", intersection="?", quoted="?", named_group="?"))
    found = violations(
        namespace.PutBoxRequest(category="?" * 10, possessive="?", plain="?", quoted="?")
    )
    assert [(problem.path, problem.rule) for problem in found] == [
        ("category", "max_length"),
        ("possessive", "pattern"),
        ("plain", "pattern"),
    ]


def test_command_reports_the_pattern_and_generates_the_package(copy: Copy, tmp_path: Path) -> None:
    model: Any = Loader().load_service_model("sagemaker", "service-2")
    model["shapes"]["EndpointName"]["pattern"] = r"[\p{Lu}&&[^A]]"
    path = tmp_path / "service-2.json"
    path.write_text(json.dumps(model))

    result = copy.run("generate", "--model", str(path), "--output", str(tmp_path / "then"))

    assert result.returncode == 0
    assert result.stderr == (
        "note: sagemaker: the pattern of shape EndpointName is not checked: no translation for "
        r"'\\p{Lu}&&' in '[\\p{Lu}&&[^A]]'"
        "\n"
    )
    sources = [file.read_text() for file in (tmp_path / "then").rglob("*.py")]
    assert sum(source.count("is_checked=False") for source in sources) == 1
