"""Correct code in which nothing may be reported."""

from __future__ import annotations

from typing import Final

from helpers.cases import each
from helpers.drift import Check

START: Final = """\
import boto3
from sagemaker_typed import AsyncSageMaker, SageMaker, sagemaker as sm
"""
TUPLES: Final = {
    "tuple of two types": (
        "def f() -> tuple[sm.DescribeModelResponse, sm.DescribeEndpointResponse]: ...\n"
        "a, b = f()\nb.endpoint_name"
    ),
    "tuple in a list": "def f(x: list[tuple[sm.Tag, int]]):\n    for t, n in x: n.bit_length()",
    "item of a tuple": "def f(x: tuple[sm.Model, sm.Tag]): x[1].key",
    "quoted tuple": "def f(x: 'Tuple[sm.Tag, str]'): x[1].upper()",
    "class of a text": "sm.ModelName('abc').upper()",
    "class of a list": "sm.TagList([]).append(1)",
}


def check(code: str, in_equal: Check) -> None:
    """Check that nothing is found; warnings about calls of boto3 are not about names."""
    found = in_equal(START + code)
    assert [each for each in found if " raw-call: " not in each] == []


@each("case", TUPLES.items(), ids=lambda case: case[0])
def test_types_of_texts_lists_and_tuples(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)
