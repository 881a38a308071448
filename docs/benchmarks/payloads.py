"""A full request and a full answer of every operation of the model.

They come from ``tests/helpers/samples.py``: every member of every structure, of a union one branch.
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
    """An operation with what both sides send, and what comes back."""

    name: str
    method: str
    parameters: dict[str, Any]
    """For boto3."""
    request: Any
    """For ``client.send``."""
    fields: dict[str, Any]
    """For the typed client's method."""
    body: bytes
    """The answer."""


@cache
def operation(name: str) -> Operation:
    """One operation."""
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
    """All operations, or some from all over the alphabet."""
    names = sorted(service_model().operation_names)
    step = max(1, len(names) // number) if number else 1
    return [operation(name) for name in names[::step][:number]]


def wire(answer: Any) -> bytes:
    """An answer as the service writes it: timestamps are seconds since the epoch."""
    text = json.dumps(answer, default=lambda moment: moment.timestamp(), ensure_ascii=False)
    return text.encode()
