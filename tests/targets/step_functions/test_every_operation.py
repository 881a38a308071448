"""Every operation that Step Functions can call: the task of a request is read as that request."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.cases import each
from helpers.examples import EXAMPLES, examples
from helpers.samples import Operation
from helpers.state_machines import CALLABLE, full_request, with_placeholders
from helpers.strategies import requests
from hypothesis import given

from sagemaker_typed import ConversionError, Request, Response
from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.placeholders import placeholders_in, to_wire
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.targets import from_task, to_task
from sagemaker_typed.targets.step_functions import Integration, QueryLanguage
from sagemaker_typed.targets.step_functions.integrations import OPTIMIZED

LANGUAGES: tuple[QueryLanguage, ...] = ("JSONPath", "JSONata")
INTEGRATIONS: tuple[Integration | None, ...] = (None, "aws-sdk")


@each("operation", CALLABLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_task_is_read_as_its_request(operation: Operation, language: QueryLanguage) -> None:
    for kind in ("full", "required"):
        plain = full_request(operation, kind)
        mixed = with_placeholders(plain, language, f"{operation} {kind}")
        for request in (plain, mixed):
            # Without a choice, most operations have the AWS SDK integration.
            for integration in INTEGRATIONS if operation.name in OPTIMIZED else (None,):
                state = to_task(request, query_language=language, integration=integration)
                assert from_task(json.dumps(state)) == request
                assert from_task(state) == request


def test_requests_with_placeholders_have_many() -> None:
    """The test above proves little if few places have a placeholder."""
    counts: dict[QueryLanguage, int] = {}
    for language in LANGUAGES:
        mixed = [with_placeholders(full_request(one), language, str(one)) for one in CALLABLE]
        counts[language] = sum(len([*placeholders_in(to_wire(one))]) for one in mixed)
    assert counts["JSONata"] > counts["JSONPath"] > len(CALLABLE)


@each("operation", CALLABLE)
def test_random_request_is_read_or_refused_with_a_path(operation: Operation) -> None:
    if any(isinstance(one, kinds.Blob) for one in contents_of(operation.request).values()):
        return  # random bytes are not JSON

    @examples(str(operation), of=EXAMPLES)
    @given(request=requests(operation.request))
    def check(request: Request[Response]) -> None:
        for language in LANGUAGES:
            problems: tuple[Problem, ...] = ()
            try:
                state = to_task(request, query_language=language)
            except ConversionError as refused:
                problems = refused.problems
            else:
                assert from_task(json.dumps(state, allow_nan=False)) == request
            for problem in problems:
                assert problem.steps
                assert "JSON has neither" in problem.message or "evaluate" in problem.message

    check()


def names(value: Any) -> set[str]:
    if is_map(value):
        return {*value} | {name for item in value.values() for name in names(item)}
    return {name for item in value for name in names(item)} if is_list(value) else set()


@each("operation", CALLABLE)
def test_names_differ_only_in_sdk_integrations(operation: Operation) -> None:
    request = full_request(operation)
    state = to_task(request, query_language="JSONata")
    wire, given = names(to_wire(request)), names(state["Arguments"])
    body = {"instances"} & given
    if state["Resource"].startswith("arn:aws:states:::sagemaker:"):
        assert given == wire
    else:
        assert {name.lower() for name in given - body} == {name.lower() for name in wire}
