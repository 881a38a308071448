"""The command, on versions of botocore that are recorded in `tests/data/`."""

from __future__ import annotations

import ast
import gzip
import json
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import botocore
import pytest
from helpers.codegen.command import Result
from helpers.folders import DATA

from sagemaker_typed.codegen.__main__ import main
from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.facts import Changes
from sagemaker_typed.codegen.changes.sources import read_models
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model import download, sources

OLD, NEW = (DATA / f"sagemaker-1.12.{n}.service-2.json.gz" for n in (235, 236))
PAGE = (DATA / "sagemaker-2019-09-25.changes.txt").read_text(encoding="utf-8")
BEFORE, AFTER = (DATA / f"botocore-1.44.{n}.zip" for n in (5, 8))


@cache
def newest_changes() -> Changes:
    return compare_models(read_models(str(BEFORE)), read_models(str(AFTER)))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs the command."""

    def run_command(*arguments: object) -> Result:
        code = main(["changes", *map(str, arguments)])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run_command


def test_page_of_2019_is_the_same_byte_for_byte(run: Any) -> None:
    page = run(OLD, NEW, "--date", "2019/09/25", "--only-page")
    whole = run(OLD, NEW, "--date", "2019/09/25")

    assert page == Result(0, PAGE, "")
    assert whole.stdout.startswith(PAGE)
    assert "1 additive; 1 fact behind the 6 updated methods" in whole.stdout
    assert "sagemaker_typed.sagemaker.ProductionVariantInstanceType.ML_G4DN_XLARGE" in whole.stdout


def test_command_needs_no_extra(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("jinja2", "ruff", "markdownify"):
        monkeypatch.setitem(sys.modules, name, None)

    assert run(OLD, NEW).returncode == 0


def test_newest_versions(run: Any) -> None:
    text = run(BEFORE, AFTER).stdout

    assert "\n2026/11/20 - Amazon SageMaker Service - 9 new 3 updated api methods\n" in text
    assert "; 1 fact behind the 3 updated methods\n" in text
    assert (
        "  ClusterInstanceStatus gains the values DetachInProgress, AttachInProgress (responses)\n"
        "    the enum has new members\n"
        "    sagemaker_typed.sagemaker.ClusterInstanceStatus.DETACH_IN_PROGRESS\n"
        "    sagemaker_typed.sagemaker.ClusterInstanceStatus.ATTACH_IN_PROGRESS\n" in text
    )
    assert text.count("new paginator of") == 2
    assert "new service sagemaker-gateway-runtime" in text
    assert "sagemaker_typed.gateway_runtime.SageMakerGatewayRuntime" in text
    assert "\nListClusterNodes (updated)\nChanges (response)\n{'ClusterNodeSummaries'" in text
    assert newest_changes().effect == "additive"


def test_json_has_every_fact_and_block(run: Any) -> None:
    content = json.loads(run(BEFORE, AFTER, "--format", "json").stdout)

    assert (content["old"], content["new"], content["date"]) == (
        str(BEFORE), str(AFTER), "2026/11/20",
    )  # fmt: skip
    sagemaker, gateway = content["services"]
    assert (sagemaker["change"], gateway["change"]) == ("updated", "new")
    assert len(sagemaker["facts"]) == len(newest_changes().services[0].facts)
    blocks = {method["operation"]: method.get("response") for method in sagemaker["methods"]}
    assert blocks["ListClusterNodes"] == {
        "ClusterNodeSummaries": {
            "InstanceStatus": {"Status": {"+": ["AttachInProgress", "DetachInProgress"]}}
        }
    }


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_syntax_of_every_method_is_python(run: Any, form: str) -> None:
    text = run(BEFORE, AFTER, "--format", form, "--syntax").stdout

    if form == "json":
        found = [
            code
            for service in json.loads(text)["services"]
            for method in service["methods"]
            for code in method["syntax"].values()
        ]
    else:
        found = re.findall(r"(?ms)^(?:client|sm|gateway_runtime)\.\w+\(.*?\)$(?=\n\S|\n\n)", text)
    assert len(found) == 2 * (9 + 3 + 2)
    for code in found:
        call = ast.parse(code, mode="eval").body
        assert isinstance(call, ast.Call)


def test_text_shows_the_syntax_only_if_asked(run: Any) -> None:
    assert "client.move_cluster_nodes(" not in run(BEFORE, AFTER).stdout
    text = run(BEFORE, AFTER, "--syntax").stdout
    assert (
        "MoveClusterNodes (new)\nRequest syntax\nclient.move_cluster_nodes(\n"
        "    source_cluster_arn=str,\n" in text
    )


def test_one_file_is_compared_with_its_service_only(run: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(AFTER) as archive:
        (name,) = (n for n in archive.namelist() if "/sagemaker/" in n and "service-2" in n)
        file = tmp_path / "service-2.json"
        file.write_bytes(archive.read(name))

    assert run(AFTER, file).stdout == f"nothing changed from {AFTER} to {file}\n"
    for pair in ((BEFORE, file), (file, BEFORE)):
        content = json.loads(run(*pair, "--format", "json").stdout)
        assert [service["name"] for service in content["services"]] == ["sagemaker"]
        kinds = {fact["kind"] for fact in content["services"][0]["facts"]}
        assert kinds == {"operation", "shape", "values"}


def test_files_of_different_services_are_refused(run: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(AFTER) as archive:
        (name,) = (n for n in archive.namelist() if "-edge/" in n and "service-2" in n)
        (tmp_path / "edge.json").write_bytes(archive.read(name))

    result = run(NEW, tmp_path / "edge.json")

    assert result.returncode == 2
    assert "models of different services: sagemaker and sagemaker-edge" in result.stderr


def test_reader_that_needs_no_more_is_no_error() -> None:
    command = [sys.executable, "-m", "sagemaker_typed.codegen", "changes"]
    command += map(str, (BEFORE, AFTER))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_same_models_have_no_changes(run: Any) -> None:
    assert run(AFTER, AFTER).stdout == f"nothing changed from {AFTER} to {AFTER}\n"
    assert "Nothing changed." in run(AFTER, AFTER, "--format", "markdown").stdout
    assert json.loads(run(AFTER, AFTER, "--format", "json").stdout)["services"] == []
    assert run(AFTER, AFTER, "--only-page").stdout == ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", "'' is not a file, a folder or a version of botocore such as 1.44.5"),
        ("nowhere", "'nowhere' is not a file, a folder or a version of botocore such as 1.44.5"),
        (DATA, "has no models of services whose name begins with 'sagemaker'"),
        (DATA / "sagemaker-2019-09-25.changes.txt", "is not JSON"),
        (DATA / "patterns.json", "is not a service model"),
    ],
)
def test_source_that_cannot_be_read_is_an_error(run: Any, source: object, expected: str) -> None:
    result = run(source, AFTER)

    assert result.returncode == 2
    assert result.stderr.startswith("not compared: ")
    assert expected in result.stderr
    assert result.stdout == ""


def test_date_has_the_form_of_the_pages(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(OLD, NEW, "--date", "25.9.2019")

    assert "does not have the form YYYY/MM/DD" in capsys.readouterr().err


def test_every_kind_of_source_has_the_same_models(tmp_path: Path) -> None:
    with zipfile.ZipFile(AFTER) as archive:
        archive.extractall(tmp_path)
    expected = read_models(str(AFTER)).services

    for folder in (tmp_path, tmp_path / "botocore", tmp_path / "botocore" / "data"):
        assert read_models(str(folder)).services == expected
    (file,) = tmp_path.glob("botocore/data/sagemaker/*/service-2.json")
    assert read_models(str(file)).services["sagemaker"].shapes == expected["sagemaker"].shapes


def test_installed_version_is_not_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "wheel", None)

    assert "sagemaker" in read_models(botocore.__version__).services


def test_version_in_the_cache_is_not_downloaded(tmp_path: Path) -> None:
    (tmp_path / "botocore-0.0.8-py3-none-any.whl").write_bytes(AFTER.read_bytes())

    found = read_models("0.0.8", cache=tmp_path)

    assert (found.label, found.date) == ("0.0.8", "2026/11/20")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("ERROR: (from versions: 1.1, 1.2)\nERROR: No matching distribution found for botocore",
         "botocore 9.9.9 does not exist"),
        ("ERROR: (from versions: none)\nERROR: No matching distribution found for botocore",
         "Without a network, give the path"),
        ("WARNING: Retrying (Retry(total=0)) after connection broken by ...\n"
         "ERROR: (from versions: 1.1)\nERROR: No matching distribution found for botocore",
         "Without a network, give the path"),
        ("python: No module named pip", "install pip"),
    ],
)  # fmt: skip
def test_failed_download_is_explained(
    output: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert command[-1] == "botocore==9.9.9"
        return subprocess.CompletedProcess(command, 1, "", output)

    monkeypatch.setattr(subprocess, "run", fail)

    with pytest.raises(GenerationError, match=re.escape(expected)):
        read_models("9.9.9", cache=tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_download_is_kept_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        folder = Path(command[command.index("--dest") + 1])
        (folder / "botocore-0.0.8-py3-none-any.whl").write_bytes(AFTER.read_bytes())
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", fetch)

    assert "sagemaker" in read_models("0.0.8", cache=tmp_path).services
    assert [path.name for path in tmp_path.iterdir()] == ["botocore-0.0.8-py3-none-any.whl"]


def test_predecessors_come_from_the_package_index(monkeypatch: pytest.MonkeyPatch) -> None:
    output = "botocore (1.3.0)\nAvailable versions: 1.3.0, 1.2.9, 1.2.8\n"

    def answer(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, output, "ERROR: offline")

    monkeypatch.setattr(subprocess, "run", answer)

    assert download.predecessors(["1.2.9", "1.3.0"]) == {"1.2.9": "1.2.8", "1.3.0": "1.2.9"}
    with pytest.raises(GenerationError, match=r"1\.2\.8 does not exist, or has no predecessor"):
        download.predecessors(["1.2.8"])
    output = ""
    with pytest.raises(GenerationError, match=r"could not be read\. pip: ERROR: offline"):
        download.versions()


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_cache_is_in_the_folder_of_the_system(
    system: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    folder = download.cache_folder().relative_to(tmp_path).as_posix()

    expected = {"win32": "AppData/Local", "darwin": "Library/Caches", "linux": ".cache"}
    assert folder == f"{expected[system]}/sagemaker_typed/botocore"


def test_unknown_traits_and_other_protocols_are_read(tmp_path: Path) -> None:
    raw = json.loads(gzip.decompress(NEW.read_bytes()))
    raw["metadata"]["protocol"] = "smithy-rpc-v2-cbor"
    raw["unheardOf"] = {}
    for table in ("shapes", "operations"):
        for row in raw[table].values():
            row["unheardOf"] = [1]
    path = tmp_path / "service-2.json"
    path.write_text(json.dumps(raw), encoding="utf-8")

    assert compare_models(read_models(str(NEW)), read_models(str(path))).services == ()


def test_paginator_that_cannot_be_read_is_a_note(run: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(AFTER) as archive:
        archive.extractall(tmp_path)
    (path,) = tmp_path.glob("botocore/data/sagemaker/*/paginators-1.json")
    pages = json.loads(path.read_text(encoding="utf-8"))
    pages["pagination"]["ListModels"]["unheard_of"] = 1
    path.write_text(json.dumps(pages), encoding="utf-8")

    text = run(AFTER, tmp_path).stdout

    assert "new: sagemaker: paginator ListModels: the generator does not support" in text
    assert "paginator of ListModels was removed" in text
