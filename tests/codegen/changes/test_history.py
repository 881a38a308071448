"""The records of past versions in `docs/history/`, and their form."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from helpers.cases import each
from helpers.codegen.flat_models import rows_of
from helpers.folders import DATA, DOCS

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.facts import ServiceChanges
from sagemaker_typed.codegen.changes.history import read_history, recorded, to_history
from sagemaker_typed.codegen.changes.methods import headline
from sagemaker_typed.codegen.changes.sources import read_models

RECORDS: Final = sorted((DOCS / "history").glob("*.json"))


@pytest.mark.parametrize(("old", "new"), [("1.13.0", "1.20.0"), ("1.44.5", "1.44.8")])
def test_record_has_every_fact_and_block(old: str, new: str) -> None:
    before, after = (read_models(str(DATA / f"botocore-{name}.zip")) for name in (old, new))
    changes = compare_models(before, after)

    text = to_history(changes)
    found = read_history(text)

    assert to_history(compare_models(before, after)) == text
    assert (found.old, found.new, found.date) == (before.label, after.label, after.date)
    for service, change in zip(found.services, changes.services, strict=True):
        expected = recorded(change)
        assert {*service.facts} == {*expected.facts}
        assert (service.name, service.title, service.change) == (
            expected.name, expected.title, expected.change,
        )  # fmt: skip
        blocks = [[(m.operation, m.change, m.request or "", m.response or "") for m in found]
                  for found in (service.methods, expected.methods)]  # fmt: skip
        assert blocks[0] == blocks[1]


def test_there_are_many_records_since_2019() -> None:
    dates = [read_history(path.read_text(encoding="utf-8")).date or "" for path in RECORDS]

    assert all(dates)
    assert len(RECORDS) >= 40
    assert min(dates) < "2020"
    assert max(dates) >= "2026/11/20"


@each("path", RECORDS, ids=lambda path: path.stem, size=200)
def test_record_is_compact_and_names_its_versions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    record = read_history(text)

    assert record.new == path.stem
    assert [*map(int, record.old.split("."))] < [*map(int, record.new.split("."))]
    assert record.services
    assert all(service.facts for service in record.services)
    assert len(text) < 200_000
    assert "documentation" not in json.loads(text)


def test_founding_version_has_a_record() -> None:
    record = read_history((DOCS / "history" / "1.12.236.json").read_text(encoding="utf-8"))
    paths = [DATA / f"sagemaker-1.12.{number}.service-2.json.gz" for number in (235, 236)]
    old, new = (read_models(str(path)) for path in paths)
    (expected,) = compare_models(old, new).services

    (service,) = record.services

    assert (record.old, record.new, record.date) == ("1.12.235", "1.12.236", "2019/09/25")
    assert rows_of(ServiceChanges(None, None, service.facts)) == rows_of(expected)
    line = headline(service.title, service.methods, record.date)
    assert line == "2019/09/25 - Amazon SageMaker Service - 6 updated api methods"


def test_newest_records_are_together_the_change_of_the_newest_versions() -> None:
    """The differences of the first and last version are those of all steps between them."""
    records = [
        read_history(path.read_text(encoding="utf-8"))
        for path in RECORDS
        if [1, 44, 5] < [*map(int, path.stem.split("."))] <= [1, 44, 8]
    ]
    old, new = (read_models(str(DATA / f"botocore-1.44.{number}.zip")) for number in (5, 8))

    found = {
        row
        for record in records
        for service in record.services
        for row in rows_of(ServiceChanges(None, None, service.facts))
    }
    assert all(first.new != second.new for first, second in pairwise(records))
    assert found == {row for c in compare_models(old, new).services for row in rows_of(c)}
