"""The service integrations of Step Functions for the services of SageMaker.

Sources, in the developer guide of Step Functions: ``connect-sagemaker.html`` for the optimized
integration, ``supported-services-awssdk.html`` for the AWS SDK integrations.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed.operation import Request, Response

__all__ = [
    "OPTIMIZED",
    "SERVICES",
    "Integration",
    "Resource",
    "Service",
    "request_class",
    "service_named",
]

Integration: TypeAlias = Literal["optimized", "aws-sdk"]
"""The two ways in which Step Functions calls SageMaker."""


class Service(NamedTuple):
    """A service that Step Functions can call."""

    service: str
    """botocore's name of the service."""
    package: str
    """The package of its classes."""
    name: str
    """The name in the ARN of a task."""
    prefix: str
    """The start of the names of its errors."""
    unsupported: frozenset[str] = frozenset()
    """The operations that Step Functions cannot call."""


SERVICES: Final = (
    Service("sagemaker", "sagemaker", "sagemaker", "SageMaker"),
    Service("sagemaker-a2i-runtime", "a2i_runtime", "sagemakera2iruntime", "SageMakerA2IRuntime"),
    Service("sagemaker-edge", "edge", "sagemakeredge", "SagemakerEdge"),
    Service(
        "sagemaker-featurestore-runtime",
        "featurestore_runtime",
        "sagemakerfeaturestoreruntime",
        "SageMakerFeatureStoreRuntime",
    ),
    Service("sagemaker-geospatial", "geospatial", "sagemakergeospatial", "SageMakerGeospatial"),
    Service("sagemaker-metrics", "metrics", "sagemakermetrics", "SageMakerMetrics"),
    Service(
        "sagemaker-runtime",
        "runtime",
        "sagemakerruntime",
        "SageMakerRuntime",
        frozenset({"InvokeEndpointWithResponseStream"}),
    ),
)
"""The services with an AWS SDK integration."""

OPTIMIZED: Final = {
    "CreateEndpoint": False,
    "CreateEndpointConfig": False,
    "CreateHyperParameterTuningJob": True,
    "CreateLabelingJob": True,
    "CreateModel": False,
    "CreateProcessingJob": True,
    "CreateTrainingJob": True,
    "CreateTransformJob": True,
    "UpdateEndpoint": False,
}
"""The operations of the optimized integration, and whether it can wait for the job (``.sync``)."""
_OPTIMIZED_SERVICE: Final = "sagemaker"

# A template may have a parameter, such as ${AWS::Partition}, in place of the partition.
_ARN: Final = re.compile(
    r"arn:(?:\$\{[^}]*\}|[^:]*):states:[^:]*:[^:]*:"
    r"(?P<sdk>aws-sdk:)?(?P<service>[^:.]+):(?P<action>\w+)(?:\.(?P<pattern>[\w:]+))?"
)


class Resource(NamedTuple):
    """The parts of the resource of a task."""

    integration: Integration
    service: Service
    operation: str
    """The service model's name of the operation."""
    pattern: str = ""
    """The integration pattern: ``sync``, ``waitForTaskToken`` or empty."""

    def arn(self, partition: str = "aws") -> str:
        """Return the ARN."""
        sdk = "aws-sdk:" if self.integration == "aws-sdk" else ""
        action = self.operation[0].lower() + self.operation[1:]
        pattern = f".{self.pattern}" if self.pattern else ""
        return f"arn:{partition}:states:::{sdk}{self.service.name}:{action}{pattern}"

    @classmethod
    def parsed(cls, arn: str) -> Resource | None:
        """Return the parts of an ARN; ``None`` if it does not call a service of SageMaker."""
        found = _ARN.fullmatch(arn)
        if found is None:
            return None
        service = next((one for one in SERVICES if one.name == found["service"]), None)
        if service is None or not (found["sdk"] or service.service == _OPTIMIZED_SERVICE):
            return None
        action = found["action"]
        return cls(
            "aws-sdk" if found["sdk"] else "optimized",
            service,
            action[0].upper() + action[1:],
            found["pattern"] or "",
        )


def service_named(name: str) -> Service | None:
    """Return the service for botocore's name; ``None`` if Step Functions does not know it."""
    return next((one for one in SERVICES if one.service == name), None)


def request_class(resource: Resource) -> type[Request[Response]]:
    """Return the class of the requests of an operation.

    Raises:
        ValueError: this release does not know the operation.
    """
    namespace: Any = import_module(f"sagemaker_typed.{resource.service.package}")
    name = f"{resource.operation}Request"
    if name not in namespace.__all__:
        names = [
            one.removesuffix("Request") for one in namespace.__all__ if one.endswith("Request")
        ]
        near = [f"{one[0].lower()}{one[1:]}" for one in nearest(resource.operation, names)]
        hint = f"; did you mean {either(near)}?" if near else ""
        raise ValueError(
            f"{resource.arn()}: this release does not know the operation {resource.operation} of "
            f"{resource.service.service}{hint}"
        )
    cls: type[Request[Response]] = getattr(namespace, name)
    return cls
