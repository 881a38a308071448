"""SageMaker Pipelines: definitions whose steps are made of requests.

::

    train = TrainingStep("train", sm.CreateTrainingJobRequest(...))
    definition = PipelineDefinition([train])
    client.create_pipeline(..., pipeline_definition=definition.to_json())
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._lazy import only_names, publish
from sagemaker_typed.targets.reference import Reference

from .conditions import (
    Comparison,
    Condition,
    Equals,
    GreaterThan,
    GreaterThanOrEqualTo,
    In,
    LessThan,
    LessThanOrEqualTo,
    Not,
    Or,
    OtherCondition,
)
from .definition import DefinitionError, PipelineDefinition
from .expressions import Execution, Function, Join, JsonGet, generated_name, join, json_get
from .options import (
    CacheConfig,
    ClarifyCheckType,
    Dependency,
    ExceptionType,
    ExperimentConfig,
    OutputParameter,
    OutputType,
    PropertyFile,
    QualityCheckType,
    RetryPolicy,
    Trigger,
)
from .parameters import (
    BooleanParameter,
    FloatParameter,
    IntegerParameter,
    OtherParameter,
    Parameter,
    StringParameter,
)
from .properties import Properties
from .request_steps import (
    AutoMLStep,
    ClarifyCheckStep,
    EndpointConfigStep,
    EndpointStep,
    InferenceComponentStep,
    ModelStep,
    ProcessingStep,
    QualityCheckStep,
    RegisterModelStep,
    RequestStep,
    RequestT,
    TrainingStep,
    TransformStep,
    TuningStep,
)
from .steps import (
    CallbackStep,
    ConditionStep,
    EMRServerlessStep,
    EMRStep,
    FailStep,
    LambdaStep,
    OtherStep,
    Step,
)

__all__ = [
    "AutoMLStep",
    "BooleanParameter",
    "CacheConfig",
    "CallbackStep",
    "ClarifyCheckStep",
    "ClarifyCheckType",
    "Comparison",
    "Condition",
    "ConditionStep",
    "DefinitionError",
    "Dependency",
    "EMRServerlessStep",
    "EMRStep",
    "EndpointConfigStep",
    "EndpointStep",
    "Equals",
    "ExceptionType",
    "Execution",
    "ExperimentConfig",
    "FailStep",
    "FloatParameter",
    "Function",
    "GreaterThan",
    "GreaterThanOrEqualTo",
    "In",
    "InferenceComponentStep",
    "IntegerParameter",
    "Join",
    "JsonGet",
    "LambdaStep",
    "LessThan",
    "LessThanOrEqualTo",
    "ModelStep",
    "Not",
    "Or",
    "OtherCondition",
    "OtherParameter",
    "OtherStep",
    "OutputParameter",
    "OutputType",
    "Parameter",
    "PipelineDefinition",
    "ProcessingStep",
    "Properties",
    "PropertyFile",
    "QualityCheckStep",
    "QualityCheckType",
    "RegisterModelStep",
    "RequestStep",
    "RetryPolicy",
    "Step",
    "StringParameter",
    "TrainingStep",
    "TransformStep",
    "Trigger",
    "TuningStep",
    "generated_name",
    "join",
    "json_get",
]

publish(__name__, (Any, ClassVar, Mapping, Problem, Reference, RequestT, Sequence))

if not TYPE_CHECKING:  # type checkers would accept any name
    __getattr__ = only_names(__name__, __all__)
