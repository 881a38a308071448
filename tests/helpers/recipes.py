"""The pages of the cookbook, and their programs."""

from __future__ import annotations

import re
from typing import Any, Final

from .folders import DOCS

COOKBOOK: Final = DOCS / "cookbook"
RECIPES: Final = sorted(page.stem for page in COOKBOOK.glob("*.md") if page.stem != "index")
"""The names of the pages."""
_RUN: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def text_of(page: str) -> str:
    """Return the source of a page."""
    return (COOKBOOK / f"{page}.md").read_text(encoding="utf-8")


def blocks_of(page: str) -> list[str]:
    """Return the parts of the program of a page."""
    return _RUN.findall(text_of(page))


def run_recipe(page: str, names: dict[str, Any]) -> None:
    """Run the program of a page with these global names."""
    for number, block in enumerate(blocks_of(page), 1):
        exec(compile(block, f"{page}.md, block {number}", "exec", dont_inherit=True), names)
