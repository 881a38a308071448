"""``diff`` names what differs, where, and how."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sagemaker_typed import Shape, diff
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DescribeModelResponse,
    Tag,
    VpcConfig,
)


def model(**fields: Any) -> CreateModelRequest:
    return CreateModelRequest(**{"model_name": "churn"} | fields)


def lines(old: Shape, new: Shape, **options: Any) -> list[str]:
    return str(diff(old, new, **options)).splitlines()


def test_equal_objects_have_no_differences() -> None:
    found = diff(model(tags=[Tag(key="a", value="b")]), model(tags=[Tag(key="a", value="b")]))

    assert not found
    assert len(found) == 0
    assert str(found) == "no differences"


def test_differences_are_in_the_order_of_the_fields() -> None:
    old = model(execution_role_arn="r", tags=[Tag(key="a", value="1")])
    new = model(
        model_name="other",
        tags=[Tag(key="a", value="2")],
        vpc_config=VpcConfig(security_group_ids=[], subnets=["s"]),
    )

    assert lines(old, new) == [
        "~ model_name: 'churn' -> 'other'",
        "- execution_role_arn: 'r'",
        "~ tags['a'].value: '1' -> '2'",
        "+ vpc_config: VpcConfig(security_group_ids=[], subnets=['s'])",
    ]


def test_request_is_compared_with_its_description() -> None:
    described = DescribeModelResponse(
        model_name="churn",
        model_arn="arn",
        creation_time=datetime(2026, 1, 1, tzinfo=UTC),
        execution_role_arn="r",
    )
    request = model(execution_role_arn="s", tags=[Tag(key="a", value="b")])

    assert lines(described, request) == [
        "~ execution_role_arn: 'r' -> 's'",
        "not compared: tags",
    ]
    assert lines(request, described)[0] == "~ execution_role_arn: 's' -> 'r'"
    assert diff(request, described).not_compared == ("tags",)
