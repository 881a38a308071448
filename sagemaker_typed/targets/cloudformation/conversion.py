"""Requests as resources of a CloudFormation template, and resources as requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args, overload

from typing_extensions import TypeVar

from sagemaker_typed._conversion.arguments import not_a_request
from sagemaker_typed._conversion.misfits import Problem, conversion_error
from sagemaker_typed._conversion.placeholders import from_wire, to_wire
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.fields import entries, is_list, is_map, is_shape_type, numbered
from sagemaker_typed._schema.paths import ROOT
from sagemaker_typed.operation import Request
from sagemaker_typed.validation import ViolationError, violations

from .reading import Reader
from .resources import PREFIX, class_of, type_of
from .schema import SCHEMAS, properties_of
from .short_forms import explained
from .writing import Writer

__all__ = ["Policy", "from_cloudformation", "to_cloudformation"]

Policy: TypeAlias = Literal["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"]
"""Whether CloudFormation deletes the resource itself."""
# mypy shows the default in its error for an argument that is not a request.
RequestT = TypeVar("RequestT", bound=Request[Any], default=Request[Any])


def to_cloudformation(
    request: Request[Any],
    *,
    resource_type: str | None = None,
    properties: Mapping[str, Any] | None = None,
    depends_on: str | Sequence[str] | None = None,
    condition: str | None = None,
    deletion_policy: Policy | None = None,
    update_replace_policy: Policy | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the resource of a template that creates what a request creates.

    The result has only dicts, lists, str, numbers and bools, for ``json.dumps`` or YAML.

    Args:
        request: A request such as ``CreateModelRequest``. :func:`ref`, :func:`sub` and
            :func:`intrinsic` can be the value of any field.
        resource_type: The resource type, if several have the properties of the request; by default
            the one with the name of the operation.
        properties: Properties that the request does not have, such as an endpoint's
            ``RetainAllVariantProperties``. Placeholders can be in the values.
        depends_on: The logical IDs of resources that are created before.
        condition: The name of the condition for creating the resource.
        deletion_policy: What happens to the resource with its stack.
        update_replace_policy: What happens to it when an update replaces it.
        metadata: Any values, for tools.

    Raises:
        ConversionError: the resource type has no property for a member, or requires one that the
            request does not have, or a placeholder has no form in a template.
        ViolationError: the request violates a rule of the service.
        ValueError: no resource type has the properties of the request, or not the one chosen; or
            an attribute or a property cannot have its value.
        TypeError: ``request`` is not a request, or an argument has another type.
    """
    untyped: Any = request
    if not isinstance(untyped, Request):
        raise not_a_request("to_cloudformation takes a request", untyped)
    cls: Any = type(request)
    name = type_of(cls, resource_type)
    broken = violations(request, placeholders=True)
    if broken:
        raise ViolationError(cls.__name__, explained(request, broken))
    writer = Writer(name)
    written = writer.properties(cls, to_wire(request))
    for key, value in _members("properties", properties).items():
        if key in written:
            raise ValueError(f"properties: {key} is a member of the request; set it only there")
        written[_known(name, key)] = writer.json(value, ROOT / "properties" / key)
    writer.required(name, written)
    attributes = {
        "DependsOn": _depends_on(depends_on),
        "Condition": _text("condition", condition),
        "DeletionPolicy": _policy("deletion_policy", deletion_policy),
        "UpdateReplacePolicy": _policy("update_replace_policy", update_replace_policy),
        "Metadata": None
        if metadata is None
        else writer.json(_members("metadata", metadata), ROOT / "metadata"),
    }
    if writer.problems:
        what = f"cannot write {cls.__name__} as {PREFIX}{name}"
        raise conversion_error(what, tuple(writer.problems))
    given = {key: value for key, value in attributes.items() if value is not None}
    return {"Type": f"{PREFIX}{name}", **given, "Properties": written}


@overload
def from_cloudformation(resource: Mapping[str, Any]) -> Request[Any]: ...
@overload
def from_cloudformation(resource: Mapping[str, Any], cls: type[RequestT]) -> RequestT: ...
def from_cloudformation(
    resource: Mapping[str, Any], cls: type[Request[Any]] | None = None
) -> Request[Any]:
    """Return the request that creates what a resource of a template creates.

    References and functions become placeholders; a name that the template leaves to CloudFormation
    is ``ref("AWS::NoValue")``. Attributes of the resource that are not properties, such as
    ``DependsOn``, are not read. A number or bool can be a str, as in CloudFormation.

    Args:
        resource: The resource, as ``json`` reads it: the short forms of YAML, such as ``!Ref``, are
            for a YAML reader that knows them, such as the one of ``cfn-lint`` or ``cfn-flip``.
        cls: The class of the request, for type checkers; it must fit the ``Type``.

    Raises:
        ConversionError: a property is unknown, is not in the request, or has the wrong type.
        ValueError: the ``Type`` is unknown, or not that of ``cls``.
        TypeError: ``resource`` is not a dict, or ``cls`` not a class.
    """
    untyped: object = resource
    if not is_map(untyped):
        raise TypeError(
            f"from_cloudformation takes a resource of a template, which is a dict, not "
            f"{type(untyped).__name__}"
        )
    untyped_class: object = cls
    if untyped_class is not None and not is_shape_type(untyped_class):
        raise TypeError(f"from_cloudformation takes the class of a request, not {untyped_class!r}")
    name, found = class_of(untyped.get("Type"))
    if cls is not None and not issubclass(cls, found):
        raise ValueError(f"{PREFIX}{name} is read as {found.__name__}, not as {cls.__name__}")
    target: Any = cls or found
    what = f"cannot read {PREFIX}{name} as {target.__name__}"
    value = untyped.get("Properties", {})
    if not is_map(value):
        raise conversion_error(what, (Problem((), "Properties is not an object"),))
    reader = Reader(name)
    try:
        members = reader.members(target, value)
        if not reader.problems:
            request: Request[Any] = from_wire(target, members)
            return request
        problems = tuple(reader.problems)
    except RecursionError:
        problems = (Problem((), "Properties are nested too deeply, or contain themselves"),)
    raise conversion_error(what, problems)


def _members(argument: str, value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not is_map(value):
        raise TypeError(f"{argument}: expected a dict, got {type(value).__name__}")
    return {str(key): item for key, item in entries(value)}


def _text(argument: str, value: object) -> object:
    if not isinstance(value, str | None):
        raise TypeError(f"{argument}: expected a str, got {type(value).__name__}")
    return value


def _policy(argument: str, value: object) -> object:
    known: tuple[str, ...] = get_args(Policy)
    if value is not None and value not in known:
        near = nearest(value, known) if isinstance(value, str) else []
        hint = f"did you mean {either(map(repr, near))}?" if near else f"use {either(known)}"
        raise ValueError(f"{argument}: {value!r} is not a policy; {hint}")
    return value


def _depends_on(value: object) -> object:
    if is_list(value):
        items: list[object] = [item for _, item in numbered(value)]
        for number, item in enumerate(items):
            if not isinstance(item, str):
                kind = type(item).__name__
                raise TypeError(f"depends_on[{number}]: expected a logical ID, got {kind}")
        return items
    if not isinstance(value, str | None):
        raise TypeError(f"depends_on: expected logical IDs, got {type(value).__name__}")
    return value


def _known(resource_type: str, name: str) -> str:
    known = properties_of(resource_type)
    if name in known:
        return name
    near = nearest(name, known)
    hint = f"did you mean {either(near)}?" if near else "add it to the result if it is a newer one"
    raise ValueError(
        f"properties: {PREFIX}{resource_type} has no property {name!r} in {SCHEMAS}; {hint}"
    )
