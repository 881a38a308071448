"""The typed call that is being made, so that botocore hooks can tell it from raw calls.

During a typed call, a user's hook may make raw calls, even of the same operation, and in the same
context. Botocore has its own context for each call, copied from the enclosing one; the copies made
here count their depth.

This uses undocumented parts of botocore. Without them, no call counts as nested.
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


# Not an attrs class, because creating a client does not import attrs.
class CallContext:
    """A typed call: its options, and what is known of its response. ``with`` makes it current.

    Args:
        request: The request to send.
        takes_shortcuts: Whether work that botocore does without effect may be left out.
        may_read: Whether the body may be read here, without botocore's parser.
        headers: HTTP headers to send in addition to botocore's.
        is_untyped: Whether the request consists of dicts, which botocore validates.
    """

    __slots__ = (
        *("request", "takes_shortcuts", "may_read", "headers", "is_untyped"),
        *("answer", "arrived", "body", "was_read", "is_rest", "has_events"),
        *("_token", "_mark"),
    )

    def __init__(
        self,
        request: Request[Any],
        *,
        takes_shortcuts: bool = False,
        may_read: bool = False,
        headers: Mapping[str, str] = _NONE,
        is_untyped: bool = False,
    ) -> None:
        self.request = request
        self.takes_shortcuts = takes_shortcuts
        self.may_read = may_read
        self.headers = headers
        self.is_untyped = is_untyped
        self.answer: Mapping[str, Any] | None = None
        """The last HTTP response."""
        self.arrived: Any = None
        """The last response as botocore received it from a socket, until it is read."""
        self.body: bytes = b""
        """The body of that response; empty if it is a stream."""
        self.was_read: bool = False
        """Whether the result is the body's JSON unchanged, not converted by botocore's parser."""
        self.is_rest: bool = False
        """Whether the service uses the rest-json protocol."""
        self.has_events: bool = False
        """Whether the response is an event stream, in which errors may still follow."""

    def __enter__(self) -> None:
        self._token: Token[CallContext | None] = _current.set(self)
        self._mark: Any = _mark()

    def __exit__(self, *_: object) -> None:
        if _has_contexts:
            _context.reset_context(self._mark)
        _current.reset(self._token)


_current: Final[ContextVar[CallContext | None]] = ContextVar("_current", default=None)


def current_call(operation: str) -> CallContext | None:
    """Return the typed call that a hook runs for; ``None`` if it runs for a raw call.

    Args:
        operation: The operation that the hook runs for, as the service model names it.
    """
    call = _current.get()
    if call is None or call.request.__operation__ != operation or _is_nested():
        return None
    return call


def call_being_sent() -> CallContext | None:
    """Return the typed call whose HTTP request is being sent; ``None`` for a raw call."""
    call = _current.get()
    return None if call is None or _is_nested() else call


# --- botocore's own context -----------------------------------------------------------------------


def _copied(context: Any, _: object) -> Any:
    again = _Marked()
    again.__dict__.update(context.__dict__, features=set(context.features), depth=context.depth + 1)
    return again


# Untyped, because botocore's stubs are incomplete.
_context: Any
try:
    _context = importlib.import_module("botocore.context")
    # The depth is 1 in a typed call, and 2 in a raw call that a hook makes during one.
    _Marked: Any = type("_Marked", (_context.ClientContext,), {"depth": 0, "__deepcopy__": _copied})
except (AttributeError, ImportError):
    _context = None
_has_contexts: Final = all(
    hasattr(_context, name) for name in ("get_context", "reset_context", "set_context")
)


def _mark() -> Any:
    """Mark the call that is made next as a typed call."""
    if not _has_contexts:
        return None
    around = _context.get_context()
    marked = _Marked()
    if around is not None:
        marked.__dict__.update(around.__dict__, depth=0)
    return _context.set_context(marked)


def _is_nested() -> bool:
    """Return whether the current call was made by a hook during the marked call."""
    return _has_contexts and getattr(_context.get_context(), "depth", 0) > 1
