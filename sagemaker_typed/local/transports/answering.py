"""HTTP responses to calls of the engine, for both transports."""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Mapping
from typing import Any, Final

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed._botocore.faking.responses import encode_response
from sagemaker_typed._botocore.faking.service_errors import encode_error
from sagemaker_typed.local.engine.behaviour.invocations import EVENTS
from sagemaker_typed.local.engine.engine import REGION, Engine
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.services import operation

__all__ = ["answer_call", "error_answer", "region_of"]

_SCOPE: Final = re.compile(r"Credential=[^/]*/\d{8}/([a-z0-9-]{1,30})/")
_numbers: Final = itertools.count(1)
_log: Final = logging.getLogger("sagemaker_typed")
_STATUSES: Final = {"InternalFailure": 500, "ThrottlingException": 400, "ServiceUnavailable": 503}


def region_of(authorization: str) -> str:
    """Return the region of a signed request; the default one if it is not signed."""
    match = _SCOPE.search(authorization)
    return match[1] if match else REGION


def answer_call(
    engine: Engine, service: str, name: str, members: Mapping[str, Any], region: str
) -> HttpAnswer:
    """Return the HTTP response to a call. No error leaves this function."""
    model = operation(service, name)
    try:
        answer = engine.call(service, name, members, region=region)
        stream: Any = answer.pop(EVENTS, b"")
        if model.has_streaming_output and not model.has_event_stream_output:
            payload = model.output_shape.serialization["payload"]
            stream = answer.pop(payload, b"")
        encoded = encode_response(model, answer, stream=stream, is_live=True)
    except EngineError as error:
        return error_answer(model, error)
    except Exception as error:  # noqa: BLE001 - the server must not end
        # A fault of the engine; the state is as before the call.
        _log.exception("the local server failed in %s", name)
        text = f"the local server failed in {name}: {type(error).__name__}: {error}"
        return error_answer(model, EngineError("InternalFailure", text, status=500))
    return _identified(encoded)


def error_answer(model: Any, error: EngineError) -> HttpAnswer:
    """Return the HTTP response for an error."""
    status = error.status or _STATUSES.get(error.code)
    answer = encode_error(model, error.code, error.message, members=error.members, status=status)
    return _identified(answer)


def _identified(answer: HttpAnswer) -> HttpAnswer:
    number = next(_numbers)
    return answer.with_headers({"x-amzn-RequestId": f"00000000-0000-4000-8000-{number:012x}"})
