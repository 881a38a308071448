"""``python -m sagemaker_typed.codegen changes OLD NEW``."""

from __future__ import annotations

import argparse
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


def run(options: argparse.Namespace, package: Path) -> int:
    """Print the changes and return the exit code: 0 success, 2 an error."""
    try:
        old, new = (read_models(s, cache=options.cache) for s in (options.old, options.new))
        changes = compare_models(old, new, rules_of_services(package))
    except (GenerationError, OSError) as error:
        print(f"not compared: {error}", file=sys.stderr)
        return 2
    match options.format:
        case "json":
            found = to_json(changes, date=options.date)
        case "markdown":
            found = to_markdown(changes, date=options.date)
        case _:
            found = to_text(
                changes, date=options.date, syntax=options.syntax, only_page=options.only_page
            )
    try:
        sys.stdout.write(found)
        sys.stdout.flush()
    except BrokenPipeError:
        # A reader such as `head` needs no more. Python would fail to flush the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
