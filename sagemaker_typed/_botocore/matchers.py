"""Matching of a response or error with an acceptor of the waiter model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from botocore.waiter import AcceptorConfig


def matcher(row: Mapping[str, Any]) -> Callable[[Any], bool | None]:
    """Return botocore's own matcher for an acceptor."""
    made: Callable[[Any], bool | None] = AcceptorConfig(row).matcher_func
    return made
