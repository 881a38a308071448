"""Read what operators of Airflow's Amazon provider push to XCom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Final

from typing_extensions import TypeVar

from sagemaker_typed._conversion.arguments import not_a_class
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, is_shape_type, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.converter import from_boto
from sagemaker_typed.operation import Shape

from .reprs import datetime_of

__all__ = ["read_xcom"]

# mypy shows the default in its error for an argument that is not a shape.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)
RESULTS: Final[Mapping[str, str]] = {
    "DescribeEndpoint": "Endpoint",
    "DescribeEndpointConfig": "EndpointConfig",
    "DescribeHyperParameterTuningJob": "Tuning",
    "DescribeModel": "Model",
    "DescribeProcessingJob": "Processing",
    "DescribeTrainingJob": "Training",
    "DescribeTransformJob": "Transform",
}
"""By operation: the key of its response in what an operator pushes."""
_RESPONSE: Final = "Response"


def read_xcom(
    cls: type[ShapeT], value: Mapping[str, Any], *, local_zone: tzinfo | None = None
) -> ShapeT:
    """Return the response of a describe call that an operator has pushed to XCom.

    The operators push the response as JSON, in which a timestamp is the text
    ``datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=tzlocal())``. It is read by its form, and never
    evaluated. Everything else is read as :func:`from_boto` reads it.

    Args:
        cls: The class of the result, such as ``DescribeTrainingJobResponse``.
        value: What ``ti.xcom_pull`` returns, such as ``{"Training": {...}}``, or its inner dict.
        local_zone: The time zone of the worker that ran the operator, which ``tzlocal()`` refers
            to; by default, the one of this machine. The text does not say it.

    Raises:
        ConversionError: the value does not fit the class.
        ValueError: the value has the responses of other operations only.
        TypeError: ``value`` is not a dict, or ``cls`` not a class.
    """
    untyped: object = value
    if not is_shape_type(cls):
        raise not_a_class("read_xcom", cls)
    if not is_map(untyped):
        raise TypeError(f"read_xcom takes what an operator returns, a dict, not {type(untyped)}")
    found = _response(cls, untyped)
    return from_boto(cls, _read(kinds.Structure(cls), found, local_zone))


def _response(cls: type[Shape], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the response of a class in what an operator pushes."""
    name = cls.__name__.removesuffix(_RESPONSE)
    key = RESULTS.get(name)
    inner = value.get(key) if key is not None else None
    if is_map(inner) and value.keys() <= {*RESULTS.values()}:
        return inner
    if key is not None and value and value.keys() <= {*RESULTS.values()}:
        raise ValueError(f"the value has {', '.join(value)}, and no {key} for {cls.__name__}")
    return value


def _read(content: Content, value: Any, local: tzinfo | None) -> Any:
    match content:
        case kinds.Structure(type=cls) if is_map(value):
            contents = contents_of(cls)
            by_wire = {wire: contents[name] for name, wire in cls.__wire_names__.items()}
            return {
                wire: _read(by_wire[wire], item, local) if wire in by_wire else item
                for wire, item in entries(value)
            }
        case kinds.List(member=member) if is_list(value):
            return [_read(member, item, local) for _, item in numbered(value)]
        case kinds.Map(value=member) if is_map(value):
            return {key: _read(member, item, local) for key, item in entries(value)}
        case kinds.Timestamp() if isinstance(value, str):
            return datetime_of(value, local) or value
        case _:
            return value
