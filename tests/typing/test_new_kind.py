"""A new kind of content causes a type error in every match that must handle all kinds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import sagemaker_typed

PACKAGE = Path(sagemaker_typed.__file__).parent
VISITORS = {
    "_conversion/correction.py",
    "_conversion/diagnosis.py",
    "_conversion/names.py",
    "_conversion/rules.py",
    "_conversion/structure.py",
    "_conversion/unstructure.py",
    "_conversion/validated.py",
    "_schema/walk.py",
    "copying/copies.py",
    "differences/comparison.py",
    "json_schemas/describer.py",
    "targets/step_functions/results.py",
    "targets/step_functions/template_reading.py",
    "targets/step_functions/templates.py",
    "testing/building/objects.py",
    "testing/recording/cleaning.py",
    "testing/strategies/objects.py",
}


def test_mypy_names_every_match_without_a_new_kind(tmp_path: Path) -> None:
    copy = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "codegen"))
    kinds = copy / "_schema" / "kinds.py"
    text = kinds.read_text(encoding="utf-8")
    text = text.replace("class Other(Kind):", "class New(Kind): ...\n\n\nclass Other(Kind):", 1)
    kinds.write_text(text.replace("    | Other\n", "    | Other\n    | New\n", 1), "utf-8")

    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--no-error-summary"),
            *("--cache-dir", str(tmp_path / "cache")),
            *("-p", "sagemaker_typed._schema", "-p", "sagemaker_typed._conversion"),
            *("-p", "sagemaker_typed.copying", "-p", "sagemaker_typed.differences"),
            *("-p", "sagemaker_typed.json_schemas", "-p", "sagemaker_typed.targets"),
            *("-p", "sagemaker_typed.testing"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    errors = re.findall(
        r'^sagemaker_typed/(\S+?):\d+: error: .*"New"', checked.stdout, re.MULTILINE
    )
    assert {*errors} == VISITORS, checked.stdout + checked.stderr
