"""The error for a request that would have reached a network."""

from __future__ import annotations

__all__ = ["NetworkError"]


class NetworkError(AssertionError):
    """A request would have reached a network while ``FakeService.patched`` is active."""
