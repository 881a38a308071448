"""Record the changes of versions of botocore in `docs/history/`: `nox -s history -- VERSION ...`.

Each record compares a version with the version before it in the package index. A version that
changes nothing in the models of SageMaker's services gets no record.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

import sagemaker_typed
from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.history import to_history
from sagemaker_typed.codegen.changes.rules import rules_of_services
from sagemaker_typed.codegen.changes.sources import Models, read_models
from sagemaker_typed.codegen.model.download import predecessors

FOLDER: Final = Path(__file__).parent / "history"


@lru_cache(maxsize=2)
def models_of(version: str) -> Models:
    """Return the models of a version, whose date only the wheel has."""
    return read_models(version, use_installed=False)


def main(versions: list[str]) -> None:
    """Write a record for each version."""
    rules = rules_of_services(Path(sagemaker_typed.__file__).parent)
    for version, before in predecessors(versions).items():
        old, new = map(models_of, (before, version))
        changes = compare_models(old, new, rules)
        for note in changes.notes:
            print(f"{version}: {note}")
        if changes.services:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{version}.json").write_bytes(to_history(changes).encode())
        print(f"{before} to {version}: {len(changes.facts)} facts")


if __name__ == "__main__":
    main(sys.argv[1:])
