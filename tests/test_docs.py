"""The Python on the documentation's pages runs."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from sagemaker_typed import SageMaker
from sagemaker_typed.local import local_sagemaker

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = ["errors.md"]


@pytest.fixture(scope="module")
def client() -> Generator[SageMaker]:
    with local_sagemaker() as local:
        yield local


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_run(page: str, client: SageMaker) -> None:
    """One after the other, as a reader would try them, with a ``client``."""
    blocks = BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    names: dict[str, Any] = {"client": client}

    assert blocks
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"{page}, block {number}", "exec"), names)
