"""Correct use of objects for tests: ``build``, and strategies of Hypothesis."""

from __future__ import annotations

from typing import assert_type

from hypothesis import given
from hypothesis.strategies import SearchStrategy, sampled_from

from sagemaker_typed import Request, Response, Shape
from sagemaker_typed.sagemaker import (
    CreateModelRequest,
    DescribeEndpointResponse,
    EndpointStatus,
    ListModelsResponse,
    Tag,
)
from sagemaker_typed.testing import build
from sagemaker_typed.testing.strategies import shapes

endpoint = build(DescribeEndpointResponse, endpoint_name="churn", endpoint_status="InService")
assert_type(endpoint, DescribeEndpointResponse)
assert_type(endpoint.endpoint_status, EndpointStatus)
assert_type(build(CreateModelRequest, full=True, vpc_config__subnets=["subnet-1"]).model_name, str)
assert_type(build(ListModelsResponse, full=True, next_token=None).next_token, str | None)


def some(cls: type[Request[Response]]) -> Shape:
    return build(cls)


tags = shapes(Tag, key=sampled_from(["team", "owner"]), open_enums=True)
assert_type(tags, SearchStrategy[Tag])


@given(tags)
def check(tag: Tag) -> None:
    print(tag.key, some(CreateModelRequest))


check()
