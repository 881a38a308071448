"""The hooks on a boto3 client. They act within calls of ours; the user's own calls have none."""

from __future__ import annotations

import threading
from typing import Any, Final

from .call_context import current_call
from .session import BotoClient

_registering: Final = threading.Lock()


def watch(client: BotoClient) -> None:
    """Have the answers to our calls read here; once, however often ``client`` is wrapped."""
    # A client of a user's own making, such as a mock, need not have events.
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        # After the user's own hooks: these see the body as it came, and may have changed it.
        with _registering:
            events.register_last(
                "before-parse", _before_parse, unique_id="sagemaker-typed-before-parse"
            )


def accompany(client: BotoClient) -> None:
    """Have the headers of our calls sent; once, however often it is asked."""
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        events.register("before-call", _before_call, unique_id="sagemaker-typed-before-call")


def _before_call(model: Any, params: Any, **_: Any) -> None:
    """An HTTP request is about to be signed and sent."""
    call = current_call(model.name)
    if call is not None:
        params["headers"].update(call.headers)


def _before_parse(
    operation_model: Any, response_dict: Any, customized_response_dict: Any, **_: Any
) -> None:
    """An HTTP answer has arrived, which botocore parses next."""
    call = current_call(operation_model.name)
    if call is not None:
        from .direct_reading import read_answer

        read_answer(call, operation_model, response_dict, customized_response_dict)
