"""The services, their operations, and sample values for shapes, from botocore's own models."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import botocore.session
from botocore.model import OperationModel, ServiceModel, Shape
from botocore.response import StreamingBody
from helpers.models import LOCK

import sagemaker_typed
from sagemaker_typed import BaseClient, Request, Response

SERVICES: Final = {name: (one.package, one.client) for name, one in LOCK.services.items()}
"""The package and the client of a service, by botocore's name for it."""
OTHERS: Final = [service for service in SERVICES if service != "sagemaker"]

Kind: TypeAlias = Literal["full", "required", "empty"]

_MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
_EMPTY: dict[str, object] = {
    "string": "",
    "integer": 0,
    "long": 0,
    "float": 0.0,
    "double": 0.0,
    "boolean": False,
    "list": [],
    "map": {},
    "timestamp": datetime(1970, 1, 1, tzinfo=UTC),
    "blob": b"",
}
_DOCUMENT = {"a": [0, False, None, "", {"b": None}], "é": 1.5}


@cache
def service_model(service: str = "sagemaker") -> ServiceModel:
    """Return botocore's model of a service."""
    model: ServiceModel = botocore.session.Session().get_service_model(service)
    return model


def namespace(service: str) -> ModuleType:
    """Return the package of a service."""
    package, _ = SERVICES[service]
    return import_module(f"sagemaker_typed.{package}")


def client_class(service: str) -> type[BaseClient]:
    """Return the client class of a service, from the top-level package."""
    _, client = SERVICES[service]
    cls: type[BaseClient] = getattr(sagemaker_typed, client)
    return cls


class Operation(NamedTuple):
    """One operation of one service; ``str()`` has the package, except for SageMaker."""

    service: str
    name: str

    def __str__(self) -> str:
        package, _ = SERVICES[self.service]
        return self.name if package == "sagemaker" else f"{package}.{self.name}"

    @property
    def model(self) -> OperationModel:
        """botocore's model of the operation."""
        return service_model(self.service).operation_model(self.name)

    @property
    def input(self) -> Any:
        """botocore's shape of the input."""
        return self.model.input_shape

    @property
    def output(self) -> Any:
        """botocore's shape of the output; ``None`` if there is none."""
        return self.model.output_shape

    @property
    def request(self) -> type[Request[Response]]:
        """The class of the request."""
        cls: type[Request[Response]] = getattr(namespace(self.service), f"{self.name}Request")
        return cls

    @property
    def response(self) -> type[Response]:
        """The class of the response."""
        cls: type[Response] = getattr(namespace(self.service), f"{self.name}Response")
        return cls

    @property
    def payload(self) -> str | None:
        """The member that is the body of the response, as a stream, if any."""
        streams = self.model.has_streaming_output or self.model.has_event_stream_output
        return self.output.serialization["payload"] if streams else None


def http_answer(operation: Operation, members: Mapping[str, Any]) -> dict[str, Any]:
    """Return a response for botocore's parser, with each member in its HTTP location.

    Members in the JSON body have JSON values. A streamed body is bytes, and empty if it is absent.
    """
    headers: dict[str, str] = {}
    content = dict(members)
    for name, shape in operation.output.members.items() if operation.output else ():
        if shape.serialization.get("location") == "header" and name in content:
            value = content.pop(name)
            if value is not None:
                headers[shape.serialization["name"]] = str(value)
    answer: dict[str, Any] = {
        "status_code": 200,
        "headers": headers,
        "context": {"operation_name": operation.name},
    }
    if operation.payload is None:
        body = json.dumps(content, allow_nan=False, default=datetime.timestamp).encode()
        return answer | {"body": body}
    raw = content.pop(operation.payload, None) or b""
    assert not content
    if operation.model.has_event_stream_output:
        return answer | {"body": io.BytesIO()}  # tests do not read it
    return answer | {"body": StreamingBody(io.BytesIO(raw), len(raw))}


def operations(*services: str) -> list[Operation]:
    """Return all operations of the services; of every service by default."""
    return [
        Operation(service, name)
        for service in services or SERVICES
        for name in sorted(service_model(service).operation_names)
    ]


def sample(shape: Any, kind: Kind = "full") -> Any:
    """Return a sample value for ``shape``.

    ``full`` has every member and ``required`` only the required ones. ``empty`` has every member of
    the outermost structure with an empty, zero or false value, and nested structures with their
    required members. A tagged union has one member. Recursion stops at the second level.
    """
    if shape is None:
        return {}
    if kind == "empty":
        return {
            name: _EMPTY[member.type_name]
            if member.type_name in _EMPTY
            else _value(member, "required", ())
            for name, member in shape.members.items()
        }
    return _value(shape, kind, ())


def _value(shape: Any, kind: Kind, above: tuple[str, ...]) -> Any:
    kind_of_shape: str = shape.type_name
    if getattr(shape, "is_document_type", False):
        return _DOCUMENT
    if kind_of_shape == "structure":
        return _structure(shape, kind, (*above, shape.name))
    if kind_of_shape == "list":
        count = max(shape.metadata.get("min", 0), 1)
        return [_value(shape.member, kind, above) for _ in range(count)]
    if kind_of_shape == "map":
        return {_value(shape.key, kind, above): _value(shape.value, kind, above)}
    return _scalar(shape)


def _structure(shape: Any, kind: Kind, above: tuple[str, ...]) -> dict[str, Any]:
    members: dict[str, Any] = shape.members
    if shape.is_tagged_union or shape.serialization.get("eventstream"):
        name, member = next(
            (item for item in members.items() if not _repeats(item[1], above)),
            next(iter(members.items())),
        )
        return {name: _value(member, kind, above)}
    return {
        name: _value(member, kind, above)
        for name, member in members.items()
        if (kind == "full" or name in shape.required_members) and not _repeats(member, above)
    }


def _repeats(shape: Shape, above: tuple[str, ...]) -> bool:
    inner: Any = shape
    while inner.type_name in {"list", "map"}:
        inner = inner.member if inner.type_name == "list" else inner.value
    return above.count(inner.name) > 1


def _scalar(shape: Any) -> Any:
    low = shape.metadata.get("min", 0)
    match shape.type_name:
        case "string" if getattr(shape, "enum", None):
            return shape.enum[-1]
        case "string":
            return "é" * max(low, 1)
        case "integer" | "long":
            return max(low, 0)
        case "float" | "double":
            return max(low, 0) + 0.5
        case "boolean":
            return False
        case "timestamp":
            return _MOMENT
        case "blob":
            return b"\x00\xff" * max(low, 1)
        case other:
            raise AssertionError(f"no sample for {other}")
