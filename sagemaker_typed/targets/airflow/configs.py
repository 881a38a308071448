"""Configurations of operators from requests, and requests from configurations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from typing_extensions import TypeVar

from sagemaker_typed._conversion.arguments import not_a_request
from sagemaker_typed._conversion.misfits import conversion_error
from sagemaker_typed._conversion.placeholders import from_wire, to_wire
from sagemaker_typed._hints.names import either
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, is_shape_type, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Request
from sagemaker_typed.targets.reference import Reference
from sagemaker_typed.validation import validate

from .operators import OPERATORS, S3_OPERATIONS, Operator, Part, operators_of
from .templates import Renderer, as_placeholders, is_template

__all__ = ["checked", "from_airflow", "to_airflow"]

# mypy shows the default in its error for an argument that is not a request.
RequestT = TypeVar("RequestT", bound=Request[Any], default=Request[Any])
_INTEGER: Final = re.compile(r"-?[0-9]{1,20}")


def to_airflow(
    request: Request[Any], /, *more: Request[Any], native_templates: bool = False
) -> dict[str, Any]:
    """Return the ``config`` of the operator of Airflow's Amazon provider that sends a request.

    The operators for training, processing, tuning and transform jobs, models, endpoint
    configurations and endpoints have a ``config``. The operator for transform jobs also creates the
    model of the job, and that for endpoints the model and the configuration of the endpoint: pass
    these requests too, in any order. The result has only dicts, lists, str, numbers and bools.

    A Jinja template can be in the value of any ``str``. In other fields, write :func:`ref` with the
    template. A role can be the name of the role instead of its ARN, where the operator looks it up.

    Args:
        request: The request.
        more: The other requests of the operator.
        native_templates: Whether the DAG has ``render_template_as_native_obj=True``. Otherwise,
            Airflow renders each template to a ``str``, and the operator converts only a few of them
            to ``int``; a template in another number or bool is an error.

    Raises:
        ConversionError: a template is in a place in which its value has the wrong type.
        ViolationError: a request violates a rule of the service.
        ValueError: no operator has a configuration for the requests.
        TypeError: an argument is not a request.
    """
    given = [request, *more]
    for one in given:
        untyped: Any = one
        if not isinstance(untyped, Request):
            raise not_a_request("to_airflow takes requests", untyped)
    operator, keys = _operator([one.__operation__ for one in given])
    written = {
        key: _written(one, operator.parts[key], native=native_templates)
        for key, one in zip(keys, given, strict=True)
    }
    if len(given) == 1:
        return written[operator.main]
    return {key: written[key] for key in operator.parts if key in written}


def from_airflow(config: Mapping[str, Any], cls: type[RequestT]) -> RequestT:
    """Return a request in the ``config`` of an operator, before Airflow renders its templates.

    A template in a ``str`` stays; in another field, the value is the placeholder ``ref(template)``.
    ``S3Operations``, which is not part of a request, is left out.

    Args:
        config: The configuration: the request itself, or several by their keys, such as
            ``{"Model": ..., "Transform": ...}``.
        cls: The class of the request.

    Raises:
        ConversionError: the configuration does not fit the class.
        ValueError: no operator has a configuration for the class, or the request is not in it.
        TypeError: ``config`` is not a dict, or ``cls`` not a class of requests.
    """
    untyped: object = config
    if not is_map(untyped):
        raise TypeError(f"from_airflow takes a dict, not {type(untyped).__name__}")
    untyped_class: Any = cls
    if not is_shape_type(untyped_class) or not issubclass(untyped_class, Request):
        raise TypeError(f"from_airflow takes the class of a request, not {untyped_class!r}")
    part, value = _part(untyped, cls.__operation__)
    content = kinds.Structure(cls)
    members = {key: item for key, item in entries(value) if key != S3_OPERATIONS}
    return from_wire(cls, _read(content, members, part.integers, ""))


def checked(request: Request[Any], role: str | None = None) -> dict[str, Any]:
    """Return a valid request as JSON values, in which templates are placeholders.

    Args:
        request: The request.
        role: The path of the member with a role, which may be a name.

    Raises:
        ViolationError: the request violates a rule of the service.
    """
    cls: Any = type(request)
    found: dict[str, Any] = as_placeholders(to_wire(request))
    validate(from_wire(cls, _with_role_names(found, role)), placeholders=True)
    return found


def _with_role_names(value: Mapping[str, Any], role: str | None) -> dict[str, Any]:
    """Return members with a placeholder for the name of a role, which is not a valid ARN."""
    first, _, others = (role or "").partition(".")
    member = value.get(first)
    if is_map(member):
        return {**value, first: _with_role_names(member, others)}
    if isinstance(member, str) and member and not member.startswith("arn:"):
        return {**value, first: Reference(member)}
    return {**value}


def _written(request: Request[Any], part: Part, *, native: bool) -> dict[str, Any]:
    cls: Any = type(request)
    renderer = Renderer(part.integers, native=native)
    found: dict[str, Any] = renderer.value(kinds.Structure(cls), checked(request, part.role))
    if renderer.problems:
        what = f"cannot write {cls.__name__} for Airflow"
        raise conversion_error(what, tuple(renderer.problems))
    return found


def _operator(operations: list[str]) -> tuple[Operator, list[str]]:
    """Return the operator for operations, and the key of each."""
    for operator in OPERATORS:
        by_operation = {
            operation: key for key, part in operator.parts.items() for operation in part.operations
        }
        keys = [by_operation.get(operation) for operation in operations]
        found = [key for key in keys if key is not None]
        if len({*found}) == len(operations) and operator.main in found:
            return operator, found
    raise ValueError(_no_operator(operations))


def _no_operator(operations: list[str]) -> str:
    if len(operations) > 1:
        several = [
            f"{operator.name} takes {', '.join(operator.parts)}"
            for operator in OPERATORS
            if len(operator.parts) > 1
        ]
        return (
            f"no operator of Airflow's Amazon provider sends {', '.join(operations)} together: "
            f"{'; '.join(several)}"
        )
    (operation,) = operations
    known = [name for one in OPERATORS for name in one.parts[one.main].operations]
    return (
        f"no operator of Airflow's Amazon provider has {operation} as its config; those that have "
        f"one send {either([', '.join(known[:-1]), known[-1]])}. For an operator with other "
        "arguments, use to_airflow_arguments; for another operation, use a task with a client"
    )


def _part(config: Mapping[str, Any], operation: str) -> tuple[Part, Mapping[str, Any]]:
    """Return the part of a configuration with an operation."""
    found = operators_of(operation)
    if not found:
        raise ValueError(_no_operator([operation]))
    for operator, key in found:
        inner = config.get(key)
        if len(operator.parts) > 1 and is_map(inner):
            return operator.parts[key], inner
    for operator, key in found:
        keys = operator.parts.keys() & config.keys() if len(operator.parts) > 1 else ()
        if keys:
            raise ValueError(f"the config has {', '.join(sorted(keys))}, and no {key}")
    operator, key = found[0]
    return operator.parts[key], config


def _read(content: Content, value: Any, integers: tuple[str, ...], wires: str) -> Any:
    if is_template(value) and not isinstance(content, kinds.Text):
        return Reference(value)
    match content:
        case kinds.Structure(type=cls) if is_map(value):
            contents = contents_of(cls)
            by_wire = {wire: contents[name] for name, wire in cls.__wire_names__.items()}
            return {
                wire: _read(by_wire[wire], item, integers, f"{wires}.{wire}".lstrip("."))
                if wire in by_wire
                else item
                for wire, item in entries(value)
            }
        case kinds.List(member=member) if is_list(value):
            return [_read(member, item, integers, wires) for _, item in numbered(value)]
        case kinds.Map(value=member) if is_map(value):
            return {key: _read(member, item, integers, wires) for key, item in entries(value)}
        case kinds.Number() if isinstance(value, str) and wires in integers:
            return int(value) if _INTEGER.fullmatch(value) else value
        case _:
            return value
