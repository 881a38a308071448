"""The responses that a local engine makes resources of: objects, dicts and recordings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from os import PathLike
from typing import Any, Final, TypeAlias

from sagemaker_typed._clients import CLIENTS
from sagemaker_typed._recordings import read_recording
from sagemaker_typed.converter import from_boto, to_boto
from sagemaker_typed.local.engine.loading import RecordedResponse, is_loadable
from sagemaker_typed.local.engine.services import has_operation, service_with
from sagemaker_typed.operation import Request, Response
from sagemaker_typed.serialization import from_json

__all__ = ["Recorded", "read_responses"]

# One kind of tuple, whose order is checked when it is read: messages of type checkers stay short.
Recorded: TypeAlias = (
    Response | tuple[Request[Any] | Response | str | Mapping[str, Any], ...] | str | PathLike[str]
)
"""A response; a request and its response; the name of an operation and boto3's dict of its
response, or of its request and response; or the file of a ``Recorder``."""
_RESPONSE: Final = "Response"


def read_responses(recorded: Iterable[Recorded]) -> list[RecordedResponse]:
    """Return the responses in objects, dicts and files.

    Raises:
        ValueError: there is no such operation, a response is not valid, or a file is not a
            recording.
        TypeError: it is none of these.
        OSError: a file cannot be read.
    """
    return [answer for one in recorded for answer in _read(one)]


def _read(one: Any) -> Iterator[RecordedResponse]:
    whole: Any = one
    match one:
        case Response():
            yield _typed(None, one)
        case (Request() as request, Response() as response):
            yield _typed(request, response)
        case (str(), Mapping()):
            yield _plain(whole[0], {}, whole[1])
        case (str(), Mapping(), Mapping()):
            yield _plain(*whole)
        case str() | PathLike():
            yield from _recording(whole)
        case _:
            raise TypeError(
                "expected a response, a request with its response, the name of an operation with "
                f"a dict of boto3, or the path of a recording, got {type(one).__name__}"
            )


def _typed(request: Request[Any] | None, response: Response) -> RecordedResponse:
    name = type(response).__name__.removesuffix(_RESPONSE)
    service = _services()[type(response).__module__.split(".")[1]]
    members = {} if request is None else to_boto(request)
    return RecordedResponse(service, name, members, to_boto(response))


def _plain(name: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> RecordedResponse:
    service = service_with(name)
    # Reading and writing gives values such as times the form that boto3 has.
    members = {key: value for key, value in response.items() if key != "ResponseMetadata"}
    cls = _response_class(service, name)
    plain: Any = to_boto(from_boto(cls, members))
    return RecordedResponse(service, name, dict(request), plain)


def _recording(path: str | PathLike[str]) -> Iterator[RecordedResponse]:
    recording = read_recording(path)
    service: str = recording["service"]
    for number, call in enumerate(recording["calls"]):
        name = call.get("operation", "")
        is_known = has_operation(service, name) and is_loadable(service, name)
        if "response" not in call or not is_known:
            continue
        try:
            response = from_json(
                _response_class(service, name), json.dumps(call["response"]), open_enums=True
            )
        except ValueError as error:
            raise ValueError(f"{path}: calls[{number}]: {error}") from error
        yield RecordedResponse(service, name, call.get("request", {}), to_boto(response))


def _response_class(service: str, name: str) -> type[Response]:
    packages = {found: package for package, found in _services().items()}
    cls: type[Response] = getattr(
        import_module(f"sagemaker_typed.{packages[service]}"), f"{name}{_RESPONSE}"
    )
    return cls


@cache
def _services() -> dict[str, str]:
    """Return botocore's name of the service of each package."""
    found: dict[str, str] = {}
    for module, client in CLIENTS.items():
        if module.endswith(".client"):
            cls: Any = getattr(import_module(module, "sagemaker_typed"), client)
            found[module.split(".")[1]] = cls.__service__
    return found
