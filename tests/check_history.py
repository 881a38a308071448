"""Compare the records in `docs/history/` with a second comparison: `nox -s changes_history`.

The versions come from the package index. The arguments are the versions whose records are checked;
by default, all. Without a network, `tests/codegen/changes/test_independent.py` does the same for a
few versions.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from helpers.codegen.flat_models import disagreements, raw_services, rows_of

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.download import wheel
from sagemaker_typed.codegen.changes.facts import ServiceChanges
from sagemaker_typed.codegen.changes.history import read_history
from sagemaker_typed.codegen.changes.sources import read_models

HISTORY: Final = Path(__file__).parents[1] / "docs" / "history"


def check(path: Path) -> tuple[int, list[str]]:
    """Return the number of facts in a record, and everything that is wrong with them."""
    record = read_history(path.read_text(encoding="utf-8"))
    raw_old, raw_new = (raw_services(wheel(version)) for version in (record.old, record.new))
    old, new = (read_models(name, use_installed=False) for name in (record.old, record.new))
    changes = compare_models(old, new)
    wrong = disagreements(raw_old, raw_new, changes)
    rows = {
        row
        for service in record.services
        for row in rows_of(ServiceChanges(None, None, service.facts))
    }
    wrong += [f"not as recorded: {row}" for row in rows ^ {*rows_of_all(changes.services)}]
    return len(changes.facts), wrong


def rows_of_all(services: tuple[ServiceChanges, ...]) -> set[tuple[object, ...]]:
    return {row for service in services for row in rows_of(service)}


def main(versions: list[str]) -> int:
    paths = [HISTORY / f"{version}.json" for version in versions] or sorted(HISTORY.glob("*.json"))
    failures = 0
    for path in paths:
        count, wrong = check(path)
        print(f"{path.stem}: {count} facts, {len(wrong)} differences", flush=True)
        for text in wrong:
            print(f"  {text}")
        failures += bool(wrong)
    print(f"{len(paths)} pairs of versions, {failures} with differences")
    return 1 if failures or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
