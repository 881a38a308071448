"""A fake service: a real client whose requests are answered by rules."""

from collections.abc import Mapping
from typing import Any

from sagemaker_typed._botocore.faking.seam import Attempt
from sagemaker_typed._lazy import publish
from sagemaker_typed.operation import Request

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

publish(__name__, (Any, Attempt, Mapping, Request))
