"""``python -m sagemaker_typed doctor``."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from sagemaker_typed.codegen.errors import GenerationError

from .code import findings_in
from .drift import missing_parts
from .output import Results, to_json, to_text
from .sarif import to_sarif
from .sides import read_sides
from .sources import files_in


def run(
    paths: Sequence[Path],
    *,
    form: str = "text",
    ignore: Collection[str] = (),
    models: Path | None = None,
) -> int:
    """Print what is found, and return the exit code: 0 nothing, 1 something, 2 an error.

    Args:
        paths: Files and folders with code; without any, the two sides are compared.
        form: ``text``, ``json`` or ``sarif``.
        ignore: The names of the rules whose findings are left out.
        models: The folder with the models of this release; by default, those in the package.
    """
    try:
        files = [*dict.fromkeys(files_in(paths))]
        sides = read_sides(models)
    except (GenerationError, OSError) as error:
        print(f"nothing was read: {error}", file=sys.stderr)
        return 2
    if not paths:
        results = Results(sides, missing=missing_parts(sides.changes()))
    else:
        found = [each for each in findings_in(files, sides) if each.rule not in ignore]
        results = Results(sides, findings=found, files=len(files))
    printed = {"json": to_json, "sarif": to_sarif}.get(form, to_text)(results)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(printed.encode(encoding, "backslashreplace").decode(encoding))
    return 0 if results.is_good else 1
