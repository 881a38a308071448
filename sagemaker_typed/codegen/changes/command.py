"""``python -m sagemaker_typed.codegen changes OLD NEW``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.plan.rooms_file import ROOMS_FILE, read_rules
from sagemaker_typed.codegen.plan.rules import Rules

from .compare import compare_models
from .json_form import to_json
from .markdown import to_markdown
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
    sys.stdout.write(found)
    return 0


def rules_of_services(package: Path) -> Mapping[str, Rules]:
    """Return the rules in the ``rooms.toml`` of a package, by botocore's names of the services."""
    path = package / ROOMS_FILE
    services = read_lock(package).services.values()
    return {entry.name: read_rules(path, package=entry.package) for entry in services}
