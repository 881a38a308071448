"""Hypothesis's strategies make valid objects of every class, and reduce them to readable ones."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from botocore.handlers import generate_idempotent_uuid
from botocore.validate import ParamValidator
from helpers.against_botocore import serialized
from helpers.cases import each
from helpers.classes import CLASSES, class_name
from helpers.examples import FULL, examples
from helpers.folders import DOCS
from helpers.samples import Operation, operations
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import sagemaker_typed
from sagemaker_typed import (
    Request,
    Response,
    Shape,
    ViolationError,
    from_boto,
    to_boto,
    violations,
)
from sagemaker_typed import (
    sagemaker as sm,
)
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.patterns import is_match
from sagemaker_typed.runtime import InvokeEndpointResponse
from sagemaker_typed.testing import build
from sagemaker_typed.testing.strategies import shapes
from sagemaker_typed.testing.strategies.texts import texts

SETTINGS = settings(max_examples=20 if FULL else 2)
SOME_CLASSES = CLASSES if FULL else CLASSES[::7]
every_class = each("cls", SOME_CLASSES, ids=class_name, size=200)


@dataclass
class Deployment:
    endpoint: sm.EndpointSummary
    tags: list[sm.Tag]


def minimal(strategy: st.SearchStrategy[Any], condition: Callable[[Any], Any] = bool) -> Any:
    quiet = settings(
        database=None, derandomize=True, suppress_health_check=list(cast("Any", HealthCheck))
    )
    return find(strategy, condition, settings=quiet)


# --- every class ----------------------------------------------------------------------------------


@every_class
def test_objects_of_every_class_are_valid(cls: type[Shape]) -> None:
    @examples(class_name(cls), of=SETTINGS)
    @given(st.from_type(cls))
    def check(made: Shape) -> None:
        assert type(made) is cls
        assert violations(made) == ()

    check()


@each("operation", operations() if FULL else operations()[::9])
def test_botocore_accepts_requests_and_reads_them_back(operation: Operation) -> None:
    @examples(str(operation), of=SETTINGS)
    @given(st.from_type(operation.request))
    def check(request: Request[Response]) -> None:
        parameters = to_boto(request)
        assert from_boto(operation.request, parameters) == request
        generate_idempotent_uuid(parameters, operation.model)
        if operation.input is not None:
            report = ParamValidator().validate(parameters, operation.input)
            assert not report.has_errors(), report.generate_report()
        assert serialized(operation, parameters)["method"]

    check()


@each("cls", CLASSES[:: 20 if FULL else 97], ids=class_name, size=50)
def test_full_objects_have_every_field(cls: type[Shape]) -> None:
    @examples(class_name(cls), of=SETTINGS)
    @given(shapes(cls, full=True))
    def check(made: Shape) -> None:
        assert violations(made) == ()
        full = build(cls, full=True)
        for name in cls.__wire_names__:
            assert getattr(full, name) is None or getattr(made, name) is not None

    check()


# --- reduced examples -----------------------------------------------------------------------------


@each("cls", CLASSES[::61], ids=class_name, size=50)
def test_simplest_example_has_the_values_of_build(cls: type[Shape]) -> None:
    if any(isinstance(c, kinds.Stream | kinds.Events) for c in field_contents(cls).values()):
        return
    simplest = minimal(shapes(cls), lambda _: True)

    built = build(cls)
    for name in required_fields(cls) & cls.__wire_names__.keys():
        value, expected = getattr(simplest, name), getattr(built, name)
        if not isinstance(expected, list | dict | Shape):
            assert value == expected


def test_failing_examples_are_reduced_to_readable_ones() -> None:
    request = minimal(
        st.from_type(sm.CreateModelRequest),
        lambda r: r.vpc_config and len(r.vpc_config.subnets) > 1,
    )

    assert request == build(
        sm.CreateModelRequest,
        vpc_config={"subnets": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]},
    )


def test_recursion_ends() -> None:
    def depth(expression: sm.SearchExpression) -> int:
        return 1 + max(map(depth, expression.sub_expressions or []), default=0)

    assert depth(minimal(st.from_type(sm.SearchExpression), lambda e: depth(e) > 2)) == 3


# --- other types ----------------------------------------------------------------------------------


def test_values_of_enums_are_known_unless_open_ones_are_wanted() -> None:
    response = sm.DescribeEndpointResponse

    newer = minimal(
        shapes(response, open_enums=True), lambda made: not made.endpoint_status.is_known
    )
    assert violations(newer) == ()
    assert minimal(st.from_type(sm.EndpointStatus), lambda _: True) in sm.EndpointStatus

    @given(st.from_type(response))
    def check(made: sm.DescribeEndpointResponse) -> None:
        assert made.endpoint_status.is_known

    check()


def test_classes_are_found_inside_classes_of_users() -> None:
    made = minimal(st.builds(Deployment), lambda deployment: deployment.tags)

    assert made == Deployment(build(sm.EndpointSummary), [build(sm.Tag)])


def test_classes_of_users_are_registered_too() -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Labelled(sm.Tag):
        colour: int

    made = minimal(st.from_type(Labelled), lambda tag: tag.colour > 7)

    assert (made.key, made.colour) == ("key-1", 8)


def test_streams_are_new_in_each_example() -> None:
    @given(st.from_type(InvokeEndpointResponse))
    def check(response: InvokeEndpointResponse) -> None:
        assert isinstance(response.body.read(), bytes)

    check()


# --- given fields ---------------------------------------------------------------------------------


def test_fields_are_fixed_by_values_and_by_strategies() -> None:
    strategy = shapes(
        sm.CreateEndpointConfigRequest,
        endpoint_config_name="churn",
        production_variants__0__variant_name=st.sampled_from(["blue", "green"]),
        production_variants__1__model_name="m",
        tags=st.just([sm.Tag(key="team", value="x")]),
    )

    @given(strategy)
    def check(request: sm.CreateEndpointConfigRequest) -> None:
        assert request.endpoint_config_name == "churn"
        assert request.production_variants[0].variant_name in {"blue", "green"}
        assert request.production_variants[1].model_name == "m"
        assert request.tags == [sm.Tag(key="team", value="x")]

    check()
    green = minimal(strategy, lambda r: r.production_variants[0].variant_name == "green")
    assert green.production_variants[1].variant_name == "variant-2"


@pytest.mark.parametrize(
    "fields",
    [
        {"vpc_config__subnets__1": st.just("subnet-2")},
        {"vpc_config.subnets[1]": st.just("subnet-2")},
        {"vpc_config__subnets": ["subnet-1", st.just("subnet-2")]},
        {"vpc_config": {"subnets": ["subnet-1", st.just("subnet-2")]}},
        {"vpc_config": {"subnets": st.just(["subnet-1", "subnet-2"])}},
    ],
)
def test_strategies_are_drawn_inside_lists_and_dicts(fields: dict[str, Any]) -> None:
    @given(shapes(sm.CreateModelRequest, **fields))
    @settings(max_examples=5)
    def check(request: sm.CreateModelRequest) -> None:
        assert request.vpc_config is not None
        assert request.vpc_config.subnets[1:] == ["subnet-2"]

    check()


@pytest.mark.parametrize(
    "fields",
    [
        {"primary_container__environment__A": st.just("1")},
        {"primary_container__environment": {"A": st.just("1")}},
    ],
)
def test_strategies_are_drawn_inside_maps(fields: dict[str, Any]) -> None:
    @given(shapes(sm.CreateModelRequest, **fields))
    @settings(max_examples=5)
    def check(request: sm.CreateModelRequest) -> None:
        assert request.primary_container is not None
        assert request.primary_container.environment == {"A": "1"}

    check()


def test_branch_of_a_union_is_fixed() -> None:
    @given(shapes(sm.MetricSpecification, customized__metric_name="load"))
    def check(made: sm.MetricSpecification) -> None:
        assert made.branch == "customized"
        assert made.customized is not None
        assert made.customized.metric_name == "load"

    check()


@pytest.mark.parametrize(
    ("fields", "error", "text"),
    [
        ({"kee": "a"}, TypeError, "did you mean 'key'"),
        ({"kee": st.just("a")}, TypeError, "did you mean 'key'"),
        ({"key": 5}, ViolationError, "key: expected str, got 5"),
        ({"key": None, "value": st.just("a")}, ViolationError, "key: required by Tag"),
    ],
)
def test_wrong_field_is_an_error(fields: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        shapes(sm.Tag, **fields)


def test_only_classes_have_strategies() -> None:
    with pytest.raises(TypeError, match="takes the class of a request"):
        shapes(str)  # type: ignore[type-var]  # refused


# --- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bounds",
    [
        Bounds(min_length=2, max_length=5),
        Bounds(min_length=50, max_length=60, pattern=r"[a-z]*"),
        Bounds(pattern=r"(?=.{1,30}$)\p{L}{2}(-[a-z])*"),
        Bounds(max_length=8, pattern=r"^[a-z]+$|^\d+$"),
        Bounds(max_length=12, pattern=r"(?!x)[\S\s]+"),
    ],
)
def test_texts_obey_length_and_pattern(bounds: Bounds) -> None:
    @settings(suppress_health_check=[HealthCheck.filter_too_much])
    @given(texts(bounds))
    def check(text: str) -> None:
        assert bounds.min_length <= len(text) <= (bounds.max_length or 2000)
        assert bounds.pattern is None or is_match(bounds.pattern, text)

    check()


def test_texts_include_other_scripts() -> None:
    assert minimal(texts(Bounds(pattern=r"[\p{L}\p{Z}]*")), lambda text: not text.isascii())


# --- the entry point ------------------------------------------------------------------------------


def test_entry_point_is_a_function_without_arguments() -> None:
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    (target,) = project["entry-points"]["hypothesis"].values()
    module, name = target.split(":")

    getattr(import_module(module), name)()


# --- speed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["CreateEndpointConfigRequest", "CreateTrainingJobRequest", "DescribeDomainResponse"]
)
def test_first_run_in_a_new_directory_is_fast_enough_for_hypothesis(
    name: str, tmp_path: Path
) -> None:
    # Nothing is cached: neither Hypothesis' tables of characters, nor the strategies.
    code = f"""
    from hypothesis import given, strategies as st
    from sagemaker_typed import sagemaker as sm

    @given(st.from_type(sm.{name}))
    def check(made):
        assert isinstance(made, sm.{name})

    check()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(sagemaker_typed.__file__).parents[1])},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
