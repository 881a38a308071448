"""Whether what boto3 returns, or raises, matches a row of the waiter model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from botocore.waiter import AcceptorConfig


def matcher(row: Mapping[str, Any]) -> Callable[[Any], bool | None]:
    """Botocore's own matcher for a row."""
    made: Callable[[Any], bool | None] = AcceptorConfig(row).matcher_func
    return made
