"""Options of steps and pipelines: caching, retries, property files, dependencies, experiments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from sagemaker_typed.enums import OpenEnum

from .texts import NotText

if TYPE_CHECKING:
    from .steps import Step

__all__ = [
    "CacheConfig",
    "ClarifyCheckType",
    "Dependency",
    "ExceptionType",
    "ExperimentConfig",
    "OutputParameter",
    "OutputType",
    "PropertyFile",
    "QualityCheckType",
    "RetryPolicy",
    "Trigger",
    "listed",
]


class Trigger(OpenEnum):
    """The results of a step after which another one starts."""

    COMPLETED = "Completed"
    FAILED = "Failed"
    STOPPED = "Stopped"
    ANY = "Any"


class OutputType(OpenEnum):
    """The types of output parameters."""

    STRING = "String"
    INTEGER = "Integer"
    BOOLEAN = "Boolean"
    FLOAT = "Float"


class QualityCheckType(OpenEnum):
    """The kinds of checks of quality."""

    DATA_QUALITY = "DATA_QUALITY"
    MODEL_QUALITY = "MODEL_QUALITY"


class ClarifyCheckType(OpenEnum):
    """The kinds of checks with SageMaker Clarify."""

    DATA_BIAS = "DATA_BIAS"
    MODEL_BIAS = "MODEL_BIAS"
    MODEL_EXPLAINABILITY = "MODEL_EXPLAINABILITY"


class ExceptionType(OpenEnum):
    """The exceptions after which a step is tried again."""

    STEP_SERVICE_FAULT = "Step.SERVICE_FAULT"
    STEP_THROTTLING = "Step.THROTTLING"
    SAGEMAKER_JOB_INTERNAL_ERROR = "SageMaker.JOB_INTERNAL_ERROR"
    SAGEMAKER_CAPACITY_ERROR = "SageMaker.CAPACITY_ERROR"
    SAGEMAKER_RESOURCE_LIMIT = "SageMaker.RESOURCE_LIMIT"
    EMR_RESOURCE_LIMIT = "Emr.RESOURCE_LIMIT"


@attrs.frozen
class CacheConfig:
    """Whether a step uses the results of an earlier execution that had the same arguments."""

    enabled: bool = True
    """Whether to use them."""
    expire_after: str | None = None
    """The maximum age of the results, as an ISO 8601 duration such as ``P30D``."""


@attrs.define
class RetryPolicy:
    """When and how often to try a step again."""

    exception_types: Sequence[ExceptionType]
    """The exceptions after which to try again."""
    interval_seconds: int | None = None
    """The seconds before the first retry; the service's default is 1."""
    backoff_rate: float | None = None
    """The factor by which each interval is longer than the one before; the default is 2."""
    max_attempts: int | None = None
    """The maximum number of retries, from 1 to 20."""
    expire_after_minutes: int | None = None
    """The minutes after which there are no more retries, at most 14,400."""

    def __attrs_post_init__(self) -> None:
        self.exception_types = listed("exception_types", self.exception_types)


@attrs.frozen
class PropertyFile(NotText):
    """A JSON file that a processing step writes, whose values other steps can use."""

    text_hint: ClassVar[str] = "use json_get of its step"
    """The end of the error for the file in a str."""

    name: str
    """The name of the property file, unique in the step."""
    output_name: str
    """The name of the output that has the file."""
    path: str
    """The path of the file in the output, such as ``evaluation.json``."""


@attrs.frozen
class OutputParameter:
    """A value that a Lambda function or a callback returns to the pipeline."""

    name: str
    """The name."""
    type: OutputType = OutputType.STRING
    """The type of the value."""


@attrs.define
class Dependency:
    """A step that must have ended before another one starts, and how it must have ended."""

    step: Step | str
    """The step or its name; stored as the name."""
    trigger: Trigger = Trigger.COMPLETED
    """The result after which the other step starts."""

    def __attrs_post_init__(self) -> None:
        self.step = self.step_name

    @property
    def step_name(self) -> str:
        """The name of the step."""
        return name_of(self.step)


@attrs.frozen
class ExperimentConfig:
    """The experiment and the trial to which the executions of a pipeline belong."""

    experiment_name: str
    """The name of the experiment; a placeholder such as ``Execution.pipeline_name`` is allowed."""
    trial_name: str
    """The name of the trial; a placeholder is allowed."""


def listed(what: str, values: Any) -> list[Any]:
    """Return the items of a list.

    Raises:
        TypeError: the values are a single item, such as a str, whose characters would be the items.
    """
    if isinstance(values, str):
        raise TypeError(f"{what} takes a list, not {str.__str__(values)!r}; put it in [...]")
    if values is None:
        raise TypeError(f"{what} takes a list, not None; pass [] for none")
    iterable: Any = Iterable  # a narrowed type would be partially unknown
    if not isinstance(values, iterable):
        raise TypeError(f"{what} takes a list, not {type(values).__name__}; put it in [...]")
    return [*values]


def name_of(step: Any) -> str:
    """Return the name of a step, or a name itself.

    Raises:
        TypeError: ``step`` is neither a step nor a str.
    """
    name = step if isinstance(step, str) else getattr(step, "name", None)
    if not isinstance(name, str):
        raise TypeError(f"expected a step or its name, not {type(step).__name__}")
    return name
