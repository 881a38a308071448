"""Valid objects of any class, for tests."""

from __future__ import annotations

from typing import Any

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.fields import is_shape_type
from sagemaker_typed.operation import ShapeT
from sagemaker_typed.validation import ViolationError, violations

from .given import given_fields
from .objects import Builder

__all__ = ["build"]


@exported_from("sagemaker_typed.testing")
def build(cls: type[ShapeT], /, *, full: bool = False, **fields: Any) -> ShapeT:
    """Return a valid object of a class: what is not given is filled with readable values.

    The same call returns an equal object, in every process. Required fields are filled; lists and
    maps have one entry, or as many as they need. Values obey the bounds, patterns and enums of the
    service model. A status is that of a resource in service or of finished work.

    ::

        build(sm.DescribeEndpointResponse, endpoint_name="churn", endpoint_status="Failed")
        build(sm.CreateModelRequest, vpc_config__subnets=["subnet-0123456789abcdef0"])
        build(sm.CreateEndpointConfigRequest, production_variants__0__variant_name="blue")

    Args:
        cls: The class of a request, a response or another structure.
        full: Whether to fill the optional fields too. A structure inside one of its own class is
            left out.
        fields: Values of fields. Two underscores lead to a field inside: of a structure, an item of
            a list by its index, or an entry of a map by its key. Keys with dots and brackets are
            paths, as errors show them: ``**{"production_variants[0].variant_name": "blue"}``. A
            str is enough for an enum or a time (``"2026-01-01T00:00:00Z"``), and a dict of fields
            for a structure. ``None`` leaves a field out.

    Raises:
        TypeError: the class has no such field; the message names the nearest one.
        ValueError: a str is not a value of its enum; ``open`` of the enum accepts any.
        ViolationError: a given value violates the service model. To make an invalid object, change
            a valid one.
    """
    given: Any = cls  # code without type checks may pass anything
    if not is_shape_type(given):
        raise TypeError(
            f"build takes the class of a request, response or structure, not {given!r}"
            f"{_event_hint(given)}"
        )
    call = f"build({given.__name__})"
    built: ShapeT = Builder(full=full, call=call).built(cls, given_fields(fields, call))
    if fields:
        found = violations(built)
        if found:
            raise ViolationError(cls.__name__, found)
    return built


def _event_hint(cls: Any) -> str:
    """Return how to make an event, if a class is one of ``sagemaker_typed.events``."""
    detail_type = getattr(cls, "__detail_type__", "")
    if not detail_type:
        return ""
    detail = f"json.loads(to_json(build({cls.__detail__[1]})))" if cls.__detail__ else "{...}"
    return (
        f"; an event is read from the dict that a handler gets: read_event({{'source': "
        f"'aws.sagemaker', 'detail-type': {detail_type!r}, 'detail': {detail}}})"
    )
