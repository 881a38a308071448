"""The functions that wrap one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["layers_of"]


def layers_of(function: Any) -> Iterator[Any]:
    """Yield a function, the one that it wraps (its ``__wrapped__``), and so on."""
    while function is not None:
        yield function
        function = getattr(function, "__wrapped__", None)
