"""The comparison agrees with a second one, written independently, on pairs of versions.

``nox -s changes_history`` does the same for versions from the package index.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from helpers.cases import each
from helpers.codegen.flat_models import Raw, disagreements, raw_services
from helpers.folders import DATA

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.sources import Models, read_models

VERSIONS: Final = sorted(
    (path.stem.removeprefix("botocore-") for path in DATA.glob("botocore-*.zip")),
    key=lambda version: [*map(int, version.split("."))],
)
PAIRS: Final = [*pairwise(VERSIONS)]


@cache
def models_of(version: str) -> Models:
    return read_models(str(DATA / f"botocore-{version}.zip"))


@cache
def raw_models_of(version: str) -> dict[str, dict[str, Raw]]:
    return raw_services(DATA / f"botocore-{version}.zip")


# In the other direction, additions are removals.
@each(("old", "new"), [*PAIRS, *((new, old) for old, new in PAIRS)], ids=" to ".join, size=100)
def test_every_fact_and_block(old: str, new: str) -> None:
    changes = compare_models(models_of(old), models_of(new))

    assert len(changes.facts) > 50 or (old, new) == ("1.44.8", "1.44.5")
    assert disagreements(raw_models_of(old), raw_models_of(new), changes) == []
