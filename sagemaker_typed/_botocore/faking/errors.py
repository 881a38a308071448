"""The error for a request that would have reached a network."""

from __future__ import annotations

from sagemaker_typed._lazy import exported_from

__all__ = ["NetworkError"]


@exported_from("sagemaker_typed.testing.fake")
class NetworkError(AssertionError):
    """A request would have reached a network while ``patched`` of a fake or an engine is active."""
