"""The package runs from a zip file, from a read-only folder and in a frozen program."""

from __future__ import annotations

import io
import os
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from compileall import compile_dir
from importlib.metadata import distribution
from pathlib import Path
from pkgutil import resolve_name

import pytest
from helpers.folders import ROOT

import sagemaker_typed

PACKAGE = Path(sagemaker_typed.__file__).parent
PROGRAM = """
import pickle, sys
from botocore.stub import Stubber
import sagemaker_typed
from sagemaker_typed import SageMaker, sagemaker as sm

assert sagemaker_typed.__file__.startswith(sys.argv[1]), sagemaker_typed.__file__
arn = "arn:aws:sagemaker:eu-west-1:123456789012:model/churn"
client = SageMaker(region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="y")
with Stubber(client.boto_client) as stubber:
    stubber.add_response("create_model", {"ModelArn": arn}, {"ModelName": "churn"})
    request = pickle.loads(pickle.dumps(sm.CreateModelRequest(model_name="churn")))
    assert client.send(request) == sm.CreateModelResponse(model_arn=arn)
try:
    client.create_model(modelname="churn")
except TypeError as error:
    assert "use model_name" in str(error)
"""
EVERY_CLASS = """
for name in dir(sm):
    getattr(sm, name)
"""
LOCAL = """
from sagemaker_typed.local import local_sagemaker
for engine in ("built-in", "moto"):
    with local_sagemaker(engine=engine) as client:
        assert client.list_models().models == []
"""
NO_WRITES = """
import os, sys
def refuse(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        assert not (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT), path
    assert event not in {"os.mkdir", "os.rename", "os.remove"}, arguments
sys.addaudithook(refuse)
"""


def run(program: str, folder: Path, *options: str) -> None:
    subprocess.run(
        [sys.executable, *options, "-c", program, str(folder)],
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"},
        check=True,
        timeout=120,
    )


def packed(target: Path, suffix: str) -> Path:
    """Return a zip file with the files of the package that have a suffix."""
    folder = target.with_suffix("") / "sagemaker_typed"
    for path in PACKAGE.rglob("*.py"):
        copy = folder / path.relative_to(PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    assert compile_dir(folder, quiet=2, legacy=True)
    with zipfile.ZipFile(target, "w") as file:
        for path in folder.rglob(f"*{suffix}"):
            file.write(path, path.relative_to(folder.parent))
    return target


@pytest.mark.parametrize("suffix", [".py", ".pyc"])
def test_package_runs_from_a_zip_file(suffix: str, tmp_path: Path) -> None:
    more = EVERY_CLASS if suffix == ".pyc" else ""  # compiling every class takes long
    run(PROGRAM + LOCAL + more, packed(tmp_path / "bundle.zip", suffix))


def test_package_writes_no_files() -> None:
    run(NO_WRITES + PROGRAM + EVERY_CLASS, PACKAGE.parent, "-B")


def test_package_is_as_small_as_its_page_says() -> None:
    page = " ".join((ROOT / "docs" / "testing.md").read_text(encoding="utf-8").split())
    sizes = re.search(r"less than (\d+) MB unpacked and (\d+) MB zipped", page)
    files = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".pyi", ".lock", ".toml"}
    ]
    for name in ("annotated-types", "attrs", "cattrs", "typing-extensions"):
        found = distribution(name)
        files += [Path(str(found.locate_file(path))) for path in found.files or ()]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for path in files:
            if path.suffix != ".pyc":
                file.write(path)
    unpacked = sum(info.file_size for info in file.infolist())

    assert sizes
    assert unpacked < int(sizes[1]) * 1_000_000
    assert len(buffer.getvalue()) < int(sizes[2]) * 1_000_000


IMPORT_ALL = """
import sys
import sagemaker_typed
for name in dir(sagemaker_typed):
    getattr(sagemaker_typed, name)
for package in list(sys.modules):
    if package.startswith("sagemaker_typed."):
        dir(sys.modules[package])
        for name in getattr(sys.modules[package], "__all__", ()):
            getattr(sys.modules[package], name)
print(*(name for name in sys.modules if name.startswith("sagemaker_typed.")))
"""


def test_hook_of_pyinstaller_lists_the_modules_that_are_imported_lazily() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (hooks,) = project["project"]["entry-points"]["pyinstaller40"].values()
    (folder,) = resolve_name(hooks)()
    listed = runpy.run_path(str(Path(folder) / "hook-sagemaker_typed.py"))["hiddenimports"]
    imported = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True, timeout=120
    ).stdout.split()

    assert len(imported) > 250
    assert set(imported) <= set(listed)
    # These need other packages, so PyInstaller adds them only if a program names them.
    others = {"codegen", "local", "payloads", "progress"}
    assert not {name for name in listed if others & {*name.split(".")[1:2]}}
