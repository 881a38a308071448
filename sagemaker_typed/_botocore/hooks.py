"""The hooks on a boto3 client. They act on typed calls only, not on the user's raw calls."""

from __future__ import annotations

import threading
from typing import Any, Final

from .call_context import current_call
from .session import BotoClient

_registering: Final = threading.Lock()


def add_response_hook(client: BotoClient) -> None:
    """Register the hook that reads responses; once, however often ``client`` is wrapped."""
    # A mock need not have events.
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        # Registered last, so that the user's hooks see the original body and may change it.
        with _registering:
            events.register_last(
                "before-parse", _before_parse, unique_id="sagemaker-typed-before-parse"
            )


def add_header_hook(client: BotoClient) -> None:
    """Register the hook that adds headers to requests; once, however often it is called."""
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        events.register("before-call", _before_call, unique_id="sagemaker-typed-before-call")


def _before_call(model: Any, params: Any, **_: Any) -> None:
    """Add the call's headers to an HTTP request that is about to be signed and sent."""
    call = current_call(model.name)
    if call is not None:
        params["headers"].update(call.headers)


def _before_parse(
    operation_model: Any, response_dict: Any, customized_response_dict: Any, **_: Any
) -> None:
    """Read an HTTP response that botocore is about to parse."""
    call = current_call(operation_model.name)
    if call is not None:
        from .direct_reading import read_answer

        read_answer(call, operation_model, response_dict, customized_response_dict)
