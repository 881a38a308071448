"""``check`` reports every difference between disk and memory, and ``generate`` reverts it."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import pytest
from helpers.codegen.command import Copy
from helpers.models import locked_model

MODULE = "sagemaker/hosting/endpoint_config.py"
LINE = "    enable_capture: bool | None = None\n"
BY_HAND = "    enable_capture: bool = False\n"


def test_check_passes_for_the_committed_package(copy: Copy) -> None:
    result = copy.run_process("check")

    assert result.returncode == 0, result.stderr
    assert "generated files are up to date" in result.stdout
    assert not result.stderr


def test_check_reports_every_difference_and_generate_reverts_them(copy: Copy) -> None:
    before = copy.files()
    copy.replace(MODULE, LINE, BY_HAND)
    missing = ["sagemaker/errors.py", "instance_types/__init__.pyi"]
    for name in missing:
        copy.path(name).unlink()
    extra = [
        "sagemaker/hosting/mine.py",
        "instance_types/notes.txt",
        "sagemaker/retired/__init__.py",
    ]
    service_that_is_gone = "retired/__init__.py"
    for name in extra:
        copy.path(name).parent.mkdir(exist_ok=True)
        copy.write(name, "MINE = 1\n")
    copy.path("retired").mkdir()
    copy.write(service_that_is_gone, before["edge/__init__.py"].decode())
    extra.append(service_that_is_gone)
    line_endings, binary = "sagemaker/hosting/endpoint.py", "sagemaker/hosting/model.py"
    copy.path(line_endings).write_bytes(before[line_endings].replace(b"\n", b"\r\n"))
    copy.path(binary).write_bytes(b"\xff\xfe")
    compiled = copy.path("sagemaker/__pycache__/client.cpython-311.pyc")
    compiled.parent.mkdir()
    compiled.touch()
    changed = copy.files()

    checked = copy.run("check")

    assert checked.returncode == 1
    assert copy.files() == changed
    shown = checked.stderr.splitlines()
    start = shown.index(f"--- {MODULE} (on disk)")
    assert shown[start + 1] == f"+++ {MODULE} (generated)"
    difference = itertools.takewhile(lambda line: line[:3] != "---", shown[start + 2 :])
    lines = [line for line in difference if line[:1] in {"+", "-"}]
    assert lines == ["-" + BY_HAND.rstrip(), "+" + LINE.rstrip()]
    for name in missing:
        assert f"missing: {name}" in shown
    for name in extra:
        assert f"not generated, but in a generated folder: {name}" in shown
    for name in (line_endings, binary):
        assert name in checked.stderr
    assert "__pycache__" not in checked.stderr
    assert "Traceback" not in checked.stderr
    assert shown[-1].startswith("9 of ")
    assert "`python -m sagemaker_typed.codegen generate`" in shown[-1]

    repaired = copy.run("generate")

    assert repaired.returncode == 0, repaired.stderr
    assert "; 9 changed" in repaired.stdout
    assert copy.files() == before
    assert compiled.exists()
    assert not copy.path("retired").exists()
    assert not copy.path("sagemaker/retired").exists()


def test_stub_follows_the_table_of_a_handwritten_namespace(copy: Copy) -> None:
    copy.replace("__init__.py", '"Items Pages ', '"Items PageLimit Pages ')

    checked = copy.run("check")

    assert checked.returncode == 1
    assert "--- __init__.pyi (on disk)" in checked.stderr.splitlines()
    assert copy.run("generate").returncode == 0
    assert "PageLimit as PageLimit," in copy.read("__init__.pyi")
    assert '    "PageLimit",\n' in copy.read("__init__.pyi")


def test_handwritten_namespace_without_a_table_is_refused(copy: Copy) -> None:
    copy.write("streaming/__init__.py", '"""Streams."""\n')

    result = copy.run("check")

    assert result.returncode == 2
    expected = "streaming/__init__.py: expected exactly one call lazy_namespace(__name__, {...})"
    assert expected in result.stderr


def test_generate_from_a_model_keeps_other_files_in_the_output_folder(
    copy: Copy, tmp_path: Path
) -> None:
    model = tmp_path / "service-2.json"
    model.write_text(json.dumps(locked_model()))
    output = tmp_path / "output"
    kept = [output / "client.pyi", output / "then" / "sagemaker" / "client.pyi"]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("MINE: int\n")

    result = copy.run("generate", "--model", str(model), "--output", str(output))

    assert result.returncode == 0, result.stderr
    assert (output / "sagemaker" / "client.pyi").exists()
    assert {path.read_text() for path in kept} == {"MINE: int\n"}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_output_does_not_depend_on_the_hash_seed(copy: Copy, seed: str) -> None:
    before = copy.files()
    for folder in ("sagemaker", "instance_types"):
        shutil.rmtree(copy.path(folder))

    result = copy.run_process("generate", PYTHONHASHSEED=seed)

    assert result.returncode == 0, result.stderr
    assert copy.files() == before


def test_missing_codegen_extra_is_named(copy: Copy) -> None:
    (copy.package.parent / "jinja2.py").write_text("raise ModuleNotFoundError(name=__name__)\n")

    result = copy.run_process("check")

    assert result.returncode == 2
    assert "jinja2" in result.stderr
    assert 'pip install "sagemaker-typed[codegen]"' in result.stderr
    assert "Traceback" not in result.stderr


def test_check_and_generate_name_an_unused_row(copy: Copy) -> None:
    rows = copy.read("codegen/rooms.toml")
    copy.write(
        "codegen/rooms.toml",
        rows + '\n[[nouns]]\nnoun = "Teapot"\nresource = "model"\nreason = "It pours."\n',
    )

    for command in ("check", "generate"):
        result = copy.run(command)

        assert result.returncode == 0
        notes = [line for line in result.stdout.splitlines() if line.startswith("note: ")]
        assert [
            "[[nouns]] Teapot has no effect on the model; remove the row" in note for note in notes
        ].count(True) == 1


OTHER_FILES = {
    "a list": ("[]", "a service model is a JSON object, got list"),
    "null": ("null", "a service model is a JSON object, got NoneType"),
    "empty": ("{}", "the service model has no object 'metadata'"),
    "no operations": (
        '{"metadata": {"apiVersion": "1", "serviceFullName": "A"}}',
        "the service model has no object 'operations'",
    ),
    "no shapes": (
        '{"metadata": {"apiVersion": "1", "serviceFullName": "A"}, "operations": {}}',
        "the service model has no object 'shapes'",
    ),
    "no name": (
        '{"metadata": {"apiVersion": "1"}, "operations": {}, "shapes": {}}',
        "the metadata of the service model have no str 'serviceFullName'",
    ),
    "a shape that is a str": (
        '{"metadata": {"apiVersion": "1", "serviceFullName": "A"}, "operations": {}, '
        '"shapes": {"A": "b"}}',
        "'A' in the shapes of the model is not an object",
    ),
    "nested too deeply": ("[" * 100_000, "is nested too deeply for a service model"),
    "not JSON": ("shapes:", "Expecting value: line 1 column 1"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_file_that_is_not_a_service_model_is_refused(copy: Copy, tmp_path: Path, name: str) -> None:
    content, text = OTHER_FILES[name]
    model = tmp_path / "service-2.json"
    model.write_text(content)

    result = copy.run("generate", "--model", str(model), "--output", str(tmp_path / "output"))

    assert result.returncode == 2
    assert result.stderr.startswith("not generated: ")
    assert text in result.stderr
    assert not (tmp_path / "output").exists()
