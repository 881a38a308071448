"""Feature Store records, with a server that leaves some records unprocessed."""

from __future__ import annotations

import math
from collections.abc import Generator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from helpers.answers import Clock
from helpers.endpoint import Endpoint, endpoint
from helpers.faults import raw_client

from sagemaker_typed import ConversionError, SageMakerFeatureStoreRuntime, feature_records
from sagemaker_typed.feature_records import batch_get, batch_write, from_record, to_record
from sagemaker_typed.featurestore_runtime import (
    BatchGetRecordIdentifier,
    BatchWriteRecordEntry,
    FeatureValue,
)

NOON = datetime(2026, 1, 2, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def store() -> Generator[Endpoint]:
    with endpoint() as running:
        yield running


@pytest.fixture
def client(store: Endpoint) -> SageMakerFeatureStoreRuntime:
    raw = raw_client(store.url, service="sagemaker-featurestore-runtime")
    return SageMakerFeatureStoreRuntime(client=raw)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(feature_records, "time", clock)
    return clock


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        ("a", "a"),
        (0, "0"),
        (10**20, "100000000000000000000"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (Decimal("1.10"), "1.10"),
        (np.int64(3), "3"),
        (np.float64(0.25), "0.25"),
        (np.float32(0.5), "0.5"),
        (NOON, "2026-01-02T12:00:00Z"),
        (NOON.astimezone(timezone(timedelta(hours=2))), "2026-01-02T12:00:00Z"),
        (NOON + timedelta(microseconds=987654), "2026-01-02T12:00:00.987Z"),
    ],
)
def test_to_record_converts_values_to_strings(value: Any, text: str) -> None:
    assert to_record({"x": value}) == [FeatureValue(feature_name="x", value_as_string=text)]
    several = [FeatureValue(feature_name="x", value_as_string_list=[text, text])]
    assert to_record({"x": [value, value]}) == to_record({"x": (value, value)}) == several


def test_vector_becomes_a_list_of_strings() -> None:
    record = to_record({"embedding": np.array([0.5, 2.0]), "none": [], "absent": None})

    assert from_record(record) == {"embedding": ["0.5", "2.0"], "none": []}
    assert from_record(None) == from_record([FeatureValue(feature_name="x")]) == {}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "the Feature Store has no bool; use int"),
        (math.nan, "the number must be finite; use None to omit the feature"),
        (Decimal("inf"), "the number must be finite"),
        (datetime(2026, 1, 2), "the datetime has no time zone"),
        (NOON.date(), "expected str, number or datetime, or several of them, got datetime.date"),
        (b"SECRET", "or several of them, got bytes"),
        ({"SECRET": 1}, "or several of them, got dict"),
        (np.bool_(True), "or several of them, got numpy.bool_?"),
    ],
)
def test_to_record_refuses_unsupported_values_with_their_features(value: Any, message: str) -> None:
    for given in (value, [1, value]):
        with pytest.raises(ConversionError, match=f"age: .*{message}") as caught:
            to_record({"id": 1, "age": given})
        assert "SECRET" not in str(caught.value)
    with pytest.raises(ConversionError) as caught:
        to_record({"a": value, "b": value})
    assert [problem.path for problem in caught.value.problems] == ["a", "b"]


def test_put_record_and_get_record_round_trip(client: SageMakerFeatureStoreRuntime) -> None:
    group = "customers"
    client.put_record(
        feature_group_name=group, record=to_record({"id": 7, "age": 41, "at": NOON, "x": None})
    )

    got = client.get_record(feature_group_name=group, record_identifier_value_as_string="7")
    none = client.get_record(feature_group_name=group, record_identifier_value_as_string="8")

    assert from_record(got.record) == {"id": "7", "age": "41", "at": "2026-01-02T12:00:00Z"}
    assert from_record(none.record) == {}


def entries(count: int) -> list[BatchWriteRecordEntry]:
    return [
        BatchWriteRecordEntry(feature_group_name="customers", record=to_record({"id": number}))
        for number in range(count)
    ]


def identifiers(*values: str, group: str = "customers") -> BatchGetRecordIdentifier:
    return BatchGetRecordIdentifier(
        feature_group_name=group, record_identifiers_value_as_string=list(values)
    )


def test_batches_retry_unprocessed_records(
    store: Endpoint, client: SageMakerFeatureStoreRuntime, clock: Clock
) -> None:
    written = batch_write(client, entries(3))
    read = batch_get(client, [identifiers("0", "1"), identifiers("2", "nobody")], pause=1)

    assert (written.errors, written.unprocessed) == ([], [])
    assert sorted(store.feature_groups["customers"]) == ["0", "1", "2"]
    assert [found.record_identifier_value_as_string for found in read.records] == ["0", "1", "2"]
    assert (read.errors, read.unprocessed) == ([], [])
    assert clock.slept == [0.1, 0.2, 1, 2, 4]


def test_batches_return_records_that_stay_unprocessed(
    store: Endpoint, client: SageMakerFeatureStoreRuntime, clock: Clock
) -> None:
    written = batch_write(client, entries(4), attempts=2)
    read = batch_get(client, [identifiers("0", "x", group="no"), identifiers("1")], attempts=2)

    assert [entry.record for entry in written.unprocessed] == [
        entry.record for entry in entries(4)[2:]
    ]
    assert [error.error_code for error in read.errors] == ["ResourceNotFound"] * 2
    assert read.unprocessed == [identifiers("1")]
    assert clock.slept == [0.1, 0.1]


def test_batches_have_the_maximum_size_of_the_service_model(
    store: Endpoint, client: SageMakerFeatureStoreRuntime, clock: Clock
) -> None:
    """Larger batches would be refused by the validation before sending."""
    store.most_in_a_batch = 1000
    assert batch_write(client, entries(205)).unprocessed == []
    wanted = identifiers(*map(str, range(205)))

    assert len(batch_get(client, [wanted]).records) == 205
    assert len(batch_get(client, [identifiers(str(n)) for n in range(205)]).records) == 205
    assert clock.slept == []


def test_batches_refuse_invalid_attempts_and_pauses(client: SageMakerFeatureStoreRuntime) -> None:
    with pytest.raises(ValueError, match="attempts must be at least 1, got 0"):
        batch_get(client, [], attempts=0)
    with pytest.raises(
        ValueError, match="pause must be a finite, non-negative number of seconds, got -1"
    ):
        batch_write(client, [], pause=-1)
    assert batch_write(client, []).unprocessed == []


def test_float32_is_written_with_its_shortest_digits() -> None:
    narrow: Any = np.float32(0.1)
    (value,) = to_record({"a": narrow})
    assert value.value_as_string == "0.1"


@pytest.mark.parametrize("value", [np.array(5), Fraction(10**400)])
def test_to_record_names_the_feature_of_an_unsupported_number(value: Any) -> None:
    with pytest.raises(ConversionError, match="age"):
        to_record({"age": value})
