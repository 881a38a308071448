"""Calls that a hook of the user's makes while a call of ours is being made.

They run in the same context as ours, and may be of the same operation. Botocore has a context of
its own for each call, copied from the one around it: the copy knows how deep it is.

Those are parts of botocore that it does not promise to keep. Without them, nothing is nested.
"""

from __future__ import annotations

import importlib
from typing import Any, Final


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


def mark() -> Any:
    """Mark the call that is made next; what is returned goes to :func:`unmark`."""
    if not _has_contexts:
        return None
    around = _context.get_context()
    marked = _Marked()
    if around is not None:
        marked.__dict__.update(around.__dict__, depth=0)
    return _context.set_context(marked)


def unmark(token: Any) -> None:
    """The call is over."""
    if _has_contexts:
        _context.reset_context(token)


def is_nested() -> bool:
    """Whether the call that is being made is one within the marked one."""
    return _has_contexts and getattr(_context.get_context(), "depth", 0) > 1
