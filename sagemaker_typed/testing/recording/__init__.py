"""Recordings of real calls, which a fake plays."""

from sagemaker_typed._lazy import publish

from .recorder import Recorder

__all__ = ["Recorder"]

publish(__name__)
