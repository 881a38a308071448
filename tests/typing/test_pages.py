"""The examples of all pages pass ``mypy --strict`` as code of a user."""

from __future__ import annotations

from pathlib import Path

from helpers.codegen.checkers import mypy
from helpers.pages import PAGES, lines_with_errors, program


def test_examples_of_pages_have_only_the_diagnostics_that_they_mention(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    expected: set[tuple[str, int]] = set()
    for number, page in enumerate(PAGES):
        source = program(page)
        name = f"page_{number}_{page.stem}.py".replace("-", "_")
        (folder / name).write_text(source, encoding="utf-8")
        expected |= {(name, line) for line in lines_with_errors(source)}

    found = mypy(folder)

    assert [one for one in found if (one.file, one.line) not in expected] == []
    assert expected
    assert expected <= {(one.file, one.line) for one in found}
