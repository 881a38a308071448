"""The imports between generated modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

Graph: TypeAlias = dict[str, set[str]]
FOLDERS: Final = ("sagemaker", "instance_types")


def imported(file: Path, package: Path) -> Iterator[str]:
    """Yield the generated modules that a file imports, including those for type checkers."""
    here = file.relative_to(package).with_suffix("").parts
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.level:
            assert node.module
            yield ".".join([*here[: -node.level], node.module])
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "sagemaker_typed" and parts[1:2] and parts[1] in FOLDERS:
                yield ".".join(parts[1:])
        elif isinstance(node, ast.Import):
            assert not any(name.name.startswith("sagemaker_typed.") for name in node.names)


def import_graph(package: Path) -> Graph:
    """Return the modules that each module of a package imports, by dotted name."""
    return {
        ".".join(file.relative_to(package).with_suffix("").parts): set(imported(file, package))
        for folder in FOLDERS
        for file in (package / folder).rglob("*.py")
        # Namespaces import lazily.
        if file.name != "__init__.py"
    }
