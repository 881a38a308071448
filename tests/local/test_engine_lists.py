"""The built-in engine: filters, order, pages, tags and searches."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from helpers.cases import each
from helpers.engine import all_kinds, create, identity, noun, request_members

from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind
from sagemaker_typed.local.engine.listing import unfiltered
from sagemaker_typed.local.engine.services import operation

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NAMES = ["apple", "banana", "cherry", "date"]


@pytest.fixture
def engine() -> Engine:
    """Return an engine with four models, created one minute after the other."""
    made = Engine(speed=0, start=START)
    for name in NAMES:
        made.call(
            "sagemaker",
            "CreateModel",
            {
                "ModelName": name,
                "ExecutionRoleArn": ROLE,
                "Tags": [{"Key": "fruit", "Value": name}],
            },
        )
        made.advance(60)
    return made


def models(engine: Engine, **members: Any) -> list[str]:
    answer = engine.call("sagemaker", "ListModels", members)
    return [one["ModelName"] for one in answer["Models"]]


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["date", "cherry", "banana", "apple"]),
    ({"SortOrder": "Ascending"}, NAMES),
    ({"SortBy": "Name"}, ["date", "cherry", "banana", "apple"]),
    ({"SortBy": "Name", "SortOrder": "Ascending"}, NAMES),
    ({"NameContains": "AN"}, ["banana"]),
    ({"CreationTimeAfter": START + timedelta(seconds=90)}, ["date", "cherry"]),
    ({"CreationTimeBefore": START + timedelta(seconds=90)}, ["banana", "apple"]),
    ({"CreationTimeBefore": START.replace(tzinfo=None)}, ["apple"]),
    ({"NameContains": "e", "CreationTimeAfter": START + timedelta(minutes=2)}, ["date", "cherry"]),
]


@each(("members", "expected"), FILTERS, ids=lambda case: str(sorted(case[0])))
def test_filters_and_order_select_models(members: dict[str, Any], expected: list[str]) -> None:
    made = Engine(speed=0, start=START)
    for name in NAMES:
        made.call("sagemaker", "CreateModel", {"ModelName": name, "ExecutionRoleArn": ROLE})
        made.advance(60)
    assert models(made, **members) == expected


def test_pages_have_all_items_once(engine: Engine) -> None:
    found: list[str] = []
    token: dict[str, str] = {}
    for _ in range(4):
        answer = engine.call("sagemaker", "ListModels", {"MaxResults": 1, **token})
        found += [one["ModelName"] for one in answer["Models"]]
        token = {"NextToken": answer.get("NextToken", "")}
    assert found == NAMES[::-1]
    assert token == {"NextToken": ""}


@each("token", ["x", "%%%", base64.b64encode(b"[1]").decode(), "0", "é", "[" * 5000])
def test_token_of_another_request_is_refused(token: str) -> None:
    with pytest.raises(EngineError, match="Invalid pagination token"):
        Engine().call("sagemaker", "ListModels", {"NextToken": token})


def test_token_belongs_to_the_filters_of_its_request(engine: Engine) -> None:
    token = engine.call("sagemaker", "ListModels", {"MaxResults": 1})["NextToken"]
    with pytest.raises(EngineError, match="Invalid pagination token"):
        engine.call("sagemaker", "ListModels", {"NextToken": token, "NameContains": "a"})
    forged = base64.urlsafe_b64encode(json.dumps(["ListModels", "x", -1]).encode()).decode()
    with pytest.raises(EngineError, match="Invalid pagination token"):
        engine.call("sagemaker", "ListModels", {"NextToken": forged})


@each("kind", [kind for kind in all_kinds() if kind.listing], ids=noun)
def test_filters_of_every_listing_find_what_exists_and_nothing_else(kind: Kind) -> None:
    """Times before and after, and strings that are and are not in the name."""
    assert kind.listing is not None
    engine = Engine(speed=0, start=START)
    _, record = create(engine, kind, full=True)
    base = {
        name: value
        for name, value in identity(kind, record, kind.listing).items()
        if name in operation(kind.service, kind.listing).input_shape.required_members
    }
    late, early = START + timedelta(days=900), START - timedelta(days=900)
    members = operation(kind.service, kind.listing).input_shape.members

    def count(**given: Any) -> int:
        answer = engine.call(kind.service, str(kind.listing), {**base, **given})
        return len(next(value for name, value in answer.items() if name != "NextToken"))

    assert count() == 1
    for name, member in members.items():
        if member.type_name == "timestamp" and name not in NOT_SET:
            assert count(**{name: early}) == int(name.endswith("After")), name
            assert count(**{name: late}) == int(name.endswith("Before")), name
        elif name == "NameContains":
            assert count(NameContains="zzz") == 0
            assert count(NameContains=record.key[-1][:1] if record.key[-1] else "") in {0, 1}
        elif name == "StatusEquals":
            status = record.status(engine.clock.now()) or next(iter(member.enum or [""]))
            others = [value for value in member.enum if value != status]
            if kind.status:
                assert count(StatusEquals=status) == 1
            if others:
                assert count(StatusEquals=others[0]) == 0
        elif name == "SortBy":
            for value in member.enum:
                assert count(SortBy=value) == 1, value


NOT_SET = {
    # The agent of a device sets it.
    "LatestHeartbeatAfter",
    # The service starts jobs of these kinds later.
    *("StartTimeAfter", "StartTimeBefore"),
}


def test_filters_that_no_rule_knows_are_named_in_the_table() -> None:
    table = {one.name: one for one in Engine().operations()}
    for kind in all_kinds():
        if kind.listing and unfiltered(kind, kind.listing):
            assert table[kind.listing].support == "partial"


def test_tags_are_added_listed_and_removed(engine: Engine) -> None:
    arn = "arn:aws:sagemaker:us-east-1:123456789012:model/apple"
    tag = {"Key": "team", "Value": "growth"}
    engine.call("sagemaker", "AddTags", {"ResourceArn": arn, "Tags": [tag]})
    found = engine.call("sagemaker", "ListTags", {"ResourceArn": arn})["Tags"]
    assert found == [{"Key": "fruit", "Value": "apple"}, tag]
    engine.call("sagemaker", "DeleteTags", {"ResourceArn": arn, "TagKeys": ["fruit"]})
    assert engine.call("sagemaker", "ListTags", {"ResourceArn": arn})["Tags"] == [tag]
    with pytest.raises(EngineError, match="Could not find"):
        engine.call("sagemaker", "ListTags", {"ResourceArn": f"{arn}-other"})


def search(engine: Engine, expression: dict[str, Any], **members: Any) -> list[str]:
    request = {"Resource": "Model", "SearchExpression": expression, **members}
    results = engine.call("sagemaker", "Search", request)["Results"]
    return sorted(one["Model"]["Model"]["ModelName"] for one in results)


def one(name: str, operator: str, value: str | None = None) -> dict[str, Any]:
    found = {"Name": name, "Operator": operator}
    return found if value is None else {**found, "Value": value}


SEARCHES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, NAMES),
    ({"Filters": [one("ModelName", "Equals", "apple")]}, ["apple"]),
    ({"Filters": [one("ModelName", "NotEquals", "apple")]}, NAMES[1:]),
    ({"Filters": [one("ModelName", "Contains", "A")]}, ["apple", "banana", "date"]),
    ({"Filters": [one("ModelName", "In", "apple,date")]}, ["apple", "date"]),
    ({"Filters": [one("Tags.fruit", "Equals", "cherry")]}, ["cherry"]),
    ({"Filters": [one("Tags.other", "Exists")]}, []),
    ({"Filters": [one("Tags.other", "NotExists")]}, NAMES),
    (
        {"Filters": [one("CreationTime", "GreaterThan", "2026-01-02T03:05:30Z")]},
        ["cherry", "date"],
    ),
    (
        {"Filters": [one("CreationTime", "LessThanOrEqualTo", "2026-01-02T03:05:05Z")]},
        ["apple", "banana"],
    ),
    (
        {
            "Operator": "Or",
            "Filters": [one("ModelName", "Equals", "apple"), one("ModelName", "Equals", "date")],
        },
        ["apple", "date"],
    ),
    (
        {
            "SubExpressions": [
                {"Filters": [one("ModelName", "Contains", "a")]},
                {"Filters": [one("ModelName", "NotEquals", "date")]},
            ]
        },
        ["apple", "banana"],
    ),
    (
        {
            "NestedFilters": [
                {
                    "NestedPropertyName": "Tags",
                    "Filters": [
                        one("Tags.Key", "Equals", "fruit"),
                        one("Tags.Value", "Equals", "date"),
                    ],
                }
            ]
        },
        ["date"],
    ),
]


@each(("expression", "expected"), SEARCHES, ids=lambda case: json.dumps(case[0])[:80])
def test_search_evaluates_its_expression(expression: dict[str, Any], expected: list[str]) -> None:
    made = Engine(speed=0, start=START)
    for name in NAMES:
        tags = [{"Key": "fruit", "Value": name}]
        members = {"ModelName": name, "ExecutionRoleArn": ROLE, "Tags": tags}
        made.call("sagemaker", "CreateModel", members)
        made.advance(60)
    assert search(made, expression) == expected


def test_search_refuses_an_unknown_property(engine: Engine) -> None:
    with pytest.raises(EngineError, match="Unknown property name: Colour"):
        search(engine, {"Filters": [one("Colour", "Exists")]})


def test_requests_are_checked_with_the_messages_of_the_service() -> None:
    engine = Engine()
    members = request_members("sagemaker", "CreateModel")
    with pytest.raises(EngineError) as error:
        engine.call("sagemaker", "CreateModel", {**members, "ModelName": "-"})
    assert error.value.message.startswith(
        "1 validation error detected: Value '-' at 'modelName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: "
    )
    with pytest.raises(EngineError, match="Member must not be null"):
        engine.call("sagemaker", "CreateModel", {})
    with pytest.raises(EngineError, match="length less than or equal to 63"):
        engine.call("sagemaker", "CreateModel", {**members, "ModelName": "a" * 64})
    with pytest.raises(EngineError) as error:
        engine.call("sagemaker", "CreateModel", {**members, "ModelName": 7})
    assert error.value.code == "SerializationException"
    lenient = Engine(strict=False)
    lenient.call("sagemaker", "CreateModel", {**members, "ModelName": "a" * 64})


# The tests of the SageMaker Python SDK search a real account in this way, and sort by
# "Parameters.hp1"; AWS's example of MNIST sorts by "metrics.test:accuracy.max".
COMPONENTS: list[tuple[list[dict[str, Any]], dict[str, Any], list[str]]] = [
    ([one("Parents.ExperimentName", "Equals", "churn")], {}, ["run-2", "run-1"]),
    ([one("Parents.TrialName", "Equals", "other")], {}, ["run-3"]),
    ([one("Parameters.depth", "GreaterThanOrEqualTo", "10")], {}, ["run-3", "run-2"]),
    ([one("Parameters.kind", "Equals", "kind-1")], {}, ["run-1"]),
    ([one("Metrics.test:error.Min", "LessThan", "0.15")], {}, ["run-1"]),
    ([], {"SortBy": "Parameters.depth", "SortOrder": "Ascending"}, ["run-1", "run-2", "run-3"]),
    ([], {"SortBy": "metrics.test:error.max"}, ["run-3", "run-2", "run-1"]),
]


@each(("filters", "members", "expected"), COMPONENTS, ids=lambda case: json.dumps(case[:2])[:80])
def test_search_finds_trial_components_by_trial_parameters_and_metrics(
    filters: list[dict[str, Any]], members: dict[str, Any], expected: list[str]
) -> None:
    made = Engine(speed=0, start=START)
    for name in ("churn", "other"):
        made.call("sagemaker", "CreateExperiment", {"ExperimentName": name})
        made.call("sagemaker", "CreateTrial", {"TrialName": name, "ExperimentName": name})
    for number, trial in enumerate(("churn", "churn", "other"), 1):
        run = {"TrialComponentName": f"run-{number}"}
        values = {"depth": {"NumberValue": 6.0 * number}, "kind": {"StringValue": f"kind-{number}"}}
        made.call("sagemaker", "CreateTrialComponent", {**run, "Parameters": values})
        made.call("sagemaker", "AssociateTrialComponent", {**run, "TrialName": trial})
        point = {"MetricName": "test:error", "Timestamp": START, "Value": number / 10}
        made.call("sagemaker-metrics", "BatchPutMetrics", {**run, "MetricData": [point]})
        made.advance(60)
    request = {"Resource": "ExperimentTrialComponent", **members}
    if filters:
        request["SearchExpression"] = {"Filters": filters}

    results = made.call("sagemaker", "Search", request)["Results"]

    assert [found["TrialComponent"]["TrialComponentName"] for found in results] == expected
    assert all(len(found["TrialComponent"]["Parents"]) == 1 for found in results)
