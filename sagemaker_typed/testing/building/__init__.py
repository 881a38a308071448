"""``build``: valid objects of any class."""

from sagemaker_typed._lazy import publish

from .build import build

__all__ = ["build"]

publish(__name__)
