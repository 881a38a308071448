"""Feature Store records, with a server that leaves some records unprocessed."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Generator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from helpers.answers import Clock
from helpers.cases import each
from helpers.endpoint import Endpoint, endpoint
from helpers.faults import raw_client

from sagemaker_typed import (
    AsyncSageMakerFeatureStoreRuntime,
    ConversionError,
    SageMakerFeatureStoreRuntime,
    ViolationError,
)
from sagemaker_typed.feature_records import (
    ReadRecords,
    WrittenRecords,
    async_batch_get,
    async_batch_write,
    batch_get,
    batch_write,
    from_record,
    to_record,
    to_records,
)
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
    monkeypatch.setattr("sagemaker_typed._tasks.time", clock)
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
        (math.inf, "the number must be finite; use None to omit the feature"),
        (Decimal("inf"), "the number must be finite"),
        (datetime(2026, 1, 2), "the datetime has no time zone"),
        (NOON.date(), "expected str, number or datetime, or several of them, got datetime.date"),
        (b"SECRET", "or several of them, got bytes"),
        ({"SECRET": 1}, "or several of them, got dict"),
        (np.bool_(True), "the Feature Store has no bool; use int"),
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


MISSING: list[Any] = [
    math.nan,
    np.float32("nan"),
    np.float64("nan"),
    Decimal("nan"),
    Decimal("snan"),
    pd.NA,
    pd.NaT,
    np.datetime64("NaT", "s"),
]


@each("missing", MISSING, ids=repr)
def test_missing_values_are_omitted_on_request(missing: Any) -> None:
    assert to_record({"a": 1, "b": missing}, omit_missing=True) == to_record({"a": 1, "b": None})
    with pytest.raises(ConversionError, match=r"b: .* or omit_missing=True to omit missing"):
        to_record({"a": 1, "b": missing})
    for items in ([missing], (1, missing)):
        with pytest.raises(ConversionError, match=r"b: "):  # a vector has no gaps
            to_record({"a": 1, "b": items}, omit_missing=True)


ZONE = timezone(timedelta(hours=5, minutes=30))
# Any, because pandas' annotations do not have missing values in these arguments.
moments: Any = pd.to_datetime
COLUMNS: dict[str, tuple[Any, list[Any]]] = {
    "int": ([1, 2**62], ["1", "4611686018427387904"]),
    "uint64": (np.array([0, 2**64 - 1], dtype="uint64"), ["0", "18446744073709551615"]),
    "int8": (np.array([1, -2], dtype="int8"), ["1", "-2"]),
    "float": ([0.1, math.nan], ["0.1", None]),
    "float32": (np.array([0.1, math.nan], dtype="float32"), ["0.1", None]),
    "Int64": (pd.array([2**60 + 1, None], dtype="Int64"), ["1152921504606846977", None]),
    "Float32": (pd.array([0.1, None], dtype="Float32"), ["0.1", None]),
    "object": (np.array(["a", None], dtype="object"), ["a", None]),
    "mixed": (np.array([1, "b"], dtype="object"), ["1", "b"]),
    "str": (pd.Series(["a", None]), ["a", None]),
    "string": (pd.array(["", None], dtype="string"), ["", None]),
    "category": (pd.Categorical(["x", None]), ["x", None]),
    "category of int": (pd.Categorical([3, None]), ["3", None]),
    "datetime": (
        moments(["2026-01-02T12:00:00.987654", None]).tz_localize("UTC"),
        ["2026-01-02T12:00:00.987Z", None],
    ),
    "other zone": (
        moments(["2026-01-02T12:00:00", None]).tz_localize(ZONE),
        ["2026-01-02T06:30:00Z", None],
    ),
    "nanoseconds": (
        moments([1767355200000000001, None], unit="ns", utc=True),
        ["2026-01-02T12:00:00Z", None],
    ),
    "datetime objects": (np.array([NOON, None], dtype="object"), ["2026-01-02T12:00:00Z", None]),
    "decimal": (np.array([Decimal("1.10"), None], dtype="object"), ["1.10", None]),
    "vector": (pd.Series([[0.5, 2], np.array([1.5])]), [["0.5", "2"], ["1.5"]]),
    "sparse": (pd.arrays.SparseArray([0.0, math.nan]), ["0.0", None]),
}


@each("dtype", COLUMNS)
def test_columns_become_features(dtype: str) -> None:
    values, expected = COLUMNS[dtype]
    frame = pd.DataFrame({"id": ["a", "b"], "x": values})
    frame.index = pd.Index([7, 7])

    records = [from_record(record) for record in to_records(frame, omit_missing=True)]

    assert records == [
        {"id": name} | ({} if text is None else {"x": text})
        for name, text in zip("ab", expected, strict=True)
    ]


def test_rows_are_the_same_as_records_of_dicts() -> None:
    frame = pd.DataFrame({"id": [1, 2], "score": [0.25, 1.5], "at": [NOON, NOON]})
    rows: list[Any] = frame.to_dict("records")

    assert [*to_records(frame)] == [to_record(row) for row in rows]
    assert [*to_records(frame.iloc[:0])] == [*to_records(pd.DataFrame())] == []


def test_all_problems_of_a_frame_are_reported_once_for_each_column() -> None:
    columns: dict[str, Any] = {
        "id": [1, 2, 3],
        "gap": [0.5, math.nan, math.nan],
        "flag": [True, False, True],
        "maybe": pd.array([None, True, True], dtype="boolean"),
        "naive": moments(["2026-01-02", "2026-01-03", None]),
        "infinite": [1.5, 1.5, math.inf],
        "raw": [b"a", b"b", b"c"],
    }
    frame = pd.DataFrame(columns)
    with pytest.raises(ConversionError) as caught:
        to_records(frame)  # before the first record is used

    assert [str(problem) for problem in caught.value.problems] == [
        "[1].gap: the value is missing; use omit_missing=True to omit missing values (in 2 rows)",
        "[0].flag: the Feature Store has no bool; convert the column with "
        '.astype("Int64") for an Integral feature (in 3 rows)',
        "[0].maybe: the value is missing; use omit_missing=True to omit missing values",
        "[1].maybe: the Feature Store has no bool; convert the column with "
        '.astype("Int64") for an Integral feature (in 2 rows)',
        "[0].naive: the datetime has no time zone; convert the column with "
        '.dt.tz_localize("UTC") or another zone (in 2 rows)',
        "[2].naive: the value is missing; use omit_missing=True to omit missing values",
        "[2].infinite: the number must be finite; use None to omit the feature",
        "[0].raw: expected str, number or datetime, or several of them, got bytes (in 3 rows)",
    ]
    fixed = frame.drop(columns=["infinite", "raw"]).astype({"flag": "Int64", "maybe": "Int64"})
    fixed["naive"] = fixed["naive"].dt.tz_localize("UTC")
    assert [from_record(record) for record in to_records(fixed, omit_missing=True)] == [
        {"id": "1", "gap": "0.5", "flag": "1", "naive": "2026-01-02T00:00:00Z"},
        {"id": "2", "flag": "0", "maybe": "1", "naive": "2026-01-03T00:00:00Z"},
        {"id": "3", "flag": "1", "maybe": "1"},
    ]


class Polars:
    def to_pandas(self) -> None: ...


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ({"id": 1}, TypeError, "not dict; use to_record for one record"),
        ([{"id": 1}], TypeError, "takes a pandas DataFrame, not list"),
        (Polars(), TypeError, r"Polars; convert it with .to_pandas\(\)"),
        (pd.DataFrame([[1]]), ConversionError, "the names of columns must be str, got int"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), ConversionError, "have the name 'a'"),
        (pd.DataFrame({"a": [1, None, None]}), ConversionError, r"\[1\]: no values \(in 2 rows"),
    ],
    ids=["dict", "list", "polars", "names", "duplicates", "empty row"],
)
def test_values_that_are_no_suitable_frame_are_refused(
    value: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        to_records(value, omit_missing=True)


def test_a_frame_is_written_in_batches(
    client: SageMakerFeatureStoreRuntime, store: Endpoint
) -> None:
    store.most_in_a_batch = 1000
    frame = pd.DataFrame({"id": range(60), "age": pd.array([40, None] * 30, dtype="Int64")})
    entries = [
        BatchWriteRecordEntry(feature_group_name="customers", record=record)
        for record in to_records(frame, omit_missing=True)
    ]

    assert batch_write(client, entries).unprocessed == []

    for number, expected in [("0", {"id": "0", "age": "40"}), ("59", {"id": "59"})]:
        got = client.get_record(
            feature_group_name="customers", record_identifier_value_as_string=number
        )
        assert from_record(got.record) == expected


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


@pytest.mark.parametrize("is_asynchronous", [False, True], ids=["threads", "tasks"])
def test_batches_are_sent_together_but_no_more_than_workers(
    store: Endpoint, client: SageMakerFeatureStoreRuntime, *, is_asynchronous: bool
) -> None:
    store.most_in_a_batch = 60
    store.delay = 0.02
    wanted = [identifiers(str(number)) for number in range(250)]

    async def calls() -> tuple[WrittenRecords, ReadRecords]:
        async with AsyncSageMakerFeatureStoreRuntime(client=client.boto_client) as runtime:
            written = await async_batch_write(runtime, entries(250), pause=0, workers=4)
            read = await async_batch_get(runtime, wanted, pause=0, workers=4)
        return written, read

    if is_asynchronous:
        written, read = asyncio.run(calls())
    else:
        written = batch_write(client, entries(250), pause=0, workers=4)
        read = batch_get(client, wanted, pause=0, workers=4)

    assert (written.errors, written.unprocessed) == ([], [])
    assert (read.errors, read.unprocessed) == ([], [])
    found = [record.record_identifier_value_as_string for record in read.records]
    assert sorted(found, key=int) == [str(number) for number in range(250)]
    assert 2 <= store.most_together <= 4


def test_error_of_one_batch_ends_all(store: Endpoint, client: SageMakerFeatureStoreRuntime) -> None:
    bad = BatchWriteRecordEntry(feature_group_name="", record=[])
    with pytest.raises(ViolationError):
        batch_write(client, [*entries(100), bad], workers=3)


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
