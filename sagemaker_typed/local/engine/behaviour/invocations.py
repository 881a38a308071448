"""Invocations of endpoints, which a function of the user answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

import attrs
from typing_extensions import TypeIs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.services import MAIN
from sagemaker_typed.local.engine.values import new_id

__all__ = [
    "EVENTS",
    "Invocation",
    "Model",
    "invoke",
    "invoke_async",
    "invoke_gateway",
    "invoke_gateway_stream",
    "invoke_router",
    "invoke_stream",
]

EVENTS: Final = "(events)"
"""The key of a response with the events of its stream; the transport encodes them."""
_INVALID: Final = "ValidationError"
_JSON: Final = "application/json"


@exported_from("sagemaker_typed.local")
@attrs.frozen
class Invocation:
    """A request to an endpoint.

    Attributes:
        endpoint_name: The name of the endpoint.
        body: The bytes that were sent; empty for an asynchronous invocation of an object in S3.
        content_type: The type of the body.
        accept: The type that the caller wants.
        variant: The production variant.
        custom_attributes: What the caller sent besides.
        input_location: The object in S3 of an asynchronous invocation.
    """

    endpoint_name: str
    body: bytes
    content_type: str = _JSON
    accept: str = _JSON
    variant: str = "AllTraffic"
    custom_attributes: str = ""
    input_location: str = ""

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            ValueError: it is not JSON.
        """
        return json.loads(self.body)


Model: TypeAlias = Callable[[Invocation], Any]
"""Answers invocations: with bytes, a str, or a value that becomes JSON. For a stream, an iterable
of these."""


def _endpoint(call: Call) -> Record:
    name = call.members["EndpointName"]
    # The function may take long, so only reading the records holds the lock.
    with call.engine.transaction():
        record = call.by_name("Endpoint", name)
    if record is None:
        if not call.engine.checks_references:
            return _unknown(call, name)
        raise EngineError(_INVALID, f"Endpoint {name} of account 123456789012 not found.")
    status = record.status(call.now)
    if status in {"Creating", "Failed", "Deleting", "OutOfService"}:
        raise EngineError(_INVALID, f"Endpoint {name} is in status {status}, not InService.")
    return record


def _unknown(call: Call, name: str) -> Record:
    """Return a record for an endpoint that does not exist, and is not kept."""
    return Record(
        service=MAIN,
        region=call.region,
        noun="Endpoint",
        key=(name,),
        arn="",
        given={},
        added={},
        created=call.now,
        modified=call.now,
    )


def _variant(call: Call, record: Record) -> str:
    names = [one["VariantName"] for one in record.added.get("ProductionVariants", [])]
    wanted = call.members.get("TargetVariant")
    if wanted is not None and names and wanted not in names:
        raise EngineError(_INVALID, f"Variant {wanted} not found for Endpoint {record.key[0]}.")
    return str(wanted or next(iter(names), "AllTraffic"))


def _answered(
    call: Call, record: Record, body: Any, *, in_parts: bool = False
) -> tuple[Any, Invocation]:
    """Return the result of the function, encoded unless it is read in parts."""
    read = body.read() if hasattr(body, "read") else body
    invocation = Invocation(
        endpoint_name=record.key[0],
        body=read.encode() if isinstance(read, str) else bytes(read or b""),
        content_type=call.members.get("ContentType", _JSON),
        accept=call.members.get("Accept", _JSON),
        variant=_variant(call, record),
        custom_attributes=call.members.get("CustomAttributes", ""),
        input_location=call.members.get("InputLocation", ""),
    )
    model = call.engine.model_of(record.key[0])
    if model is None:
        return invocation.body, invocation
    try:
        result = model(invocation)
        return result if in_parts else _encoded(result), invocation
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        raise EngineError(
            "ModelError",
            f'Received server error (500) from {invocation.variant} with message "{message}".',
            members={"OriginalStatusCode": 500, "OriginalMessage": message, "LogStreamArn": ""},
        ) from error


class _Json(bytes):
    """A value that was encoded as JSON."""


def _is_iterator(value: object) -> TypeIs[Iterator[Any]]:
    return isinstance(value, Iterator)


def _encoded(value: Any) -> bytes:
    if isinstance(value, bytes | bytearray | str):
        return _bytes(value)
    if _is_iterator(value):
        return b"".join(map(_bytes, value))
    return _Json(_bytes(value))


def _bytes(value: Any) -> bytes:
    """Return a value as an endpoint sends it.

    Raises:
        TypeError: it is neither bytes nor text, and has no form in JSON.
    """
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def _headers(call: Call, invocation: Invocation, result: Any) -> dict[str, Any]:
    is_json = isinstance(result, _Json)
    kind = _JSON if is_json else call.members.get("Accept", invocation.content_type)
    headers = {
        "ContentType": invocation.content_type if kind in {"*/*", ""} else kind,
        "InvokedProductionVariant": invocation.variant,
    }
    if invocation.custom_attributes:
        headers["CustomAttributes"] = invocation.custom_attributes
    return headers


def invoke(call: Call) -> dict[str, Any]:
    """``InvokeEndpoint``: without a function, the response is the body of the request."""
    record = _endpoint(call)
    result, invocation = _answered(call, record, call.members["Body"])
    return {"Body": result, **_headers(call, invocation, result)}


def invoke_stream(call: Call) -> dict[str, Any]:
    """``InvokeEndpointWithResponseStream``: each item is an event."""
    record = _endpoint(call)
    result, invocation = _answered(call, record, call.members["Body"], in_parts=True)
    return {
        **_headers(call, invocation, result),
        EVENTS: _events(_parts(result)),
    }


def _parts(result: Any) -> Iterable[Any]:
    whole = (bytes, bytearray, str, dict, int, float, type(None))
    parts: Iterable[Any] = [result] if isinstance(result, whole) else result
    return parts


def _events(parts: Iterable[Any]) -> Iterable[Any]:
    try:
        for part in parts:
            yield {"PayloadPart": {"Bytes": _bytes(part)}}
    except Exception as error:  # noqa: BLE001 - of the user's function
        message = f"{type(error).__name__}: {error}"
        yield ("ModelStreamError", {"Message": message, "ErrorCode": "ModelInvocationTimeExceeded"})


def _front(call: Call, noun: str, name: str) -> Record:
    """Return the gateway or router that a request names."""
    kind = kinds(MAIN)[noun]
    with call.engine.transaction():
        main = attrs.evolve(call, service=MAIN, operation=kind.describe)
        record = main.find(kind, {kind.identity[0]: name})
    if record is None:
        codes = {shape.name for shape in call.model.error_shapes}
        code = "ResourceNotFoundException"
        raise EngineError(
            code if code in codes else "ValidationException", f"{name} does not exist."
        )
    return record


def invoke_gateway(call: Call) -> dict[str, Any]:
    """``InvokeGlobalInferenceGateway``."""
    record = _front(call, "GlobalInferenceGateway", call.members["GatewayId"])
    result, _ = _answered(call, record, call.members["Body"])
    return {"Body": result}


def invoke_gateway_stream(call: Call) -> dict[str, Any]:
    """``InvokeGlobalInferenceGatewayWithResponseStream``."""
    record = _front(call, "GlobalInferenceGateway", call.members["GatewayId"])
    result, _ = _answered(call, record, call.members["Body"], in_parts=True)
    return {EVENTS: _events(_parts(result))}


def invoke_router(call: Call) -> dict[str, Any]:
    """``InvokeInferenceRouter``."""
    record = _front(call, "InferenceRouter", call.members["InferenceRouterName"])
    result, invocation = _answered(call, record, call.members.get("Body"))
    answer = {"Body": result, **_headers(call, invocation, result)}
    del answer["InvokedProductionVariant"]
    return answer


def invoke_async(call: Call) -> dict[str, Any]:
    """``InvokeEndpointAsync``: the result is kept as an object, which the engine can read."""
    record = _endpoint(call)
    config = record.added.get("AsyncInferenceConfig", {}).get("OutputConfig", {})
    inference = call.members.get("InferenceId") or new_id(call.engine.next_number(), 24)
    where = (config.get("S3OutputPath") or "s3://example-bucket/async").rstrip("/")
    failed = (config.get("S3FailurePath") or f"{where}-failures").rstrip("/")
    source = call.members.get("InputLocation", "")
    body = call.members.get("Body") or b""
    if source.startswith("s3://") and not body:
        bucket, _, key = source.removeprefix("s3://").partition("/")
        body = call.engine.read_object(bucket, key) or b""
    output, failure = f"{where}/{inference}.out", f"{failed}/{inference}-error.out"
    try:
        result, _ = _answered(call, record, body)
        place, content = output, result
    except EngineError as error:
        if error.code != "ModelError":
            raise
        place, content = failure, error.message.encode()
    bucket, _, key = place.removeprefix("s3://").partition("/")
    with call.engine.transaction():
        call.store.put("objects", (bucket, key), content)
    return {"InferenceId": inference, "OutputLocation": output, "FailureLocation": failure}
