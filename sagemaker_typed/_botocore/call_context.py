"""Which call of ours is being made: how a hook on a boto3 client tells it from the user's own.

A hook of the user's may make calls meanwhile. They run in the same context as ours, and may be of
the same operation. Botocore has a context of its own for each call, copied from the one around it:
our copy counts how deep it is.

Those are parts of botocore that it does not promise to keep. Without them, nothing is nested.
"""

from __future__ import annotations

import importlib
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextvars import Token

    from sagemaker_typed.operation import Request

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


# Not attrs, which making a client does not import.
class CallContext:
    """A call of ours: what it is to do, and what is known of its answer. ``with`` makes it current.

    Args:
        request: What is sent.
        may_read: Whether the body may be read here, and botocore's parser spared.
        headers: HTTP headers to send besides botocore's.
    """

    __slots__ = (
        *("request", "may_read", "headers"),
        *("answer", "body", "was_read", "is_rest", "has_events"),
        *("_token", "_mark"),
    )

    def __init__(
        self,
        request: Request[Any],
        *,
        may_read: bool = False,
        headers: Mapping[str, str] = _NONE,
    ) -> None:
        self.request = request
        self.may_read = may_read
        self.headers = headers
        self.answer: Mapping[str, Any] | None = None
        """The HTTP answer that came last."""
        self.body: bytes = b""
        """The body of that answer; empty where it is a stream."""
        self.was_read: bool = False
        """Whether the result has the body's JSON as it is, where botocore's parser converts it."""
        self.is_rest: bool = False
        """Whether it is the JSON of a service that speaks rest-json."""
        self.has_events: bool = False
        """Whether the answer is a stream of events, whose errors are yet to come."""

    def __enter__(self) -> None:
        self._token: Token[CallContext | None] = _current.set(self)
        self._mark: Any = _mark()

    def __exit__(self, *_: object) -> None:
        if _has_contexts:
            _context.reset_context(self._mark)
        _current.reset(self._token)


_current: Final[ContextVar[CallContext | None]] = ContextVar("_current", default=None)


def current_call(operation: str) -> CallContext | None:
    """The call of ours that a hook is about; none where it is about a call of the user's.

    Args:
        operation: The service model's name of the operation that the hook is about.
    """
    call = _current.get()
    if call is None or call.request.__operation__ != operation or _is_nested():
        return None
    return call


# --- botocore's own context -----------------------------------------------------------------------


def _copied(context: Any, _: object) -> Any:
    again = _Marked()
    again.__dict__.update(context.__dict__, features=set(context.features), depth=context.depth + 1)
    return again


# botocore's stubs do not have all of it.
_context: Any
try:
    _context = importlib.import_module("botocore.context")
    # 1 in a call of ours itself, 2 in a call that a hook of the user's makes meanwhile.
    _Marked: Any = type("_Marked", (_context.ClientContext,), {"depth": 0, "__deepcopy__": _copied})
except (AttributeError, ImportError):
    _context = None
_has_contexts: Final = all(
    hasattr(_context, name) for name in ("get_context", "reset_context", "set_context")
)


def _mark() -> Any:
    """Mark the call that is made next."""
    if not _has_contexts:
        return None
    around = _context.get_context()
    marked = _Marked()
    if around is not None:
        marked.__dict__.update(around.__dict__, depth=0)
    return _context.set_context(marked)


def _is_nested() -> bool:
    """Whether the call that is being made is one within the marked one."""
    return _has_contexts and getattr(_context.get_context(), "depth", 0) > 1
