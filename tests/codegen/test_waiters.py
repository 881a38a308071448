"""Waiters that SageMaker does not have, with every matcher of botocore, and refused ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

import botocore.waiter
import pytest
from botocore.exceptions import ClientError, WaiterError
from helpers.answers import Clock
from helpers.codegen.synthetic import (
    Build,
    Raw,
    list_of,
    model,
    notes,
    operation,
    rules,
    structure,
    unformatted,
)

from sagemaker_typed import WaitFailed, WaitTimeout, to_boto
from sagemaker_typed.waiting import schedule

SHAPES: Final = {
    "Side": structure({"State": "Text"}),
    "Sides": list_of("Side"),
    "DescribeIn": structure({"BoxName": "Name"}, ["BoxName"]),
    "DescribeOut": structure({"State": "Text", "Sides": "Sides", "Count": "Whole", "On": "Flag"}),
}
RAW: Final = model(SHAPES, {"DescribeBox": operation("DescribeIn", "DescribeOut")})
DONE: Final[Raw] = {"matcher": "path", "argument": "State", "expected": "b", "state": "success"}

Answers = list[Raw]


def sides(*states: str) -> Raw:
    return {"Sides": [{"State": state} for state in states]}


def error(code: str, status: int = 400) -> Raw:
    return {"Error": {"Code": code, "Message": "m"}, "ResponseMetadata": {"HTTPStatusCode": status}}


MATCHERS: Final[dict[str, tuple[Raw, Answers]]] = {
    "path": ({"matcher": "path", "argument": "State", "expected": "a"}, [{"State": "a"}]),
    "number": ({"matcher": "path", "argument": "Count", "expected": 0}, [{"Count": 0}]),
    "boolean": ({"matcher": "path", "argument": "On", "expected": False}, [{"On": False}]),
    "length": (
        {"matcher": "path", "argument": "length(not_null(Sides, `[]`))", "expected": 2},
        [sides("a"), sides("a", "b")],
    ),
    "all": (
        {"matcher": "pathAll", "argument": "Sides[].State", "expected": "a"},
        [sides(), sides("a", "b"), sides("a", "a")],
    ),
    "any": (
        {"matcher": "pathAny", "argument": "Sides[].State", "expected": "a"},
        [sides(), sides("b"), sides("b", "a")],
    ),
    "filter": (
        {"matcher": "path", "argument": "Sides[?State=='a'] | [0].State", "expected": "a"},
        [sides("b"), sides("b", "a")],
    ),
    "status": ({"matcher": "status", "expected": 200}, [{}]),
    "bad status": ({"matcher": "status", "expected": 404}, [error("NotThere", 404)]),
    "error": ({"matcher": "error", "expected": "NotThere"}, [{}, error("NotThere")]),
    "any error": ({"matcher": "error", "expected": True}, [{}, error("Whatever")]),
    "no error": ({"matcher": "error", "expected": False}, [{}]),
}


class Service:
    """A fake boto3 client that returns these responses, the last one repeatedly."""

    meta = SimpleNamespace(service_model=SimpleNamespace(service_name="storage"))

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.calls = 0

    def describe_box(self, **_: Any) -> Raw:
        answer = self.answers[min(self.calls, len(self.answers) - 1)]
        self.calls += 1
        if "Error" in answer:
            parsed: Any = answer
            raise ClientError(parsed, "DescribeBox")
        return {"ResponseMetadata": {"HTTPStatusCode": 200}} | answer


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(schedule, "time", clock)
    monkeypatch.setattr(botocore.waiter, "time", clock)


def waiters(*acceptors: Raw, **changes: Any) -> Raw:
    row = {"operation": "DescribeBox", "delay": 5, "maxAttempts": 4, "acceptors": [*acceptors]}
    return {"version": 2, "waiters": {"BoxReady": row | changes}}


def theirs(models: Raw, answers: Answers) -> tuple[str, int]:
    """Return the result of botocore's waiter and its number of calls."""
    service = Service(answers)
    model_of_waiters = botocore.waiter.WaiterModel(models | {"waiters": dict(models["waiters"])})
    # The stubs declare other arguments.
    waiter_class: Any = botocore.waiter.Waiter
    method: Any = botocore.waiter.NormalizedOperationMethod
    waiter = waiter_class(
        "BoxReady", model_of_waiters.get_waiter("BoxReady"), method(service.describe_box)
    )
    try:
        waiter.wait()
    except WaiterError as caught:
        return ("late" if "Max attempts" in str(caught) else "failed"), service.calls
    return "success", service.calls


@pytest.mark.parametrize("state", ["success", "failure", "retry"])
@pytest.mark.parametrize(("acceptor", "answers"), MATCHERS.values(), ids=MATCHERS)
def test_waiter_matchers_behave_as_in_botocore(
    build: Build, acceptor: Raw, answers: Answers, state: str
) -> None:
    for sequence in (answers, [*answers, {"State": "b"}], [{"State": "c"}]):
        models = waiters(acceptor | {"state": state}, DONE)
        verdict, calls = theirs(models, sequence)
        api, service = build(RAW, waiters=models), Service(sequence)
        wait = api.Storage(client=service).wait_until_box_ready
        if verdict != "success":
            with pytest.raises(WaitTimeout if verdict == "late" else WaitFailed):
                wait(box_name="a")
        else:
            last = wait(box_name="a")
            answered = [answer for answer in sequence[:calls] if "Error" not in answer]
            assert last is None or to_boto(last).items() >= answered[-1].items()
            assert (last is None) == (not answered)
        # This library polls once more, at the deadline.
        assert service.calls == calls + (verdict == "late")


@pytest.mark.parametrize(
    ("models", "why"),
    [
        (waiters(DONE | {"matcher": "pathSome"}), "unknown matcher 'pathSome'"),
        (waiters(DONE | {"state": "perhaps"}), "unknown state 'perhaps'"),
        (waiters(DONE | {"argument": "State["}), "'State[' is not a JMESPath expression"),
        (waiters(DONE | {"argument": "Stat"}), "the response of DescribeBox has no 'Stat'"),
        (waiters(DONE | {"expected": ["b"]}), "must be a string, integer or boolean, got ['b']"),
        (waiters(DONE | {"state": "failure"}), "it has no acceptor with the state 'success'"),
        (waiters(DONE, operation="DescribeCrate"), "has no operation 'DescribeCrate'"),
        (waiters(DONE, delay=0), "delay must be at least 1, got 0"),
        (waiters(DONE) | {"version": 1}, "Unsupported waiter version"),
        (
            {"version": 2, "waiters": {'A"b': {}}},
            "the name does not match",
        ),
    ],
)
def test_unsupported_waiters_are_left_out(models: Raw, why: str) -> None:
    (note,) = notes(RAW, waiters=models)
    assert why in note
    assert "left out" in note
    assert "storage/waiters.py" not in unformatted(RAW, waiters=models)


@pytest.mark.parametrize("field", ["Timeout", "Poll", "OnProgress", "Cancel"])
def test_waiter_with_a_request_field_named_like_an_option_is_left_out(field: str) -> None:
    raw = model(
        SHAPES | {"DescribeIn": structure({field: "Name"})},
        {"DescribeBox": operation("DescribeIn", "DescribeOut")},
    )
    (note,) = notes(raw, waiters=waiters(DONE))
    assert "is also an option of every waiter method; the waiter was left out" in note


def test_waiter_with_the_method_name_of_an_operation_is_left_out() -> None:
    raw = RAW | {"operations": RAW["operations"] | {"WaitUntilBoxReady": operation("DescribeIn")}}
    rows = rules({"box": "boxes", "until_box_ready": "boxes"})
    (note,) = notes(raw, rows, waiters=waiters(DONE))
    assert "waiter BoxReady: its method would have the name wait_until_box_ready, which op" in note
