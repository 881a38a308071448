"""Requests of any operation that the installed botocore has, made of boto3's dicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, cast
from weakref import WeakKeyDictionary

import botocore
from botocore import xform_name
from botocore.model import ServiceModel

from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed._hints.names import either, nearest, spelt
from sagemaker_typed.errors import BotocoreTooOldError
from sagemaker_typed.operation import Response, Shape
from sagemaker_typed.sensitive import has_marked_names
from sagemaker_typed.untyped import UntypedRequest, sensitive_values
from sagemaker_typed.validation import too_deep

from .session import BotoClient
from .untyped_paging import Listing, listing_of

_DEEPEST: Final = 8
_Class: TypeAlias = tuple[type[UntypedRequest], frozenset[str]]
"""The class of an operation's requests, and the sensitive members of its parameters."""
_classes: Final[WeakKeyDictionary[Any, dict[str, _Class]]] = WeakKeyDictionary()
"""The classes of each service model, by operation."""


def untyped_request(
    client: BotoClient,
    operation: str,
    parameters: Mapping[str, Any] | None,
    *,
    is_typed: Callable[[str], bool],
    generated_from: str,
) -> UntypedRequest:
    """Return the request of an operation with boto3's parameters, which are not validated here.

    Args:
        client: The boto3 client.
        operation: The name of the operation, such as ``ListModels``.
        parameters: The parameters.
        is_typed: Whether this release has a method of that name.
        generated_from: The botocore version that this package was generated from.

    Raises:
        TypeError: ``operation`` is not a str, or ``parameters`` is not a dict.
        ValueError: the service has no such operation.
        BotocoreTooOldError: this release has the operation, but the installed botocore does not.
        ViolationError: the parameters are nested too deeply, or contain themselves.
    """
    _check_types(operation, parameters)
    model: Any = client.meta.service_model
    if not isinstance(model, ServiceModel):  # a mock has no service model
        found = _class(client, operation, None)
    elif operation in (known := _classes.setdefault(model, {})):
        found = known[operation]
    elif operation in model.operation_names:
        found = known[operation] = _class(client, operation, model.operation_model(operation))
    elif is_typed(xform_name(operation)) and operation[:1].isupper():
        raise BotocoreTooOldError(
            lacking=f"the operation {operation}",
            installed=botocore.__version__,
            needed=generated_from,
        )
    else:
        raise _unknown(operation, model)
    cls, sensitive = found
    copied = dict(parameters or {})
    request = cls(parameters=copied, secrets=[])
    if sensitive or has_marked_names():  # otherwise, large parameters need not be searched
        try:
            request.secrets = [*sensitive_values(copied, sensitive)]
        except RecursionError:
            raise too_deep(request) from None
    return request


def _check_types(operation: object, parameters: object) -> None:
    if not isinstance(operation, str):
        expected, given = "the name of an operation, such as 'ListModels'", operation
    elif not isinstance(parameters, Mapping | None):
        expected, given = "the parameters as a dict, such as {'MaxResults': 10}", parameters
    else:
        return
    hint = "; use send for requests" if isinstance(given, Shape) else ""
    raise TypeError(f"expected {expected}, got {kind(given)}{hint}")


def _unknown(operation: str, model: Any) -> ValueError:
    """Return the error for an operation that botocore does not have."""
    start = f"{operation!r} is not an operation of {model.service_name}"
    wire = spelt(operation, model.operation_names)
    if wire is not None:
        return ValueError(f"{start}; write the name as in the service model: {wire!r}")
    start += f" in the installed botocore {botocore.__version__}"
    near = nearest(operation, model.operation_names)
    if near:
        return ValueError(f"{start}; did you mean {either(map(repr, near))}?")
    return ValueError(f"{start}; a newer one may have it: pip install --upgrade boto3")


def _class(client: BotoClient, operation: str, model: Any) -> _Class:
    """Return the class for an operation, which is the same one if its facts are the same."""
    output = model and model.output_shape
    made = _made(
        operation,
        client.meta.service_model.service_name if model else "",
        output.name if output else "",
        _sensitive_names(output),
        listing_of(client, model) if model else None,
    )
    return made, _sensitive_names(model and model.input_shape)


@cache
def _made(
    operation: str, service: str, output: str, sensitive: frozenset[str], listing: Listing | None
) -> type[UntypedRequest]:
    base, paging = listing or (None, None)
    bases: tuple[Any, ...] = (UntypedRequest,) if base is None else (UntypedRequest, base)
    response = type(f"{operation}Response", (Response,), {"__shape_name__": output})
    facts = {
        "__service__": service,
        "__operation__": operation,
        "__method__": xform_name(operation),
        "__response__": response,
        "__sensitive__": sensitive,
        "__paging__": paging,
    }
    return cast("type[UntypedRequest]", type(f"{operation}Request", bases, facts))


def _sensitive_names(shape: Any) -> frozenset[str]:
    """Return the wire names of all members whose values are sensitive, at any depth."""
    names: set[str] = set()
    _collect(shape, names, set())
    return frozenset(names)


def _collect(shape: Any, names: set[str], seen: set[str]) -> None:
    if shape is None or shape.name in seen:
        return
    seen.add(shape.name)
    for name, member in _members(shape):
        if name and _holds_secrets(member):
            names.add(name)
        _collect(member, names, seen)


def _members(shape: Any) -> list[tuple[str, Any]]:
    """Return the shapes inside a shape; those of a structure have names."""
    if shape.type_name == "structure":
        return [*shape.members.items()]
    if shape.type_name == "map":
        return [("", shape.key), ("", shape.value)]
    return [("", shape.member)] if shape.type_name == "list" else []


def _holds_secrets(shape: Any, depth: int = 0) -> bool:
    """Return whether a value is sensitive, or a list or map of sensitive values."""
    if shape.metadata.get("sensitive"):
        return True
    inner = [each for name, each in _members(shape) if not name] if depth < _DEEPEST else []
    return any(_holds_secrets(each, depth + 1) for each in inner)
