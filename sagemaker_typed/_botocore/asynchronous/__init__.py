"""Asynchronous calls of a boto3 client: its sockets and its pauses do not block the event loop.

Everything else of a call is botocore's own synchronous code. Each module replaces methods of the
client's parts; within an asynchronous call they wait for the event loop, and otherwise they do what
botocore does.
"""

from __future__ import annotations

from typing import Any

from sagemaker_typed._botocore.retries import pause_between_attempts

from .body import with_async_methods
from .credentials import refresh_off_the_loop
from .http import Connections

__all__ = ["Connections", "make_asynchronous", "with_async_methods"]


def make_asynchronous(client: Any) -> Connections:
    """Let asynchronous calls of ``client`` wait for the event loop; once for each client."""
    refresh_off_the_loop(client)
    pause_between_attempts(client)
    return Connections.of(client)
