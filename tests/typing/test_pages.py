"""The Python examples on the documentation pages pass ``mypy --strict`` as code of a user."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from helpers.codegen.checkers import mypy
from helpers.folders import DOCS

PAGES: Final = [
    DOCS.parent / "README.md",
    *sorted(DOCS.glob("*.md")),
    *sorted(DOCS.glob("cookbook/*.md")),
]
BLOCK: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# The names that readers have: the tests that run the examples have them too.
START: Final = "from sagemaker_typed import SageMaker\n\nclient = SageMaker()\n"


def program(page: Path) -> str:
    """Return the examples of a page as one module, on the lines that they have on the page."""
    text = page.read_text(encoding="utf-8")
    lines = [""] * len(text.splitlines())
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1))
        for number, line in enumerate(block[1].splitlines(), first):
            lines[number] = line
    return "\n".join([*lines, ""]) if BLOCK.search(text) else ""


def test_examples_of_pages_pass_mypy_strict(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
