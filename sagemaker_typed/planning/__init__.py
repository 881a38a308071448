"""Plans: what to do so that resources are as requested. ``client.plan`` and ``client.ensure``.

::

    request = sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name="churn-green")
    print(client.plan(request))
    client.ensure(request)
"""

from typing import Any as Any  # annotations of the classes are evaluated here

from sagemaker_typed._lazy import publish
from sagemaker_typed.differences import Differences as Differences
from sagemaker_typed.operation import Request as Request
from sagemaker_typed.operation import Response as Response

from .errors import (
    NotAppliedError,
    NotPlannableError,
    PlanError,
    ReplacementError,
    ResourceBusyError,
)
from .plan import Action, Plan, Step

__all__ = [
    "Action",
    "NotAppliedError",
    "NotPlannableError",
    "Plan",
    "PlanError",
    "ReplacementError",
    "ResourceBusyError",
    "Step",
]

publish(__name__)
