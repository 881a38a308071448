"""The documentation pages with examples, and their examples as programs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from .folders import DOCS

BLOCK: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
REPORTED: Final = "a type checker reports this"
"""Lines of examples with these words are errors for a type checker; no others are."""
PAGES: Final = [
    page
    for page in (
        DOCS.parent / "README.md",
        *sorted(DOCS.glob("*.md")),
        *sorted(DOCS.glob("cookbook/*.md")),
    )
    if BLOCK.search(page.read_text(encoding="utf-8"))
]
"""The pages with examples that run."""
# A reader copies single examples. One may use a variable for something else than an example above.
# The names are those that the tests of the examples provide.
_START: Final = (
    "# mypy: allow-redefinition",
    "from sagemaker_typed import SageMaker; client = SageMaker()",
)


def program(page: Path) -> str:
    """Return the examples of a page as one module, in which they have the lines of the page."""
    text = page.read_text(encoding="utf-8")
    lines = [""] * text.count("\n")
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1))
        assert first >= len(_START), f"{page}: the example does not leave room for the first lines"
        for number, line in enumerate(block[1].splitlines(), first):
            lines[number] = line
    lines[: len(_START)] = _START
    return "\n".join([*lines, ""])


def lines_with_errors(source: str) -> set[int]:
    """Return the numbers of the lines that are errors for a type checker, as the text says."""
    return {number for number, line in enumerate(source.splitlines(), 1) if REPORTED in line}
