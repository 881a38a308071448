"""State machines made of tasks, requests with placeholders, and moto's interpreter for them."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from helpers.samples import Operation, operations, sample

from sagemaker_typed import Request, Response, from_boto
from sagemaker_typed._conversion.placeholders import from_wire, to_wire
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed.targets import ref
from sagemaker_typed.targets.step_functions import QueryLanguage
from sagemaker_typed.targets.step_functions.integrations import SERVICES

EXPRESSIONS: Final[Mapping[QueryLanguage, tuple[str, ...]]] = {
    "JSONPath": (
        *("$", "$.name", "$['a b'][0].c", "$..book[?(@.price < 10)]", "$variable", "$item.name[1]"),
        *("$$.Execution.Name", "$$", "States.UUID()", "States.Array($.a, 'it\\'s', 1, true, null)"),
        "States.Format('s3://{}/{}', $.bucket, States.ArrayGetItem($.keys, 0))",
    ),
    "JSONata": (
        *(
            "{% $states.input.name %}",
            "{%$name%}",
            "{% $join(['a', $states.context.Task.Token]) %}",
        ),
        "{% { 'a': [1, $states.result] } %}",
    ),
}
"""Expressions that Step Functions accepts."""
BODY: Final = '{"instances":[0.5,null,true,"é"]}'.encode()
"""A blob that a task can send: compact JSON."""

CALLABLE: Final = [
    operation
    for operation in operations(*(service.service for service in SERVICES))
    if operation.name not in {name for service in SERVICES for name in service.unsupported}
]
"""The operations that Step Functions can call."""


def full_request(operation: Operation, kind: Any = "full") -> Request[Response]:
    """Return a request with all members, whose blobs are JSON."""
    members = sample(operation.input, kind)
    if "Body" in members:
        members["Body"] = BODY
    return from_boto(operation.request, members)


def with_placeholders(
    request: Request[Response], language: QueryLanguage, seed: str, share: float = 0.2
) -> Request[Response]:
    """Return a copy of a request with placeholders at random places that a task can express."""
    choice = random.Random(seed)
    wire = to_wire(request)
    for parent, key in [*_places(wire)]:
        in_list = isinstance(parent, list)
        if choice.random() < share and not (in_list and language == "JSONPath"):
            parent[key] = ref(choice.choice(EXPRESSIONS[language]))
    return from_wire(type(request), wire)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the parent and the key of each value, those inside others first."""
    pairs: Any = entries(value) if is_map(value) else numbered(value) if is_list(value) else ()
    for key, part in [*pairs]:
        yield from _places(part)
        yield value, key


def machine(**states: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state machine that starts with the first state."""
    return {"StartAt": next(iter(states)), "States": states}


class Execution(NamedTuple):
    """An execution of a state machine that has ended."""

    status: str
    output: Any
    """The output, in which moto leaves the datetimes of boto3."""
    problem: str


def execute(
    client: Any,
    definition: Mapping[str, Any],
    given: Mapping[str, Any],
    answers: dict[str, Any] | None = None,
) -> Execution:
    """Run a state machine in moto.

    Args:
        client: boto3's client of Step Functions.
        definition: The state machine.
        given: The input of the execution.
        answers: The outputs to send for task tokens, which can be added during the execution.
    """
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends

    role = "arn:aws:iam::123456789012:role/states"
    made = client.create_state_machine(name="m", definition=json.dumps(definition), roleArn=role)
    arn = client.start_execution(stateMachineArn=made["stateMachineArn"], input=json.dumps(given))[
        "executionArn"
    ]
    backend: Any = stepfunctions_parser_backends["123456789012"]["us-east-1"]
    deadline = time.monotonic() + 30
    while True:
        found = backend.describe_execution(arn)
        if found.status != "RUNNING" or time.monotonic() > deadline:
            break
        while answers:
            token, output = answers.popitem()
            client.send_task_success(taskToken=token, output=json.dumps(output))
        time.sleep(0.01)
    return Execution(found.status, found.output, f"{found.error} {found.cause}")
