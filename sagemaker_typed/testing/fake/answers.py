"""HTTP responses for typed responses and errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ReadTimeoutError,
)

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed._botocore.faking.responses import encode_response
from sagemaker_typed._botocore.faking.service_errors import encode_error, error_status
from sagemaker_typed.converter import to_boto
from sagemaker_typed.errors import COMMON, ServiceError
from sagemaker_typed.errors.codes import KIND_BY_CODE
from sagemaker_typed.operation import Response, Shape
from sagemaker_typed.streaming import ByteStream, EventStream

__all__ = ["answer_of", "error_answer", "error_code", "is_service_error", "transport_error"]

_METADATA: Final = "ResponseMetadata"
_OF_CONNECTION: Final = frozenset(
    {"connection", "content-encoding", "content-length", "content-type", "transfer-encoding"}
)
_THROTTLED: Final = 429
_MESSAGES: Final = {"ThrottlingException": "Rate exceeded"}
_STATUSES: Final = {"InternalFailure": 500, "ServiceUnavailable": 503, "AccessDeniedException": 403}
_ANSWERED: Final = "answered by FakeService"


def answer_of(response: Response, model: Any) -> HttpAnswer:
    """Return the HTTP response that is read as ``response``.

    Streams are read; errors among the events of a stream are sent as such.

    Raises:
        ConversionError: the value of a field does not fit the field's type.
    """
    members = to_boto(response)
    metadata: Mapping[str, Any] = members.pop(_METADATA, None) or {}
    stream: Any = b""
    for name, wire in response.__wire_names__.items():
        value = getattr(response, name)
        if isinstance(value, ByteStream):
            members.pop(wire, None)
            stream = value.read()
        elif isinstance(value, EventStream):
            members.pop(wire, None)
            stream = [*_events(value.raw)]
    status = metadata.get("HTTPStatusCode")
    sent: Mapping[str, Any] = metadata.get("HTTPHeaders") or {}
    answer = encode_response(model, members, status=status, stream=stream)
    headers = {
        name: str(value) for name, value in sent.items() if name.lower() not in _OF_CONNECTION
    }
    if request_id := metadata.get("RequestId"):
        headers.setdefault("x-amzn-requestid", request_id)
    return answer.with_headers(headers)


def _events(source: Any) -> Iterator[Any]:
    """Yield the events as dicts, the errors of the service as pairs, and other errors."""
    events: Iterable[Any] = [source] if source.__class__ is dict else source
    for event in events:
        if isinstance(event, ClientError):
            yield error_code(event), _members(event)
        elif isinstance(event, Shape):
            yield to_boto(event)
        else:
            yield event


def is_service_error(error: object) -> bool:
    """Return whether an error, or a class of errors, is sent by a service."""
    cls = error if isinstance(error, type) else type(error)
    return isinstance(error, str) or issubclass(cls, ClientError)


def error_answer(
    error: Any, message: str, status: int | None, model: Any, errors: Mapping[str, Any]
) -> HttpAnswer:
    """Return the HTTP response for an error.

    Args:
        error: The error, its class or its code.
        message: The message; if empty, that of the error.
        status: The HTTP status; default: that of the error or of the service model.
        model: botocore's model of the operation.
        errors: The classes of the service's errors, by their code.
    """
    members: Mapping[str, Any] = {}
    if isinstance(error, str):
        code = error
    elif isinstance(error, type):
        code = _code_of_class(error, model, errors)
    else:
        code, members = error_code(error), _members(error)
        answer: Any = error.response
        message = message or str(members.get("Message", members.get("message", "")))
        status = status or answer.get(_METADATA, {}).get("HTTPStatusCode")
    kind: str = KIND_BY_CODE.get(code, "")
    text = message or _MESSAGES.get(kind, f"{code}, {_ANSWERED}")
    if status is None and error_status(model, code) is None:
        is_rest = model.service_model.resolved_protocol != "json"
        status = _STATUSES.get(kind)
        if kind == "ThrottlingException" and is_rest:
            status = _THROTTLED
    return encode_error(model, code, text, members=members, status=status)


def error_code(error: ClientError) -> str:
    """Return the code of an error."""
    answer: Any = error.response
    return str(answer.get("Error", {}).get("Code", "")) or type(error).__name__


def _members(error: ClientError) -> dict[str, Any]:
    """Return the members of an error, as a service sends them."""
    answer: Any = error.response
    members = {name: value for name, value in answer.items() if name not in {"Error", _METADATA}}
    members.setdefault("Message", answer.get("Error", {}).get("Message", ""))
    return members


def _code_of_class(cls: type[Any], model: Any, errors: Mapping[str, Any]) -> str:
    """Return the code for a class of errors: if possible, one that the operation has."""
    own = getattr(cls, "__code__", "")
    if own:
        return str(own)
    known = {**errors, **COMMON}
    fitting = [code for code, found in known.items() if issubclass(found, cls)]
    modelled = {shape.name for shape in model.error_shapes}
    if cls is ServiceError or not fitting:
        return cls.__name__
    return next((code for code in fitting if code in modelled), fitting[0])


def transport_error(error: Any, url: str) -> BaseException:
    """Return the error that botocore's transport raises for an error or a class of errors."""
    if isinstance(error, type):
        is_botocores = issubclass(error, BotoCoreError)
        facts = {"endpoint_url": url, "proxy_url": "", "error": _ANSWERED}
        error = error(**facts) if is_botocores else error(_ANSWERED)
    if isinstance(error, BotoCoreError):  # some are also an OSError
        return error
    if isinstance(error, TimeoutError):
        return ReadTimeoutError(endpoint_url=url, error=error)
    if isinstance(error, OSError):
        return ConnectionClosedError(endpoint_url=url, error=error)
    found: BaseException = error
    return found
