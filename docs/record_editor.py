"""Record what an editor shows for a few lines: completions, a hover and errors.

``python docs/record_editor.py`` asks pyright's language server, and writes ``docs/editor.json``.
The home page shows it (``docs/reference_pages/editor.py``). ``tests/editor/test_recorded.py``
compares the record with what the server says now.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from helpers.language_server import LanguageServer

DOCS: Final = Path(__file__).resolve().parent
RECORD: Final = DOCS / "editor.json"
ROWS: Final = 8
"""The maximum number of completions that an editor shows without scrolling."""
# `|` is the cursor, or the pointer of the mouse. Only the lines after `---` are shown.
TYPED: Final = """\
from sagemaker_typed import sagemaker as sm
---
blue = sm.ProductionVariant(
    variant_name="blue",
    in|
)
"""
HOVERED: Final = """\
from sagemaker_typed import SageMaker
client = SageMaker()
---
client.create_model(
    model_na|me="churn",
)
"""
WRONG: Final = """\
from sagemaker_typed import SageMaker, sagemaker as sm
client = SageMaker()
---
blue = sm.ProductionVariant(
    variant_name="blue",
    initial_instance_count="1",
)
job = client.describe_training_job(
    training_job_name="churn",
)
print(job.model_artifacts.s3_model_artifacts)
"""


def record(server: LanguageServer, folder: Path, rows: int | None = ROWS) -> dict[str, Any]:
    """Return what a server says about the files of a folder, with the lines that are shown."""
    completion, file, position = opened(server, folder / "home_typed.py", TYPED)
    start = completion["code"].splitlines()[completion["line"]][: completion["column"]].split()[-1]
    completion["offered"] = [
        {"label": one.label, "kind": one.kind}
        for one in server.completions(file, position)
        if one.label.startswith(start)
    ][:rows]
    hover, file, position = opened(server, folder / "home_hovered.py", HOVERED)
    hover["text"] = server.hover(file, position)
    errors, file, _ = opened(server, folder / "home_wrong.py", WRONG)
    hidden = WRONG.partition("---\n")[0].count("\n")
    errors["errors"] = [
        {
            "line": one.start[0] - hidden,
            "from": one.start[1],
            "to": one.end[1],
            "message": one.message,
            "rule": one.rule,
        }
        for one in server.diagnostics(file, has_errors=True)
    ]
    return {"completion": completion, "hover": hover, "errors": errors}


def opened(
    server: LanguageServer, file: Path, program: str
) -> tuple[dict[str, Any], Path, tuple[int, int]]:
    """Open a program; return the lines that are shown with the cursor in them, and its position."""
    hidden, _, shown = program.partition("---\n")
    before, _, after = shown.partition("|")
    text = f"{hidden}{before}{after}"
    file.write_text(text, encoding="utf-8")
    server.open(file, text)
    line, column = before.count("\n"), len(before.rpartition("\n")[2])
    found = {"code": f"{before}{after}", "line": line, "column": column}
    return found, file, (hidden.count("\n") + line, column)


def main() -> None:
    """Write the record."""
    sys.path.append(str(DOCS.parent / "tests"))
    from helpers.language_server import language_server

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        # Its own project, so that the settings of this one do not apply.
        (folder / "pyrightconfig.json").write_text("{}", encoding="utf-8")
        with language_server(folder) as server:
            found = record(server, folder)
    RECORD.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
