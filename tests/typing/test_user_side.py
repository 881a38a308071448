"""What mypy and pyright say of a user's files, with the package installed and strict settings.

`usage.py` is right. In `mistakes.py` a comment above each mistake says what the checkers call it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from codegen.checkers import CHECKERS, Checker, Found

HERE: Final = Path(__file__).parent
EXPECTED: Final = re.compile(r"\s*# -> mypy: (?P<mypy>[\w, -]+) \| pyright: (?P<pyright>[\w, ]+)")


def copied(name: str, folder: Path) -> Path:
    """A file in a folder of the user's, away from our tree."""
    return Path(shutil.copy(HERE / name, folder))


def expected(file: Path, checker: Checker) -> Found:
    """What the comments of a file say of the lines below them."""
    return {
        (file.name, number + 1, code.strip())
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (comment := EXPECTED.fullmatch(line))
        for code in comment[checker.__name__].split(",")
    }


@pytest.mark.parametrize("checker", CHECKERS)
def test_right_usage_has_no_diagnostics(tmp_path: Path, checker: Checker) -> None:
    assert checker(copied("usage.py", tmp_path)) == set()


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_mistake_is_found_and_called_by_its_name(tmp_path: Path, checker: Checker) -> None:
    file = copied("mistakes.py", tmp_path)

    assert checker(file) == expected(file, checker)
