"""The steps that are made of a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic

import attrs
from typing_extensions import TypeVar

from sagemaker_typed.operation import Request, Shape
from sagemaker_typed.targets.reference import Reference

from .expressions import JsonGet
from .options import ClarifyCheckType, PropertyFile, QualityCheckType, listed
from .properties import LEAF, Fixed, Node, Shapes
from .steps import Cached, Retried, Step

if TYPE_CHECKING:
    from sagemaker_typed import sagemaker as sm  # noqa: F401 - the bases below are strings

__all__ = [
    "AutoMLStep",
    "ClarifyCheckStep",
    "EndpointConfigStep",
    "EndpointStep",
    "InferenceComponentStep",
    "ModelStep",
    "ProcessingStep",
    "QualityCheckStep",
    "RegisterModelStep",
    "RequestStep",
    "TrainingStep",
    "TransformStep",
    "TuningStep",
]

RequestT = TypeVar("RequestT", bound=Request, default=Request)


@attrs.define(slots=False)
class RequestStep(Step, Generic[RequestT]):
    """Base of the steps whose arguments are a request.

    The names that jobs and models must have are optional in a pipeline, which generates names: the
    request has :data:`generated_name` there. Any other name is the start of the generated names.
    """

    request_name: ClassVar[str] = ""
    """The name of the class of the request."""
    described_by: ClassVar[tuple[str, ...]] = ()
    """The names of the responses whose members are properties of the step."""
    generates: ClassVar[str | None] = None
    """The field for the name that the pipeline generates."""

    request: RequestT
    """The request; any of its values can be a placeholder."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        cls = self.request_class()
        if not isinstance(self.request, cls):
            raise TypeError(
                f"{type(self).__name__} is made of a {cls.__name__}, not of a "
                f"{type(self.request).__name__}"
            )

    @classmethod
    def request_class(cls) -> type[Request]:
        """Return the class of the request."""
        found: Any = _class(cls.request_name)
        request: type[Request] = found
        return request

    def _node(self) -> Node:
        return Shapes(*map(_maker, self.described_by))


def _class(name: str) -> type[Shape]:
    from sagemaker_typed import sagemaker

    cls: type[Shape] = getattr(sagemaker, name)
    return cls


def _maker(name: str) -> Any:
    return lambda: _class(name)


@attrs.define(slots=False)
class TrainingStep(RequestStep["sm.CreateTrainingJobRequest"], Cached, Retried):
    """Runs a training job. Notebook jobs and functions in pipelines are training jobs too."""

    type_name: ClassVar[str] = "Training"
    request_name: ClassVar[str] = "CreateTrainingJobRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeTrainingJobResponse",)
    generates: ClassVar[str | None] = "training_job_name"


@attrs.define(slots=False)
class ProcessingStep(RequestStep["sm.CreateProcessingJobRequest"], Cached, Retried):
    """Runs a processing job."""

    type_name: ClassVar[str] = "Processing"
    request_name: ClassVar[str] = "CreateProcessingJobRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeProcessingJobResponse",)
    generates: ClassVar[str | None] = "processing_job_name"

    property_files: Sequence[PropertyFile] = attrs.field(default=(), kw_only=True)
    """The JSON files that the job writes, and whose values other steps use."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.property_files = listed("property_files", self.property_files)

    def json_get(self, property_file: PropertyFile | str, path: str) -> Any:
        """Return a placeholder for a value in a property file of the step.

        Args:
            property_file: The property file, or its name.
            path: The path in the file, such as ``metrics.mse.value``.
        """
        name = property_file if isinstance(property_file, str) else property_file.name
        return JsonGet(path, Reference(f"Steps.{self.name}.PropertyFiles.{name}"))


@attrs.define(slots=False)
class TransformStep(RequestStep["sm.CreateTransformJobRequest"], Cached, Retried):
    """Runs a transform job."""

    type_name: ClassVar[str] = "Transform"
    request_name: ClassVar[str] = "CreateTransformJobRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeTransformJobResponse",)
    generates: ClassVar[str | None] = "transform_job_name"


@attrs.define(slots=False)
class TuningStep(RequestStep["sm.CreateHyperParameterTuningJobRequest"], Cached, Retried):
    """Runs a hyperparameter tuning job."""

    type_name: ClassVar[str] = "Tuning"
    request_name: ClassVar[str] = "CreateHyperParameterTuningJobRequest"
    described_by: ClassVar[tuple[str, ...]] = (
        "DescribeHyperParameterTuningJobResponse",
        "ListTrainingJobsForHyperParameterTuningJobResponse",
    )
    generates: ClassVar[str | None] = "hyper_parameter_tuning_job_name"


@attrs.define(slots=False)
class AutoMLStep(RequestStep["sm.CreateAutoMLJobRequest"], Cached, Retried):
    """Runs an AutoML job. Pipelines take the first version of the request, not ``V2``."""

    type_name: ClassVar[str] = "AutoML"
    request_name: ClassVar[str] = "CreateAutoMLJobRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeAutoMLJobResponse",)
    generates: ClassVar[str | None] = "auto_ml_job_name"

    def _node(self) -> Node:
        best = Fixed(ModelInsightsJsonReportPath=LEAF, ExplainabilityJsonReportPath=LEAF)
        return Shapes(*map(_maker, self.described_by), BestCandidateProperties=best)


@attrs.define(slots=False)
class ModelStep(RequestStep["sm.CreateModelRequest"], Retried):
    """Creates a model."""

    type_name: ClassVar[str] = "Model"
    request_name: ClassVar[str] = "CreateModelRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeModelResponse",)
    generates: ClassVar[str | None] = "model_name"


@attrs.define(slots=False)
class RegisterModelStep(RequestStep["sm.CreateModelPackageRequest"], Retried):
    """Registers a model as a model package."""

    type_name: ClassVar[str] = "RegisterModel"
    request_name: ClassVar[str] = "CreateModelPackageRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeModelPackageResponse",)


@attrs.define(slots=False)
class EndpointConfigStep(RequestStep["sm.CreateEndpointConfigRequest"], Cached, Retried):
    """Creates an endpoint configuration."""

    type_name: ClassVar[str] = "EndpointConfig"
    request_name: ClassVar[str] = "CreateEndpointConfigRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeEndpointConfigResponse",)
    generates: ClassVar[str | None] = "endpoint_config_name"


@attrs.define(slots=False)
class EndpointStep(RequestStep["sm.CreateEndpointRequest"], Cached):
    """Creates an endpoint, or updates it if it exists."""

    type_name: ClassVar[str] = "Endpoint"
    request_name: ClassVar[str] = "CreateEndpointRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeEndpointResponse",)
    generates: ClassVar[str | None] = "endpoint_name"


@attrs.define(slots=False)
class InferenceComponentStep(RequestStep["sm.CreateInferenceComponentRequest"]):
    """Creates an inference component, or updates it if it exists."""

    type_name: ClassVar[str] = "InferenceComponent"
    request_name: ClassVar[str] = "CreateInferenceComponentRequest"
    described_by: ClassVar[tuple[str, ...]] = ("DescribeInferenceComponentResponse",)


@attrs.define(slots=False)
class CheckStep(RequestStep["sm.CreateProcessingJobRequest"], Cached, Retried):
    """Base of the steps that compare data or a model with a baseline, in a processing job."""

    request_name: ClassVar[str] = "CreateProcessingJobRequest"
    generates: ClassVar[str | None] = "processing_job_name"

    skip_check: bool | None = attrs.field(default=None, kw_only=True)
    """Whether to calculate a new baseline only; a placeholder is allowed, as in all fields."""
    fail_on_violation: bool | None = attrs.field(default=None, kw_only=True)
    """Whether the step fails if the check finds a violation."""
    register_new_baseline: bool | None = attrs.field(default=None, kw_only=True)
    """Whether the new baseline is used instead of the earlier one."""
    model_package_group_name: str | None = attrs.field(default=None, kw_only=True)
    """The group whose latest approved model has the baseline."""
    supplied_baseline_constraints: str | None = attrs.field(default=None, kw_only=True)
    """The S3 URI of the constraints to check against."""


@attrs.define(slots=False)
class QualityCheckStep(CheckStep):
    """Checks the quality of data or of a model."""

    type_name: ClassVar[str] = "QualityCheck"

    check_type: QualityCheckType = attrs.field(kw_only=True)
    """The kind of the check."""
    supplied_baseline_statistics: str | None = attrs.field(default=None, kw_only=True)
    """The S3 URI of the statistics to check against."""

    def _node(self) -> Node:
        return Fixed(
            CalculatedBaselineConstraints=LEAF,
            CalculatedBaselineStatistics=LEAF,
            BaselineUsedForDriftCheckConstraints=LEAF,
            BaselineUsedForDriftCheckStatistics=LEAF,
        )


@attrs.define(slots=False)
class ClarifyCheckStep(CheckStep):
    """Checks data or a model for bias, or explains a model, with SageMaker Clarify."""

    type_name: ClassVar[str] = "ClarifyCheck"

    check_type: ClarifyCheckType = attrs.field(kw_only=True)
    """The kind of the check."""
    model_name: str | None = attrs.field(default=None, kw_only=True)
    """The name of the model to check."""

    def _node(self) -> Node:
        return Fixed(
            CalculatedBaselineConstraints=LEAF,
            BaselineUsedForDriftCheckConstraints=LEAF,
        )
