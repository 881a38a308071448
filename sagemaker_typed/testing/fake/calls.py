"""The calls that a fake has received."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from sagemaker_typed._botocore.faking.seam import Attempt
from sagemaker_typed.operation import Request

__all__ = ["FakeCall"]


@attrs.define(eq=False)
class FakeCall:
    """A call that reached the fake."""

    operation: str
    """The service model's name of the operation, such as ``CreateModel``."""
    service: str
    """botocore's name of the service."""
    request: Request[Any] | None
    """The request; ``None`` if this release has no class for the operation."""
    parameters: Mapping[str, Any] = attrs.field(repr=False)
    """The parameters, as boto3 takes them."""
    attempts: list[Attempt] = attrs.field(factory=list[Attempt])
    """The HTTP requests: one, and one more for each retry."""
    model: Any = attrs.field(default=None, repr=False)
    """botocore's model of the operation."""
    read_timeout: float | None = attrs.field(default=None, repr=False)
    """The seconds that the client waits for a response; ``None`` means no limit."""
    misfit: Exception | None = attrs.field(default=None, repr=False)
    """Why the parameters cannot be read as a request, unless botocore refuses them first."""
