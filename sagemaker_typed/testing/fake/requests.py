"""The typed requests of the calls that a fake receives."""

from __future__ import annotations

import copy
from functools import cache
from importlib import import_module
from typing import Any, cast

from sagemaker_typed._botocore.faking.seam import BotoCall
from sagemaker_typed._clients import CLIENTS
from sagemaker_typed.converter import from_boto
from sagemaker_typed.operation import Request

__all__ = ["request_class", "request_of", "snapshot"]


def request_of(call: BotoCall) -> Request[Any] | None:
    """Return a copy of the request of a call; ``None`` if there is no class for the operation.

    Raises:
        ConversionError: the parameters of a call of boto3 do not fit the class.
    """
    if call.request is not None:
        return snapshot(call.request, call.parameters)
    cls = request_class(call.service, call.model.name)
    if cls is None:
        return None
    return from_boto(cls, copy.deepcopy(dict(call.parameters)), open_enums=True)


def snapshot(request: Request[Any], parameters: Any = None) -> Request[Any]:
    """Return a copy of a request; a body that is a file becomes bytes.

    Args:
        request: The request.
        parameters: The request as boto3's dict, with the content of files.
    """
    copied = copy.copy(request)
    for name, wire in request.__wire_names__.items():
        value = getattr(request, name)
        if hasattr(value, "read") and hasattr(value, "seek"):
            if parameters is None:
                position = value.tell()
                content = value.read()
                value.seek(position)
            else:
                content = parameters[wire]
            setattr(copied, name, content)
    return copy.deepcopy(copied)


@cache
def request_class(service: str, operation: str) -> type[Request[Any]] | None:
    """Return the class of an operation's requests, if this release has one."""
    package = _packages().get(service)
    if package is None:
        return None
    found: Any = getattr(import_module(f"sagemaker_typed.{package}"), f"{operation}Request", None)
    return cast("type[Request[Any]] | None", found)


@cache
def _packages() -> dict[str, str]:
    """Return the package of each service, by botocore's name of the service."""
    found: dict[str, str] = {}
    for module, client in CLIENTS.items():
        if module.endswith(".client"):
            cls: Any = getattr(import_module(module, "sagemaker_typed"), client)
            found[cls.__service__] = module.split(".")[1]
    return found
