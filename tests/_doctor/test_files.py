"""Which files are read, and how."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers.cases import each
from helpers.drift import Check, short

from sagemaker_typed._doctor.code import findings_in
from sagemaker_typed._doctor.sides import Sides
from sagemaker_typed._doctor.sources import files_in, read_source

START = "from sagemaker_typed import SageMaker\n"
WRONG = "from sagemaker_typed import SagMaker\n"


def notebook(*cells: Any, indent: int | None = 1) -> str:
    content = {
        "cells": [
            {"cell_type": "markdown", "source": ["from sagemaker_typed import X\n"]},
            *({"cell_type": "code", "source": cell} for cell in cells),
        ],
        "nbformat": 4,
    }
    return json.dumps(content, indent=indent, ensure_ascii=False)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_searched_for_code(tmp_path: Path) -> None:
    for name in (
        *("a.py", "b/c.pyw", "b/d.ipynb", "b/e.txt", ".hidden/f.py", "venv/pyvenv.cfg"),
        *("venv/g.py", "node_modules/h.py", "__pycache__/i.py", "lib/site-packages/j.py"),
    ):
        write(tmp_path, **{name: WRONG})

    found = [path.relative_to(tmp_path).as_posix() for path in files_in([tmp_path])]

    assert found == ["a.py", "b/c.pyw", "b/d.ipynb"]


def test_a_file_is_read_whatever_its_name(tmp_path: Path, equal: Sides) -> None:
    write(tmp_path, script=WRONG)

    (found,) = findings_in(files_in([tmp_path / "script"]), equal)

    assert found.rule == "unknown-name"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes and links")
def test_links_and_pipes_without_code_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".#train.py").symlink_to("user@host.1")
    (tmp_path / "loop.py").symlink_to("loop.py")
    os.mkfifo(tmp_path / "pipe.py")
    write(tmp_path, **{"a.py": WRONG})
    (tmp_path / "b.py").symlink_to("a.py")

    assert [path.name for path in files_in([tmp_path])] == ["a.py", "b.py"]
    with pytest.raises(FileNotFoundError, match=r"pipe\.py is not a file or a folder"):
        list(files_in([tmp_path / "pipe.py"]))


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nope does not exist"):
        list(files_in([tmp_path / "nope"]))


def test_a_syntax_error_does_not_stop_the_others(tmp_path: Path, equal: Sides) -> None:
    write(
        tmp_path,
        **{
            "a.py": "import sagemaker_typed\ndef f(:\n",
            "b.py": "# sagemaker \0",
            "c.ipynb": '{"sagemaker": 1}',
            "d.ipynb": "sagemaker",
            "e.py": "# -*- coding: nope -*-\n# sagemaker",
            "e2.py": "# coding: rot13\n# sagemaker",
            "f.py": "sagemaker = " + "(" * 5000,
            "g.py": WRONG,
        },
    )

    found = [*findings_in(files_in([tmp_path]), equal)]

    assert [(one.place.path.name, one.rule) for one in found] == [
        *((name, "unreadable") for name in ("a.py", "b.py", "c.ipynb", "d.ipynb", "e.py")),
        *((name, "unreadable") for name in ("e2.py", "f.py")),
        ("g.py", "unknown-name"),
    ]
    assert str(found[0].place).endswith("a.py:2:7")


@each(
    ("comment", "is_ignored"),
    [
        ("  # doctor: ignore", True),
        ("  # doctor:ignore", True),
        ("  # noqa: F401  # doctor: ignore", True),
        ("  # doctor: ignore  # noqa: F401", True),
        ("  # doctor: ignore, the name is new", True),
        ("  # doctor: ignore[unknown-name]", True),
        ("  # doctor: ignore[raw-call, unknown-name]", True),
        ("  # doctor: ignore[raw-call,unknown-name]", True),
        ("  # doctor: ignore[raw-call]", False),
        ("  # doctor: ignore[unknown]", False),
        ("  # doctor: ignore[]", False),
        ("  # doctor: ignore[unknown-name", False),
        ("  # doctor: ignored", False),
        ("  # doctor: ignore-next", False),
        ("  # the doctor: ignore", False),
        ("; '# doctor: ignore'", False),
        ("; f('''\n# doctor: ignore''')", False),
        ("\n# doctor: ignore", False),
    ],
    ids=lambda case: case[0],
)
def test_a_comment_hides_the_findings_of_its_line(
    comment: str, is_ignored: bool, in_equal: Check
) -> None:
    assert len(in_equal(WRONG.rstrip() + comment)) == (not is_ignored)


def test_lines_of_comments_are_those_of_python(tmp_path: Path, equal: Sides) -> None:
    code = f"x = '\x0c\x0b'\r\ny = 1\r{WRONG.rstrip()}  # doctor: ignore\r\nx\r{WRONG}"
    (tmp_path / "a.py").write_bytes(code.encode())

    (found,) = findings_in(files_in([tmp_path]), equal)

    assert found.place.line == 5


def test_a_comment_in_a_notebook_hides_findings(tmp_path: Path, equal: Sides) -> None:
    write(tmp_path, **{"a.ipynb": notebook(f"%pip x\n{WRONG.rstrip()}  # doctor: ignore\n", WRONG)})

    (found,) = findings_in(files_in([tmp_path]), equal)

    assert found.place.cell == 3


def test_code_is_not_run_and_not_imported(tmp_path: Path, equal: Sides) -> None:
    target = tmp_path / "ran"
    write(tmp_path, **{"a.py": f"import sagemaker_typed\nopen({str(target)!r}, 'w').write('x')\n"})

    assert [*findings_in(files_in([tmp_path]), equal)] == []
    assert not target.exists()


def test_warnings_about_the_code_are_not_shown(tmp_path: Path, equal: Sides) -> None:
    write(tmp_path, **{"a.py": "'sagemaker \\d'\n1 is 1\n"})

    assert [*findings_in(files_in([tmp_path]), equal)] == []


def test_deep_code_does_not_stop_the_others(tmp_path: Path, equal: Sides) -> None:
    deep = "import sagemaker_typed\nx = " + "[" * 150 + "f(" * 30 + "-" * 2000 + "1"
    deep += ")" * 30 + "]" * 150
    write(tmp_path, **{"a.py": deep, "b.py": WRONG})

    found = [*findings_in(files_in([tmp_path]), equal)]

    assert [one.rule for one in found] == ["unreadable", "unknown-name"]


@each(
    "code",
    [
        "if a: pass\n" + "elif a: pass\n" * 400 + "else: SageMaker().own()",
        "def f(x):\n    if a: return\n" + "    elif a: return\n" * 400 + "    SageMaker().own()",
        "x = " + " + ".join(["a"] * 900) + "\nSageMaker().own()",
        "x = SageMaker().own() + " + " + ".join(["a"] * 900),
    ],
    ids=lambda case: case[:12],
)
def test_long_code_is_not_deep(code: str, equal: Sides, tmp_path: Path) -> None:
    write(tmp_path, **{"a.py": START + code})

    (found,) = findings_in([tmp_path / "a.py"], equal)

    assert found.message.startswith("SageMaker has no method 'own'")


def test_only_ends_of_lines_of_python_count(tmp_path: Path, equal: Sides) -> None:
    (tmp_path / "a.py").write_bytes(
        b"x = '\xe2\x80\xa8\x0b\x0c'; y = 1\r\n'\xc3\xa4'; " + WRONG.encode()
    )

    (found,) = findings_in(files_in([tmp_path]), equal)

    assert (found.place.line, found.place.column) == (2, 34)


def test_code_without_sagemaker_is_not_parsed(tmp_path: Path) -> None:
    write(tmp_path, **{"a.py": "def f(:\n"})

    assert read_source(tmp_path / "a.py") is None


@pytest.mark.parametrize("indent", [1, None])
@pytest.mark.parametrize("is_list", [True, False])
def test_a_notebook_is_one_module(
    tmp_path: Path, equal: Sides, is_list: bool, indent: int | None
) -> None:
    cells = (
        "%pip install sagemaker-typed\n!ls\nfrom sagemaker_typed import SageMaker\nSageMaker?",
        "%%bash\nfor f in *; do echo; done",
        "x = %time f()\n\nclient = SageMaker()  # ä\nawait g()",
        "text = 'ä'; client.list_modles()\n",
    )
    given = [cell.splitlines(keepends=True) if is_list else cell for cell in cells]
    write(tmp_path, **{"a.ipynb": notebook(*given, indent=indent)})

    (found,) = findings_in(files_in([tmp_path]), equal)

    assert str(found.place).endswith("a.ipynb:cell 5:1:20")
    assert found.message.startswith("SageMaker has no method 'list_modles'")
    line = (tmp_path / "a.ipynb").read_text(encoding="utf-8").splitlines()[found.place.line - 1]
    assert "list_modles" in line


def test_a_cell_with_percent_signs_is_python(tmp_path: Path, equal: Sides) -> None:
    code = "text = ('%s'\n  % name)\nfrom sagemaker_typed import SagMaker"
    write(tmp_path, **{"a.ipynb": notebook(code)})

    (found,) = findings_in(files_in([tmp_path]), equal)

    assert (found.place.cell, found.place.cell_line) == (2, 3)


def test_a_cell_that_is_not_python_does_not_hide_the_others(tmp_path: Path, equal: Sides) -> None:
    write(tmp_path, **{"a.ipynb": notebook("'\\d'\nx = (1\n\n", WRONG)})

    wrong, name = findings_in(files_in([tmp_path]), equal)

    assert str(wrong.place).endswith("a.ipynb:cell 2:2:5")
    assert (wrong.rule, name.rule) == ("unreadable", "unknown-name")
    assert name.place.cell == 3


def test_magics_can_have_several_lines_or_python(tmp_path: Path, equal: Sides) -> None:
    cells = (
        "%pip install a \\\n    b \\\n  c\nx = 1",
        "!docker run \\\n  -v\nfiles = !ls \\\n  -a",
        f"%%time\n{WRONG}",
    )
    write(tmp_path, **{"a.ipynb": notebook(*cells)})

    (found,) = findings_in(files_in([tmp_path]), equal)

    assert (found.place.cell, found.place.cell_line) == (4, 2)


@each(
    "code",
    [
        "!ls\nclient = SageMaker()  # which?\nclient.own()",
        "!ls\ndef f():  # what?\n    return SageMaker().own()",
        "!ls\nclient = dict(\n  a=1,  # really?\n  b=SageMaker().own())",
        "!ls\nx = ('%s'\n  % SageMaker().own())",
        "!ls\nx = 1 \\\n  % SageMaker().own()",
        "%ls\nx = '''\n%s\n''' % SageMaker().own()",
        "a.b??\nSageMaker().own()",
        "x = '\ud800'; SageMaker().own()",
    ],
)
def test_code_beside_lines_for_ipython_is_read(code: str, equal: Sides, tmp_path: Path) -> None:
    content = {"cells": [{"cell_type": "code", "source": START + code}]}
    write(tmp_path, **{"a.ipynb": json.dumps(content)})

    (found,) = findings_in([tmp_path / "a.ipynb"], equal)

    assert found.message.startswith("SageMaker has no method 'own'")


def test_an_empty_notebook_has_nothing(tmp_path: Path, equal: Sides) -> None:
    write(tmp_path, **{"a.ipynb": notebook()})

    assert short([*findings_in(files_in([tmp_path]), equal)]) == []
