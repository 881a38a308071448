"""The results of tasks, as the objects that a call returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never, cast, overload

from typing_extensions import TypeVar

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.converter import from_boto
from sagemaker_typed.operation import Request, Response, Shape

from .json_values import parsed
from .member_names import names_in_sdk

__all__ = ["read_result"]

ResponseT = TypeVar("ResponseT", bound=Response)


@overload
def read_result(
    kind: Request[ResponseT] | type[Request[ResponseT]], result: Mapping[str, Any] | str | bytes
) -> ResponseT: ...
@overload
def read_result(kind: type[ResponseT], result: Mapping[str, Any] | str | bytes) -> ResponseT: ...
def read_result(kind: Any, result: Mapping[str, Any] | str | bytes) -> Any:
    """Return the result of a task as the response of a call.

    A task that waits for its job returns the description of the job, so it is read with
    ``DescribeTrainingJobResponse``. Members that the class does not have, such as the ``Tags`` that
    Step Functions adds, are in ``unknown_members``.

    Args:
        kind: The class of the response, or the request or its class.
        result: The result, as a dict or as JSON. Times are epoch milliseconds or ISO 8601.

    Raises:
        ConversionError: values in the result do not fit the class.
        ValueError: the JSON is not valid.
    """
    cls = _response_class(kind)
    members = parsed(result, "read_result", f"a result for {cls.__name__}")
    return from_boto(cls, _to_boto(kinds.Structure(cls), members))


def _response_class(kind: Any) -> type[Response]:
    cls: Any = kind if isinstance(kind, type) else type(kind)
    cls = getattr(cls, "__response__", cls)
    if not issubclass(cls, Response) or cls is Response:
        what = f"the class {cls.__name__}" if isinstance(kind, type) else cls.__name__
        raise TypeError(
            f"read_result takes a request or the class of a response first, such as "
            f"DescribeTrainingJobResponse, not {what}"
        )
    found: type[Response] = cls
    return found


def _to_boto(content: Content | None, value: Any) -> Any:
    """Return the values of boto3's dict: wire names, and blobs as bytes."""
    match content:
        case kinds.Structure() if is_map(value):
            return _members(content.type, cast("Mapping[str, Any]", value))
        case kinds.List() if is_list(value):
            return [_to_boto(content.member, item) for _, item in numbered(value)]
        case kinds.Map() if is_map(value):
            return {key: _to_boto(content.value, item) for key, item in entries(value)}
        case kinds.Blob() | kinds.Stream() if isinstance(value, str):
            return value.encode()
        case (
            None
            | kinds.Structure()
            | kinds.List()
            | kinds.Map()
            | kinds.Text()
            | kinds.Number()
            | kinds.Boolean()
            | kinds.Blob()
            | kinds.Timestamp()
            | kinds.Enum()
            | kinds.Document()
            | kinds.Stream()
            | kinds.Events()
            | kinds.Other()
        ):
            return value
        case _:
            assert_never(content)


def _members(cls: type[Shape], value: Mapping[str, Any]) -> dict[str, Any]:
    contents = contents_of(cls)
    by_wire = {wire: contents[field] for field, wire in cls.__wire_names__.items()}
    wires = {name: wire for wire, name in names_in_sdk(cls).items()}
    result: dict[str, Any] = {}
    for key, item in entries(value):
        name = str(key)
        wire = name if name in by_wire else wires.get(name, name)
        result[wire] = _to_boto(by_wire.get(wire), item)
    return result
