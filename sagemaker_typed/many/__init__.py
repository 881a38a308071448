"""Many requests together: with a limited number of workers, in order, and slower when throttled."""

from sagemaker_typed._lazy import publish

from .filling import requests_for
from .outcomes import Errors, FailedRequest

__all__ = ["Errors", "FailedRequest", "requests_for"]

publish(__name__)
