"""The errors of a fake service in a test. They are no errors of the service."""

from __future__ import annotations

from sagemaker_typed._botocore.faking.errors import NetworkError

__all__ = ["NetworkError", "UnmatchedRequestError", "UnusedRulesError"]


class UnmatchedRequestError(AssertionError):
    """No rule answers a request. The message has the nearest rule and the differences."""


class UnusedRulesError(AssertionError):
    """Rules have responses that were not used."""
