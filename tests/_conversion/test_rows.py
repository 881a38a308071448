"""Tests of ``to_rows``, with pandas and with what botocore returns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, cast

import pandas as pd
import pytest
from botocore import xform_name
from helpers.cases import each
from helpers.samples import Operation, operations, sample

from sagemaker_typed import from_boto, mark_sensitive, sensitive, to_rows
from sagemaker_typed.instance_types import TrainingInstanceType
from sagemaker_typed.sagemaker import (
    Channel,
    CreateTrainingJobRequest,
    DataSource,
    OutputDataConfig,
    ResourceConfig,
    S3DataSource,
    S3DataType,
    Tag,
    TrainingJobStatus,
    TrainingJobSummary,
    VpcConfig,
)

PLAIN = {str, int, float, bool, bytes, datetime, list}
# Secrets by AWS's documentation that the model does not mark.
CORRECTED = {("StartSessionResponse", "TokenValue")}
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def flat(shape: Any, value: Any, prefix: str, above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The oracle: columns of botocore's model, and the values of boto3's dict."""
    for wire, member in shape.members.items():
        name = f"{prefix}{xform_name(wire)}"
        found = None if value is None else value.get(wire)
        if member.serialization.get("streaming") or getattr(member, "is_eventstream", False):
            continue
        if member.type_name == "structure" and not member.metadata.get("sensitive"):
            recurs = member.name in (*above, shape.name)
            if member.metadata.get("document") or recurs or not member.members:
                yield name, ...
            else:
                yield from flat(member, found, f"{name}.", (*above, shape.name))
        elif found is not None and (
            member.metadata.get("sensitive") or (shape.name, wire) in CORRECTED
        ):
            yield name, "<sensitive>"
        elif isinstance(found, list | dict):
            yield name, ...
        else:
            yield name, found


@each("operation", [o for o in operations("sagemaker") if o.output is not None])
def test_rows_have_the_members_of_every_response(operation: Operation) -> None:
    for kind in ("full", "required", "empty"):
        raw = sample(operation.output, cast("Any", kind))
        expected = dict(flat(operation.output, raw, "", ()))
        (row,) = to_rows([from_boto(operation.response, raw)])
        assert list(row) == list(expected)
        for name, value in expected.items():
            if value is not ... and kind != "empty":  # then, there are corrected members
                assert row[name] == value, name
        for value in row.values():
            # A dict is a structure without fields.
            assert value in (None, {}) or type(value) in PLAIN
        if row:
            assert list(pd.DataFrame([row]).columns) == list(row)


def summary(name: str, **fields: Any) -> TrainingJobSummary:
    return TrainingJobSummary(
        training_job_name=name,
        training_job_arn="arn",
        creation_time=MOMENT,
        training_job_status=TrainingJobStatus.COMPLETED,
        **fields,
    )


def training(**fields: Any) -> CreateTrainingJobRequest:
    return CreateTrainingJobRequest(
        training_job_name="a",
        role_arn="role",
        output_data_config=OutputDataConfig(s3_output_path="s3://a"),
        **fields,
    )


def test_rows_are_made_lazily_and_have_the_same_columns() -> None:
    taken: list[str] = []

    def source() -> Iterator[TrainingJobSummary]:
        for name in "ab":
            taken.append(name)
            yield summary(name, training_end_time=MOMENT if name == "b" else None)

    rows = to_rows(source())
    assert taken == []
    first = next(rows)
    assert taken == ["a"]
    second = next(rows)
    assert list(first) == list(second)
    assert first["training_end_time"] is None
    assert second["training_end_time"] == MOMENT
    assert first["training_job_status"] == "Completed"
    assert type(first["training_job_status"]) is str
    table = pd.DataFrame(to_rows(source()))
    assert list(table.columns) == list(first)
    assert str(table["training_end_time"].dtype).startswith("datetime64[")
    assert table["creation_time"].tolist() == [MOMENT, MOMENT]


def test_structures_lists_and_maps() -> None:
    later = datetime(2026, 1, 2, 4, 4, 5, tzinfo=timezone(timedelta(hours=1)))
    new = TrainingInstanceType.open("ml.new.large")
    request = training(
        hyper_parameters={"epochs": "3", "token": ""},
        resource_config=ResourceConfig(volume_size_in_gb=0, instance_type=new),
        vpc_config=VpcConfig(security_group_ids=["sg"], subnets=[]),
        tags=[Tag(key="team", value="a")],
    )
    (row,) = to_rows([request])
    assert row["resource_config.volume_size_in_gb"] == 0
    assert row["resource_config.instance_type"] == "ml.new.large"
    assert type(row["resource_config.instance_type"]) is str
    assert row["vpc_config.security_group_ids"] == ["sg"]
    assert row["vpc_config.subnets"] == []
    assert row["hyper_parameters"] == [
        {"key": "epochs", "value": "3"},
        {"key": "token", "value": ""},
    ]
    assert row["tags"] == [{"key": "team", "value": "a"}]
    assert row["input_data_config"] is None
    assert row["stopping_condition.max_runtime_in_seconds"] is None
    assert next(to_rows([summary("a", training_end_time=later)]))["training_end_time"] == MOMENT
    naive = datetime(2026, 1, 2, 3, 4, 5)
    assert next(to_rows([summary("a", training_end_time=naive)]))["training_end_time"] == MOMENT


def test_objects_of_several_classes() -> None:
    rows = [*to_rows([summary("a"), Tag(key="k", value="v"), summary("b")])]
    assert rows[1] == {"key": "k", "value": "v"}
    assert rows[0].keys() == rows[2].keys()
    with pytest.raises(TypeError, match="to_rows takes objects of the API, got dict"):
        next(to_rows(cast("Any", [{}])))
    with pytest.raises(TypeError, match="to_rows takes objects of the API, got str"):
        next(to_rows(cast("Any", "ab")))
    assert [*to_rows([])] == []


def test_sensitive_values_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    source = DataSource(
        s3_data_source=S3DataSource(s3_uri="s3://a", s3_data_type=S3DataType.S3_PREFIX)
    )
    channel = Channel(channel_name="secret-name", data_source=source)
    request = training(environment={"KEY": "secret"}, input_data_config=[channel])
    assert "secret" in str(next(to_rows([request])))
    monkeypatch.setattr(sensitive, "_marked", set[tuple[type, str]]())
    mark_sensitive("environment", "channel_name")
    (row,) = to_rows([request])
    assert row["environment"] == "<sensitive>"
    assert row["input_data_config"][0]["channel_name"] == "<sensitive>"
    assert "secret" not in str(row)
    assert next(to_rows([training()]))["environment"] is None
