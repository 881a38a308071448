"""A full request and a full response of every operation of the model.

The values are from ``tests/helpers/samples.py``: every member of every structure, one branch of a
union.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import from_boto


@dataclass(frozen=True)
class Operation:
    """An operation with the request of each side and the response."""

    name: str
    method: str
    parameters: dict[str, Any]
    """The keywords for boto3."""
    request: Any
    """The argument of ``client.send``."""
    fields: dict[str, Any]
    """The keywords for the typed client's method."""
    body: bytes
    """The response body."""


@cache
def operation(name: str) -> Operation:
    """Return an operation by its name."""
    model = service_model().operation_model(name)
    parameters = sample(model.input_shape)
    request: Any = from_boto(getattr(sagemaker_typed.sagemaker, f"{name}Request"), parameters)
    return Operation(
        name=name,
        method=request.__method__,
        parameters=parameters,
        request=request,
        fields={field: getattr(request, field) for field in request.__wire_names__},
        body=wire(sample(model.output_shape)),
    )


def operations(number: int | None = None) -> list[Operation]:
    """Return all operations, or ``number`` of them, spread over the alphabet."""
    names = sorted(service_model().operation_names)
    step = max(1, len(names) // number) if number else 1
    return [operation(name) for name in names[::step][:number]]


def wire(answer: Any) -> bytes:
    """Return a response as the service writes it: timestamps are seconds since the epoch."""
    text = json.dumps(answer, default=lambda value: value.timestamp(), ensure_ascii=False)
    return text.encode()
