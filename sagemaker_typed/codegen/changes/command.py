"""``python -m sagemaker_typed.codegen changes OLD NEW``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sagemaker_typed.codegen.errors import GenerationError

from .compare import compare_models
from .json_form import to_json
from .markdown import to_markdown
from .rules import rules_of_services
from .sources import read_models
from .text import to_text


def run(
    old: str,
    new: str,
    package: Path,
    *,
    form: str = "text",
    date: str | None = None,
    syntax: bool = False,
    only_page: bool = False,
    cache: Path | None = None,
) -> int:
    """Print the changes and return the exit code: 0 success, 2 an error.

    Args:
        old: A version of botocore, or the path of one.
        new: The same, for the new version.
        package: The folder of ``sagemaker_typed``, with the rules of the services.
        form: ``text``, ``markdown`` or ``json``.
        date: The date in the headlines; by default, the date of the new version if it is known.
        syntax: Whether text shows the syntax of each method.
        only_page: Whether text shows only what AWS's own pages of changes show.
        cache: The folder for downloaded versions.
    """
    try:
        before, after = (read_models(source, cache=cache) for source in (old, new))
        changes = compare_models(before, after, rules_of_services(package))
    except (GenerationError, OSError) as error:
        print(f"not compared: {error}", file=sys.stderr)
        return 2
    match form:
        case "json":
            found = to_json(changes, date=date)
        case "markdown":
            found = to_markdown(changes, date=date)
        case _:
            found = to_text(changes, date=date, syntax=syntax, only_page=only_page)
    try:
        sys.stdout.write(found)
        sys.stdout.flush()
    except BrokenPipeError:
        # A reader such as `head` needs no more. Python would fail to flush the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
