"""Which call of ours is being made: how a hook on a boto3 client tells it from the user's own."""

from __future__ import annotations

import threading
from contextvars import ContextVar
from typing import Any, Final, Protocol

from botocore import context as _context
from botocore.context import ClientContext

from ._boto_client import BotoClient


class Call(Protocol):
    """A call of ours that is being made, as botocore's hooks see it."""

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


# botocore's stubs do not have it.
_botocore: Final[Any] = _context


class _Marked(ClientContext):
    """The context of a call of ours; botocore copies it for each call that is made within it."""

    depth = 0
    """1 in the call itself, 2 in a call that a hook of the user's makes meanwhile."""

    def __deepcopy__(self, memo: object) -> _Marked:
        again = _Marked()
        again.__dict__.update(self.__dict__, features=set(self.features), depth=self.depth + 1)
        return again


def mark() -> Any:
    """Mark the call that is made next, so that calls within it are told from it."""
    around: Any = _botocore.get_context()
    marked = _Marked()
    if around is not None:
        marked.__dict__.update(around.__dict__, depth=0)
    return _botocore.set_context(marked)


def unmark(token: Any) -> None:
    """The call is over."""
    _botocore.reset_context(token)


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


def _before_parse(
    operation_model: Any, response_dict: Any, customized_response_dict: Any, **_: Any
) -> None:
    call = current_call.get()
    if call is not None and getattr(_botocore.get_context(), "depth", 0) <= 1:
        call.before_parse(operation_model, response_dict, customized_response_dict)
