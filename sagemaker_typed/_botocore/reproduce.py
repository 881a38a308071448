"""Finds out whether botocore's serializer or parser raised an error, by running it again.

The type of the error is not enough to know, because a user's hook may raise the same type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from sagemaker_typed.operation import Request

from .session import BotoClient


def serializer_overflows(
    client: BotoClient, request: Request[Any], parameters: Mapping[str, Any]
) -> bool:
    """Return whether a request is nested too deeply for botocore's serializer."""
    model = _operation_model(client, request)
    if model is None:
        return False
    create: Any = create_serializer
    serializer = create(model.service_model.resolved_protocol, include_validation=False)
    try:
        serializer.serialize_to_request(parameters, model)
    except RecursionError:
        return True
    return False


def parser_fails(client: BotoClient, request: Request[Any], answer: Mapping[str, Any]) -> bool:
    """Return whether botocore's parser fails on an HTTP response."""
    model = _operation_model(client, request)
    if model is None:
        return False
    create: Any = create_parser
    parser = create(model.service_model.resolved_protocol)
    try:
        parsed = parser.parse(answer, model.output_shape)
        code = parsed.get("Error", {}).get("Code") if answer["status_code"] >= 300 else None
        shape = None if code is None else model.service_model.shape_for_error_code(code)
        if shape is not None:
            parser.parse(answer, shape)
    except Exception:  # noqa: BLE001 - the parser may raise anything
        return True
    return False


def _operation_model(client: BotoClient, request: Request[Any]) -> Any:
    model: Any = client.meta.service_model
    # A mock has no service model.
    if not isinstance(model, ServiceModel) or request.__operation__ not in model.operation_names:
        return None
    return model.operation_model(request.__operation__)
