"""Errors in objects for tests; see calls.py. A misspelt field is found only at run time."""
# ruff: noqa: B018 - each error has its own line

from __future__ import annotations

from sagemaker_typed.sagemaker import CreateModelRequest, DescribeEndpointResponse, Tag
from sagemaker_typed.testing import build
from sagemaker_typed.testing.strategies import shapes

# -> wrong-argument: Tag
build(Tag(key="team", value="churn"))
# -> out-of-bounds: Shape
build(str)
# -> wrong-argument: bool
build(Tag, full="yes")
# -> misspelt-attribute: endpoint_staus, DescribeEndpointResponse
build(DescribeEndpointResponse).endpoint_staus
# -> wrong-variable: CreateModelRequest, Tag
request: CreateModelRequest = build(Tag)
# -> out-of-bounds: Shape
shapes(str)
# -> misspelt-attribute: flat_map, SearchStrategy
shapes(Tag).flat_map
