"""Limits of the parts of a pipeline, from the service model."""

from __future__ import annotations

from typing import Final

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape

__all__ = ["MAX_ATTEMPTS", "MAX_EXPIRE_AFTER_MINUTES", "most_characters", "most_parameters"]

# Those of the SageMaker Python SDK: the service model has no retry policies.
MAX_ATTEMPTS: Final = 20
MAX_EXPIRE_AFTER_MINUTES: Final = 14400


def most_characters() -> int:
    """Return the maximum length of a definition."""
    from sagemaker_typed.sagemaker import CreatePipelineRequest

    return _most(CreatePipelineRequest, "pipeline_definition")


def most_parameters() -> int:
    """Return the maximum number of parameters for which an execution can have values."""
    from sagemaker_typed.sagemaker import StartPipelineExecutionRequest

    return _most(StartPipelineExecutionRequest, "pipeline_parameters")


def _most(cls: type[Shape], field: str) -> int:
    content = contents_of(cls)[field]
    most = content.bounds.max_length if isinstance(content, kinds.Text | kinds.List) else None
    if most is None:
        raise RuntimeError(f"{cls.__name__}.{field} has no maximum length")
    return most
