"""Whether it was botocore's serializer or parser that failed: each is asked again.

A hook of the user's may fail with the same errors, so that their kind says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ParamValidationError
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from sagemaker_typed.operation import Request

from .session import BotoClient


def serializer_overflows(
    client: BotoClient, request: Request[Any], parameters: Mapping[str, Any]
) -> bool:
    """Whether a request is nested too deeply for botocore's serializer, or its validator."""
    model = _operation_model(client, request)
    if model is None:
        return False
    # A client that the user brought validates, and the validator goes deeper.
    validates = getattr(client.meta.config, "parameter_validation", True)
    create: Any = create_serializer
    serializer = create(model.service_model.resolved_protocol, include_validation=validates)
    try:
        serializer.serialize_to_request(parameters, model)
    except RecursionError:
        return True
    except ParamValidationError:
        return False
    return False


def parser_fails(client: BotoClient, request: Request[Any], answer: Mapping[str, Any]) -> bool:
    """Whether botocore's parser fails over an HTTP answer."""
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
    except Exception:  # noqa: BLE001 - whatever a parser raises
        return True
    return False


def _operation_model(client: BotoClient, request: Request[Any]) -> Any:
    model: Any = client.meta.service_model
    # A mock has no model to look into.
    if not isinstance(model, ServiceModel) or request.__operation__ not in model.operation_names:
        return None
    return model.operation_model(request.__operation__)
