"""The operators of Airflow's Amazon provider whose argument ``config`` is a request.

The source is the provider's ``operators/sagemaker.py``, version 9.39. ``tests/record_airflow.py``
records these facts from an installed provider, and tests compare them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["OPERATORS", "S3_OPERATIONS", "Operator", "Part", "operators_of"]

S3_OPERATIONS: Final = "S3Operations"
"""A key of any configuration: uploads that the operator makes before, not a member."""


class Part(NamedTuple):
    """A request in the configuration of an operator."""

    operations: tuple[str, ...]
    """The operations that can be this part."""
    integers: tuple[str, ...] = ()
    """The paths of members that the operator converts from ``str`` to ``int``."""
    role: str | None = None
    """The path of the member with a role, which can be the name of the role instead of its ARN."""


class Operator(NamedTuple):
    """An operator and its configuration."""

    name: str
    """The name of the class."""
    main: str
    """The key of the part that can be the whole configuration."""
    parts: Mapping[str, Part]
    """The parts by key, in the order in which the operator sends them."""


_MODEL: Final = Part(("CreateModel",), role="ExecutionRoleArn")
_CONFIG: Final = Part(("CreateEndpointConfig",), ("ProductionVariants.InitialInstanceCount",))
_TRAINING: Final = (
    "ResourceConfig.InstanceCount",
    "ResourceConfig.VolumeSizeInGB",
    "StoppingCondition.MaxRuntimeInSeconds",
)

OPERATORS: Final = (
    Operator(
        "SageMakerTrainingOperator",
        "Training",
        {"Training": Part(("CreateTrainingJob",), _TRAINING, "RoleArn")},
    ),
    Operator(
        "SageMakerProcessingOperator",
        "Processing",
        {
            "Processing": Part(
                ("CreateProcessingJob",),
                (
                    "ProcessingResources.ClusterConfig.InstanceCount",
                    "ProcessingResources.ClusterConfig.VolumeSizeInGB",
                    "StoppingCondition.MaxRuntimeInSeconds",
                ),
                "RoleArn",
            )
        },
    ),
    Operator(
        "SageMakerTuningOperator",
        "Tuning",
        {
            "Tuning": Part(
                ("CreateHyperParameterTuningJob",),
                (
                    "HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs",
                    "HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs",
                    *(f"TrainingJobDefinition.{path}" for path in _TRAINING),
                ),
                "TrainingJobDefinition.RoleArn",
            )
        },
    ),
    Operator(
        "SageMakerTransformOperator",
        "Transform",
        {
            "Model": _MODEL,
            "Transform": Part(
                ("CreateTransformJob",),
                (
                    "TransformResources.InstanceCount",
                    "MaxConcurrentTransforms",
                    "MaxPayloadInMB",
                ),
            ),
        },
    ),
    Operator("SageMakerModelOperator", "Model", {"Model": _MODEL}),
    Operator("SageMakerDeleteModelOperator", "Model", {"Model": Part(("DeleteModel",))}),
    Operator("SageMakerEndpointConfigOperator", "EndpointConfig", {"EndpointConfig": _CONFIG}),
    Operator(
        "SageMakerEndpointOperator",
        "Endpoint",
        {
            "Model": _MODEL,
            "EndpointConfig": _CONFIG,
            "Endpoint": Part(("CreateEndpoint", "UpdateEndpoint")),
        },
    ),
)


def operators_of(operation: str) -> list[tuple[Operator, str]]:
    """Return the operators that have an operation in their configuration, with its key."""
    return [
        (operator, key)
        for operator in OPERATORS
        for key, part in operator.parts.items()
        if operation in part.operations
    ]
