"""Which call of ours is being made: how a hook on a boto3 client tells it from the user's own."""

from __future__ import annotations

import threading
from contextvars import ContextVar
from typing import Any, Final, Protocol

from .nesting import is_nested
from .session import BotoClient


class Call(Protocol):
    """A call of ours that is being made, as botocore's hooks see it."""

    def before_call(self, model: Any, http: dict[str, Any]) -> None:
        """An HTTP request is about to be signed and sent.

        Args:
            model: botocore's model of the operation.
            http: Its method, address, headers and body.
        """
        ...

    def before_parse(self, model: Any, answer: dict[str, Any], result: dict[str, Any]) -> None:
        """An HTTP answer has arrived.

        Args:
            model: botocore's model of the operation.
            answer: Its status, headers and body, which botocore parses next.
            result: What is to be in the result besides what botocore parses.
        """
        ...


current_call: Final[ContextVar[Call | None]] = ContextVar("current_call", default=None)
"""The call of ours that is being made; the user's own calls on the same client have none."""


_registering: Final = threading.Lock()


def watch(client: BotoClient) -> None:
    """Have our calls see ``client``'s answers; once, however often it is wrapped."""
    # A client of a user's own making, such as a mock, need not have events.
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        # After the user's own hooks: these see the body as it came, and may have changed it.
        with _registering:
            events.register_last(
                "before-parse", _before_parse, unique_id="sagemaker-typed-before-parse"
            )


def accompany(client: BotoClient) -> None:
    """Have our calls see what ``client`` is about to send; once, however often it is asked."""
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        events.register("before-call", _before_call, unique_id="sagemaker-typed-before-call")


def _before_call(model: Any, params: Any, **_: Any) -> None:
    call = current_call.get()
    if call is not None:
        call.before_call(model, params)


def _before_parse(
    operation_model: Any, response_dict: Any, customized_response_dict: Any, **_: Any
) -> None:
    call = current_call.get()
    if call is not None and not is_nested():
        call.before_parse(operation_model, response_dict, customized_response_dict)
