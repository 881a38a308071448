"""``python -m sagemaker_typed.codegen changes OLD NEW``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.lock import Lock, read_lock
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
    try:
        sys.stdout.write(found)
        sys.stdout.flush()
    except BrokenPipeError:
        # A reader such as `head` needs no more. Python would fail to flush the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def rules_of_services(package: Path, lock: Lock | None = None) -> Mapping[str, Rules]:
    """Return the rules and the names of the services, by botocore's names.

    Args:
        package: The folder of ``sagemaker_typed``.
        lock: The lock, which has the names; by default, that of the package.
    """
    lock = lock or read_lock(package)
    return {
        name: attrs.evolve(
            read_rules(package / ROOMS_FILE, package=entry.package),
            entry=entry,
            old_names=lock.old_names.get(name, {}),
        )
        for name, entry in lock.services.items()
    }
