"""The program ``sagemaker-typed``, as a shell, CI and pre-commit run it."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.drift import Without
from helpers.folders import DATA, ROOT
from helpers.models import IS_LOCKED
from helpers.samples import operations
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import sagemaker_typed
from sagemaker_typed._command_line import main
from sagemaker_typed._command_line.commands import changes, commands
from sagemaker_typed.codegen.__main__ import main as codegen
from sagemaker_typed.codegen.changes.arguments import add_arguments

NEW: Final = str(DATA / "sagemaker-1.12.236.service-2.json.gz")
OLD: Final = str(DATA / "sagemaker-1.12.235.service-2.json.gz")
WRONG: Final = "from sagemaker_typed import SagMaker\n"
RAW: Final = "import boto3\nboto3.client('sagemaker').list_models()\n"
# Hides modules, as if they were not installed.
WITHOUT: Final = """
import sys
from importlib.abc import MetaPathFinder
class Hidden(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {hidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
from sagemaker_typed._command_line import main
sys.exit(main({arguments!r}))
"""


def run_process(*arguments: str, hidden: tuple[str, ...] = (), **variables: str) -> Any:
    """Run the program in a process of its own, without some modules."""
    code = WITHOUT.format(hidden={*hidden}, arguments=[*arguments])
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "doctor" in out
    assert "changes" in out
    assert "schema" in out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sagemaker-typed {sagemaker_typed.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["doctor", "--nothing"],
        ["doctor", "--sarif"],
        ["doctor", "--ignore", "a", "."],
        ["schema"],
        ["schema", "--all"],
        ["schema", "CreateModel", "CreateEndpoint"],
    ],
)
def test_errors_of_use_have_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "Usage: sagemaker-typed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["doctor", "--json", "--sarif", "."], "--json and --sarif are two formats"),
        (["doctor", "--sarif", "--json", "."], "--json and --sarif are two formats"),
        (["changes", OLD, NEW, "--json", "--syntax"], "--syntax is for text, not for json"),
        (["changes", OLD, NEW, "--only-page", "--json"], "--only-page is for text, not for json"),
        (["changes", OLD, NEW, "--format=markdown", "--syntax"], "for text, not for markdown"),
        (["changes", OLD, NEW, "--format=markdown", "--json"], "--format markdown are two"),
        (["changes", OLD, NEW, "--json", "--format=text"], "--format text are two formats"),
    ],
)
def test_options_that_exclude_each_other_are_an_error(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert said in " ".join(written.err.split())


@pytest.mark.parametrize(
    "date", ["today", "2026/99/99", "2026/02/30", "2026/1/2", "2026-11-20", "2026/11/20 ", ""]
)
def test_a_date_that_does_not_exist_is_an_error(
    date: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = f"{date!r} is not a date, or does not have the form YYYY/MM/DD"

    assert main(["changes", OLD, NEW, "--date", date]) == 2
    assert said in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        codegen(["changes", OLD, NEW, "--date", date])
    assert said in capsys.readouterr().err


def test_the_status_tells_whether_code_has_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.py"
    for text, status in ((WRONG, 1), (RAW, 0), ("", 0), ("import sagemaker_typed (", 1)):
        path.write_text(text)
        assert main(["doctor", str(path)]) == status
    assert main(["doctor", str(tmp_path / "nope.py")]) == 2
    assert capsys.readouterr().err == f"nothing was read: {tmp_path}/nope.py does not exist\n"


def test_a_rule_can_be_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_text(WRONG + RAW)

    assert main(["doctor", "--ignore", "unknown-name", "--ignore=raw-call", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 file read; nothing found\n"


def test_findings_can_be_json_or_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_text(WRONG)

    assert main(["doctor", "--json", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["rule"] == "unknown-name"
    assert main(["doctor", "--sarif", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


@pytest.mark.skipif(not IS_LOCKED, reason="compares with the locked botocore")
def test_the_locked_botocore_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert main(["doctor", "--json"]) == 0
    assert '"differences": []' in capsys.readouterr().out


def test_a_planted_model_of_botocore_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Without(operations=["ListHubs"]).write(tmp_path / "models")
    monkeypatch.setenv("AWS_DATA_PATH", str(folder))
    (tmp_path / "a.py").write_text("from sagemaker_typed import SageMaker\nSageMaker().list_hubs()")

    assert main(["doctor"]) == 1
    assert "1 operation: ListHubs\n" in capsys.readouterr().out
    assert main(["doctor", str(tmp_path / "a.py")]) == 1
    assert "a.py:2:13: error: this release has the operation ListHubs" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("CreateTrainingJob", "CreateTrainingJobRequest"),
        ("create_training_job", "CreateTrainingJobRequest"),
        ("CreateTrainingJobRequest", "CreateTrainingJobRequest"),
        ("Tag", "Tag"),
        ("TrainingJobStatus", "TrainingJobStatus"),
        ("BatchPutMetrics", "BatchPutMetricsRequest"),
        ("metrics.BatchPutMetrics", "BatchPutMetricsRequest"),
        ("metrics.RawMetricData", "RawMetricData"),
    ],
)
def test_schema_of_an_operation_or_class_is_printed(
    name: str, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert (schema["title"], schema["$id"].rpartition(".")[2]) == (title, title)
    Draft202012Validator.check_schema(schema)


def test_schema_can_have_the_names_of_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "CreateModel", "--snake-case"]) == 0
    assert json.loads(capsys.readouterr().out)["required"] == ["model_name"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CreateTrainingJb", "'CreateTrainingJb': did you mean CreateTrainingJob?"),
        ("metric.BatchPutMetrics", "no service 'metric': did you mean metrics?"),
        ("metrics.CreateModel", "no operation or class 'metrics.CreateModel': see the reference"),
        ("EndpointName", "no operation or class 'EndpointName': did you mean"),  # a str
    ],
)
def test_schema_of_a_misspelt_name_is_an_error(
    name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", name]) == 1
    written = capsys.readouterr()
    assert written.out == ""
    assert said in " ".join(written.err.split())


def test_schemas_are_written_into_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "schemas"
    assert main(["schema", "Tag", "CreateModel", "--output", str(folder)]) == 0
    assert [*sorted(path.name for path in folder.iterdir())] == [
        "CreateModelRequest.json",
        "Tag.json",
    ]
    assert main(["schema", "CreateModel"]) == 0
    assert capsys.readouterr().out == (folder / "CreateModelRequest.json").read_text("utf-8")

    assert main(["schema", "--all", "--output", str(folder)]) == 0
    names = {path.stem for path in folder.iterdir()}
    assert names - {"Tag"} == {f"{operation}Request" for operation in operations()}

    assert main(["schema", "Tag", "--output", str(folder / "Tag.json")]) == 1
    assert "Tag.json was not written" in " ".join(capsys.readouterr().err.split())


def test_an_interrupt_has_the_status_of_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("sagemaker_typed._doctor.command.run", interrupted)

    assert main(["doctor"]) == 130


@pytest.mark.parametrize("command", [[], ["doctor"], ["changes", OLD, NEW]])
def test_one_sentence_names_the_extra(command: list[str]) -> None:
    done = run_process(*command, hidden=("click",))

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        'sagemaker-typed needs click, which is not installed: pip install "sagemaker-typed[cli]"\n'
    )


def test_no_command_needs_the_extra_of_the_generator(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(WRONG)
    hidden = ("jinja2", "ruff", "markdownify", "ruamel")

    assert run_process("doctor", str(tmp_path), hidden=hidden).returncode == 1
    assert run_process("doctor", hidden=hidden).stderr == ""
    assert run_process("changes", OLD, NEW, hidden=hidden).returncode == 0
    assert run_process("schema", "Tag", hidden=hidden).returncode == 0


def test_python_m_runs_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sagemaker_typed", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"python -m sagemaker_typed {sagemaker_typed.__version__}\n"


@pytest.mark.parametrize(
    "options", [[], ["--format", "json"], ["--only-page"], ["--syntax", "--date", "2026/11/20"]]
)
def test_changes_are_those_of_the_generators_command(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", OLD, NEW, *options]) == 0
    ours = capsys.readouterr()
    assert codegen(["changes", OLD, NEW, *options]) == 0

    assert ours == capsys.readouterr()


def test_changes_have_the_options_of_the_generators_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    theirs = {*re.findall(r"--[a-z-]+", parser.format_usage())}
    ours = {name for parameter in changes.params for name in parameter.opts if name[0] == "-"}

    assert ours - theirs == {"--json"}
    assert theirs <= ours
    assert main(["changes", OLD, NEW, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["effect"] == "additive"
    assert main(["changes", OLD, NEW, "--json", "--format", "json"]) == 0
    assert main(["changes", OLD, "nope"]) == 2


def test_shells_complete_commands_and_options() -> None:
    def completed(words: str, number: int) -> list[str]:
        done = run_process(
            _SAGEMAKER_TYPED_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(number)
        )
        return [line.partition(",")[2] for line in done.stdout.splitlines()]

    assert completed("sagemaker-typed ", 1) == [*sorted(commands.commands)]
    assert "raw-call" in completed("sagemaker-typed doctor --ignore ", 3)
    assert completed("sagemaker-typed doctor --s", 2) == ["--sarif"]


def test_the_hook_for_pre_commit_runs_the_program(tmp_path: Path) -> None:
    """The hook, run from a repository of a user, in the environment of this test."""
    yaml: Any = YAML(typ="safe")
    (hook,) = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "sagemaker-typed doctor"
    assert hook["language"] == "python"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert hook["additional_dependencies"] == project["optional-dependencies"]["cli"]
    assert [hook["entry"].split()[0]] == [*project["scripts"]]
    program = [sys.executable, "-m", "sagemaker_typed", *hook["entry"].split()[1:]]
    (tmp_path / "a.py").write_text(WRONG)

    done = subprocess.run(
        [*program, "a.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stdout.startswith("a.py:1:29: error: ")


@pytest.mark.skipif(os.name == "nt", reason="the recipe is for a POSIX shell")
def test_the_recipe_for_code_scanning_fails_for_errors_only(tmp_path: Path) -> None:
    """The command in the documentation, run as GitHub's runners do."""
    page = (ROOT / "docs" / "doctor.md").read_text("utf-8")
    (command,) = re.findall(r"- run: (sagemaker-typed doctor --sarif .*)", page)
    command = command.replace("sagemaker-typed", f"'{sys.executable}' -m sagemaker_typed", 1)

    def status() -> int:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
        )
        return done.returncode

    assert status() != 0  # there is no folder src
    (tmp_path / "src").mkdir()
    for code, count in ((WRONG, 1), (RAW, 0)):
        (tmp_path / "src" / "a.py").write_text(code)
        assert status() == 0
        log = json.loads((tmp_path / "doctor.sarif").read_text("utf-8"))
        assert len(log["runs"][0]["results"]) == count


@pytest.mark.skipif(shutil.which("sagemaker-typed") is None, reason="the program is not installed")
def test_the_program_is_installed() -> None:
    done = subprocess.run(
        ["sagemaker-typed", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout == f"sagemaker-typed {sagemaker_typed.__version__}\n"
