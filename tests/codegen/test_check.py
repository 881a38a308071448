"""``check`` reports every difference between disk and memory, and ``generate`` reverts it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from botocore.loaders import Loader
from helpers.codegen.command import Copy

MODULE = "sagemaker/hosting/endpoint_config.py"
LINE = "    enable_capture: bool | None = None\n"
BY_HAND = "    enable_capture: bool = False\n"


def test_check_passes_for_the_committed_package(copy: Copy) -> None:
    result = copy.run("check")

    assert result.returncode == 0, result.stderr
    assert "generated files are up to date" in result.stdout
    assert not result.stderr


def test_check_shows_a_manual_change_and_generate_reverts_it(copy: Copy) -> None:
    before = copy.files()
    copy.replace(MODULE, LINE, BY_HAND)

    checked = copy.run("check")

    assert checked.returncode == 1
    shown = checked.stderr.splitlines()
    assert f"--- {MODULE} (on disk)" in shown
    assert f"+++ {MODULE} (generated)" in shown
    changed = [line for line in shown if line[:1] in "+-" and line[:3] not in {"---", "+++"}]
    assert changed == ["-" + BY_HAND.rstrip(), "+" + LINE.rstrip()]
    assert "1 of " in shown[-1]
    assert "`python -m sagemaker_typed.codegen generate`" in shown[-1]

    repaired = copy.run("generate")

    assert repaired.returncode == 0, repaired.stderr
    assert "; 1 changed" in repaired.stdout
    assert copy.files() == before


def test_check_changes_nothing(copy: Copy) -> None:
    copy.replace(MODULE, LINE, BY_HAND)
    copy.path("sagemaker/errors.py").unlink()
    copy.write("sagemaker/mine.py", "")
    before = copy.files()

    assert copy.run("check").returncode == 1
    assert copy.files() == before


def test_compiled_bytecode_is_ignored(copy: Copy) -> None:
    compiled = copy.path("sagemaker/__pycache__/client.cpython-311.pyc")
    compiled.parent.mkdir()
    compiled.touch()

    for command in ("check", "generate"):
        assert copy.run(command).returncode == 0
        assert compiled.exists()


@pytest.mark.parametrize(
    "name",
    ["sagemaker/hosting/mine.py", "instance_types/notes.txt", "sagemaker/retired/__init__.py"],
)
def test_extra_file_is_reported_and_removed(copy: Copy, name: str) -> None:
    before = copy.files()
    copy.path(name).parent.mkdir(exist_ok=True)
    copy.write(name, "MINE = 1\n")

    checked = copy.run("check")

    assert checked.returncode == 1
    assert f"not generated, but in a generated folder: {name}" in checked.stderr.splitlines()
    assert copy.run("generate").returncode == 0
    assert copy.files() == before


@pytest.mark.parametrize("name", [MODULE, "instance_types/__init__.pyi"])
def test_missing_file_is_reported_and_written(copy: Copy, name: str) -> None:
    before = copy.files()
    copy.path(name).unlink()

    checked = copy.run("check")

    assert checked.returncode == 1
    assert f"missing: {name}" in checked.stderr.splitlines()
    assert copy.run("generate").returncode == 0
    assert copy.files() == before


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
    model.write_text(json.dumps(Loader().load_service_model("sagemaker", "service-2")))
    output = tmp_path / "output"
    kept = [output / "client.pyi", output / "then" / "sagemaker" / "client.pyi"]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("MINE: int\n")

    result = copy.run("generate", "--model", str(model), "--output", str(output))

    assert result.returncode == 0, result.stderr
    assert (output / "sagemaker" / "client.pyi").exists()
    assert {path.read_text() for path in kept} == {"MINE: int\n"}


def test_changed_line_endings_are_reported_and_reverted(copy: Copy) -> None:
    content = copy.path(MODULE).read_bytes()
    copy.path(MODULE).write_bytes(content.replace(b"\n", b"\r\n"))

    checked = copy.run("check")

    assert checked.returncode == 1
    assert MODULE in checked.stderr
    assert copy.run("generate").returncode == 0
    assert copy.path(MODULE).read_bytes() == content


def test_binary_file_is_reported_and_rewritten(copy: Copy) -> None:
    content = copy.path(MODULE).read_bytes()
    copy.path(MODULE).write_bytes(b"\xff\xfe")

    checked = copy.run("check")

    assert checked.returncode == 1
    assert MODULE in checked.stderr
    assert "Traceback" not in checked.stderr
    assert copy.run("generate").returncode == 0
    assert copy.path(MODULE).read_bytes() == content


def test_output_does_not_depend_on_the_hash_seed(copy: Copy) -> None:
    before = copy.files()
    for seed in ("1", "2"):
        for folder in ("sagemaker", "instance_types"):
            shutil.rmtree(copy.path(folder))

        result = copy.run("generate", PYTHONHASHSEED=seed)

        assert result.returncode == 0, result.stderr
        assert copy.files() == before


def test_missing_codegen_extra_is_named(copy: Copy) -> None:
    (copy.package.parent / "jinja2.py").write_text("raise ModuleNotFoundError(name=__name__)\n")

    result = copy.run("check")

    assert result.returncode == 2
    assert "jinja2" in result.stderr
    assert 'pip install "sagemaker-typed[codegen]"' in result.stderr
    assert "Traceback" not in result.stderr


def test_unused_row_stops_check_and_generate(copy: Copy) -> None:
    rows = copy.read("codegen/rooms.toml")
    copy.write(
        "codegen/rooms.toml",
        rows + '\n[[nouns]]\nnoun = "Teapot"\nresource = "model"\nreason = "It pours."\n',
    )

    for command in ("check", "generate"):
        result = copy.run(command)

        assert result.returncode == 2
        assert "[[nouns]] Teapot" in result.stderr
        assert "Traceback" not in result.stderr
