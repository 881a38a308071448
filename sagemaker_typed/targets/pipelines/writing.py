"""Writing: from objects to the JSON values of a definition, in which placeholders are kept."""

from __future__ import annotations

from typing import Any

from sagemaker_typed._conversion.placeholders import to_wire
from sagemaker_typed._schema.fields import is_list, numbered
from sagemaker_typed.operation import Shape

from .conditions import Condition, OtherCondition
from .expressions import GENERATED
from .forms import ARGUMENTS, Member, form_of
from .parameters import OtherParameter, Parameter
from .request_steps import RequestStep
from .steps import OtherStep, Step

__all__ = ["written"]


def written(value: Any) -> Any:
    """Return the JSON values of a step, a parameter, a condition or an option.

    Raises:
        ConversionError: a value of a request does not fit its field.
    """
    match value:
        case OtherCondition() | OtherParameter():
            return dict(value.members)
        case str():
            return value
        case _:
            pass
    found: dict[str, Any] = {}
    arguments: dict[str, Any] = {}
    form = form_of(value.__class__)
    for member in form.members:
        content = getattr(value, member.field)
        if content is not None and (member.is_required or not _is_empty(content)):
            place = arguments if member.in_arguments else found
            place[member.wire] = _member(member, content)
    if isinstance(value, Step):
        kind = value.step_type if isinstance(value, OtherStep) else value.type_name
        all_arguments = _arguments(value, form.arguments) if form.arguments else arguments
        found = {"Name": found.pop("Name"), "Type": kind, ARGUMENTS: all_arguments, **found}
        if all_arguments is None:
            del found[ARGUMENTS]
        found |= value.unknown_members or {}
    elif isinstance(value, Parameter | Condition):
        found["Type"] = value.type_name
    return found


def _is_empty(value: Any) -> bool:
    return is_list(value) and not value


def _member(member: Member, value: Any) -> Any:
    if member.parts is None:
        if is_list(value):
            return [str(item) if member.enum else item for _, item in numbered(value)]
        return str(value) if member.enum else value
    if member.parts.is_list:
        return [written(item) for item in value]
    return written(value)


def _arguments(step: Step, field: str) -> Any:
    value: Any = getattr(step, field)
    if not isinstance(value, Shape):
        return value
    found = to_wire(value, unknown_members=True)
    generates = step.generates if isinstance(step, RequestStep) else None
    if generates is not None and getattr(value, generates) is GENERATED:
        del found[value.__wire_names__[generates]]
    return found
