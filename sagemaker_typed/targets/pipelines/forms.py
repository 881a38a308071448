"""The form of a definition: the member of its JSON for each field, for reading and writing.

The members of steps are those of the JSON schema of pipeline definitions, and those that the
SageMaker Python SDK writes: https://aws-sagemaker-mlops.github.io
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sagemaker_typed.enums import OpenEnum

from . import conditions, options, parameters, request_steps, steps

__all__ = [
    "ARGUMENTS",
    "CONDITIONS",
    "FORMS",
    "PARAMETERS",
    "STEPS",
    "Form",
    "Member",
    "Parts",
    "form_of",
]

ARGUMENTS: Final = "Arguments"


class Parts(NamedTuple):
    """The values of a field are objects, or a list of objects."""

    kind: type[Any]
    """Their class, or the base of their classes."""
    is_list: bool = False


class Member(NamedTuple):
    """A member of the JSON of an object."""

    field: str
    """The name of the field."""
    wire: str
    """The name of the member."""
    parts: Parts | None = None
    """The objects in it; ``None`` for JSON values and placeholders."""
    enum: type[OpenEnum] | None = None
    """The enum of its value, or of the items of its list."""
    in_arguments: bool = False
    """Whether it is a member of the step's arguments, not of the step."""
    is_required: bool = False
    """Whether it is always there."""


class Form(NamedTuple):
    """The form of the JSON of a class."""

    members: tuple[Member, ...]
    arguments: str | None = None
    """The field with all arguments of the step, if the arguments are not members."""


def _of_arguments(*members: Member) -> tuple[Member, ...]:
    return tuple(member._replace(in_arguments=True) for member in members)


def _objects(field: str, wire: str, kind: type[Any], *, is_required: bool = False) -> Member:
    return Member(field, wire, Parts(kind, is_list=True), is_required=is_required)


_STEP: Final = (
    Member("name", "Name", is_required=True),
    _objects("depends_on", "DependsOn", options.Dependency),
    Member("display_name", "DisplayName"),
    Member("description", "Description"),
)
_CACHED: Final = (*_STEP, Member("cache", "CacheConfig", Parts(options.CacheConfig)))
_RETRIED: Final = (*_STEP, _objects("retry_policies", "RetryPolicies", options.RetryPolicy))
_JOB: Final = (*_CACHED, *_RETRIED[len(_STEP) :])
_OUTPUTS: Final = _objects("outputs", "OutputParameters", options.OutputParameter)
_CHECK: Final = (
    *_JOB,
    Member("skip_check", "SkipCheck"),
    Member("fail_on_violation", "FailOnViolation"),
    Member("register_new_baseline", "RegisterNewBaseline"),
    Member("model_package_group_name", "ModelPackageGroupName"),
    Member("supplied_baseline_constraints", "SuppliedBaselineConstraints"),
)
_DEFAULT: Final = Member("default", "DefaultValue")
_PARAMETER: Final = (
    Member("name", "Name", is_required=True),
    Member("description", "Description"),
    _DEFAULT,
)
_COMPARISON: Final = Form(
    (
        Member("left", "LeftValue", is_required=True),
        Member("right", "RightValue", is_required=True),
    )
)

FORMS: Final[Mapping[type[Any], Form]] = {
    # Steps. The arguments of those that are made of a request are the request's members.
    request_steps.TrainingStep: Form(_JOB, "request"),
    request_steps.ProcessingStep: Form(
        (*_JOB, _objects("property_files", "PropertyFiles", options.PropertyFile)), "request"
    ),
    request_steps.TransformStep: Form(_JOB, "request"),
    request_steps.TuningStep: Form(_JOB, "request"),
    request_steps.AutoMLStep: Form(_JOB, "request"),
    request_steps.ModelStep: Form(_RETRIED, "request"),
    request_steps.RegisterModelStep: Form(_RETRIED, "request"),
    request_steps.EndpointConfigStep: Form(_JOB, "request"),
    request_steps.EndpointStep: Form(_CACHED, "request"),
    request_steps.InferenceComponentStep: Form(_STEP, "request"),
    request_steps.QualityCheckStep: Form(
        (
            *_CHECK,
            Member("check_type", "CheckType", enum=options.QualityCheckType, is_required=True),
            Member("supplied_baseline_statistics", "SuppliedBaselineStatistics"),
        ),
        "request",
    ),
    request_steps.ClarifyCheckStep: Form(
        (
            *_CHECK,
            Member("check_type", "CheckType", enum=options.ClarifyCheckType, is_required=True),
            Member("model_name", "ModelName"),
        ),
        "request",
    ),
    steps.ConditionStep: Form(
        (
            *_STEP,
            *_of_arguments(
                _objects("conditions", "Conditions", conditions.Condition, is_required=True),
                _objects("if_steps", "IfSteps", steps.Step),
                _objects("else_steps", "ElseSteps", steps.Step),
            ),
        )
    ),
    steps.FailStep: Form((*_STEP, *_of_arguments(Member("error_message", "ErrorMessage")))),
    steps.LambdaStep: Form(
        (*_CACHED, Member("function_arn", "FunctionArn", is_required=True), _OUTPUTS), "inputs"
    ),
    steps.CallbackStep: Form(
        (*_CACHED, Member("sqs_queue_url", "SqsQueueUrl", is_required=True), _OUTPUTS), "inputs"
    ),
    steps.EMRStep: Form(
        (
            *_JOB,
            *_of_arguments(
                Member("step_config", "StepConfig", is_required=True),
                Member("cluster_id", "ClusterId"),
                Member("cluster_config", "ClusterConfig"),
                Member("execution_role_arn", "ExecutionRoleArn"),
            ),
        )
    ),
    steps.EMRServerlessStep: Form(
        (
            *_JOB,
            *_of_arguments(
                Member("execution_role_arn", "ExecutionRoleArn", is_required=True),
                Member("job_config", "JobConfig", is_required=True),
                Member("application_id", "ApplicationId"),
                Member("application_config", "ApplicationConfig"),
            ),
        )
    ),
    steps.OtherStep: Form(_STEP, "arguments"),
    # Parameters
    parameters.StringParameter: Form((*_PARAMETER, Member("values", "EnumValues"))),
    parameters.IntegerParameter: Form(_PARAMETER),
    parameters.FloatParameter: Form(_PARAMETER),
    parameters.BooleanParameter: Form(_PARAMETER),
    # Conditions
    conditions.Equals: _COMPARISON,
    conditions.GreaterThan: _COMPARISON,
    conditions.GreaterThanOrEqualTo: _COMPARISON,
    conditions.LessThan: _COMPARISON,
    conditions.LessThanOrEqualTo: _COMPARISON,
    conditions.In: Form(
        (
            Member("value", "QueryValue", is_required=True),
            Member("values", "Values", is_required=True),
        )
    ),
    conditions.Not: Form(
        (Member("condition", "Condition", Parts(conditions.Condition), is_required=True),)
    ),
    conditions.Or: Form(
        (_objects("conditions", "Conditions", conditions.Condition, is_required=True),)
    ),
    # Options
    options.CacheConfig: Form(
        (
            Member("enabled", "Enabled", is_required=True),
            Member("expire_after", "ExpireAfter"),
        )
    ),
    options.RetryPolicy: Form(
        (
            Member(
                "exception_types", "ExceptionType", enum=options.ExceptionType, is_required=True
            ),
            Member("interval_seconds", "IntervalSeconds"),
            Member("backoff_rate", "BackoffRate"),
            Member("max_attempts", "MaxAttempts"),
            Member("expire_after_minutes", "ExpireAfterMin"),
        )
    ),
    options.PropertyFile: Form(
        (
            Member("name", "PropertyFileName", is_required=True),
            Member("output_name", "OutputName", is_required=True),
            Member("path", "FilePath", is_required=True),
        )
    ),
    options.OutputParameter: Form(
        (
            Member("name", "OutputName", is_required=True),
            Member("type", "OutputType", enum=options.OutputType, is_required=True),
        )
    ),
    options.Dependency: Form(
        (
            Member("step", "Step", is_required=True),
            Member("trigger", "Trigger", enum=options.Trigger, is_required=True),
        )
    ),
    options.ExperimentConfig: Form(
        (
            Member("experiment_name", "ExperimentName", is_required=True),
            Member("trial_name", "TrialName", is_required=True),
        )
    ),
}


def _by_type(base: type[Any]) -> dict[str, type[Any]]:
    return {cls.type_name: cls for cls in FORMS if issubclass(cls, base) and cls.type_name}


STEPS: Final[Mapping[str, type[steps.Step]]] = _by_type(steps.Step)
"""The class of each type of step."""
PARAMETERS: Final[Mapping[str, type[parameters.Parameter]]] = _by_type(parameters.Parameter)
"""The class of each type of parameter."""
CONDITIONS: Final[Mapping[str, type[conditions.Condition]]] = _by_type(conditions.Condition)
"""The class of each type of condition."""


def form_of(cls: type[Any]) -> Form:
    """Return the form of a class, or of the class that it extends."""
    return next(FORMS[base] for base in cls.__mro__ if base in FORMS)
