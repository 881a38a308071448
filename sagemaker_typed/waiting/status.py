"""The status of a resource in a response, and the reason for a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.resource_rules import READING
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Request, Response, Shape
from sagemaker_typed.sensitive import is_sensitive

_REASONS = ("FailureReason", "FailureMessage", "StatusReason", "StatusMessage", "ExitMessage")
_VERB = re.compile(r"^[A-Z][a-z]+")


def status_fields(cls: type[Shape]) -> dict[str, type[OpenEnum] | None]:
    """Return the fields of a class that may be its status, each with its enum, if it has one."""
    found: dict[str, type[OpenEnum] | None] = {}
    for name, content in field_contents(cls).items():
        if cls.__wire_names__[name].endswith("Status"):
            match content:
                case kinds.Enum():
                    found[name] = content.type
                case kinds.Text():
                    found[name] = None
                case _:
                    pass
    return found


def status_field(request: type[Request[Any]]) -> str | None:
    """Return the status field of the response to ``request``; ``None`` if there is no clear one.

    It is the field ``status``, if there is one; else the field named after the resource, such as
    ``training_job_status`` in the response of ``DescribeTrainingJob``; else the only status field.
    """
    return status_field_of(request.__response__, resource_noun(request))


def status_field_of(cls: type[Shape], noun: str) -> str | None:
    """Return the status field of a class that describes ``noun``; see :func:`status_field`."""
    fields = status_fields(cls)
    if "status" in fields:
        return "status"
    wires = {name: cls.__wire_names__[name] for name in fields}
    stems = {name: wire.removesuffix("Status") for name, wire in wires.items()}
    for fits in (str.__eq__, str.startswith, str.endswith):
        named = [name for name, stem in stems.items() if fits(noun, stem)]
        if len(named) == 1:
            return named[0]
    return next(iter(fields)) if len(fields) == 1 else None


def is_final(status: str | None) -> bool:
    """Return whether a resource does not leave its status by itself."""
    return isinstance(status, OpenEnum) and status in type(status).__final_statuses__


def is_deletion(status: str) -> bool:
    """Return whether a status is about a deletion, which can follow every other status."""
    return status.lower().startswith("delet")


def check_describes(request: type[Request[Any]], rule: str) -> None:
    """Check that a request reads one resource.

    Raises:
        TypeError: it does something else. The message begins with ``rule``.
    """
    if not request.__operation__.startswith(READING):
        raise TypeError(
            f"{rule}, such as Describe{resource_noun(request)}Request; got {request.__name__}"
        )


def resource_noun(request: type[Request[Any]]) -> str:
    """Return the resource of an operation, such as ``TrainingJob`` for ``DescribeTrainingJob``."""
    return _VERB.sub("", request.__operation__) or request.__operation__


def resource_name(request: Request[Any]) -> str:
    """Return the resource's noun and the request's required strings: ``Endpoint 'churn'``."""
    cls = type(request)
    needed = required_fields(cls)
    names = [
        repr(str(value))
        for name in cls.__wire_names__
        if name in needed
        and isinstance(value := getattr(request, name), str)
        and not is_sensitive(cls, name)
    ]
    return " ".join([resource_noun(cls), *names])


def failure_reason(response: Response | None) -> str | None:
    """Return all reasons that a response gives for a failure or a status; ``None`` if it has none.

    SageMaker has no single member for reasons. They are in members whose names end in one of
    ``_REASONS``, in an ``Error`` with a code and a reason, and inside ``...StatusDetails``.
    """
    if response is None:
        return None
    return "; ".join(dict.fromkeys(filter(None, _reasons(response)))) or None


def _reasons(response: Response) -> Iterator[str]:
    cls = type(response)
    for field, content in field_contents(cls).items():
        wire = cls.__wire_names__[field]
        value: Any = getattr(response, field)
        if value is None or is_sensitive(cls, field):
            continue
        match content:
            case kinds.Structure() if wire == "Error":
                yield _texts(value)
            case kinds.Structure() if wire.endswith("StatusDetails"):
                yield from _details(value)
            case kinds.List() if wire.endswith("FailureReasons"):
                yield from map(_texts, value)
            case kinds.Text() if wire.endswith(_REASONS):
                yield str(value)
            case _:
                pass


def _details(details: Shape) -> Iterator[str]:
    for field, content in field_contents(type(details)).items():
        if isinstance(content, kinds.List) and isinstance(content.member, kinds.Structure):
            for part in cast("list[Any]", getattr(details, field) or []):
                reason = getattr(part, "failure_reason", None)
                if reason:
                    yield f"{getattr(part, 'name', field)}: {reason}"


def _texts(shape: Shape) -> str:
    cls = type(shape)
    values = [getattr(shape, name) for name in cls.__wire_names__ if not is_sensitive(cls, name)]
    return ": ".join(str(value) for value in values if isinstance(value, str) and value)
