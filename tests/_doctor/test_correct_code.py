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
    "class of a string": "sm.ModelName('abc').upper()",
    "class of a list": "sm.TagList([]).append(1)",
}

_OWN: Final = "r = SageMaker().describe_model(model_name='a')\n"
LOOPS: Final = {
    "break": "c = boto3.client('sagemaker')\nfor x in y:\n    if x:\n        c = other()\n"
    "        break\nc.own()",
    "break of while": "c = SageMaker()\nwhile True:\n    if x:\n        c = other(); break\n"
    "    x = 1\nc.own()",
    "continue": "c = SageMaker()\nfor x in y:\n    if x:\n        c = other(); continue\n"
    "    x = 1\nc.own()",
    "break in else": "c = SageMaker()\nfor x in y:\n    if x: pass\n    else:\n"
    "        c = other()\n        break\nelse:\n    c = SageMaker()\nc.own()",
    "later round": _OWN + "for n in range(2):\n    if n: r.own()\n    r = other()",
    "later round of while": _OWN + "while r.own() if n else n: n, r = 1, other()",
    "through another name": _OWN + "s = r\nfor n in m:\n    if n: s.own()\n    s = r\n"
    "    r = other()",
    "inner loop": _OWN + "for n in m:\n    if n: r.own()\n    for k in n:\n        r = other()",
    "handler with continue": "c = SageMaker()\nfor x in y:\n    try: f()\n    except E:\n"
    "        c = other()\n        continue\n    c.own()",
    "break in try": "c = None\nfor x in y:\n    try: c = SageMaker(); break\n"
    "    except E as e: c = e\nc.args",
    "break before finally": "c = SageMaker()\nfor x in y:\n    try: break\n"
    "    finally: c = other()\nc.own()",
    "handler between assignments": "c = SageMaker()\ntry:\n    c = other()\n    f()\n"
    "    c = SageMaker()\nexcept E:\n    c.own()",
    "finally between assignments": "c = other()\ntry:\n    f()\n    c = SageMaker()\n"
    "finally:\n    c.own()",
    "swallowed": "c = SageMaker()\nwith swallowing():\n    c = other()\n    f()\n"
    "    c = SageMaker()\nc.own()",
    "walrus in while": "c = SageMaker()\nwhile (c := other()): c = SageMaker()\nc.own()",
}
# The name is known here.
KNOWN_IN_LOOPS: Final = {
    "pages": "r = SageMaker().list_models()\nwhile r.next_token:\n"
    "    r = SageMaker().list_models(next_token=r.next_token)\n    r.own",
    "not changed": _OWN + "for n in m: r.own",
    "set in each round": "for n in m:\n    c = SageMaker()\nc.own()",
    "function in a loop": "for n in m:\n    def f(c: SageMaker): c.own()",
    "item": "for m in SageMaker().list_models().models:\n    m.own\n    m = other()",
    "iterable that changes": "m = SageMaker().list_models().models\nfor m in m: m.own",
    "both ways": "for n in m:\n    if n:\n        c = SageMaker(); break\n"
    "else:\n    c = SageMaker()\nc.own()",
}


def check(code: str, in_equal: Check) -> None:
    """Check that nothing is found; warnings about calls of boto3 are not about names."""
    found = in_equal(START + code)
    assert [each for each in found if " raw-call: " not in each] == []


@each("case", TUPLES.items(), ids=lambda case: case[0])
def test_types_of_strings_lists_and_tuples(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", LOOPS.items(), ids=lambda case: case[0])
def test_the_order_in_which_code_runs(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", KNOWN_IN_LOOPS.items(), ids=lambda case: case[0])
def test_a_known_name_in_a_loop_is_reported(case: tuple[str, str], in_equal: Check) -> None:
    (found,) = in_equal(START + case[1])

    assert "'own'" in found
