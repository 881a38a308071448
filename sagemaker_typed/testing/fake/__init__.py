"""A fake service: a real client whose requests are answered by rules."""

# The annotations of the published classes are evaluated here.
from collections.abc import Mapping  # noqa: F401
from typing import Any  # noqa: F401

from sagemaker_typed._botocore.faking.seam import Attempt  # noqa: F401
from sagemaker_typed._lazy import publish
from sagemaker_typed.operation import Request  # noqa: F401

from .calls import FakeCall
from .errors import NetworkError, UnmatchedRequestError, UnusedRulesError
from .rule import Rule
from .service import FakeService
from .untyped import UntypedRule

__all__ = [
    "FakeCall",
    "FakeService",
    "NetworkError",
    "Rule",
    "UnmatchedRequestError",
    "UntypedRule",
    "UnusedRulesError",
]

publish(__name__)
